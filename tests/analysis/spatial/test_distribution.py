"""The forecast as a distribution: laws, edges, and what it says on a case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.cases import case, harbour, issue, party, stance

from parley.analysis.analyse import analyse
from parley.analysis.spatial.distribution import COEFFICIENTS, interval_level, outcome_shares, reached
from parley.analysis.spatial.grid import FEATURES, GRID


def sides(smallest=1, largest=8):
    """Positions on 0 to 100, saliences and influences, round numbers so that ties are frequent."""
    actor = st.tuples(st.integers(0, 100), st.integers(1, 10).map(lambda tenth: tenth / 10), st.integers(1, 50))
    return st.lists(actor, min_size=smallest, max_size=largest).map(
        lambda actors: tuple(np.array([row], dtype=np.float64) for row in zip(*actors, strict=True))
    )


def shares(x, salience, influence):
    return outcome_shares(x / 100, salience, influence)[0]


@given(issue=sides())
def test_shares_are_a_distribution(issue):
    found = shares(*issue)

    assert found.sum() == pytest.approx(1)
    assert (found > 0).all()


@given(issue=sides())
def test_turning_the_scale_round_turns_the_forecast_round(issue):
    x, salience, influence = issue

    assert shares(100 - x, salience, influence) == pytest.approx(shares(*issue)[::-1], abs=1e-9)


@given(issue=sides(smallest=2), idle=st.sampled_from([(0.0, 1.0), (1.0, 0.0), (0.0, 0.0)]))
def test_the_order_of_the_actors_and_those_without_weight_do_not_count(issue, idle):
    """A bystander whom nothing could be dearer has no say, nor has a great power that does not care."""
    more = [np.append(row[:, ::-1], [[added]], axis=1) for row, added in zip(issue, (50.0, *idle), strict=True)]

    assert shares(*more) == pytest.approx(shares(*issue), abs=1e-9)


@given(issue=sides())
def test_the_unit_of_influence_does_not_count(issue):
    x, salience, influence = issue

    assert shares(x, salience, 1000 * influence) == pytest.approx(shares(*issue), abs=1e-9)


def test_those_to_whom_it_matters_most_count_for_more_than_their_weight():
    """Two camps of one weight: five who care little, and one to whom nothing matters more."""
    x = np.array([[20.0] * 5 + [80.0]])
    salience = np.array([[0.2] * 5 + [1.0]])
    found = shares(x, salience, np.ones((1, 6)))
    even = shares(x, np.full((1, 6), 0.5), np.array([[0.2] * 5 + [1.0]]))

    assert found[16] / found[4] > even[16] / even[4]


def test_where_more_weight_stands_the_outcome_is_likelier():
    """And anywhere that somebody stands likelier than where nobody does, but for the middle, a place of its own."""
    found = shares(np.array([[20.0, 80.0]]), np.array([[0.5, 0.5]]), np.array([[1.0, 3.0]]))

    assert found[16] > found[4] > found[7]


def test_an_actor_that_grows_stronger_hardly_ever_loses_ground():
    """Without signs on the features it did in one issue of ten, by up to a fifth of the whole."""
    generator, lost = np.random.default_rng(0), []
    for _ in range(200):
        actors = int(generator.integers(2, 8))
        x, salience = generator.integers(0, 21, actors) * 5.0, generator.integers(2, 8, actors) / 10
        influence = generator.integers(1, 10, actors).astype(np.float64)
        stronger = np.where(np.arange(actors) == 0, 1.5, 1.0) * influence
        near = np.abs(100 * GRID - x[0]) <= 5
        before, after = (shares(x[None], salience[None], each[None])[near].sum() for each in (influence, stronger))
        lost.append(before - after)

    assert np.mean(np.array(lost) > 0.001) <= 0.05
    assert max(lost) <= 0.05


def test_all_at_one_position_most_likely_end_there():
    found = shares(np.full((1, 5), 40.0), np.full((1, 5), 0.5), np.ones((1, 5)))

    assert GRID[found.argmax()] == pytest.approx(0.4)


def test_a_draw_in_which_nobody_has_weight_says_nothing():
    found = outcome_shares(np.full((2, 2), 0.3), np.array([[0.0, 0.0], [1.0, 1.0]]), np.ones((2, 2)))

    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1]).all()


def test_no_actor_at_all_says_nothing():
    assert np.isnan(outcome_shares(*np.empty((3, 3, 0)))).all()


def test_two_hundred_actors_are_no_trouble():
    generator = np.random.default_rng(0)
    found = outcome_shares(*generator.random((3, 5, 200)))

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
