"""Plain forms of verbs that the lemmatizer leaves half done."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast

from parley.evidence.plain_forms import plain_form


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Turkey is suing Greece over the field.", "sue"),
        ("Greece insisted that the field was its own.", "insist"),
        ("Turkey was swapping ships for oil.", "swap"),
        ("Greece is tying the aid to a treaty.", "tie"),
        ("Greece is mobilising its fleet.", "mobilise"),
    ],
)
def test_a_verb_has_its_plain_form(sentence: str, plain: str) -> None:
    line = cast(f"Talks go on\n\n{sentence}\n").story.lines[-1]

    assert plain in [token.lemma for token in line.tree.tokens]


def test_what_no_list_knows_stays_as_it_is() -> None:
    """A guess by spelling alone would make new errors."""
    assert plain_form("frobbing", "frobbe") == "frobbe"
    assert plain_form("wasted", "waste") == "waste"
