"""The efficient packages without enumeration are those of the full list, ties and all."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from tests.analysis.additive import every, logrolling, random_tables, spaces
from tests.analysis.test_solutions import GENIUS, Floats, profile, scenarios

from parley.analysis.blocks import Space, space
from parley.analysis.frontier import efficient
from parley.analysis.solutions import SOLUTIONS, frontier, ideal
from parley.analysis.zone import count_acceptable


def same(one: Floats, other: Floats) -> bool:
    """Equal up to a billionth and order, rows counted."""
    both = [np.unique(np.rint(each * 1e9), axis=0) for each in (one, other)]
    return both[0].shape == both[1].shape and bool((abs(both[0] - both[1]) <= 1).all())


def test_logrolling_has_21_efficient_packages_of_121() -> None:
    """Games reference, section 5: take the issue you care about whole before you give any of the other."""
    found = efficient(logrolling())

    assert (found.packages, found.space.packages, found.epsilon) == (21, 121, 0.0)


@settings(max_examples=150)
@given(case=spaces())
def test_the_frontier_is_that_of_the_full_list(case: Space) -> None:
    _, utility = every(case)

    found = efficient(case)

    assert same(found.utility, utility[frontier(utility)])
    if not np.isfinite(case.floor):
        assert found.packages == len(frontier(utility))


@settings(max_examples=150)
@given(case=spaces(least=2))
def test_every_solution_is_that_of_the_full_list(case: Space) -> None:
    """Nash, Kalai-Smorodinsky, egalitarian and utilitarian packages are efficient: the frontier holds them all."""
    _, utility = every(case)
    walk_away = np.linspace(0.1, 0.3, case.parties)
    found = efficient(case).utility

    assert ideal(found, walk_away) == pytest.approx(ideal(utility, walk_away), abs=1e-9)
    for solve, _ in SOLUTIONS.values():
        assert same(found[solve(found, walk_away)], utility[solve(utility, walk_away)])


@given(case=spaces())
def test_every_listed_package_has_the_worth_of_its_point(case: Space) -> None:
    found = efficient(case)
    for point, worth in enumerate(found.utility):
        cells = found.cells(point, 1_000)
        assert len(cells) == found.ties[point]
        assert case.worth(cells) == pytest.approx(np.repeat(worth[None, :], len(cells), axis=0), abs=1e-9)


def test_an_issue_nobody_cares_about_multiplies_the_ties() -> None:
    """Ten values of no worth to anybody are ten packages for each efficient one: counted, listed as far as asked."""
    tables = [*random_tables(4), np.zeros((10, 2)), np.zeros((10, 2))]
    found, without = efficient(space(tables)), efficient(space(tables[:4]))

    assert found.packages == 100 * without.packages
    assert len(found.cells(0, 7)) == 7


def test_a_trillion_packages_have_the_solutions_that_a_longer_search_cannot_better() -> None:
    """No package of a random sample beats anything on the frontier."""
    case = space(random_tables(12))
    found = efficient(case)
    cells = np.random.default_rng(1).integers(0, 10, (2_000, 12))

    assert case.packages == 10**12
    assert found.epsilon == 0
    for worth in case.worth(cells):
        assert not ((worth >= found.utility).all(axis=1) & (worth > found.utility + 1e-9).any(axis=1)).any()


@pytest.mark.parametrize(("parties", "issues", "points"), [(2, 8, 4), (3, 5, 5), (5, 4, 5)])
def test_a_thinned_frontier_says_how_far_off_it_may_be(parties: int, issues: int, points: int) -> None:
    """Every package is then beaten, or short of a kept one by no more than epsilon for everybody."""
    case = space(random_tables(issues, parties, points))
    _, utility = every(case)

    found = efficient(case, most=5 * parties)

    assert 0 < found.epsilon < 1
    short = (utility[:, None, :] - found.utility[None, :, :]).max(axis=2).min(axis=1)
    assert short.max() <= found.epsilon + 1e-9
    assert found.utility.max(axis=0) == pytest.approx(utility.max(axis=0), abs=found.epsilon)


@pytest.mark.parametrize("name", scenarios() or ["absent"])
def test_published_scenarios_come_out_without_enumeration(name: str) -> None:
    """The 22 scenarios in exact rationals: frontier, zone, ideal, and four solutions with their ties."""
    if name == "absent":
        pytest.skip("the published scenarios are not beside the repository")
    expected: dict[str, Any] = json.loads((GENIUS / "reference_canonical_exact.json").read_text())[name]
    profiles = [profile(GENIUS / name / each) for each in expected["profiles"]]
    case = space([np.stack(issue, axis=1) for issue in zip(*profiles, strict=True)])
    walk_away = np.array(expected["reservation"])

    found = efficient(case, most=50_000)
    inside = (np.rint(found.utility * 1e9) >= np.rint(walk_away * 1e9)).all(axis=1)
    zone = count_acceptable(case, walk_away)

    assert found.epsilon == 0
    assert (case.packages, zone.packages, zone.exact) == (expected["n_outcomes"], expected["zopa"], True)
    assert (found.ties[inside].sum(), inside.sum()) == (expected["frontier_size"], expected["frontier_distinct"])
    assert ideal(found.utility, walk_away) == pytest.approx(expected["ideal"], abs=1e-9)
    for key, solve in zip(("nash", "ks_maximin", "egalitarian", "welfare"), SOLUTIONS.values(), strict=True):
        points = solve[0](found.utility, walk_away)
        theirs = sorted(each["utils"] for each in expected["solutions"][key])
        ours = sorted(worth for at in points for worth in [found.utility[at].tolist()] * int(found.ties[at]))
        assert len(ours) == len(theirs), key
        assert np.array(ours) == pytest.approx(np.array(theirs), abs=1e-9), key
