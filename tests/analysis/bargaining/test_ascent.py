"""Climbing for many parties finds what listing finds, or says how far it may be off."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.additive import every, random_tables

from parley.analysis.bargaining import ascent
from parley.analysis.bargaining.deals import deals
from parley.analysis.blocks import FINE, space
from parley.analysis.solutions import acceptable, ideal, nash_packages


def climbed(parties: int, issues: int, seed: int):
    case = space(random_tables(issues, parties, 4, seed))
    worth = [block.worth[None].astype(float) * FINE for block in case.blocks]
    walk_away = np.full((1, parties), 0.2)
    even = ascent.climb(worth, walk_away, ascent.least_score, ascent.starts(worth))
    nash = ascent.climb(worth, walk_away, ascent.nash_score, [even.cells, *ascent.starts(worth)])
    _, utility = every(case)
    return worth, walk_away, even, nash, utility


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("parties", [3, 6, 12])
def test_the_bound_never_lies(parties: int, seed: int) -> None:
    """The best Nash package of the full list is never above what the bound allows, and seldom above what was found."""
    worth, walk_away, _, nash, utility = climbed(parties, 5, seed)
    inside = utility[acceptable(utility, walk_away[0])] - walk_away[0]
    if not len(inside) or inside.min(axis=1).max() <= 1e-6:
        return
    best = np.log(np.maximum(inside, 1e-300)).sum(axis=1).max() / parties
    found = np.log(np.maximum(nash.gains[0], 1e-300)).mean()

    bound = ascent.nash_bound(worth, walk_away, nash.gains)[0]

    assert best <= found + np.log(bound) + 1e-9
    assert best <= found + 0.02


@pytest.mark.parametrize("seed", range(12))
def test_the_most_even_package_found_is_close_to_the_most_even_there_is(seed: int) -> None:
    _, walk_away, even, _, utility = climbed(6, 5, seed)

    best = (utility - walk_away[0]).min(axis=1).max()

    assert even.gains.min() >= best - 0.03


def test_what_many_parties_cannot_list_is_marked_inexact(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone is not listed when it is too large; the note and the bound then say what is known."""
    case, walk_away = space(random_tables(6, 5, 4)), np.full(5, 0.2)
    listed = deals(case, walk_away, 20)
    monkeypatch.setattr("parley.analysis.bargaining.deals.MOST_LISTED", 10)

    found = deals(case, walk_away, 20)

    assert (listed.exact, found.exact) == (True, False)
    assert "larger at most" in found.note
    best = [each.utility[nash_packages(each.utility, walk_away)[0]] - walk_away for each in (listed, found)]
    assert best[0].prod() <= best[1].prod() * found.bound**5 + 1e-12
    assert ideal(found.utility, walk_away) == pytest.approx(ideal(listed.utility, walk_away), abs=0.02)


def test_every_efficient_package_shown_for_many_parties_is_efficient() -> None:
    case = space(random_tables(5, 5, 4))
    _, utility = every(case)

    shown = case.worth(deals(case, np.full(5, 0.2), 30).efficient)

    assert len(shown) > 10
    for worth in shown:
        assert not ((utility >= worth - 1e-10).all(axis=1) & (utility > worth + 1e-9).any(axis=1)).any()
