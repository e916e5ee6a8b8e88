"""An analyst's edits are laid over the draft; reading again, or a changed rule, loses none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.case.stories import minerals, strike

from parley.case.draft import draft
from parley.case.edit import judge, judgement
from parley.case.judgements import apply
from parley.case.record import Correlation
from parley.errors import CaseError

NOON = datetime(2025, 2, 22, 12, tzinfo=UTC)


@pytest.fixture
def case():
    return draft([minerals().dossier()])


def edit(case, assignment, **more):
    return judge(case, assignment, who="anna", when=NOON, why="she asked", **more)


def test_an_edit_replaces_the_number_and_names_who_and_why(case):
    edited = apply(case, [edit(case, "ukraine/security-guarantees/position=70", low=60, high=80)])

    position = edited.stance("ukraine", "security-guarantees").position
    assert (position.low, position.value, position.high) == (60, 70, 80)
    assert (position.by, position.why, position.basis) == ("anna", "she asked", (edited.judgements[0].id,))


def test_reading_the_story_again_keeps_every_edit(case):
    edited = apply(case, [edit(case, "ukraine/walk-away=0.6", low=0.5, high=0.7), edit(case, "party/russia=remove")])

    again = draft([minerals().dossier()], judgements=edited.judgements)

    assert again == edited
    assert "russia" not in {party.key for party in again.parties}


def test_an_edit_whose_target_is_gone_is_kept_and_comes_back_with_it(case):
    made = edit(case, "russia/influence=50", low=40, high=60)

    elsewhere = draft([strike().dossier()], judgements=[made])

    assert [judgement.orphaned for judgement in elsewhere.judgements] == [True]
    back = draft([minerals().dossier()], judgements=elsewhere.judgements)
    assert back.party("russia").influence.value == 50
    assert not back.judgements[0].orphaned


def test_undo_is_one_more_judgement(case):
    edited = apply(case, [edit(case, "issue/mineral-access=remove")])

    undone = apply(edited, [edit(edited, f"judgement/{edited.judgements[0].id}=undo")])

    assert undone.issues == case.issues
    assert undone.stances == case.stances
    assert len(undone.judgements) == 2


def test_undoing_an_undo_brings_the_edit_back(case):
    once = apply(case, [edit(case, "issue/mineral-access=remove")])
    twice = apply(once, [edit(once, f"judgement/{once.judgements[0].id}=undo")])

    thrice = apply(twice, [edit(twice, f"judgement/{twice.judgements[1].id}=undo")])

    assert "mineral-access" not in {issue.key for issue in thrice.issues}


def test_merging_issues_moves_stances_and_later_edits_follow(case):
    merged = apply(case, [edit(case, "issue/mineral-access=merge:security-guarantees")])
    later = judge_after_merge(case, merged)

    assert [issue.key for issue in merged.issues] == ["security-guarantees"]
    assert merged.links == ()
    assert later.stance("united-states", "security-guarantees").position.value == 30


def judge_after_merge(case, merged):
    made = edit(case, "united-states/mineral-access/position=30", low=20, high=40)
    return apply(merged, [made])


def test_merging_parties_joins_what_they_said(case):
    merged = apply(case, [edit(case, "party/assembly=merge:united-states")])

    assert "assembly" not in {party.key for party in merged.parties}
    assert merged.party("united-states").ratifies


def test_a_party_and_a_stance_the_story_does_not_know_can_be_added(case):
    added = apply(case, [edit(case, "party/france=add")])

    stated = apply(added, [edit(added, "france/mineral-access/position=20", low=10, high=30)])

    assert stated.party("france").role == "bargaining"
    assert stated.stance("france", "mineral-access").salience.is_default


def test_a_misspelt_key_is_answered_with_the_nearest(case):
    with pytest.raises(CaseError, match="ukraine/security-guarantees/position"):
        edit(case, "ukraine/security-guarantee/position=70")


def test_an_edit_without_a_reason_is_refused(case):
    with pytest.raises(CaseError, match="--why"):
        judge(case, "ukraine/walk-away=0.5", who="anna", when=NOON, why=" ")


def test_a_pressure_no_story_reports_is_added_and_judged_like_any_other(case):
    """Without a number it is as strong as one report of its form; a later judgement, or an undo, finds it there."""
    added = apply(case, [edit(case, "pressure/russia/ukraine/deadline=add")])
    stronger = apply(added, [edit(added, "pressure/russia/ukraine/deadline=0.2", low=0.1, high=0.3)])
    undone = apply(stronger, [edit(stronger, f"judgement/{added.judgements[0].id}=undo")])

    assert added.pressures[-1].strength.is_default
    assert added.pressures[-1].basis == (added.judgements[0].id,)
    assert stronger.pressures[-1].strength.value == 0.2
    assert undone.pressures == case.pressures
    assert [each.orphaned for each in undone.judgements] == [False, True, False]


@pytest.mark.parametrize("on", ["pressure/narnia/ukraine/threat", "pressure/ukraine/ukraine/threat"])
def test_a_pressure_by_nobody_of_the_case_waits_for_its_party(case, on):
    edited = apply(case, [edit(case, f"{on}=add")])

    assert edited.pressures == case.pressures
    assert edited.judgements[0].orphaned


def test_a_question_no_story_asks_is_added_and_changed(case):
    made = judgement(
        "question/will-congress-agree",
        {"add": True, "text": "Will Congress agree?", "form": "will", "resolves_by": "2025-06-01"},
        who="anna",
        when=NOON,
        why="the deal needs it",
    )
    edited = apply(case, [made])
    again = apply(edited, [edit(edited, "question/will-congress-agree.text=Will the Senate agree?")])

    assert edited.questions[-1].text == "Will Congress agree?"
    assert edited.questions[-1].resolves_by == date(2025, 6, 1)
    assert again.questions[-1].text == "Will the Senate agree?"
    assert len(again.questions) == len(case.questions) + 1


def test_a_party_that_goes_takes_the_correlations_of_its_numbers_with_it(case):
    """Trying out what happens without a party must not stumble over a pair that only half exists."""
    tied = Correlation(one="ukraine/influence", other="russia/influence", rank=-0.5)
    apart = Correlation(one="ukraine/influence", other="united-states/influence", rank=0.5)
    case = case.model_copy(update={"correlations": (tied, apart)})
    edited = apply(case, [edit(case, "party/russia=remove")])
    back = apply(edited, [edit(edited, f"judgement/{edited.judgements[0].id}=undo")])

    assert edited.correlations == (apart,)
    assert back.correlations == (tied, apart)
