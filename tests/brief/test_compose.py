"""Sentences from records, each with what it rests on."""

from __future__ import annotations

import re

import pytest
from tests.brief.cast import minerals, minerals_results, strike, strike_results

from parley.brief.compose import compose
from parley.brief.ledger import UnsupportedSentence
from parley.brief.record import Brief
from parley.brief.references import references, sentences


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
    assert brief.headline.text == "The United States and Ukraine near a deal on security guarantees"
    assert "stalled" in strike_brief.headline.text
