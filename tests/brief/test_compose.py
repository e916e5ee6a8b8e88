"""Sentences from records, each with what it rests on."""

from __future__ import annotations

import re

import pytest
from tests.brief.cast import cite, issue, minerals, minerals_results, strike, strike_results

from parley.analysis.result import Answer, Method
from parley.brief.compose import compose
from parley.brief.ledger import Ledger, UnsupportedSentence
from parley.brief.markdown import to_markdown
from parley.brief.record import Brief
from parley.brief.references import references, sentences
from parley.brief.sayings import pressures, ranked_issues, spokespeople
from parley.brief.spoken import spoken
from parley.case.record import Envoy, Question
from parley.record import Finding


@pytest.fixture(scope="module")
def brief() -> Brief:
    case = minerals()
    return compose(case, minerals_results(case))


@pytest.fixture(scope="module")
def strike_brief() -> Brief:
    case = strike()
    return compose(case, strike_results(case))


def test_every_sentence_rests_on_something_that_can_be_looked_up(brief, strike_brief):
    """A reader who clicks must find a source sentence, a judgement or a result, never nothing."""
    for each in (brief, strike_brief):
        known = {*(citation.id for citation in each.citations), *(note.id for note in each.notes)}
        for sentence in sentences(each):
            assert sentence.basis, sentence.text
            assert set(sentence.basis) <= known, sentence.text


def test_nothing_is_kept_that_no_sentence_rests_on(brief):
    """The brief quotes what it uses and no more of the story."""
    used = set(references(brief))

    assert {citation.id for citation in brief.citations} <= used


def test_a_sentence_on_an_unknown_id_is_refused():
    """A link that leads nowhere is worse than no sentence."""
    case = minerals()
    broken = case.model_copy(update={"citations": case.citations[1:]})

    with pytest.raises(UnsupportedSentence, match="e1"):
        compose(broken, minerals_results(broken))


def test_equal_case_and_results_give_an_equal_brief(brief):
    """Same input, same output: a brief can be checked by making it again."""
    case = minerals()

    assert compose(case, minerals_results(case)) == brief


def test_two_unlike_stories_share_no_sentence(brief, strike_brief):
    """A sentence that fits every story says nothing about this one."""
    assert not {one.text for one in sentences(brief)} & {other.text for other in sentences(strike_brief)}


def test_sentences_are_well_formed(brief, strike_brief):
    """A capital at the start, one stop at the end, no key and no doubled mark."""
    for each in (brief, strike_brief):
        for sentence in list(sentences(each))[1:]:
            assert re.match(r"[“‘(]*[A-Z0-9]", sentence.text), sentence.text
            assert re.search(r"[.!?][”’)]*$", sentence.text), sentence.text
            assert not re.search(r"\.\.|,,|\s[,.;:]|  |[a-z]_[a-z]|None", sentence.text), sentence.text


def test_the_headline_says_who_over_what_and_where_it_stands(brief, strike_brief):
    """The first line is the brief for those who read no more."""
    assert brief.headline.text == "The United States and Ukraine near a deal, with security guarantees on the table"
    assert "stalled" in strike_brief.headline.text


@pytest.mark.parametrize(
    ("state", "sentence", "headline"),
    [
        ("near-deal", "Both said they were close to a deal.", "near a deal, with wages on the table"),
        ("near-deal", "Both said they were close to a deal on wages.", "near a deal on wages"),
        ("advancing", "Talks resume on Monday.", "move closer to a deal, with wages on the table"),
        ("advancing", "The two made progress on a wage ladder.", "move closer to a deal on wages"),
        ("agreed", "The two signed an accord on pensions.", "have struck a deal in talks on wages"),
        ("agreed", "The two agreed on wages at dawn.", "have agreed on wages"),
        ("stalled", "The talks have stalled again.", "have stalled, with wages on the table"),
        ("stalled", "The wage talks have stalled again.", "on wages have stalled"),
        ("collapsed", "The two broke off their talks on pensions.", "have broken down, with wages on the table"),
    ],
)
def test_no_deal_is_told_nearer_on_an_issue_than_the_story_says(state, sentence, headline):
    """ "Talks resume on Monday" says nothing of what the sides are farthest apart on."""
    known = strike()
    citations = (cite("w1", sentence, sentence, "w", "status"), *known.citations[1:])
    case = known.model_copy(update={"state": state, "citations": citations})
    brief = compose(case, strike_results(case))

    assert headline in brief.headline.text
    assert not [said.text for said in sentences(brief) if re.search("are (stalled|broken down)", said.text)]


def test_who_speaks_comes_before_whom_they_speak_for():
    """In the order in which English says it, alone and with others."""
    known = strike()
    talks = "for the Dock Workers Union in the talks with the port employers."
    one, two = (Envoy(name=each, role="", basis=("w2",)) for each in ("Ada Moe", "Ben Roy"))
    told = []
    for envoys in ((one,), (one, two)):
        union = known.parties[0].model_copy(update={"envoys": envoys})
        case = known.model_copy(update={"parties": (union, *known.parties[1:])})
        told.append(spokespeople(Ledger(case, strike_results(case)), union).text)

    assert told == [f"Ada Moe speaks {talks}", f"Ada Moe and Ben Roy speak {talks}"]


def test_those_pressed_alike_in_the_same_words_are_told_together():
    """One warning to three sides is one sentence, which rests on all three."""
    known = minerals()
    first = known.pressures[0]
    also = first.model_copy(update={"on": "russia"})
    case = known.model_copy(update={"pressures": (first, also)})
    (said,) = pressures(Ledger(case, minerals_results(case)))

    assert "Ukraine and Russia" in said.text
    assert said.text.count("“") <= 1
    assert {f"estimate/pressure/united-states/{one}/threat" for one in ("ukraine", "russia")} <= set(said.basis)


def test_a_text_without_a_headline_is_called_so():
    """A pasted text goes by a dash; a reader is told in words, not in quotation marks around nothing."""
    known = minerals()
    source = known.sources[0].model_copy(update={"title": "-", "outlet": None, "address": None})
    case = known.model_copy(update={"title": "Untitled", "sources": (source,)})
    found = compose(case, minerals_results(case))

    assert [one.title for one in found.sources] == ["A story without a headline"]
    assert "Read from a story without a headline" in found.caveat
    assert not [one.text for one in found.notes if "“”" in one.text or "“Untitled”" in one.text]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("The story has no date, so its moves count as the oldest. Give one: --as-of YYYY-MM-DD", "as the oldest."),
        ("Named in passing and left out: U.S. Steel. To seat one: party/KEY=add", "left out: U.S. Steel."),
        ("Nothing is on the table; add an issue: issue/KEY=add", "Nothing is on the table."),
        ("“pay -- and more” is no issue of the case.", "no issue of the case."),
    ],
)
def test_a_reader_is_not_told_what_to_type(message, told):
    """What an analyst may do in a terminal is no news to those a brief is for."""
    case = minerals().model_copy(update={"findings": (Finding(level="warning", code="any", message=message),)})
    (found,) = [one for one in compose(case, minerals_results(case)).findings if one.code == "any"]

    assert found.message.endswith(told)


def test_what_a_side_is_known_to_want_leads_before_what_is_only_named_often():
    """A story may name plants in every line (struck, closed, joint) while the sides bargain over pay."""
    known = minerals()
    plants = issue("plants", "plants", *(citation.id for citation in known.citations))
    case = known.model_copy(update={"issues": (plants, *known.issues)})

    ranked = [one.key for one in ranked_issues(Ledger(case, minerals_results(case)))]

    assert ranked[0] == "security-guarantees"
    assert ranked[-1] == "plants"


def test_what_is_asked_for_leads_before_what_has_been_granted():
    """ "Still bargaining over" names what one side wants, not what the other has agreed to already."""
    known = minerals()
    said = {"e1": "demands by united-states", "e2": "accepts by ukraine", "e3": "offers by united-states"}
    citations = tuple(one.model_copy(update={"summary": said.get(one.id, "")}) for one in known.citations)
    case = known.model_copy(update={"citations": citations})

    ranked = [one.key for one in ranked_issues(Ledger(case, minerals_results(case)))]

    assert ranked == ["mineral-access", "security-guarantees"]


def test_a_question_no_model_weighs_is_not_given_a_probability(brief):
    """The chance of an agreement is no answer to "how long can the strike fund last?"."""
    case = strike()
    asked = "How long can the strike fund of the Dock Workers Union last?"
    question = Question(key="fund", text=asked, form="other", basis=("w2",))
    answer = Answer(
        question="fund",
        text=asked,
        form="probability",
        value=0.8,
        low=0.5,
        high=0.99,
        unit="probability",
        headline="The chance of an agreement of Dock Workers Union and port employers is put at 80 percent (50 to 99)",
        reasons=(),
        method=Method(name="draws"),
        default_share=0.6,
        findings=(Finding(level="note", code="question-taken-as-agreement", message="taken as agreement"),),
    )
    asking = case.model_copy(update={"questions": (question,)})

    text = to_markdown(compose(asking, strike_results(asking).model_copy(update={"answers": (answer,)})))

    assert f"The models cannot weigh “{asked}”; in its place, an agreement of the Dock Workers Union" in text
    assert f"“{asked}” Likely" not in text
    assert f"| {asked} |" not in text


def test_an_issue_met_at_the_start_of_a_line_gets_a_small_letter():
    """A bullet's capital is no part of an issue's name; the capital of a name is."""
    case = strike()
    bullet = cite("w4", "Pensions for all", "Pensions", "w", "issue")
    named = cite("w5", "The union wants a cap on Medicare costs.", "Medicare costs", "w", "issue")
    issues = (issue("pensions", "Pensions", "w4"), issue("medicare", "Medicare costs", "w5"))
    case = case.model_copy(update={"issues": issues, "stances": (), "citations": (*case.citations, bullet, named)})

    assert [each.name for each in spoken(case).issues] == ["pensions", "Medicare costs"]
    assert spoken(case).issues[0].scale.high_label == "full pensions"


def test_what_an_analyst_judged_is_shown_with_who_and_why(brief):
    """An edit is a judgement of somebody, and the brief says whose."""
    assert "Judgement by an analyst on 22 February 2025: Kyiv has said so since Munich." in {
        note.text for note in brief.notes
    }


def test_a_default_says_that_nobody_has_said_why_yet(brief):
    """What no story says must not look like something one does."""
    russia = next(sentence for sentence in sentences(brief) if sentence.text.startswith("Russia is assumed"))

    assert russia.text == "Russia is assumed at 50 (5 to 95) on security guarantees: nobody has said why yet."
    assert russia.basis == ("default/russia/security-guarantees/position",)
