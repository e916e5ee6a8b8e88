"""What those who must consent would settle on in each draw: the package, its margin, and whether it holds.

Rule 4 of `docs/decisions/` begins here: a draw counts as agreed when the package of the Nash solution leaves
everybody whose consent is needed better off than no deal by more than the cost of agreeing. Who that is, and how a
chamber of many members is one of them, stands in `ratification.consent`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bounded import best_package
from parley.analysis.draws import DrawSet
from parley.analysis.packages import PackageGrid, losses, utilities

# What packages are worth over no deal to one more whose consent is needed, for some of the draws: (block, packages).
Gains = Callable[[slice], NDArray[np.float32]]

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

# From so many parties on packages are ruled out by bounds: valuing all takes four times as long between two hundred,
# and the product of so many gains is lost in single precision.
MANY = 32

# Numbers held at once: what stays in a processor's cache.
_BLOCK = 400_000


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """One package for each draw."""

    parties: NDArray[np.intp]  # (consenting,) rows of the case's parties
    margin: NDArray[np.float64]  # (draws,) the least gain over no deal among those who must consent, -1 to 1
    values: NDArray[np.float64]  # (draws, issues of the grid) the package, on the issues' scales
    worth: NDArray[np.float64]  # (draws, consenting) its utility, 0 to 1
    walk_away: NDArray[np.float64]  # (draws, consenting) after pressure, 0 to 1


def settle(
    drawn: DrawSet, grid: PackageGrid, consents: NDArray[np.bool_], others: Sequence[Gains] = (), *, width: int = 1
) -> Settlement:
    """Settle every draw: the largest product of gains; where nobody can gain, the largest least gain.

    Args:
        consents: (parties of the case,) whose consent goes by their own stance.
        others: further consents needed, each by what packages are worth to it over no deal.
        width: numbers that `others` work out for each package; sets how many draws are taken at once.

    Source:
        Nash (1950), Econometrica 18(2), 155-162, over a finite list of packages.
    """
    rows = np.flatnonzero(consents)
    walk_away = drawn.pressed_walk_away()[:, rows]
    if rows.size >= MANY and not others:
        return _bounded(drawn, grid, rows, walk_away)
    block = max(1, _BLOCK // max(1, max(rows.size, width) * len(grid.values)))
    chosen, worth, beside = [], [], []
    for start in range(0, drawn.draws, block):
        part = slice(start, start + block)
        utility = utilities(
            grid,
            drawn.position[part],
            drawn.salience[part],
            red_line=None if drawn.red_line is None else drawn.red_line[part],
            parties=rows.tolist(),
            dtype=np.float32,
        )
        by_party = np.swapaxes(utility, -1, -2)  # (block, parties, packages): the order they lie in memory
        further = [gains(part) for gains in others]
        best = _best(by_party - walk_away[part, :, None].astype(np.float32), further)
        chosen.append(best)
        beside.append([each[np.arange(best.size), best] for each in further])
        worth.append(np.take_along_axis(by_party, best[:, None, None], axis=2)[..., 0].astype(np.float64))
    package, got = np.concatenate(chosen), np.concatenate(worth)
    margin = (got - walk_away).min(axis=1) if rows.size else np.full(drawn.draws, -1.0)
    for other in zip(*beside, strict=True):
        margin = np.minimum(margin, np.concatenate(other))
    return Settlement(parties=rows, margin=margin, values=grid.values[package], worth=got, walk_away=walk_away)


def _bounded(drawn: DrawSet, grid: PackageGrid, rows: Rows, walk_away: Floats) -> Settlement:
    """The same between very many, packages ruled out as more parties are heard."""
    lost = losses(
        grid, drawn.position, drawn.salience, red_line=drawn.red_line, parties=rows.tolist(), dtype=np.float32
    )
    found = [best_package(grid, lost, draw, walk_away[draw]) for draw in range(drawn.draws)]
    worth = np.stack([each.worth for each in found])
    return Settlement(
        parties=rows,
        margin=(worth - walk_away).min(axis=1),
        values=grid.values[[each.package for each in found]],
        worth=worth,
        walk_away=walk_away,
    )


def _best(gains: NDArray[np.floating], further: Sequence[NDArray[np.floating]]) -> NDArray[np.intp]:
    """Row of the Nash package in each draw, from gains of (draws, parties, packages) and of (draws, packages)."""
    least = gains.min(axis=1)
    product = _product(np.maximum(gains, 0))
    for gain in further:
        least = np.minimum(least, gain)
        product = product * np.maximum(gain, 0)
    score = np.where(least >= 0, 1 + product, least)
    return np.asarray(score.argmax(axis=1), dtype=np.intp)


def _product(gains: NDArray[np.floating]) -> NDArray[np.floating]:
    """Over parties; of very many the geometric mean, which puts packages in the same order and is not lost."""
    if gains.shape[1] < MANY:
        return np.asarray(gains.prod(axis=1))
    return np.asarray(np.exp(np.log(np.maximum(gains, np.finfo(gains.dtype).tiny)).mean(axis=1)))
