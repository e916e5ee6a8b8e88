"""What a rule may ask of one sentence."""

from __future__ import annotations

import pickle

import pytest
from tests.language import sentences

from parley.errors import LanguageError
from parley.language.tree import Token, Tree


@pytest.fixture
def rejected() -> Tree:
    return sentences.tree(sentences.REJECTED, "ud")


def only(tree: Tree, text: str) -> int:
    (found,) = [token.i for token in tree if token.text == text]
    return found


def phrase(tree: Tree, text: str, drop: tuple[str, ...] = ()) -> str:
    return tree.text[slice(*tree.span_of(only(tree, text), drop))]


def test_places_are_those_of_the_sentence_as_given(rejected):
    """Evidence is a verbatim span: one code point off and the quotation cannot be found again."""
    assert all(rejected.text[token.start : token.end] == token.text for token in rejected)


def test_the_root_is_its_own_head(rejected):
    """A walk upwards stops there without asking for a special value."""
    assert rejected.root.text == "rejected"
    assert rejected.root.head == rejected.root.i
    assert rejected.root.dep == "root"


def test_a_subtree_is_told_by_its_first_and_last_word(rejected):
    """Rules cut phrases out of sentences by these."""
    first, last = rejected.subtree(only(rejected, "exchange"))

    assert (rejected[first].text, rejected[last].text) == ("in", "minerals")


def test_a_phrase_can_leave_out_its_preposition(rejected):
    """An issue is called "minerals", not "for minerals"."""
    assert phrase(rejected, "minerals") == "for minerals"
    assert phrase(rejected, "minerals", ("case",)) == "minerals"


def test_a_phrase_ends_where_a_dropped_part_begins():
    """A span is one stretch of text; it cannot jump over the relative clause."""
    tree = sentences.tree(sentences.BELONGS, "ud")

    assert phrase(tree, "envoy") == "Trump’s envoy who resigned"
    assert phrase(tree, "envoy", ("acl",)) == "Trump’s envoy"


def test_a_phrase_ends_without_comma_full_stop_or_half_a_pair_of_quotation_marks():
    """“The deal collapsed,” Waltz said: the quotation marks are not among the words said."""
    tree = sentences.tree(sentences.AFTERWARDS, "ud")

    assert phrase(tree, "collapsed", ("parataxis",)) == "“The deal collapsed,”"
    assert phrase(tree, "deal") == "The deal"


def test_a_subtype_answers_for_its_relation():
    """UD 2.16 has obl:unmarked ("last week") where older treebanks had obl."""
    tree = sentences.tree(sentences.OFFERED, "ud")

    assert ("", "week") in [(preposition, token.text) for preposition, token in tree.obliques(tree.root.i)]


def test_what_is_offered_comes_before_to_whom():
    """objects()[0] is the thing; the relation of the second tells that it is the recipient."""
    tree = sentences.tree(sentences.OFFERED, "ud")
    thing, recipient = tree.objects(tree.root.i)

    assert (thing.text, recipient.text, recipient.dep) == ("aid", "Kyiv", "iobj")


def test_no_deal_is_a_denied_deal():
    """“There is no deal on minerals” is evidence that there is none."""
    tree = sentences.tree(sentences.EXISTS, "ud")

    assert tree.is_negated(only(tree, "deal"))


def test_an_empty_sentence_has_no_root_and_says_how_to_ask():
    """An empty bullet must not end the reading of a story with an IndexError."""
    tree = Tree("", ())

    assert not tree
    assert tree.entities() == []
    with pytest.raises(LanguageError, match="if tree"):
        _ = tree.root


def test_a_tree_can_be_sent_to_another_process(rejected):
    """A corpus is read by several processes."""
    again = pickle.loads(pickle.dumps(rejected))

    assert again.tokens == rejected.tokens
    assert again.subtree(0) == rejected.subtree(0)


def test_a_word_cannot_be_changed():
    """Two rules read the same tree."""
    word = Token(0, "deal", 0, 4, "deal", "NOUN", "root", 0)

    with pytest.raises(AttributeError):
        word.lemma = "treaty"
