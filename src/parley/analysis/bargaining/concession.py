"""Concession against the clock: how much a side asks as its deadline comes near, and when two sides meet."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.errors import AnalysisError

Floats = NDArray[np.float64]

SOURCE = "Faratin, Sierra and Jennings (1998), Robotics and Autonomous Systems 24(3-4), 159-182: polynomial tactics"

BOULWARE, LINEAR, CONCEDER = 0.2, 1.0, 5.0  # the exponents of the paper's examples
_STEPS = 1_000  # of the time to the deadline


class Meeting(NamedTuple):
    """When the demands of two sides first fit one package, and which."""

    time: float  # share of the time to the deadline, 0 to 1
    row: int  # of the utilities handed in


def conceded(time: float, beta: float, start: float = 0.0) -> float:
    """Share of the way from its best to its walk-away that a side has gone.

    Args:
        time: share of the time to the deadline that has passed, 0 to 1.
        beta: below 1 holds out until late (Boulware), 1 is even, above 1 gives way early (Conceder).
        start: how far the very first offer goes, 0 to 1.

    >>> [round(conceded(0.5, beta), 5) for beta in (1, 0.2, 5)]
    [0.5, 0.03125, 0.87055]
    """
    if not (0 <= time <= 1 and beta > 0 and 0 <= start <= 1):
        raise AnalysisError(
            f"Time {time}, beta {beta} and start {start} do not fit: time and start are shares from 0 to 1, beta lies "
            f"above 0."
        )
    return float(start + (1 - start) * time ** (1 / beta))


def meet(utility: Floats, walk_away: Floats, betas: tuple[float, float]) -> Meeting | None:
    """Find when two sides that concede against one deadline first ask for what one package gives both.

    Args:
        utility: (packages, 2), efficient ones suffice.
        walk_away: (2,).
        betas: how each concedes.

    Returns:
        To a thousandth of the time; of several packages the one with the largest product of gains over both demands.
        None: no package is acceptable to both, so they part at the deadline.

    >>> meet(np.array([[1.0, 0.0], [0.6, 0.6], [0.0, 1.0]]), np.zeros(2), (1.0, 1.0))
    Meeting(time=0.4, row=1)
    """
    inside = np.flatnonzero((utility >= walk_away - 1e-9).all(axis=1))
    if not inside.size:
        return None
    best = utility[inside].max(axis=0)
    # Each side's demand falls to a package's worth at a time of its own; the later of the two is when both take it.
    times = np.array([_time(utility[inside, side], best[side], walk_away[side], betas[side]) for side in (0, 1)])
    both = np.ceil(np.round(times.max(axis=0) * _STEPS, 6)) / _STEPS
    first = np.flatnonzero(both <= both.min())
    gains = (utility[inside[first]] - walk_away).prod(axis=1)
    return Meeting(float(both.min()), int(inside[first[gains.argmax()]]))


def _time(worth: Floats, best: float, walk_away: float, beta: float) -> Floats:
    room = best - walk_away
    gone = (best - worth) / room if room > 1e-12 else np.zeros_like(worth)
    return np.asarray(np.clip(gone, 0.0, 1.0) ** beta)
