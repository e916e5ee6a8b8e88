"""What the analysis of packages returns: the deals there are, and how the parties might get to one."""

from __future__ import annotations

from typing import Literal

from parley.analysis.result import Interval, Method
from parley.record import Finding, Record


class PackageOutcome(Record):
    """One agreement over all issues and what each party has from it."""

    terms: dict[str, float]  # issue key -> value on its scale
    labels: dict[str, str]  # issue key -> words of that value
    utility: dict[str, float]  # party key -> 0 to 1
    gain: dict[str, float]  # party key -> utility over walking away


class Solution(Record):
    """A bargaining solution with its ties."""

    name: Literal["nash", "kalai-smorodinsky", "egalitarian", "utilitarian"]
    packages: tuple[PackageOutcome, ...]  # all that tie; empty: no zone of agreement
    method: Method
    chosen_share: float | None = None  # share of draws in which packages[0] is (among) the solution


class Bargaining(Record):
    """The packages the bargaining parties could agree on."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    walk_away: dict[str, float]
    ideal: dict[str, float]  # best individually rational utility of each party
    packages: int  # how many there are
    acceptable: int  # how many are at least as good as walking away for everybody (the ZOPA)
    frontier: tuple[PackageOutcome, ...]  # efficient packages (at most 200; `frontier_size` counts all)
    frontier_size: int
    solutions: tuple[Solution, ...]
    zopa: Interval  # probability that the ZOPA is not empty, over draws
    default_share: float
    findings: tuple[Finding, ...] = ()
