"""The bargaining of a case over its ranges: how often there is a deal, and which."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from parley.analysis.batches import Choices, choose
from parley.analysis.draws import DrawSet
from parley.analysis.packages import PackageGrid, utilities

# Utilities held at once: half a megabyte, which stays in a processor's cache; larger blocks take
# several times as long for the same work.
_BLOCK = 120_000

# Utilities computed in all, a fifth of a second on one core: 10,000 draws of 2 parties over 800 packages, fewer
# where there are more packages or parties. The method states how many.
_AFFORDABLE = 16_000_000
_FEWEST_DRAWS = 200


def affordable_draws(drawn: DrawSet, grid: PackageGrid, cells: int = _AFFORDABLE) -> int:
    """How many of the draws the packages can afford; at least 200 of those there are."""
    one = max(1, int(drawn.model.bargains.sum()) * len(grid.values))
    return min(drawn.draws, max(_FEWEST_DRAWS, cells // one))


def simulate(drawn: DrawSet, grid: PackageGrid, watch: Mapping[str, int] | None = None) -> Choices:
    """Let the bargaining parties agree in every draw, after the pressures on them.

    Args:
        drawn: any number of draws, `drawn.first(affordable_draws(drawn, grid))` for a fifth of a second.
        grid: the packages of the case the draws are from.
        watch: solution -> row of a package whose standing is followed.
    """
    parties = np.flatnonzero(drawn.model.bargains)
    walk_away = drawn.pressed_walk_away()[:, parties].astype(np.float32)
    block = max(1, _BLOCK // max(1, parties.size * len(grid.values)))
    parts = []
    for start in range(0, drawn.draws, block):
        rows = slice(start, start + block)
        utility = utilities(
            grid,
            drawn.position[rows],
            drawn.salience[rows],
            red_line=None if drawn.red_line is None else drawn.red_line[rows],
            parties=parties.tolist(),
            dtype=np.float32,
        )
        by_party = np.ascontiguousarray(np.swapaxes(utility, -1, -2), dtype=np.float32)
        parts.append(choose(by_party, walk_away[rows], watch))
    return Choices.joined(parts)
