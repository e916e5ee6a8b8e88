"""Names that stand for a country or a known body wherever they occur: a gazetteer over tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

Sense = Literal["name", "demonym", "capital", "seat"]

HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr"})  # whoever follows is a person: "Mr. Holland", "Ms. Jordan"


@dataclass(frozen=True, slots=True)
class Name:
    """What a stretch of words names."""

    key: str
    name: str
    type: str
    code: str | None
    sense: Sense
    human: bool = False  # one person, under the kind of the office held


@dataclass(frozen=True, slots=True)
class Match:
    first: int
    last: int  # inclusive
    name: Name


KEPT = 2048  # lines of which the names are remembered: a story asks five times for each


class Gazetteer:
    """Longest match of known names, by their words as written."""

    def __init__(self, entries: Iterator[tuple[str, Name]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for words, name in entries:
            parts = split_words(words)
            candidates = self._by_first.setdefault(parts[0], [])
            if all(existing != parts for existing, _ in candidates):  # the first entry of the file wins
                candidates.append((parts, name))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._found: dict[int, tuple[Sequence[Token], list[Match]]] = {}  # by identity of the tokens, which it keeps

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Matches from left to right; none overlaps another. What was found in a line is kept for who asks again."""
        known = self._found.get(id(tokens))
        if known is not None and known[0] is tokens:
            return known[1]
        if len(self._found) >= KEPT:
            self._found.clear()
        found = self._find(tokens)
        self._found[id(tokens)] = (tokens, found)
        return found

    def _find(self, tokens: Sequence[Token]) -> list[Match]:
        found: list[Match] = []
        # a dateline or heading in capitals: "MEXICO CITY"
        texts = [
            token.text.title()
            if token.text.isupper() and len(token.text) > 3 and token.text not in self._by_first
            else token.text
            for token in tokens
        ]
        at = 0
        while at < len(texts):
            match = None if at and texts[at - 1].rstrip(".").title() in HONORIFICS else self._match(texts, at)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last + 1
        return found

    def _match(self, texts: list[str], at: int) -> Match | None:
        for parts, name in self._by_first.get(texts[at], ()):
            if tuple(texts[at : at + len(parts)]) == parts:
                return Match(at, at + len(parts) - 1, name)
        return None


def split_words(words: str) -> tuple[str, ...]:
    """Words as the tokenizer leaves them: commas, possessive marks and hyphens stand alone.

    >>> split_words("Washington, D.C.")
    ('Washington', ',', 'D.C.')
    """
    return tuple(re.findall(r"[’']s\b|[’']|,|/|\+|-(?=[A-Z])|[^\s,’'/+-]+(?:-[^\s,’'/+A-Z-]+)*", words)) or (words,)


@cache
def gazetteer() -> Gazetteer:
    """Countries and known bodies of the word lists."""
    return Gazetteer(_entries())


def gazetteer_with(entries: Iterable[tuple[str, Name]]) -> Gazetteer:
    """The word lists, with more names before them: of two entries for the same words the given one counts."""
    return Gazetteer(chain(entries, _entries()))


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 code to the name used here."""
    return {code: entry["name"] for code, entry in lexicon("countries").items()}


def _entries() -> Iterator[tuple[str, Name]]:
    for body in lexicon("bodies")["known"]:
        name = Name(slug(body["name"]), body["name"], body["type"], body.get("code"), "name")
        for words in (body["name"], *body.get("also", ())):
            yield words, name
    senses: tuple[tuple[str, Sense], ...] = (
        ("also", "name"),
        ("demonyms", "demonym"),
        ("capitals", "capital"),
        ("seats", "seat"),
    )
    for code, entry in lexicon("countries").items():
        yield entry["name"], Name(slug(entry["name"]), entry["name"], "country", code, "name")
    for field, sense in senses:
        for code, entry in lexicon("countries").items():
            for words in entry.get(field, ()):
                name = Name(slug(entry["name"]), entry["name"], "country", code, sense)
                yield words, name
                if sense == "demonym" and words.endswith(("an", "i")):
                    yield f"{words}s", name  # "the Omanis"
