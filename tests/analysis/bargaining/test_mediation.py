"""A single text is improved by steps nobody minds, until nothing is better for all."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.additive import every, logrolling, spaces

from parley.analysis.bargaining.candidates import Candidates
from parley.analysis.bargaining.mediation import improved, revise
from parley.analysis.blocks import Space
from parley.analysis.frontier import efficient


def test_an_even_split_becomes_the_trade() -> None:
    """Post-settlement settlement on the logrolling case: from (.5, .5) to (.7, .7)."""
    case = logrolling()
    among = Candidates.of(efficient(case))
    middle = np.array([5, 5])

    better = improved(case, case.worth(middle[None, :])[0], among)

    assert better is not None
    assert better.utility.tolist() == pytest.approx([0.7, 0.7])
    assert revise(case, middle, among)[-1].utility.tolist() == pytest.approx([0.7, 0.7])
    assert improved(case, better.utility, among) is None


@given(case=spaces(least=2), data=st.data())
def test_from_any_draft_no_step_costs_anybody_and_the_end_is_efficient(case: Space, data: st.DataObject) -> None:
    cells, utility = every(case)
    draft = cells[data.draw(st.integers(0, len(cells) - 1))]

    path = revise(case, draft, Candidates.of(efficient(case)))

    worth = np.array([version.utility for version in path])
    assert (np.diff(worth, axis=0) >= -1e-9).all()
    assert (np.diff(worth, axis=0).max(axis=1, initial=1) > 5e-10).all()
    assert not ((utility >= worth[-1] - 1e-10).all(axis=1) & (utility > worth[-1] + 2e-9).any(axis=1)).any()


@given(case=spaces(least=2), data=st.data())
def test_all_steps_but_a_last_one_change_one_block_or_trade_two(case: Space, data: st.DataObject) -> None:
    cells, _ = every(case)
    draft = cells[data.draw(st.integers(0, len(cells) - 1))]
    path = revise(case, draft, Candidates.of(efficient(case)))

    for before, after in pairwise(path[:-1]):
        assert 1 <= (before.cells != after.cells).sum() <= 2
