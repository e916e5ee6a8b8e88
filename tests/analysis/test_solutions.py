"""Bargaining solutions over a finite list: published numbers and the laws that define them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from parley.analysis.batches import choose
from parley.analysis.solutions import (
    SOLUTIONS,
    acceptable,
    egalitarian_packages,
    frontier,
    ideal,
    kalai_smorodinsky_packages,
    nash_packages,
    utilitarian_packages,
)

GENIUS = Path(__file__).parents[3] / "shared" / "data" / "games" / "genius"

Floats = NDArray[np.float64]


def logrolling(steps: int = 11) -> tuple[Floats, Floats]:
    """Two issues worth .7 and .3 to one side, .3 and .7 to the other, on a grid; packages and utilities."""
    grid = np.array(list(product(np.linspace(0, 1, steps), repeat=2)))
    return grid, np.column_stack([0.7 * grid[:, 0] + 0.3 * grid[:, 1], 0.3 * (1 - grid[:, 0]) + 0.7 * (1 - grid[:, 1])])


def test_each_side_takes_the_issue_it_cares_about_most() -> None:
    """Logrolling (Raiffa 1982): splitting both issues gives .5 each, trading them .7 each; 21 of 121 are efficient."""
    grid, utility = logrolling()
    walk_away = np.zeros(2)

    for solve in (nash_packages, kalai_smorodinsky_packages, egalitarian_packages):
        (best,) = solve(utility, walk_away)
        assert grid[best].tolist() == [1, 0]
        assert utility[best].tolist() == pytest.approx([0.7, 0.7])
    assert len(frontier(utility)) == 21


def test_an_even_split_on_the_table_is_improved_upon_by_the_same_trade() -> None:
    """Post-settlement settlement: from (.5, .5) as the walk-away, logrolling still gives (.7, .7)."""
    _, utility = logrolling()

    assert utility[nash_packages(utility, np.array([0.5, 0.5]))].tolist() == [pytest.approx([0.7, 0.7])]


def test_the_least_share_of_the_ideal_gain_decides_not_the_smallest_gap() -> None:
    """A (.50, .55) is more even, but B (.90, .53) leaves the worse-off side more."""
    utility = np.array([[0.50, 0.55], [0.90, 0.53], [1.0, 0.0], [0.0, 1.0]])

    assert kalai_smorodinsky_packages(utility, np.zeros(2)).tolist() == [1]


def test_a_walk_away_below_every_package_is_not_raised_to_the_worst_of_them() -> None:
    """Nice or die: from 0, the products are .16, .0894 and .16, so both one-sided deals tie."""
    utility = np.array([[1.0, 0.16], [0.299, 0.299], [0.16, 1.0]])

    assert nash_packages(utility, np.zeros(2)).tolist() == [0, 2]
    assert kalai_smorodinsky_packages(utility, np.zeros(2)).tolist() == [1]


def test_two_sides_both_below_their_walk_away_are_no_deal() -> None:
    """Two losses multiply to a gain; only packages everybody can accept may count."""
    utility = np.array([[0.1, 0.1], [0.2, 0.9]])

    for solve, _ in SOLUTIONS.values():
        assert solve(utility, np.array([0.5, 0.5])).size == 0
    assert ideal(utility, np.array([0.5, 0.5])).tolist() == [0.5, 0.5]


def test_packages_of_equal_worth_are_all_kept() -> None:
    """They are different deals; a reader must see that the model does not choose between them."""
    utility = np.array([[0.6, 0.6], [0.6, 0.6 + 1e-12], [0.2, 0.9]])

    assert nash_packages(utility, np.zeros(2)).tolist() == [0, 1]
    assert frontier(utility).tolist() == [0, 1, 2]


def test_noise_in_the_last_digit_keeps_no_dominated_package() -> None:
    utility = np.array([[0.60, 0.63 + 1e-16], [0.64, 0.63]])

    assert frontier(utility).tolist() == [1]


def test_among_equal_least_shares_the_next_least_decides() -> None:
    """Three parties: the first gets .5 either way, the others more in the second package."""
    utility = np.array([[0.5, 0.5, 0.6], [0.5, 0.7, 0.6], [1, 0, 0], [0, 1, 0], [0, 0, 1]])

    assert kalai_smorodinsky_packages(utility, np.zeros(3)).tolist() == [1]
    assert egalitarian_packages(utility, np.zeros(3)).tolist() == [1]


def test_a_party_that_can_gain_nothing_leaves_the_choice_to_the_others() -> None:
    """Its walk-away is the best it can have: every product is 0, and only efficient packages tie."""
    utility = np.array([[0.5, 0.2], [0.5, 0.6], [0.4, 0.9]])

    assert nash_packages(utility, np.array([0.5, 0.1])).tolist() == [1]
    assert kalai_smorodinsky_packages(utility, np.array([0.5, 0.1])).tolist() == [1]


def test_two_hundred_parties_do_not_make_the_product_vanish() -> None:
    utility = np.full((2, 200), 0.01)
    utility[1] = 0.011

    assert nash_packages(utility, np.zeros(200)).tolist() == [1]


# The laws. Utilities are whole hundredths, so that ties are frequent and comparisons exact.


@st.composite
def games(draw: st.DrawFn) -> tuple[Floats, Floats]:
    parties = draw(st.integers(2, 4))
    row = st.lists(st.integers(0, 100), min_size=parties, max_size=parties)
    utility = np.array(draw(st.lists(row, min_size=1, max_size=12))) / 100
    return utility, np.array(draw(row)) / 200


@given(game=games())
def test_no_solution_is_worse_than_walking_away_for_anybody(game: tuple[Floats, Floats]) -> None:
    utility, walk_away = game

    for solve, _ in SOLUTIONS.values():
        assert (utility[solve(utility, walk_away)] >= walk_away).all()
        assert bool(solve(utility, walk_away).size) == bool(acceptable(utility, walk_away).size)


@given(game=games())
def test_every_solution_is_efficient(game: tuple[Floats, Floats]) -> None:
    """Nothing everybody could have had is left on the table."""
    utility, walk_away = game

    for name in ("nash", "egalitarian", "utilitarian"):
        assert set(SOLUTIONS[name][0](utility, walk_away)) <= set(frontier(utility))


@given(game=games())
def test_kalai_smorodinsky_is_efficient_among_the_acceptable(game: tuple[Floats, Floats]) -> None:
    utility, walk_away = game
    rows = acceptable(utility, walk_away)

    assert set(kalai_smorodinsky_packages(utility, walk_away)) <= set(rows[frontier(utility[rows])])


@given(
    game=games(),
    stretch=st.lists(st.sampled_from([0.5, 1.0, 2.0, 8.0]), min_size=4, max_size=4),
    shift=st.lists(st.integers(-3, 3), min_size=4, max_size=4),
)
def test_nash_and_kalai_smorodinsky_do_not_see_the_zero_or_unit_of_a_utility(
    game: tuple[Floats, Floats], stretch: list[float], shift: list[int]
) -> None:
    """Utilities of different people have no common unit; a solution that needed one would be made up."""
    utility, walk_away = game
    parties = utility.shape[1]
    a, b = np.array(stretch[:parties]), np.array(shift[:parties], dtype=float)

    for solve in (nash_packages, kalai_smorodinsky_packages):
        assert solve(utility * a + b, walk_away * a + b).tolist() == solve(utility, walk_away).tolist()


@given(game=games(), seed=st.integers(0, 99))
def test_the_order_of_the_parties_changes_no_solution(game: tuple[Floats, Floats], seed: int) -> None:
    utility, walk_away = game
    order = np.random.default_rng(seed).permutation(utility.shape[1])

    for solve, _ in SOLUTIONS.values():
        assert solve(utility[:, order], walk_away[order]).tolist() == solve(utility, walk_away).tolist()
    assert frontier(utility[:, order]).tolist() == frontier(utility).tolist()


@given(game=games(), more=st.integers(1, 30))
def test_a_better_walk_away_never_opens_a_zone_of_agreement(game: tuple[Floats, Floats], more: int) -> None:
    utility, walk_away = game
    better = walk_away.copy()
    better[0] += more / 100

    assert set(acceptable(utility, better)) <= set(acceptable(utility, walk_away))


@given(game=games(), more=st.integers(1, 30))
def test_a_better_walk_away_never_lowers_what_an_egalitarian_deal_gives_its_holder(
    game: tuple[Floats, Floats], more: int
) -> None:
    """Monotone in the disagreement point, as long as there is still a deal."""
    utility, walk_away = game
    better = walk_away.copy()
    better[0] += more / 100
    before, after = egalitarian_packages(utility, walk_away), egalitarian_packages(utility, better)

    if after.size:
        assert utility[after, 0].max() >= utility[before, 0].min() - 1e-9


@given(game=games())
def test_the_frontier_is_what_nothing_dominates(game: tuple[Floats, Floats]) -> None:
    utility, _ = game
    dominated = [any((other >= row).all() and (other > row).any() for other in utility) for row in utility]

    assert frontier(utility).tolist() == np.flatnonzero(~np.array(dominated)).tolist()


def scores(utility: Floats, walk_away: Floats) -> dict[str, Floats]:
    """What each solution makes as large as it can, per acceptable package."""
    gains = utility[acceptable(utility, walk_away)] - walk_away
    best = gains.max(axis=0)
    shares = np.where(best > 0, gains / np.where(best > 0, best, 1), 1)
    return {
        "nash": shares.prod(axis=1),
        "kalai-smorodinsky": shares.min(axis=1),
        "egalitarian": gains.min(axis=1),
        "utilitarian": gains.mean(axis=1),
    }


@settings(max_examples=200)
@given(game=games())
def test_the_fast_choice_over_draws_is_as_good_as_the_exact_one(game: tuple[Floats, Floats]) -> None:
    """Single precision and a nudge between ties may cost a ten-thousandth of a utility, no more."""
    utility, walk_away = game
    rows = acceptable(utility, walk_away).tolist()

    fast = choose(utility.T[None].astype(np.float32), walk_away[None].astype(np.float32), {"nash": 0})

    assert bool(fast.has_zone[0]) == bool(rows)
    if not rows:
        assert all(chosen[0] == -1 for chosen in fast.chosen.values())
        return
    for name, score in scores(utility, walk_away).items():
        assert score[rows.index(fast.chosen[name][0])] >= score.max() - 2e-4
    if fast.watched["nash"][0]:
        nash = scores(utility, walk_away)["nash"]
        assert nash[rows.index(0)] >= nash.max() - 2e-4


def test_the_fast_choice_finds_the_same_trade_in_every_draw() -> None:
    grid, utility = logrolling()
    many = np.repeat(utility.T[None].astype(np.float32), 3, axis=0)
    walk_away = np.array([[0, 0], [0.5, 0.5], [0.9, 0.9]], dtype=np.float32)

    fast = choose(many, walk_away, {"nash": int(np.flatnonzero((grid == [1, 0]).all(axis=1))[0])})

    assert fast.has_zone.tolist() == [True, True, False]
    assert grid[fast.chosen["nash"][:2]].tolist() == [[1, 0], [1, 0]]
    assert fast.chosen["nash"][2] == -1
    assert fast.watched["nash"].tolist() == [True, True, False]


@pytest.mark.parametrize("parties", [2, 31, 32, 60, 200])
def test_the_fast_choice_tells_products_of_very_many_gains_apart(parties: int) -> None:
    """Sixty shares of a third multiply to 10^-29: in single precision every package would look the same to Nash."""
    generator = np.random.default_rng(parties)
    utility = generator.uniform(0.2, 1.0, (40, parties))
    walk_away = np.full(parties, 0.1)

    fast = choose(utility.T[None].astype(np.float32), walk_away[None].astype(np.float32))

    assert fast.chosen["nash"][0] in np.log(utility - walk_away).sum(axis=1).argsort()[-1:]


# Published scenarios of the automated negotiation competitions, solved in exact rationals.


def scenarios() -> list[str]:
    path = GENIUS / "reference_canonical_exact.json"
    return sorted(json.loads(path.read_text())) if path.exists() else []


@pytest.fixture(scope="module")
def exact() -> dict[str, Any]:
    path = GENIUS / "reference_canonical_exact.json"
    if not path.exists():
        pytest.skip("the published scenarios are not beside the repository")
    result: dict[str, Any] = json.loads(path.read_text())
    return result


def utilities_of(folder: Path, profiles: list[str]) -> Floats:
    """Each outcome's utility to each party: weights over their sum, evaluations over the issue's largest."""
    columns = []
    for name in profiles:
        total = np.zeros(1)
        for issue in profile(folder / name):
            total = (total[:, None] + issue[None, :]).ravel()
        columns.append(total)
    return np.column_stack(columns)


def profile(path: Path) -> list[Floats]:
    """What each item of each issue adds for one party; issues by number, items by name."""
    root = ET.parse(path).getroot()
    weight = {each.get("index"): float(each.get("value", 0)) for each in root.iter("weight")}
    issues = sorted(root.iter("issue"), key=lambda issue: int(issue.get("index", 0)))
    whole = sum(weight[issue.get("index")] for issue in issues)
    return [weight[issue.get("index")] / whole * evaluations(issue) for issue in issues]


def evaluations(issue: ET.Element) -> Floats:
    # Direct children only: some scenarios nest further items of the same name in notes on similarity.
    worth = {item.get("value", ""): float(item.get("evaluation", 0)) for item in issue.findall("item")}
    return np.array([worth[name] for name in sorted(worth)]) / max(worth.values())


@pytest.mark.parametrize("name", scenarios() or ["absent"])
def test_published_scenarios_come_out_as_in_exact_rationals(exact: dict[str, Any], name: str) -> None:
    """Frontier with duplicates, zone of agreement, ideal point and all four solutions with their ties."""
    expected = exact[name]
    utility = utilities_of(GENIUS / name, expected["profiles"])
    walk_away = np.array(expected["reservation"])
    rows = acceptable(utility, walk_away)

    assert (len(utility), len(rows)) == (expected["n_outcomes"], expected["zopa"])
    assert len(frontier(utility[rows])) == expected["frontier_size"]
    assert ideal(utility, walk_away).tolist() == pytest.approx(expected["ideal"], abs=1e-9)
    published = {
        "nash": nash_packages,
        "ks_maximin": kalai_smorodinsky_packages,
        "egalitarian": egalitarian_packages,
        "welfare": utilitarian_packages,
    }
    for key, solve in published.items():
        ours = sorted(utility[solve(utility, walk_away)].tolist())
        theirs = sorted(each["utils"] for each in expected["solutions"][key])
        assert len(ours) == len(theirs), key
        assert np.array(ours) == pytest.approx(np.array(theirs), abs=1e-9), key
