"""From shares of draws to probabilities that admit what no draw can see (rule 4 of `docs/decisions/`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Settlement

FRICTION = 0.05  # a deal must be worth at least so much more than none, in utility, for the trouble of making it
FRICTION_RANGE = (0.0, 0.1)
BASE_RATE = 0.5  # what is said of a yes-or-no question when nothing is known
BASE_RANGE = (0.35, 0.65)
# Weight of the base rate: a judgement, not a fit. On 351 coded issues of European law-making the best model misses by
# 22 points of 100, always saying 50 misses by 28; outside such law-making nothing is validated.
MODEL_DOUBT = 0.35
DOUBT_RANGE = (0.2, 0.5)
WIDER_FOR_DEFAULTS = 0.2  # half-width that an answer made of defaults alone gains on both sides

Hits = NDArray[np.bool_]


def chance(settled: Settlement, term: Hits | None = None) -> float:
    """The probability of an agreement; with `term`, of one in which it holds."""
    return _chance(settled, term, FRICTION, MODEL_DOUBT, BASE_RATE)


def chance_range(settled: Settlement, term: Hits | None, default_share: float) -> tuple[float, float]:
    """The least and the most over what the rule's own numbers may be, wider the more of the inputs are defaults."""
    every = [
        _chance(settled, term, friction, doubt, base)
        for friction in FRICTION_RANGE
        for doubt in DOUBT_RANGE
        for base in BASE_RANGE
    ]
    more = WIDER_FOR_DEFAULTS * default_share
    return max(0.01, min(every) - more), min(0.99, max(every) + more)


def _chance(settled: Settlement, term: Hits | None, friction: float, doubt: float, base: float) -> float:
    agreed = settled.margin >= friction
    first = _stretched(float(agreed.mean()), doubt, base)
    if term is None:
        return first
    held = float(term[agreed].mean()) if agreed.any() else float(term.mean())
    return first * _stretched(held, doubt, base)


def _stretched(share: float, doubt: float, base: float) -> float:
    return (1 - doubt) * share + doubt * base
