"""One text out of all packages, and the texts that differ from it on one issue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from parley.analysis.packages import PackageGrid
from parley.analysis.ratification.rule import Floats


def one_text(grid: PackageGrid, package: int) -> PackageGrid:
    """The grid with nothing but one package."""
    return _with_values(grid, grid.values[[package]])


def along(grid: PackageGrid, package: int, column: int, places: Floats) -> PackageGrid:
    """The grid of one package with one of its issues at each of these places of its scale."""
    values = np.repeat(grid.values[[package]], len(places), axis=0)
    values[:, column] = places
    return _with_values(grid, values)


def _with_values(grid: PackageGrid, values: Floats) -> PackageGrid:
    granted = (values - grid.low) / (grid.high - grid.low)
    levels = tuple(np.unique(values[:, at]) for at in range(values.shape[1]))
    return replace(
        grid,
        levels=levels,
        index=np.stack([np.searchsorted(level, values[:, at]) for at, level in enumerate(levels)], axis=1),
        values=values,
        unpaid=np.clip(granted[:, grid.links[:, 0]] - granted[:, grid.links[:, 1]], 0.0, 1.0),
    )
