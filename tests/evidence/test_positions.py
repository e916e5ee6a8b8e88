"""Positions: what each party wants, drawn from its moves, its terms and its silences."""

from __future__ import annotations

from parley.evidence.extract import extract
from parley.evidence.record import Position
from parley.reading.read import read

OPENING = (
    "Turkey and Greece held talks on gas on Monday. Turkey demanded a share of the field. "
    "Greece offered a joint survey."
)


def positions(text: str) -> set[tuple[str, str, str]]:
    dossier = extract(read("story.txt", f"Gas talks resume\n\n{OPENING}\n\n{text}\n".encode()), office_holders=[])
    return {(item.party, item.stance, item.issue_words) for item in dossier.of(Position)}


def test_terms_state_a_conditional_position() -> None:
    """What is given for something is held on a condition, and what the other must do is demanded."""
    found = positions("Turkey would withdraw its ships as soon as Greece signed a treaty.")

    assert ("turkey", "conditional", "withdraw its ships") in found


def test_a_sum_alone_names_what_is_offered() -> None:
    found = positions("Greece offered $40 million.")

    assert any(party == "greece" and stance == "offers" and "40 million" in words for party, stance, words in found)


def test_who_weighs_a_proposal_is_open_on_it() -> None:
    found = positions("Turkey said it was studying the proposal.")

    assert any(party == "turkey" and stance == "open" for party, stance, _ in found)
