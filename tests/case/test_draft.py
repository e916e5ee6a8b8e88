"""Evidence becomes a case: parties, issues on labelled scales, stances with a range, and nothing nobody said."""

from __future__ import annotations

from datetime import date

import pytest
from tests.case.stories import Teller, minerals, strike
from tests.evidence.telling import DAM, dossier

from parley.case.draft import cited, draft
from parley.case.words import is_amount
from parley.errors import CaseError
from parley.evidence.record import Actor, IssueMention, Move, Position


def test_a_demand_stands_near_the_high_end_and_says_what_it_rests_on():
    case = draft([minerals().dossier()])

    position = case.stance("ukraine", "security-guarantees").position

    assert 80 <= position.low < position.value <= position.high <= 100
    assert [case.citation(id).text for id in position.basis] == ["Ukraine demands security guarantees"]


def test_what_nobody_said_is_a_wide_default_that_says_so():
    position = draft([minerals().dossier()]).stance("united-states", "security-guarantees").position

    assert position.is_default
    assert (position.low, position.value, position.high) == (5, 50, 95)
    assert position.why == "nobody has said why yet"


def test_the_ends_of_a_scale_carry_the_storys_own_nouns():
    scale = draft([minerals().dossier()]).issue("security-guarantees").scale

    assert scale.low_label == "no security guarantees"
    assert scale.high_label == "full security guarantees, as Ukraine asks"


def test_amounts_on_one_unit_make_a_scale_of_their_own():
    case = draft([strike().dossier()])

    scale = case.issue("wage-increase").scale

    assert (scale.low, scale.high, scale.unit) == (25, 40, "percent")
    assert case.stance("machinists", "wage-increase").position.value == 40
    assert case.stance("plane-maker", "wage-increase").position.value == 25


def test_to_object_to_a_lack_of_something_is_to_want_it():
    """Who objects to a lack of guarantees does not refuse guarantees."""
    story = minerals()
    other = Teller("Ukraine objected to a lack of security guarantees.", day=date(2025, 2, 20))
    other.add(
        Position,
        "Ukraine objected to a lack of security guarantees",
        party="ukraine",
        issue="security-guarantees",
        issue_words="security guarantees",
        stance="rejects",
    )

    case = draft([story.dossier(), other.dossier()])

    assert case.stance("ukraine", "security-guarantees").position.value > 85


def test_a_statement_that_does_not_name_the_issue_places_nobody():
    story = minerals()
    story.add(
        Position,
        "risks losing everything",
        party="ukraine",
        issue="mineral-access",
        issue_words="mineral access",
        stance="rejects",
    )

    case = draft([story.dossier()])

    assert case.stance("ukraine", "mineral-access").position.is_default
    assert "position-left-out" in {finding.code for finding in case.findings}


@pytest.mark.parametrize(
    "words", ["a first draft", "sign", "a proposal pushed by Kyiv", "agreement must be ratified", "what has been said"]
)
def test_the_text_on_the_table_and_a_clause_are_no_issue_and_are_told(words):
    story = minerals()
    story.add(Position, "risks losing everything", party="ukraine", issue="words", issue_words=words, stance="demands")

    case = draft([story.dossier()])

    assert "words" not in {issue.key for issue in case.issues}
    assert "issue/words" in {finding.where for finding in case.findings if finding.code == "no-issue"}


@pytest.mark.parametrize(("confidence", "is_one"), [(0.4, False), (0.6, True)])
def test_one_word_is_an_issue_only_where_the_reading_is_sure_of_it(confidence, is_one):
    """ "Niamey refused to follow": what somebody does names nothing to be had more or less of; a finding says so."""
    story = minerals()
    story.add(IssueMention, "risks", key="risk", name="risk", confidence=confidence)
    story.add(Position, "risks losing everything", party="ukraine", issue="risk", issue_words="risk", stance="rejects")

    case = draft([story.dossier()])

    assert ("risk" in {issue.key for issue in case.issues}) == is_one
    assert ("issue/risk" in {finding.where for finding in case.findings if finding.code == "no-issue"}) != is_one


def test_an_amount_is_of_the_issue_that_is_counted_so_and_no_issue_itself():
    """Who offers 7 percent where a raise of 12 percent is asked for speaks of the raise."""
    story = Teller("The union asks for a raise of 12 percent.", "Nordlink offered 7 percent.", day=date(2025, 3, 4))
    asked = story.add(
        Move, "asks for a raise of 12 percent", act="demand", by="union", issue="raise", amount=12, unit="percent",
        firmness=0.7, content="raise",
    )  # fmt: skip
    offered = story.add(
        Move, "offered 7 percent", act="offer", by="nordlink", issue="amount", amount=7, unit="percent",
        firmness=0.7, content="7 percent",
    )  # fmt: skip
    for party, words, issue, issue_words, stance, move in (
        ("union", "The union asks for a raise", "raise", "raise", "demands", asked),
        ("nordlink", "Nordlink offered 7 percent", "amount", "7 percent", "offers", offered),
    ):
        story.add(Actor, words.split(" a")[0].split(" o")[0], key=party, name=party, type="organisation")
        story.add(Position, words, party=party, issue=issue, issue_words=issue_words, stance=stance, moves=(move,))

    case = draft([story.dossier()])

    assert [issue.key for issue in case.issues] == ["raise"]
    assert case.issues[0].scale.unit == "percent"
    assert not case.stance("nordlink", "raise").position.is_default


@pytest.mark.parametrize(
    ("words", "is_one"), [("7 percent", True), ("25 years", True), ("$500 billion", True), ("a 32-hour week", False)]
)
def test_a_phrase_that_only_says_how_much_is_an_amount(words, is_one):
    assert is_amount(words) == is_one


def test_acts_that_disagree_widen_a_position():
    story = minerals()
    firm = draft([story.dossier()]).stance("ukraine", "security-guarantees").position
    story.add(
        Position,
        "Ukraine demands security guarantees in",
        party="ukraine",
        issue="security-guarantees",
        issue_words="security guarantees",
        stance="rejects",
    )

    torn = draft([story.dossier()]).stance("ukraine", "security-guarantees").position

    assert torn.high - torn.low > firm.high - firm.low


def test_every_id_a_case_rests_on_resolves_to_words_inside_their_sentence():
    case = draft([minerals().dossier(), strike().dossier()])

    for id in cited(case):
        citation = case.citation(id)
        assert citation.sentence[citation.start : citation.start + len(citation.text)] == citation.text


def test_several_stories_make_one_case_whatever_their_order():
    """Estimates cite every story; the order in which files were named means nothing."""
    earlier, later = strike(date(2024, 9, 1)), strike(date(2024, 9, 13))
    later.article = later.article.model_copy(update={"id": "another"})

    one = draft([earlier.dossier(), later.dossier()])

    assert one == draft([later.dossier(), earlier.dossier()])
    assert len(one.sources) == 2
    assert [party.key for party in one.parties] == [party.key for party in draft([earlier.dossier()]).parties]


def test_a_story_without_questions_is_asked_for_an_agreement_by_a_day():
    case = draft([strike().dossier()])

    assert [question.text for question in case.questions] == ["Agreement by 12 December 2024?"]


def test_a_legislature_behind_a_side_must_ratify():
    assembly = draft([minerals().dossier()]).party("assembly")

    assert assembly.ratifies
    assert assembly.side == "united-states"


def test_a_page_on_which_nobody_bargains_is_an_error_that_says_so():
    with pytest.raises(CaseError, match="No negotiation found"):
        draft([Teller("The museum opens on Monday.").dossier()])


@pytest.mark.parametrize("verb", ["reduce", "change", "lift"])
def test_who_refuses_to_take_from_a_thing_wants_it_kept(verb):
    """ "Refused to change the structure" holds to the structure."""
    words = "Ethiopia rejected the demand and offered voluntary guidelines instead."
    case = draft([dossier(DAM.replace(words, f"Ethiopia refused to {verb} water releases."))])

    assert case.stance("ethiopia", "water-releases").position.value > 50
