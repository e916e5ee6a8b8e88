"""Every number of a case that the models use, each with its key, its bounds and its place.

The share of defaults that every answer states is computed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from parley.case.record import Case, CasePressure, Estimate, Issue, Party, Stance
from parley.errors import AnalysisError

Kind = Literal["position", "salience", "influence", "walk-away", "pressure", "red-line", "reference"]

# Part of the address of a random substream: never renumber, or every published figure moves.
KIND_CODES: dict[Kind, int] = {
    "position": 1,
    "salience": 2,
    "influence": 3,
    "walk-away": 4,
    "pressure": 5,
    "red-line": 6,
    "reference": 7,
}


# A pressure nobody has shown, in utility: a named default, value and ends.
UNSEEN = (0.1, 0.0, 0.25)


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Where each key stood when it was first drawn, so that a changed case keeps its random numbers.

    Numbers go by place, never by name: renaming a party changes nothing.
    """

    parties: dict[str, int] = field(default_factory=dict)
    issues: dict[str, int] = field(default_factory=dict)
    pressures: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> Slots:
        """The places of a case's own parties, issues and pressures."""
        return cls().extended(case)

    def extended(self, case: Case) -> Slots:
        """These places, and new ones after them for what `case` has besides."""
        return Slots(
            parties=_extend(self.parties, (party.key for party in case.parties)),
            issues=_extend(self.issues, (issue.key for issue in case.issues)),
            pressures=_extend(self.pressures, pressure_keys(case.pressures)),
        )


def _extend(places: dict[str, int], keys: Iterable[str]) -> dict[str, int]:
    result = dict(places)
    following = max(result.values(), default=-1) + 1
    for key in keys:
        if key not in result:
            result[key] = following
            following += 1
    return result


def pressure_keys(pressures: Iterable[CasePressure]) -> tuple[str, ...]:
    """ "pressure/<by>/<on>/<form>", with a number from 2 on where that is not unique."""
    seen: dict[str, int] = {}
    keys = []
    for pressure in pressures:
        key = f"pressure/{pressure.by}/{pressure.on}/{pressure.form}"
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}/{seen[key]}")
    return tuple(keys)


@dataclass(frozen=True, kw_only=True)
class Input:
    """One judged number of a case."""

    key: str  # "ukraine/security-guarantees/position", "ukraine/influence", "pressure/a/b/threat"
    kind: Kind
    estimate: Estimate
    low: float  # the least the number can be
    high: float  # the most
    row: int  # index of the party (of the pressure, of the issue of a reference) in the case
    column: int = 0  # index of the issue in the case, for what stands on an issue


def inputs(case: Case) -> tuple[Input, ...]:
    """All numbers of a case, in the order of the case.

    Raises:
        AnalysisError: a stance or pressure names a party or issue that the case does not have, or has it twice.
    """
    parties = _indices("party", (party.key for party in case.parties))
    issues = _indices("issue", (issue.key for issue in case.issues))
    return (
        *(each for row, party in enumerate(case.parties) for each in _of_party(row, party)),
        *(each for column, issue in enumerate(case.issues) for each in _of_issue(column, issue)),
        *(each for stance in _once(case.stances) for each in _of_stance(stance, parties, issues, case.issues)),
        *_of_pressures(case.pressures),
    )


def _indices(what: str, keys: Iterable[str]) -> dict[str, int]:
    result: dict[str, int] = {}
    for index, key in enumerate(keys):
        if key in result:
            raise AnalysisError(
                f"The case has two entries with the {what} key “{key}”; every {what} needs a key of its own. "
                f"Rename or merge one of them in the case file."
            )
        result[key] = index
    return result


def _once(stances: Iterable[Stance]) -> Iterator[Stance]:
    seen = set()
    for stance in stances:
        if stance.key in seen:
            raise AnalysisError(
                f"The case has two stances “{stance.key}”; a party has one stance on an issue. Remove one of them."
            )
        seen.add(stance.key)
        yield stance


def _of_party(row: int, party: Party) -> Iterator[Input]:
    yield Input(key=f"{party.key}/influence", kind="influence", estimate=party.influence, low=0.0, high=100.0, row=row)
    yield Input(key=f"{party.key}/walk-away", kind="walk-away", estimate=party.walk_away, low=0.0, high=1.0, row=row)


def _of_issue(column: int, issue: Issue) -> Iterator[Input]:
    if issue.reference is not None:
        yield Input(
            key=f"issue/{issue.key}/reference",
            kind="reference",
            estimate=issue.reference,
            low=issue.scale.low,
            high=issue.scale.high,
            row=column,
        )


def _of_stance(
    stance: Stance, parties: dict[str, int], issues: dict[str, int], records: tuple[Issue, ...]
) -> Iterator[Input]:
    for what, key, known in (("party", stance.party, parties), ("issue", stance.issue, issues)):
        if key not in known:
            raise AnalysisError(
                f"The stance “{stance.key}” names the {what} “{key}”, which the case does not have. "
                f"Add that {what}, or remove the stance."
            )
    row, column = parties[stance.party], issues[stance.issue]
    scale = records[column].scale
    if not scale.low < scale.high:
        raise AnalysisError(
            f"The scale of “{stance.issue}” runs from {scale.low:g} to {scale.high:g}; its high end must lie above "
            f"its low end. Correct the scale in the case file."
        )
    yield Input(
        key=f"{stance.key}/position",
        kind="position",
        estimate=stance.position,
        low=scale.low,
        high=scale.high,
        row=row,
        column=column,
    )
    yield Input(
        key=f"{stance.key}/salience",
        kind="salience",
        estimate=stance.salience,
        low=0.0,
        high=1.0,
        row=row,
        column=column,
    )
    if stance.red_line is not None:
        yield Input(
            key=f"{stance.key}/red-line",
            kind="red-line",
            estimate=stance.red_line,
            low=scale.low,
            high=scale.high,
            row=row,
            column=column,
        )


def _of_pressures(pressures: tuple[CasePressure, ...]) -> Iterator[Input]:
    for row, (key, pressure) in enumerate(zip(pressure_keys(pressures), pressures, strict=True)):
        yield Input(key=key, kind="pressure", estimate=pressure.strength, low=0.0, high=1.0, row=row)


def default_share(estimates: Iterable[Estimate]) -> float:
    """The share of estimates that are defaults, 0 to 1; 1 when there are none, since then nothing was judged."""
    flags = [estimate.is_default for estimate in estimates]
    return sum(flags) / len(flags) if flags else 1.0
