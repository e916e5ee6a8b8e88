"""Uncertain votes: worked figures, and the count held to listing every outcome."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.ratification.test_power import games

from parley.analysis.ratification.rule import in_steps, voting_rule
from parley.analysis.ratification.votes import passing, swings, yes_distribution, yes_probability

WORKED = [0.9, 0.8, 0.6, 0.4, 0.3]
chances = st.floats(0, 1)


def by_list(rule, yes):
    """The probability of passing, and of each member's deciding, over every way the votes can fall."""
    total, swing = 0.0, np.zeros(rule.members)
    for outcome in product([False, True], repeat=rule.members):
        votes = np.array(outcome)
        odds = np.where(votes, yes, 1 - np.asarray(yes))
        total += odds.prod() * bool(rule.passes(votes))
        for member in range(rule.members):
            other = votes.copy()
            other[member] = not other[member]
            swing[member] += odds.prod() * (bool(rule.passes(votes)) != bool(rule.passes(other)))
    return total, swing


@pytest.mark.parametrize(("needed", "probability"), [(3, 0.70344), (4, 0.30384)])
def test_five_members_of_different_minds_pass_as_worked(needed, probability):
    """.9, .8, .6, .4 and .3 by convolution."""
    rule = voting_rule([[1] * 5], [needed])

    assert passing(in_steps(rule, 100), np.array([WORKED])) == pytest.approx([probability])
    assert yes_distribution(WORKED)[needed:].sum() == pytest.approx(probability)


def test_a_member_votes_by_how_much_nearer_the_text_is_than_the_status_quo():
    """p = Phi((|SQ - m| - |x - m|) / s): at m = 40, SQ = 0, a text at 80 is as far, one at 60 is 20 nearer."""
    ideal, status_quo, noise = 40, 0, 10
    nearer = np.array([abs(status_quo - ideal) - abs(text - ideal) for text in (80, 60)], dtype=float)

    assert yes_probability(nearer, noise) == pytest.approx([0.5, 0.97725], abs=1e-5)


def test_without_noise_a_member_votes_for_what_is_no_worse():
    assert yes_probability(np.array([-0.01, 0.0, 0.01]), 0.0).tolist() == [0, 1, 1]


@given(games(6), st.data())
def test_the_count_equals_listing_every_outcome(rule, data):
    yes = data.draw(st.lists(chances, min_size=rule.members, max_size=rule.members))
    total, swing = by_list(rule, yes)
    steps = in_steps(rule, 10_000)
    found = swings(steps, np.array([yes]))

    assert passing(steps, np.array([yes])) == pytest.approx([total], abs=1e-9)
    assert found.passing == pytest.approx([total], abs=1e-9)
    assert found.swing[0] == pytest.approx(swing, abs=1e-9)


@given(st.lists(chances, min_size=1, max_size=12))
def test_numbers_of_yes_votes_sum_to_one(yes):
    """And their mean is the sum of the probabilities."""
    found = yes_distribution(yes)

    assert found.sum() == pytest.approx(1)
    assert found @ np.arange(len(found)) == pytest.approx(sum(yes), abs=1e-9)


@given(games(), st.data())
def test_who_is_surer_to_say_yes_never_makes_passing_less_likely(rule, data):
    yes = np.array(data.draw(st.lists(chances, min_size=rule.members, max_size=rule.members)))
    more = np.minimum(1, yes + 0.1)

    less, greater = passing(in_steps(rule, 10_000), np.array([yes, more]))
    assert greater >= less - 1e-12
