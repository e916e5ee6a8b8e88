"""What one issue looks like from each of 21 points of its scale: the features that the distribution forecast weighs.

Every feature is the same for an issue and its mirror image, seen from the mirrored point. Actors without weight,
that is without influence or without salience, are not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.spatial.election import condorcet

Floats = NDArray[np.float64]

POINTS = 21
GRID: Floats = np.linspace(0.0, 1.0, POINTS)  # of the scale's length
THERE = 0.025 + 1e-9  # how near a position is at a point, in shares of the scale: half a step of the grid

# What is at a point is taken by its logarithm, since the first tenth that stands behind it says more than the fifth;
# so much is added first, lest a point without any be impossible.
NOBODY = 0.02
WIDTH = 0.1  # added to the spread of positions before distances are divided by it

# The power to which salience (of those who care most) and weight (of those who weigh most) are raised. A number
# and not simply the largest: judged numbers are unsure, and one a hair below the largest should count too. On 351
# decisions of the European Union 16, 32 and 64 forecast alike, 8 and 4 less well.
MOST = 16

VIEWS = ("weight", "actors", "those who care most", "those who weigh most")
FEATURES = (
    *(f"log of {view} there" for view in VIEWS),
    *(f"mean distance of {view}" for view in VIEWS),
    *(f"how unevenly {view} lies on both sides" for view in VIEWS),
    "somebody is there",
    "an outermost position",
    "is an end",
    "is the middle",
    "distance from the weighted mean",
    "distance from the election, in spreads",
    "largest loss, by weight",
    "largest loss, by salience",
)

# Which way a feature may count: what is at a point speaks for it, distance and loss against it; nothing of the kind
# is known of an end, the middle or the outermost positions. Without the signs an actor that grew stronger lost ground
# in one of ten random issues (tests/analysis/spatial/test_distribution.py), for a gain of .1 in CRPS.
FREE = ("an outermost position", "is an end", "is the middle")
FOR = (*(name for name in FEATURES if name.startswith("log of ")), "somebody is there")


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """An issue from every point of the grid."""

    position: Floats  # (draws, actors)
    salience: Floats  # (draws, actors), the largest is 1
    influence: Floats  # (draws, actors), the largest is 1
    weight: Floats  # (draws, actors), the largest is 1
    distance: Floats  # (draws, points, actors)
    there: Floats  # (draws, points, actors): 1 within half a step, else 0
    below: Floats  # (draws, points, actors): 1 below that, else 0


def features(position: Floats, salience: Floats, influence: Floats, *, alike: float = 0.0) -> Floats:
    """The features of every point of the grid.

    Args:
        position: shape (draws, actors), 0 to 1 along the scale.
        salience: shape (draws, actors), 0 to 1; only its ratios count.
        influence: shape (draws, actors), 0 or more; salience x influence is above 0 somewhere in every draw.
        alike: as in `condorcet`, in shares of the scale.

    Returns:
        Shape (draws, 21, features), in the order of `FEATURES`.
    """
    has_weight = salience * influence > 0
    seen = _see(position, np.where(has_weight, salience, 0.0), np.where(has_weight, influence, 0.0))
    views = (
        seen.weight,
        has_weight.astype(np.float64),
        seen.influence * seen.salience**MOST,
        seen.weight**MOST,
    )
    shares = [view / view.sum(axis=1, keepdims=True) for view in views]
    at = [_over(seen.there, share) for share in shares]
    return np.stack(
        [
            *(np.log(NOBODY + each) for each in at),
            *(_over(seen.distance, share) for share in shares),
            *(np.abs(_over(seen.below, share) + each / 2 - 0.5) for share, each in zip(shares, at, strict=True)),
            *_places(seen),
            *_distances(seen, shares[0], alike),
        ],
        axis=-1,
    )


def _see(position: Floats, salience: Floats, influence: Floats) -> _Seen:
    distance = np.abs(GRID[None, :, None] - position[:, None, :])
    there = distance <= THERE
    below = (position[:, None, :] < GRID[None, :, None]) & ~there
    return _Seen(
        position=position,
        salience=_relative(salience),
        influence=_relative(influence),
        weight=_relative(salience * influence),
        distance=distance,
        there=there.astype(np.float64),
        below=below.astype(np.float64),
    )


def _places(seen: _Seen) -> tuple[Floats, ...]:
    """Whether somebody is there, or somebody outermost; whether it is an end, or the middle."""
    counts = seen.weight > 0
    held = (seen.there * counts[:, None, :]).any(axis=2)
    lowest = np.where(counts, seen.position, np.inf).min(axis=1)[:, None]
    highest = np.where(counts, seen.position, -np.inf).max(axis=1)[:, None]
    outermost = (np.abs(GRID - lowest) <= THERE) | (np.abs(GRID - highest) <= THERE)
    end, middle = np.broadcast_to((GRID == 0) | (GRID == 1), held.shape), np.broadcast_to(GRID == 0.5, held.shape)
    return tuple(np.asarray(each, dtype=np.float64) for each in (held, outermost, end, middle))


def _distances(seen: _Seen, share: Floats, alike: float) -> tuple[Floats, ...]:
    mean = (share * seen.position).sum(axis=1)[:, None]
    spread = np.sqrt((share * (seen.position - mean) ** 2).sum(axis=1))[:, None] + WIDTH
    election = condorcet(seen.position, seen.weight, m=2.0, loss="quadratic", alike=alike)[:, None]
    return (
        np.abs(GRID - mean),
        np.abs(GRID - election) / spread,
        (seen.distance * seen.weight[:, None, :]).max(axis=2),
        (seen.distance * seen.salience[:, None, :]).max(axis=2),
    )


def _relative(value: Floats) -> Floats:
    """To the largest of each draw."""
    return np.asarray(value / value.max(axis=1, keepdims=True), dtype=np.float64)


def _over(values: Floats, share: Floats) -> Floats:
    """Summed over actors by their shares, (draws, points, actors) to (draws, points)."""
    return np.asarray(np.einsum("dpa,da->dp", values, share), dtype=np.float64)
