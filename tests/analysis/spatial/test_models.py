"""Weighted mean and medians of one issue: published figures and laws."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
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


@given(issue=issues(), at=st.floats(0, 100))
def test_an_actor_without_weight_changes_nothing(issue: tuple[Floats, Floats], at: float) -> None:
    x, w = issue
    more = np.append(x, [[at]], axis=1), np.append(w, [[0.0]], axis=1)

    for model in MODELS:
        assert model(*more)[0] == pytest.approx(model(x, w)[0], abs=1e-6)


@given(issue=issues(smallest=2), seed=st.integers(0, 99))
def test_the_order_of_the_actors_changes_nothing(issue: tuple[Floats, Floats], seed: int) -> None:
    x, w = issue
    order = np.random.default_rng(seed).permutation(x.shape[1])

    for model in MODELS:
        assert model(x[:, order], w[:, order])[0] == pytest.approx(model(x, w)[0], abs=1e-6)


@given(issue=issues(), scale=st.floats(0.1, 10), shift=st.floats(-50, 50), strength=st.floats(0.1, 10))
def test_the_unit_of_the_scale_and_of_the_weights_changes_nothing(
    issue: tuple[Floats, Floats], scale: float, shift: float, strength: float
) -> None:
    """Percent or share, a wage in dollars or in cents: the same settlement."""
    x, w = issue

    for model in MODELS:
        assert model(x * scale + shift, w * strength)[0] == pytest.approx(model(x, w)[0] * scale + shift, abs=1e-5)


@given(issue=issues())
def test_every_forecast_lies_between_the_outermost_positions(issue: tuple[Floats, Floats]) -> None:
    x, w = issue

    for model in MODELS:
        assert x.min() - 1e-9 <= model(x, w)[0] <= x.max() + 1e-9


def test_a_draw_in_which_nobody_has_weight_gives_no_number() -> None:
    x, w = np.array([[10.0, 90.0], [10.0, 90.0]]), np.array([[0.0, 0.0], [1.0, 1.0]])

    for model in MODELS:
        assert np.isnan(model(x, w)[0])
        assert np.isfinite(model(x, w)[1])


def test_many_draws_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(0)
    x, w = rng.uniform(0, 100, (40, 200)), rng.uniform(0, 1, (40, 200))

    for model in MODELS:
        assert model(x, w)[31] == pytest.approx(model(x[31:32], w[31:32])[0])
