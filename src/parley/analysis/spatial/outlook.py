"""The distribution forecast of one issue of a case, over the case's own ranges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DrawSet
from parley.analysis.result import Method, Outlook
from parley.analysis.spatial.distribution import SOURCE, interval_level, outcome_shares, reached
from parley.analysis.spatial.grid import GRID
from parley.case.record import Issue

Floats = NDArray[np.float64]

DRAWS = 200  # averaged: the forecast's own doubt is far wider than what more draws could still move

# Numbers the elections of one issue may hold: a hundred states are seen in 200 draws, two hundred in 50.
_CELLS = 2_000_000


def outlook(
    issue: Issue, drawn: DrawSet, position: Floats, salience: Floats, influence: Floats, *, alike: float
) -> Outlook | None:
    """Average the forecasts of the draws; None where nobody has weight in any of them.

    Args:
        position: shape (draws, actors), on the issue's scale.
        salience: shape (draws, actors), 0 to 1.
        influence: shape (draws, actors), 0 or more.
        alike: as in `outcome_shares`.
    """
    few = min(len(position), DRAWS, max(1, _CELLS // max(1, position.shape[1] ** 2)))
    low, high = issue.scale.low, issue.scale.high
    at = (position[:few] - low) / (high - low)
    shares = outcome_shares(at, salience[:few], influence[:few], alike=alike)
    known = shares[np.isfinite(shares[:, 0])]
    if not len(known):
        return None
    mixed = known.mean(axis=0)
    return Outlook(
        points=tuple(float(low + point * (high - low)) for point in GRID),
        shares=tuple(round(float(share), 6) for share in mixed),
        median=_at(issue, mixed, 0.5),
        mean=float(low + (mixed * GRID).sum() * (high - low)),
        **_intervals(issue, mixed),
        method=_method(drawn, len(known), alike),
    )


def _intervals(issue: Issue, shares: Floats) -> dict[str, float]:
    found = {}
    for cover in (50, 80, 90):
        level = interval_level(cover)
        found[f"low{cover}"] = _at(issue, shares, (1 - level) / 2)
        found[f"high{cover}"] = _at(issue, shares, (1 + level) / 2)
    return found


def _at(issue: Issue, shares: Floats, level: float) -> float:
    return float(issue.scale.low + reached(shares, level) * (issue.scale.high - issue.scale.low))


def _method(drawn: DrawSet, draws: int, alike: float) -> Method:
    return Method(
        name="conditional logit over points of the scale",
        parameters={
            "fitted on": "351 decisions of the European Union; outside its law-making uncalibrated",
            "weights": "influence x salience, and each by itself",
            "points": GRID.size,
            "candidates of its election": f"distinct positions; nearer than {alike:g} of the scale fade into one",
            "point": "median",
            "disagreement point": "none: every party counts, none can walk away",
        },
        source=SOURCE,
        seed=drawn.seed,
        draws=draws,
    )
