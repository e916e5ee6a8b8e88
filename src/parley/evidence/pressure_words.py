"""What rules of pressure share: the record before it is one, the side meant, words of haste."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.clauses import actor_or_owner
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.evidence.words import lexicon
from parley.language.tree import Token


@dataclass(frozen=True, slots=True)
class Press:
    """One pressure with the tokens that say it."""

    form: Literal["threat", "deadline", "sanction", "inducement", "criticism", "time", "unspecified"]
    by: tuple[str, ...]
    on: tuple[str, ...]
    first: int
    last: int
    rule: str
    confidence: float


def hint_side(cast: Cast, keys: Iterable[str]) -> tuple[str, ...]:
    """The side of each actor; a chamber or faction stays itself, since it may press its own government."""
    found = []
    for key in keys:
        figure = cast.figures.get(key)
        own = figure is not None and figure.type in ("legislature", "faction", "union")
        found.append(key if own else cast.side(key))
    return tuple(dict.fromkeys(key for key in found if key in cast.figures))


def is_side(cast: Cast, key: str) -> bool:
    """A party or body, no person whose side the story leaves open."""
    figure = cast.figures.get(key)
    return figure is not None and figure.type != "person"


def due_at(tokens: Sequence[Token]) -> bool:
    """The words name a time limit: "by Thursday", "before the end of the month", "within ten days"."""
    for at, token in enumerate(tokens):
        if token.text.lower() not in LIMITS:
            continue
        behind = list(takewhile(lambda one: one.text not in ",;.:", tokens[at + 1 : at + 7]))
        if token.text.lower() == "later" and (not at or tokens[at - 1].text.lower() != "no"):
            continue  # "no later than Friday"
        if token.text.lower() == "by" and any(one.pos == "NUM" and not one.text.isdigit() for one in behind[:1]):
            continue  # "shorter by one hour"
        if behind[:1] and behind[0].text.isdigit() and len(behind[0].text) == 4:
            continue  # "before 2025": a date of the terms, no limit to the talks
        if any(is_time(one) or one.text.lower() in pressure_list("occasions") for one in behind):
            return True
    return False


LIMITS = frozenset({"by", "before", "within", "ahead", "advance", "prior", "later"})


def has_haste(line: Line) -> bool:
    """The sentence presses for time."""
    lowered = f" {line.text.lower()} "
    return any(f" {phrase}" in lowered for phrase in lexicon("pressures")["haste"])


@cache
def pressure_list(name: str) -> frozenset[str]:
    """A list of `lexicon/pressures.yaml` as a set."""
    return frozenset(lexicon("pressures")[name])


def others_than(cast: Cast, line: Line, by: tuple[str, ...]) -> tuple[str, ...]:
    """Parties of the talks besides those who press: those the line names, else all."""
    named = hint_side(cast, cast.within(line, 0, len(line.tree) - 1))
    there = tuple(key for key in named if key in cast.counterparts and key not in by)
    rest = tuple(key for key in cast.counterparts if key not in by)
    return there or (rest if set(by) & set(cast.counterparts) and len(rest) <= 3 else ())


def sides_meant(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Whom a phrase means, in words of sides: an actor, or whose thing it is."""
    return hint_side(cast, actor_or_owner(cast, line, token))


def range_of(line: Line, *tokens: Token) -> tuple[int, int]:
    spans = [line.tree.subtree(token.i) for token in tokens]
    first, last = min(low for low, _ in spans), max(high for _, high in spans)
    while last > first and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


def run_of_names(cast: Cast, line: Line, start: int) -> int:
    """Last token of a list of names: "both Washington and Moscow"."""
    last = start
    for token in line.tree.tokens[start:]:
        if token.pos not in ("PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PUNCT") or token.text in ".?!;:":
            break
        if cast.within(line, token.i, token.i) or token.pos == "NOUN":
            last = token.i
    return min(last, len(line.tree) - 1)
