"""One issue bargained for itself, from a reference point or from walking away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.solutions import kalai_smorodinsky_packages, nash_packages
from parley.analysis.spatial.single import settle_alone

NOBODY_SAID = float("nan")

shares = st.integers(0, 100).map(lambda each: each / 100)


def test_from_a_status_quo_beyond_both_the_nearer_gets_its_wish() -> None:
    """Two want .2 and .8, and without a deal there is 1. Nash: gains (x' - 0) with x from 1 down to .8 both gain;
    below, the second loses again: (1 - x)(x - .6) is largest at .8. Kalai-Smorodinsky: ideals .4 for the first, at .6
    where the second is back at the status quo, and .2 for the second; equal shares at .8 would be 1/2 and 1, so on to
    (1 - x)/.4 = (x - .6)/.2 at 11/15 = .733."""
    wants, nothing = np.array([0.2, 0.8]), np.zeros(2)

    assert settle_alone(wants, nothing, 1.0, nash_packages) == pytest.approx(0.8)
    assert settle_alone(wants, nothing, 1.0, kalai_smorodinsky_packages) == pytest.approx(11 / 15, abs=0.003)


def test_a_status_quo_between_the_parties_stays() -> None:
    """Whatever moves it takes from one of them."""
    for solution in (nash_packages, kalai_smorodinsky_packages):
        assert settle_alone(np.array([0.1, 0.9]), np.zeros(2), 0.333, solution) == pytest.approx(0.333)


def test_without_a_reference_walking_away_is_the_disagreement() -> None:
    """(1 - x - .2)(x - .4) is largest at .6, halfway between .4 and .8: who can walk away better gets more."""
    assert settle_alone(np.array([0.0, 1.0]), np.array([0.2, 0.4]), NOBODY_SAID, nash_packages) == pytest.approx(0.6)


def test_where_both_would_rather_walk_away_there_is_no_number() -> None:
    assert np.isnan(settle_alone(np.array([0.0, 1.0]), np.array([0.7, 0.7]), NOBODY_SAID, nash_packages))


@given(
    wants=st.lists(shares, min_size=1, max_size=4),
    without=st.lists(st.integers(0, 6).map(lambda each: each / 10), min_size=4, max_size=4),
    reference=st.one_of(shares, st.just(NOBODY_SAID)),
    solution=st.sampled_from([nash_packages, kalai_smorodinsky_packages]),
)
def test_turning_the_scale_round_mirrors_the_solution(wants, without, reference, solution) -> None:
    x, d = np.array(wants), np.array(without[: len(wants)])

    turned = settle_alone(1 - x, d, 1 - reference, solution)

    assert turned == pytest.approx(1 - settle_alone(x, d, reference, solution), abs=1e-6, nan_ok=True)
