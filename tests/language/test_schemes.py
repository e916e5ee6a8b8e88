"""Both schemes answer a rule's questions alike."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc
from tests.language import sentences

from parley.errors import LanguageError
from parley.language.schemes import Adapter, detect
from parley.language.tree import Tree

SCHEMES = ("ud", "clear")


def words(tokens):
    return [token.text for token in tokens]


def only(tree: Tree, text: str) -> int:
    (found,) = [token.i for token in tree if token.text == text]
    return found


def answers(tree: Tree) -> dict[str, object]:
    """Everything rules ask, for every word that can head a clause or a phrase."""
    return {
        token.text: (
            words(tree.subjects(token.i, passive=False)),
            words(tree.subjects(token.i, passive=True)),
            words(tree.understood_subjects(token.i)),
            words(tree.objects(token.i)),
            [(preposition, head.text) for preposition, head in tree.obliques(token.i)],
            words(tree.agents(token.i)),
            tree.is_passive(token.i),
            tree.is_negated(token.i),
            words(tree.conjuncts(token.i)),
            words(tree.reported(token.i)),
            tree.text[slice(*tree.span_of(token.i))],
        )
        for token in tree
        if token.pos in ("VERB", "NOUN", "PROPN", "ADJ")
    }


@pytest.mark.parametrize("name", sorted(set(sentences.BOTH) - {"AFTERWARDS"}))
def test_rules_get_the_same_answers_from_either_scheme(name):
    """An analyst may name an OntoNotes pipeline; the same story must then give the same evidence."""
    ud, clear = (sentences.tree(sentences.BOTH[name], scheme) for scheme in SCHEMES)

    assert answers(clear) == answers(ud)
    assert clear.entities() == ud.entities()
    assert clear.root.text == ud.root.text


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_passive_tells_who_did_it_and_at_what_price(scheme):
    """CLEAR hangs Kyiv under "by" and minerals under "for"; a rule wants both under "rejected"."""
    tree = sentences.tree(sentences.REJECTED, scheme)
    rejected = only(tree, "rejected")

    assert tree.is_passive(rejected)
    assert tree.is_negated(rejected)
    assert words(tree.subjects(rejected, passive=True)) == ["deal"]
    assert words(tree.agents(rejected)) == ["Kyiv"]
    assert [(p, t.text) for p, t in tree.obliques(rejected)] == [("by", "Kyiv"), ("in exchange for", "minerals")]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_quote_cue_tells_its_speaker_and_what_was_said(scheme):
    """CLEAR makes "are" the clause that was said, UD "productive"."""
    tree = sentences.tree(sentences.SAID, scheme)
    said = only(tree, "said")
    (clause,) = tree.reported(said)

    assert words(tree.subjects(said)) == ["Waltz"]
    assert clause.text == "productive"
    assert tree.text[slice(*tree.span_of(clause.i))] == "the talks with Moscow are productive"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_cue_after_the_quotation_tells_what_was_said_too(scheme):
    """UD often hangs "said" under the quotation, not the quotation under "said"."""
    tree = sentences.tree(sentences.AFTERWARDS, scheme)
    said = only(tree, "said")

    assert words(tree.subjects(said)) == ["Waltz"]
    assert words(tree.reported(said)) == ["collapsed"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_one_who_is_urged_is_the_object_and_is_to_act(scheme):
    """CLEAR makes Kyiv only the subject of "accept"; who was urged would be lost."""
    tree = sentences.tree(sentences.URGED, scheme)

    assert words(tree.objects(only(tree, "urged"))) == ["Kyiv"]
    assert words(tree.understood_subjects(only(tree, "accept"))) == ["Kyiv"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_second_verb_shares_its_subjects(scheme):
    """Trump and Putin agreed, though "agreed" has no subject of its own."""
    tree = sentences.tree(sentences.MET, scheme)
    subjects = tree.understood_subjects(only(tree, "agreed"))

    assert words([*subjects, *tree.conjuncts(subjects[0].i)]) == ["Trump", "Putin"]
    assert words(tree.conjuncts(only(tree, "Zelenskyy"))) == ["Macron", "Starmer"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_names_come_in_five_kinds_and_dates_are_left_to_rules(scheme):
    """OntoNotes has GPE, FAC and DATE; ours has LOC and no dates."""
    tree = sentences.tree(sentences.OFFERED, scheme)

    assert [(tree[first].text, label) for first, _, label in tree.entities()] == [
        ("Washington", "LOC"),
        ("Kyiv", "LOC"),
    ]


def test_the_scheme_is_told_by_the_labels_of_the_parser():
    """Nobody should have to say which scheme a pipeline has."""
    assert detect(["ROOT", "nsubj", "obj", "obl", "case"]) == "ud"
    assert detect(["ROOT", "nsubj", "dobj", "pobj", "prep"]) == "clear"


def test_a_parser_of_a_third_scheme_is_refused_by_name_of_its_labels():
    """Silently wrong subjects would be worse than no parser."""
    with pytest.raises(LanguageError, match=r"SUBJ"):
        detect(["SUBJ", "OBJA"])


def test_a_sentence_the_parser_left_in_two_pieces_becomes_one_tree():
    """A rule walks up to the root; a second root would end its walk in the wrong place."""
    vocab = spacy.blank("en").vocab
    doc = Doc(vocab, words=["Talks", "failed", "fighting", "resumed"], heads=[1, 1, 3, 3], deps=["nsubj", "ROOT"] * 2)
    tree = Adapter("ud", vocab.strings).tree(doc)

    assert tree.root.text == "failed"
    assert tree[3].dep == "parataxis"
    assert tree[3].head == 1


def test_every_word_of_a_tree_reaches_the_root():
    """Turning heads around must not tie a knot."""
    for table in sentences.BOTH.values():
        tree = sentences.tree(table, "clear")

        assert tree.subtree(tree.root.i) == (0, len(tree) - 1)
        assert all(tree.ancestors(token.i)[-1:] in ((tree.root,), ()) for token in tree)
