"""Where an issue ends, as a distribution over 21 points of its scale: a conditional logit of what stands behind each.

Fitted on 351 decisions of the European Union (`python quality/deu.py --fit`); outside its law-making nothing is
validated, and the method says so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.spatial.fitted import COEFFICIENTS, LEVELS
from parley.analysis.spatial.grid import FEATURES, GRID, features

Floats = NDArray[np.float64]

SOURCE = "conditional logit (McFadden 1974), fitted on 351 decisions of the European Union, DEU I to III"

# Numbers held at once: a feature array of 8 MB.
_BLOCK = 1_000_000


def outcome_shares(position: Floats, salience: Floats, influence: Floats, *, alike: float = 0.0) -> Floats:
    """The chance of each point of the scale, one row for each draw.

    Mirrors with the scale, and is blind to its unit and origin, to the unit of influence, to the order of the actors
    and to actors without weight.

    Args:
        position: shape (draws, actors), 0 to 1 along the scale.
        salience: shape (draws, actors), 0 (indifferent) to 1 (everything).
        influence: shape (draws, actors), 0 or more.
        alike: positions nearer than this fade into one candidate of the election, in shares of the scale.

    Returns:
        Shape (draws, 21), each row summing to 1; nan where nobody has weight.

    >>> shares = outcome_shares(np.array([[0.0, 1.0]]), np.array([[0.5, 0.5]]), np.array([[1.0, 3.0]]))
    >>> shares.shape, bool(shares[0, -1] > shares[0, 0] > shares[0, 1])
    ((1, 21), True)
    """
    shares = np.full((len(position), GRID.size), np.nan)
    known = np.flatnonzero((salience * influence > 0).any(axis=1))
    if position.shape[1] == 0:
        return shares
    block = max(1, _BLOCK // (GRID.size * max(len(FEATURES), position.shape[1])))
    for start in range(0, known.size, block):
        rows = known[start : start + block]
        seen = features(position[rows], salience[rows], influence[rows], alike=alike)
        shares[rows] = softmax(seen @ coefficients())
    return shares


def coefficients() -> Floats:
    """The fitted weights of the features, in the order of `FEATURES`; 0 for a feature that was not chosen."""
    return np.array([COEFFICIENTS.get(name, 0.0) for name in FEATURES])


def interval_level(cover: int) -> float:
    """The share of the distribution whose interval covered so many of 100 outcomes: 50, 80 or 90.

    Not the same number: the forecast's points are a twentieth of the scale apart, so its intervals are wide.
    """
    return LEVELS[cover]


def softmax(score: Floats) -> Floats:
    """Scores as shares over the last axis."""
    raised = np.exp(score - score.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float64)


def reached(shares: Floats, level: float) -> Floats:
    """The point, 0 to 1, at which the cumulative share comes nearest to a level from either side.

    Counted from below and from above and averaged, so that it mirrors with the scale.

    >>> float(reached(np.eye(21)[[4]], 0.5)[0])
    0.2
    """
    upwards = np.argmax(np.cumsum(shares, axis=-1) >= level - 1e-9, axis=-1)
    downwards = np.argmax(np.cumsum(shares[..., ::-1], axis=-1) >= 1 - level - 1e-9, axis=-1)
    return np.asarray((GRID[upwards] + GRID[GRID.size - 1 - downwards]) / 2, dtype=np.float64)
