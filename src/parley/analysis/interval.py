"""A value with the range that a sample of draws gives it."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from parley.analysis.result import Interval

_Z95 = NormalDist().inv_cdf(0.95)


def interval(value: float, sample: NDArray[np.floating], unit: str = "") -> Interval:
    """The case's own value, and the 5th and 95th percentile over draws.

    Draws that gave no number (nan) are left out; the range is widened to hold the value where a model with jumps
    puts the point case outside what 9 in 10 draws give. The error is that of independent draws: stratified ones do
    at least as well, so it is an upper bound.
    """
    known = sample[np.isfinite(sample)]
    if known.size == 0:
        return Interval(value=value, low=value, high=value, unit=unit)
    low, high = (float(each) for each in np.quantile(known, [0.05, 0.95]))
    error = float(known.std() / known.size**0.5) if known.size > 1 else None
    return Interval(value=value, low=min(low, value), high=max(high, value), unit=unit, error=error)


def share(hits: NDArray[np.bool_]) -> Interval:
    """The share of draws in which something holds, with what sampling alone leaves open (Wilson, 5 to 95%).

    The range says how well the draws fix the share; it holds no doubt about the model, which no draw can see.
    """
    n = hits.size
    value = float(hits.mean())
    centre = (value + _Z95**2 / (2 * n)) / (1 + _Z95**2 / n)
    half = _Z95 / (1 + _Z95**2 / n) * (value * (1 - value) / n + _Z95**2 / (4 * n**2)) ** 0.5
    low, high = max(0.0, min(value, centre - half)), min(1.0, max(value, centre + half))
    return Interval(value=value, low=low, high=high, unit="probability", error=(value * (1 - value) / n) ** 0.5)
