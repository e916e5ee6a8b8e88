"""Sides told right beside a name."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast

TALKS = "India, Norway, Brazil and the European Union held talks on a treaty on Monday."


def side_of(name: str, sentence: str) -> str | None:
    found = cast(f"Treaty talks go on\n\n{TALKS}\n\n{sentence}\n")
    return next(figure.side for figure in found.figures.values() if figure.name.endswith(name))


@pytest.mark.parametrize(
    ("sentence", "name", "side"),
    [
        ("Trade Minister Anil Desai of India met Norway's Kari Lund in Oslo.", "Kari Lund", "norway"),
        ("Trade Minister Anil Desai of India met Norway's Kari Lund in Oslo.", "Anil Desai", "india"),
        ("The European Union's envoy was Anna Weiss.", "Anna Weiss", "european-union"),
    ],
)
def test_whose_name_stands_beside_a_party_is_of_its_side(sentence: str, name: str, side: str) -> None:
    assert side_of(name, sentence) == side


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The analyst Jan Kolb of Norway smiled.", "Jan Kolb"),
        ("Kari Lund, a painter, watched from the square.", "Kari Lund"),
    ],
)
def test_where_an_onlooker_comes_from_is_no_side(sentence: str, name: str) -> None:
    assert side_of(name, sentence) is None


def test_what_somebody_chairs_goes_before_where_he_comes_from() -> None:
    assert side_of("Molwyn Joseph", "Antigua's Molwyn Joseph, who chairs the Alliance, smiled.") != "antigua"
