"""The gazetteer: names that mean a country or a known body wherever they stand."""

from __future__ import annotations

import pytest

from parley.evidence.names import gazetteer, split_words
from parley.evidence.words import lexicon
from parley.language.tree import Token


def tokens(*words: str) -> list[Token]:
    return [Token(i, word, 0, 0, word.lower(), "PROPN", "root", i) for i, word in enumerate(words)]


@pytest.mark.parametrize(
    ("words", "key", "sense"),
    [
        (("Ukraine",), "ukraine", "name"),
        (("U.S.",), "united-states", "name"),
        (("Russian",), "russia", "demonym"),
        (("Beijing",), "china", "capital"),
        (("White", "House"), "united-states", "seat"),
        (("European", "Commission"), "european-union", "name"),
        (("MEXICO", "CITY"), "mexico", "capital"),
    ],
)
def test_a_government_is_known_by_any_of_its_names(words, key, sense):
    """Names, adjectives, capitals and seats of government stand for one party; capitals in a dateline too."""
    (match,) = gazetteer().find(tokens(*words))

    assert (match.name.key, match.name.sense) == (key, sense)
    assert match.last == len(words) - 1


def test_the_longest_name_wins():
    """“South Korea” is not Korea with a word before it."""
    (match,) = gazetteer().find(tokens("South", "Korea"))

    assert match.name.code == "KOR"


def test_a_pronoun_is_no_country():
    """“us” is not the US: names are compared as written."""
    assert gazetteer().find(tokens("us", "with")) == []


def test_commas_and_hyphens_stand_alone_as_the_tokenizer_leaves_them():
    assert split_words("Washington, D.C.") == ("Washington", ",", "D.C.")


def test_the_word_lists_have_their_form():
    """Analysts edit these files; a slip must show here, not as a silent gap."""
    for code, entry in lexicon("countries").items():
        assert len(code) == 3, code
        assert code.isupper(), code
        assert entry["name"], code
    for body in lexicon("bodies")["known"]:
        assert body["name"], body
        assert body["type"], body
