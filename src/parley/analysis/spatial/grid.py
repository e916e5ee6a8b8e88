"""What one issue looks like from each of 21 points of its scale: the features that the distribution forecast weighs.

Every feature is the same for an issue and its mirror image, seen from the mirrored point.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.spatial.election import condorcet
from parley.analysis.spatial.models import weighted_mean

Floats = NDArray[np.float64]

POINTS = 21
GRID: Floats = np.linspace(0.0, 1.0, POINTS)  # of the scale's length
THERE = 0.025  # how near a position is at a point, in shares of the scale: half a step of the grid

# Weight is taken by its logarithm, since the first tenth that stands behind a point says more than the fifth; so
# much is added first, lest a point without any be impossible.
NOBODY = 0.02
WIDTH = 0.1  # added to the spread of positions before distances are divided by it

FEATURES = (
    "log of weight there",
    "somebody is there",
    "distance from the election, in spreads",
    "is an end",
    "distance from the weighted mean",
    "distance of cumulative weight from half",
    "mean distance of weight",
    "mean distance of weight, in spreads",
    "is an end, times the spread",
)


def features(position: Floats, weight: Floats, *, alike: float = 0.0) -> Floats:
    """The features of every point of the grid.

    Args:
        position: shape (draws, actors), 0 to 1 along the scale.
        weight: influence x salience, shape (draws, actors), 0 or more, some above 0 in every draw.
        alike: as in `condorcet`, in shares of the scale.

    Returns:
        Shape (draws, 21, 9), in the order of `FEATURES`.
    """
    share = weight / weight.sum(axis=1, keepdims=True)
    mean = weighted_mean(position, weight)
    spread = np.sqrt((share * (position - mean[:, None]) ** 2).sum(axis=1))[:, None] + WIDTH
    election = condorcet(position, weight, m=2.0, loss="quadratic", alike=alike)
    distance = np.abs(GRID[None, :, None] - position[:, None, :])  # (draws, points, actors)
    there = distance <= THERE + 1e-9
    at, apart = _mean(there, share), _mean(distance, share)
    end = np.broadcast_to((GRID == 0) | (GRID == 1), at.shape).astype(np.float64)
    return np.stack(
        [
            np.log(NOBODY + at),
            (there & (weight[:, None, :] > 0)).any(axis=2).astype(np.float64),
            np.abs(GRID[None, :] - election[:, None]) / spread,
            end,
            np.abs(GRID[None, :] - mean[:, None]),
            _from_half(position, share, at),
            apart,
            apart / spread,
            end * (spread - WIDTH),
        ],
        axis=-1,
    )


def _mean(values: NDArray[np.floating] | NDArray[np.bool_], share: Floats) -> Floats:
    """Weighted over actors, (draws, points, actors) to (draws, points)."""
    return np.asarray(np.einsum("dpa,da->dp", values.astype(np.float64), share), dtype=np.float64)


def _from_half(position: Floats, share: Floats, at: Floats) -> Floats:
    """How far the weight below a point, with half of that on it, is from half: 0 at the median, .5 beyond all."""
    below = position[:, None, :] < GRID[None, :, None] - THERE - 1e-9
    return np.asarray(np.abs(_mean(below, share) + at / 2 - 0.5), dtype=np.float64)
