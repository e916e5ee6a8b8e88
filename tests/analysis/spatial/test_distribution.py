"""The forecast as a distribution: laws, edges, and what it says on a case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.analysis.cases import case, harbour, issue, party, stance
from tests.analysis.spatial.decisions import issues

from parley.analysis.analyse import analyse
from parley.analysis.spatial.distribution import COEFFICIENTS, interval_level, outcome_shares, reached
from parley.analysis.spatial.grid import FEATURES, GRID


def shares(x, w):
    return outcome_shares(x / 100, w)[0]


@given(issue=issues())
def test_shares_are_a_distribution(issue):
    found = shares(*issue)

    assert found.sum() == pytest.approx(1)
    assert (found > 0).all()


@given(issue=issues())
def test_turning_the_scale_round_turns_the_forecast_round(issue):
    x, w = issue

    assert shares(100 - x, w) == pytest.approx(shares(x, w)[::-1], abs=1e-9)


@given(issue=issues(smallest=2))
def test_the_order_of_the_actors_and_those_without_weight_do_not_count(issue):
    x, w = issue
    more = np.append(x[:, ::-1], [[50.0]], axis=1), np.append(w[:, ::-1], [[0.0]], axis=1)

    assert shares(*more) == pytest.approx(shares(x, w), abs=1e-9)


@given(issue=issues())
def test_the_unit_of_weight_does_not_count(issue):
    x, w = issue

    assert shares(x, 1000 * w) == pytest.approx(shares(x, w), abs=1e-9)


def test_where_more_weight_stands_the_outcome_is_likelier():
    found = shares(np.array([[20.0, 80.0]]), np.array([[1.0, 3.0]]))

    assert found[16] > found[4] > found[10]


def test_all_at_one_position_most_likely_end_there():
    found = shares(np.full((1, 5), 40.0), np.ones((1, 5)))

    assert GRID[found.argmax()] == pytest.approx(0.4)


def test_a_draw_in_which_nobody_has_weight_says_nothing():
    found = outcome_shares(np.array([[0.2, 0.4], [0.2, 0.4]]), np.array([[0.0, 0.0], [1.0, 1.0]]))

    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1]).all()


def test_no_actor_at_all_says_nothing():
    assert np.isnan(outcome_shares(np.empty((3, 0)), np.empty((3, 0)))).all()


def test_two_hundred_actors_are_no_trouble():
    generator = np.random.default_rng(0)
    found = outcome_shares(generator.random((5, 200)), generator.random((5, 200)))

    assert found.sum(axis=1) == pytest.approx(np.ones(5))


def test_a_median_between_two_points_lies_between_them():
    half = np.zeros(21)
    half[[4, 8]] = 0.5

    assert float(reached(half[None], 0.5)[0]) == pytest.approx(0.3)


def test_every_fitted_weight_belongs_to_a_feature():
    assert set(COEFFICIENTS) <= set(FEATURES)
    assert interval_level(50) < interval_level(80) < interval_level(90) < 1


def test_a_forecast_of_a_case_says_what_it_was_fitted_on():
    """Eight in ten holds for the Union's law-making only; elsewhere it is a guess, and says so."""
    for forecast in analyse(harbour(), draws=200).forecasts:
        outlook = forecast.outlook

        assert sum(outlook.shares) == pytest.approx(1, abs=1e-4)
        assert outlook.low90 <= outlook.low80 <= outlook.low50 <= outlook.median
        assert outlook.median <= outlook.high50 <= outlook.high80 <= outlook.high90
        assert not outlook.method.calibrated
        assert "uncalibrated" in outlook.method.parameters["fitted on"]


def test_the_forecast_stands_on_the_scale_of_the_issue():
    """A wage from 12 to 36 percent is forecast in percent."""
    pay = issue("pay")
    pay = pay.model_copy(update={"scale": pay.scale.model_copy(update={"low": 12.0, "high": 36.0, "points": ()})})
    talks = case([party("union"), party("port")], [pay], [stance("union", "pay", 36), stance("port", "pay", 12)])
    outlook = analyse(talks, draws=100).forecasts[0].outlook

    assert (outlook.points[0], outlook.points[-1]) == (12, 36)
    assert 12 <= outlook.low80 < outlook.high80 <= 36
