"""The efficient packages of an additive case, without enumeration: add block by block, prune each time.

If a part of a package is beaten by another part of the same blocks, every package built on it is beaten too. So the
frontier of a sum lies in the sum of the frontiers. A part is only struck out where the other is better by at least
1e-9 for somebody and worse for nobody: ties survive, and are counted as the packages they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import COARSE, FINE, Space, coarse
from parley.analysis.dominance import undominated

Floats = NDArray[np.float64]
Steps = NDArray[np.int64]
Rows = NDArray[np.intp]

SOURCE = "issue-by-issue sum and prune; two parties after Kung, Luccio and Preparata (1975), JACM 22(4), 469-476"

# Parts kept after each block. Two parties are swept in n log n; with more every part is held against every other.
MOST_OF_TWO = 50_000
MOST_OF_THREE = 4_000
MOST_OF_MANY = 300

_FEW = 500  # sums that are sooner pruned than the cells they are made of

_FIRST_EPSILON = 1e-4  # utility; grows by half until few enough parts remain


@dataclass(frozen=True, kw_only=True)
class _Stage:
    """How the parts after one block were made: part p of cells in start[p]:start[p + 1]."""

    start: Rows
    before: Rows  # part before the block
    cell: Rows  # cell of the block


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """Efficient packages, those of equal worth together."""

    utility: Floats  # (points, parties), distinct, ascending by the first party, then the second
    ties: NDArray[np.float64]  # (points,) how many packages have this worth; whole numbers, exact up to 2**53
    epsilon: float  # utility: every package left out is beaten, or short of one kept by no more than this; 0: exact
    space: Space
    stages: tuple[_Stage, ...]
    members: tuple[Rows, ...]  # per point: parts of the last stage

    @property
    def packages(self) -> int:
        """How many efficient packages there are, ties counted."""
        return int(self.ties.sum())

    def cells(self, point: int, most: int) -> NDArray[np.intp]:
        """Up to `most` packages of one point, (packages, blocks): the cell of each block."""
        found: list[list[int]] = []
        for part in self.members[point].tolist():
            _trace(self.stages, len(self.stages) - 1, part, [], found, most)
        return np.array(found, dtype=np.intp).reshape(len(found), len(self.stages))


def efficient(space: Space, *, most: int | None = None) -> Frontier:
    """Find the efficient packages of an additive case.

    Args:
        space: from `blocks.space`.
        most: parts kept after each block; None: 50,000 for two parties, 4,000 for three, 300 for more. Where more are
            efficient, parts within a small epsilon of one another are thinned to one; the result says how small.

    Returns:
        The frontier of all packages. Those at least as good as walking away are exactly its acceptable points, since
        whatever beats an acceptable package is acceptable.

    Source:
        Sum and prune is exact for additive worth; Keeney and Raiffa (1976), ch. 3, for the form.

    >>> from parley.analysis.blocks import space
    >>> x, y = np.linspace(0, 1, 11), np.linspace(0, 1, 11)
    >>> tables = [np.stack([0.7 * x, 0.3 * (1 - x)], 1), np.stack([0.3 * y, 0.7 * (1 - y)], 1)]
    >>> efficient(space(tables)).packages
    21
    """
    limit = most or {1: MOST_OF_TWO, 2: MOST_OF_TWO, 3: MOST_OF_THREE}.get(space.parties, MOST_OF_MANY)
    worth, count, epsilon = np.zeros((space.parties, 1), dtype=np.int64), np.ones(1), 0.0
    stages = []
    for block in space.blocks:
        worth, count, stage = _add(worth, count, block.worth)
        if worth.shape[1] > limit:
            worth, count, stage, more = _thin(worth, count, stage, limit)
            epsilon += more
        stages.append(stage)
    return _finished(space, worth, count, epsilon, tuple(stages))


def supported(space: Space, most: int, *, weightings: int = 4_000, seed: int = 0) -> NDArray[np.intp]:
    """Efficient packages of many parties: each is the best there is for some weighting of them all.

    Where most packages are efficient, a list of all says nothing and takes for ever. What is best for a weighted sum
    is best block by block, so each of these is certain to be efficient; that there are no others is not said.

    Args:
        space: from `blocks.space`.
        most: how many to return.
        weightings: how many are tried, even over all proportions (Dirichlet).
        seed: of the weightings.

    Returns:
        Cells, (packages, blocks), distinct.

    Source:
        Geoffrion (1968), Journal of Mathematical Analysis and Applications 22(3), 618-630: proper efficiency.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    weights = generator.dirichlet(np.ones(space.parties), weightings) + 1e-6
    cells = np.stack([(weights @ block.worth.T).argmax(axis=1) for block in space.blocks], axis=1)
    distinct = np.unique(cells, axis=0)
    return np.asarray(distinct[np.linspace(0, len(distinct) - 1, min(most, len(distinct))).astype(np.intp)])


def _add(worth: Steps, count: Floats, cells: Steps) -> tuple[Steps, Floats, _Stage]:
    """Every part with every cell, pruned; equal sums become one part that remembers all its ways."""
    columns = np.ascontiguousarray(cells.T)
    cell = np.arange(columns.shape[1])
    if cell.size * worth.shape[1] > _FEW:  # a cell that another beats is in no sum that stands
        cell = np.sort(undominated(columns, COARSE))
    sums = (worth[:, :, None] + columns[:, None, cell]).reshape(len(worth), -1)
    kept = undominated(sums, COARSE)
    sums = sums[:, kept]
    start = np.flatnonzero(_new(sums))
    before, at = np.divmod(kept, cell.size)
    stage = _Stage(start=np.append(start, kept.size), before=before, cell=cell[at])
    return sums[:, start], np.add.reduceat(count[before], start), stage


def _new(points: Steps) -> NDArray[np.bool_]:
    """Which columns of sorted (parties, points) differ from the one before."""
    new = np.ones(points.shape[1], dtype=np.bool_)
    np.any(points[:, 1:] != points[:, :-1], axis=0, out=new[1:])
    return new


def _thin(worth: Steps, count: Floats, stage: _Stage, limit: int) -> tuple[Steps, Floats, _Stage, float]:
    """One part for each box of side epsilon, the richest; each party's best parts stay. Boxes grow until few remain."""
    best = np.unique(worth.argmax(axis=1))
    total = worth.sum(axis=0)
    epsilon = _FIRST_EPSILON
    while True:
        side = round(epsilon * 1e12)
        order = np.lexsort((-total, *(worth // side)[::-1]))
        boxes = (worth // side)[:, order]
        new = _new(boxes)
        chosen = np.union1d(order[new], best)
        if chosen.size <= max(limit, best.size) or epsilon >= 1:
            break
        epsilon *= 1.5
    stand_in = order[np.flatnonzero(new)[np.cumsum(new) - 1]]  # the part kept for each, in the order of the boxes
    short = (worth[:, order] - worth[:, stand_in]).max() * FINE
    sizes = np.diff(stage.start)[chosen]
    ways = np.concatenate([np.arange(stage.start[part], stage.start[part + 1]) for part in chosen.tolist()])
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
    thinned = _Stage(start=start, before=stage.before[ways], cell=stage.cell[ways])
    return worth[:, chosen], count[chosen], thinned, max(0.0, float(short))


def _finished(space: Space, worth: Steps, count: Floats, epsilon: float, stages: tuple[_Stage, ...]) -> Frontier:
    """In billionths, and not below the floor: what is efficient then, equal points together."""
    whole = coarse(worth)
    if np.isfinite(space.floor):
        whole = np.maximum(whole, round(space.floor * 1e9))
    order = undominated(whole, 1)
    points = whole[:, order]
    start = np.flatnonzero(_new(points))
    return Frontier(
        # Unrounded: sums of rounded utilities would part what ties.
        utility=np.maximum(np.ascontiguousarray(worth[:, order[start]].T) * FINE, space.floor),
        ties=np.add.reduceat(count[order], start),
        epsilon=epsilon,
        space=space,
        stages=stages,
        members=tuple(order[one:other] for one, other in zip(start, [*start[1:], order.size], strict=True)),
    )


def _trace(stages: tuple[_Stage, ...], at: int, part: int, tail: list[int], found: list[list[int]], most: int) -> None:
    """Walk back from a part to every package it stands for, until enough are found."""
    if len(found) >= most:
        return
    if at < 0:
        found.append(tail[::-1])
        return
    stage = stages[at]
    for way in range(int(stage.start[part]), int(stage.start[part + 1])):
        _trace(stages, at - 1, int(stage.before[way]), [*tail, int(stage.cell[way])], found, most)
