"""What the parties of a case would exchange, as it reaches the results."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.cases import case, harbour, issue, party, stance

from parley.analysis.analyse import analyse
from parley.analysis.draws import draw
from parley.analysis.spatial.result import ExchangeOutcome
from parley.analysis.spatial.trades import exchange_issues
from parley.case.record import Case


def outcome(of: Case, draws: int = 60) -> ExchangeOutcome:
    found = exchange_issues(of, draw(of, seed=3, draws=draws))
    assert found is not None
    return found


def test_the_union_gets_pay_and_the_port_gets_crews() -> None:
    """Each gives way on what matters less to it."""
    first = outcome(harbour()).trades[0]

    assert {(side.party, side.issue) for side in first.concessions} == {("port", "pay"), ("union", "crews")}
    pay = next(side for side in first.concessions if side.issue == "pay")
    assert (pay.before, pay.after > 50) == (5, True)
    assert pay.outcome_after > pay.outcome_before
    assert first.gain > 0


def test_what_it_does_to_the_city_is_told() -> None:
    """The city wants pay in the middle; it has no stance on crews."""
    first = outcome(harbour()).trades[0]

    assert list(first.others) == ["city"]
    assert first.others["city"] < 0


def test_every_issue_has_a_forecast_with_a_range_and_the_method_is_named() -> None:
    found = outcome(harbour())

    assert list(found.forecast) == ["pay", "crews"]
    assert all(each.low <= each.value <= each.high for each in found.forecast.values())
    assert (found.method.seed, found.method.draws, found.method.calibrated) == (3, 60, False)
    assert found.basis == ("e1",)
    assert found.made >= len(found.trades) > 0


def test_trades_stand_by_round_the_largest_gain_first() -> None:
    rng = np.random.default_rng(1)
    keys, issues = [f"party-{at}" for at in range(5)], [f"issue-{at}" for at in range(4)]
    many = case(
        [party(key) for key in keys],
        [issue(key) for key in issues],
        [
            stance(one, other, float(rng.integers(0, 101)), float(rng.uniform(0.1, 0.9)))
            for one in keys
            for other in issues
        ],
    )

    order = [(trade.round, -trade.gain) for trade in outcome(many).trades]

    assert order == sorted(order)
    assert len(order) > 4


@pytest.mark.parametrize("of", [["pay"], []])
def test_with_one_issue_there_is_nothing_to_exchange(of: list[str]) -> None:
    alone = case([party("union"), party("port")], [issue("pay")], [stance("union", key, 70) for key in of])

    assert exchange_issues(alone, draw(alone, seed=0, draws=5)) is None


def test_an_issue_nobody_weighs_on_is_left_out_of_the_forecast() -> None:
    half = case([party("union"), party("port")], [issue("pay"), issue("crews")], [stance("union", "pay", 70)])

    assert list(outcome(half).forecast) == ["pay"]


def test_the_results_of_a_case_hold_its_exchanges() -> None:
    assert analyse(harbour(), draws=100).exchange is not None
