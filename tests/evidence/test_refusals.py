"""Refusals without a verb of refusing."""

from __future__ import annotations

import pytest
from tests.evidence.telling import dossier, events

OPENING = """Chile and Peru in talks over copper duties

2022-05-03

Chile and Peru held talks on copper duties on Monday. Chile demanded a lower duty and Peru offered a review.

"""


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Peru did not reply to the letter.", "peru"),
        ("Chile has yet to respond to the offer.", "chile"),
        ("Peru said there would be no deal without a guarantee.", "peru"),
        ("Chile said the mine could not be reopened until the tax was paid.", "chile"),
        ("Chile would not.", "chile"),
        ("Chile has made clear that the duty will not be lowered.", "chile"),
    ],
)
def test_a_party_refuses_without_saying_so(sentence, by):
    """Silence, "there will be no", and what will not be done all turn the other side down."""
    found = dossier(f"{OPENING}{sentence}\n")

    assert any(sentence in sentence_of(found, event) for event in events(found, "REJECT") if by in event.actors)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru did not respond to a request for comment.",
        "Chile did not come to the table for a parade.",
        "Peru said the count would not be finished before Friday.",
        "Silence about the mines is not an offer, Chile said.",
    ],
)
def test_what_merely_was_not_done_refuses_nothing(sentence):
    """No comment, a figure of speech and an unfinished count are no move."""
    found = dossier(f"{OPENING}{sentence}\n")

    assert not [event for event in events(found, "REJECT") if sentence in sentence_of(found, event)]


def test_a_bare_no_is_a_refusal_by_whoever_says_it():
    """ "No veto, says the minister" has no verb but that of saying."""
    found = dossier(f"{OPENING}No veto, says Ana Sorel, Peru's minister for mines.\n")

    assert [event.actors for event in events(found, "REJECT") if "No veto" in sentence_of(found, event)] == [
        ("ana-sorel",)
    ]


def sentence_of(found, event):
    """The sentence an event stands in."""
    return next(found.article.slice(one.span) for one in found.article.sentences if one.id == event.sentence)
