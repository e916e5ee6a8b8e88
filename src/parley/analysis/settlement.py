"""What those who must consent would settle on in each draw: the package, its margin, and whether it holds.

Rule 4 of `docs/decisions/` begins here: a draw counts as agreed when the package of the Nash solution leaves
everybody whose consent is needed better off than no deal by more than the cost of agreeing. Who that is, and how a
chamber of many members is one of them, stands in `ratification.consent`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bounded import best_package
from parley.analysis.draws import DrawSet
from parley.analysis.packages import PackageGrid, losses, utilities

# What packages are worth over no deal to one more whose consent is needed, for some of the draws: (block, packages).
Gains = Callable[[slice], NDArray[np.float32]]

Floats = NDArray[np.float64]
Singles = NDArray[np.floating]
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


class Valued:
    """What packages are worth in draws that a search settles again and again, one thing changed at a time."""

    def __init__(self, drawn: DrawSet, grid: PackageGrid) -> None:
        self.drawn, self.grid = drawn, grid
        self._worth: dict[int, Singles] = {}

    def same(self, drawn: DrawSet, grid: PackageGrid, rows: Sequence[int]) -> dict[int, Singles]:
        """The worth, (draws, packages), to those of the parties to whom the draws and packages given are the same."""
        if grid is not self.grid:
            return {}
        kept = [row for row in rows if _wants_the_same(row, drawn, self.drawn)]
        missing = [row for row in kept if row not in self._worth]
        if missing:
            self._worth.update(zip(missing, _worth(self.drawn, grid, missing, slice(None)), strict=True))
        return {row: self._worth[row] for row in kept}


def _wants_the_same(row: int, one: DrawSet, other: DrawSet) -> bool:
    """Whether a party's stances, on which the worth of packages hangs, are the same in both."""
    pairs = [(one.position, other.position), (one.salience, other.salience)]
    if one.red_line is not None and other.red_line is not None:
        pairs.append((one.red_line, other.red_line))
    elif one.red_line is not other.red_line:
        return False
    return all(here is there or np.array_equal(here[:, row], there[:, row], equal_nan=True) for here, there in pairs)


def settle(
    drawn: DrawSet,
    grid: PackageGrid,
    consents: NDArray[np.bool_],
    others: Sequence[Gains] = (),
    *,
    width: int = 1,
    before: Valued | None = None,
) -> Settlement:
    """Settle every draw: the largest product of gains; where nobody can gain, the largest least gain.

    Args:
        consents: (parties of the case,) whose consent goes by their own stance.
        others: further consents needed, each by what packages are worth to it over no deal.
        width: numbers that `others` work out for each package; sets how many draws are taken at once.
        before: nearly the same draws, valued already.

    Source:
        Nash (1950), Econometrica 18(2), 155-162, over a finite list of packages.
    """
    rows = np.flatnonzero(consents)
    walk_away = drawn.pressed_walk_away()[:, rows]
    if rows.size >= MANY and not others:
        return _bounded(drawn, grid, rows, walk_away)
    known = {} if before is None else before.same(drawn, grid, rows.tolist())
    fresh = [row for row in rows.tolist() if row not in known]
    block = max(1, _BLOCK // max(1, max(rows.size, width) * len(grid.values)))
    chosen, worth, beside = [], [], []
    for start in range(0, drawn.draws, block):
        part = slice(start, start + block)
        valued = dict(zip(fresh, _worth(drawn, grid, fresh, part), strict=True))
        utility = [known[row][part] if row in known else valued[row] for row in rows.tolist()]
        further = [gains(part) for gains in others]
        best = _best(utility, walk_away[part].astype(np.float32), further)
        at = np.arange(best.size), best
        chosen.append(best)
        beside.append([each[at] for each in further])
        worth.append(np.stack([each[at] for each in utility], axis=1).astype(np.float64))
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


def _worth(drawn: DrawSet, grid: PackageGrid, rows: list[int], part: slice) -> Iterable[Singles]:
    """What packages are worth in some of the draws, (draws, packages), party by party."""
    if not rows:
        return ()
    utility = utilities(
        grid,
        drawn.position[part],
        drawn.salience[part],
        red_line=None if drawn.red_line is None else drawn.red_line[part],
        parties=rows,
        dtype=np.float32,
    )
    return np.moveaxis(utility, -1, 0)


def _best(utility: Sequence[Singles], walk_away: Singles, further: Sequence[Singles]) -> Rows:
    """Row of the Nash package in each draw.

    Of very many parties the geometric mean is taken, which puts packages in the same order and is not lost.

    Args:
        utility: party by party, each (draws, packages).
        walk_away: (draws, parties).
        further: gains of others, each (draws, packages).
    """
    many = len(utility) >= MANY
    least: Singles = np.full_like(utility[0], np.inf)
    product: Singles = np.zeros_like(least) if many else np.ones_like(least)
    for party, each in enumerate(utility):
        gain = each - walk_away[:, party, None]
        np.minimum(least, gain, out=least)
        if many:
            product += np.log(np.maximum(gain, np.finfo(gain.dtype).tiny, out=gain), out=gain)
        else:
            product *= np.maximum(gain, 0, out=gain)
    if many:
        np.exp(product / len(utility), out=product)
    for other in further:
        np.minimum(least, other, out=least)
        product *= np.maximum(other, 0)
    product += 1
    np.copyto(product, least, where=least < 0)
    return np.asarray(product.argmax(axis=1), dtype=np.intp)
