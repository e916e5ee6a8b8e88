"""The cheapest way to pass a text, held to trying every set."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.ratification.test_power import games

from parley.analysis.ratification.payments import cheapest_payment
from parley.analysis.ratification.rule import voting_rule


def by_trying(rule, yes, price):
    """The least price of any set of members that makes the text pass."""
    best = np.inf
    for size in range(rule.members + 1):
        for chosen in combinations(range(rule.members), size):
            votes = yes.copy()
            votes[list(chosen)] = True
            if rule.passes(votes):
                best = min(best, price[list(chosen)].sum())
    return best


@given(games(), st.data())
def test_nothing_cheaper_makes_the_text_pass(rule, data):
    flags = data.draw(st.lists(st.booleans(), min_size=rule.members, max_size=rule.members))
    prices = data.draw(st.lists(st.floats(0.01, 1), min_size=rule.members, max_size=rule.members))
    yes, price = np.array(flags), np.array(prices)

    found = cheapest_payment(rule, yes, price)

    assert found.cost == pytest.approx(by_trying(rule, yes, np.where(yes, 0, price)))
    assert found.least == pytest.approx(found.cost)
    votes = yes.copy()
    votes[list(found.members)] = True
    assert rule.passes(votes)


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=9), st.data())
def test_where_weights_are_too_fine_the_least_is_a_bound_and_the_way_still_passes(weights, data):
    rule = voting_rule([weights], [sum(weights) // 2 + 1])
    size = len(weights)
    price = np.array(data.draw(st.lists(st.floats(0.01, 1), min_size=size, max_size=size)))
    yes = np.zeros(size, dtype=bool)

    found = cheapest_payment(rule, yes, price, cells=50)

    yes[list(found.members)] = True
    assert rule.passes(yes)
    true = by_trying(rule, np.zeros(size, dtype=bool), price)
    assert found.least - 1e-9 <= true <= found.cost + 1e-9


def test_a_text_that_passes_costs_nothing():
    found = cheapest_payment(voting_rule([[1, 1, 1]], [2]), np.array([True, True, False]), np.array([0, 0, 0.5]))

    assert (found.members, found.cost) == ((), 0)


def test_a_veto_must_be_won_over_whatever_it_costs():
    rule = voting_rule([[1, 1, 1]], [2], veto=[2])
    found = cheapest_payment(rule, np.array([True, True, False]), np.array([0, 0, 9.0]))

    assert (found.members, found.cost) == ((2,), 9)


def test_members_who_are_not_for_sale_can_make_passing_impossible():
    found = cheapest_payment(voting_rule([[1, 1, 1]], [3]), np.array([True, True, False]), np.array([0, 0, np.inf]))

    assert np.isinf(found.cost)
