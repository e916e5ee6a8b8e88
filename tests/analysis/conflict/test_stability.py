"""The stability concepts, held against their definitions written out, and against four textbook conflicts."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from tests.analysis.conflict.exhaustive import coalition_stable, every_coalition, stable
from tests.analysis.conflict.random_models import in_option_form, listed, moves_for
from tests.analysis.conflict.textbook import CONFLICTS, Textbook

from parley.analysis.conflict.coalitions import coalitional, coalitions
from parley.analysis.conflict.moves import ListedMoves, moves_of
from parley.analysis.conflict.simultaneous import simultaneous
from parley.analysis.conflict.stability import CONCEPTS, solve
from parley.analysis.conflict.states import States

PUBLISHED = Path(__file__).resolve().parents[4] / "shared/data/games/gmcr/published_cases.json"


def as_defined(model, concept):
    return [[stable(model, concept, mover, state) for state in model.states] for mover in range(len(model.moves))]


@pytest.mark.parametrize("irreversible", [False, True])
def test_option_form_agrees_with_the_definitions_written_out(irreversible):
    """A thousand and more conflicts of two to four decision makers, with ties and infeasible states."""
    for states, worth, plain in in_option_form(seed=1, count=1_200, irreversible=irreversible):
        found = {**solve(moves_for(states, worth), worth), "SIM": simultaneous(states, worth)}
        for concept in CONCEPTS:
            assert found[concept].tolist() == as_defined(plain, concept), (concept, states, worth)


def test_moves_given_one_by_one_agree_with_the_definitions():
    """Here a decision maker might gain by moving twice, which the rules forbid."""
    for moves, worth, plain in listed(seed=2, count=1_200):
        found = solve(moves, worth)
        for concept in CONCEPTS[:4]:
            assert found[concept].tolist() == as_defined(plain, concept), (concept, plain)


def test_nobody_moves_twice_in_a_row():
    """From the state A improves to, B alone gets only halfway to one A dislikes; B and then C get there."""
    a, halfway, rest, none = ([0], [1]), ([1], [2]), ([2], [3]), ([], [])
    worth = np.array([[1, 3, 2, 0], [0, 0, 0, 0], [0, 0, 0, 0]])

    alone = ListedMoves(4, [arrows(a), arrows(([1, 2], [2, 3])), arrows(none)])
    both = ListedMoves(4, [arrows(a), arrows(halfway), arrows(rest)])

    assert not solve(alone, worth)["GMR"][0, 0]
    assert solve(both, worth)["GMR"][0, 0]


def arrows(pairs):
    return np.array(pairs[0], dtype=np.intp), np.array(pairs[1], dtype=np.intp)


@pytest.mark.parametrize("irreversible", [False, True])
def test_every_coalition_agrees_with_the_definitions(irreversible):
    """Coalitional Nash, GMR, SMR and SEQ, for all coalitions of each conflict."""
    for states, worth, plain in in_option_form(seed=3, count=250, irreversible=irreversible):
        moves = moves_for(states, worth)
        for members in every_coalition(len(worth)):
            found = coalitional(moves, worth, members, np.arange(len(states.codes)))
            for concept, verdicts in found.items():
                wanted = [coalition_stable(plain, concept, members, state) for state in plain.states]
                assert verdicts.tolist() == wanted, (concept, members, plain)


def test_coalitions_agree_where_moves_are_listed():
    """The rule that nobody moves twice in a row binds coalitions too."""
    for moves, worth, plain in listed(seed=4, count=200):
        for members in every_coalition(len(worth)):
            found = coalitional(moves, worth, members, np.arange(len(plain.states)))
            for concept, verdicts in found.items():
                assert verdicts.tolist() == [coalition_stable(plain, concept, members, at) for at in plain.states]


def test_a_coalition_of_one_is_judged_as_the_one():
    """Otherwise the two tables of a result would contradict each other."""
    for states, worth, _ in in_option_form(seed=5, count=100, irreversible=False):
        moves, rows = moves_for(states, worth), np.arange(len(states.codes))
        alone = solve(moves, worth)
        for mover in range(len(worth)):
            for concept, verdicts in coalitional(moves, worth, (mover,), rows).items():
                assert verdicts.tolist() == alone[concept][mover].tolist()


def test_many_draws_at_once_are_the_draws_one_by_one():
    """Margins are shares over draws; a batch must not mix them."""
    states = States.of({"a": 0, "b": 0, "c": 1, "d": 2}, infeasible=["YY--"])
    moves = moves_of(states, 3)
    worth = np.random.default_rng(6).integers(0, 4, (40, 3, len(states.codes)))
    together = {**solve(moves, worth), "SIM": simultaneous(states, worth)}

    for at, one in enumerate(worth):
        apart = {**solve(moves, one), "SIM": simultaneous(states, one)}
        assert all((together[concept][at] == apart[concept]).all() for concept in CONCEPTS)


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: conflict.name)
def test_textbook_conflicts_come_out_as_published(conflict: Textbook):
    """Prisoners' dilemma, chicken, stag hunt, and the appeal at Elmira."""
    states, worth = conflict.states(), conflict.worth()
    found = {**solve(moves_for(states, worth), worth), "SIM": simultaneous(states, worth)}

    for concept, names in conflict.equilibria.items():
        rows = np.flatnonzero(found[concept].all(axis=0))
        assert {states.pattern(row) for row in rows} == set(names), concept


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the shared data are not here")
@pytest.mark.parametrize("name", ["prisoners_dilemma", "chicken", "stag_hunt", "elmira"])
def test_verdicts_agree_with_another_solver_decision_maker_by_decision_maker(name):
    """The reference holds moves as lists of pairs, so the other path is taken here."""
    case = json.loads(PUBLISHED.read_text("utf-8"))[name]
    makers, size = case["decision_makers"], len(case["states"])
    moves = ListedMoves(
        size,
        [arrows(([a - 1 for a, _ in case["moves"][each]], [b - 1 for _, b in case["moves"][each]])) for each in makers],
    )
    worth = np.zeros((len(makers), size), dtype=np.int64)
    for row, each in enumerate(makers):
        for rank, tier in enumerate(case["ranking_best_first"][each]):
            worth[row, np.atleast_1d(tier) - 1] = -rank

    for concept, verdicts in solve(moves, worth).items():
        for row, each in enumerate(makers):
            assert (np.flatnonzero(verdicts[row]) + 1).tolist() == case["stable"][concept][each]


def test_ministry_and_firm_together_upset_an_equilibrium_at_elmira():
    """The published "equilibrium jump": the two move from the fifth state to the eighth, and stay there."""
    elmira = CONFLICTS[-1]
    states, worth = elmira.states(), elmira.worth()
    rows = np.array([states.row("NYNNY"), states.row("YNYNY")])

    assert coalitional(moves_for(states, worth), worth, (0, 1), rows)["Nash"].tolist() == [False, True]


def test_coalitions_come_small_first_and_may_be_capped():
    """With many decision makers only small coalitions and all together are affordable."""
    assert list(islice(coalitions(3), 4)) == [(0,), (1,), (2,), (0, 1)]
    assert list(coalitions(4, largest=1)) == [(0,), (1,), (2,), (3,), (0, 1, 2, 3)]
