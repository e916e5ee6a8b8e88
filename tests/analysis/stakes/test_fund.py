"""A claim paid from resources: published sums, and what no fund may do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.stakes.fund import (
    claim_balance,
    level_payment,
    present_value,
    production_profile,
    standstill_payment,
    years_to_repay,
)

CONCENTRATE = 260e6 / 45_000  # U.S. concentrate of 2024, dollars a tonne: 5.78 a kilogram


def test_a_claim_larger_than_the_world_market_is_seen_as_such():
    """The scale check: 390,000 tonnes a year at the price of concentrate are 2.25 billion."""
    world = 390_000 * CONCENTRATE / 1e9

    assert pytest.approx(2.25, abs=5e-3) == world
    assert pytest.approx(222, abs=0.5) == 500 / world


@pytest.mark.parametrize(("lead", "worth"), [(10, 6.0), (18, 3.2)])
def test_a_new_mine_is_worth_little_today(lead, worth):
    """10,000 tonnes a year, 5 % royalty, half to the fund: 1.4 million a year, years away, at 8 %."""
    yearly = 10_000 * CONCENTRATE / 1e6 * 0.05 * 0.5
    profile = production_profile(60, lead=lead, ramp=3, life=20)  # our reading: three years to full output, 20 of life

    assert yearly == pytest.approx(1.4, abs=0.05)
    assert float(present_value(yearly * profile, 0.08)) == pytest.approx(worth, abs=0.05)


def test_interest_outgrows_small_payments():
    """A claim of 123 at 4 % needs 4.92 a year to stand still; half of 1.1 is .55."""
    assert standstill_payment(123, 0.04) == pytest.approx(4.92)
    assert np.isinf(years_to_repay(123, 0.55, 0.04))
    assert level_payment(123, 0.04, 30) == pytest.approx(7.11, abs=5e-3)


def test_years_to_repay():
    assert float(years_to_repay(123, 10, 0.04)) == pytest.approx(17.27, abs=5e-3)
    assert float(years_to_repay(500, 0.55)) == pytest.approx(909, abs=0.5)
    assert float(years_to_repay(500, 0.048)) == pytest.approx(10_417, abs=0.5)


@given(st.floats(0, 1e4), st.floats(0, 0.2), st.lists(st.floats(0, 1e3), min_size=1, max_size=40))
def test_a_claim_is_never_negative_and_never_overpaid(claim, interest, payments):
    owed, paid = claim_balance(claim, interest, np.array(payments))

    assert (owed >= 0).all()
    assert (paid <= np.array(payments) + 1e-9).all()
    if interest == 0:
        assert paid.sum() <= claim * (1 + 1e-9)


@given(st.floats(1e-3, 0.5), st.floats(1e-3, 0.5))
def test_value_falls_with_the_discount(rate, more):
    payments = np.full(20, 1.0)

    assert present_value(payments, rate + more) < present_value(payments, rate)
