"""What a pressure moves where nobody has judged it, and what an analyst's judgements do to pressures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parley.case.estimate import Estimate, named_default
from parley.case.keys import pressure_key
from parley.case.merging import Gone, valid
from parley.case.record import Case, CasePressure, Judgement

# How far one pressure moves the walk-away of the party pressed; its range always holds "not at all".
STRENGTH: dict[str, tuple[float, float, float]] = {
    "threat": (0.10, 0.0, 0.25),
    "sanction": (0.12, 0.0, 0.28),
    "deadline": (0.08, 0.0, 0.20),
    "inducement": (0.08, 0.0, 0.20),
    "time": (0.06, 0.0, 0.18),
    "criticism": (0.03, 0.0, 0.10),
    "unspecified": (0.06, 0.0, 0.20),
}
REPEATED = 0.25  # each further report of the same pressure adds this share of its strength
MOST_PRESSURE = 0.3


def reported_strength(form: str, ids: list[str]) -> Estimate:
    """What a pressure does to a walk-away, by its form and by how many items of evidence report it."""
    value, low, high = STRENGTH[form]
    factor = 1 + REPEATED * (len(ids) - 1)
    return Estimate(
        value=round(min(value * factor, MOST_PRESSURE), 4),
        low=low,
        high=round(min(high * factor, MOST_PRESSURE * 1.5), 4),
        unit="utility",
        basis=tuple(ids),
        by="rule pressures/1",
        why=f"{form}, reported {len(ids)} time{'s' if len(ids) > 1 else ''}",
    )


def on_pressure(
    case: Case, judgement: Judgement, alias: Mapping[str, str], judged: Callable[[Estimate, Judgement], Estimate]
) -> Case:
    """Lay a judgement on "pressure/<by>/<on>/<form>": added, its strength set, or removed.

    Raises:
        Gone: there is no such pressure, or to add one, no such party.
        CaseError: a change that does not fit.
    """
    if judgement.change.get("add"):
        return _added(case, judgement, alias, judged)
    chosen = [pressure for pressure in case.pressures if pressure_key(pressure) == judgement.on]
    if not chosen:
        raise Gone(judgement.on)
    if judgement.change.get("remove"):
        return case.model_copy(update={"pressures": tuple(each for each in case.pressures if each not in chosen)})
    pressures = tuple(
        each.model_copy(update={"strength": judged(each.strength, judgement)}) if each in chosen else each
        for each in case.pressures
    )
    return case.model_copy(update={"pressures": pressures})


def _added(
    case: Case, judgement: Judgement, alias: Mapping[str, str], judged: Callable[[Estimate, Judgement], Estimate]
) -> Case:
    """A pressure no story reports; without a number as strong as one report of its form would make it."""
    by, on, form = (*judgement.on.split("/")[1:], "", "", "")[:3]
    by, on = alias.get(f"party/{by}", by), alias.get(f"party/{on}", on)
    if by == on or not {by, on} <= {party.key for party in case.parties}:
        raise Gone(judgement.on)
    number = {name: value for name, value in judgement.change.items() if name != "add"}
    start = named_default(STRENGTH.get(form, STRENGTH["unspecified"]), "utility")
    strength = judged(start, judgement.model_copy(update={"change": number})) if number else start
    fields = {"by": by, "on": on, "form": form, "strength": strength, "basis": (judgement.id, *judgement.cites)}
    made = valid(CasePressure, fields, judgement)
    if any(pressure_key(each) == pressure_key(made) for each in case.pressures):
        return case
    return case.model_copy(update={"pressures": (*case.pressures, made)})
