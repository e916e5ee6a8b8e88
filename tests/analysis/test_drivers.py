"""What the agreement and the forecasts hang on."""

from __future__ import annotations

import pytest
from tests.analysis.cases import case, harbour, issue, party, stance

from parley.analysis.draws import point
from parley.analysis.drivers import drivers
from parley.analysis.packages import package_grid
from parley.analysis.ratification.consent import consenting


@pytest.fixture(scope="module")
def found():
    story = harbour()
    return {figure.of: figure for figure in drivers(story, package_grid(story), seed=0)}


def test_the_widest_swing_comes_first(found):
    widths = [abs(driver.swing.at_high - driver.swing.at_low) for driver in found["margin"].drivers]

    assert widths == sorted(widths, reverse=True)


def test_an_agreement_hangs_on_those_who_must_consent(found):
    """The city bargains over nothing: only its pressure on the port can count."""
    assert {driver.input.partition("/")[0] for driver in found["margin"].drivers} <= {"union", "port", "pressure"}


def test_walking_away_with_more_leaves_less_to_gain(found):
    swing = next(driver.swing for driver in found["margin"].drivers if driver.input == "union/walk-away")

    assert swing.at_high < swing.at_low


def test_shares_of_variance_come_with_their_error(found):
    for driver in found["margin"].drivers:
        assert 0 <= driver.first <= 1
        assert 0 <= driver.total <= 1
        assert driver.error >= 0


def test_a_forecast_hangs_on_positions_salience_and_influence_alone(found):
    inputs = [driver.input for driver in found["forecast/pay"].drivers]

    assert inputs
    assert not any(key.endswith(("walk-away", "crews/position", "crews/salience")) for key in inputs)


def test_the_turning_point_turns_the_agreement(found):
    """From the margin of the case, across the friction that a deal must be worth."""
    turning = found["margin"].turning

    assert (turning.before >= 0.05) != (turning.after >= 0.05)
    assert turning.before == pytest.approx(found["margin"].value)


def test_the_value_is_that_of_the_case_itself(found):
    story = harbour()
    at = point(story)
    settled = consenting(story, at).settle(at, package_grid(story))

    assert found["margin"].value == pytest.approx(float(settled.margin[0]))


def test_without_two_who_bargain_only_forecasts_are_looked_at():
    alone = case([party("union"), party("city", role="outside")], [issue("pay")], [stance("union", "pay", 90)])

    assert [figure.of for figure in drivers(alone, None, seed=0)] == ["forecast/pay"]


def test_the_same_seed_gives_the_same_figures():
    story = harbour()
    grid = package_grid(story)

    assert drivers(story, grid, seed=0) == drivers(story, grid, seed=0)
