"""Voting power: published figures, and the laws every power index keeps."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.ratification.power import power, power_by_list
from parley.analysis.ratification.rule import VotingRule, voting_rule
from parley.errors import AnalysisError


@st.composite
def games(draw: st.DrawFn, most: int = 7) -> VotingRule:
    """Small games with one or two conditions, vetoes, strict and weak quotas."""
    members = draw(st.integers(1, most))
    conditions = draw(st.integers(1, 2))
    rows = st.lists(st.integers(0, 9), min_size=members, max_size=members).filter(any)
    weights = [draw(rows) for _ in range(conditions)]
    needed = [Fraction(draw(st.integers(1, 8)), 8) * sum(row) for row in weights]
    exceed = [draw(st.booleans()) and least < sum(row) for row, least in zip(weights, needed, strict=True)]
    veto = draw(st.sets(st.integers(0, members - 1), max_size=2))
    return voting_rule(weights, needed, exceed=exceed, veto=sorted(veto))


def by_orders(rule: VotingRule) -> np.ndarray:
    """Shapley-Shubik as it was defined: the share of all orders in which a member turns losing into winning."""
    count = np.zeros(rule.members)
    for order in permutations(range(rule.members)):
        yes = np.zeros(rule.members, dtype=bool)
        for member in order:
            before = bool(rule.passes(yes))
            yes[member] = True
            count[member] += bool(rule.passes(yes)) and not before
    return count / count.sum() if count.sum() else count


def test_one_vote_can_be_worth_as_much_as_forty_nine():
    """[51; 50, 49, 1]: the textbook case against reading power off weights."""
    found = power(voting_rule([[50, 49, 1]], [51]))

    assert found.shapley_shubik == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert found.banzhaf == pytest.approx([0.6, 0.2, 0.2])


def test_luxembourg_had_no_power_in_the_first_council():
    """European Economic Community 1958, [12; 4, 4, 4, 2, 2, 1]."""
    found = power(voting_rule([[4, 4, 4, 2, 2, 1]], [12]))

    assert found.shapley_shubik == pytest.approx([0.2333] * 3 + [0.15] * 2 + [0], abs=5e-5)
    assert found.banzhaf == pytest.approx([0.2381] * 3 + [0.1429] * 2 + [0], abs=5e-5)


def test_the_security_council_by_weights_and_by_veto_is_one_game():
    """[39; 7 x 5, 1 x 10], and nine votes with five vetoes, give the published figures alike."""
    by_weight = power(voting_rule([[7] * 5 + [1] * 10], [39]))
    by_veto = power(voting_rule([[1] * 15], [9], veto=range(5)))

    assert by_weight.shapley_shubik[[0, -1]] == pytest.approx([0.19627, 0.001865], abs=5e-6)
    assert by_weight.banzhaf[[0, -1]] == pytest.approx([0.16693, 0.01654], abs=5e-6)
    assert by_veto.shapley_shubik == pytest.approx(by_weight.shapley_shubik, abs=1e-12)
    assert by_veto.banzhaf == pytest.approx(by_weight.banzhaf, abs=1e-12)


def test_a_council_of_27_with_a_double_majority_is_counted():
    """55 percent of the members and 65 percent of the people; the sizes are round numbers of our own."""
    people = [80, 66, 60, 47, 38, 19, 17, 12, 11, 11, 10, 10, 9, 9, 7, 6, 6, 5, 5, 4, 3, 2, 2, 2, 1, 1, 1]
    quota = [Fraction(55, 100) * 27, Fraction(65, 100) * sum(people)]

    found = power(voting_rule([[1] * 27, people], quota))

    assert found.exact
    assert found.shapley_shubik.sum() == pytest.approx(1)
    assert (np.diff(found.shapley_shubik) <= 1e-12).all()
    assert found.shapley_shubik[0] > 80 / sum(people) * 0.8
    assert found.shapley_shubik[-1] > 1 / sum(people)  # every head counts, so the smallest weigh more than their people


def test_weights_too_fine_to_count_are_rounded_and_said_to_be():
    """A coarse count is no exact one, and close to it."""
    weights = [[10_007, 9_001, 7_919, 5_003, 3_001, 1_009]]
    fine, coarse = (power(voting_rule(weights, [20_000]), work=work) for work in (10**10, 10_000))

    assert (fine.exact, coarse.exact) == (True, False)
    assert coarse.shapley_shubik == pytest.approx(fine.shapley_shubik, abs=0.05)


def test_a_bloc_that_joins_is_worth_what_its_members_share():
    """Owen (1977): two of three equal members who unite hold everything, and share it evenly."""
    found = power(voting_rule([[1, 1, 1]], [2]), blocs=["left", "left", None])

    assert found.owen == pytest.approx([0.5, 0.5, 0])


@given(games(6))
def test_counting_equals_listing_every_order(rule):
    """The polynomial, the list of coalitions and the definition by orders are one thing."""
    counted, listed = power(rule), power_by_list(rule.members, rule.passes)

    assert counted.shapley_shubik == pytest.approx(by_orders(rule), abs=1e-12)
    assert listed.shapley_shubik == pytest.approx(counted.shapley_shubik, abs=1e-12)
    assert listed.banzhaf_absolute == pytest.approx(counted.banzhaf_absolute, abs=1e-12)


@given(games(), st.data())
def test_the_owen_value_equals_its_definition_over_coalitions(rule, data):
    blocs = data.draw(st.lists(st.sampled_from(["a", "b", None]), min_size=rule.members, max_size=rule.members))
    counted, listed = power(rule, blocs=blocs), power_by_list(rule.members, rule.passes, blocs=blocs)

    assert (counted.owen is None) == (listed.owen is None)
    if counted.owen is not None:
        assert counted.owen == pytest.approx(listed.owen, abs=1e-12)
        assert counted.owen.sum() == pytest.approx(1)


@given(games())
def test_power_sums_to_one(rule):
    """All together pass everything, so somebody decides in every order."""
    found = power(rule)

    assert found.shapley_shubik.sum() == pytest.approx(1)
    assert found.banzhaf.sum() == pytest.approx(1)


@given(games())
def test_members_alike_have_the_same_power_and_who_never_matters_has_none(rule):
    found = power(rule)
    for one in range(rule.members):
        if not rule.weights[:, one].any() and not rule.veto[one]:
            assert found.shapley_shubik[one] == pytest.approx(0, abs=1e-12)
            assert found.banzhaf_absolute[one] == pytest.approx(0, abs=1e-12)
        for other in range(one):
            if (rule.weights[:, one] == rule.weights[:, other]).all() and rule.veto[one] == rule.veto[other]:
                assert found.shapley_shubik[one] == pytest.approx(found.shapley_shubik[other], abs=1e-12)


def test_a_game_without_weights_is_given_by_what_wins():
    """Two chambers of three must both agree: no weights say that, a predicate does."""
    found = power_by_list(6, lambda yes: (yes[:, :3].sum(axis=1) >= 2) & (yes[:, 3:].sum(axis=1) >= 2))

    assert found.shapley_shubik == pytest.approx([1 / 6] * 6)


def test_a_rule_under_which_a_yes_vote_hurts_is_refused():
    with pytest.raises(AnalysisError, match="not monotone"):
        power_by_list(2, lambda yes: yes.sum(axis=1) == 1)


def test_more_members_than_can_be_listed_are_refused_with_a_way_out():
    with pytest.raises(AnalysisError, match="voting_rule"):
        power_by_list(21, lambda yes: yes.all(axis=1))


@pytest.mark.parametrize(
    ("weights", "needed", "words"),
    [
        ([[0, 0]], [1], "no votes in all"),
        ([[1, 1]], [3], "can ever pass"),
        ([[1, 1]], [0], "can ever pass"),
        ([[1, float("nan")]], [1], "no finite number"),
        ([[1, -1]], [1], "below 0"),
        ([[]], [1], "cannot be counted"),
        ([[1] * 1001], [501], "cannot be counted"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(weights, needed, words):
    with pytest.raises(AnalysisError, match=words):
        voting_rule(weights, needed)


def test_two_hundred_members_are_counted():
    """Equal members share power equally, however many."""
    found = power(voting_rule([[1] * 200], [101]))

    assert found.shapley_shubik == pytest.approx([1 / 200] * 200, rel=1e-9)
