"""Forms of words, so that word lists hold bases only."""

from __future__ import annotations

from parley.evidence.inflections import forms, table


def test_regular_forms_follow_the_spelling_rules() -> None:
    assert forms("stall") == {"stall", "stalls", "stalled", "stalling"}
    assert {"exclude", "excluding", "excluded"} <= forms("exclude")
    assert {"rally", "rallies", "rallied"} <= forms("rally")
    assert "snagged" in forms("snag")


def test_irregular_forms_point_at_their_base() -> None:
    found = table(("break", "stall"), {"break": ("broke", "broken"), "fall": ("fell",)})

    assert found["broke"] == "break"
    assert found["stalls"] == "stall"
    assert "fell" not in found
