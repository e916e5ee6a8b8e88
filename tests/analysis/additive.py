"""Additive cases laid out in full, to hold the fast ways against."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from parley.analysis.blocks import Bond, Space, space

Floats = NDArray[np.float64]


def logrolling(steps: int = 11) -> Space:
    """Two issues worth .7 and .3 to one side, .3 and .7 to the other (Raiffa 1982)."""
    at = np.linspace(0, 1, steps)
    return space([np.stack([0.7 * at, 0.3 * (1 - at)], axis=1), np.stack([0.3 * at, 0.7 * (1 - at)], axis=1)])


def random_tables(issues: int, parties: int = 2, points: int = 10, seed: int = 0) -> list[Floats]:
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues), parties)
    return [
        np.stack([weights[party, issue] * rng.random(points) for party in range(parties)], 1) for issue in range(issues)
    ]


def every(space: Space) -> tuple[NDArray[np.intp], Floats]:
    """Cells and utilities of all packages."""
    cells = np.array(list(product(*(range(len(block.cells)) for block in space.blocks))), dtype=np.intp)
    return cells, space.worth(cells)


@st.composite
def spaces(draw: st.DrawFn, least: int = 1, most: int = 4) -> Space:
    """Small additive cases with many ties, some with a bond between two issues, some with a floor."""
    parties, issues = draw(st.integers(least, most)), draw(st.integers(1, 4))
    row = st.lists(st.integers(0, 6), min_size=parties, max_size=parties)
    tables = [np.array(draw(st.lists(row, min_size=1, max_size=4))) / (7 * issues) for _ in range(issues)]
    bonds = []
    if issues > 1 and draw(st.booleans()):
        shape = len(tables[0]), len(tables[1])
        allowed = np.array(draw(st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])))
        allowed[0] = True
        cost = -np.array(draw(row)) / 20 * np.arange(shape[0])[:, None, None] * np.ones((*shape, 1))
        bonds = [Bond(first=0, second=1, worth=cost, allowed=allowed.reshape(shape))]
    return space(tables, bonds, floor=draw(st.sampled_from([0.0, -np.inf])))
