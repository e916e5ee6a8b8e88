"""The zone of possible agreement is counted, not listed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.additive import every, random_tables, spaces

import parley.analysis.zone as zone
from parley.analysis.blocks import Space, space
from parley.analysis.solutions import acceptable
from parley.analysis.zone import count_acceptable, reaches


@settings(max_examples=200)
@given(case=spaces(), walk_away=st.lists(st.integers(-7, 56), min_size=4, max_size=4))
def test_the_count_is_that_of_the_full_list(case: Space, walk_away: list[int]) -> None:
    """Walk-aways stand exactly on utilities as often as not, and below the floor at times."""
    bar = np.array(walk_away[: case.parties]) / 56
    _, utility = every(case)

    found = count_acceptable(case, bar)

    assert (found.packages, found.exact) == (len(acceptable(utility, bar)), True)
    assert reaches(case, bar) or found.packages == 0


@pytest.mark.parametrize("issues", [3, 4, 5])
def test_two_halves_meet_at_the_same_count(issues: int) -> None:
    case = space(random_tables(issues))
    _, utility = every(case)

    for level in (0.0, 0.2, 0.4, 0.6, 0.9):
        bar = np.array([level, 0.4])
        assert count_acceptable(case, bar).packages == len(acceptable(utility, bar))


def test_ten_billion_packages_are_counted_exactly() -> None:
    """A count of both sides' complements must add up: inclusion and exclusion over the two walk-aways."""
    case = space(random_tables(10, seed=3))
    both, first, second = (
        count_acceptable(case, np.array(bar)).packages for bar in ([0.5, 0.5], [0.5, -1.0], [-1.0, 0.5])
    )
    turned = space([-table for table in random_tables(10, seed=3)])
    neither = count_acceptable(turned, np.array([-0.5 + 1e-9, -0.5 + 1e-9])).packages

    assert both == first + second + neither - case.packages


def test_a_zone_too_large_to_count_is_estimated_and_says_how_well(monkeypatch: pytest.MonkeyPatch) -> None:
    case = space(random_tables(5))
    exact = count_acceptable(case, np.array([0.5, 0.5]))
    monkeypatch.setattr(zone, "MOST_OF_A_HALF", 10)

    found = count_acceptable(case, np.array([0.5, 0.5]), seed=4)

    assert not found.exact
    assert found.error > 0
    assert abs(found.packages - exact.packages) < 4 * found.error
    assert found == count_acceptable(case, np.array([0.5, 0.5]), seed=4)


def test_twelve_parties_over_eight_issues_are_counted() -> None:
    """390,625 packages; nearly all fall early, when what is left cannot lift somebody to the walk-away any more."""
    case = space(random_tables(8, 12, 5))
    assert count_acceptable(case, np.full(12, 0.3)).exact
