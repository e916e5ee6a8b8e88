"""Packages are every combination of points; utilities fall with the distance from what a party wants."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.case.small import issue, stance, trade

from parley.analysis.packages import package_grid, utilities
from parley.case.record import Case, Link


def arrays(case: Case):
    stances = [[case.stance(party.key, issue.key) for issue in case.issues] for party in case.parties]
    position = np.array([[each.position.value for each in row] for row in stances])
    salience = np.array([[each.salience.value for each in row] for row in stances])
    red = np.array([[each.red_line.value if each.red_line else np.nan for each in row] for row in stances])
    return position, salience, red


def test_packages_are_every_combination_of_the_points_in_the_order_of_the_case():
    grid = package_grid(trade())

    assert grid.values.tolist() == [[a, b] for a in (0, 50, 100) for b in (0, 50, 100)]
    assert grid.words(5) == {"water": "some", "grain": "full grain"}


def test_each_side_gets_what_it_cares_for_most_and_both_have_four_fifths():
    """North weighs water .8 and grain .2, so full water and full grain are worth .8 to it; South is its mirror."""
    grid = package_grid(trade())
    position, salience, _ = arrays(trade())

    worth = utilities(grid, position, salience)

    full = grid.values.tolist().index([100, 100])
    np.testing.assert_allclose(worth[full], [0.8, 0.8])
    np.testing.assert_allclose(worth.min(axis=0), 0)
    np.testing.assert_allclose(worth.max(axis=0), 1)


def test_an_exchange_without_its_return_is_worth_less_to_the_giver_alone():
    """Who gives water only for grain is hurt by giving water and getting none."""
    link = Link(form="exchange", giver="north", give_issue="water", getter="south", get_issue="grain", words="for")
    case = trade(links=(link,))
    grid = package_grid(case)
    position, salience, _ = arrays(case)

    bound = utilities(grid, position, salience)
    free = utilities(package_grid(trade()), position, salience)

    gift = grid.values.tolist().index([100, 0])
    fair = grid.values.tolist().index([100, 100])
    assert bound[gift, 0] < free[gift, 0]
    np.testing.assert_allclose(bound[:, 1], free[:, 1])
    np.testing.assert_allclose(bound[fair], free[fair])


def test_a_package_beyond_a_red_line_is_worth_nothing_to_that_party():
    case = trade()
    case = case.model_copy(update={"stances": (stance("north", "water", 100, 0.8, red_line=60), *case.stances[1:])})
    grid = package_grid(case)
    position, salience, red = arrays(case)

    worth = utilities(grid, position, salience, red_line=red)

    assert (worth[grid.values[:, 0] < 60, 0] == 0).all()
    assert (worth[grid.values[:, 0] > 60, 0] > 0).all()


def test_too_many_issues_leave_the_least_salient_out_and_say_so():
    case = trade()
    many = tuple(issue(f"extra-{at}", ("a", 25), ("b", 50), ("c", 75)) for at in range(9))
    case = case.model_copy(update={"issues": (*case.issues, *many)})

    grid = package_grid(case)

    assert len(grid.values) <= 2_500
    assert {"water", "grain"} < set(grid.issues)
    left_out = {finding.where for finding in grid.findings}
    assert left_out == {f"issue/{each.key}" for each in case.issues if each.key not in grid.issues}


@given(st.integers(0, 2**32 - 1))
def test_draws_are_computed_as_each_alone_and_stay_between_zero_and_one(seed):
    """The batched form is what a simulation uses; the plain form is what a reader checks by hand."""
    rng = np.random.default_rng(seed)
    grid = package_grid(trade())
    position, salience = rng.uniform(0, 100, (4, 2, 2)), rng.uniform(0, 1, (4, 2, 2))

    batch = utilities(grid, position, salience)

    assert batch.min() >= 0
    assert batch.max() <= 1
    np.testing.assert_allclose(
        batch, np.stack([utilities(grid, *pair) for pair in zip(position, salience, strict=True)])
    )


@given(st.integers(0, 2**32 - 1))
def test_turning_every_scale_around_turns_the_packages_around(seed):
    """Which end is called low is a convention; no utility may hang on it."""
    rng = np.random.default_rng(seed)
    grid = package_grid(trade())
    position, salience = rng.uniform(0, 100, (2, 2)), rng.uniform(0, 1, (2, 2))

    there, back = utilities(grid, position, salience), utilities(grid, 100 - position, salience)

    np.testing.assert_allclose(there, back[::-1], atol=1e-12)
