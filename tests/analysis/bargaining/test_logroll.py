"""What could be given for what, at which price."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.bargaining.logroll import logrolls, stakes


def test_the_textbook_trade_is_found_with_its_price() -> None:
    """U = .7x + .3y, V = .3(1 - x) + .7(1 - y): from (.5, .5) to (.7, .7), at any price from 3/7 to 7/3."""
    at = np.linspace(0, 1, 11)
    x = stakes(np.stack([0.7 * at, 0.3 * (1 - at)], axis=1))
    y = stakes(np.stack([0.3 * at, 0.7 * (1 - at)], axis=1))
    assert (x, y) == (pytest.approx((0.7, 0.3)), pytest.approx((0.3, 0.7)))

    (trade,) = logrolls([x[0], y[0]], [x[1], y[1]])

    assert (trade.takes, trade.concedes) == (0, 1)
    assert (trade.least, trade.most, trade.price) == pytest.approx((3 / 7, 7 / 3, 1.0))
    assert [0.5 + gain for gain in trade.gains] == pytest.approx([0.7, 0.7])


weights = st.lists(st.integers(0, 20), min_size=3, max_size=3)


@given(first=weights, second=weights)
def test_every_trade_is_a_gain_to_both_at_its_price_and_to_neither_beyond_the_interval(
    first: list[int], second: list[int]
) -> None:
    for trade in logrolls(first, second):
        assert min(trade.gains) > 0
        assert trade.least <= trade.price <= trade.most
        assert max(trade.amounts) <= 0.5 + 1e-9
        assert second[trade.concedes] * trade.least <= second[trade.takes] + 1e-9


@given(first=weights, factor=st.integers(1, 5))
def test_two_sides_with_the_same_priorities_have_nothing_to_trade(first: list[int], factor: int) -> None:
    assert logrolls(first, [each * factor for each in first]) == ()


def test_what_costs_nothing_has_no_upper_price() -> None:
    (trade,) = logrolls([0.5, 0.0], [0.2, 0.4])

    assert trade.most == float("inf")
    assert min(trade.gains) > 0


def test_the_best_trade_for_the_worse_off_comes_first() -> None:
    found = logrolls([0.6, 0.3, 0.1], [0.1, 0.3, 0.6])

    assert [min(each.gains) for each in found] == sorted((min(each.gains) for each in found), reverse=True)
    assert (found[0].takes, found[0].concedes) == (0, 2)
