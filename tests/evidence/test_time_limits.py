"""Time limits that one side puts on another."""

from __future__ import annotations

import pytest
from tests.evidence.telling import pressures_told


@pytest.mark.parametrize(
    ("sentence", "by", "on"),
    [
        ("Turkey gave Greece 48 hours to withdraw its ships.", "turkey", "greece"),
        ("Greece has two weeks to answer.", "turkey", "greece"),
        ("Turkey gave Greece until Sunday night to settle.", "turkey", "greece"),
        ("Turkey expects an answer by the end of next week.", "turkey", "greece"),
        ("Turkey wants a list of the ships by Monday.", "turkey", "greece"),
        ("Greece must sign by Friday, Turkey said.", "turkey", "greece"),
        ("Turkey said its offer would stay on the table until Easter.", "turkey", "greece"),
        ("Greece said its offer would not stand forever.", "greece", "turkey"),
        ("Turkey asked Greece for a signature before the summit.", "turkey", "greece"),
    ],
)
def test_a_time_limit_is_read_in_whatever_form_it_comes(sentence: str, by: str, on: str) -> None:
    found = [(one.by, one.on) for one in pressures_told(sentence) if one.form == "deadline"]

    assert ((by,), (on,)) in found, pressures_told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister had three hours to spare in Athens.",
        "Greece gave Turkey wheat for six months last year.",
        "Turkey wants to sign by Monday.",
        "The hall is open until Friday.",
        "Turkey shortened the working week by one hour.",
        "Greece has given way on that until 2030.",
    ],
)
def test_a_mere_time_limits_nobody(sentence: str) -> None:
    assert not [one for one in pressures_told(sentence) if one.form == "deadline"]
