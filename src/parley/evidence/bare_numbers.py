"""Numbers that stand alone: "Turkey wants twenty", said of what another counted before."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.amounts import amounts_in
from parley.evidence.calendar import NUMBERS
from parley.evidence.record import Move
from parley.evidence.times import is_time

BACK = 3  # sentences
COUNTING = frozenset({"demand", "offer", "promise", "concede", "accept", "reject", "object"})


def number_alone(cast: Cast, move: Move) -> str | None:
    """The content of a move that is nothing but a number; null when it says what it counts."""
    line = cast.story.by_id[move.sentence]
    word = (move.content or "").strip()
    start = line.text.find(word, max(0, move.mentions[0].span.start - line.start)) if word else -1
    found = next((one for one in line.tree.tokens if one.start == start), None)
    alone = found is not None and found.text == word and found.pos == "NUM" and not is_time(found)
    if word.lower() == "one" and move.act in ("accept", "reject", "object"):
        return None  # "refused one": one of what was asked for
    return word if alone else None


def issue_counted(cast: Cast, move: Move, earlier: Sequence[Move]) -> str | None:
    """The issue that a number alone is about: what was counted in the moves just before."""
    at = cast.story.by_id[move.sentence].index
    for other in reversed(earlier):
        if at - cast.story.by_id[other.sentence].index > BACK:
            return None
        if other.act in COUNTING and other.issue is not None and _counts(other.content or ""):
            return other.issue
    return None


def _counts(words: str) -> bool:
    return any(True for _ in amounts_in(words)) or bool((NUMBERS.keys() - {"a", "an"}) & set(words.lower().split()))
