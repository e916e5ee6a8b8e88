"""The door to the parser, with the English pipeline that ships."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from parley.errors import LanguageError
from parley.language.digest import folder_digest
from parley.language.pipeline import SHIPPED, load

NEWS = (
    "Trump’s special envoy met Lt. Gen. Keith Kellogg in Kyiv.",
    "The deal was rejected by Ukraine.",
)


@pytest.fixture(scope="module")
def english():
    return load()


def test_a_name_a_subject_and_a_place_are_found_in_a_line_of_news(english):
    """The least that every rule builds on."""
    met, rejected = english.parse(NEWS)

    assert met.root.lemma == "meet"
    assert [token.text for token in met.subjects(met.root.i)] == ["envoy"]
    assert ("in", "Kyiv") in [(preposition, token.text) for preposition, token in met.obliques(met.root.i)]
    assert {met[first].text for first, _, label in met.entities() if label == "PERSON"} == {"Trump", "Keith"}
    assert rejected.is_passive(rejected.root.i)
    assert [token.text for token in rejected.agents(rejected.root.i)] == ["Ukraine"]


def test_each_string_stays_one_sentence(english):
    """Sentences were split before; the parser's own splitter cuts after "Mike" in "Adviser Mike Waltz"."""
    two = "He said so. She did not. Nobody asked?"
    (tree,) = english.parse([two])

    assert sum(token.dep == "root" for token in tree) == 1
    assert tree.subtree(tree.root.i) == (0, len(tree) - 1)


def test_empty_strings_keep_their_place_in_the_order(english):
    """A caller zips the trees with the sentences."""
    trees = english.parse(["", NEWS[1], " \n"])

    assert [bool(tree) for tree in trees] == [False, True, False]
    assert [tree.text for tree in trees] == ["", NEWS[1], " \n"]


def test_untidy_spaces_are_no_words_and_move_no_place(english):
    """A line break inside a sentence is common in pasted text; the parser would take it for a noun."""
    untidy = " The deal\n  was rejected\tby Ukraine. "
    tree, tidy = english.parse([untidy, NEWS[1]])

    assert all(untidy[token.start : token.end] == token.text for token in tree)
    assert [(token.text, token.dep) for token in tree] == [(token.text, token.dep) for token in tidy]


def test_the_same_sentence_gives_the_same_tree_in_any_company(english):
    """A result must not depend on which other stories were read in the same run."""
    alone = [english.parse([sentence])[0].tokens for sentence in NEWS]
    together = [tree.tokens for tree in english.parse([*NEWS, "Other words, too.", *NEWS])]

    assert together[:2] == alone
    assert together[3:] == alone


def test_the_pipeline_is_loaded_once_per_process(english):
    """Loading takes most of a second; a desk asks for it at every page."""
    assert load() is english
    assert load(None) is english


def test_a_missing_pipeline_is_told_by_name_with_the_next_step():
    """The name comes from a user's settings: a typing error is likely."""
    with pytest.raises(LanguageError, match=r"en_core_wob_sm.*spacy download"):
        load("en_core_wob_sm")


def test_a_folder_can_be_named_instead(english):
    """An institute may have trained its own."""
    named = load(str(SHIPPED))

    assert (named.name, named.version, named.digest) == (english.name, english.version, english.digest)


def test_the_card_states_the_digest_of_the_model_it_lies_beside(english):
    """A card of another model would state scores nobody measured."""
    assert english.digest == folder_digest(SHIPPED)
    assert f"`{english.digest}`" in (SHIPPED / "README.md").read_text(encoding="utf-8")


def test_the_model_tells_neither_the_time_nor_the_place_of_its_training():
    """Its digest is checked against a run on another machine."""
    settings = (SHIPPED / "config.cfg").read_text(encoding="utf-8")
    meta = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))

    assert "@callbacks" not in settings
    assert "/" not in "".join(line for line in settings.splitlines() if line.startswith(("train", "dev", "vectors")))
    assert meta["performance"] == {}
    assert meta["license"] == "CC BY-SA 4.0"


def test_a_word_without_an_end_is_one_word_and_its_neighbours_keep_their_places(english):
    """Taking 200,000 quote marks off one by one would be hours; a page's broken data holds such things."""
    (tree,) = english.parse(["Ukraine " + '"' * 200_000 + " refused."])

    assert [token.start for token in tree.tokens] == [0, 8, 200_009, 200_016]


def test_the_room_is_imported_without_spacy():
    """`import parley` has 0.2 seconds; spaCy alone takes more."""
    code = "import sys, parley.language.pipeline, parley.language.schemes; print('spacy' in sys.modules)"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
