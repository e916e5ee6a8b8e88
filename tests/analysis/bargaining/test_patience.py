"""Shares of a gain by patience, deadline and outside option, with the published numbers."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.bargaining.patience import (
    before_a_deadline,
    between_short_rounds,
    rubinstein,
    with_outside_option,
)
from parley.errors import AnalysisError

patience = st.floats(0.01, 0.99)


def test_who_proposes_first_gets_five_sevenths() -> None:
    """Rubinstein (1982) at .9 and .8; the same from the last round back, 401 rounds long, to fourteen digits."""
    assert rubinstein(0.9, 0.8).proposer == pytest.approx(0.7142857, abs=1e-7)
    assert before_a_deadline(0.9, 0.8, 401).proposer == pytest.approx(rubinstein(0.9, 0.8).proposer, abs=1e-14)


@pytest.mark.parametrize(("length", "share"), [(1.0, 0.68319), (0.1, 0.66833)])
def test_short_rounds_leave_two_thirds_to_the_side_half_as_impatient(length: float, share: float) -> None:
    """Rates .05 and .10: .68319 with rounds of length 1, .66833 with a tenth, 2/3 in the limit."""
    assert rubinstein(exp(-0.05 * length), exp(-0.10 * length)).proposer == pytest.approx(share, abs=5e-6)
    assert between_short_rounds(0.05, 0.10) == pytest.approx(2 / 3)


def test_an_outside_option_below_the_share_at_the_table_changes_nothing() -> None:
    """Binmore, Shaked and Sutton (1989): .3 is ignored at a share of .4737; .6 is paid in full, no more."""
    ignored, paid = with_outside_option(0.9, 0.9, 0.3), with_outside_option(0.9, 0.9, 0.6)

    assert (round(ignored.responder, 4), ignored.binds) == (0.4737, False)
    assert (paid.responder, paid.proposer, paid.binds) == (0.6, 0.4, True)


def test_with_time_for_one_offer_it_is_take_it_or_leave_it() -> None:
    assert before_a_deadline(0.9, 0.8, 1).proposer == 1
    assert before_a_deadline(0.9, 0.8, 2).proposer == pytest.approx(1 - 0.8)


@given(one=patience, other=patience, more=st.floats(0.001, 0.009))
def test_patience_pays(one: float, other: float, more: float) -> None:
    assert rubinstein(one + more, other).proposer >= rubinstein(one, other).proposer - 1e-12
    assert rubinstein(one, other + more).proposer <= rubinstein(one, other).proposer + 1e-12


@given(one=patience, other=patience)
def test_speaking_first_is_never_a_disadvantage(one: float, other: float) -> None:
    assert rubinstein(one, other).proposer >= rubinstein(other, one).responder - 1e-12


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (lambda: rubinstein(1.0, 1.0), "perfectly patient"),
        (lambda: rubinstein(1.2, 0.5), "0 to 1"),
        (lambda: rubinstein(float("nan"), 0.5), "0 to 1"),
        (lambda: before_a_deadline(0.9, 0.9, 0), "at least one"),
        (lambda: between_short_rounds(0.0, 0.1), "above 0"),
        (lambda: with_outside_option(0.9, 0.9, 1.5), "no deal to make|nothing to agree"),
    ],
)
def test_what_has_no_answer_says_why(work, words: str) -> None:
    with pytest.raises(AnalysisError, match=words):
        work()
