"""Concessions by risk lead to a Nash package."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.analysis.additive import logrolling, spaces

from parley.analysis.bargaining.zeuthen import concede, risk
from parley.analysis.blocks import Space
from parley.analysis.frontier import efficient
from parley.analysis.solutions import nash_packages


def test_the_side_with_the_smaller_product_runs_the_smaller_risk() -> None:
    """A offers (.8, .3), B (.4, .7): risks .5 and .5714, products .24 and .28, so A gives way by both rules."""
    assert (risk(0.8, 0.4, 0.0), round(risk(0.7, 0.3, 0.0), 4)) == (0.5, 0.5714)
    found = concede(np.array([[0.4, 0.7], [0.6, 0.6], [0.8, 0.3]]), np.zeros(2))
    assert found is not None
    assert found.risks == pytest.approx((0.5, 4 / 7))
    assert found.row == 1


def test_on_the_logrolling_case_they_meet_at_seven_tenths_each() -> None:
    front = efficient(logrolling())
    found = concede(front.utility, np.zeros(2))

    assert found is not None
    assert front.utility[found.row].tolist() == pytest.approx([0.7, 0.7])


@given(case=spaces(least=2, most=2))
def test_concessions_always_end_at_a_nash_package(case: Space) -> None:
    front, walk_away = efficient(case), np.array([0.1, 0.2])
    found = concede(front.utility, walk_away)
    nash = nash_packages(front.utility, walk_away)

    assert (found is None) == (nash.size == 0)
    if found is not None:
        products = np.maximum(front.utility - walk_away, 0).prod(axis=1)
        assert products[found.row] == pytest.approx(products[nash[0]], abs=1e-9)


def test_a_side_whose_own_offer_is_no_better_than_no_deal_risks_everything() -> None:
    assert risk(0.3, 0.1, 0.3) == 1
