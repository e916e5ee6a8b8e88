"""Whose consent a deal needs, and what a package is worth to each over no deal.

Those at the table and a ratifier of whom no more is said consent by their own stance. A chamber with members of its own
consents by its pivotal member's gain, draw by draw: the member whose yes completes the cheapest majority for the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DrawSet
from parley.analysis.packages import PackageGrid
from parley.analysis.ratification.rule import Flags, VotingRule
from parley.analysis.ratification.voters import QUOTA_ENDS, Voters, quota_ends, rule_of, seat, with_votes_cast
from parley.analysis.ratification.winsets import pivotal_gain
from parley.analysis.settlement import Gains, Settlement, Valued, settle
from parley.case.chambers import Chamber, holds_one_stance, shares_numbers_of, usable_chambers
from parley.case.record import Case

Singles = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Consents:
    """Who must say yes."""

    case: Case
    parties: Flags  # (parties of the case,) by their own stance
    chambers: tuple[tuple[int, Chamber], ...]  # by their pivotal member; place among the case's chambers

    @property
    def heard(self) -> Flags:
        """Parties whose numbers count, (parties,): who consents, and who members of a chamber are like."""
        shared = {key for _, chamber in self.chambers for key in shares_numbers_of(chamber)}
        return np.asarray(self.parties | [party.key in shared for party in self.case.parties], dtype=np.bool_)

    @property
    def width(self) -> int:
        """Numbers worked out for each package in a draw."""
        return int(self.parties.sum()) + sum(len(chamber.members) for _, chamber in self.chambers)

    @property
    def needed(self) -> int:
        """How many must consent."""
        return int(self.parties.sum()) + len(self.chambers)

    def without(self, key: str) -> Consents:
        """As if a party were not there, nor the chamber it is."""
        parties = self.parties & [party.key != key for party in self.case.parties]
        return replace(self, parties=parties, chambers=tuple(each for each in self.chambers if each[1].key != key))

    def settle(self, drawn: DrawSet, grid: PackageGrid, before: Valued | None = None) -> Settlement:
        """Settle every draw between all who must consent; `before`: nearly the same draws, valued already."""
        others = [_gains(self.case, place, chamber, drawn, grid) for place, chamber in self.chambers]
        most = max((len(chamber.members) for _, chamber in self.chambers), default=1)
        return settle(drawn, grid, self.parties, others, width=most, before=before)


def consenting(case: Case, drawn: DrawSet) -> Consents:
    """Who must agree: those who bargain, and those who must ratify what their side signs."""
    usable = tuple(enumerate(usable_chambers(case)))
    chambers = tuple(each for each in usable if not holds_one_stance(each[1]))
    replaced = {chamber.key for _, chamber in chambers}
    replaced |= {member.like for _, chamber in chambers for member in chamber.members if member.like}
    replaced -= {chamber.key for _, chamber in usable if holds_one_stance(chamber)}
    ratify = np.array([party.ratifies and party.key not in replaced for party in case.parties], dtype=np.bool_)
    return Consents(case=case, parties=np.asarray(drawn.model.bargains | ratify), chambers=chambers)


def _gains(case: Case, place: int, chamber: Chamber, drawn: DrawSet, grid: PackageGrid) -> Gains:
    """What packages are worth over no deal to a chamber; -1 or 1 where judged votes alone decide."""
    voters = with_votes_cast(seat(case, chamber, place, drawn), place, drawn.seed)
    first, group = _alike(chamber, voters)
    voters, ends = voters.some(first), quota_ends(chamber, drawn.draws, drawn.seed)
    rules = {at: _in_groups(rule_of(chamber, QUOTA_ENDS[at][0]), group) for at in np.unique(ends).tolist()}

    def gains(part: slice) -> Singles:
        every, now = voters.part(part).gains(grid, np.float32), ends[part]
        found = np.empty(every.shape[:2], dtype=np.float32)
        for at, rule in rules.items():
            found[now == at] = pivotal_gain(every[now == at], rule)
        return np.clip(found, -1.0, 1.0)

    return gains


def _alike(chamber: Chamber, voters: Voters) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Members that gain the same from every text: the first of each group, and the group of each member."""
    keys: list[tuple[object, ...]] = []
    for at, member in enumerate(chamber.members):
        alone = member.support is not None or member.walk_away is not None
        keys.append((at,) if alone else (int(voters.holder[at]), member.like))
    place = {key: row for row, key in enumerate(dict.fromkeys(keys))}
    group = np.array([place[key] for key in keys], dtype=np.intp)
    return np.array([keys.index(key) for key in place], dtype=np.intp), group


def _in_groups(rule: VotingRule, group: NDArray[np.intp]) -> VotingRule:
    """The same rule among groups of members that always vote alike."""
    inside = group[:, None] == np.arange(int(group.max()) + 1)
    return replace(rule, weights=rule.weights @ inside, veto=(rule.veto[:, None] & inside).any(axis=0))
