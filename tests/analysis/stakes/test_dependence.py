"""Dependence on suppliers, held against published tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.stakes.minerals import RANKS, TONNES_2024

from parley.analysis.stakes.dependence import (
    exposure,
    governance_weight,
    herfindahl,
    net_import_reliance,
    shares,
    weighted_concentration,
)

REST = 1_100.0


def test_china_mined_more_than_two_thirds_of_the_rare_earths_of_2024():
    """USGS, January 2025: the table is rounded, so shares are taken over the sum of its rows."""
    share = shares(TONNES_2024, REST)

    assert share["China"] == pytest.approx(0.685, abs=5e-4)


def test_concentration_is_a_pair_because_the_rest_is_unknown():
    """The rest is 0.3 percent, so here the pair nearly meets."""
    found = herfindahl(TONNES_2024, REST)

    assert found.low == pytest.approx(0.4924, abs=5e-5)
    assert found.low < found.high < found.low + 1e-4


def test_badly_governed_suppliers_weigh_more():
    """The European method with percentile ranks; a limit on exports raises China's part by a tenth."""
    share = shares(TONNES_2024, REST)
    weights = {name: governance_weight(rank) for name, rank in RANKS.items()}

    assert weighted_concentration(share, weights) == pytest.approx(3.665, abs=5e-4)
    assert weighted_concentration(share, weights, {"China": 1.1}) == pytest.approx(4.02, abs=5e-3)


def test_reliance_differs_from_edition_to_edition():
    """The edition after the story halves nothing of what was known on its day."""
    assert net_import_reliance(1_300, 6_600) == pytest.approx(0.803, abs=5e-4)
    assert net_import_reliance(4_300, 9_010) == pytest.approx(0.523, abs=5e-4)


def test_exposure_to_one_supplier_is_a_floor():
    """0.803 of use is imported, 0.70 of that from China."""
    assert exposure(net_import_reliance(1_300, 6_600), 0.70) == pytest.approx(0.56, abs=5e-3)


@pytest.mark.parametrize("quantity", [{"a": -1.0}, {"a": 0.0}])
def test_a_table_without_output_is_refused(quantity):
    with pytest.raises(ValueError, match="0 or more"):
        shares(quantity)


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_concentration_lies_between_equal_suppliers_and_one(amounts):
    """1/n to 1, whatever the table."""
    found = herfindahl({str(at): amount for at, amount in enumerate(amounts)})

    assert 1 / len(amounts) - 1e-9 <= found.low <= found.high <= 1 + 1e-9
