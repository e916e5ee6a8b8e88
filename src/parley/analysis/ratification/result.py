"""What ratification comes to: chambers, the votes on a text, power, and what passes everywhere."""

from __future__ import annotations

from parley.analysis.result import Interval, Method
from parley.record import Finding, Record


class MemberVote(Record):
    """One member's vote on one text."""

    member: str
    name: str
    yes: float  # probability at the case's own values, 0 to 1
    gain: float | None  # utility of the text over no deal; null: its support was judged directly
    decides: bool  # at the case's own values: had it voted the other way, the result would be another
    pivotal: float  # probability that the others leave the decision to it


class SidePayment(Record):
    """The cheapest members to win over for a text that fails."""

    members: tuple[str, ...]  # names; empty: it passes as it is
    cost: float | None  # utility points of 0 to 1, summed over people; null: no payment makes it pass
    least: float | None  # no cheaper way exists than this; equal to `cost` where the search is exact
    method: Method


class TextVote(Record):
    """What a chamber would do with one package."""

    solutions: tuple[str, ...]  # of which it is the first package
    terms: dict[str, float]
    passes: bool  # at the case's own values, everybody voting for what is no worse than no deal
    probability: Interval  # that it passes
    votes: tuple[MemberVote, ...]  # the most often pivotal first, at most 20
    payment: SidePayment
    yes: Interval  # how many members vote yes at the case's own values: expected, 5th and 95th percentile
    method: Method


class Room(Record):
    """What would pass on one issue while the rest stays as in a text."""

    issue: str
    stretches: tuple[tuple[float, float], ...]  # on the issue's scale, both ends included
    best: dict[str, float]  # bargaining party -> the place in them nearest to its position


class MemberPower(Record):
    """How much a member decides before anybody has said how they vote."""

    member: str
    name: str
    votes: float
    shapley_shubik: float
    banzhaf: float  # normalised: sums to 1 over members
    banzhaf_absolute: float  # probability of deciding when all others toss a coin
    owen: float | None = None  # where members stand in blocs


class Proposing(Record):
    """What being the one who proposes is worth when members divide a sum among themselves."""

    needed: int
    least: float  # share the proposer keeps, by who it is
    most: float
    method: Method


class ChamberResult(Record):
    """One chamber."""

    chamber: str
    name: str
    side: str | None
    rule: str  # in words
    members: int
    win_set: int  # packages that pass at the case's own values
    win_share: float  # of all packages, 0 to 1
    passes: dict[str, bool]  # solution -> whether its first package passes
    texts: tuple[TextVote, ...]
    room: tuple[Room, ...] = ()
    power: tuple[MemberPower, ...] = ()  # the strongest first, at most 20
    power_method: Method
    proposing: Proposing | None = None  # where every member has the same vote
    default_share: float
    findings: tuple[Finding, ...] = ()


class IssueWinSet(Record):
    """One issue against what holds without a deal: what is preferred to it, or liked as well, by each."""

    issue: str
    status_quo: float  # on the issue's scale
    is_default: bool  # nobody has said what holds: the low end of the scale stands in
    chambers: dict[str, tuple[float, float]]  # chamber -> its win-set, which always holds the status quo
    table: dict[str, tuple[float, float]]  # bargaining party -> the same of its own ideal
    common: tuple[tuple[float, float], ...]  # the agreement set: in all of these
    change: Interval  # probability over draws that anything but the status quo is in the agreement set


class DealVoice(Record):
    """One whose yes the whole deal needs."""

    key: str  # of a party, of a chamber, or "<chamber>/<member>"
    name: str
    shapley_shubik: float
    banzhaf: float  # normalised: sums to 1
    owen: float  # when each side acts together before it meets the other
    expects: float | None = None  # share of what is divided, before anybody proposes; null: does not propose
    keeps: float | None = None  # share it keeps when it proposes


class DealPower(Record):
    """How much each decides over the whole deal, and what proposing is worth at the table."""

    voices: tuple[DealVoice, ...]  # empty: too many whose yes is needed
    method: Method


class Ratification(Record):
    """What holds at home as well as at the table."""

    chambers: tuple[ChamberResult, ...]
    packages: int
    at_table: int  # packages that leave every bargaining party no worse off than no deal
    everywhere: int  # of these, how many pass in every chamber: the agreement set
    zone: Interval  # probability over draws that a package suits everybody at the table and passes in every chamber
    involuntary_defection: bool  # the chiefs could agree, and nothing they could sign would be ratified
    probability: dict[str, Interval]  # solution -> that its first package passes in every chamber
    win_sets: tuple[IssueWinSet, ...] = ()
    win_set_method: Method
    power: DealPower
    words: str  # one sentence
    method: Method
    default_share: float
    findings: tuple[Finding, ...] = ()
