"""The best package of a draw between very many parties, without valuing every package for every party.

A package is never better than what is known of it allows: its least gain only falls as further parties are heard, and
the product of the gains of those not heard yet is largest if their sum were shared equally. So whoever is likely to
gain least is heard first, and a package that can no longer be as good as another is known to be is dropped. The answer
is that of valuing everything; tests hold the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.packages import Losses, PackageGrid, summed

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

# Parties heard at once: enough to rule out most packages, few enough to be cheap while all packages are left.
_AT_ONCE = 12

# So few packages are heard by all who are left at once.
_LAST = 24

# Below this share of all packages those left are looked up one by one; more are summed issue by issue as all are.
_FEW = 0.2

_TINY = np.finfo(np.float64).tiny
_HAIR = 1e-6  # bounds are sums in single precision


@dataclass(frozen=True, kw_only=True)
class Best:
    """The package of one draw."""

    package: int  # row of the grid
    worth: Floats  # (parties,) its utility, 0 to 1


def best_package(grid: PackageGrid, losses: Losses, draw: int, walk_away: Floats) -> Best:
    """The package with the largest product of gains; where nobody can gain, the one with the largest least gain.

    Args:
        losses: of the parties who must consent, over draws (`packages.losses`).
        draw: which of them.
        walk_away: shape (parties,), what each has without a deal, 0 to 1.

    Returns:
        The first of the packages that are equally good.
    """
    values = _Values(grid, losses, draw)
    parties = walk_away.size
    left = np.arange(len(grid.values))
    least, logs, unheard = np.full(left.size, np.inf), np.zeros(left.size), values.all_together() - walk_away.sum()
    first = values.of(np.array([int(unheard.argmax())]), slice(None))[:, 0] - walk_away
    known, order = _known(first), np.argsort(first, kind="stable")
    leading, start = -1, 0
    while start < parties:
        kept = _bound(least, logs, unheard, parties - start, parties) >= known - _HAIR
        left, least, logs, unheard = left[kept], least[kept], logs[kept], unheard[kept]
        heard = order[start : start + _AT_ONCE] if left.size > _LAST else order[start:]
        start += heard.size
        gains = values.of(left, heard) - walk_away[heard, None]
        least = np.minimum(least, gains.min(axis=0))
        logs = logs + np.log(np.maximum(gains, _TINY)).sum(axis=0)
        unheard = unheard - gains.sum(axis=0)
        ahead = int(left[_bound(least, logs, unheard, parties - start, parties).argmax()])
        if ahead != leading and start < parties:
            leading = ahead
            known = max(known, _known(values.of(np.array([ahead]), slice(None))[:, 0] - walk_away))
    final = int(_bound(least, logs, unheard, 0, parties).argmax())
    return Best(package=int(left[final]), worth=values.of(left[[final]], slice(None))[:, 0])


def _bound(least: Floats, logs: Floats, unheard: Floats, silent: int, parties: int) -> Floats:
    """The most each package can come to: 1 and more where everybody can gain, by the geometric mean of the gains.

    The mean and not the product: that of two hundred gains is smaller than any number a computer can hold.
    """
    if silent:
        logs = logs + silent * np.log(np.maximum(unheard / silent, _TINY))
    return np.asarray(np.where(least >= 0, 1 + np.exp(logs / parties), least), dtype=np.float64)


def _known(gains: Floats) -> float:
    """What a package comes to whose gains are all known."""
    logs = np.log(np.maximum(gains, _TINY)).sum()
    return float(_bound(gains.min(keepdims=True), logs[None], gains[:1], 0, gains.size)[0])


class _Values:
    """What packages are worth to parties in one draw, worked out for those asked about."""

    def __init__(self, grid: PackageGrid, losses: Losses, draw: int) -> None:
        self.grid = grid
        self.points = [each[draw] for each in losses.by_point]
        self.burdens = [each[draw] for each in losses.by_link]
        self.unpaid = grid.unpaid if grid.kept is None else grid.unpaid[grid.kept]

    def all_together(self) -> Floats:
        """The worth of every package summed over parties, shape (packages,); less where one falls below nothing."""
        total = self._kept(summed([each.sum(axis=0) for each in self.points]))
        for link, burden in enumerate(self.burdens):
            total = total + burden.sum() * self.unpaid[:, link]
        return np.asarray(len(self.points[0]) - total, dtype=np.float64)

    def of(self, packages: Rows, parties: Rows | slice) -> Floats:
        """Shape (parties, packages), 0 to 1; `packages` ascending."""
        points = [each[parties] for each in self.points]
        if packages.size > _FEW * len(self.grid.values):
            total = self._kept(summed(points))[:, packages]
        else:
            index = self.grid.index[packages]
            total = points[-1][:, index[:, -1]]
            for at in range(len(points) - 2, -1, -1):
                total = points[at][:, index[:, at]] + total
        for link, burden in enumerate(self.burdens):
            total = total + burden[parties][:, None] * self.unpaid[packages, link]
        return np.clip(1.0 - np.asarray(total, dtype=np.float64), 0.0, 1.0)

    def _kept(self, total: NDArray[np.floating]) -> NDArray[np.floating]:
        return total if self.grid.kept is None else total[..., self.grid.kept]
