"""What a guarantee is worth and how far it must be believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.stakes.guarantee import (
    bargaining_range,
    break_even_credibility,
    guarantee_value,
    most_later_odds,
)


@pytest.mark.parametrize(("credibility", "worth"), [(1.0, 152.8), (0.3, 28.4), (0.05, 4.2)])
def test_a_guarantee_is_worth_the_loss_it_spares(credibility, worth):
    """524 at stake, a hazard of 10 % lowered to 3 %, 5 % discount."""
    assert float(guarantee_value(524, 0.10, 0.03, credibility, 0.05)) == pytest.approx(worth, abs=0.05)


@pytest.mark.parametrize(("price", "belief"), [(6.9, 0.081), (0.6, 0.007)])
def test_little_belief_makes_a_guarantee_worth_a_small_price(price, belief):
    assert float(break_even_credibility(price, 524, 0.10, 0.03, 0.05)) == pytest.approx(belief, abs=5e-4)


def test_no_belief_makes_it_worth_more_than_all_it_spares():
    assert float(break_even_credibility(400, 524, 0.10, 0.03, 0.05)) > 1


@given(st.floats(0, 0.99), st.floats(0.01, 1))
def test_worth_rises_with_credibility_and_meets_the_break_even(credibility, more):
    less = float(guarantee_value(524, 0.10, 0.03, credibility, 0.05))
    higher = float(guarantee_value(524, 0.10, 0.03, min(1.0, credibility + more), 0.05))

    assert less < higher
    assert float(break_even_credibility(higher, 524, 0.10, 0.03, 0.05)) == pytest.approx(
        min(1.0, credibility + more), abs=1e-6
    )


def test_both_sides_prefer_a_range_of_deals_to_fighting():
    """Fearon (1995): odds .5, costs .10 and .15."""
    assert [float(end) for end in bargaining_range(0.5, 0.10, 0.15)] == pytest.approx([0.40, 0.65])


def test_the_declining_side_waits_up_to_a_point():
    """Powell (2006), two periods: odds .5, loss .15, patience .9."""
    assert float(most_later_odds(0.5, 0.15, 0.9)) == pytest.approx(0.752, abs=5e-4)
