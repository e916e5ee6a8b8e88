"""How a number with its range reads in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.analysis.result import Interval


def interval(part: Interval) -> str:
    """A value with its 5th and 95th percentile, and the Monte Carlo error of its draws."""
    error = f" ±{part.error:.1g}" if part.error else ""
    return f"{part.value:.3g} [{part.low:.3g}, {part.high:.3g}]{error}{' ' + part.unit if part.unit else ''}"
