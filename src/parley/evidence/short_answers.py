"""Answers in a word or two: "Rovers would not.", "No veto, says the minister."."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, reporters_of, subject_tokens
from parley.evidence.found_move import FoundMove
from parley.evidence.listed import thing_at
from parley.evidence.story import Line
from parley.language.tree import NEGATIONS, Token

HELPERS = frozenset({"would", "will", "could", "wo"})  # "has not" tells what is not done yet
SHORT = 9  # words of a sentence that only says no
OPENERS = frozenset({"“", '"', "``", "‘", "'", "—", "–", "-"})


def short_answers(cast: Cast) -> Iterator[FoundMove]:
    """Refusals that say nothing but no, in order; what they refuse is what was last asked or offered."""
    for line in cast.story.lines:
        if line.kind in ("headline", "heading") or not line.tree.tokens or line.is_question:
            continue
        yield from _would_not(cast, line)
        yield from _no_thing(cast, line)


def _would_not(cast: Cast, line: Line) -> Iterator[FoundMove]:
    """ "Sandhill would not." — an auxiliary denied, with no verb behind it."""
    tokens = [one for one in line.tree.tokens if one.pos != "PUNCT"]
    if not 3 <= len(tokens) <= SHORT or tokens[-1].lemma.lower() not in NEGATIONS | {"not"}:
        return
    helper = tokens[-2]
    if helper.text.lower() not in HELPERS:
        return
    holders = [key for one in subject_tokens(line, helper) for key in cast.at(line, one.i)]
    holders = holders or [
        key for one in tokens[:-2] if one.pos in ("PROPN", "NOUN", "PRON") for key in cast.at(line, one.i)
    ]
    if holders:
        yield _refusal(line, holders[0], tokens[0].i, tokens[-1].i, None, None, 0.55)


def _no_thing(cast: Cast, line: Line) -> Iterator[FoundMove]:
    """ "No veto, says the minister": a sentence that opens with what its speaker will not have."""
    tokens = line.tree.tokens
    start = next((one.i for one in tokens if one.text.lower() == "no" and _opens(line, one)), None)
    if start is None:
        return
    thing = thing_at(line, start + 1)
    if thing is None or thing.last + 1 >= len(tokens) or tokens[thing.last + 1].text not in (",", ".", "!", "”", '"'):
        return
    following = next((one for one in tokens[thing.last + 1 :] if one.text not in (",", "”", '"', "''")), None)
    ended = start > 0 and (following is None or following.text in (".", "!"))
    said = following is not None and following.lemma.lower() in REPORTING
    holder = _speaker(cast, line, tokens[thing.head], following if said else None) if ended or said else None
    if holder is not None and not cast.one(line, thing.head) and tokens[thing.head].pos in ("NOUN", "PROPN"):
        yield _refusal(line, holder, start, thing.last, (thing.first, thing.last), thing.head, 0.6)


def _opens(line: Line, word: Token) -> bool:
    """It begins the sentence, or what stands behind a colon."""
    before = [one for one in line.tree.tokens[: word.i] if one.text not in OPENERS]
    return not before or before[-1].text == ":"


def _speaker(cast: Cast, line: Line, head: Token, verb: Token | None) -> str | None:
    if verb is not None:
        tokens = line.tree.tokens
        end = next((one.i for one in tokens[verb.i + 1 :] if one.text in (",", ".")), len(tokens))
        return next(iter(cast.within(line, verb.i + 1, end - 1)), None)
    return next(iter(reporters_of(cast, line, head)), None)


def _refusal(
    line: Line, by: str, first: int, last: int, content: tuple[int, int] | None, head: int | None, confidence: float
) -> FoundMove:
    return FoundMove(
        act="reject", line=line, first=first, last=last, by=by, to=None, content=content, content_head=head,
        firmness=0.8, status="asserted", rule="move/short-answer", confidence=confidence,
    )  # fmt: skip
