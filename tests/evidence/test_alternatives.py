"""What a party offers as the only two ways."""

from __future__ import annotations

import pytest
from tests.evidence.telling import ties_told


@pytest.mark.parametrize(
    ("sentence", "giver", "give", "get"),
    [
        ('"Nine hundred jobs, or no lease," Greece said.', "greece", "lease", "Nine hundred jobs"),
        (
            '"Take your ships home or we close the straits," Turkey said.',
            "turkey",
            "close the straits",
            "Take your ships home",
        ),
        ('"Pay us and we protect the pipeline," Turkey said.', "turkey", "protect the pipeline", "Pay us"),
        ('"If there is no survey, there is no treaty," Greece said.', "greece", "treaty", "survey"),
        (
            "Any treaty that costs more than two islands will be blocked, Greece said.",
            "greece",
            "treaty",
            "costs more than two islands",
        ),
        ("Greece would veto any treaty of more than ten years.", "greece", "veto", "more than ten years"),
        (
            "Greece would forgo the fee until 2030, but Turkey would have to open its ports.",
            "greece",
            "forgo the fee",
            "open its ports",
        ),
    ],
)
def test_a_choice_put_before_somebody_is_a_condition(sentence: str, giver: str | None, give: str, get: str) -> None:
    found = ties_told(sentence)

    assert any(one.giver == giver and give in one.give and get in one.get for one in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty covers gas and oil, or so Turkey said.",
        "Either minister may speak on Friday or on Monday.",
        '"Let us wait and we shall see," Greece said.',
        "Turkey met Greece in Athens or in Rome last year.",
        "Greece would sign, but its minister must rest.",
    ],
)
def test_a_choice_of_words_or_things_is_no_condition(sentence: str) -> None:
    assert not ties_told(sentence)
