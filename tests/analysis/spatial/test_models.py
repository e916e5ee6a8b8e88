"""Weighted mean and medians of one issue: published figures and laws."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from tests.analysis.spatial.decisions import Decision, Floats, issues, mean_error

from parley.analysis.spatial.models import unweighted_median, weighted_mean, weighted_median

lower_median = partial(weighted_median, side="lower")
upper_median = partial(weighted_median, side="upper")

MODELS = (weighted_mean, weighted_median, lower_median, upper_median, unweighted_median)
MIRRORING = (weighted_mean, weighted_median, unweighted_median)


def test_the_weighted_mean_reproduces_the_figure_of_the_european_union(decisions: list[Decision]) -> None:
    """351 issues, mean absolute error 22.977: the bar every forecaster is held against."""
    assert len(decisions) == 351
    assert mean_error(decisions, weighted_mean) == pytest.approx(22.977, abs=0.005)


def test_the_lower_weighted_median_reproduces_the_figure_of_the_european_union(decisions: list[Decision]) -> None:
    """28.422 is defined by the smallest position at which the cumulative weight reaches half."""
    assert mean_error(decisions, lower_median) == pytest.approx(28.422, abs=0.005)


def test_where_half_stands_on_either_side_the_median_says_which_of_the_two_it_is() -> None:
    x, w = np.array([[10.0, 30.0, 80.0]]), np.array([[1.0, 2.0, 3.0]])

    assert (lower_median(x, w)[0], weighted_median(x, w)[0], upper_median(x, w)[0]) == (30, 55, 80)


def test_the_unweighted_median_counts_heads() -> None:
    """Who has no weight at all is no head."""
    x, w = np.array([[0.0, 10.0, 90.0, 100.0]]), np.array([[50.0, 1.0, 1.0, 0.0]])

    assert unweighted_median(x, w)[0] == 10
    assert weighted_median(x, w)[0] == 0


@given(issue=issues())
def test_turning_the_scale_round_mirrors_mean_and_medians(issue: tuple[Floats, Floats]) -> None:
    """Which end of a scale is called 100 is an analyst's choice and must not move the forecast."""
    x, w = issue

    for model in MIRRORING:
        assert model(100 - x, w)[0] == pytest.approx(100 - model(x, w)[0], abs=1e-6)


@given(issue=issues())
def test_turning_the_scale_round_makes_the_lower_median_the_upper(issue: tuple[Floats, Floats]) -> None:
    """Ties broken by the smallest position are the named exception to the mirror."""
    x, w = issue

    assert lower_median(100 - x, w)[0] == pytest.approx(100 - upper_median(x, w)[0], abs=1e-6)
    assert lower_median(x, w)[0] <= weighted_median(x, w)[0] <= upper_median(x, w)[0]
