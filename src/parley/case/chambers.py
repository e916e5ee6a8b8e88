"""Who must ratify what a side signs: a chamber, its members or blocs, and the rule by which it passes a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field, field_validator

from parley.case.estimate import Estimate, named_default
from parley.record import Finding, Record

if TYPE_CHECKING:
    from parley.case.record import Case, Party

# Named defaults. No story tells the rule of a vote: more than half, and anything from a blocking third to two thirds.
MAJORITY = named_default((0.5, 1 / 3, 2 / 3), "share of votes")
# How far a vote strays from what the text is worth to who casts it, one standard deviation in utility.
NOISE = named_default((0.1, 0.05, 0.2), "utility")
# Rules are written as fractions and typed as decimals: .667 is two thirds.
_MOST_PARTS, _NEAR = 12, Fraction(1, 2000)


class Ideal(Record):
    """What a member would have an issue come to."""

    issue: str
    position: Estimate  # on the issue's scale
    salience: Estimate | None = None  # 0 to 1; null: the named default of a stance


class Member(Record):
    """One who votes, or a bloc that votes as one.

    What it makes of a text comes from `support`, else from its own `ideals`, else from the stances of `like`.
    """

    key: str
    name: str = ""
    votes: float = Field(default=1.0, ge=0)
    heads: int = Field(default=1, ge=1)  # how many people this is, for a quota of members and for side payments
    weight: float | None = Field(default=None, ge=0)  # a second weight, such as people represented
    bloc: str | None = None  # those of one bloc agree among themselves before they vote
    like: str | None = None  # the party whose stances and walk-away it shares; null: those of its side
    ideals: tuple[Ideal, ...] = ()
    support: Estimate | None = None  # probability that it votes yes, whatever the terms
    walk_away: Estimate | None = None  # utility of no deal, 0 to 1; null: that of the party it is like
    veto: bool = False  # nothing passes without it
    recognition: float | None = Field(default=None, ge=0)  # how often it proposes, relative; null: as its votes
    basis: tuple[str, ...] = ()


class Chamber(Record):
    """A body without whose consent a side's signature does not hold."""

    key: str
    name: str
    side: str | None = None  # key of the party whose signature it ratifies
    members: tuple[Member, ...]
    quota: Estimate = MAJORITY  # share of all votes that must be yes, 0 to 1
    more_than: bool | None = None  # the share must be exceeded; null: yes where the quota is one half, else no
    heads_quota: Estimate | None = None  # share of the members that must be yes besides: a double majority
    weight_quota: Estimate | None = None  # share of the second weight that must be yes besides
    noise: Estimate = NOISE
    basis: tuple[str, ...] = ()

    @field_validator("quota", "heads_quota", "weight_quota", "noise", mode="before")
    @classmethod
    def _plain_number(cls, given: object) -> object:
        """A rule is known, not judged: a bare number is enough."""
        if isinstance(given, bool) or not isinstance(given, int | float):
            return given
        return {"value": given, "low": given, "high": given, "unit": "share", "by": "edited by hand"}


def default_chamber(party: Party) -> Chamber:
    """The chamber a ratifying constituency is, as long as nobody has said more: one bloc holding its stance."""
    member = Member(key=party.key, name=party.name, like=party.key, basis=party.basis)
    return Chamber(key=party.key, name=party.name, side=party.side, members=(member,), basis=party.basis)


def holds_one_stance(chamber: Chamber) -> bool:
    """Whether a chamber is no more than the party it is named after: its single member shares that party's stance."""
    return [(member.like, member.ideals, member.support) for member in chamber.members] == [(chamber.key, (), None)]


def chambers_of(case: Case) -> tuple[Chamber, ...]:
    """The chambers of a case, and the default one of each party that ratifies and stands in none."""
    seated = {member.like for chamber in case.chambers for member in chamber.members}
    named = {chamber.key for chamber in case.chambers}
    missing = [party for party in case.parties if party.ratifies and party.key not in seated | named]
    parties = {party.key: party for party in case.parties}
    kept = [each for each in case.chambers if not holds_one_stance(each) or _ratifies(parties.get(each.key))]
    return (*kept, *map(default_chamber, missing))


def usable_chambers(case: Case) -> tuple[Chamber, ...]:
    """The chambers of a case that can be analysed: those without `flaws`."""
    return tuple(chamber for chamber in chambers_of(case) if not any(flaws(case, chamber)))


def shares_numbers_of(chamber: Chamber) -> frozenset[str]:
    """Keys of the parties whose stances or walk-aways members share."""
    shared = (
        member.like or chamber.side
        for member in chamber.members
        if member.support is None and not (member.ideals and member.walk_away)
    )
    return frozenset(key for key in shared if key)


def _ratifies(party: Party | None) -> bool:
    """A chamber that is only a party lives and dies with that party's consent being needed."""
    return party is None or party.ratifies


def as_fraction(quota: float) -> Fraction:
    """The fraction a quota means: the simple one it is written for, else the decimal itself.

    >>> as_fraction(0.667), as_fraction(0.55), as_fraction(0.501)
    (Fraction(2, 3), Fraction(11, 20), Fraction(501, 1000))
    """
    exact = Fraction(repr(float(quota)))
    simple = exact.limit_denominator(_MOST_PARTS)
    return simple if abs(simple - exact) <= _NEAR else exact


def must_exceed(chamber: Chamber, quota: float) -> bool:
    """Whether a share must be exceeded: a majority is more than half, two thirds are enough."""
    return as_fraction(quota) == Fraction(1, 2) if chamber.more_than is None else chamber.more_than


def flaws(case: Case, chamber: Chamber) -> Iterator[Finding]:
    """What keeps a chamber from being analysed, each as a warning that says what would be right."""
    for message in (*_of_votes(chamber), *_of_names(case, chamber), *_of_shares(chamber)):
        yield Finding(
            level="warning",
            code="chamber-unusable",
            message=f"{chamber.name}: {message}",
            where=f"chamber/{chamber.key}",
        )


def _of_votes(chamber: Chamber) -> Iterator[str]:
    if not chamber.members:
        yield "it has no members, so nothing can pass or fail there. Add a member, or remove the chamber."
    elif not sum(member.votes for member in chamber.members) > 0:
        yield "its members have no votes in all. Give at least one of them votes above 0."
    if chamber.weight_quota is not None and not sum(member.weight or 0 for member in chamber.members) > 0:
        yield "it has a quota of a second weight, which no member has. Give its members a weight, or drop the quota."


def _of_names(case: Case, chamber: Chamber) -> Iterator[str]:
    parties, issues = {party.key for party in case.parties}, {issue.key for issue in case.issues}
    if chamber.side is not None and chamber.side not in parties:
        yield f"its side “{chamber.side}” is no party of the case. Name one of: {', '.join(sorted(parties))}."
    twice = [key for key, count in Counter(member.key for member in chamber.members).items() if count > 1]
    if twice:
        yield f"two of its members have the key {', '.join(twice)}. Give each a key of its own."
    strangers = {member.like for member in chamber.members} - parties - {None}
    if strangers:
        yield f"{', '.join(sorted(map(str, strangers)))}, whose stances members share, is no party of the case."
    silent = [member.key for member in chamber.members if not (member.like or member.ideals or member.support)]
    if silent and chamber.side is None:
        yield f"where {', '.join(silent)} would stand, nobody has said. Give like, ideals or support, or a side."
    unknown = {ideal.issue for member in chamber.members for ideal in member.ideals} - issues
    if unknown:
        yield f"members have ideals on {', '.join(sorted(unknown))}, which is no issue of the case."


def _of_shares(chamber: Chamber) -> Iterator[str]:
    rules = (("quota", chamber.quota), ("heads quota", chamber.heads_quota), ("weight quota", chamber.weight_quota))
    for name, share in rules:
        if share is not None and not 0 < share.value <= 1:
            yield (
                f"its {name} is {share.value:g} of all, which no vote can meet. "
                "A quota is a share above 0 and at most 1: 0.5 for more than half, 0.667 for two thirds."
            )
        elif share is not None and share.value == 1 and chamber.more_than:
            yield f"more than all is asked by its {name}, which no vote can meet. Set more_than to no."
    for member in chamber.members:
        if member.support is not None and not 0 <= member.support.value <= 1:
            yield f"the support of {member.key} is {member.support.value:g}; a probability lies between 0 and 1."
    if chamber.noise.value < 0:
        yield f"its noise is {chamber.noise.value:g}; a standard deviation is 0 or more."


def judged_numbers(chamber: Chamber) -> tuple[Estimate, ...]:
    """Every number of a chamber that somebody had to judge."""
    rules: Sequence[Estimate | None] = (chamber.quota, chamber.heads_quota, chamber.weight_quota, chamber.noise)
    members: list[Estimate | None] = [
        estimate
        for member in chamber.members
        for estimate in (
            member.support,
            member.walk_away,
            *(number for ideal in member.ideals for number in (ideal.position, ideal.salience)),
        )
    ]
    return tuple(estimate for estimate in (*rules, *members) if estimate is not None)
