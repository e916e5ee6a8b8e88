"""Headings in title case become sentences, in place."""

from __future__ import annotations

import pytest

from parley.language.recase import capitalised_mid_sentence, recase

SEEN = {"Trump", "Zelenskyy", "Ukraine", "U.S.", "White", "House", "Russia"}


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Trump Meets Zelenskyy as Minerals Deal Stalls", "Trump meets Zelenskyy as minerals deal stalls"),
        ("U.S.-Ukraine Relations Remain Strained", "U.S.-Ukraine relations remain strained"),
        ("Ukraine’s Position Hardens After Talks", "Ukraine’s position hardens after talks"),
        ("NATO Members Weigh Troop Deployment", "NATO members weigh troop deployment"),
        ("White House: What Comes Next for Russia?", "White House: What comes next for Russia?"),
        ("Talks Fail After McConnell Objects", "Talks fail after McConnell objects"),
    ],
)
def test_words_the_body_never_capitalises_are_lower_cased(heading, sentence):
    """The parser, trained on sentences, reads a title-case heading as one long name."""
    assert recase(heading, SEEN) == sentence


def test_a_heading_that_is_a_sentence_already_stays_as_it_is():
    """Many outlets write headings like sentences; a rare name in them would be lost."""
    heading = "Kellogg arrives in Kyiv for talks with Zelenskyy"

    assert recase(heading, set()) == heading


def test_a_heading_in_capitals_takes_the_letters_of_the_body():
    """A wire service shouts; "TRUMP" would be taken for an acronym."""
    assert recase("TRUMP PRESSES UKRAINE ON MINERALS", SEEN) == "Trump presses Ukraine on minerals"


@pytest.mark.parametrize("heading", ["Talks İn Istanbul Resume Without Delay", "STRAẞE TALKS STALLED AGAIN", "", "—"])
def test_the_length_never_changes(heading):
    """Places found in the re-cased heading are used on the heading as printed."""
    assert len(recase(heading, SEEN)) == len(heading)


def test_names_are_the_words_capitalised_inside_sentences():
    """The first word of a sentence or of a quotation has a capital whatever it is."""
    body = ["Talks with Kyiv stalled.", "He said: “Nobody told Keith Kellogg.”", "Then U.S. officials left Moscow."]

    assert capitalised_mid_sentence(body) == {"Kyiv", "Keith", "Kellogg", "U.S.", "Moscow"}
