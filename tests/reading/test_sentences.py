"""Where sentences of news end."""

from __future__ import annotations

import pytest

from parley.reading.sentences import sentences


def split(block: str) -> list[str]:
    return [block[start:end] for start, end in sentences(block)]


def test_a_quotation_of_two_sentences_is_split_inside():
    """Each sentence of a quotation can be cited by itself."""
    assert split("“They need no deal. If they wanted, they could wait.”") == [
        "“They need no deal.",
        "If they wanted, they could wait.”",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We sign on Friday,” Berg said in a radio interview.",
        "“Will it hold?” Berg asked the mediator.",
        "Retired Lt. Gen. A. B. Falk flew to the U.S. Treasury at 5 p.m. on Monday.",
        "The union’s proposal No. 5 costs $1.5 million a year.",
        "Officials—including the chair and Mr. Falk—met the port’s envoy.",
        "``This came out of the blue,'' said Falk.",
        "He went to Washington, D.C. to speak for then-U.S. Sen. Berg.",
    ],
)
def test_one_sentence_stays_one(sentence):
    """Short forms, initials, numbers and the words around a quotation end no sentence."""
    assert split(sentence) == [sentence]


def test_a_short_form_ends_a_sentence_before_a_word_that_opens_one():
    assert split("They met in the U.S. The talks went on.") == ["They met in the U.S.", "The talks went on."]


def test_every_word_is_in_one_sentence():
    """No character but the blanks between sentences is lost."""
    block = "Yes. “No!” he said... Maybe? It is 3.5 percent. (They laughed.) And so on"

    assert " ".join(split(block)) == block


def test_a_line_of_points_is_read_at_once():
    assert split("." * 200_000) == ["." * 200_000]


def test_what_has_no_end_is_cut_between_words():
    """A list without points may run over pages; nothing of it is lost, and no word is cut."""
    words = ["barley"] * 2_000
    found = split(" ".join(words))

    assert max(map(len, found)) <= 3_000
    assert " ".join(found).split() == words
    assert split("a" * 9_000) == ["a" * 9_000]
