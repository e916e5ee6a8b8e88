"""The cheapest way to pass a text that would fail: whom to win over, and at what price."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from parley.analysis.ratification.rule import Floats, Integers, VotingRule, in_steps

METHOD = "cheapest set of members that meets every quota: knapsack cover by dynamic programming"
CELLS = 40_000  # states of what is still needed, for each member to win over


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Whom to win over."""

    members: tuple[int, ...]  # to be paid; empty: the text passes as it is
    cost: float  # in the unit of the prices; infinite: nothing makes it pass
    least: float  # no cheaper way exists than this; equal to `cost` where the search is exact


def cheapest_payment(rule: VotingRule, yes: np.ndarray, price: Floats, *, cells: int = CELLS) -> Payment:
    """Find the cheapest set of members to win over so that a text passes.

    Args:
        yes: (members,) who votes yes unpaid.
        price: (members,) what it takes to turn each of the others, 0 or more.
        cells: states counted; where weights are too fine for them, they are rounded down for a way that surely
            passes and up for a bound below which none does.

    Returns:
        Exact where weights are whole and few: `least` equals `cost`.

    >>> from parley.analysis.ratification.rule import voting_rule
    >>> cheapest_payment(voting_rule([[3, 2, 2]], [4]), np.zeros(3, bool), np.array([5.0, 2.0, 2.5]))
    Payment(members=(1, 2), cost=4.5, least=4.5)
    """
    forced = np.flatnonzero(rule.veto & ~yes)
    sure = yes | rule.veto
    base = float(price[forced].sum())
    if rule.reach(sure.astype(np.float64)).all():
        return Payment(members=tuple(forced.tolist()), cost=base, least=base)
    open_seats = np.flatnonzero(~sure)
    whole = in_steps(rule, 2**62)
    short = [max(0, need - int(whole.steps[sure, at].sum())) for at, need in enumerate(whole.needed)]
    if prod(each + 1 for each in short) <= cells:
        found, cost = _cover(price[open_seats], whole.steps[open_seats], short)
        return _payment(forced, open_seats, found, base + cost, base + cost)
    down, up, needed = _rounded(whole.steps[open_seats], short, cells)
    found, cost = _cover(price[open_seats], down, needed)
    _, least = _cover(price[open_seats], up, needed)
    if not np.isfinite(cost):  # rounding down may lose what all together would reach
        found, cost = list(range(open_seats.size)), float(price[open_seats].sum())
    return _payment(forced, open_seats, found, base + cost, base + least)


def _payment(forced: np.ndarray, seats: np.ndarray, found: list[int], cost: float, least: float) -> Payment:
    return Payment(members=tuple(sorted((*forced.tolist(), *seats[found].tolist()))), cost=cost, least=least)


def _rounded(steps: Integers, short: list[int], cells: int) -> tuple[Integers, Integers, list[int]]:
    """Weights in coarser units, rounded down and up, and what is needed in them."""
    needed = list(short)
    while prod(each + 1 for each in needed) > cells:
        at = int(np.argmax(needed))
        needed[at] = max(1, int(needed[at] * 0.9))
    unit = np.array([have / max(1, want) for have, want in zip(short, needed, strict=True)])
    unit = np.where(unit > 0, unit, 1.0)
    return np.floor(steps / unit).astype(np.int64), np.ceil(steps / unit).astype(np.int64), needed


def _cover(price: Floats, steps: Integers, needed: list[int]) -> tuple[list[int], float]:
    """The cheapest items whose steps reach what is needed on every axis, and their price."""
    best = np.full([each + 1 for each in needed], np.inf)
    best[(0,) * len(needed)] = 0.0  # nothing more is needed
    taken = []
    for item in range(len(price) - 1, -1, -1):
        after = np.ix_(*(np.maximum(np.arange(n + 1) - by, 0) for n, by in zip(needed, steps[item], strict=True)))
        paid = best[after] + price[item]
        taken.append(paid < best)
        best = np.where(taken[-1], paid, best)
    left, found = tuple(needed), []
    for item, take in enumerate(reversed(taken)):
        if take[left]:
            found.append(item)
            left = tuple(max(n - int(by), 0) for n, by in zip(left, steps[item], strict=True))
    return found, float(best[tuple(needed)])
