"""What a finite list of packages comes to: acceptable and efficient ones, and the solutions of bargaining theory.

The walk-away point is taken as given and never moved: a party whose walk-away is worse than every package keeps it.
Every function returns rows of `utility`, ascending, with all ties; an empty answer means that no package is at least
as good as walking away for everybody. Utilities closer than 1e-9 count as equal, so that noise in the last digit
neither hides a tie nor keeps a dominated package alive.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from parley.analysis.dominance import undominated
from parley.errors import AnalysisError

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

STEP = 1e-9

NASH_SOURCE = "Nash (1950), Econometrica 18(2), 155-162, over a finite list"
KALAI_SMORODINSKY_SOURCE = (
    "Kalai and Smorodinsky (1975), Econometrica 43(3), 513-518; over a finite list the largest least share of the "
    "ideal gain, refined lexicographically after Imai (1983)"
)
EGALITARIAN_SOURCE = "Kalai (1977), Econometrica 45(7), 1623-1630, refined lexicographically"
UTILITARIAN_SOURCE = "Harsanyi (1955), Journal of Political Economy 63(4), 309-321; compares utilities across parties"


def acceptable(utility: Floats, walk_away: Floats) -> Rows:
    """Find the zone of possible agreement: packages at least as good as walking away for everybody.

    Args:
        utility: shape (packages, parties).
        walk_away: shape (parties,), what each has without a deal, in the same unit.

    >>> acceptable(np.array([[0.9, 0.2], [0.6, 0.6], [0.1, 0.9]]), np.array([0.3, 0.2]))
    array([0, 1])
    """
    return np.flatnonzero((np.rint(utility / STEP) >= np.rint(walk_away / STEP)).all(axis=1))


def ideal(utility: Floats, walk_away: Floats) -> Floats:
    """The best each party can have while nobody does worse than walking away, shape (parties,).

    Taken over the individually rational packages, as Kalai and Smorodinsky have it, not over all. Where there is
    no acceptable package it is the walk-away itself.
    """
    rows = acceptable(utility, walk_away)
    return np.asarray(utility[rows].max(axis=0) if rows.size else walk_away, dtype=np.float64)


def frontier(utility: Floats) -> Rows:
    """Find the efficient packages: no other is better for one party and worse for none.

    Packages with equal utilities are all kept: they are different deals of the same worth.

    Args:
        utility: shape (packages, parties).

    >>> frontier(np.array([[0.9, 0.2], [0.6, 0.6], [0.6, 0.6], [0.5, 0.5]]))
    array([0, 1, 2])
    """
    if utility.shape[0] == 0:
        return np.empty(0, dtype=np.intp)
    return np.sort(undominated(_steps(utility).T, 1))


def nash_packages(utility: Floats, walk_away: Floats) -> Rows:
    """Find the packages with the largest product of gains over walking away.

    Blind to the zero and unit of each party's utility. Where some party can gain nothing at all, every product is
    0 and all efficient acceptable packages tie.

    Args:
        utility: shape (packages, parties).
        walk_away: shape (parties,), same unit.

    Source:
        Nash (1950), Econometrica 18(2), 155-162, taken over a finite list: the paper's convexity does not hold
        here, which is why ties can happen.

    >>> nash_packages(np.array([[0.9, 0.2], [0.6, 0.6]]), np.array([0.1, 0.1]))
    array([1])
    """
    rows, gains = _gains(utility, walk_away)
    if not rows.size:
        return rows
    # As shares of the ideal gains: the same order, and no underflow with many parties.
    return _largest(utility, rows, _shares(gains).prod(axis=1))


def weighted_nash_packages(utility: Floats, walk_away: Floats, weights: Floats) -> Rows:
    """Find the packages with the largest product of gains, each to the power of its party's weight.

    Args:
        utility: shape (packages, parties).
        walk_away: shape (parties,), same unit.
        weights: shape (parties,), above 0; only their proportions matter. Equal weights are the Nash solution.

    Raises:
        AnalysisError: a weight is not a number above 0.

    Source:
        Harsanyi and Selten (1972), Management Science 18(5), 80-106; as the limit of bargaining with unequal patience
        Binmore, Rubinstein and Wolinsky (1986), RAND Journal of Economics 17(2), 176-188.

    >>> weighted_nash_packages(np.array([[0.9, 0.2], [0.6, 0.6]]), np.array([0.1, 0.1]), np.array([9.0, 1.0]))
    array([0])
    """
    if not (np.isfinite(weights).all() and (weights > 0).all()):
        raise AnalysisError(f"The weights of the parties are {weights.tolist()}; each must be a number above 0.")
    rows, gains = _gains(utility, walk_away)
    if not rows.size:
        return rows
    return _largest(utility, rows, (_shares(gains) ** (weights / weights.mean())).prod(axis=1))


def kalai_smorodinsky_packages(utility: Floats, walk_away: Floats) -> Rows:
    """Find the packages whose least share of the ideal gain is largest; ties by the next least share, and so on.

    Blind to the zero and unit of each party's utility. A party that can gain nothing does not count.

    Args:
        utility: shape (packages, parties).
        walk_away: shape (parties,), same unit.

    Source:
        Kalai and Smorodinsky (1975), Econometrica 43(3), 513-518; on a finite list the line to the ideal point need
        not meet a package, so the least share is maximised (Imai 1983, Econometrica 51(2), for the refinement).

    >>> kalai_smorodinsky_packages(np.array([[0.5, 0.9], [0.55, 0.53], [1.0, 0.0], [0.0, 1.0]]), np.zeros(2))
    array([1])
    """
    rows, gains = _gains(utility, walk_away)
    return _at(rows, _leximin(_shares(gains))) if rows.size else rows


def egalitarian_packages(utility: Floats, walk_away: Floats) -> Rows:
    """Find the packages whose least gain is largest; ties by the next least gain, and so on.

    Compares gains across parties, so it depends on the unit of each utility.

    Source:
        Kalai (1977), Econometrica 45(7), 1623-1630.

    >>> egalitarian_packages(np.array([[0.9, 0.2], [0.6, 0.5]]), np.array([0.1, 0.1]))
    array([1])
    """
    rows, gains = _gains(utility, walk_away)
    return _at(rows, _leximin(gains)) if rows.size else rows


def utilitarian_packages(utility: Floats, walk_away: Floats) -> Rows:
    """Find the acceptable packages with the largest sum of utilities; depends on the unit of each utility.

    >>> utilitarian_packages(np.array([[0.9, 0.2], [0.6, 0.6]]), np.array([0.1, 0.1]))
    array([1])
    """
    rows, gains = _gains(utility, walk_away)
    if not rows.size:
        return rows
    total = gains.sum(axis=1)
    return _at(rows, np.flatnonzero(total >= total.max() - STEP))


SOLUTIONS: dict[str, tuple[Callable[[Floats, Floats], Rows], str]] = {
    "nash": (nash_packages, NASH_SOURCE),
    "kalai-smorodinsky": (kalai_smorodinsky_packages, KALAI_SMORODINSKY_SOURCE),
    "egalitarian": (egalitarian_packages, EGALITARIAN_SOURCE),
    "utilitarian": (utilitarian_packages, UTILITARIAN_SOURCE),
}


def _steps(values: Floats) -> NDArray[np.int64]:
    return np.rint(np.asarray(values, dtype=np.float64) / STEP).astype(np.int64)


def _gains(utility: Floats, walk_away: Floats) -> tuple[Rows, Floats]:
    rows = acceptable(utility, walk_away)
    return rows, np.maximum(utility[rows] - walk_away, 0.0)


def _largest(utility: Floats, rows: Rows, products: Floats) -> Rows:
    best = rows[products >= products.max() * (1 - STEP)]
    return best if best.size == 1 else _at(best, frontier(utility[best]))


def _shares(gains: Floats) -> Floats:
    """Each gain as a share of the party's ideal gain; 1 throughout for a party that can gain nothing at all."""
    best = gains.max(axis=0)
    return np.asarray(np.divide(gains, best, out=np.ones_like(gains), where=best > STEP), dtype=np.float64)


def _at(rows: Rows, chosen: Rows) -> Rows:
    return np.asarray(rows[chosen], dtype=np.intp)


def _leximin(worth: Floats) -> Rows:
    """Rows whose ascending entries are lexicographically largest, with ties."""
    ascending = np.sort(worth, axis=1)
    left = np.arange(len(worth))
    for column in ascending.T:
        left = left[column[left] >= column[left].max() - STEP]
    return np.asarray(left, dtype=np.intp)
