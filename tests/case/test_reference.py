"""What holds on an issue without an agreement: judged like any number, kept in the file, gone when taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.case.small import trade

from parley.case.check import check
from parley.case.edit import judge
from parley.case.file import dump, load
from parley.case.judgements import apply
from parley.case.merging import merge_issue
from parley.case.record import Case

NOON = datetime(2025, 2, 22, 12, tzinfo=UTC)


def edited(case: Case, *assignments: str) -> Case:
    for assignment in assignments:
        case = apply(case, [judge(case, assignment, who="anna", when=NOON, why="it is the law today")])
    return case


def test_an_old_file_without_references_reads_as_before_and_writes_none():
    assert trade().issue("grain").reference is None
    assert "reference" not in dump(trade())


def test_a_reference_set_by_hand_is_a_judgement():
    reference = edited(trade(), "issue/grain/reference=20").issue("grain").reference

    assert (reference.value, reference.by) == (20, "anna")


def test_a_reference_taken_back_is_none_again():
    case = edited(trade(), "issue/grain/reference=20", "issue/grain/reference=remove")

    assert case.issue("grain").reference is None


def test_a_reference_survives_the_file():
    case = edited(trade(), "issue/grain/reference=20")

    assert load(dump(case)) == case


def test_a_reference_written_into_the_file_becomes_a_judgement():
    text = dump(trade()).replace("  grain:\n", "  grain:\n    reference: {value: 20, range: [10, 30]}\n", 1)

    case = load(text, who="anna", when=NOON)

    assert (case.issue("grain").reference.value, case.issue("grain").reference.low) == (20, 10)
    assert {each.on for each in case.judgements} == {"issue/grain/reference"}


def test_a_reference_moves_to_the_scale_of_the_issue_its_own_is_merged_into():
    case = edited(trade(), "issue/water/reference=50", "issue/rivers=add", "issue/rivers.high=10")

    assert merge_issue(case, "water", "rivers").issue("rivers").reference.value == 5


def test_a_reference_off_its_scale_is_pointed_out():
    found = check(edited(trade(), "issue/grain/reference=300"))

    assert [each.where for each in found if each.code == "off-scale"] == ["issue/grain/reference"]


@pytest.mark.parametrize("key", ["issue/salt/reference", "issue/grain/status-quo"])
def test_only_issues_there_are_have_a_reference(key):
    with pytest.raises(Exception, match="has no"):
        edited(trade(), f"{key}=20")
