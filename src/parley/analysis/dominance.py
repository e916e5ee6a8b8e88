"""Which points no other beats, in whole steps of utility: what makes a package, or a part of one, efficient."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Steps = NDArray[np.int64]
Rows = NDArray[np.intp]

_CHUNK = 256


def undominated(worth: Steps, slack: int) -> Rows:
    """Find the columns of (parties, points) that no other beats: as good for all and better by `slack` for one.

    With slack 1 and whole numbers that is efficiency itself.

    Returns:
        Ascending by the first party, then the second and so on; equal ones in the order given.
    """
    if worth.shape[0] == 2:
        return _swept(worth, slack)
    stands = worth[0] > worth[0].max() - slack if worth.shape[0] == 1 else _sieved(worth, slack)
    kept = np.flatnonzero(stands)
    return kept[np.lexsort(worth[::-1, kept])]


def _swept(worth: Steps, slack: int) -> Rows:
    """Two parties: a point falls if a later one, by the first party and then the second, is as good or better."""
    order = np.lexsort(worth[::-1])
    first, second = worth[:, order]
    record = np.full(order.size + 1, np.iinfo(np.int64).min)  # the best second of a point and all after it
    np.maximum.accumulate(second[::-1], out=record[-2::-1])
    stands = record[:-1] < second + slack
    stands &= record[first.searchsorted(first + slack)] < second
    return np.asarray(order[stands], dtype=np.intp)


def _sieved(worth: Steps, slack: int) -> NDArray[np.bool_]:
    """Any number of parties: richest first, each chunk is held against what was kept before it and itself."""
    order = np.argsort(-worth.sum(axis=0), kind="stable")
    points = np.ascontiguousarray(worth[:, order].T)
    alive = np.ones(len(points), dtype=np.bool_)
    for pivot in points[:64]:  # the richest beat most of the rest: cheap, before the comparison of all with all
        alive &= ~_beaten(points, pivot[None, :], slack)
    left = np.flatnonzero(alive)
    champions = np.empty((0, worth.shape[0]), dtype=np.int64)
    for start in range(0, left.size, _CHUNK):
        rows = left[start : start + _CHUNK]
        rows = rows[~_beaten(points[rows], champions, slack)]
        rows = rows[~_beaten(points[rows], points[rows], slack)]
        champions = np.concatenate([champions, points[rows]])
        alive[left[start : start + _CHUNK]] = False
        alive[rows] = True
    kept = np.empty(order.size, dtype=np.bool_)
    kept[order] = alive
    return kept


def _beaten(points: Steps, champions: Steps, slack: int) -> NDArray[np.bool_]:
    """Which points, (points, parties), some champion beats."""
    never_worse = np.ones((len(points), len(champions)), dtype=np.bool_)
    better = np.zeros_like(never_worse)
    for party in range(points.shape[1]):
        ahead = champions[None, :, party] - points[:, party, None]
        never_worse &= ahead >= 0
        better |= ahead >= slack
    return np.asarray((never_worse & better).any(axis=1))
