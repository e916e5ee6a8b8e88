"""The bargaining of a case over its ranges: how often there is a deal, and which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.batches import NOISE, Choices, choose
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
    return Choices.joined(
        [choose(worth, walk_away[rows], watch) for rows, worth in _worth(drawn, grid, parties.tolist())]
    )


def zones(versions: Sequence[DrawSet], grid: PackageGrid) -> list[NDArray[np.bool_]]:
    """Say for several versions of the same draws whether there is a zone of agreement, each shape (draws,).

    The versions may differ in who bargains, in walk-aways and pressure, not in stances: what packages are worth is
    then worked out once for all of them.

    Args:
        versions: as many draws each, at least one version.
        grid: the packages of their case.
    """
    sits = np.stack([version.model.bargains for version in versions])
    least = np.stack([version.pressed_walk_away().astype(np.float32) - NOISE for version in versions])
    parties = np.flatnonzero(sits.any(axis=0))
    found: list[list[NDArray[np.bool_]]] = [[] for _ in versions]
    for rows, worth in _worth(versions[0], grid, parties.tolist()):
        refused = (worth < least[0, rows][:, parties, None]) & sits[0, parties, None]  # (draws, parties, packages)
        refusals = refused.sum(axis=1, dtype=np.int16)
        for at in range(len(versions)):
            # Of two hundred parties one sits elsewhere or is pressed: only what it says is counted anew.
            other = (least[at, rows] != least[0, rows]).any(axis=0) | (sits[at] != sits[0])
            count = refusals
            for place in np.flatnonzero(other[parties]):
                party = parties[place]
                now = (worth[:, place] < least[at, rows, party, None]) & sits[at, party]
                count = count - refused[:, place] + now
            found[at].append(np.asarray((count == 0).any(axis=1)))
    return [np.concatenate(parts) for parts in found]


def _worth(drawn: DrawSet, grid: PackageGrid, parties: list[int]) -> Iterator[tuple[slice, NDArray[np.float32]]]:
    """Block after block of draws with what packages are worth in it, shape (draws, parties, packages)."""
    block = max(1, _BLOCK // max(1, len(parties) * len(grid.values)))
    for start in range(0, drawn.draws, block):
        rows = slice(start, start + block)
        utility = utilities(
            grid,
            drawn.position[rows],
            drawn.salience[rows],
            red_line=None if drawn.red_line is None else drawn.red_line[rows],
            parties=parties,
            dtype=np.float32,
        )
        yield rows, np.ascontiguousarray(np.swapaxes(utility, -1, -2), dtype=np.float32)
