"""A party's patience and a condition's threshold: judged like any number, kept in the file, gone when taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.case.small import trade

from parley.case.check import check
from parley.case.edit import judge
from parley.case.file import dump, load
from parley.case.judgements import apply
from parley.case.merging import merge_issue, merge_party
from parley.case.parties import PATIENCE
from parley.case.record import Case, Link

NOON = datetime(2025, 2, 22, 12, tzinfo=UTC)


def edited(case: Case, *assignments: str) -> Case:
    for assignment in assignments:
        case = apply(case, [judge(case, assignment, who="anna", when=NOON, why="they told me so")])
    return case


def conditional(threshold: float | None = None) -> Case:
    return trade(
        links=(
            Link(
                form="condition",
                giver="south",
                give_issue="grain",
                getter="north",
                get_issue="water",
                words="no grain before half the water flows",
                threshold=threshold,
            ),
        )
    )


def test_an_old_file_without_patience_reads_as_before_and_writes_none():
    assert trade().party("north").patience is None
    assert "patience" not in dump(trade())


def test_a_patience_set_by_hand_is_a_judgement_with_the_default_range_around_it():
    """Nobody had said how patient North is; the analyst gives the value, the default its width."""
    patience = edited(trade(), "north/patience=0.8").party("north").patience

    assert patience.value == 0.8
    assert patience.high - patience.value == pytest.approx(PATIENCE[2] - PATIENCE[0])
    assert patience.by == "anna"


def test_a_patience_taken_back_is_the_default_again():
    case = edited(trade(), "north/patience=0.8", "north/patience=remove")

    assert case.party("north").patience is None


@pytest.mark.parametrize("threshold", [None, 50.0])
def test_patience_and_threshold_survive_the_file(threshold):
    case = edited(conditional(threshold), "north/patience=0.8")

    assert load(dump(case)) == case


def test_a_patience_and_a_threshold_written_into_the_file_become_judgements():
    text = dump(conditional()).replace(
        "    walk_away:", "    patience: {value: 0.7, range: [0.6, 0.8]}\n    walk_away:", 1
    )
    text = text.replace("  words: no grain", "  threshold: 50\n  words: no grain", 1)

    case = load(text, who="anna", when=NOON)

    assert case.party("north").patience.value == 0.7
    assert case.links[0].threshold == 50
    assert {each.on for each in case.judgements} == {"north/patience", "link/grain/water"}


def test_the_command_sets_a_threshold():
    assert edited(conditional(), "link/grain/water.threshold=50").links[0].threshold == 50


def test_two_parties_made_one_keep_the_patience_that_was_judged():
    case = edited(trade(), "south/patience=0.6")

    assert merge_party(case, "south", "north").party("north").patience.value == 0.6


def test_a_threshold_moves_to_the_scale_of_the_issue_its_own_is_merged_into():
    """Half of the water is half of whatever it becomes part of."""
    case = edited(conditional(50.0), "issue/rivers=add", "issue/rivers.high=10")

    assert merge_issue(case, "water", "rivers").links[0].threshold == 5


def test_what_cannot_be_is_pointed_out():
    case = conditional(120.0)
    case = case.model_copy(
        update={"links": (*case.links, case.links[0].model_copy(update={"form": "exchange", "threshold": 5}))}
    )
    case = edited(case, "north/patience=1.5")

    found = {(each.code, each.where) for each in check(case) if each.level == "warning"}
    assert found >= {
        ("off-scale", "north/patience"),
        ("off-scale", "link/grain/water"),
        ("threshold-unused", "link/grain/water"),
    }
