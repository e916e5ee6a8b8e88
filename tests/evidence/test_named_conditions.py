"""Conditions that a noun tells."""

from __future__ import annotations

import pytest
from tests.evidence.telling import ties_told


@pytest.mark.parametrize(
    ("sentence", "giver", "give", "get"),
    [
        (
            "Greece would help pay for the survey in the event of a treaty.",
            "greece",
            "help pay for the survey",
            "treaty",
        ),
        (
            "Greece will ratify the treaty only after a debate on the islands.",
            "greece",
            "ratify the treaty",
            "debate on the islands",
        ),
        ("Turkey's signature will come only with a promise of water.", "turkey", "signature", "promise of water"),
        ("Without the consent of Greece there will be no survey.", None, "survey", "consent of Greece"),
        (
            "For every ten sailors freed, Turkey would release thirty boats.",
            "turkey",
            "release thirty boats",
            "ten sailors freed",
        ),
        (
            "Greece gave Turkey until June to withdraw its ships, failing which there would be sanctions.",
            "greece",
            "sanctions",
            "withdraw its ships",
        ),
    ],
)
def test_a_condition_told_by_a_noun_is_read(sentence: str, giver: str | None, give: str, get: str) -> None:
    found = ties_told(sentence)

    assert any(one.giver == giver and give in one.give and get in one.get for one in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister will answer questions only after lunch.",
        "Greece will vote only after Friday.",
        "Turkey paid a dollar for every ton last year.",
        "Without rain the fields will turn brown.",
    ],
)
def test_a_time_or_a_remark_is_no_condition(sentence: str) -> None:
    assert not ties_told(sentence)
