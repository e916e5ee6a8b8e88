"""Packages among which deals are looked for, with the way back to their terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.frontier import Frontier


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """Some packages of a case: all of them, the efficient ones, or the zone of agreement."""

    utility: NDArray[np.float64]  # (points, parties)
    cells: Callable[[int], NDArray[np.intp]]  # one package of a point: (blocks,) the cell of each
    whole: bool  # whether every efficient package is among them

    @classmethod
    def of(cls, front: Frontier) -> Candidates:
        """The efficient packages."""
        return cls(utility=front.utility, cells=lambda point: front.cells(point, 1)[0], whole=front.epsilon == 0)
