"""Conditions in their many forms: what a deal must hold, what comes first, what happens otherwise."""

from __future__ import annotations

import pytest

from parley.evidence.extract import extract
from parley.evidence.record import Linkage, Position
from parley.reading.read import read

OPENING = (
    "Turkey and Greece held talks on gas on Monday. Turkey demanded a share of the field. Greece offered a joint "
    "survey. Talks between Greece and Turkey will resume on Friday."
)


def read_story(text: str) -> tuple[list[Linkage], list[Position]]:
    dossier = extract(read("story.txt", f"Gas talks resume\n\n{OPENING}\n\n{text}\n".encode()), office_holders=[])
    return list(dossier.of(Linkage)), list(dossier.of(Position))


@pytest.mark.parametrize(
    ("sentence", "giver", "give", "get"),
    [
        (
            "Turkey said any deal would require the removal of the frigates.",
            "turkey",
            "deal",
            "removal of the frigates",
        ),
        ("Any deal must include a fishing ban, Greece said.", "greece", "deal", "fishing ban"),
        ("No survey until the frigates leave, Turkey said.", "turkey", "survey", "frigates leave"),
        ("Greece told Turkey to withdraw the ships or else face sanctions.", "greece", "face sanctions", "withdraw"),
        ("A pullback of Turkish ships is a precondition for talks, Greece said.", "greece", "talks", "pullback"),
        ("Turkey made a Greek apology a condition of its return to the talks.", "turkey", "return", "Greek apology"),
        ("Absent a ceasefire, Greece will not take part in the survey.", "greece", "take part", "ceasefire"),
        ("In the event of a Turkish withdrawal, Greece would reopen the airspace.", "greece", "airspace", "withdrawal"),
        ("Turkey will sign, on the understanding that Greece pays for the survey.", "turkey", "sign", "pays"),
        ("Greece has tied the return of the crew to an apology.", "greece", "return of the crew", "apology"),
        ("Turkey insisted that no pipeline be built until the border is settled.", "turkey", "pipeline", "border"),
        ("Greece will not sit in a commission that builds a third pipeline.", "greece", "commission", "third pipeline"),
        ("Talks cannot resume while the drilling continues, Greece said.", "greece", "Talks", "continues"),
        ("Turkey wants guarantees before signing the treaty.", "turkey", "signing the treaty", "guarantees"),
        ("Greece is demanding a fishing ban as part of any agreement.", "greece", "agreement", "fishing ban"),
        ("Failing an agreement, Greece will raise its tariffs.", "greece", "raise its tariffs", "agreement"),
        ("Greek ministers oppose any treaty that cuts the quota.", "greece", "oppose any treaty", "cuts the quota"),
        ("Turkey has frozen the payment until a treaty is signed.", "turkey", "payment", "treaty"),
    ],
)
def test_a_condition_is_read_in_whatever_form_it_comes(sentence: str, giver: str, give: str, get: str) -> None:
    linkages, _ = read_story(sentence)

    assert any(link.giver == giver and give in link.give and get in link.get for link in linkages), linkages


def test_what_is_asked_in_compensation_is_given_by_the_other_side() -> None:
    """Who demands a sum as compensation gives nothing for it; the loss was suffered already."""
    linkages, positions = read_story("Turkey demanded $3 billion as compensation for the lost catch.")

    assert [(link.giver, link.give, link.get) for link in linkages] == [("greece", "$3 billion", "lost catch")]
    assert not any(item.stance == "conditional" for item in positions)


def test_a_deal_refused_for_what_it_holds_is_a_stand_on_that() -> None:
    _, positions = read_story("Turkey will vote against any lease that does not allow the drilling.")

    assert any(
        item.party == "turkey" and item.stance == "demands" and "drilling" in item.issue_words for item in positions
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Turkey will not change its government until December.",
        "Greece signed a contract that covers three ports.",
        "Turkey will not halt the project for a study that may take years.",
    ],
)
def test_a_date_or_a_description_is_no_condition(sentence: str) -> None:
    linkages, _ = read_story(sentence)

    assert not linkages
