"""Adjusted Winner divides issues so that both have equally many of their own points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.bargaining.division import adjusted_winner
from parley.errors import AnalysisError


def test_the_worked_example_gives_both_62_points() -> None:
    """(60, 25, 15) against (35, 45, 20): 60 to 65, then a seventh of the third issue goes over."""
    award = adjusted_winner(np.array([60.0, 25, 15]), np.array([35.0, 45, 20]))

    assert award.points == pytest.approx((62.142857, 62.142857), abs=1e-6)
    assert award.split == 2
    assert award.share.tolist() == pytest.approx([1, 0, 1 / 7])


points = st.lists(st.integers(0, 60), min_size=2, max_size=6)


@given(one=points, other=points)
def test_both_have_the_same_at_least_half_and_at_most_one_issue_is_split(one: list[int], other: list[int]) -> None:
    """Equitable, envy-free, one split: what Brams and Taylor prove."""
    issues = min(len(one), len(other))
    if not sum(one[:issues]) or not sum(other[:issues]):
        return

    award = adjusted_winner(np.array(one[:issues], dtype=float), np.array(other[:issues], dtype=float))

    assert award.points[0] == pytest.approx(award.points[1], abs=1e-6)
    assert min(award.points) >= 50 - 1e-6
    assert ((award.share > 1e-9) & (award.share < 1 - 1e-9)).sum() <= 1


@pytest.mark.parametrize("bad", [[0.0, 0.0], [-1.0, 5.0], [np.nan, 1.0]])
def test_points_that_divide_nothing_are_an_error(bad: list[float]) -> None:
    with pytest.raises(AnalysisError, match="0 or more"):
        adjusted_winner(np.array(bad), np.ones(2))
