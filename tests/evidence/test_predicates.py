"""What predicates mean: the patterns of acts.yaml, on real parses."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from parley.evidence.predicates import SOMEBODY, sense_of
from parley.evidence.record import Act, PloverType
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.pipeline import load


def meaning(text: str, word: str):
    tree = load().parse([text])[0]
    line = Line(0, "s1", text, 0, 0, "paragraph", False, tree)
    token = next(token for token in tree.tokens if token.text == word)
    sense = sense_of(line, token)
    return (sense.meaning.act, sense.meaning.plover) if sense else None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The union demanded a raise.", "demanded", ("demand", "REQUEST")),
        ("The minister called for a ceasefire.", "called", ("demand", "REQUEST")),
        ("The rebels rejected the proposal.", "rejected", ("reject", "REJECT")),
        ("The two firms signed the agreement.", "signed", ("accept", "AGREE")),
        ("China lifted the tariffs on barley.", "lifted", ("concede", "CONCEDE")),
        ("China imposed tariffs on barley.", "imposed", (None, "SANCTION")),
        ("The envoy held talks with the generals.", "held", (None, "CONSULT")),
        ("The dockers went on strike.", "went", (None, "PROTEST")),
        ("China insists that it be treated no worse than the banks.", "insists", ("demand", "REQUEST")),
        ("China insists the deal will hold.", "insists", ("predict", None)),
        ("The islands settled for loans.", "settled", ("accept", "AGREE")),
        ("Kyiv dropped its objection to the list.", "dropped", ("concede", "CONCEDE")),
        ("The airline sweetened its offer.", "sweetened", ("offer", "AGREE")),
        ("The board sent back the plan.", "sent", ("reject", "REJECT")),
    ],
)
def test_a_predicate_means_what_negotiators_mean_by_it(text, word, expected):
    """The object decides: lifting tariffs gives way, imposing them does not."""
    assert meaning(text, word) == expected


def test_suggesting_a_fact_proposes_nothing():
    """“He suggested that the rival holds the cards” is a statement, not an offer."""
    assert meaning("He suggested that the rival holds the cards.", "suggested") is None


@pytest.mark.parametrize("name", ["acts", "events"])
def test_every_group_of_the_word_list_names_known_acts_types_and_classes(name):
    """A typing slip in the file would silence its patterns."""
    acts, types, content = set(get_args(Act)), set(get_args(PloverType)), lexicon(name)
    known = {SOMEBODY, *lexicon("acts")["classes"], *lexicon("events")["classes"]}
    for group in content["groups"]:
        assert group.get("act") in acts | {None}, group
        assert group.get("plover") in types | {None}, group
        for pattern in group["verbs"]:
            assert set(re.findall(r"<(\w+)>", pattern)) <= known, pattern
        for words in (group.get("to", []), group.get("content", [])):
            assert all(isinstance(word, str) for word in words), words  # YAML reads a bare “on” as true
