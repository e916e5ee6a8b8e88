"""One price between two who do not know each other's limit."""

from __future__ import annotations

import numpy as np
import pytest

from parley.analysis.bargaining.price import sealed_ask, sealed_bid, zone_chance
from parley.errors import AnalysisError


def test_a_buyer_of_100_and_a_seller_of_90_can_mostly_agree() -> None:
    assert zone_chance(100, 10, 90, 10) == pytest.approx(0.7602, abs=5e-5)
    assert (zone_chance(5, 0, 4, 0), zone_chance(4, 0, 5, 0)) == (1, 0)


def test_sealed_offers_trade_nine_times_in_thirty_two() -> None:
    """Chatterjee and Samuelson (1983): only where value exceeds cost by a quarter; 9/64 of the 1/6 to be had."""
    middle = (np.arange(1_000) + 0.5) / 1_000
    value, cost = np.meshgrid(middle, middle)

    trades = sealed_bid(value) >= sealed_ask(cost)

    beyond = value - cost - 0.25
    clear = abs(beyond) > 1e-9  # on the line itself the last digit decides
    assert (trades == (beyond > 0))[clear].all()
    assert trades.mean() == pytest.approx(9 / 32, abs=1e-3)
    assert ((value - cost) * trades).mean() == pytest.approx(9 / 64, abs=1e-3)
    assert np.maximum(value - cost, 0).mean() == pytest.approx(1 / 6, abs=1e-3)


def test_a_spread_below_nothing_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="0 or more"):
        zone_chance(1, -1, 1, 1)
