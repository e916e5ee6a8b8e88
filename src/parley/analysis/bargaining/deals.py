"""The packages of a case at its own values, where there are too many to list: efficient ones, the zone, solutions.

Two and three parties: the frontier by sum and prune. More: the zone of agreement itself where it can be listed, which
makes every solution exact; else the climb of `ascent`, with its bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining import ascent
from parley.analysis.bargaining.candidates import Candidates
from parley.analysis.blocks import FINE, Space
from parley.analysis.frontier import Frontier, efficient, supported
from parley.analysis.zone import Count, acceptable_cells, count_acceptable

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

FEW_PARTIES = 3
MOST_LISTED = 4_000_000  # numbers of a zone that is listed: packages times parties
MOST_TIES = 50  # packages of one worth that are spelled out


@dataclass(frozen=True, kw_only=True)
class Deals:
    """Candidates among which every solution lies, and what is known of the rest."""

    space: Space
    utility: Floats  # (points, parties)
    cells: Rows | None  # (points, blocks); None: traced from `frontier`
    frontier: Frontier | None  # of all packages, for two and three parties
    efficient: Rows  # cells of efficient packages to show, (packages, blocks)
    efficient_size: int  # how many are known
    zone: Count
    note: str  # how the solutions were found, for their method
    exact: bool  # whether no other package can be a solution
    bound: float = 1.0  # where not exact: factor by which the mean gain of the Nash package could be larger at most

    def packages(self, point: int) -> Rows:
        """Cells of packages that have the worth of one point, (packages, blocks), at most 50."""
        if self.cells is not None:
            return np.asarray(self.cells[point][None, :])
        assert self.frontier is not None
        return self.frontier.cells(point, MOST_TIES)

    def candidates(self) -> Candidates:
        """The same points, for a mediator and for threats."""
        if self.frontier is not None:
            return Candidates.of(self.frontier)
        return Candidates(utility=self.utility, cells=lambda point: self.packages(point)[0], whole=False)

    def ties(self, point: int) -> int:
        """How many packages have the worth of one point."""
        return 1 if self.cells is not None or self.frontier is None else int(self.frontier.ties[point])


def deals(space: Space, walk_away: Floats, shown: int) -> Deals:
    """Find where the solutions of a large case lie.

    Args:
        space: the packages at the case's own values.
        walk_away: (parties,).
        shown: efficient packages to list.
    """
    zone = count_acceptable(space, walk_away)
    return _few(space, zone, shown) if space.parties <= FEW_PARTIES else _many(space, walk_away, zone, shown)


def _few(space: Space, zone: Count, shown: int) -> Deals:
    front = efficient(space)
    return Deals(
        space=space,
        utility=front.utility,
        cells=None,
        frontier=front,
        efficient=_spread(front, shown),
        efficient_size=front.packages,
        zone=zone,
        note="issue-by-issue sum and prune"
        + (f", thinned: off by {front.epsilon:.1g} utility at most" if front.epsilon else ", exact"),
        exact=front.epsilon == 0,
    )


def _spread(front: Frontier, shown: int) -> Rows:
    """Packages of points evenly along the frontier; all, with their ties, where they are few."""
    points = np.arange(len(front.utility))
    if front.packages <= shown:
        return np.concatenate([front.cells(int(point), shown) for point in points])
    chosen = points[np.linspace(0, points.size - 1, min(shown, points.size)).round().astype(np.intp)]
    return np.concatenate([front.cells(int(point), 1) for point in chosen])


def _many(space: Space, walk_away: Floats, zone: Count, shown: int) -> Deals:
    show = supported(space, shown)
    cells = None
    if zone.exact and zone.packages * space.parties <= MOST_LISTED:
        cells = acceptable_cells(space, walk_away, MOST_LISTED // space.parties)
    exact, bound, note = cells is not None, 1.0, "the zone of agreement listed, exact"
    if cells is None:
        cells, bound = _climbed(space, walk_away)
        note = f"{ascent.METHOD}; the Nash package's mean gain could be {bound - 1:.2%} larger at most"
    if not len(cells):
        cells = show  # no zone: what is nearest to one is still worth showing
    return Deals(
        space=space,
        utility=space.worth(cells),
        cells=cells,
        frontier=None,
        efficient=show,
        efficient_size=len(show),
        zone=zone,
        note=note,
        exact=exact,
        bound=bound,
    )


def _climbed(space: Space, walk_away: Floats) -> tuple[Rows, float]:
    """What a climb finds for every solution and for each party's ideal, and the bound of the Nash package."""
    worth = [block.worth[None].astype(np.float64) * FINE for block in space.blocks]
    bar = walk_away[None, :]
    even = ascent.climb(worth, bar, ascent.least_score, ascent.starts(worth))
    nash = ascent.climb(worth, bar, ascent.nash_score, [even.cells, *ascent.starts(worth)])
    own = [
        ascent.climb(worth, bar, ascent.own_score(party), [nash.cells], pairs=False) for party in range(space.parties)
    ]
    ideal = np.stack([each.gains[:, party] for party, each in enumerate(own)], axis=1)
    fair = ascent.climb(worth, bar, ascent.share_score(ideal), [even.cells, nash.cells])
    most = ascent.climb(worth, bar, ascent.sum_score, [nash.cells, even.cells])
    bound = float(ascent.nash_bound(worth, bar, nash.gains)[0])
    found = np.unique(np.concatenate([each.cells for each in (even, nash, fair, most, *own)]), axis=0)
    return found, bound if np.isfinite(bound) else 1.0
