"""What something at the table costs, is paid with, would buy or would put an end to."""

from __future__ import annotations

import pytest
from tests.evidence.telling import ties_told


@pytest.mark.parametrize(
    ("sentence", "giver", "give", "get"),
    [
        (
            "The price of a survey, Turkey made clear, is an end to the fishing ban.",
            "turkey",
            "survey",
            "end to the fishing ban",
        ),
        ("Greece would abstain, but its condition is an early withdrawal.", "greece", "abstain", "early withdrawal"),
        (
            "A patrol on every boat is the price Turkey must pay for the licenses.",
            "greece",
            "licenses",
            "patrol on every boat",
        ),
        ("Greece said that a lower fee must be earned with jobs.", "greece", "lower fee", "jobs"),
        (
            "Turkey bought the release of the crew with a shipload of wheat.",
            "turkey",
            "shipload of wheat",
            "release of the crew",
        ),
        (
            "Each further ten sailors set free would buy a day of quiet, Greece said.",
            "greece",
            "day of quiet",
            "ten sailors",
        ),
        (
            "A visit by inspectors would clear the way for the release of the funds, Turkey said.",
            "turkey",
            "release of the funds",
            "visit by inspectors",
        ),
        ("Greece warned that a second pipeline would kill the deal.", "greece", "deal", "second pipeline"),
        (
            "Turkey agreed to a survey on one condition: that Greece withdraw its frigates.",
            "turkey",
            "agreed to a survey",
            "withdraw its frigates",
        ),
    ],
)
def test_a_price_is_read_in_whatever_form_it_comes(sentence: str, giver: str | None, give: str, get: str) -> None:
    found = ties_told(sentence)

    assert any(one.giver == giver and give in one.give and get in one.get for one in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "The price of gas is 30 dollars in Athens.",
        "The vote cleared the way for the talks.",
        "A cut in taxes would bring Greece growth of half a percent.",
        "The storm would kill the tourist season, a newspaper said.",
        "Turkey paid for the dinner.",
    ],
)
def test_what_costs_money_or_merely_comes_about_is_no_price(sentence: str) -> None:
    assert not ties_told(sentence)
