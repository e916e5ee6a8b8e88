"""Amounts in words of the story: "$500 billion", "a 36% raise", "65 percent of seats"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "m": 1e6,
    "k": 1e3,
    "mn": 1e6,
    "tn": 1e12,
}
CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "kroner": "DKK",
    "dlrs": "USD",
}
_AMOUNT = re.compile(
    r"(?P<money>[$€£¥]|dlrs )?\s?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?-?"
    r"(?P<scale>thousand|million|billion|trillion|bn|tn|mn|m|k)?\b\s?-?"
    r"(?P<percent>%|percent|per cent|percentage points?)?\s?(?P<unit>[a-z]+)?",
    re.IGNORECASE,
)
NO_UNIT = frozenset(
    [
        "of",
        "in",
        "on",
        "to",
        "and",
        "or",
        "for",
        "a",
        "an",
        "the",
        "by",
        "from",
        "at",
        "with",
        "as",
        "is",
        "was",
        "that",
        "after",
        "before",
        "per",
        "p",
        "am",
        "pm",
        "th",
        "st",
        "nd",
        "rd",
        "were",
        "are",
        "if",
        "but",
        "will",
        "would",
        "over",
        "under",
        "more",
        "less",
    ]
)


@dataclass(frozen=True, slots=True)
class Amount:
    value: float
    unit: str  # "percent", a currency code, or the noun counted: "seats"; empty when there is none
    start: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    """Amounts from left to right; years and bare ordinals are none.

    >>> [(a.value, a.unit) for a in amounts_in("a 36% raise, then $1.7 trillion and 12 million tons in 2026")]
    [(36.0, 'percent'), (1700000000000.0, 'USD'), (12000000.0, 'tons')]
    """
    for found in _AMOUNT.finditer(text):
        value = float(found["figure"].replace(",", ""))
        scale = SCALES.get((found["scale"] or "").lower(), 1.0)
        word = (found["unit"] or "").lower()
        if found["percent"]:
            unit = "percent"
        elif found["money"]:
            unit = CURRENCIES[found["money"].strip()]
        elif word in CURRENCIES:
            unit = CURRENCIES[word]
        else:
            unit = "" if word in NO_UNIT else word
        if not unit and scale == 1.0 and (1900 <= value <= 2100 or not found["scale"]):
            continue
        yield Amount(value * scale, unit, found.start(), found.end())
