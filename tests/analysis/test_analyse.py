"""The verb: a case becomes results."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.cases import case, harbour, issue, party, renamed, stance

from parley.analysis.analyse import analyse
from parley.analysis.results import Results
from parley.errors import AnalysisError


def test_the_same_case_and_seed_give_the_same_results_to_the_last_digit() -> None:
    first, again = (analyse(harbour(), seed=4, draws=500) for _ in range(2))

    assert first.to_json() == again.to_json()
    assert first.to_json() != analyse(harbour(), seed=5, draws=500).to_json()


def test_results_survive_their_own_file() -> None:
    results = analyse(harbour(), draws=300)

    assert Results.from_json(results.to_json()) == results


def test_results_hold_forecasts_agreements_changes_and_answers() -> None:
    results = analyse(harbour(), draws=500)

    assert [each.issue for each in results.forecasts] == ["pay", "crews"]
    assert results.bargaining is not None
    assert results.counterfactuals
    assert results.answers
    assert results.default_share == 0
    assert results.case_digest == harbour().digest()


def test_renaming_the_parties_changes_no_number() -> None:
    before = analyse(harbour(), draws=300)
    after = analyse(renamed(harbour(), {"union": "zebra", "port": "aardvark"}), draws=300)

    assert after.forecasts == before.forecasts
    assert [each.value for each in after.answers] == [each.value for each in before.answers]
    assert [each.effects for each in after.counterfactuals] == [each.effects for each in before.counterfactuals]


def test_a_case_with_one_party_is_refused_with_the_next_step() -> None:
    with pytest.raises(AnalysisError, match=r"has only Union; a negotiation needs at least two.*parley case check"):
        analyse(case([party("union")], [issue("pay")], [stance("union", "pay", 50)]))


def test_a_case_without_issues_is_refused_with_the_next_step() -> None:
    with pytest.raises(AnalysisError, match=r"has no issues.*parley case check"):
        analyse(case([party("union"), party("port")], [], []))


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(AnalysisError, match="The seed is -1"):
        analyse(harbour(), seed=-1)


def test_one_bargaining_party_still_gets_forecasts_and_says_what_is_missing() -> None:
    """A mediator and a party: something can be said about the issues, nothing about a deal."""
    lonely = case(
        [party("union"), party("board", role="mediator")],
        [issue("pay")],
        [stance("union", "pay", 80), stance("board", "pay", 40)],
    )

    results = analyse(lonely, draws=200)

    assert results.forecasts
    assert results.bargaining is None
    assert "fewer-than-two-bargain" in [each.code for each in results.findings]


def test_progress_goes_from_none_to_all() -> None:
    seen: list[float] = []

    analyse(harbour(), draws=200, progress=lambda step, done: seen.append(done))

    assert seen[0] == 0
    assert seen[-1] == 1
    assert seen == sorted(seen)


def test_two_hundred_states_can_be_analysed() -> None:
    """A climate conference; two sides bargain, all the others weigh."""
    rng = np.random.default_rng(1)
    keys = [f"state-{number}" for number in range(200)]
    conference = case(
        [party(key, role="bargaining" if number < 2 else "outside") for number, key in enumerate(keys)],
        [issue("finance")],
        [stance(key, "finance", float(rng.integers(0, 101))) for key in keys],
    )

    results = analyse(conference, draws=200)

    assert results.forecasts[0].condorcet.low > 0
    assert "change-not-tried" in [each.code for each in results.findings]
