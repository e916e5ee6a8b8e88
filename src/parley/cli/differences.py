"""A case with one thing changed, and what that does to its results."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from parley.analysis.result import Results
from parley.case.record import Case, Estimate, Stance
from parley.record import Record

FIELDS = ("position", "salience", "red_line", "influence", "walk_away")


class Difference(Record):
    """One figure before and after; null where the figure does not exist."""

    of: str  # "forecast/<issue>", "zopa", "answer/<question>"
    words: str
    before: float | None
    after: float | None
    change: float | None


class Comparison(Record):
    """Two analyses of one case by the same draws."""

    changes: tuple[str, ...]
    seed: int
    draws: int
    differences: tuple[Difference, ...]


def changed(
    case: Case, without: Sequence[str], settings: Sequence[str], doubled: Sequence[str]
) -> tuple[Case, tuple[str, ...]]:
    """The case with these changes and the changes in words.

    Raises:
        BadParameter: a party or key is not in the case; says which are.
    """
    words = []
    for party in without:
        case = _without(case, _known_party(case, party))
        words.append(f"without {party}")
    for setting in settings:
        key, value = _setting(setting)
        case = _set(case, key, value)
        words.append(f"{key} set to {value:g}")
    for party in doubled:
        case = _doubled(case, _known_party(case, party))
        words.append(f"pressure by {party} doubled")
    return case, tuple(words)


def compared(before: Results, after: Results, changes: tuple[str, ...]) -> Comparison:
    """Every figure both analyses could have, side by side."""
    old, new = _figures(before), _figures(after)
    differences = tuple(
        _difference(key, old.get(key), new.get(key)) for key in [*old, *(key for key in new if key not in old)]
    )
    return Comparison(changes=changes, seed=before.seed, draws=before.draws, differences=differences)


def _difference(key: str, old: tuple[str, float] | None, new: tuple[str, float] | None) -> Difference:
    words = (old or new or ("", 0.0))[0]
    change = new[1] - old[1] if old and new else None
    return Difference(of=key, words=words, before=old and old[1], after=new and new[1], change=change)


def _figures(results: Results) -> dict[str, tuple[str, float]]:
    figures = {
        f"forecast/{forecast.issue}": ("weighted median of the issue's scale", forecast.weighted_median.value)
        for forecast in results.forecasts
    }
    if results.bargaining:
        figures["zopa"] = ("chance that some package suits everybody", results.bargaining.zopa.value)
    for answer in results.answers:
        figures[f"answer/{answer.question}"] = (answer.text, answer.value)
    return figures


def _known_party(case: Case, key: str) -> str:
    keys = [party.key for party in case.parties]
    if key not in keys:
        raise typer.BadParameter(f"no party is called “{key}”; this case has {', '.join(keys)}")
    return key


def _without(case: Case, key: str) -> Case:
    return case.model_copy(
        update={
            "parties": tuple(party for party in case.parties if party.key != key),
            "stances": tuple(stance for stance in case.stances if stance.party != key),
            "pressures": tuple(pressure for pressure in case.pressures if key not in (pressure.by, pressure.on)),
            "links": tuple(link for link in case.links if key not in (link.giver, link.getter)),
        }
    )


def _doubled(case: Case, key: str) -> Case:
    if not any(pressure.by == key for pressure in case.pressures):
        pressing = sorted({pressure.by for pressure in case.pressures})
        raise typer.BadParameter(f"{key} puts no pressure on anybody here; who does: {', '.join(pressing) or 'nobody'}")
    twice = tuple(
        pressure.model_copy(update={"strength": _scaled(pressure.strength, 2.0)}) if pressure.by == key else pressure
        for pressure in case.pressures
    )
    return case.model_copy(update={"pressures": twice})


def _scaled(estimate: Estimate, by: float) -> Estimate:
    """At most 1: a walk-away cannot move by more than all there is."""
    update = {name: min(getattr(estimate, name) * by, 1.0) for name in ("value", "low", "high")}
    return estimate.model_copy(update=update)


def _setting(text: str) -> tuple[str, float]:
    key, _, value = text.partition("=")
    try:
        return key.strip(), float(value)
    except ValueError as error:
        raise typer.BadParameter(
            f"“{text}” sets no number; write KEY=VALUE, as in ukraine/grain/position=60"
        ) from error


def _set(case: Case, key: str, value: float) -> Case:
    target, _, field = key.rpartition("/")
    for index, stance in enumerate(case.stances):
        if stance.key == target and field in FIELDS[:3]:
            return _replaced(case, "stances", index, field, _moved(case, stance, field, value))
    for index, party in enumerate(case.parties):
        if target in (party.key, f"party/{party.key}") and field in FIELDS[3:]:
            return _replaced(case, "parties", index, field, _shifted(getattr(party, field), value))
    keys = [f"{stance.key}/position" for stance in case.stances[:3]] + [f"{case.parties[0].key}/influence"]
    raise typer.BadParameter(f"no number is called “{key}”; they are called like {', '.join(keys)}")


def _moved(case: Case, stance: Stance, field: str, value: float) -> Estimate:
    current: Estimate | None = getattr(stance, field)
    scale = case.issue(stance.issue).scale
    if field != "salience" and not scale.low <= value <= scale.high:
        raise typer.BadParameter(f"{stance.key} runs from {scale.low:g} to {scale.high:g}; {value:g} is off that scale")
    return _shifted(current or stance.position, value)


def _shifted(estimate: Estimate, value: float) -> Estimate:
    """The number itself, without width: the user asks what follows if it were so."""
    return estimate.model_copy(update={"value": value, "low": value, "high": value})


def _replaced(case: Case, part: str, index: int, field: str, estimate: Estimate) -> Case:
    items = list(getattr(case, part))
    items[index] = items[index].model_copy(update={field: estimate})
    return case.model_copy(update={part: tuple(items)})
