"""Patience and threats: when they move the deal, and when they do nothing and why."""

from __future__ import annotations

import pytest
from tests.analysis.cases import harbour, judged

from parley.analysis.bargaining.outcome import bargain
from parley.analysis.bargaining.result import Tactics
from parley.analysis.draws import draw
from parley.case.record import Case


def tactics(case: Case) -> Tactics:
    found = bargain(case, draw(case, seed=1, draws=50)).tactics
    assert found is not None
    return found


def with_patience(case: Case, **values: float) -> Case:
    parties = tuple(
        party.model_copy(update={"patience": judged(values[party.key], values[party.key], values[party.key])})
        if party.key in values
        else party
        for party in case.parties
    )
    return case.model_copy(update={"parties": parties})


def pressed(strength: float, walk_away: float) -> Case:
    """The city threatens the port, which would have `walk_away` without a deal if it were left alone."""
    case = harbour()
    port = case.party("port").model_copy(update={"walk_away": judged(walk_away, walk_away, walk_away)})
    parties = tuple(port if party.key == "port" else party for party in case.parties)
    pressure = case.pressures[0].model_copy(update={"strength": judged(strength, strength, strength)})
    return case.model_copy(update={"parties": parties, "pressures": (pressure,)})


def test_a_patience_nobody_gave_is_a_named_default() -> None:
    found = tactics(harbour())

    assert set(found.defaults) == {"union", "port"}
    assert found.patience["union"].value == 0.9
    assert "default" in str(found.method.parameters["patience a round"])


def test_rubinsteins_shares_come_from_the_patience_in_the_case() -> None:
    found = tactics(with_patience(harbour(), port=0.9, union=0.8))

    assert found.share["port"].value == pytest.approx(0.7142857, abs=1e-7)
    assert found.defaults == ()
    assert found.deadline["1"] == 1


def test_a_patient_side_draws_the_weighted_package_towards_itself() -> None:
    case = pressed(strength=0.0, walk_away=0.0)
    union = case.party("union").model_copy(update={"walk_away": judged(0, 0, 0)})
    case = case.model_copy(update={"parties": (union, *case.parties[1:])})

    even, patient = tactics(case), tactics(with_patience(case, port=0.999, union=0.3))

    assert even.package is not None
    assert patient.package is not None
    assert patient.package.utility["port"] > even.package.utility["port"]


def test_a_threat_below_what_the_table_gives_changes_nothing_and_says_why() -> None:
    """The port has more at the table than by walking away: to lose what it would not use is no loss."""
    (threat,) = tactics(pressed(strength=0.1, walk_away=0.4)).threats

    assert not threat.changes_deal
    assert threat.at_table > threat.walk_away[0] == pytest.approx(0.4)
    assert threat.why.startswith("This threat changes nothing: Port has 0.")
    assert "0.40 by walking away" in threat.why


def test_a_threat_that_takes_away_a_better_outside_deal_counts() -> None:
    """Left alone the port would hold out for .8; pressed to .3 it takes what the table gives."""
    (threat,) = tactics(pressed(strength=0.5, walk_away=0.8)).threats

    assert threat.changes_deal
    assert threat.walk_away == pytest.approx((0.8, 0.3))
    assert "counts" in threat.why or "there is no deal" in threat.why


def test_a_threat_against_who_has_nothing_left_to_lose_changes_nothing() -> None:
    (threat,) = tactics(pressed(strength=0.5, walk_away=0.0)).threats

    assert not threat.changes_deal
    assert "nothing left" in threat.why


def test_where_nobody_presses_the_default_pressure_is_tried_and_marked_as_one() -> None:
    quiet = harbour().model_copy(update={"pressures": ()})
    threats = tactics(quiet).threats

    assert {(threat.by, threat.on) for threat in threats} == {("union", "port"), ("port", "union")}
    assert all(threat.is_default for threat in threats)
    assert threats[0].walk_away[0] - threats[0].walk_away[1] == pytest.approx(0.1)
    assert not any(threat.is_default for threat in tactics(harbour()).threats)


def test_who_holds_out_late_meets_late_and_gets_more() -> None:
    even, first, second = tactics(harbour()).meetings

    assert first.time >= even.time
    assert first.utility["port"] >= even.utility["port"]
    assert second.utility["union"] >= even.utility["union"]


def test_results_with_all_of_it_read_back_from_json() -> None:
    case = harbour()
    found = bargain(case, draw(case, seed=1, draws=50))

    assert type(found).from_json(found.to_json()) == found
    assert found.concessions is not None
    assert found.division is not None
    assert found.mediation is not None
    assert found.trades[0].takes_by == "union"
    assert found.trades[0].takes == "pay"
