"""One thing made to hang on another, told by a verb and its preposition."""

from __future__ import annotations

from tests.evidence.telling import cast

from parley.evidence.ties import ties_in


def ties(text: str) -> list[str]:
    found = cast(f"Talks go on\n\n{text}\n")
    return [
        " ".join(token.text for token in line.tree.tokens[terms.give.first : terms.give.last + 1])
        for line in found.story.lines
        for terms in ties_in(found, line)
    ]


def test_what_is_tied_to_something_is_given_for_it() -> None:
    found = ties("Greece says the aid is tied to an end of the embargo. Turkey met Greece on Monday.")

    assert ["aid" in words for words in found] == [True]


def test_a_fragment_that_begins_with_its_verb_ties_nothing() -> None:
    assert ties("TIED TO THE EMBARGO") == []
