"""What the parties of a case could agree on, with everything a reader needs to check it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.cases import case, default, harbour, issue, judged, party, renamed, stance

from parley.analysis.bargaining.outcome import bargain
from parley.analysis.bargaining.result import Bargaining
from parley.analysis.bargaining.simulation import affordable_draws, simulate
from parley.analysis.draws import draw
from parley.analysis.packages import package_grid
from parley.case.record import Case


def outcome(case: Case, draws: int = 400) -> Bargaining:
    return bargain(case, draw(case, seed=5, draws=draws))


def with_walk_away(case: Case, value: float) -> Case:
    parties = tuple(
        each.model_copy(update={"walk_away": judged(value, max(0.0, value - 0.05), min(1.0, value + 0.05))})
        for each in case.parties
    )
    return case.model_copy(update={"parties": parties})


def test_each_side_gets_the_issue_it_cares_about_most() -> None:
    """The union gets its pay, the port its crews: logrolling, found from stances alone."""
    nash = next(each for each in outcome(harbour()).solutions if each.name == "nash")

    assert [package.terms for package in nash.packages] == [{"pay": 100, "crews": 0}]
    assert nash.packages[0].labels == {"pay": "full pay", "crews": "no crews"}
    assert all(gain > 0.2 for gain in nash.packages[0].gain.values())


def test_only_those_at_the_table_must_agree() -> None:
    """The city presses from outside; it has no veto."""
    assert outcome(harbour()).parties == ("union", "port")


def test_the_walk_away_printed_is_the_one_used_after_pressure() -> None:
    found = outcome(harbour())

    assert found.walk_away == pytest.approx({"union": 0.4, "port": 0.3})
    for solution in found.solutions:
        assert solution.method.parameters["disagreement point"] == (
            "walking away after pressure: union 0.40, port 0.30"
        )
        for package in solution.packages:
            for key, gain in package.gain.items():
                assert gain == pytest.approx(package.utility[key] - found.walk_away[key])


def test_every_solution_names_its_method_source_seed_and_draws() -> None:
    for solution in outcome(harbour()).solutions:
        method = solution.method
        assert (method.seed, method.draws, method.calibrated) == (5, 400, False)
        assert method.source
        assert 0 <= (solution.chosen_share or 0) <= 1


def test_no_zone_of_agreement_is_an_answer_that_says_who_falls_short() -> None:
    found = outcome(with_walk_away(harbour(), 0.95))

    assert found.acceptable == 0
    assert all(solution.packages == () and solution.chosen_share is None for solution in found.solutions)
    assert found.zopa.value < 0.05
    assert found.frontier_size > 0
    (finding,) = [each for each in found.findings if each.code == "no-zone-of-agreement"]
    assert "falls short by 0." in finding.message


def test_a_better_walk_away_lowers_the_chance_of_an_agreement() -> None:
    chances = [outcome(with_walk_away(harbour(), value)).zopa.value for value in (0.3, 0.6, 0.7, 0.8, 0.9)]

    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95 > 0.05 > chances[-1]


def test_packages_that_tie_are_all_listed() -> None:
    """Nobody cares about the second issue, so each of its three values is as good as the others."""
    found = outcome(harbour(salience={"union": (0.6, 0.0), "port": (0.4, 0.0)}))

    nash = next(each for each in found.solutions if each.name == "nash")
    assert len(nash.packages) % 3 == 0


def test_the_frontier_counts_all_and_lists_at_most_two_hundred() -> None:
    """Two parties who want opposite things on everything with equal weight: every package is efficient."""
    issues = [issue(f"issue-{number}") for number in range(6)]
    opposed = case(
        [party("union"), party("port")],
        issues,
        [stance("union", each.key, 100, 0.5) for each in issues]
        + [stance("port", each.key, 0, 0.5) for each in issues],
    )

    found = outcome(opposed, draws=200)

    assert found.packages == found.frontier_size == 729
    assert len(found.frontier) == 200
    assert "frontier-cut" in [each.code for each in found.findings]


def test_renaming_the_parties_changes_labels_only() -> None:
    other = outcome(renamed(harbour(), {"union": "zebra", "port": "aardvark"}))
    mine = outcome(harbour())

    assert other.zopa == mine.zopa
    assert [len(each.packages) for each in other.solutions] == [len(each.packages) for each in mine.solutions]
    assert [each.packages[0].terms for each in other.solutions] == [each.packages[0].terms for each in mine.solutions]
    assert list(other.walk_away.values()) == list(mine.walk_away.values())


def test_the_share_of_defaults_counts_only_what_the_packages_rest_on() -> None:
    """Two walk-aways, four stances of two numbers, one pressure: eleven; the city's own numbers are not among them."""
    guessed = party("union", influence=60).model_copy(update={"walk_away": default(0.4, 0.2, 0.6)})
    parties = (guessed, *harbour().parties[1:])

    assert outcome(harbour().model_copy(update={"parties": parties})).default_share == pytest.approx(1 / 11)


def test_a_party_with_no_room_to_move_its_red_line_shuts_the_zone() -> None:
    """A package beyond a red line is worth nothing to its holder."""
    stances = (
        harbour().stances[0].model_copy(update={"red_line": judged(90, 90, 90)}),
        *harbour().stances[1:2],
        harbour().stances[2].model_copy(update={"red_line": judged(10, 10, 10)}),
        *harbour().stances[3:],
    )

    found = outcome(harbour().model_copy(update={"stances": stances}))

    assert found.acceptable == 0


def test_large_cases_are_simulated_with_fewer_draws() -> None:
    keys = [f"party-{number}" for number in range(5)]
    issues = [issue(f"issue-{number}") for number in range(7)]
    rng = np.random.default_rng(0)
    large = case(
        [party(key) for key in keys],
        issues,
        [stance(key, each.key, float(rng.integers(0, 101))) for key in keys for each in issues],
    )
    drawn, grid = draw(large, seed=0, draws=10_000), package_grid(large)

    few = affordable_draws(drawn, grid)

    assert 200 <= few < 10_000
    assert simulate(drawn.first(few), grid).has_zone.size == few


def test_the_same_seed_gives_the_same_bargaining() -> None:
    assert outcome(harbour()) == outcome(harbour())
