"""Averages of one issue, weighted by who pulls how hard: the mean, and three medians; each over (draws, actors).

An actor's weight is its influence times its salience. Every one is blind to the unit and origin of the scale, to
the order of the actors and to actors without weight; all but the lower and the upper median mirror with the scale.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Side = Literal["lower", "upper", "middle"]

MEAN_SOURCE = "Van den Bos (1991), Dutch EC Decision Making: compromise as the weighted mean"
MEDIAN_SOURCE = "Black (1948), Journal of Political Economy 56(1), 23-34: weighted by influence and salience"

# What counts as exactly half: weights such as .1 + .2 against .3 must.
_HAIR = 1e-12


def weighted_mean(position: Floats, weight: Floats) -> Floats:
    """The compromise every party pulls at in proportion to its weight.

    Args:
        position: shape (draws, actors), on any scale.
        weight: shape (draws, actors), 0 or more.

    Returns:
        Shape (draws,); nan where nobody has weight.

    >>> weighted_mean(np.array([[0.0, 100.0]]), np.array([[1.0, 3.0]]))
    array([75.])
    """
    total = weight.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((position * weight).sum(axis=1) / np.where(total > 0, total, np.nan), dtype=np.float64)


def weighted_median(position: Floats, weight: Floats, *, side: Side = "middle") -> Floats:
    """The position that no weighted majority wants to leave.

    Where exactly half the weight stands on either side, every point between two neighbours will do. The lower median
    is the smallest position at which the cumulative weight reaches half, the upper the smallest at which it passes
    half; the middle between them is the default, since it alone mirrors with the scale.

    Args:
        position: shape (draws, actors), on any scale.
        weight: shape (draws, actors), 0 or more.
        side: which of several medians; on 351 issues of the European Union the lower errs by 28.422
            (tests/analysis/spatial/test_models.py).

    Returns:
        Shape (draws,); nan where nobody has weight.

    >>> weighted_median(np.array([[0.0, 40.0, 100.0]]), np.array([[1.0, 1.0, 1.0]]))
    array([40.])
    >>> weighted_median(np.array([[0.0, 40.0]]), np.array([[1.0, 1.0]]), side="lower")
    array([0.])
    """
    order = np.argsort(position, axis=1, kind="stable")
    x = np.take_along_axis(position, order, axis=1)
    cumulative = np.cumsum(np.take_along_axis(weight, order, axis=1), axis=1)
    total = cumulative[:, -1:]
    lower = _first(x, cumulative >= total / 2 * (1 - _HAIR))
    upper = _first(x, cumulative > total / 2 * (1 + _HAIR))
    median = {"lower": lower, "upper": upper, "middle": (lower + upper) / 2}[side]
    return np.where(total[:, 0] > 0, median, np.nan)


def unweighted_median(position: Floats, weight: Floats, *, side: Side = "middle") -> Floats:
    """The median actor's position when everybody with any weight counts once.

    Args, returns: as `weighted_median`.

    >>> unweighted_median(np.array([[0.0, 40.0, 100.0]]), np.array([[9.0, 1.0, 1.0]]))
    array([40.])
    """
    return weighted_median(position, (weight > 0).astype(np.float64), side=side)


def _first(x: Floats, holds: NDArray[np.bool_]) -> Floats:
    """The first of each row at which something holds."""
    return np.asarray(np.take_along_axis(x, np.argmax(holds, axis=1)[:, None], axis=1)[:, 0], dtype=np.float64)
