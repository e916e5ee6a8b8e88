"""Concession against the clock."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.bargaining.concession import BOULWARE, CONCEDER, LINEAR, conceded, meet
from parley.errors import AnalysisError

LINE = np.stack([np.linspace(0, 1, 101), 1 - np.linspace(0, 1, 101)], axis=1)


@pytest.mark.parametrize(("beta", "share"), [(LINEAR, 0.5), (BOULWARE, 0.03125), (CONCEDER, 0.87055)])
def test_half_way_to_the_deadline(beta: float, share: float) -> None:
    """Faratin, Sierra and Jennings (1998): a Boulware side has given 3 in 100, a conceder 87."""
    assert conceded(0.5, beta) == pytest.approx(share, abs=5e-6)


def test_two_even_sides_meet_in_the_middle_half_way() -> None:
    assert meet(LINE, np.zeros(2), (LINEAR, LINEAR)) == (0.5, 50)


def test_who_holds_out_gets_more_and_gets_it_later() -> None:
    even, late = meet(LINE, np.zeros(2), (LINEAR, LINEAR)), meet(LINE, np.zeros(2), (BOULWARE, LINEAR))

    assert even is not None
    assert late is not None
    assert LINE[late.row, 0] > LINE[even.row, 0]
    assert late.time > even.time


def test_two_who_hold_out_meet_at_the_last_moment_and_two_without_a_zone_never() -> None:
    late = meet(LINE, np.zeros(2), (BOULWARE, BOULWARE))

    assert late is not None
    assert late.time == pytest.approx(0.5**0.2, abs=1e-3)  # half conceded at .871 of the time
    assert meet(LINE, np.array([0.6, 0.6]), (LINEAR, LINEAR)) is None


@given(time=st.floats(0, 1), beta=st.floats(0.05, 20), start=st.floats(0, 1))
def test_nobody_concedes_less_than_the_start_or_more_than_everything(time: float, beta: float, start: float) -> None:
    assert start - 1e-12 <= conceded(time, beta, start) <= 1 + 1e-12


def test_a_time_beyond_the_deadline_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="shares from 0 to 1"):
        conceded(1.5, 1.0)
