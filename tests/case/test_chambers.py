"""Chambers that must ratify: drafted, written, read, edited and checked."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from tests.case.small import judged, party, share, trade
from tests.case.stories import minerals

from parley.case.chambers import (
    Chamber,
    Ideal,
    Member,
    as_fraction,
    chambers_of,
    default_chamber,
    must_exceed,
)
from parley.case.check import check
from parley.case.draft import draft
from parley.case.edit import judge
from parley.case.file import dump, load
from parley.case.judgements import apply
from parley.case.nodes import CaseFileError
from parley.case.record import Case

NOON = datetime(2025, 2, 22, 12, tzinfo=UTC)


def senate(**fields: object) -> Chamber:
    members = (
        Member(key="left", name="Left", votes=40, heads=40, like="north"),
        Member(key="right", name="Right", votes=45, bloc="old", support=share(0.4)),
        Member(
            key="centre",
            votes=15,
            bloc="old",
            ideals=(Ideal(issue="water", position=judged(40), salience=share(0.6)),),
            walk_away=share(0.3),
            veto=True,
        ),
    )
    return Chamber(key="senate", name="Senate", side="north", members=members, **fields)


def with_senate(**fields: object) -> Case:
    return trade().model_copy(update={"chambers": (senate(**fields),)})


def edited(case: Case, *assignments: str) -> Case:
    for text in assignments:
        case = apply(case, [judge(case, text, who="anna", when=NOON, why="the rules of the house")])
    return case


def test_a_ratifying_constituency_of_a_story_becomes_a_chamber_with_named_defaults():
    case = draft([minerals().dossier()])
    (ratifier,) = [each for each in case.parties if each.ratifies]

    (chamber,) = case.chambers

    assert (chamber.key, chamber.side) == (ratifier.key, ratifier.side)
    assert [(member.like, member.votes) for member in chamber.members] == [(ratifier.key, 1)]
    assert chamber.quota.is_default
    assert chamber.noise.is_default
    assert chamber.basis == ratifier.basis


def test_the_file_shows_the_defaults_a_chamber_was_given():
    """What nobody sees, nobody corrects."""
    text = dump(draft([minerals().dossier()])).split("\ndraft:")[0]

    assert "quota: {value: 0.5, range: [0.333" in text
    assert "noise: {value: 0.1, range: [0.05, 0.2], by: default" in text


def test_a_chamber_with_members_reads_back_the_same():
    case = with_senate(quota=0.6, heads_quota=0.5, more_than=False)

    assert load(dump(case)) == case


def test_a_chamber_written_by_hand_needs_only_a_number_for_its_quota():
    by_hand = """chambers:
  duma:
    name: Duma
    side: south
    quota: 0.667
    members:
    - {key: all, like: south}"""
    text = dump(trade()).replace("chambers: {}", by_hand, 1)

    (chamber,) = load(text).chambers

    assert (chamber.quota.value, chamber.quota.by) == (0.667, "edited by hand")
    assert not chamber.quota.is_default


def test_changes_by_hand_are_kept_as_judgements():
    case = with_senate()
    text = dump(case).replace("votes: 45", "votes: 55", 1)

    back = load(text)

    assert back.chambers[0].members[1].votes == 55
    assert [judgement.on for judgement in back.judgements] == ["chamber/senate"]
    assert load(dump(back)) == back


@pytest.mark.parametrize(
    ("bad", "words"),
    [("votes: .nan", "finite number"), ("votes: -3", "greater than or equal to 0"), ("votes: x", "valid number")],
)
def test_votes_that_are_no_number_are_refused_with_their_line(bad, words):
    with pytest.raises(CaseFileError, match=words):
        load(dump(with_senate()).replace("votes: 45", bad, 1))


def test_a_quota_and_a_support_are_numbers_like_any_other():
    case = edited(with_senate(), "chamber/senate/quota=0.6", "chamber/senate/left/support=0.9")

    assert (case.chambers[0].quota.value, case.chambers[0].quota.by) == (0.6, "anna")
    assert case.chambers[0].members[0].support.value == 0.9
    assert load(dump(case)) == case


def test_a_second_quota_can_be_set_and_taken_away_again():
    case = edited(with_senate(), "chamber/senate/heads-quota=0.55")
    assert case.chambers[0].heads_quota.value == 0.55

    assert edited(case, "chamber/senate/heads-quota=remove").chambers[0].heads_quota is None


def test_a_chamber_is_added_renamed_and_removed():
    case = edited(trade(), "chamber/north=add", "chamber/north.name=The Althing")
    assert [(each.name, each.members[0].like) for each in case.chambers] == [("The Althing", None)]

    assert edited(case, "chamber/north=remove").chambers == ()


def test_who_must_ratify_after_all_gets_a_chamber_and_who_need_not_loses_it():
    case = trade().model_copy(update={"parties": (*trade().parties, party("guild", role="constituency"))})

    must = edited(case, "party/guild.ratifies=yes")
    assert [each.key for each in must.chambers] == ["guild"]
    assert edited(must, "party/guild.ratifies=no").chambers == ()


def test_a_party_that_goes_takes_its_chambers_and_members_along():
    gone = edited(with_senate(), "party/north=remove")
    merged = edited(with_senate(), "party/north=merge:south")

    assert gone.chambers == ()
    assert (merged.chambers[0].side, merged.chambers[0].members[0].like) == ("south", "south")


def test_an_issue_that_goes_takes_ideals_on_it_along():
    assert edited(with_senate(), "issue/water=remove").chambers[0].members[2].ideals == ()
    moved = edited(with_senate(), "issue/water=merge:grain").chambers[0].members[2].ideals
    assert [ideal.issue for ideal in moved] == ["grain"]


def test_a_party_that_ratifies_without_a_chamber_of_its_own_is_one():
    guild = party("guild", role="constituency").model_copy(update={"ratifies": True, "side": "north"})
    case = trade().model_copy(update={"parties": (*trade().parties, guild)})

    assert chambers_of(case) == (default_chamber(guild),)
    assert chambers_of(with_senate()) == (senate(),)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quota": 1.3}, "which no vote can meet"),
        ({"weight_quota": 0.65}, "second weight, which no member has"),
        ({"quota": 1.0, "more_than": True}, "more than all"),
    ],
)
def test_a_rule_nothing_can_meet_is_a_warning(fields, words):
    found = [finding for finding in check(with_senate(**fields)) if finding.code == "chamber-unusable"]

    assert len(found) == 1
    assert found[0].level == "warning"
    assert words in found[0].message


def test_a_side_that_is_no_party_is_a_warning_that_names_the_parties():
    case = trade().model_copy(update={"chambers": (senate().model_copy(update={"side": "east"}),)})

    (found,) = [finding for finding in check(case) if finding.code == "chamber-unusable"]
    assert "“east” is no party" in found.message
    assert "north, south" in found.message


def test_a_majority_is_more_than_half_and_two_thirds_are_enough():
    assert must_exceed(senate(), 0.5)
    assert not must_exceed(senate(), 0.667)
    assert not must_exceed(senate(more_than=False), 0.5)
    assert [as_fraction(each) for each in (0.6, 0.6667, 0.55)] == [Fraction(3, 5), Fraction(2, 3), Fraction(11, 20)]
