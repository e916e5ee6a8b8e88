"""Forecasts of a case's issues over its ranges."""

from __future__ import annotations

import pytest
from tests.analysis.cases import case, conference, default, harbour, issue, party, renamed, stance

from parley.analysis.draws import draw
from parley.analysis.spatial.forecasts import forecast_issues


def test_a_forecast_names_its_models_seed_draws_and_sources() -> None:
    forecasts, findings = forecast_issues(harbour(), draw(harbour(), seed=7, draws=500))

    pay = forecasts[0]
    assert [method.name for method in pay.methods] == [
        "weighted mean",
        "weighted median",
        "probabilistic Condorcet election",
    ]
    assert all(method.seed == 7 and method.draws == 500 and not method.calibrated for method in pay.methods)
    assert all(method.source and "disagreement point" in method.parameters for method in pay.methods)
    assert pay.basis == ("e1",)
    assert findings == ()


def test_the_value_is_that_of_the_case_itself_and_the_range_holds_it() -> None:
    """(60*.7*95 + 70*.3*5 + 30*.4*50) / (42 + 21 + 12) = 62.6 for pay."""
    pay = forecast_issues(harbour(), draw(harbour(), seed=0, draws=2000))[0][0]

    assert pay.weighted_mean.value == pytest.approx(62.6)
    for each in (pay.weighted_mean, pay.weighted_median, pay.condorcet):
        assert each.low <= each.value <= each.high


def test_the_density_shares_the_scale_out_among_twenty_bins() -> None:
    pay = forecast_issues(harbour(), draw(harbour(), seed=0, draws=2000))[0][0]

    assert len(pay.density) == 20
    assert sum(pay.density) == pytest.approx(1, abs=1e-4)


def test_wider_ranges_give_wider_forecasts() -> None:
    def width(of: float) -> float:
        wide = case(
            [party("union"), party("port")],
            [issue("pay")],
            [stance("union", "pay", 70, width=of), stance("port", "pay", 30, width=of)],
        )
        mean = forecast_issues(wide, draw(wide, seed=0, draws=1000))[0][0].weighted_mean
        return mean.high - mean.low

    assert width(30) > width(10) > width(1)


def test_an_issue_nobody_has_a_stance_on_is_named_and_left_out() -> None:
    """No number is better than a number made of nothing."""
    lonely = case([party("union"), party("port")], [issue("pay"), issue("crews")], [stance("union", "pay", 70)])

    forecasts, findings = forecast_issues(lonely, draw(lonely, seed=0, draws=50))

    assert [each.issue for each in forecasts] == ["pay"]
    assert [(each.code, each.where) for each in findings] == [("issue-without-weight", "issue/crews")]


def test_constituencies_and_excluded_parties_do_not_pull_on_the_outcome() -> None:
    with_them = case(
        [party("union"), party("port"), party("members", role="constituency"), party("rival", role="excluded")],
        [issue("pay")],
        [stance(key, "pay", at) for key, at in (("union", 70), ("port", 30), ("members", 100), ("rival", 100))],
    )

    assert forecast_issues(with_them, draw(with_them, seed=0, draws=50))[0][0].weighted_mean.value == pytest.approx(50)


def test_renaming_the_parties_changes_no_forecast() -> None:
    other = renamed(harbour(), {"union": "zebra", "port": "aardvark"})

    assert (
        forecast_issues(harbour(), draw(harbour(), seed=0, draws=200))[0]
        == forecast_issues(other, draw(other, seed=0, draws=200))[0]
    )


def test_the_share_of_defaults_is_that_of_the_numbers_behind_the_issue() -> None:
    """Two parties with three numbers each, one of the six a default."""
    guessed = stance("port", "pay", 30).model_copy(update={"position": default(50, 5, 95)})
    half = case([party("union"), party("port")], [issue("pay")], [stance("union", "pay", 70), guessed])

    assert forecast_issues(half, draw(half, seed=0, draws=50))[0][0].default_share == pytest.approx(1 / 6)


def test_two_hundred_parties_are_forecast_with_fewer_draws_for_the_election_and_it_says_so() -> None:
    """A climate conference: every country has a stance."""
    forecast = forecast_issues(conference(), draw(conference(), seed=0, draws=400))[0][0]

    assert forecast.methods[0].draws == 400
    assert forecast.methods[2].draws == 300
    assert 0 < forecast.condorcet.low <= forecast.condorcet.high < 100
