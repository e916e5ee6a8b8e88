"""Who stands between the parties, and who looks on."""

from __future__ import annotations

import pytest
from tests.evidence.telling import actor, cast, dossier

from parley.evidence.mediation import mediators, onlookers
from parley.evidence.record import Actor


@pytest.mark.parametrize(
    ("sentence", "mediator"),
    [
        ("Turkish mediators met Russia and Ukraine on Monday.", "turkey"),
        ("Talks between Russia and Ukraine, brokered by Qatar, resumed on Monday.", "qatar"),
        ("The African Union mediates the talks between Egypt and Ethiopia.", "african-union"),
        ("The talks of Egypt and Ethiopia are held under the chairmanship of Kenya.", "kenya"),
    ],
)
def test_the_story_says_who_mediates(sentence: str, mediator: str) -> None:
    assert mediators(cast(f"Talks go on\n\n{sentence}\n")) == {mediator}


def test_who_urges_both_sides_is_none_of_the_two() -> None:
    found = cast(
        "Talks go on\n\nRussia and Ukraine met on Monday. The United States urged both governments to agree.\n"
    )

    assert onlookers(found) == {"united-states"}


def test_both_sides_are_those_who_bargain_not_who_mediates() -> None:
    found = dossier(
        "Russia and Ukraine trade accusations as swap slips\n\n"
        "Russia accused Ukraine on Wednesday of holding up an exchange. Ukraine rejected the charge.\n\n"
        "Turkish mediators had offered Russia and Ukraine a list. Turkey proposed that the wounded go first. "
        "Turkey demanded an answer by Friday.\n\n"
        "Ukraine accepted the proposal. Russia demanded two pilots. Both sides will negotiate again on Monday.\n"
    )

    assert actor(found, "Turkey").place_in_talks == "mediator"
    assert {item.key for item in found.items if getattr(item, "place_in_talks", None) == "party"} == {
        "russia",
        "ukraine",
    }


def test_a_party_that_urges_both_sides_stays_a_party() -> None:
    """Who has agreed to something is no onlooker, even if its adviser urges both sides to keep it."""
    found = dossier(
        "Norway and Iceland met on the mackerel quota\n\n"
        "Norway and Iceland opened talks on Monday. Norway agreed to cut its catch by a tenth. Iceland agreed to lower "
        "its quota. Norway's fisheries minister, Ida Berg, urged both sides to carry out the agreement.\n"
    )

    assert {item.key for item in found.of(Actor) if item.place_in_talks == "party"} == {"norway", "iceland"}
