"""The judged numbers of the stakes: which they are, and drawn over their ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import sampled
from parley.case.estimate import Estimate
from parley.case.stakes import Stakes
from parley.record import Record

Floats = NDArray[np.float64]

# Part of the address of a random substream, beyond the kinds of `inputs.KIND_CODES`.
STAKES_CODE = 90

# What each number can be: shares and chances 0 to 1, rates above nothing, sums 0 or more.
BOUNDS: dict[str, tuple[float, float]] = {
    "share": (0.0, 1.0),
    "credibility": (0.0, 1.0),
    "odds": (0.0, 1.0),
    "cost_rising": (0.0, 1.0),
    "cost_declining": (0.0, 1.0),
    "patience": (0.01, 1.0),
    "hazard": (0.0, 0.99),
    "hazard_without": (1e-6, 0.99),
    "hazard_with": (0.0, 0.99),
    "discount": (1e-4, 1.0),
    "interest": (0.0, 1.0),
    "growth": (-0.5, 0.5),
}


def judged(record: Record, at: str = "") -> Iterator[tuple[str, Estimate]]:
    """Every estimate of a record and of the records in it, by its path: "fund/drafts/0/share"."""
    for name in type(record).model_fields:
        yield from _judged(getattr(record, name), f"{at}/{name}" if at else name)


def _judged(value: Any, at: str) -> Iterator[tuple[str, Estimate]]:
    if isinstance(value, Estimate):
        yield at, value
    elif isinstance(value, Record):
        yield from judged(value, at)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _judged(item, f"{at}/{index}")


def without_source(stakes: Stakes) -> tuple[int, int]:
    """How many of the judged numbers rest on nothing, and how many there are."""
    every = [estimate for _, estimate in judged(stakes)]
    return sum(not estimate.basis for estimate in every), len(every)


def drawn(record: Record, *, part: int, seed: int, draws: int) -> dict[str, Floats]:
    """The record's own estimates drawn, each (draws,), by field.

    Args:
        part: its number among the parts of the stakes; each has substreams of its own.
    """
    found = {}
    for place, (name, estimate) in enumerate(_own(record).items()):
        low, high = BOUNDS.get(name, (0.0, inf))
        found[name] = sampled(estimate, low=low, high=high, seed=seed, place=(STAKES_CODE, part, place), draws=draws)
    return found


def at_values(record: Record) -> dict[str, Floats]:
    """The record's own estimates at their values, each (1,)."""
    return {name: held(name, estimate.value) for name, estimate in _own(record).items()}


def held(name: str, value: float) -> Floats:
    """A value inside what the number can be, shape (1,)."""
    low, high = BOUNDS.get(name, (0.0, inf))
    return np.array([min(max(value, low), high)])


def _own(record: Record) -> Mapping[str, Estimate]:
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    return {name: value for name, value in fields.items() if isinstance(value, Estimate)}
