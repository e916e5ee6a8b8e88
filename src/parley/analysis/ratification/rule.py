"""The rule of a vote: weights, how much of each must be yes, and who has a veto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd, prod

import numpy as np
from numpy.typing import NDArray

from parley.errors import AnalysisError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_MEMBERS = 1_000  # 2 to the power of this many coalitions still has a size that a float can hold
_TOLERANCE = 1e-9  # of all votes: weights are floats


@dataclass(frozen=True, kw_only=True)
class VotingRule:
    """A weighted game with one condition or several; a double majority has two.

    A text passes when the yes votes reach what is needed by every condition and nobody with a veto votes no.
    """

    weights: Floats  # (conditions, members), 0 or more
    needed: tuple[Fraction, ...]  # by condition, in the unit of its weights
    exceed: tuple[bool, ...]  # by condition: more than `needed`, or at least as much
    veto: Flags  # (members,)

    @property
    def members(self) -> int:
        """How many vote."""
        return int(self.weights.shape[1])

    def passes(self, yes: Flags) -> Flags:
        """Whether a text passes when these vote yes, (..., members) to (...)."""
        return np.asarray(self.reach(yes.astype(np.float64)) & (yes | ~self.veto).all(axis=-1))

    def reach(self, yes: Floats) -> Flags:
        """Whether yes votes meet every condition, vetoes left aside."""
        met = np.ones(yes.shape[:-1], dtype=np.bool_)
        for at, weight in enumerate(self.weights):
            met &= self.meets(at, yes @ weight)
        return met

    def meets(self, condition: int, total: Floats) -> Flags:
        """Whether so many yes votes meet one condition."""
        noise, least = _TOLERANCE * float(self.weights[condition].sum()), float(self.needed[condition])
        return np.asarray(total > least + noise if self.exceed[condition] else total >= least - noise)


@dataclass(frozen=True, kw_only=True)
class Steps:
    """A rule in whole numbers, so that vote totals can be counted one by one."""

    steps: Integers  # (members, conditions)
    needed: tuple[int, ...]  # at least this much
    veto: Flags
    exact: bool  # False: weights were rounded, since one by one they are too many to count


def voting_rule(
    weights: Sequence[Sequence[float]] | Floats,
    needed: Sequence[float | Fraction],
    *,
    exceed: Sequence[bool] | bool = False,
    veto: Sequence[int] = (),
) -> VotingRule:
    """Build a rule from weights and what must be reached.

    Args:
        weights: a row for each condition, a column for each member.
        needed: for each condition, in the unit of its weights.
        exceed: for each condition (or all): whether the total must be more than `needed`.
        veto: columns of the members without whom nothing passes.

    Raises:
        AnalysisError: no members or too many, a weight below 0 or not finite, no votes at all, more needed than
            there is.

    >>> voting_rule([[50, 49, 1]], [51]).passes(np.array([[True, False, True], [False, True, True]]))
    array([ True, False])
    """
    table = np.atleast_2d(np.asarray(weights, dtype=np.float64))
    flags = (exceed,) * len(table) if isinstance(exceed, bool) else tuple(exceed)
    asked = tuple(each if isinstance(each, Fraction) else Fraction(repr(float(each))) for each in needed)
    _check(table, asked)
    has_veto = np.zeros(table.shape[1], dtype=np.bool_)
    has_veto[list(veto)] = True
    return VotingRule(weights=table, needed=asked, exceed=flags, veto=has_veto)


def _check(weights: Floats, needed: Sequence[Fraction]) -> None:
    members = weights.shape[1]
    if not 0 < members <= MOST_MEMBERS:
        raise AnalysisError(
            f"A vote of {members} members cannot be counted; there must be 1 to {MOST_MEMBERS:,}. "
            "Put members who vote alike into one bloc with their votes together."
        )
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise AnalysisError("A member’s votes are below 0 or no finite number. Give each member 0 votes or more.")
    for weight, least in zip(weights, needed, strict=True):
        if not weight.sum() > 0:
            raise AnalysisError("The members have no votes in all. Give at least one of them votes above 0.")
        if not 0 < least <= Fraction(repr(float(weight.sum()))):
            raise AnalysisError(
                f"{float(least):g} votes are needed of {weight.sum():g} there are, so nothing can ever pass or fail. "
                "Set a quota above 0 and at most all votes."
            )


def in_steps(rule: VotingRule, cells: int) -> Steps:
    """Turn a rule into whole numbers, rounding the finest weights where their totals exceed `cells` states.

    Members with a veto come into the count with their weights like everybody else.
    """
    columns = [_whole(weight) for weight in rule.weights]
    needed = [_least(rule, at, columns[at]) for at in range(len(columns))]
    exact = True
    while prod(each + 1 for each in needed) > cells:
        at = int(np.argmax(needed))
        others = prod(each + 1 for place, each in enumerate(needed) if place != at)
        most = max(2, cells // others - 1)
        if needed[at] <= most:
            break
        share = _share(rule, at)
        columns[at] = np.rint(rule.weights[at] / rule.weights[at].sum() * (most / share)).astype(np.int64)
        needed[at] = min(most, _least(rule, at, columns[at]))
        exact = False
    return Steps(steps=np.stack(columns, axis=1), needed=tuple(needed), veto=rule.veto, exact=exact)


def _whole(weight: Floats) -> Integers:
    """Weights as the smallest whole numbers in their proportions; thousandths of a thousandth count as equal."""
    for digits in range(7):
        scaled = weight * 10.0**digits
        if np.allclose(scaled, np.rint(scaled), rtol=0, atol=1e-6) and scaled.sum() < 2**53:
            whole = np.rint(scaled).astype(np.int64)
            return np.asarray(whole // (gcd(*whole.tolist()) or 1))
    return np.asarray(np.rint(weight / weight.sum() * 1e9), dtype=np.int64)


def _share(rule: VotingRule, at: int) -> float:
    return float(rule.needed[at]) / float(rule.weights[at].sum())


def _least(rule: VotingRule, at: int, whole: Integers) -> int:
    """What must be reached, in whole weights."""
    total = Fraction(repr(float(rule.weights[at].sum())))
    least = rule.needed[at] / total * int(whole.sum())
    near = round(least)
    if abs(least - near) < Fraction(1, 10**6):  # sums of decimals miss whole numbers by a hair
        least = Fraction(near)
    return floor(least) + 1 if rule.exceed[at] else max(1, ceil(least))
