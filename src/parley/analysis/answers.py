"""Open questions answered: a probability or an effect, with its range, its reasons and what would turn it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from parley.analysis.chances import BASE_RATE, FRICTION, MODEL_DOUBT
from parley.analysis.draws import DrawSet, draw, point, redrawing
from parley.analysis.flips import find_flip
from parley.analysis.inputs import UNSEEN, default_share
from parley.analysis.measures import DOUBLED, Measure, Setting, measure, unseen, value
from parley.analysis.packages import PackageGrid, package_grid
from parley.analysis.questions import Asked, resolution, threshold_words, understand
from parley.analysis.ratification.consent import consenting
from parley.analysis.reasons import Ground, grounds, reasons
from parley.analysis.result import Answer, Flip, Method
from parley.analysis.settlement import MANY, Valued
from parley.case.chambers import judged_numbers
from parley.case.draft import HORIZON, agreement_question
from parley.case.record import Case, Estimate
from parley.record import Finding

# Utilities computed for one settlement of a search: twelve milliseconds on one core.
_SEARCH_CELLS = 900_000
_SEARCH_DRAWS = (100, 400)  # at least, at most
_SEARCH_DRAWS_OF_MANY = 50  # where very many must agree: the two hundred settlements of a search would take minutes
_ANSWER_CELLS = 30_000_000

# Pieces of evidence taken away one by one for each answer; a conference of 200 states has some thousand.
MOST_GROUNDS = 120

Report = Callable[[str, float], None]


def answer_questions(
    case: Case, drawn: DrawSet, grid: PackageGrid | None = None, *, progress: Report | None = None
) -> tuple[Answer, ...]:
    """Answer every open question of a case; a case without any is asked for an agreement.

    Args:
        drawn: the case's draws, made with a seed; large cases use the first of them, the method says how many.
        grid: the case's packages, when they are laid out already.

    Returns:
        One answer a question, in the order of the case. All are uncalibrated.
    """
    grid = grid or package_grid(case)
    setting = Setting(case, drawn.first(_affordable(case, drawn, grid)), grid)
    few = _few(case, grid)
    few_drawn = draw(case, seed=drawn.seed or 0, draws=few)
    base = Setting(case, few_drawn, grid, Valued(few_drawn, grid))
    every = tuple(grounds(case))
    redraw = redrawing(case, base.drawn)
    without = [(ground, _without(case, ground, base, redraw)) for ground in every[:MOST_GROUNDS]]
    questions = case.questions or (agreement_question(case.as_of + HORIZON if case.as_of else None),)
    found = []
    for index, question in enumerate(questions):
        if progress:
            progress("answering", index / len(questions))
        answer = _answer(setting, base, without, understand(case, grid, question))
        found.append(_with_untried(answer, len(every) - MOST_GROUNDS))
    return tuple(found)


def _with_untried(answer: Answer, untried: int) -> Answer:
    """The answer with a word on the evidence that was not tried as a reason."""
    if untried <= 0:
        return answer
    message = f"Only the first {MOST_GROUNDS} pieces of evidence were tried as reasons; {untried} more were not."
    finding = Finding(level="note", code="reasons-not-tried", message=message, where=answer.question)
    return answer.model_copy(update={"findings": (*answer.findings, finding)})


def _affordable(case: Case, drawn: DrawSet, grid: PackageGrid) -> int:
    return min(drawn.draws, max(500, _ANSWER_CELLS // _cells(case, grid)))


def _few(case: Case, grid: PackageGrid) -> int:
    least, most = _SEARCH_DRAWS
    if _consenting(case) >= MANY:
        return _SEARCH_DRAWS_OF_MANY
    return int(np.clip(_SEARCH_CELLS // _cells(case, grid), least, most))


def _cells(case: Case, grid: PackageGrid) -> int:
    return max(1, len(grid.values) * _consenting(case))


def _consenting(case: Case) -> int:
    return consenting(case, point(case)).width


def _without(case: Case, ground: Ground, base: Setting, redraw: Callable[[Case], DrawSet]) -> Setting:
    """The setting without a piece of evidence, on the same random numbers and the same packages."""
    drawn = redraw(ground.without)
    grid = base.grid if ground.without.links == case.links else _unlinked(base.grid, ground.without)
    return Setting(ground.without, drawn, grid, base.valued)


def _unlinked(grid: PackageGrid, case: Case) -> PackageGrid:
    other = package_grid(case)
    if other.issues != grid.issues:
        return other
    return replace(grid, links=other.links, bearers=other.bearers, unpaid=other.unpaid)


def _answer(setting: Setting, base: Setting, without: list[tuple[Ground, Setting]], asked: Asked) -> Answer:
    defaults = default_share(_inputs(setting, asked))
    measured = measure(setting, asked, defaults)
    at_base = value(base, asked)
    found = [(ground, value(other, asked)) for ground, other in without]
    flip = find_flip(base, asked, measured.value)
    case, question = setting.case, asked.question
    return Answer(
        question=question.key,
        text=question.text,
        form={"agreement": "probability", "term": "probability", "pressure": "effect", "role": "role"}[asked.asks],
        value=measured.value,
        low=measured.low,
        high=measured.high,
        unit={"pressure": "points of 100", "role": "change in probability"}.get(asked.asks, "probability"),
        headline=_headline(setting, asked, measured),
        parties=question.parties,
        issues=tuple(dict.fromkeys((*question.issues, *(setting.grid.issues[column] for column in asked.columns)))),
        reasons=reasons(asked, at_base, found),
        flip=flip,
        resolution=resolution(case, setting.grid, asked),
        method=_method(setting, base, asked),
        default_share=defaults,
        details=measured.details,
        findings=(*asked.findings, *_findings(setting, asked, flip)),
    )


def _inputs(setting: Setting, asked: Asked) -> list[Estimate]:
    """The judged numbers behind an answer: of those who must agree, and of the party asked about."""
    case = setting.case
    consents = setting.consents
    rows = {party.key for party, flag in zip(case.parties, consents.heard, strict=True) if flag}
    kept = {setting.grid.issues[column] for column in asked.columns} or set(setting.grid.issues)
    found = [
        number
        for stance in case.stances
        if (stance.party in rows and stance.issue in kept) or stance.party == asked.party
        for number in (stance.position, stance.salience)
    ]
    found += [party.walk_away for party in case.parties if party.key in rows]
    found += [pressure.strength for pressure in case.pressures if pressure.on in rows or pressure.by == asked.party]
    if asked.asks == "pressure":
        default = Estimate(value=UNSEEN[0], low=UNSEEN[1], high=UNSEEN[2], unit="utility", by="default")
        found += [default] * len(unseen(case, asked))
    found += [number for _, chamber in consents.chambers for number in judged_numbers(chamber)]
    if asked.asks == "role":
        found += [party.influence for party in case.parties if party.key == asked.party]
    return found


def _headline(setting: Setting, asked: Asked, measured: Measure) -> str:
    case, grid = setting.case, setting.grid
    names = {party.key: party.name for party in case.parties}
    if asked.asks == "pressure":
        who = names[asked.party or ""]
        size = abs(measured.value)
        if size < 0.5:
            return f"More pressure on {who} changes what it holds out for by less than one point of 100"
        signed = measured.details.get("worth of what it would sign")
        then = f"; the deal it would sign changes by {signed.value:+.0f}" if signed and abs(signed.value) >= 0.5 else ""
        return f"With the pressure on it doubled, {who} would hold out for {size:.0f} points of 100 less than now{then}"
    if asked.asks == "role":
        who, size = names[asked.party or ""], abs(measured.value) * 100
        if size < 0.5:
            return f"What is known of {who} moves the chance of an agreement by less than a point"
        return f"{who} {'adds to' if measured.value > 0 else 'takes from'} the chance of an agreement {size:.0f} points"
    percent = f"{measured.value * 100:.0f} percent ({measured.low * 100:.0f} to {measured.high * 100:.0f})"
    both = " and ".join(party.name for party in case.parties if party.role == "bargaining")
    if asked.asks == "term":
        terms = " and ".join(threshold_words(grid, column) for column in asked.columns)
        what = f"no deal of {both} with {terms}" if asked.against else f"a deal of {both} with {terms}"
    else:
        what = f"no agreement of {both}" if asked.against else f"an agreement of {both}"
    return f"The chance of {what} is put at {percent}, uncalibrated"


def _method(setting: Setting, base: Setting, asked: Asked) -> Method:
    names = {
        "agreement": "share of draws with an agreement, stretched towards the base rate",
        "term": "share of draws whose Nash package holds the term, stretched towards the base rate",
        "pressure": "change of the least a party would accept when pressure doubles, common random numbers",
        "role": "chance of agreement with a party less without it, common random numbers",
    }
    parameters: dict[str, str | float | int | bool] = {
        "disagreement point": "each party's walk-away less the pressures on it",
        "friction": FRICTION,
        "base rate": BASE_RATE,
        "weight of the base rate": MODEL_DOUBT,
        "packages": len(setting.grid.values),
        "draws of reasons and flips": base.drawn.draws,
    }
    chambers = ", ".join(chamber.name for _, chamber in setting.consents.chambers)
    if chambers:
        parameters["by its pivotal member's gain"] = chambers
    if base.drawn.draws < _SEARCH_DRAWS[0]:
        error = 100 * 0.5 / base.drawn.draws**0.5
        parameters["Monte Carlo error of reasons and flips"] = f"at most {error:.0f} points, less where draws agree"
    if asked.asks == "term":
        parameters["threshold"] = "middle of the scale"
    if asked.asks == "pressure":
        parameters["pressure times"] = DOUBLED
    return Method(
        name=names[asked.asks],
        parameters=parameters,
        source="Nash (1950), Econometrica 18(2), 155-162; rule 4 of the case's decisions",
        seed=setting.drawn.seed,
        draws=setting.drawn.draws,
        calibrated=False,
    )


def _findings(setting: Setting, asked: Asked, flip: Flip | None) -> list[Finding]:
    found = []
    key, names = asked.question.key, {party.key: party.name for party in setting.case.parties}
    if flip is None:
        message = "No change of a single input within its scale turns this answer."
        found.append(Finding(level="note", code="no-flip", message=message, where=key))
    if asked.asks == "pressure":
        for by in unseen(setting.case, asked):
            message = (
                f"The story shows no pressure by {names.get(by, by)} on {names[asked.party or '']}; a default of "
                f"{UNSEEN[0]:g} [{UNSEEN[1]:g}, {UNSEEN[2]:g}] stands in. Nobody has said why yet."
            )
            found.append(Finding(level="note", code="default-pressure", message=message, where=key))
    if asked.asks == "role" and not any(stance.party == asked.party for stance in setting.case.stances):
        message = f"The story gives {names[asked.party or '']} no stance on any issue; only its pressures count."
        found.append(Finding(level="note", code="no-stance", message=message, where=key))
    return found
