"""Adjusted Winner: issues divided between two sides so that each thinks it has the same, at most one of them split."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.errors import AnalysisError

Floats = NDArray[np.float64]

SOURCE = "Brams and Taylor (1996), Fair Division, ch. 4: Adjusted Winner"


class Award(NamedTuple):
    """Who wins how much of each issue."""

    share: Floats  # (issues,) of each issue to the first side, 0 to 1
    points: tuple[float, float]  # what each side has of its own 100 points
    split: int | None  # the issue that is divided; None: all go whole


def adjusted_winner(first: Floats, second: Floats) -> Award:
    """Divide issues by the points two sides put on them.

    Args:
        first: (issues,), 0 or more, not all 0; taken as shares of 100 points.
        second: the same of the other side.

    Returns:
        Efficient, envy-free and equitable: both have equally many of their own points. On a tie of an issue the first
        side gets it before the adjustment.

    Raises:
        AnalysisError: a side has no points, or points below 0.

    >>> award = adjusted_winner(np.array([60.0, 25, 15]), np.array([35.0, 45, 20]))
    >>> award.split, [round(each, 6) for each in award.points]
    (2, [62.142857, 62.142857])
    """
    points = np.stack([_hundred(first), _hundred(second)])
    share = (points[0] >= points[1]).astype(np.float64)
    ahead = 0 if points[0] @ share >= points[1] @ (1 - share) else 1
    split = None
    for issue in _cheapest_first(points, share, ahead):
        surplus = points[ahead] @ _held(share, ahead) - points[1 - ahead] @ _held(share, 1 - ahead)
        if surplus <= 1e-12:
            break
        moved = min(1.0, surplus / points[:, issue].sum())
        share[issue] += -moved if ahead == 0 else moved
        split = issue if moved < 1 else None
    return Award(share, (float(points[0] @ share), float(points[1] @ (1 - share))), split)


def _hundred(points: Floats) -> Floats:
    total = float(points.sum())
    if not (np.isfinite(points).all() and (points >= 0).all() and total > 0):
        raise AnalysisError(
            f"The points {points.tolist()} divide nothing; each must be 0 or more and one of them above 0."
        )
    return np.asarray(points * (100 / total), dtype=np.float64)


def _held(share: Floats, side: int) -> Floats:
    return share if side == 0 else 1 - share


def _cheapest_first(points: Floats, share: Floats, ahead: int) -> list[int]:
    """Issues of the side ahead, from the one it values least against what the other would make of it."""
    held = np.flatnonzero(_held(share, ahead) > 0)
    ratio = points[ahead, held] / np.maximum(points[1 - ahead, held], 1e-12)
    # An issue nobody values moves no points.
    return [int(each) for each in held[np.argsort(ratio, kind="stable")] if points[:, each].sum() > 0]
