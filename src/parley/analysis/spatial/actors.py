"""Who pulls on an issue: all who weigh and have a stance, as the spatial models take them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DrawSet

Floats = NDArray[np.float64]

# Positions this share of the scale's width apart are two candidates of an election, nearer ones fade into one. On 351
# issues of the European Union the election's mean error is 22.58 whether those within 0, 2.5, 5 or 10 points count as
# one, and 22.71 at 20: a twentieth is safely on the flat part.
ALIKE = 0.05


@dataclass(frozen=True, kw_only=True)
class Actors:
    """One issue over draws; arrays are (draws, actors)."""

    position: Floats
    influence: Floats
    salience: Floats
    width: float  # of the issue's scale

    @property
    def weight(self) -> Floats:
        """How hard each pulls: influence times salience."""
        return self.influence * self.salience

    @property
    def alike(self) -> float:
        """How near two positions are one candidate, in the unit of the scale."""
        return ALIKE * self.width

    def first(self, draws: int) -> Actors:
        """The first so many draws."""
        position, influence, salience = (each[:draws] for each in (self.position, self.influence, self.salience))
        return Actors(position=position, influence=influence, salience=salience, width=self.width)


def actors(drawn: DrawSet, issue: int) -> Actors:
    """Those who pull on one issue, given by its index in the case."""
    who = np.flatnonzero(drawn.model.weighs & drawn.model.has_stance[:, issue])
    return Actors(
        position=drawn.position[:, who, issue],
        influence=drawn.influence[:, who],
        salience=drawn.salience[:, who, issue],
        width=float(drawn.model.high[issue] - drawn.model.low[issue]),
    )


def affordable(drawn: DrawSet, count: int, cells: int, fewest: int = 50) -> int:
    """How many draws a model that costs actors squared can afford on one issue of the case; some at least.

    Args:
        count: how many actors pull on the issue.
        cells: actors squared times draws times issues, in all.
    """
    return min(drawn.draws, max(fewest, cells // max(1, count**2 * len(drawn.model.issues))))
