"""Position words: the phrase that names what a party wants, as a news writer puts it, without what stands beside it."""

from __future__ import annotations

import pytest
from tests.evidence.telling import dossier

from parley.evidence.record import Position

OPENING = "Peru and Chile resume talks\n\nPeru and Chile resumed talks in Lima on Monday.\n\n"


def positions(text: str) -> set[tuple[str, str, str]]:
    return {(item.party, item.stance, item.issue_words) for item in dossier(OPENING + text).of(Position)}


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("Chile wants Peru to pull its marines back from the Salar pass.", "pull its marines back from the Salar pass"),
        ("Chile objects to the clause that gives Peru the last word.", "clause that gives Peru the last word"),
        ("Chile agreed in principle to joint patrols.", "joint patrols"),
        ("Chile asked for compensation of $90 million.", "compensation of $90 million"),
        ("Chile demanded that a limit be placed on the size of the nets.", "limit be placed on the size of the nets"),
        ("Chile promised to stay for five years in the fishing pact.", "stay for five years in the fishing pact"),
        ("Chile called on Peru to phase down coal.", "phase down coal"),
        ("Chile wants Peru to use a law that lets judges travel.", "law that lets judges travel"),
        ("Chile demanded that Peru stop enriching uranium.", "enriching uranium"),
        ("Chile demanded 36 percent of the catch.", "36 percent of the catch"),
        ("Chile demanded a toll rate of 9 percent.", "toll rate of 9 percent"),
        ("Chile rejects any duty to pay.", "duty to pay"),
        ("Chile wants disputes to go to a court.", "disputes to go to a court"),
        ("Chile asked for an extra day of holiday.", "extra day of holiday"),
        ("Chile cannot accept a promise that the tunnel will open.", "promise that the tunnel will open"),
    ],
)
def test_a_position_is_named_by_what_tells_it_apart(sentence: str, position: str) -> None:
    assert position in {words for party, _, words in positions(sentence) if party == "chile"}


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Chile rejected money for the dam and demanded cuts in food aid.", "demanded"),
        ("Chile wants a decision on the dam by the end of the month.", "month"),
        ("Chile wants the ban on nets to be ended as talks resume.", "as talks"),
        ("Chile asked that Peru close the port by Friday.", "Friday"),
        ("Chile, asking for patience, demanded a new dam.", "patience"),
    ],
)
def test_what_stands_beside_is_no_part_of_it(sentence: str, wrong: str) -> None:
    found = positions(sentence)

    assert found
    assert not any(wrong in words for _, _, words in found)


def test_deeds_joined_to_the_first_are_demanded_too() -> None:
    found = positions("Chile wants Peru to take down the fence, reopen the bridge and pay for the damage.")

    assert {"fence", "reopen the bridge", "pay for the damage"} <= {words for _, _, words in found}


def test_what_is_given_is_named_and_not_who_gets_it() -> None:
    found = positions("Chile wants Peru to give inspectors access to two mines.")

    assert any("access" in words for party, _, words in found if party == "chile")
    assert not any(words == "inspectors" for _, _, words in found)
