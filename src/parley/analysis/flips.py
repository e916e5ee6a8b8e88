"""The smallest change of one input that would turn an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parley.analysis.inputs import Input, inputs
from parley.analysis.measures import Setting, value
from parley.analysis.questions import Asked
from parley.analysis.result import Flip

MOST_CANDIDATES = 12
STEPS = 6  # halvings: the change is found to within 2% of the way
SMALL_EFFECT = 0.005  # an effect closer to nothing has no sign to turn


@dataclass(frozen=True, kw_only=True)
class _Turn:
    number: Input
    after: float
    answer: float
    cost: float  # size of the change against the width of the input's own range


def find_flip(setting: Setting, asked: Asked, answer: float) -> Flip | None:
    """Search the inputs of an answer, one at a time, within their scales.

    Args:
        setting: on few draws; every trial settles them anew.
        answer: the answer on all draws; the search corrects what few draws miss by the difference.

    Returns:
        The change that is smallest against its input's own range; None when none turns the answer.
    """
    if asked.asks in ("pressure", "role") and abs(answer) < SMALL_EFFECT * (100 if asked.asks == "pressure" else 1):
        return None
    offset = answer - value(setting, asked)
    best: _Turn | None = None
    for number in _candidates(setting, asked):
        for end in (number.low, number.high):
            turn = _turn(setting, asked, number, end, answer, offset, most=best.cost if best else np.inf)
            if turn and (best is None or (turn.cost, turn.number.key) < (best.cost, best.number.key)):
                best = turn
    return None if best is None else _flip(setting, best, answer)


def _candidates(setting: Setting, asked: Asked) -> list[Input]:
    """Inputs of those who must agree, what the question names first; at most twelve."""
    heard, case = setting.consents.heard, setting.case
    named = {asked.party, *asked.question.parties}
    asked_columns = {int(setting.grid.columns[column]) for column in asked.columns}
    in_grid = {int(column) for column in setting.grid.columns}

    def rank(number: Input) -> tuple[int, int, float]:
        if number.kind == "position":
            return (0 if number.column in asked_columns else 2, 0, 0.0)
        if number.kind == "pressure":
            pressure = case.pressures[number.row]
            return (1 if pressure.on in named or pressure.by in named else 3, 0, 0.0)
        return (1, 0, 0.0)

    usable = [
        number
        for number in inputs(case)
        if (number.kind == "position" and heard[number.row] and number.column in in_grid)
        or (number.kind == "walk-away" and heard[number.row])
        or (number.kind == "pressure" and setting.drawn.model.pressed[number.row] >= 0)
    ]
    return sorted(usable, key=rank)[:MOST_CANDIDATES]


def _turn(
    setting: Setting, asked: Asked, number: Input, end: float, answer: float, offset: float, *, most: float
) -> _Turn | None:
    """The nearest change towards one end of an input that turns the answer; None as well if it costs over `most`."""
    estimate = number.estimate
    if abs(end - estimate.value) < 1e-9:
        return None
    near, far, after = estimate.value, end, _try(setting, asked, number, end) + offset
    if not _turned(asked, answer, after):
        return None
    width = max(estimate.high - estimate.low, 1e-6)
    for _ in range(STEPS):
        if abs(near - estimate.value) / width > most:
            return None
        middle = (near + far) / 2
        there = _try(setting, asked, number, middle) + offset
        if _turned(asked, answer, there):
            far, after = middle, there
        else:
            near = middle
    return _Turn(number=number, after=far, answer=after, cost=abs(far - estimate.value) / width)


def _turned(asked: Asked, before: float, after: float) -> bool:
    if asked.asks in ("pressure", "role"):
        return before * after < 0
    return (before >= 0.5) != (after >= 0.5)


def _try(setting: Setting, asked: Asked, number: Input, at: float) -> float:
    """The answer with one input moved to a value, its spread kept, held to its bounds."""
    drawn, shift = setting.drawn, at - number.estimate.value
    name = {"position": "position", "walk-away": "walk_away", "pressure": "pressure"}[number.kind]
    changed = getattr(drawn, name).copy()
    where = (slice(None), number.row, number.column) if number.kind == "position" else (slice(None), number.row)
    changed[where] = np.clip(changed[where] + shift, number.low, number.high)
    return value(Setting(setting.case, replace(drawn, **{name: changed}), setting.grid, setting.valued), asked)


def _flip(setting: Setting, turn: _Turn, answer: float) -> Flip:
    number, before = turn.number, turn.number.estimate.value
    return Flip(
        input=number.key,
        words=f"{_name(setting, number)}: {before:.3g} to {turn.after:.3g}",
        before=before,
        after=turn.after,
        answer_before=answer,
        answer_after=turn.answer,
        plausible=number.estimate.low <= turn.after <= number.estimate.high,
    )


def _name(setting: Setting, number: Input) -> str:
    case = setting.case
    names = {party.key: party.name for party in case.parties}
    if number.kind == "pressure":
        pressure = case.pressures[number.row]
        return f"{_own(names.get(pressure.by, pressure.by))} pressure on {names.get(pressure.on, pressure.on)}"
    who = _own(case.parties[number.row].name)
    if number.kind == "position":
        return f"{who} position on {case.issues[number.column].name}"
    return f"{who} worth of no deal"


def _own(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
