"""A change to a case that nobody made: what can be tried out, what a form names, and what it moves."""

from __future__ import annotations

from typing import Any

from parley.analysis.differences import Comparison, changed, glance
from parley.case.changes import named
from parley.case.keys import estimates
from parley.case.record import Case

SAME = 1e-9  # smaller differences are rounding


def controls(case: Case) -> dict[str, Any]:
    """What can be tried out on a case: parties to drop, numbers to move, parties whose pressure can be doubled."""
    names = {party.key: party.name for party in case.parties}
    pressing = sorted({pressure.by for pressure in case.pressures if pressure.by in names})
    return {
        "parties": [(party.key, party.name) for party in case.parties],
        "numbers": [(key, named(case, key), estimate) for key, estimate in estimates(case)],
        "pressing": [(key, names[key]) for key in pressing],
    }


def supposed(case: Case, given: Any, seed: int) -> Comparison | None:
    """The differences a change makes; None: no change was named.

    Raises:
        ParleyError: a party or number that the case does not have, or a value that does not fit.
    """
    wanted = given_in(given)
    if not any(wanted.values()):
        return None
    other, _ = changed(case, **wanted)
    return glance(case, other, in_names(case, wanted), seed=seed)


def given_in(given: Any) -> dict[str, list[str]]:
    """The change a form names, as `changed` takes it."""
    number, value = given.get("number", ""), given.get("value", "").strip()
    return {
        "without": [key for key in given.getlist("without") if key],
        "settings": [f"{number}={value}"] if number and value else [],
        "doubled": [key for key in given.getlist("double") if key],
    }


def in_names(case: Case, wanted: dict[str, list[str]]) -> tuple[str, ...]:
    """A change in words, by the names of what it is on."""
    names = {party.key: party.name for party in case.parties}
    settings = (setting.partition("=") for setting in wanted["settings"])
    return (
        *(f"without {names.get(key, key)}" for key in wanted["without"]),
        *(f"pressure by {names.get(key, key)} doubled" for key in wanted["doubled"]),
        *(f"{named(case, number)} set to {value}" for number, _, value in settings),
    )


def rows(case: Case, comparison: Comparison) -> list[dict[str, Any]]:
    """The figures a change moves, the largest move first; how many stay is the rest of `comparison.differences`."""
    names = {f"forecast/{issue.key}": issue for issue in case.issues}
    in_points = {f"answer/{question.key}" for question in case.questions if question.form == "how" and question.parties}
    found = []
    for one in comparison.differences:
        if one.change is None or abs(one.change) > SAME:
            issue, is_share = names.get(one.of), one.of not in names and one.of not in in_points
            low, high = (issue.scale.low, issue.scale.high) if issue else (0.0, 1.0) if is_share else (-100.0, 100.0)
            name = issue.name if issue else one.words
            found.append({"name": name, "is_share": is_share, "low": low, "width": high - low, "of": one})
    return sorted(found, key=lambda row: -abs(row["of"].change or row["width"]) / row["width"])
