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


class Trade(Record):
    """What one party could take from another for what it cares less about."""

    takes_by: str  # party that takes `takes` and concedes `concedes`
    other: str
    takes: str  # issue
    concedes: str  # issue
    least_price: float  # share of `concedes` for each share of `takes`, below which the other loses
    most_price: float | None  # above which the taker loses; null: what it concedes costs it nothing
    price: float  # at which the gains below are made
    gain: dict[str, float]  # utility over an even split of both issues, for each of the two


class Mediation(Record):
    """A single text improved by steps that leave nobody worse off."""

    start: Literal["middle", "draft"]  # the point nearest to the middle of the parties' positions, or a named draft
    versions: tuple[PackageOutcome, ...]  # the draft first; all but a last step change one issue or trade two
    done: bool  # whether it is certain that nothing is better for all than the last version
    method: Method


class Division(Record):
    """Adjusted Winner between the two heaviest parties."""

    parties: tuple[str, str]
    points: dict[str, dict[str, float]]  # party -> issue -> its points, 100 in all
    share: dict[str, float]  # issue -> share that goes the first party's way, 0 to 1; those they differ on
    received: float  # points of its own that each has
    split: str | None  # issue that is divided
    method: Method


class Concessions(Record):
    """Zeuthen's concessions between the two heaviest parties."""

    parties: tuple[str, str]
    rounds: int
    risks: dict[str, float]  # chance of a breakdown each would run rather than take the other's opening, 0 to 1
    package: PackageOutcome  # where they meet
    method: Method


class Price(Record):
    """One issue bargained for itself: the buyer wants little of it, the seller much, and each has a limit."""

    issue: str
    buyer: str
    seller: str
    limits: dict[str, Interval]  # party -> how far it would go, on the issue's scale
    red_lines: tuple[str, ...]  # parties whose limit somebody has said; the others' are worked out from walking away
    zone: Interval  # probability over draws that the limits cross
    zone_normal: float  # the same if both limits are normal, 0 to 1
    bid: float  # what the buyer would offer at its limit, not knowing the seller's, on the scale
    ask: float  # what the seller would ask at its own
    trade: Interval  # probability over draws that such offers meet
    lost: Interval  # probability over draws that limits cross and offers do not
    settles: dict[str, float]  # who proposes first -> where patience leads, on the scale; empty: limits do not cross
    binding: tuple[str, ...]  # parties whose limit, what walking out brings, decides there and not patience
    method: Method


class Meeting(Record):
    """Where two parties meet that concede against one deadline."""

    manner: dict[str, str]  # party -> "holds out late", "even", "gives way early"
    time: float  # share of the time to the deadline
    utility: dict[str, float]


class Threat(Record):
    """What a pressure does to the deal: it acts through the walk-away of the party pressed or not at all."""

    by: str
    on: str
    form: str
    walk_away: tuple[float, float]  # of the party pressed, without and with the threat
    at_table: float  # utility the party pressed has at the table
    changes_deal: bool
    why: str  # a sentence
    is_default: bool = False  # nobody presses at the table: what the default pressure would do
    basis: tuple[str, ...] = ()


class Tactics(Record):
    """What patience, deadlines and threats do between the two heaviest parties."""

    parties: tuple[str, str]
    patience: dict[str, Interval]
    defaults: tuple[str, ...]  # parties whose patience nobody has said
    share: dict[str, Interval]  # share of the gain of each when it proposes first (Rubinstein)
    short_rounds: dict[str, float]  # share of each as rounds grow short
    deadline: dict[str, float]  # rounds until a deadline -> share of the first party, which proposes first
    package: PackageOutcome | None  # Nash package with the parties weighted by their patience; null: no zone
    meetings: tuple[Meeting, ...]
    threats: tuple[Threat, ...]
    method: Method


class Bargaining(Record):
    """The packages the bargaining parties could agree on."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    walk_away: dict[str, float]
    ideal: dict[str, float]  # best individually rational utility of each party
    packages: int  # how many there are
    acceptable: int  # how many are at least as good as walking away for everybody (the ZOPA)
    acceptable_error: float = 0.0  # standard error where they could only be sampled, in packages; 0: counted
    frontier: tuple[PackageOutcome, ...]  # efficient packages (at most 200; `frontier_size` counts all)
    frontier_size: int
    solutions: tuple[Solution, ...]
    zopa: Interval  # probability that the ZOPA is not empty, over draws
    trades: tuple[Trade, ...] = ()  # the most rewarding first
    mediation: Mediation | None = None
    division: Division | None = None
    concessions: Concessions | None = None
    tactics: Tactics | None = None
    prices: tuple[Price, ...] = ()  # one for each issue on which the two heaviest want different things
    default_share: float
    findings: tuple[Finding, ...] = ()
