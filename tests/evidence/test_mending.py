"""Mending: pasts that a parser takes for participles are read as what somebody did."""

from __future__ import annotations

import pytest

from parley.evidence.mending import mended
from parley.language.pipeline import load
from parley.language.tree import Tree


def tree(sentence: str, *, running: bool = True) -> Tree:
    return mended(load().parse([sentence])[0], running=running)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Prado complained about the delay.", "complained", "Prado"),
        ("Both delegations signed off on a common count of the stock.", "signed", "delegations"),
        ("Members voted by 91 percent to walk out from May 3.", "voted", "Members"),
    ],
)
def test_a_statement_has_a_main_verb(sentence: str, verb: str, subject: str) -> None:
    """Running text states; a noun that is only described states nothing."""
    found = tree(sentence)

    assert found.root.text == verb
    assert [one.text for one in found.subjects(found.root.i)] == [subject]
    assert not found.is_passive(found.root.i)


def test_the_second_of_two_deeds_is_no_passive() -> None:
    """ "Balked but offered": a passive would have its "was"."""
    found = tree("Tarvia balked at inspectors but offered cameras.")
    offered = next(one for one in found if one.text == "offered")

    assert not found.is_passive(offered.i)
    assert [one.text for one in found.understood_subjects(offered.i)] == ["Tarvia"]


def test_a_caption_keeps_its_participle() -> None:
    """ "Farmers detained at the border": nobody detained anybody by the words of a heading."""
    found = tree("Prado accused of delay.", running=False)

    assert found.root.text == "Prado"
