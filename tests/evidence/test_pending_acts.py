"""Whether an act of a party hangs on a condition."""

from __future__ import annotations

import pytest
from tests.evidence.telling import ties_told


@pytest.mark.parametrize(
    ("sentence", "giver", "give", "get"),
    [
        (
            "Turkey threatened to close the straits if the drilling went on.",
            "turkey",
            "close the straits",
            "drilling went on",
        ),
        ("Greece said the money would be cut off the moment the drilling resumed.", "greece", "money", "drilling"),
        ("Turkey would drop its claim were Greece to open its ports.", "turkey", "drop its claim", "open its ports"),
        (
            "Turkey said it would expel the inspectors should Greece restore its embargo.",
            "turkey",
            "expel the inspectors",
            "restore its embargo",
        ),
        (
            "Greece would pay for the survey, assuming the treaty is signed this year.",
            "greece",
            "survey",
            "treaty is signed",
        ),
        (
            "A levy on gas is acceptable to Greece provided that the islands are spared.",
            "greece",
            "levy on gas",
            "islands",
        ),
        (
            "Only when the border is settled will Turkey release the crew.",
            "turkey",
            "release the crew",
            "border is settled",
        ),
        (
            "Should Greece take that step, Turkey said, it would cancel the survey.",
            "turkey",
            "survey",
            "take that step",
        ),
    ],
)
def test_an_act_that_lies_ahead_hangs_on_its_condition(sentence: str, giver: str | None, give: str, get: str) -> None:
    found = ties_told(sentence)

    assert any(one.giver == giver and give in one.give and get in one.get for one in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Herring move north when the water warms.",
        "Greece behaved as if it owned the sea.",
        "Even if the talks fail, Greek firms will stay in Turkey.",
        "If gas prices fall, both governments will earn less.",
        "The minister will return when the talks are over.",
        "Turkey wanted all the money at once, and it could wait.",
        "The talks resumed once the sun was up.",
        "The Greek minister will fly home unless the fog lasts.",
        "Turkey would not comment until it had read the paper.",
    ],
)
def test_weather_and_remarks_hang_on_nothing(sentence: str) -> None:
    assert not ties_told(sentence)


@pytest.mark.parametrize(
    ("sentence", "giver"),
    [
        ("Turkey would let Greece keep the islands if it withdrew its ships.", "turkey"),
        ("Greece could have the crew back if it paid for the ship, Turkey suggested.", "turkey"),
        ("Turkey will cap its fleet at 5 percent in exchange for the lifting of sanctions.", "turkey"),
        ("Greece will lower its duties subject to a vote in its parliament.", "greece"),
        ("Turkey's concessions on gas hinge on a truce.", "turkey"),
    ],
)
def test_who_lets_or_does_it_gives_it(sentence: str, giver: str) -> None:
    assert [one.giver for one in ties_told(sentence)] == [giver]
