"""Stances: what a noun, an adjective or a preposition tells of a party, with no verb of bargaining."""

from __future__ import annotations

import pytest

from parley.evidence.extract import extract
from parley.evidence.record import Move, Position
from parley.reading.read import read

RIVER = (
    "Brazil and Peru held talks in Lima on Monday over the water of the river Tambo. Peru rejected a fee. "
    "Brazil demanded a share of the power in the negotiations and offered a treaty."
)


def acts(sentence: str) -> set[tuple[str, str | None]]:
    """The acts of a sentence with their holders, read after a paragraph that names the parties."""
    dossier = extract(read("story.txt", f"{RIVER}\n\n{sentence}\n".encode()), office_holders=[])
    start = dossier.article.text.index(sentence)
    return {(move.act, move.by) for move in dossier.of(Move) if move.mentions[0].span.start >= start}


@pytest.mark.parametrize(
    ("sentence", "act", "holder"),
    [
        ("Peru’s red line is a flow of 300 metres a second in summer.", "demand", "peru"),
        ("A share of the power is Brazil’s main demand.", "demand", "brazil"),
        ("A fee of any size is a non-starter for Peru.", "reject", "peru"),
        ("The border is non-negotiable, Peru said.", "demand", "peru"),
        ("Peru is against the dam.", "reject", "peru"),
        ("Brazil is open to a review of the fee.", "offer", "brazil"),
        ("Peru said it could not go beyond 5 percent.", "reject", "peru"),
        ("Brazil would go to 6 percent.", "offer", "brazil"),
        ("Brazil gave Peru until Friday to sign the treaty.", "demand", "brazil"),
        ("Peru said yes to the fund.", "accept", "peru"),
        ("Peru has no objection to a review.", "accept", "peru"),
        ("Peru said the offer was too low.", "object", "peru"),
        ("Brazil would prefer a fund for canals.", "demand", "brazil"),
    ],
)
def test_a_stance_needs_no_verb_of_bargaining(sentence: str, act: str, holder: str) -> None:
    assert (act, holder) in acts(sentence)


def test_a_wish_of_ones_own_asks_nobody() -> None:
    """ "Would prefer to settle" says what the party itself would do."""
    assert acts("Peru would prefer to settle.") == set()


def test_a_state_of_the_world_that_is_too_large_is_no_proposal_refused() -> None:
    assert acts("Peru said its debt was too large.") == set()


def test_what_is_no_longer_insisted_on_is_conceded() -> None:
    found = acts("Brazil no longer insists on a share of the power.")

    assert ("concede", "brazil") in found
    assert ("demand", "brazil") not in found


def test_an_offer_withdrawn_is_not_made() -> None:
    assert ("offer", "brazil") not in acts("Brazil withdrew its offer of a fund.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru sees no need for a fee.",
        "Peru shows no sign of giving in.",
        "Peru shot down the fee.",
        "Peru said it could not sell a fee to its farmers.",
    ],
)
def test_a_refusal_may_be_a_lack_or_an_inability(sentence: str) -> None:
    assert ("reject", "peru") in acts(sentence)


def test_what_might_be_banned_on_terms_is_threatened() -> None:
    assert ("threaten", "brazil") in acts("Brazil may ban fish from Peru if no treaty is signed.")


def test_whoever_welcomes_what_is_bargained_over_accepts_it() -> None:
    """To welcome a person accepts nothing."""
    assert ("accept", "peru") in acts("Peru welcomed the cap on the fee.")
    assert ("accept", "peru") not in acts("Peru welcomed the envoys of Brazil.")


def test_what_is_asked_to_happen_to_a_person_is_no_threat() -> None:
    assert ("threaten", "peru") not in acts("Peru has suggested that the engineers be tried in Lima.")


def test_things_asked_for_in_one_breath_are_two_positions() -> None:
    """The second has its own article, wherever the parser hangs it."""
    sentence = "Brazil wants dams capped at 40 metres in the upper valley and a share of the power."
    dossier = extract(read("story.txt", f"{RIVER}\n\n{sentence}\n".encode()), office_holders=[])
    words = {position.issue_words for position in dossier.of(Position) if position.party == "brazil"}

    assert any("power" in one and "dams" not in one for one in words)
    assert any("dams" in one and "power" not in one for one in words)
