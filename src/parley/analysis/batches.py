"""The bargaining solutions over many draws of one case at once.

The exact functions with their ties and certificates stand in `solutions`; here one package is chosen for each draw,
in single precision, some tens of times as fast. Tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Singles = NDArray[np.float32]

# Single precision carries seven digits; utilities are of the order of 1.
NOISE = 2e-6

# Among packages with the same least gain the one with more in all is wanted, as in the lexicographic refinement:
# so small a part of the mean decides between ties and nothing else.
TIE = 1e-4


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What each draw comes to."""

    has_zone: NDArray[np.bool_]  # (draws,) some package is at least as good as walking away for everybody
    chosen: dict[str, NDArray[np.intp]]  # solution -> (draws,) row of the package, -1: no zone of agreement
    watched: dict[str, NDArray[np.bool_]]  # solution -> (draws,) the watched package is (among) the solution

    @classmethod
    def joined(cls, parts: list[Choices]) -> Choices:
        """Blocks of draws put end to end."""
        return cls(
            has_zone=np.concatenate([part.has_zone for part in parts]),
            chosen={name: np.concatenate([part.chosen[name] for part in parts]) for name in parts[0].chosen},
            watched={name: np.concatenate([part.watched[name] for part in parts]) for name in parts[0].watched},
        )


MANY = 32  # parties from which on a product of gains is taken as their geometric mean


def choose(utility: Singles, walk_away: Singles, watch: Mapping[str, int] | None = None) -> Choices:
    """Choose a package in each draw by each solution.

    Args:
        utility: shape (draws, parties, packages), contiguous; hand over some hundred draws at a time.
        walk_away: shape (draws, parties), same unit.
        watch: solution -> row of a package, to count the draws in which it is among the solution, ties included.

    Returns:
        Nash, Kalai-Smorodinsky, egalitarian and utilitarian choices; the first row among ties.
    """
    gains = utility - walk_away[:, :, None]
    inside = (gains.min(axis=1) >= -NOISE).astype(np.float32)
    has_zone = inside.any(axis=1)
    scores = _scores(gains, inside)
    return Choices(
        has_zone=has_zone,
        chosen={name: np.where(has_zone, score.argmax(axis=1), -1) for name, score in scores.items()},
        watched={
            name: has_zone & (scores[name][:, row] >= scores[name].max(axis=1) - NOISE)
            for name, row in (watch or {}).items()
        },
    )


def _scores(gains: Singles, inside: Singles) -> dict[str, Singles]:
    """What each solution wants most, shape (draws, packages): 1 and more inside the zone of agreement, else 0.

    Overwrites `gains`. Everything works in place: new arrays of this size cost more than the sums themselves.
    """
    parties = gains.shape[1]
    total, least = gains.sum(axis=1), gains.min(axis=1)
    total *= np.float32(1 / parties)
    np.maximum(gains, 0, out=gains)
    gains *= inside[:, None, :]
    best = gains.max(axis=2, keepdims=True)
    gains /= np.where(best > NOISE, best, 1)
    if (best <= NOISE).any():
        gains += (best <= NOISE).astype(np.float32)  # nothing to gain: such a party does not count
    product, fair, nudge = _product(gains), gains.min(axis=1), gains.sum(axis=1)
    nudge *= np.float32(TIE / parties)
    product += nudge
    fair += nudge
    least += np.float32(TIE) * total
    scores = {"nash": product, "kalai-smorodinsky": fair, "egalitarian": least, "utilitarian": total}
    for score in scores.values():
        score += 1
        score *= inside
    return scores


def _product(gains: Singles) -> Singles:
    """What Nash's solution wants most: the product of gains; of very many, each in its place, their geometric mean.

    Forty gains of a tenth multiply to less than single precision can tell from nothing.
    """
    if gains.shape[1] < MANY:
        return np.asarray(gains.prod(axis=1))
    with np.errstate(divide="ignore"):
        return np.asarray(np.exp(np.log(gains).mean(axis=1)))
