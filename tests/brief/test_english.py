"""Grammar that a reader would stumble over when it is wrong."""

from __future__ import annotations

import pytest
from tests.brief.cast import party

from parley.brief.english import is_plural, name, quoted, sentence, with_articles
from parley.brief.likelihood import chance, likelihood


@pytest.mark.parametrize(
    ("plain", "kind", "spoken", "plural"),
    [
        ("United States", "country", "the United States", False),
        ("Netherlands", "country", "the Netherlands", False),
        ("Honduras", "country", "Honduras", False),
        ("European Union", "bloc", "the European Union", False),
        ("U.S. Congress", "legislature", "the U.S. Congress", False),
        ("Congress", "legislature", "Congress", False),
        ("Senate", "legislature", "the Senate", False),
        ("Democrats", "faction", "Democrats", True),
        ("nurses", "group", "nurses", True),
        ("Transport Workers Union", "union", "the Transport Workers Union", False),
        (
            "Central Organization of Industrial Employees",
            "union",
            "the Central Organization of Industrial Employees",
            False,
        ),
        ("Bank of England", "body", "the Bank of England", False),
        ("Hamas", "armed-group", "Hamas", False),
        ("Northern Airways", "company", "Northern Airways", False),
        ("the opposition", "faction", "the opposition", False),
    ],
)
def test_a_name_has_its_article_and_its_number(plain, kind, spoken, plural):
    """ "The United States presses", "Democrats press"."""
    one = party("x", plain, kind=kind)

    assert name(one) == spoken
    assert is_plural(one) is plural


def test_articles_come_into_sentences_made_elsewhere_but_not_into_quotations():
    """The analysis knows plain names; the words of a story are nobody's to change."""
    parties = [party("us", "United States"), party("congress", "U.S. Congress")]

    said = with_articles("United States and U.S. Congress said “United States first”, the United States again", parties)

    assert said == "the United States and the U.S. Congress said “United States first”, the United States again"


def test_a_quotation_keeps_its_words_and_loses_marks_of_its_own_sentence():
    """No doubled quotation marks, no comma before the closing mark."""
    assert quoted("“He better move fast,”") == "“He better move fast”"
    assert quoted("a “wasted trip.”") == "“a ‘wasted trip’”"
    assert quoted("access for the U.S.") == "“access for the U.S.”"
    assert quoted("—without Ukraine") == "“without Ukraine”"


def test_a_sentence_ends_once():
    """A full stop inside a closing mark is enough."""
    assert sentence("they said “no.”") == "They said “no.”"
    assert sentence("Will they sign?") == "Will they sign?"
    assert sentence("“will they?” Likely (60%)") == "“Will they?” Likely (60%)."


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.049, "remote"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.45, "a roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
    ],
)
def test_words_of_likelihood_come_from_one_table(probability, word):
    """The same word means the same range everywhere."""
    assert likelihood(probability) == word


def test_a_probability_always_carries_its_number_and_its_warning():
    """A word alone is heard as one likes; an uncalibrated number alone is believed."""
    assert chance(0.62, 0.41, 0.8, calibrated=False) == "likely (62%, range 41% to 80%, uncalibrated)"
    assert chance(1.0, 1.0, 1.0, calibrated=False) == "almost certain (over 99%, uncalibrated)"
