"""Set phrases: whole expressions tell a stance on what stands behind them."""

from __future__ import annotations

import pytest

from parley.evidence.extract import extract
from parley.evidence.record import Position
from parley.reading.read import read

TALKS = (
    "Brazil and Peru held talks in Lima on Monday over the water of the river Tambo. Peru rejected a toll. "
    "Brazil demanded a share of the power in the negotiations and offered a treaty."
)


def stances(sentence: str) -> set[tuple[str, str, str]]:
    """Party, stance and words of every position of a sentence, read after a paragraph that names the parties."""
    dossier = extract(read("story.txt", f"{TALKS}\n\n{sentence}\n".encode()), office_holders=[])
    start = dossier.article.text.index(sentence)
    return {
        (one.party, one.stance, one.issue_words)
        for one in dossier.of(Position)
        if any(mention.span.start >= start for mention in one.mentions)
    }


@pytest.mark.parametrize(
    ("sentence", "stance", "words"),
    [
        ("Peru is in favor of joint patrols.", "accepts", "joint patrols"),
        ("Peru came out in favour of joint patrols.", "accepts", "joint patrols"),
        ("Peru threw its weight behind a levy on shipping.", "accepts", "levy on shipping"),
        ("Peru bowed to a price cap.", "accepts", "price cap"),
        ("Peru has resigned itself to a price cap.", "accepts", "price cap"),
        ("Peru gave the cold shoulder to a levy on shipping.", "rejects", "levy on shipping"),
        ("Peru dug in its heels over a levy on shipping.", "rejects", "levy on shipping"),
        ("Peru would have none of a levy on shipping.", "rejects", "levy on shipping"),
        ("Peru argued against a levy on shipping.", "rejects", "levy on shipping"),
        ("Peru sees no need for a levy on shipping.", "rejects", "levy on shipping"),
        ("Peru is wary of a levy on shipping.", "rejects", "levy on shipping"),
        ("Peru is up in arms over a price cap.", "rejects", "price cap"),
        ("Peru is not interested in a price cap.", "rejects", "price cap"),
        ("Peru has vowed to fight a price cap.", "rejects", "price cap"),
        ("Peru will not put its name to a price cap.", "rejects", "price cap"),
        ("Peru would rather quit than accept a price cap.", "rejects", "price cap"),
        ("Peru is holding out for joint patrols.", "demands", "joint patrols"),
        ("Peru is adamant about joint patrols.", "demands", "joint patrols"),
        ("Peru left the door open to a price cap.", "open", "price cap"),
        ("Peru reserved judgment on a price cap.", "open", "price cap"),
        ("Peru is lukewarm about a price cap.", "open", "price cap"),
        ("Peru is in two minds about a price cap.", "open", "price cap"),
        ("Peru is open to a price cap.", "open", "price cap"),
        ("Peru has not made up its mind about a price cap.", "open", "price cap"),
        ("A price cap is indispensable, Peru said.", "demands", "price cap"),
        ("Peru says the price cap has to go.", "demands", "price cap"),
    ],
)
def test_an_expression_tells_the_stance(sentence: str, stance: str, words: str) -> None:
    assert ("peru", stance, words) in stances(sentence)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Brazil backed a price cap. So did Peru.", "accepts"),
        ("Brazil rejected a price cap. So did Peru.", "rejects"),
        ("Brazil accepted a price cap; Peru did not.", "rejects"),
        ("Brazil rejected a price cap. Peru sided with Brazil.", "rejects"),
    ],
)
def test_an_echo_says_what_the_other_said(sentence: str, stance: str) -> None:
    assert ("peru", stance, "price cap") in stances(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru met Brazil to go over the map.",
        "Peru is up in the mountains.",
        "Envoys of Peru looked behind the curtain.",
        "Prices rose in Peru, and so did rents.",
    ],
)
def test_words_that_only_look_alike_tell_nothing(sentence: str) -> None:
    assert stances(sentence) == set()
