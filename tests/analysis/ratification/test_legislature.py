"""Dividing a sum by majority: the published share, and that no proposer could do better."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.ratification.legislature import closed_rule
from parley.errors import AnalysisError


def test_the_proposer_of_three_keeps_seven_tenths():
    """Baron and Ferejohn (1989): 1 - d (n - 1) / (2n) with d = .9, n = 3."""
    found = closed_rule([1, 1, 1], 2, 0.9)

    assert found.proposer == pytest.approx([0.7] * 3)
    assert found.value == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("members", [3, 5, 7, 101])
@pytest.mark.parametrize("discount", [0, 0.5, 0.9, 1])
def test_equal_members_follow_the_formula(members, discount):
    found = closed_rule([1] * members, (members + 1) // 2, discount)

    assert found.proposer == pytest.approx([1 - discount * (members - 1) / (2 * members)] * members)


def test_by_unanimity_nothing_is_gained_by_a_smaller_majority():
    """All must be bought, so each expects its chance to propose (Merlo and Wilson 1995)."""
    assert closed_rule([0.2, 0.3, 0.5], 3, 0.9).value == pytest.approx([0.2, 0.3, 0.5])


chances = st.lists(st.floats(0.01, 1), min_size=2, max_size=9)


@given(chances, st.data(), st.floats(0.05, 1))
def test_shares_sum_to_one_and_who_proposes_more_expects_more(recognition, data, discount):
    needed = data.draw(st.integers(1, len(recognition)))

    found = closed_rule(recognition, needed, discount)

    assert found.value.sum() == pytest.approx(1)
    assert (np.diff(found.value[np.argsort(recognition)]) >= -1e-6).all()


@given(chances, st.data(), st.floats(0.05, 0.99))
def test_each_expects_what_proposing_and_being_bought_bring(recognition, data, discount):
    """The dearest pay for themselves only by proposing, the cheapest are in every majority."""
    needed = data.draw(st.integers(2, len(recognition)))
    found = closed_rule(recognition, needed, discount)
    chance, price = np.array(recognition) / sum(recognition), discount * found.value

    proposing = chance * found.proposer
    assert (found.value >= proposing - 1e-6).all()
    assert (found.value <= proposing + (1 - chance) * price + 1e-6).all()


@given(st.integers(0, 2))
def test_who_never_proposes_and_is_never_needed_gets_nothing(at):
    recognition = [1.0, 1.0, 1.0, 1.0]
    recognition[at] = 0.0

    assert closed_rule(recognition, 2, 0.9).value[at] == pytest.approx(0)


@pytest.mark.parametrize(
    ("recognition", "needed", "discount"),
    [([], 1, 0.9), ([0, 0], 1, 0.9), ([1, float("nan")], 1, 0.9), ([1, 1], 3, 0.9), ([1, 1], 0, 0.9), ([1, 1], 1, 2)],
)
def test_numbers_out_of_bounds_are_refused(recognition, needed, discount):
    with pytest.raises(AnalysisError):
        closed_rule(recognition, needed, discount)
