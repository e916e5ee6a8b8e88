"""Every other model of an issue reaches the results of a case, and says how it was made."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.cases import case, conference, harbour, issue, judged, party, stance

from parley.analysis.draws import draw, point
from parley.analysis.result import IssueForecast, ModelForecast
from parley.analysis.spatial.forecasts import forecast_issues
from parley.case.record import Case

MODELS = [
    "unweighted median",
    "Condorcet election, quadratic loss",
    "Condorcet election, conditional",
    "challenge model",
    "challenge model, scholz-2011",
    "Nash, this issue alone",
    "Kalai-Smorodinsky, this issue alone",
]


def forecast(of: Case, draws: int = 200) -> IssueForecast:
    return forecast_issues(of, draw(of, seed=0, draws=draws))[0][0]


def by_name(found: IssueForecast) -> dict[str, ModelForecast]:
    return {model.name: model for model in found.others}


def with_reference(of: Case, value: float) -> Case:
    reference = judged(value, value, value, "scale point")
    first = of.issues[0].model_copy(update={"reference": reference})
    return of.model_copy(update={"issues": (first, *of.issues[1:])})


def three() -> Case:
    """Three with weights 1 : 2 : 4 and something for every model to disagree on."""
    return case(
        [party("union", influence=20), party("port", influence=40), party("city", influence=80)],
        [issue("pay")],
        [stance("union", "pay", 90), stance("port", "pay", 60), stance("city", "pay", 10)],
    )


def test_each_model_is_there_with_its_method_seed_draws_and_source() -> None:
    found = forecast(harbour())

    assert [model.name for model in found.others] == MODELS
    for model in found.others:
        assert model.method.source
        assert (model.method.seed, model.method.draws, model.method.calibrated) == (0, 200, False)
        assert "disagreement point" in model.method.parameters


def test_the_range_of_each_model_holds_its_value() -> None:
    for model in forecast(harbour()).others:
        assert model.forecast is not None
        assert model.forecast.low <= model.forecast.value <= model.forecast.high


def test_no_two_models_say_the_same_of_every_issue() -> None:
    """Each changes something that is printed."""
    values = {
        name: model.forecast.value if model.forecast else None for name, model in by_name(forecast(three())).items()
    }

    assert len(set(values.values())) >= 6, values


def test_a_reference_point_is_the_disagreement_point_of_the_bargained_issue() -> None:
    """Union 95, port 5: whatever moves what holds today takes from one of them, so it stays."""
    nash = {at: by_name(forecast(with_reference(harbour(), at)))["Nash, this issue alone"] for at in (40.0, 70.0)}

    assert nash[40.0].forecast is not None
    assert nash[40.0].forecast.value == pytest.approx(40)
    assert nash[70.0].forecast is not None
    assert nash[70.0].forecast.value == pytest.approx(70)
    assert nash[40.0].method.parameters["disagreement point"] == "the issue's reference point"
    alone = by_name(forecast(harbour()))["Nash, this issue alone"]
    assert str(alone.method.parameters["disagreement point"]).startswith("walking away after pressure")


def test_an_issue_without_a_zone_says_so_instead_of_a_number() -> None:
    stubborn = case(
        [party("union", walk_away=0.9), party("port", walk_away=0.9)],
        [issue("pay")],
        [stance("union", "pay", 100), stance("port", "pay", 0)],
    )

    nash = by_name(forecast(stubborn))["Nash, this issue alone"]

    assert nash.forecast is None
    assert nash.note == "no term all would rather have than none"
    assert nash.method.parameters["draws without a zone"] == 1


@pytest.mark.parametrize("seed", range(5))
def test_turning_the_scale_round_mirrors_every_forecast_but_the_reading_of_scholz(seed: int) -> None:
    """All models at once, on drawn cases: the exception is named, not hidden."""
    rng = np.random.default_rng(seed)
    keys = [f"party-{at}" for at in range(5)]
    drawn_case = case(
        [party(key, influence=float(rng.integers(10, 90)), walk_away=0.2) for key in keys],
        [issue("pay")],
        [stance(key, "pay", float(rng.integers(0, 101)), float(rng.integers(2, 9)) / 10) for key in keys],
    )
    turned = drawn_case.model_copy(
        update={
            "stances": tuple(
                each.model_copy(update={"position": turned_estimate(each.position)}) for each in drawn_case.stances
            )
        }
    )

    here, there = forecast(drawn_case, draws=20), forecast(turned, draws=20)

    pairs = [(here.weighted_mean, there.weighted_mean), (here.weighted_median, there.weighted_median)]
    pairs += [(here.condorcet, there.condorcet)]
    pairs += [
        (one.forecast, other.forecast)
        for one, other in zip(here.others, there.others, strict=True)
        if one.name != "challenge model, scholz-2011" and one.forecast and other.forecast
    ]
    assert len(pairs) >= 7
    for one, other in pairs:
        assert other.value == pytest.approx(100 - one.value, abs=1e-6)


def turned_estimate(estimate):
    return estimate.model_copy(
        update={"value": 100 - estimate.value, "low": 100 - estimate.high, "high": 100 - estimate.low}
    )


def test_a_point_case_is_one_draw_without_a_seed() -> None:
    assert point(with_reference(harbour(), 40)).reference[0].tolist()[0] == 40


def test_two_hundred_parties_take_fewer_draws_and_every_model_says_how_many() -> None:
    found = by_name(forecast(conference(), draws=400))

    assert found["challenge model"].method.draws == 300
    assert found["challenge model, scholz-2011"].method.draws == 30
    assert all(model.forecast is None or np.isfinite(model.forecast.value) for model in found.values())
