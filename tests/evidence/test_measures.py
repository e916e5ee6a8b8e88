"""Measures: a stretch of time or a sum for each barrel is bargained over under a name of its own."""

from __future__ import annotations

import pytest
from tests.evidence.telling import dossier

from parley.evidence.record import IssueMention, Position


def told(sentence: str) -> tuple[set[str], set[str]]:
    text = (
        "Turkey and Greece hold talks on oil\n\nTurkey and Greece held talks on oil on Monday. "
        f"Turkey demanded a share of the field.\n\n{sentence}"
    )
    found = dossier(text)
    return {item.issue_words for item in found.of(Position)}, {item.name for item in found.of(IssueMention)}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Greece demanded a grace period of three years.", "grace period of three years"),
        ("Greece demanded a shorter week.", "shorter week"),
    ],
)
def test_a_stretch_of_time_with_a_name_is_an_issue(sentence: str, name: str) -> None:
    words, names = told(sentence)

    assert name in words
    assert name in names


@pytest.mark.parametrize(
    "sentence",
    [
        "Greece demanded an answer by the end of the coming week.",
        "Greece asked for another day.",
    ],
)
def test_a_date_is_no_issue(sentence: str) -> None:
    words, names = told(sentence)

    assert not any("week" in one or "day" in one for one in words | names)


def test_a_sum_for_each_share_is_a_price() -> None:
    """ "A barrel" alone counts and names nothing."""
    words, names = told("Greece made an offer of $31 a barrel.")

    assert "$31 a barrel" in words
    assert "price per barrel" in names
