"""Zeuthen's concessions: who risks more by holding out gives way, until both propose the same."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SOURCE = "Zeuthen (1930), Problems of Monopoly and Economic Warfare; Harsanyi (1956), Econometrica 24(2), 144-157"


class Bargain(NamedTuple):
    """How two sides came together."""

    rounds: int  # concessions made
    opening: tuple[int, int]  # rows first proposed
    risks: tuple[float, float]  # chance of a breakdown each would run rather than accept the other's opening
    row: int  # where they meet


def risk(own: float, other: float, walk_away: float) -> float:
    """The largest chance of a breakdown at which a side still rather holds out than accepts, 0 to 1.

    Args:
        own: what its own proposal is worth to it.
        other: what the other's proposal is worth to it.
        walk_away: what no deal is worth to it.

    >>> round(risk(0.8, 0.4, 0.0), 4), round(risk(0.7, 0.3, 0.0), 4)
    (0.5, 0.5714)
    """
    if own <= walk_away:  # its own proposal is worth no more than no deal: it loses nothing by a breakdown
        return 1.0
    return min(1.0, max(0.0, (own - other) / (own - walk_away)))


def concede(utility: Floats, walk_away: Floats) -> Bargain | None:
    """Let two sides concede step by step along the efficient packages.

    Args:
        utility: (points, 2) efficient and distinct, as `frontier.efficient` gives them.
        walk_away: (2,).

    Returns:
        None when no package is acceptable to both. The side with the smaller risk, which is the one whose proposal
        has the smaller product of gains, goes one step; a tie moves the first. They meet at a Nash package, since
        who proposes the largest product never has to move.

    >>> concede(np.array([[0.3, 0.8], [0.5, 0.6], [0.8, 0.3]]), np.zeros(2)).row
    1
    """
    rows = np.flatnonzero((utility >= walk_away - 1e-9).all(axis=1))
    if not rows.size:
        return None
    rows = rows[np.argsort(utility[rows, 0], kind="stable")]
    gains = np.maximum(utility[rows] - walk_away, 0.0)
    products = gains.prod(axis=1)
    low, high = 0, rows.size - 1  # what the second and the first side propose
    first, second = int(rows[high]), int(rows[low])
    risks = tuple(
        risk(float(utility[own, side]), float(utility[other, side]), float(walk_away[side]))
        for side, own, other in ((0, first, second), (1, second, first))
    )
    rounds = 0
    while low < high:
        if products[high] <= products[low]:
            high -= 1
        else:
            low += 1
        rounds += 1
    return Bargain(rounds, (first, second), (risks[0], risks[1]), int(rows[low]))
