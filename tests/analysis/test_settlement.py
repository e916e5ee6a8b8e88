"""Settling draws again where little has changed says what settling them from nothing says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.analysis.cases import case, issue, party, stance

from parley.analysis.draws import DrawSet, draw
from parley.analysis.packages import package_grid
from parley.analysis.settlement import Valued, settle
from parley.case.record import Case


def talks() -> Case:
    """Four sides over nine issues, seven of which are in the packages."""
    generator = np.random.default_rng(5)
    keys, topics = [f"side-{at}" for at in range(4)], [f"topic-{at}" for at in range(9)]
    return case(
        [party(key, walk_away=float(generator.uniform(0.1, 0.4))) for key in keys],
        [issue(key) for key in topics],
        [
            stance(key, topic, float(generator.integers(5, 96)), float(generator.uniform(0.1, 0.9)))
            for key in keys
            for topic in topics
        ],
    )


def nothing(drawn: DrawSet) -> DrawSet:
    return drawn


def a_position(drawn: DrawSet) -> DrawSet:
    moved = drawn.position.copy()
    moved[:, 1, 0] = np.clip(moved[:, 1, 0] + 40, 0, 100)
    return replace(drawn, position=moved)


def a_walk_away(drawn: DrawSet) -> DrawSet:
    return replace(drawn, walk_away=drawn.walk_away * np.array([1.0, 1.0, 1.6, 1.0]))


def a_red_line(drawn: DrawSet) -> DrawSet:
    line = np.full_like(drawn.position, np.nan)
    line[:, 0, 0] = 50.0
    return replace(drawn, red_line=line)


def everything(drawn: DrawSet) -> DrawSet:
    return draw(talks(), seed=2, draws=drawn.draws)


@pytest.mark.parametrize("change", [nothing, a_position, a_walk_away, a_red_line, everything])
def test_worth_taken_over_settles_every_draw_the_same(change: Callable[[DrawSet], DrawSet]) -> None:
    """What a party thinks of packages is worked out again only if its own stances changed; no digit may show it."""
    grid, drawn, consents = package_grid(talks()), draw(talks(), seed=1, draws=60), np.array([True, True, False, True])
    before, changed = Valued(drawn, grid), change(drawn)

    anew, again = (settle(changed, grid, consents, before=each) for each in (None, before))

    for field in ("margin", "values", "worth", "walk_away"):
        assert np.array_equal(getattr(anew, field), getattr(again, field))


def test_other_packages_are_valued_from_nothing() -> None:
    """Without one of the links a package is worth something else, though nobody moved."""
    grid, drawn = package_grid(talks()), draw(talks(), seed=1, draws=10)

    assert Valued(drawn, grid).same(drawn, replace(grid), [0, 1]) == {}
    assert list(Valued(drawn, grid).same(a_position(drawn), grid, [0, 1, 3])) == [0, 3]
