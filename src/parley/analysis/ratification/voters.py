"""The members of a chamber as arrays: what a text is worth to each over no deal, and how likely each says yes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from parley.analysis.distribution import spread
from parley.analysis.draws import DrawSet, sampled
from parley.analysis.packages import PackageGrid, utilities
from parley.analysis.ratification.rule import Flags, Floats, VotingRule, voting_rule
from parley.analysis.ratification.votes import yes_probability
from parley.case.chambers import Chamber, Member, as_fraction, must_exceed
from parley.case.estimate import SALIENCE, Estimate, named_default
from parley.case.parties import WALK_AWAY
from parley.case.record import Case

# Part of the address of a random substream, beyond the kinds of `inputs.KIND_CODES` and those of the stakes.
CHAMBER_CODE = 80

CARE = named_default(SALIENCE, "share")
NO_DEAL = named_default(WALK_AWAY, "utility")

# Of a quota's 5th percentile, value and 95th percentile: the extended Pearson-Tukey weights.
QUOTA_ENDS = (("low", 0.185), ("value", 0.63), ("high", 0.185))

_Z95 = NormalDist().inv_cdf(0.95)
_STANDARD = Estimate(value=0, low=-_Z95, high=_Z95, unit="standard deviation", by="standard normal")

Numbers = Callable[[Estimate, float, float], Floats]  # an estimate with its bounds, drawn


@dataclass(frozen=True, kw_only=True)
class Voters:
    """A chamber's members at as many draws as the case was drawn."""

    chamber: Chamber
    position: Floats  # (draws, holders, issues); a holder is a party or a member with ideals of its own
    salience: Floats
    red_line: Floats | None
    side: NDArray[np.intp]  # (holders,) row of the party that bears broken exchanges with it, -1: none
    holder: NDArray[np.intp]  # (members,) whose stances each goes by, -1: its support was judged
    walk_away: Floats  # (draws, members)
    support: Floats  # (draws, members), nan where `holder` counts
    noise: Floats  # (draws,)

    def part(self, rows: slice) -> Voters:
        """The same members at some of the draws."""
        return replace(
            self,
            position=self.position[rows],
            salience=self.salience[rows],
            red_line=None if self.red_line is None else self.red_line[rows],
            walk_away=self.walk_away[rows],
            support=self.support[rows],
            noise=self.noise[rows],
        )

    def some(self, members: NDArray[np.intp]) -> Voters:
        """Only these members, in this order."""
        return replace(
            self,
            holder=self.holder[members],
            walk_away=self.walk_away[:, members],
            support=self.support[:, members],
        )

    def gains(self, grid: PackageGrid, dtype: type[np.floating] = np.float64) -> Floats:
        """What each package is worth to each member over no deal, (draws, packages, members).

        Without limit above or below for a member whose support was judged, by whether it leans to yes.
        """
        leaning = np.where(self.support >= 0.5, np.inf, -np.inf)[:, None, :]
        if not self.position.shape[1]:  # every member's support was judged
            return np.repeat(leaning, len(grid.values), axis=1)
        bearers = np.where(self.side >= 0, grid.bearers[:, self.side], False)
        own = replace(grid, bearers=bearers)
        worth = utilities(own, self.position, self.salience, red_line=self.red_line, dtype=dtype)
        gain = worth[:, :, np.maximum(self.holder, 0)] - self.walk_away[:, None, :].astype(dtype)
        return np.asarray(np.where(self.holder >= 0, gain, leaning), dtype=dtype)

    def yes(self, grid: PackageGrid) -> Floats:
        """How likely each member votes for the one text of `grid`, (draws, members)."""
        gain = np.where(self.holder >= 0, self.gains(grid)[:, 0], 0.0)
        voted = yes_probability(gain, self.noise[:, None])
        return np.where(self.holder >= 0, voted, np.nan_to_num(self.support))


def rule_of(chamber: Chamber, end: str = "value") -> VotingRule:
    """The chamber's rule at its quotas' own values, or at their low or high ends."""
    members = chamber.members
    columns = [
        (chamber.quota, [member.votes for member in members]),
        (chamber.heads_quota, [float(member.heads) for member in members]),
        (chamber.weight_quota, [member.weight or 0.0 for member in members]),
    ]
    rules = [(_share(quota, end), weights) for quota, weights in columns if quota is not None]
    return voting_rule(
        [weights for _, weights in rules],
        [as_fraction(share) * Fraction(repr(float(np.sum(weights)))) for share, weights in rules],
        exceed=[must_exceed(chamber, share) and share < 1 for share, _ in rules],
        veto=[at for at, member in enumerate(members) if member.veto],
    )


def _share(quota: Estimate, end: str) -> float:
    value = {"low": min(quota.low, quota.value), "high": max(quota.high, quota.value)}.get(end, quota.value)
    return min(max(value, 1e-6), 1.0)


def rule_words(chamber: Chamber) -> str:
    """The rule in words: "more than 50% of 100 votes; at least 55% of 27 members; veto: the chair"."""
    members = chamber.members
    totals = (
        (chamber.quota, f"{sum(member.votes for member in members):g} vote{_s(sum(m.votes for m in members))}"),
        (chamber.heads_quota, f"{sum(member.heads for member in members)} members"),
        (chamber.weight_quota, f"a weight of {sum(member.weight or 0 for member in members):g}"),
    )
    parts = [
        f"{'more than' if must_exceed(chamber, quota.value) else 'at least'} {quota.value:.3g} of {total}"
        + (" (default)" if quota.is_default else "")
        for quota, total in totals
        if quota is not None
    ]
    vetoes = [member.name or member.key for member in members if member.veto]
    return "; ".join([*parts, *([f"veto: {', '.join(vetoes)}"] if vetoes else [])])


def _s(count: float) -> str:
    return "" if count == 1 else "s"


def seat(case: Case, chamber: Chamber, place: int, drawn: DrawSet) -> Voters:
    """A chamber's members at the draws of a case; with one draw and no seed, at their own values.

    Args:
        place: the chamber's place among those of the case, for its random numbers.
        drawn: all parties' stances come from here, so that a chamber moves with the table.
    """
    at = {key: row for row, key in enumerate(drawn.model.parties)}
    own = [member for member in chamber.members if member.ideals and member.support is None]
    parties = sorted({at[key] for member in chamber.members if (key := _stands_with(member, chamber)) is not None})
    numbers = {member.key: _numbers(drawn, place, row) for row, member in enumerate(chamber.members)}
    ideals = [_ideals(case, member, numbers[member.key]) for member in own]
    holders: list[int | str] = [*parties, *(member.key for member in own)]
    return Voters(
        chamber=chamber,
        position=_joined(drawn.position, parties, [each[0] for each in ideals]),
        salience=_joined(drawn.salience, parties, [each[1] for each in ideals]),
        red_line=None if drawn.red_line is None else _joined(drawn.red_line, parties, [each[2] for each in ideals]),
        side=np.array([*parties, *(at.get(chamber.side or "", -1) for _ in own)], dtype=np.intp),
        holder=np.array([_holder(member, chamber, holders, at) for member in chamber.members], dtype=np.intp),
        walk_away=_walk_aways(chamber, drawn, at, numbers),
        support=_supports(chamber, drawn, numbers),
        noise=_numbers(drawn, place, len(chamber.members))(chamber.noise, 0.0, 1.0),
    )


def _stands_with(member: Member, chamber: Chamber) -> str | None:
    """The party whose stances a member shares; None: it has ideals of its own, or its support was judged."""
    return None if member.support or member.ideals else member.like or chamber.side


def _holder(member: Member, chamber: Chamber, holders: list[int | str], at: dict[str, int]) -> int:
    if member.support is not None:
        return -1
    key = _stands_with(member, chamber)
    return holders.index(member.key if key is None else at[key])


def _numbers(drawn: DrawSet, place: int, row: int) -> Numbers:
    """What draws one member's numbers one after the other, each in an order of its own."""
    if drawn.seed is None:
        return lambda estimate, low, high: spread(estimate, np.zeros(drawn.draws), low=low, high=high)
    address = (CHAMBER_CODE, place, row)
    slices = sampled(_STANDARD, low=-9.0, high=9.0, seed=drawn.seed, place=(CHAMBER_CODE,), draws=drawn.draws)
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([drawn.seed, *address])))
    return lambda estimate, low, high: spread(estimate, generator.permutation(slices), low=low, high=high)


def _ideals(case: Case, member: Member, number: Numbers) -> tuple[Floats, Floats, Floats]:
    """Position, salience and (no) red line of a member on every issue of the case, (draws, issues) each."""
    ideals = {ideal.issue: ideal for ideal in member.ideals}
    position, salience = [], []
    for issue in case.issues:
        scale, ideal = issue.scale, ideals.get(issue.key)
        middle = (scale.low + scale.high) / 2
        nothing = Estimate(value=middle, low=middle, high=middle, unit=scale.unit, by="default")
        position.append(number(ideal.position if ideal else nothing, scale.low, scale.high))
        weighed = number(ideal.salience or CARE if ideal else CARE, 0.0, 1.0)
        salience.append(weighed if ideal else np.zeros_like(weighed))
    return np.stack(position, axis=1), np.stack(salience, axis=1), np.full((len(position[0]), len(position)), np.nan)


def _joined(drawn: Floats, parties: list[int], own: list[Floats]) -> Floats:
    held = drawn[:, parties]
    return np.concatenate([held, np.stack(own, axis=1)], axis=1) if own else held


def _walk_aways(chamber: Chamber, drawn: DrawSet, at: dict[str, int], numbers: dict[str, Numbers]) -> Floats:
    pressed = drawn.pressed_walk_away()
    columns = []
    for member in chamber.members:
        row = at.get(member.like or chamber.side or "", -1)
        if member.walk_away is not None or row < 0:
            columns.append(numbers[member.key](member.walk_away or NO_DEAL, 0.0, 1.0))
        else:
            columns.append(pressed[:, row])
    return np.stack(columns, axis=1)


def _supports(chamber: Chamber, drawn: DrawSet, numbers: dict[str, Numbers]) -> Floats:
    none = np.full(drawn.draws, np.nan)
    return np.stack(
        [
            none if member.support is None else numbers[member.key](member.support, 0.0, 1.0)
            for member in chamber.members
        ],
        axis=1,
    )


def with_votes_cast(voters: Voters, place: int, seed: int | None) -> Voters:
    """The same members, where those whose support was judged vote yes or no in each draw, as often as was judged.

    Args:
        place: as for `seat`.
        seed: of the draws; None: the case at its own values, where a support of one half or more is a yes.
    """
    if seed is None:
        return voters
    support = voters.support.copy()
    for row in np.flatnonzero(voters.holder < 0).tolist():
        address = (CHAMBER_CODE, place, row, 1)  # apart from the numbers of `_numbers`
        chance = sampled(_STANDARD, low=-9.0, high=9.0, seed=seed, place=address, draws=len(support))
        support[:, row] = yes_probability(chance, np.ones(1)) < support[:, row]
    return replace(voters, support=support)


def quota_ends(chamber: Chamber, draws: int, seed: int | None) -> NDArray[np.intp]:
    """Which of `QUOTA_ENDS` the quotas take in each draw, (draws,): as often as each counts, ordered by the seed."""
    at_value = [end for end, _ in QUOTA_ENDS].index("value")
    found = np.full(draws, at_value, dtype=np.intp)
    quotas = (chamber.quota, chamber.heads_quota, chamber.weight_quota)
    has_range = len(chamber.members) > 1 and any(each is not None and each.low < each.high for each in quotas)
    if seed is None or not has_range:
        return found
    order = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, draws]))).permutation(draws)
    start = 0
    for at, (_, share) in enumerate(QUOTA_ENDS):
        stop = draws if at == len(QUOTA_ENDS) - 1 else start + round(share * draws)
        found[order[start:stop]] = at
        start = stop
    return found


def unsaid(chamber: Chamber) -> Iterator[str]:
    """Names of members of whom nobody has said where they stand: they share their side's stances."""
    for member in chamber.members:
        if not (member.like or member.ideals or member.support):
            yield member.name or member.key


def heads(chamber: Chamber) -> Floats:
    """How many people each member is, (members,)."""
    return np.array([float(member.heads) for member in chamber.members])


def votes_yes(gain: Floats) -> Flags:
    """Who votes for a text at the case's own values; noise in the last digits counts as no loss."""
    return np.asarray(gain >= -1e-9)
