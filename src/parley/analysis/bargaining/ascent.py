"""Packages for many parties at once in many draws: climbing block by block, and how far the climb may fall short.

With three parties and more the efficient packages are too many to list in every draw. From several starts one block,
then two together, are changed to what a solution likes best, until no change helps. For the Nash solution the tangent
of the logarithm at the package found bounds what any package could have, since a sum over blocks is largest where each
block is: where bound and package agree the package is proven best, and where not the bound says by how much at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Score = Callable[[Floats], Floats]  # gains over walking away (..., parties) -> (...), more is better

METHOD = "coordinate ascent over one and two blocks from three starts"

NOISE = 1e-9
_TIE = 1e-6  # of the mean gain: decides between packages that are equal to the party worst off
_LEAST_GAIN = 1e-6  # stands for no gain at all, so that a party which can gain nothing does not decide
_NO_DEAL = -1e6
_ROUNDS = 12
_BOUND_STEPS = 24
_MOST_PAIR = 4_000  # cells of two blocks together that are tried


@dataclass(frozen=True, kw_only=True)
class Climb:
    """The best package found in each draw."""

    cells: Rows  # (draws, blocks)
    gains: Floats  # (draws, parties) over walking away
    score: Floats  # (draws,)


def nash_score(gains: Floats) -> Floats:
    """Sum of the logarithms of gains; outside the zone of agreement the least gain, far below."""
    least = gains.min(axis=-1)
    logs = np.log(np.maximum(gains, _LEAST_GAIN)).sum(axis=-1)
    return np.asarray(np.where(least >= -NOISE, logs, _NO_DEAL * (1 - least)), dtype=np.float64)


def least_score(gains: Floats) -> Floats:
    """The least gain, ties by the mean."""
    return np.asarray(gains.min(axis=-1) + _TIE * gains.mean(axis=-1), dtype=np.float64)


def sum_score(gains: Floats) -> Floats:
    """The sum of gains inside the zone of agreement; outside the least gain, far below."""
    least = gains.min(axis=-1)
    inside = gains.sum(axis=-1)
    return np.asarray(np.where(least >= -NOISE, inside, _NO_DEAL * (1 - least)), dtype=np.float64)


def share_score(ideal: Floats) -> Score:
    """The least share of the ideal gain, for ideal gains of shape (draws, parties)."""

    def score(gains: Floats) -> Floats:
        best = ideal.reshape(len(ideal), *(1,) * (gains.ndim - 2), -1)
        shares = np.where(best > NOISE, gains / np.where(best > NOISE, best, 1.0), np.where(gains >= -NOISE, 1.0, -1.0))
        least = gains.min(axis=-1)
        return np.where(least >= -NOISE, least_score(shares), _NO_DEAL * (1 - least))

    return score


def own_score(party: int) -> Score:
    """One party's gain inside the zone of agreement: the largest is its ideal."""

    def score(gains: Floats) -> Floats:
        least = gains.min(axis=-1)
        return np.where(least >= -NOISE, gains[..., party], _NO_DEAL * (1 - least))

    return score


def starts(worth: list[Floats]) -> list[Rows]:
    """Three packages to climb from in each draw: the largest sum, the most even cells, the most even after scaling."""
    largest = [each.sum(axis=2).argmax(axis=1) for each in worth]
    even = [each.min(axis=2).argmax(axis=1) for each in worth]
    ranks = [(each - each.mean(axis=1, keepdims=True)).min(axis=2).argmax(axis=1) for each in worth]
    return [np.stack(each, axis=1) for each in (largest, even, ranks)]


def climb(worth: list[Floats], walk_away: Floats, score: Score, begin: list[Rows], *, pairs: bool = True) -> Climb:
    """Climb from each start and keep the best of each draw.

    Args:
        worth: per block (draws, cells, parties), from `layout.worths`; utilities below 0 count as 0 only in print.
        walk_away: (draws, parties).
        score: what is wanted.
        begin: packages to start from, each (draws, blocks).
        pairs: whether two blocks are also changed together, which finds trades; costs some ten times as much.
    """
    best: Climb | None = None
    for cells in begin:
        found = _climbed(worth, walk_away, score, cells.copy(), pairs)
        if best is None:
            best = found
        else:
            better = found.score > best.score + NOISE
            best = Climb(
                cells=np.where(better[:, None], found.cells, best.cells),
                gains=np.where(better[:, None], found.gains, best.gains),
                score=np.where(better, found.score, best.score),
            )
    assert best is not None
    return best


def gains_of(worth: list[Floats], walk_away: Floats, cells: Rows) -> Floats:
    """Gains of one package in each draw, (draws, parties)."""
    draws = np.arange(len(walk_away))
    total = sum((each[draws, cells[:, at]] for at, each in enumerate(worth)), start=np.zeros_like(walk_away))
    return np.asarray(total - walk_away, dtype=np.float64)


def nash_bound(worth: list[Floats], walk_away: Floats, gains: Floats) -> Floats:
    """How much the mean gain of the Nash package could be above that of a package found, as a factor, (draws,).

    log is concave: no package has a sum of logarithms above that of any gains plus the tangent there, and the tangent
    is a sum over blocks, so its maximum is the sum of the blocks' maxima. Some steps towards that maximum (Frank and
    Wolfe) find gains whose tangent lies lower. 1: the package is proven to be the Nash one.

    Args:
        worth: per block (draws, cells, parties).
        walk_away: (draws, parties).
        gains: (draws, parties), of the package found; inf comes back where one is not above 0.

    Source:
        Frank and Wolfe (1956), Naval Research Logistics Quarterly 3(1-2), 95-110, for the steps.
    """
    parties = gains.shape[1]
    inside = gains.min(axis=1) > NOISE
    found = np.log(np.where(inside[:, None], gains, 1.0)).sum(axis=1)
    at = np.where(inside[:, None], gains, 1.0)
    least = np.full(len(gains), np.inf)
    for step in range(_BOUND_STEPS):
        weight = 1 / at
        best = _largest(worth, weight) - walk_away
        tangent = np.log(at).sum(axis=1) + (weight * best).sum(axis=1) - parties
        least = np.minimum(least, tangent)
        at = np.maximum(at + (best - at) * 2 / (step + 3), at / 2)  # stays above 0
    return np.asarray(np.where(inside, np.exp(np.maximum(least - found, 0.0) / parties), np.inf), dtype=np.float64)


def _largest(worth: list[Floats], weight: Floats) -> Floats:
    """Utilities, (draws, parties), of the package whose weighted sum is largest."""
    draws = np.arange(len(weight))
    total = np.zeros_like(weight)
    for each in worth:
        total += each[draws, np.einsum("dcp,dp->dc", each, weight).argmax(axis=1)]
    return total


def _climbed(worth: list[Floats], walk_away: Floats, score: Score, cells: Rows, pairs: bool) -> Climb:
    gains = gains_of(worth, walk_away, cells)
    now = score(gains)
    for _ in range(_ROUNDS):
        before = now.copy()
        for block in range(len(worth)):
            gains, now = _changed(worth, score, cells, gains, now, [block])
        if (now <= before + NOISE).all():
            if not pairs:
                break
            for one in range(len(worth)):
                for other in range(one + 1, len(worth)):
                    if worth[one].shape[1] * worth[other].shape[1] <= _MOST_PAIR:
                        gains, now = _changed(worth, score, cells, gains, now, [one, other])
            if (now <= before + NOISE).all():
                break
    return Climb(cells=cells, gains=gains, score=now)


def _changed(
    worth: list[Floats], score: Score, cells: Rows, gains: Floats, now: Floats, blocks: list[int]
) -> tuple[Floats, Floats]:
    """Set one or two blocks to what is best with the others as they are; changes `cells`."""
    draws = np.arange(len(now))
    rest = gains - sum((worth[at][draws, cells[:, at]] for at in blocks), start=np.zeros_like(gains))
    options = worth[blocks[0]]
    if len(blocks) == 2:
        second = worth[blocks[1]]
        options = (options[:, :, None, :] + second[:, None, :, :]).reshape(len(now), -1, gains.shape[1])
    scores = score(rest[:, None, :] + options)
    row = scores.argmax(axis=1)
    better = scores[draws, row] > now + NOISE
    chosen = [row] if len(blocks) == 1 else list(np.divmod(row, worth[blocks[1]].shape[1]))
    for at, cell in zip(blocks, chosen, strict=True):
        cells[better, at] = cell[better]
    gains = np.where(better[:, None], rest + options[draws, row], gains)
    return gains, np.where(better, scores[draws, row], now)
