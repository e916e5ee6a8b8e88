"""Issues side by side, linked issues as one block."""

from __future__ import annotations

import numpy as np
import pytest

from parley.analysis.blocks import Bond, space
from parley.errors import AnalysisError

HALF = np.array([[0.0, 0.5], [0.5, 0.0]])


def test_ten_issues_of_ten_values_are_counted_not_listed() -> None:
    assert space([np.zeros((10, 2))] * 12).packages == 10**12


def test_only_if_takes_away_the_packages_that_break_it() -> None:
    """The second issue is given only where the first is: three of four combinations remain, in one block."""
    linked = space([HALF, HALF, HALF], [Bond(first=0, second=2, allowed=np.array([[True, False], [True, True]]))])

    assert [block.issues for block in linked.blocks] == [(0, 2), (1,)]
    assert linked.packages == 6
    assert [0, 1, 1] not in linked.points(np.array([[cell, at] for cell in range(3) for at in range(2)])).tolist()


def test_chains_of_links_are_one_block() -> None:
    loose = Bond(first=0, second=1)
    assert [block.issues for block in space([HALF] * 4, [loose, Bond(first=1, second=3)]).blocks] == [(0, 1, 3), (2,)]


def test_a_cost_of_two_issues_together_is_part_of_their_block() -> None:
    cost = np.zeros((2, 2, 2))
    cost[1, 1, 0] = -0.2
    linked = space([HALF, HALF], [Bond(first=0, second=1, worth=cost)])

    worth = linked.worth(linked.cells(np.array([1, 1]))[None, :])

    assert worth.tolist() == [pytest.approx([0.8, 0.0])]


def test_a_package_and_its_cells_go_back_and_forth() -> None:
    linked = space([HALF, HALF, HALF], [Bond(first=0, second=2)])
    points = np.array([1, 0, 1])

    assert linked.points(linked.cells(points)[None, :])[0].tolist() == points.tolist()


def test_worth_below_the_floor_counts_as_the_floor() -> None:
    assert space([HALF - 0.8], floor=0.0).worth(np.array([[0]])).tolist() == [[0.0, 0.0]]


def test_conditions_that_leave_nothing_are_named() -> None:
    never = Bond(first=0, second=1, allowed=np.zeros((2, 2), dtype=np.bool_))
    with pytest.raises(AnalysisError, match=r"issues 0, 1 contradict each other.*lower its threshold"):
        space([HALF, HALF], [never])


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ([], "no issue"),
        ([np.zeros((2, 0))], "no party"),
        ([HALF, np.zeros((2, 3))], "Issue 1 has a table of shape"),
        ([HALF, np.array([[np.nan, 0.0]])], "issue 1 is not a finite number"),
        ([HALF, np.array([[0.0, np.inf]])], "issue 1 is not a finite number"),
    ],
)
def test_what_cannot_be_valued_is_an_error_that_says_where(tables: list[np.ndarray], words: str) -> None:
    with pytest.raises(AnalysisError, match=words):
        space(tables)


def test_too_many_issues_in_one_knot_are_an_error_not_a_full_memory() -> None:
    with pytest.raises(AnalysisError, match="hang together"):
        space([np.zeros((10, 2))] * 6, [Bond(first=at, second=at + 1) for at in range(5)])


def test_a_package_that_breaks_a_condition_has_no_cells() -> None:
    linked = space([HALF, HALF], [Bond(first=0, second=1, allowed=np.array([[True, False], [True, True]]))])
    with pytest.raises(AnalysisError, match="rules out"):
        linked.cells(np.array([0, 1]))
