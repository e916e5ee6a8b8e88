"""A large case over its ranges: how often there is a deal and which, without listing packages in any draw.

Two parties: the frontier of every draw, exact. More: the climb of `ascent`, and how near its Nash package is proven.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining import ascent
from parley.analysis.bargaining.layout import Layout, space_of, worths
from parley.analysis.batches import Choices
from parley.analysis.draws import DrawSet
from parley.analysis.frontier import efficient
from parley.analysis.solutions import SOLUTIONS, acceptable

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

DRAWS = 500  # half a second for two parties, some two for twelve on eight issues
_USUAL = 12  # parties
_BLOCK = 100  # draws climbed together
_CLOSE = 1e-6


def large_draws(drawn: DrawSet, parties: int) -> int:
    """How many of the draws a large case can afford: 500, fewer with more than 12 parties, at least 50."""
    return min(drawn.draws, DRAWS if parties <= _USUAL else max(50, DRAWS * _USUAL // parties))


def large(
    laid: Layout, drawn: DrawSet, parties: list[int], watch: Mapping[str, Rows]
) -> tuple[Choices, dict[str, str | float]]:
    """Let the parties agree in every draw of a large case.

    Args:
        laid: the packages.
        drawn: some hundred draws.
        parties: rows of the case, those who must agree.
        watch: solution -> cells of a package, (blocks,), whose standing is followed.

    Returns:
        Choices without chosen rows, since packages have none here; and what to say of the method.
    """
    walk_away = drawn.pressed_walk_away()[:, parties]
    if len(parties) == 2:
        worth = worths(laid, drawn, parties)
        return _by_frontier(laid, worth, walk_away, watch), {"over draws": "sum and prune in each, exact"}
    parts, bounds = [], []
    for start in range(0, drawn.draws, _BLOCK):
        some = slice(start, start + _BLOCK)
        worth = worths(laid, _part(drawn, some), parties)
        choices, bound = _by_climb(worth, walk_away[some], watch)
        parts.append(choices)
        bounds.append(bound)
    return Choices.joined(parts), _said(np.concatenate(bounds))


def _said(bounds: Floats) -> dict[str, str | float]:
    """How near the Nash packages found are proven to be, over the draws that have a zone of agreement."""
    said: dict[str, str | float] = {"over draws": ascent.METHOD}
    known = bounds[np.isfinite(bounds)]
    if known.size:
        half, most = (f"{float(each) - 1:.1%}" for each in np.quantile(known, [0.5, 0.95]))
        said["Nash package's mean gain"] = f"proven within {half} of the best in half the draws, {most} in 95%"
    return said


def _part(drawn: DrawSet, some: slice) -> DrawSet:
    return replace(
        drawn,
        position=drawn.position[some],
        salience=drawn.salience[some],
        influence=drawn.influence[some],
        walk_away=drawn.walk_away[some],
        pressure=drawn.pressure[some],
        red_line=None if drawn.red_line is None else drawn.red_line[some],
    )


def _by_frontier(laid: Layout, worth: list[Floats], walk_away: Floats, watch: Mapping[str, Rows]) -> Choices:
    has_zone = np.zeros(len(walk_away), dtype=np.bool_)
    watched = {name: np.zeros(len(walk_away), dtype=np.bool_) for name in watch}
    for draw, bar in enumerate(walk_away):
        space = space_of(laid, worth, draw)
        utility = efficient(space).utility
        has_zone[draw] = acceptable(utility, bar).size > 0
        for name, cells in watch.items():
            if has_zone[draw]:
                own = space.worth(cells[None, :])
                watched[name][draw] = 0 in SOLUTIONS[name][0](np.concatenate([own, utility]), bar)
    return Choices(has_zone=has_zone, chosen={}, watched=watched)


def _by_climb(worth: list[Floats], walk_away: Floats, watch: Mapping[str, Rows]) -> tuple[Choices, Floats]:
    even = ascent.climb(worth, walk_away, ascent.least_score, ascent.starts(worth))
    nash = ascent.climb(worth, walk_away, ascent.nash_score, [even.cells, ascent.starts(worth)[0]])
    has_zone = even.gains.min(axis=1) >= -ascent.NOISE
    watched = {}
    if watch:
        scores = _scores(worth, walk_away, nash)
        best = {"nash": nash, "egalitarian": even}
        begin = [nash.cells, even.cells]
        for name, cells in watch.items():
            found = best.get(name) or ascent.climb(worth, walk_away, scores[name], begin, pairs=False)
            mine = scores[name](ascent.gains_of(worth, walk_away, np.repeat(cells[None, :], len(walk_away), axis=0)))
            watched[name] = np.asarray(has_zone & (mine >= found.score - _CLOSE))
    return Choices(has_zone=has_zone, chosen={}, watched=watched), ascent.nash_bound(worth, walk_away, nash.gains)


def _scores(worth: list[Floats], walk_away: Floats, nash: ascent.Climb) -> dict[str, ascent.Score]:
    own = [
        ascent.climb(worth, walk_away, ascent.own_score(party), [nash.cells], pairs=False).gains[:, party]
        for party in range(walk_away.shape[1])
    ]
    return {
        "nash": ascent.nash_score,
        "kalai-smorodinsky": ascent.share_score(np.stack(own, axis=1)),
        "egalitarian": ascent.least_score,
        "utilitarian": ascent.sum_score,
    }
