"""Win-sets on a line: Putnam's figures, the Schelling conjecture, and the laws."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.ratification.rule import voting_rule
from parley.analysis.ratification.winsets import acceptance, agreement_set, best_offer, passing_stretches, win_set

IDEALS = [20, 30, 40, 50, 60]
WORKED = [(3, 80), (4, 60), (5, 40)]


def of(needed, members=5):
    return voting_rule([[1] * members], [needed])


@pytest.mark.parametrize(("needed", "far"), WORKED)
def test_the_harder_to_ratify_the_smaller_the_win_set(needed, far):
    """Status quo 0, ideals 20 to 60: 3 of 5 pass up to 80, 4 of 5 up to 60, all up to 40."""
    assert win_set(IDEALS, 0, of(needed)) == (0, far)


@pytest.mark.parametrize(("needed", "offer", "loss"), [(3, 80, 40), (4, 60, 20), (5, 40, 0)])
def test_a_tied_hand_at_home_helps_at_the_table(needed, offer, loss):
    """Schelling's conjecture: against a proposer at 90, a negotiator at 40 loses less the harder its chamber is."""
    proposed = best_offer(90, [win_set(IDEALS, 0, of(needed))])

    assert proposed == offer
    assert abs(proposed - 40) == loss


def test_two_chambers_that_pull_apart_leave_nothing_to_sign():
    """The chiefs at 40 and 60 would meet; one chamber passes nothing above 30, the other nothing below 60."""
    left = win_set([5, 10, 15], 0, of(2, 3))
    right = win_set([80, 85, 90], 100, of(2, 3))

    assert (left, right) == ((0, 20), (70, 100))
    assert agreement_set([[left], [right]]) == ()


def test_a_veto_player_cuts_the_win_set_to_its_own():
    assert win_set(IDEALS, 0, voting_rule([[1] * 5], [3], veto=[0])) == (0, 40)


def test_what_passes_can_have_a_gap():
    """Members with no status quo between them: two camps, each enough, and nothing in the middle."""
    low, high = np.array([0.0, 0.0, 80.0, 80.0]), np.array([10.0, 20.0, 90.0, 100.0])

    assert passing_stretches(low, high, of(2, 4)) == ((0, 10), (80, 90))
    assert best_offer(70, passing_stretches(low, high, of(2, 4))) == 80


def test_who_accepts_nothing_is_counted_as_no():
    nowhere = np.array([np.nan])

    assert passing_stretches(nowhere, nowhere, of(1, 1)) == ()
    assert best_offer(50, ()) is None


ideals = st.lists(st.floats(0, 100), min_size=1, max_size=8)


@given(ideals, st.floats(0, 100))
def test_the_win_set_shrinks_as_the_quota_rises(members, status_quo):
    """And always holds the status quo."""
    sets = [win_set(members, status_quo, of(needed, len(members))) for needed in range(1, len(members) + 1)]

    assert all(low <= status_quo <= high for low, high in sets)
    assert all(a[0] <= b[0] and b[1] <= a[1] for a, b in pairwise(sets))


@given(ideals, st.floats(0, 100), st.floats(0, 100))
def test_a_text_is_in_the_win_set_exactly_when_it_would_pass(members, status_quo, text):
    rule = of(len(members) // 2 + 1, len(members))
    low, high = acceptance(members, status_quo)
    inside = win_set(members, status_quo, rule)

    assert (inside[0] <= text <= inside[1]) == bool(rule.passes((low <= text) & (text <= high)))


@given(ideals, st.floats(0, 100))
def test_the_mirror_image_of_a_case_has_the_mirrored_win_set(members, status_quo):
    rule = of(len(members) // 2 + 1, len(members))
    low, high = win_set(members, status_quo, rule)
    mirrored = win_set([100 - each for each in members], 100 - status_quo, rule)

    assert mirrored == pytest.approx((100 - high, 100 - low), abs=1e-9)
