"""What a new story or a judgement moved."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from tests.analysis.cases import harbour

from parley.analysis.analyse import analyse
from parley.analysis.moved import LEAST_POSITION, LEAST_PROBABILITY, moves
from parley.case.edit import judgement
from parley.case.judgements import apply

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
DRAWS = 300


def analysed(case):
    return case, analyse(case, draws=DRAWS)


@pytest.fixture(scope="module")
def before():
    return analysed(harbour())


def judged(case, on, **change):
    return analysed(apply(case, [judgement(on, change, who="Erin", when=NOON, why="said so")]))


def test_nothing_moves_between_equal_cases(before):
    assert moves(before, before) == ()


def test_a_position_that_moved_is_told_with_both_places(before):
    case = before[0]
    stance = case.stances[0]
    target = stance.position.value - 30 if stance.position.value > 50 else stance.position.value + 30
    found = moves(before, judged(case, f"{stance.key}/position", value=target))
    (move,) = [each for each in found if each.of == f"{stance.key}/position"]

    name = case.party(stance.party).name
    assert move.text == f"moves {name} on {case.issue(stance.issue).name} {stance.position.value:g} to {target:g}"
    assert move.size == pytest.approx(0.3)


def test_a_chance_that_moved_says_it_is_not_calibrated(before):
    case = before[0]
    key = next(party.key for party in case.parties if party.role == "bargaining")
    found = moves(before, judged(case, f"{key}/walk-away", value=0.95, low=0.9, high=1.0))
    chances = [move for move in found if move.of.startswith(("answer/", "zopa"))]

    assert chances
    assert all(move.text.endswith("(uncalibrated)") for move in chances)
    assert all(abs(move.after - move.before) >= LEAST_PROBABILITY for move in chances)


def test_the_largest_move_comes_first(before):
    case = before[0]
    first, second = case.stances[:2]
    both = apply(
        case,
        [
            judgement(f"{first.key}/position", {"value": 50}, who="Erin", when=NOON, why="said so"),
            judgement(f"{second.key}/salience", {"value": 0.95}, who="Erin", when=NOON, why="said so"),
        ],
    )
    found = moves(before, analysed(both))

    assert len(found) > 1
    assert all(one.size >= other.size for one, other in pairwise(found))


def test_what_nobody_would_notice_is_left_out(before):
    case = before[0]
    stance = case.stances[0]
    nudge = LEAST_POSITION * 100 * 0.5
    found = moves(before, judged(case, f"{stance.key}/position", value=stance.position.value - nudge))

    assert f"{stance.key}/position" not in [move.of for move in found]


def test_a_party_that_comes_or_goes_is_told(before):
    case = before[0]
    came = judged(case, "party/port-authority", add=True, name="Port Authority", role="outside")

    assert moves(before, came)[0].text == "brings in Port Authority"
    assert moves(came, before)[0].text == "leaves out Port Authority"
