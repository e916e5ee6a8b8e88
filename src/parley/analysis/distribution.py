"""One estimate as a distribution: its value, low and high are its median, 5th and 95th percentile exactly."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from parley.case.pooling import pool, share_below
from parley.case.record import Estimate

_Z95 = NormalDist().inv_cdf(0.95)


def spread(estimate: Estimate, z: NDArray[np.float64], *, low: float, high: float) -> NDArray[np.float64]:
    """An estimate at standard normal deviates: its value at 0, its 5th and 95th percentile at -1.645 and 1.645."""
    if estimate.opinions:
        return np.clip(_pooled(estimate, z), low, high)
    bottom, top = held(estimate)
    return two_piece(z, np.array(estimate.value), np.array(bottom), np.array(top), np.array(low), np.array(high))


def two_piece(
    z: NDArray[np.float64],
    value: NDArray[np.float64],
    bottom: NDArray[np.float64],
    top: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Two halves of a normal joined at the value, held to low and high; all of a shape that fits the deviates'."""
    below, above = (value - bottom) / _Z95, (top - value) / _Z95
    return np.clip(value + np.where(z < 0, below, above) * z, low, high)


def _pooled(estimate: Estimate, z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The pool of several opinions at standard normal deviates, between points dense about each opinion."""
    normal, knots = NormalDist(), np.linspace(-4.0, 4.0, 81)
    alone = [pool([each], unit=estimate.unit).model_copy(update={"opinions": ()}) for each in estimate.opinions]
    at = np.unique(np.concatenate([spread(each, knots, low=-np.inf, high=np.inf) for each in alone]))
    below = np.array([share_below(estimate.opinions, float(value)) for value in at])
    return np.asarray(np.interp([normal.cdf(value) for value in z.tolist()], below, at), dtype=np.float64)


def held(estimate: Estimate) -> tuple[float, float]:
    """The range, widened to hold the value where an edit left it outside."""
    return min(estimate.low, estimate.value), max(estimate.high, estimate.value)
