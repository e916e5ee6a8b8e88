"""The packages of an additive case without a list of them: issues side by side, linked issues as one block.

What a package is worth to a party is the sum over blocks. Issues that hang on each other ("y only if x") make one
block together, whose cells are the combinations of their points that may be; every other issue is a block of its own.
Worth is held in whole steps of 1e-12, a thousandth of what counts as equal, so that sums are exact in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from parley.errors import AnalysisError

Floats = NDArray[np.float64]
Steps = NDArray[np.int64]
Bools = NDArray[np.bool_]

FINE = 1e-12  # utility of one step
COARSE = 1_000  # steps in 1e-9: utilities closer than that count as equal

# Cells of one block. Seven linked issues of five points are 78,125 cells; beyond that the block itself is a list.
MOST_CELLS = 100_000


@dataclass(frozen=True, kw_only=True)
class Bond:
    """What two issues are only together: a cost to a party, or combinations that cannot be."""

    first: int  # issue
    second: int  # issue
    worth: Floats | None = None  # (points of first, points of second, parties), added to both issues' own
    allowed: Bools | None = None  # (points of first, points of second); None: all


@dataclass(frozen=True, kw_only=True)
class Block:
    """One issue, or several that hang on each other."""

    issues: tuple[int, ...]
    cells: NDArray[np.intp]  # (cells, issues of the block) which point of each
    worth: Steps  # (cells, parties)


@dataclass(frozen=True, kw_only=True)
class Space:
    """All packages of an additive case."""

    blocks: tuple[Block, ...]
    parties: int
    floor: float = -np.inf  # utilities below it are worth just this: a package beyond a red line is worth 0, not less

    @property
    def packages(self) -> int:
        """How many there are, combinations that cannot be left out."""
        return prod(len(block.cells) for block in self.blocks)

    @property
    def issues(self) -> int:
        """How many issues the blocks hold together."""
        return sum(len(block.issues) for block in self.blocks)

    def points(self, cells: NDArray[np.intp]) -> NDArray[np.intp]:
        """Which point of each issue, (packages, issues), from which cell of each block, (packages, blocks)."""
        found = np.empty((len(cells), self.issues), dtype=np.intp)
        for at, block in enumerate(self.blocks):
            found[:, list(block.issues)] = block.cells[cells[:, at]]
        return found

    def cells(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Which cell of each block, (blocks,), holds one package given as the point of each issue, (issues,).

        Raises:
            AnalysisError: the package breaks a condition between its issues.
        """
        found = []
        for block in self.blocks:
            hits = np.flatnonzero((block.cells == points[list(block.issues)]).all(axis=1))
            if not hits.size:
                raise AnalysisError(
                    f"The package takes points {points[list(block.issues)].tolist()} on issues {block.issues}, which a "
                    f"condition between them rules out. Change one of these terms, or the condition."
                )
            found.append(int(hits[0]))
        return np.array(found, dtype=np.intp)

    def worth(self, cells: NDArray[np.intp]) -> Floats:
        """Utility of packages to each party, (packages, parties), from cells, (packages, blocks)."""
        total = np.zeros((len(cells), self.parties), dtype=np.int64)
        for at, block in enumerate(self.blocks):
            total += block.worth[cells[:, at]]
        return np.asarray(np.maximum(total * FINE, self.floor), dtype=np.float64)

    def least(self, walk_away: Floats) -> Steps:
        """The coarse steps a package must reach for each party, (parties,); what the floor gives anyway is no bar."""
        bar = np.rint(np.asarray(walk_away, dtype=np.float64) * 1e9)
        free = bar <= np.rint(max(self.floor, -1e9) * 1e9)
        return np.where(free, np.iinfo(np.int64).min // 4, np.where(free, 0, bar).astype(np.int64))


def space(tables: Sequence[Floats], bonds: Sequence[Bond] = (), *, floor: float = -np.inf) -> Space:
    """Lay out the packages of an additive case.

    Args:
        tables: for each issue, (points, parties): what each point adds to each party's utility.
        bonds: issues that hang on each other; they are merged into one block.
        floor: utilities below it count as this.

    Raises:
        AnalysisError: no issue, no party, a number that is not finite, conditions that leave no combination, or more
            linked issues than one block can hold.

    >>> pay, crews = np.array([[0.0, 0.7], [0.3, 0.0]]), np.array([[0.0, 0.3], [0.7, 0.0]])
    >>> only_if = Bond(first=0, second=1, allowed=np.array([[True, True], [False, True]]))
    >>> space([pay, crews]).packages, space([pay, crews], [only_if]).packages
    (4, 3)
    """
    _check(tables)
    blocks = [_block(issues, tables, bonds) for issues in _together(len(tables), bonds)]
    return Space(blocks=tuple(blocks), parties=tables[0].shape[1], floor=floor)


def coarse(steps: Steps) -> Steps:
    """Fine steps as whole billionths, the unit in which utilities are equal or not."""
    return (steps + COARSE // 2) // COARSE


def _check(tables: Sequence[Floats]) -> None:
    if not tables:
        raise AnalysisError("There is no issue to make packages of. Add an issue to the case.")
    parties = tables[0].shape[1] if tables[0].ndim == 2 else 0
    if parties < 1:
        raise AnalysisError("There is no party to value the packages. Add the parties that must agree.")
    for at, table in enumerate(tables):
        if table.ndim != 2 or table.shape[1] != parties or not len(table):
            raise AnalysisError(
                f"Issue {at} has a table of shape {table.shape}; it needs one row for each of its points, at least "
                f"one, and {parties} columns, one for each party."
            )
    if not np.isfinite(np.concatenate(tables)).all():
        at = next(at for at, table in enumerate(tables) if not np.isfinite(table).all())
        raise AnalysisError(f"A utility of issue {at} is not a finite number. Give every point a number.")


def _together(issues: int, bonds: Sequence[Bond]) -> list[list[int]]:
    """Issues in groups that hang together, each ascending, in the order of their first issue."""
    if not bonds:
        return [[issue] for issue in range(issues)]
    group = list(range(issues))
    for bond in bonds:
        one, other = group[bond.first], group[bond.second]
        group = [min(one, other) if each in (one, other) else each for each in group]
    return [[issue for issue in range(issues) if group[issue] == name] for name in sorted(set(group))]


def _block(issues: list[int], tables: Sequence[Floats], bonds: Sequence[Bond]) -> Block:
    if len(issues) == 1 and not bonds:
        worth = np.rint(tables[issues[0]] * (1 / FINE)).astype(np.int64)
        return Block(issues=(issues[0],), cells=np.arange(len(worth))[:, None], worth=worth)
    sizes = [len(tables[issue]) for issue in issues]
    if prod(sizes) > MOST_CELLS:
        raise AnalysisError(
            f"{len(issues)} issues hang together, which makes {prod(sizes):,} combinations; one block holds at most "
            f"{MOST_CELLS:,}. Remove a link between them, or points of their scales."
        )
    cells = np.stack(np.unravel_index(np.arange(prod(sizes)), sizes), axis=1).astype(np.intp)
    place = {issue: at for at, issue in enumerate(issues)}
    total = sum((tables[issue][cells[:, at]] for at, issue in enumerate(issues)), start=np.zeros(1))
    allowed = np.ones(len(cells), dtype=np.bool_)
    for bond in bonds:
        if bond.first in place:
            pair = cells[:, place[bond.first]], cells[:, place[bond.second]]
            total = total if bond.worth is None else total + bond.worth[pair]
            allowed &= True if bond.allowed is None else bond.allowed[pair]
    if not allowed.any():
        raise AnalysisError(
            f"The conditions between issues {', '.join(map(str, issues))} contradict each other: no combination of "
            f"their points meets them all. Remove one of the conditions, or lower its threshold."
        )
    return Block(
        issues=tuple(issues), cells=cells[allowed], worth=np.rint(total[allowed] * (1 / FINE)).astype(np.int64)
    )
