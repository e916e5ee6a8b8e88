"""What is given so that something comes back."""

from __future__ import annotations

import pytest
from tests.evidence.telling import ties_told


@pytest.mark.parametrize(
    ("sentence", "giver", "give", "get"),
    [
        ("Turkey would give up a field in order to get a fixed border.", "turkey", "give up a field", "fixed border"),
        ("Greece offered to sell two ships to win approval of the treaty.", "greece", "sell two ships", "approval"),
        (
            "Greece agreed to observers on its boats so that Turkey would lift the ban.",
            "greece",
            "observers on its boats",
            "lift the ban",
        ),
        (
            "Turkey is offering to unfreeze $6 billion for a halt to the drilling.",
            "turkey",
            "unfreeze $6 billion",
            "halt to the drilling",
        ),
        ("Greece would accept a longer treaty against a higher share.", "greece", "a longer treaty", "higher share"),
    ],
)
def test_what_is_given_for_a_purpose_is_an_exchange(sentence: str, giver: str | None, give: str, get: str) -> None:
    found = ties_told(sentence)

    assert any(one.giver == giver and give in one.give and get in one.get for one in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Turkey called for a halt to the drilling.",
        "Greece voted against a cut in the quota.",
        "The minister flew to Rome to win support.",
        "Greece offered its support for a halt to the drilling.",
        "Turkey has a deadline for the release of its budget.",
    ],
)
def test_an_aim_of_ones_own_is_no_exchange(sentence: str) -> None:
    assert not ties_told(sentence)
