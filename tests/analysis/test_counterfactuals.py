"""What changes when one thing of the case is changed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.cases import harbour, judged, party, stance

from parley.analysis.counterfactuals import compare
from parley.analysis.draws import draw
from parley.analysis.packages import package_grid
from parley.analysis.result import Counterfactual
from parley.analysis.spatial.forecasts import compromise
from parley.case.record import Case, CasePressure
from parley.record import Finding


def tight() -> Case:
    """The harbour with walk-aways so good that a deal hangs on the pressure of the city."""
    parties = (party("union", walk_away=0.65), party("port", walk_away=0.7), harbour().parties[2])
    strong = CasePressure(by="city", on="port", form="deadline", strength=judged(0.15, 0.1, 0.2), basis=("e7",))
    return harbour().model_copy(update={"parties": parties, "pressures": (strong,)})


def compared(case: Case) -> tuple[dict[str, Counterfactual], list[Finding]]:
    found, findings = compare(case, draw(case, seed=0, draws=1000), package_grid(case))
    return {each.name: each for each in found}, findings


def test_taking_the_pressure_away_makes_a_deal_less_likely_and_doubling_it_more() -> None:
    found, _ = compared(tight())

    assert found["pressure (deadline) of City on Port removed"].effects["zopa"].value < -0.1
    assert found["pressure (deadline) of City on Port doubled"].effects["zopa"].value > 0.02


def test_a_party_left_out_takes_its_pressure_and_its_weight_with_it() -> None:
    """Without the city the port is not pressed, and pay is no longer drawn to the middle."""
    found, _ = compared(tight())

    without = found["without City"]
    removed = found["pressure (deadline) of City on Port removed"]
    assert without.effects["zopa"].value == pytest.approx(removed.effects["zopa"].value)
    assert without.effects["forecast/pay"].value != 0


def test_pressure_moves_no_spatial_forecast() -> None:
    """It works on what a party has without a deal, not on what it wants."""
    found, _ = compared(tight())

    assert list(found["pressure (deadline) of City on Port removed"].effects) == ["zopa"]


def test_two_parties_who_bargain_are_never_reduced_to_one() -> None:
    found, _ = compared(harbour())

    assert not any("Union" in name or "without Port" in name for name in found)


def test_one_of_three_bargaining_parties_can_be_left_out() -> None:
    three = harbour().model_copy(
        update={
            "parties": (*harbour().parties, party("pilots", walk_away=0.5)),
            "stances": (*harbour().stances, stance("pilots", "crews", 100)),
        }
    )

    assert "without Pilots" in compared(three)[0]


def test_an_effect_is_a_difference_on_common_random_numbers() -> None:
    """Draws of their own on either side would add the luck of both to the change."""
    effect = compared(tight())[0]["without City"].effects["forecast/pay"]
    before, after = (compromise(draw(tight(), seed=seed, draws=1000), 0) for seed in (0, 1))
    without = compromise(draw(tight(), seed=1, draws=1000).without_party("city"), 0)

    assert effect.low <= effect.value <= effect.high
    assert np.std(without - after) < 0.9 * np.std(without - before)


def test_a_change_that_moves_nothing_is_left_out_and_named() -> None:
    silent = harbour().model_copy(
        update={"parties": (*harbour().parties, party("church", role="outside")), "pressures": ()}
    )

    found, findings = compared(silent)

    assert "without Church" not in found
    (finding,) = [each for each in findings if each.code == "change-without-effect"]
    assert "without Church" in finding.message


def test_every_counterfactual_names_its_method_and_rests_on_its_evidence() -> None:
    found, _ = compared(tight())

    removed = found["pressure (deadline) of City on Port removed"]
    assert removed.basis == ("e7",)
    assert removed.method.seed == 0
    assert removed.method.draws == 1000
    assert not removed.method.calibrated


def test_with_many_parties_the_changes_not_tried_are_counted() -> None:
    many = harbour().model_copy(
        update={"parties": (*harbour().parties, *(party(f"state-{n}", role="outside") for n in range(30)))}
    )

    _, findings = compared(many)

    (finding,) = [each for each in findings if each.code == "change-not-tried"]
    assert "parley whatif" in finding.message
