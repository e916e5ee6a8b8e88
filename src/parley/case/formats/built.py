"""A case from the plain numbers of another program's file: what it does not say is a named default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from parley.case.estimate import SALIENCE, Estimate, named_default
from parley.case.parties import INFLUENCE, WALK_AWAY
from parley.case.record import Case, Issue, Party, Scale, ScalePoint, Stance
from parley.case.words import slug
from parley.errors import CaseError
from parley.record import Finding

FULL_INFLUENCE = 100.0


class FormatError(CaseError):
    """A file of another program cannot be read, or a case cannot be written as one."""

    def __init__(self, what: str, where: str, problem: str, remedy: str) -> None:
        self.what, self.where, self.problem, self.remedy = what, where, problem, remedy
        super().__init__(f"{what}{f', {where}' if where else ''}: {problem}. {remedy}")


@dataclass(kw_only=True)
class Numbers:
    """What such files hold: who weighs how much, and where each stands on each issue."""

    source: str  # "DECIDE file", as printed beside each number
    title: str
    parties: dict[str, tuple[str, float | None]] = field(default_factory=dict)  # key -> name, influence
    issues: dict[str, Scale] = field(default_factory=dict)  # key -> scale
    names: dict[str, str] = field(default_factory=dict)  # issue key -> name
    # (party, issue) -> position, salience 0 to 1; null: the file does not say
    stances: dict[tuple[str, str], tuple[float, float | None]] = field(default_factory=dict)
    walk_away: dict[str, float] = field(default_factory=dict)  # party key -> utility
    findings: list[Finding] = field(default_factory=list)


def case_of(numbers: Numbers) -> Case:
    """Build the case; every party bargains, since such files know no other role.

    Raises:
        FormatError: a number is not finite or below 0 where none can be.
    """
    most = max((influence for _, influence in numbers.parties.values() if influence is not None), default=0.0)
    shrink = FULL_INFLUENCE / most if most > FULL_INFLUENCE else 1.0
    findings = list(numbers.findings)
    if shrink < 1:
        findings.append(
            Finding(
                level="warning",
                code="influence-rescaled",
                message=f"The greatest influence in the file is {most:g}; all were divided by {most / 100:g}, since "
                f"influence runs from 0 to 100 here.",
            )
        )
    return Case(
        title=numbers.title,
        sources=(),
        parties=tuple(_party(numbers, key, shrink) for key in numbers.parties),
        issues=tuple(Issue(key=key, name=numbers.names[key], scale=scale) for key, scale in numbers.issues.items()),
        stances=tuple(_stance(numbers, party, issue) for party, issue in numbers.stances),
        findings=tuple(findings),
    )


def _party(numbers: Numbers, key: str, shrink: float) -> Party:
    name, influence = numbers.parties[key]
    if influence is not None and influence < 0:
        raise FormatError(numbers.source, name, f"its influence is {influence:g}", "Give 0 or more.")
    stated = numbers.walk_away.get(key)
    return Party(
        key=key,
        name=name,
        role="bargaining",
        kind="group",
        influence=named_default(INFLUENCE["bargaining"], "capability")
        if influence is None
        else _given(numbers, influence * shrink, "capability", name),
        walk_away=named_default(WALK_AWAY, "utility") if stated is None else _given(numbers, stated, "utility", name),
    )


def _stance(numbers: Numbers, party: str, issue: str) -> Stance:
    position, salience = numbers.stances[party, issue]
    where = f"{numbers.parties[party][0]} on {numbers.names[issue]}"
    scale = numbers.issues[issue]
    return Stance(
        party=party,
        issue=issue,
        position=_given(numbers, position, scale.unit, where),
        salience=named_default(SALIENCE, "share") if salience is None else _given(numbers, salience, "share", where),
    )


def _given(numbers: Numbers, value: float, unit: str, where: str) -> Estimate:
    """A number as the file has it: no range, since the file gives none."""
    if not isfinite(value):
        raise FormatError(numbers.source, where, f"{value} is no number to reckon with", "Give a finite number.")
    return Estimate(
        value=value, low=value, high=value, unit=unit, by=numbers.source, why=f"as the {numbers.source} has it"
    )


def key_of(name: str, taken: Iterable[str]) -> str:
    """A readable key for a name, with a number behind it where another has it already."""
    base = slug(name) or "unnamed"
    keys, key, number = set(taken), base, 2
    while key in keys:
        key, number = f"{base}-{number}", number + 1
    return key


def scale_over(name: str, positions: Sequence[float]) -> Scale:
    """0 to 100 where every position fits, else from the least to the greatest."""
    low, high = min(positions, default=0.0), max(positions, default=100.0)
    if low >= 0 and high <= 100:
        low, high = 0.0, 100.0
    elif low == high:
        high = low + 1
    middle = ScalePoint(label=f"half of {name}", value=(low + high) / 2)
    return Scale(low=low, high=high, low_label=f"{name} at {low:g}", high_label=f"{name} at {high:g}", points=(middle,))


def number(text: str, what: str, where: str) -> float:
    """A finite number, or an error that says where it should stand.

    Raises:
        FormatError: it is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise FormatError(what, where, f"“{text}” is no number", "Write it with digits and a point: 62.5.")
    return value


def positions_by_issue(stances: Mapping[tuple[str, str], tuple[float, float | None]], issue: str) -> list[float]:
    """Every position on one issue."""
    return [position for (_, at), (position, _) in stances.items() if at == issue]
