"""How many packages of an additive case are at least as good as walking away for everybody, without a list of them.

Two parties: the blocks in two halves, each half laid out, and pairs counted that reach both walk-aways together.
More: block by block, dropping what can no longer reach a walk-away and setting apart what can no longer miss one.
Both are exact. Where even that is too much, packages are drawn at random, and the count says how far it may be off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import COARSE, Block, Space, coarse

Floats = NDArray[np.float64]
Steps = NDArray[np.int64]

MOST_OF_A_HALF = 2_000_000  # combinations laid out on one side: some seconds and 100 MB
MOST_PARTS = 6_000_000  # numbers held at once with three parties and more
SAMPLE = 200_000
_CHUNK = 50_000


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many packages everybody can accept."""

    packages: int
    exact: bool
    error: float = 0.0  # standard error of a sampled count, in packages
    method: str


def count_acceptable(space: Space, walk_away: Floats, *, seed: int = 0) -> Count:
    """Count the zone of possible agreement.

    Args:
        space: from `blocks.space`.
        walk_away: (parties,), utilities.
        seed: for the sample, where the zone is too large to count.

    Returns:
        Exact on utilities in whole billionths, with ties; or an estimate with its standard error.

    Source:
        Horowitz and Sahni (1974), JACM 21(2), 277-292, for the two halves.

    >>> from parley.analysis.blocks import space
    >>> half = np.array([[0.0, 0.5], [0.5, 0.0]])
    >>> count_acceptable(space([half, half]), np.array([0.5, 0.5])).packages
    2
    """
    bar = space.least(walk_away)
    # A sum counts in whole billionths, rounded half up; as fine steps that is this much.
    fine = np.where(bar < np.iinfo(np.int64).min // 8, bar, bar * COARSE - COARSE // 2)
    if space.parties <= 2:
        halves = _halves(space)
        if max(map(_size, halves)) <= MOST_OF_A_HALF:
            one, other = map(_laid_out, halves)
            return Count(packages=_met(one, other, fine), exact=True, method="meet in the middle")
    else:
        found = _narrowed(space, fine)
        if found is not None:
            return Count(packages=found, exact=True, method="block by block with bounds")
    return _sampled(space, bar, seed)


def acceptable_cells(space: Space, walk_away: Floats, most: int) -> NDArray[np.intp] | None:
    """List the zone itself, (packages, blocks); None when it, or the way to it, holds more than `most` packages.

    What can no longer reach a walk-away is dropped block by block, so that a small zone of many packages is cheap.
    """
    bar = space.least(walk_away)
    fine = np.where(bar < np.iinfo(np.int64).min // 8, bar, bar * COARSE - COARSE // 2)
    ceiling = np.array([block.worth.max(axis=0) for block in space.blocks])
    part, cells = np.zeros((1, space.parties), dtype=np.int64), np.zeros((1, 0), dtype=np.intp)
    for at, block in enumerate(space.blocks):
        if len(part) * len(block.cells) > most:
            return None
        part = (part[:, None, :] + block.worth[None, :, :]).reshape(-1, space.parties)
        cell = np.tile(np.arange(len(block.cells)), len(cells))
        cells = np.column_stack([np.repeat(cells, len(block.cells), axis=0), cell])
        hopeful = (part + ceiling[at + 1 :].sum(axis=0) >= fine).all(axis=1)
        part, cells = part[hopeful], cells[hopeful]
    return cells


def reaches(space: Space, walk_away: Floats) -> bool:
    """Whether each party alone could have its walk-away from some package; if not, there is no zone at all."""
    best = sum((block.worth.max(axis=0) for block in space.blocks), start=np.zeros(space.parties, dtype=np.int64))
    return bool((coarse(best) >= space.least(walk_away)).all())


def _size(blocks: list[Block]) -> int:
    size = 1
    for block in blocks:
        size *= len(block.cells)
    return size


def _halves(space: Space) -> tuple[list[Block], list[Block]]:
    """Blocks in two heaps of nearly as many combinations: the largest first, each to the smaller heap."""
    first: list[Block] = []
    second: list[Block] = []
    for block in sorted(space.blocks, key=lambda block: -len(block.cells)):
        (first if _size(first) <= _size(second) else second).append(block)
    return first, second


def _laid_out(blocks: list[Block]) -> Steps:
    """All combinations of these blocks, (combinations, parties)."""
    total = np.zeros((1, blocks[0].worth.shape[1] if blocks else 1), dtype=np.int64)
    for block in blocks:
        total = (total[:, None, :] + block.worth[None, :, :]).reshape(-1, block.worth.shape[1])
    return total


def _met(one: Steps, other: Steps, fine: Steps) -> int:
    """Pairs, one of each side, whose sums reach `fine` in both columns.

    The other side ascends by its first column, so what is good enough there is a tail; how many of a tail are good
    enough in the second is read from a merge tree: the second columns of ever longer stretches, each sorted.
    """
    if fine.size == 1:
        ordered = np.sort(other[:, 0])
        return int((ordered.size - ordered.searchsorted(fine[0] - one[:, 0])).sum())
    if one.shape[1] != other.shape[1]:  # one side has no blocks at all
        one, other = (np.zeros((1, 2), dtype=np.int64) if each.shape[1] == 1 else each for each in (one, other))
    other = other[other[:, 0].argsort(kind="stable")]
    tail = other[:, 0].searchsorted(fine[0] - one[:, 0])
    return _counted(other[:, 1], tail, fine[1] - one[:, 1])


def _counted(values: Steps, tail: NDArray[np.intp], least: Steps) -> int:
    """Sum over queries of how many of values[tail:] are at least `least`."""
    order = np.argsort(values, kind="stable")
    rank = np.empty(values.size, dtype=np.int64)
    rank[order] = np.arange(values.size)
    bar = values[order].searchsorted(least)  # ranks from here on are good enough
    size = 1 << max(0, int(values.size - 1).bit_length())
    level = np.concatenate([rank, np.full(size - values.size, -1, dtype=np.int64)])
    total, start, width = 0, tail.astype(np.int64), 1
    while width <= size:
        # A tail is split into stretches whose lengths are powers of two, as its start is in binary.
        odd = (start // width) % 2 == 1 if width < size else start == 0
        at = start[odd] // width
        if at.size:
            offset = np.arange(size // width, dtype=np.int64) * (values.size + 2)
            keys = (level.reshape(-1, width) + offset[:, None]).ravel()
            good = (at + 1) * width - keys.searchsorted(bar[odd] + offset[at])
            total += int(good.sum())
            start = np.where(odd, start + width, start)
        width *= 2
        if width <= size:
            level = np.sort(level.reshape(-1, width), axis=1).ravel()
    return total


def _narrowed(space: Space, fine: Steps) -> int | None:
    """Exact count for any number of parties; None when too many parts stay undecided."""
    blocks = sorted(space.blocks, key=lambda block: -int(np.ptp(block.worth, axis=0).sum()))
    most = np.array([block.worth.max(axis=0) for block in blocks])
    least = np.array([block.worth.min(axis=0) for block in blocks])
    total, part, ways = 0, np.zeros((1, space.parties), dtype=np.int64), np.ones(1)
    left = float(space.packages)
    for at, block in enumerate(blocks):
        if len(part) * len(block.cells) * space.parties > MOST_PARTS:
            return None
        left /= len(block.cells)
        part = (part[:, None, :] + block.worth[None, :, :]).reshape(-1, space.parties)
        ways = np.repeat(ways, len(block.cells))
        hopeful = (part + most[at + 1 :].sum(axis=0) >= fine).all(axis=1)
        safe = hopeful & (part + least[at + 1 :].sum(axis=0) >= fine).all(axis=1)
        total += round(float(ways[safe].sum()) * left)
        part, ways = part[hopeful & ~safe], ways[hopeful & ~safe]
    return total


def _sampled(space: Space, bar: Steps, seed: int) -> Count:
    generator = np.random.Generator(np.random.PCG64(seed))
    hits = 0
    for _ in range(SAMPLE // _CHUNK):
        total = np.zeros((_CHUNK, space.parties), dtype=np.int64)
        for block in space.blocks:
            total += block.worth[generator.integers(0, len(block.cells), _CHUNK)]
        hits += int((coarse(total) >= bar).all(axis=1).sum())
    share = hits / SAMPLE
    error = (max(share, 1 / SAMPLE) * (1 - share) / SAMPLE) ** 0.5
    every = space.packages
    return Count(
        packages=round(share * every), exact=False, error=error * every, method=f"{SAMPLE:,} packages drawn at random"
    )
