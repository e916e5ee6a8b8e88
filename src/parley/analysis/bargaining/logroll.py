"""What could be given for what: trades between two sides who care differently about two issues."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SOURCE = "Raiffa (1982), The Art and Science of Negotiation, ch. 10-11; Keeney and Raiffa (1976), ch. 3"

_NOTHING = 1e-9


class Logroll(NamedTuple):
    """The first side takes one issue and concedes another; shares are of the stretch between the sides' best points."""

    takes: int
    concedes: int
    least: float  # price below which the second side loses: share of `concedes` for each share of `takes`
    most: float  # price above which the first side loses; inf: what it concedes costs it nothing
    price: float  # the one at which the gains below are made
    amounts: tuple[float, float]  # shares of `takes` and `concedes` that move, from an even split of both
    gains: tuple[float, float]  # in utility, first and second side


def stakes(table: Floats) -> tuple[float, float]:
    """What lies between two sides on one issue: what each loses when the other has its best point instead of its own.

    Args:
        table: (points, 2): what each point adds to each side's utility.

    >>> stakes(np.array([[0.0, 0.3], [0.35, 0.15], [0.7, 0.0]]))
    (0.7, 0.3)
    """
    best = table.argmax(axis=0)
    return float(table[best[0], 0] - table[best[1], 0]), float(table[best[1], 1] - table[best[0], 1])


def logrolls(first: Sequence[float], second: Sequence[float]) -> tuple[Logroll, ...]:
    """Every trade between two sides, the one that leaves the worse-off side most first.

    The first takes j and concedes k where the ratio of its stakes j / k is larger than the second's. Every price
    between the two ratios leaves both better off. Gains are reckoned from an even split of both issues, at the price
    that lies in the middle of the two ratios on a scale of ratios.

    Args:
        first: stake on each issue, utility, 0 or more.
        second: the same of the other side.

    >>> (trade,) = logrolls([0.7, 0.3], [0.3, 0.7])
    >>> trade.takes, trade.concedes, round(trade.least, 4), round(trade.most, 4), [round(g, 2) for g in trade.gains]
    (0, 1, 0.4286, 2.3333, [0.2, 0.2])
    """
    found = []
    for one, other in combinations(range(len(first)), 2):
        for takes, concedes in ((one, other), (other, one)):
            trade = _trade(first, second, takes, concedes)
            if trade is not None:
                found.append(trade)
    return tuple(sorted(found, key=lambda trade: (-min(trade.gains), -sum(trade.gains), trade.takes, trade.concedes)))


def _trade(first: Sequence[float], second: Sequence[float], takes: int, concedes: int) -> Logroll | None:
    if first[takes] <= _NOTHING or second[concedes] <= _NOTHING:
        return None  # nothing to win for one of them
    least = second[takes] / second[concedes]
    most = first[takes] / first[concedes] if first[concedes] > _NOTHING else inf
    if not least + _NOTHING < most:
        return None
    price = _between(least, most)
    taken = 0.5 if price <= 1 else 0.5 / price
    given = price * taken
    gains = (
        first[takes] * taken - first[concedes] * given,
        second[concedes] * given - second[takes] * taken,
    )
    return Logroll(takes, concedes, least, most, price, (taken, given), gains) if min(gains) > _NOTHING else None


def _between(least: float, most: float) -> float:
    """The middle of two ratios; where one has no end, one for one if that lies between, else half as far again."""
    if least > 0 and most < inf:
        return float((least * most) ** 0.5)
    if least < 1 < most:
        return 1.0
    return float(least * 1.5) if most == inf else float(most / 1.5)
