"""Reasons for verdicts, and ways from the state now: held against the verdicts themselves."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.conflict.exhaustive import reachable
from tests.analysis.conflict.random_models import in_option_form, listed, moves_for
from tests.analysis.conflict.textbook import CONFLICTS

from parley.analysis.conflict.certificates import Solver
from parley.analysis.conflict.paths import walks
from parley.analysis.conflict.simultaneous import simultaneous
from parley.analysis.conflict.stability import CONCEPTS, solve


@pytest.mark.parametrize("irreversible", [False, True])
def test_a_state_is_stable_exactly_where_every_improvement_has_an_answer(irreversible):
    """The reason printed beside a verdict may never contradict it."""
    for states, worth, _ in in_option_form(seed=11, count=150, irreversible=irreversible):
        moves = moves_for(states, worth)
        solver = Solver(moves=moves, worth=worth, states=states)
        found = {**solve(moves, worth), "SIM": simultaneous(states, worth)}
        for concept in CONCEPTS:
            for mover, row in np.ndindex(worth.shape):
                reasons = solver.certify(concept, mover, row)
                assert found[concept][mover, row] == all(each.answer is not None for each in reasons)


def test_an_answer_is_a_legal_way_to_what_deters():
    """SEQ: every step improves things for the one who takes it, and it ends no better for the one deterred."""
    for states, worth, _ in in_option_form(seed=12, count=100, irreversible=True):
        solver = Solver(moves=moves_for(states, worth), worth=worth, states=states)
        for mover, row in np.ndindex(worth.shape):
            for each in solver.certify("SEQ", mover, row):
                before, last = each.improvement, mover
                for other, state in each.answer or ():
                    assert other != last
                    assert worth[other, state] > worth[other, before]
                    before, last = state, other
                assert each.answer is None or worth[mover, before] <= worth[mover, row]


@pytest.mark.parametrize("improving", [False, True])
def test_walks_reach_what_the_definition_reaches(improving):
    """Nobody moves twice in a row, so not everything joined by moves can be reached."""
    for moves, worth, plain in listed(seed=13, count=300):
        movers = tuple(range(len(worth)))
        found = {state for state, _ in walks(moves, 0, movers, worth if improving else None)}
        assert found == reachable(plain, movers, 0, improving=improving) - {0}


def test_at_elmira_the_state_now_leads_to_the_published_equilibrium():
    """The local government insists: from s1 to s5, one step, in its interest."""
    elmira = CONFLICTS[-1]
    states, worth = elmira.states(), elmira.worth()
    ways = dict(walks(moves_for(states, worth), states.row("NYNNN"), range(3), worth))

    assert ways[states.row("NYNNY")] == ((2, states.row("NYNNY")),)
