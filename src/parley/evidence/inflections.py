"""The forms of an English verb or noun, so that a word list need not trust a parser's lemma."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

VOWELS = "aeiou"


@cache
def forms(word: str) -> frozenset[str]:
    """Regular forms of a base word, the base included.

    >>> sorted(forms("stall"))
    ['stall', 'stalled', 'stalling', 'stalls']
    >>> "marginalised" in forms("marginalise") and "excluding" in forms("exclude")
    True
    """
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    if word.endswith("y") and word[-2] not in VOWELS:
        return frozenset({word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    es = "es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    found = {word, word + es, word + "ed", word + "ing"}
    if len(word) > 2 and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS and word[-3] not in VOWELS:
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(found)


def table(words: Iterable[str], irregular: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every form of every word, pointing at its base: {"broke": "break", "stalled": "stall"}."""
    found = {form: word for word in words for form in forms(word)}
    return found | {form: word for word in words for form in irregular.get(word, ())}
