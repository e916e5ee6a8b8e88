"""Antecedents: what "it", "the invitation" and "the latter" point back at names the position."""

from __future__ import annotations

import pytest
from tests.evidence.telling import dossier

from parley.evidence.record import Position

OPENING = """Turkey and Greece hold talks on gas

Turkey and Greece held talks on gas on Monday. Greece offered a joint survey.

"""


def positions(text: str) -> set[tuple[str, str, str]]:
    return {(item.party, item.stance, item.issue_words) for item in dossier(OPENING + text).of(Position)}


@pytest.mark.parametrize(
    ("told", "position"),
    [
        (
            "Greece asked Turkey for access to the Kos moorings. Turkey turned down the request on Thursday.",
            ("turkey", "rejects", "access to the Kos moorings"),
        ),
        (
            "Greece proposed a hotline between the navies. Turkey accepted the proposal of March 3.",
            ("turkey", "accepts", "hotline between the navies"),
        ),
        (
            "Turkey demanded a fee of 9 percent on each tanker. Greece refused to pay it.",
            ("greece", "rejects", "fee of 9 percent on each tanker"),
        ),
        (
            "Turkey proposed a rule that bars new rigs. Greece opposes the rule.",
            ("greece", "rejects", "rule that bars new rigs"),
        ),
    ],
)
def test_what_points_back_is_named_by_what_it_points_at(told: str, position: tuple[str, str, str]) -> None:
    assert position in positions(told)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("Turkey demanded a fee on tankers. Greece refused to pay the pilots of its harbours.", "fee on tankers"),
        ("Turkey proposed a hotline. Greece wants the survey of the seabed to begin.", "hotline"),
    ],
)
def test_what_says_what_it_is_points_at_nothing(told: str, wrong: str) -> None:
    assert not any(party == "greece" and words == wrong for party, _, words in positions(told))


def test_a_treaty_is_ratified_and_not_whatever_was_promised_last() -> None:
    found = positions("Greece promised to move its frigates. The European Union urged Turkey to ratify it.")

    assert not any(party == "european-union" and "frigates" in words for party, _, words in found)
