"""Echoes: "So did the Liberals.", "Peru accepted; Chile did not." - a stance that another's sentence has told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.evidence.actors import Cast
from parley.evidence.clauses import subject_tokens
from parley.evidence.found_move import FoundMove
from parley.evidence.record import Act
from parley.evidence.story import Line
from parley.language.tree import Token

HELPERS = frozenset({"did", "do", "does", "had", "has", "have", "would", "will"})
SAME = frozenset({"so", "as"})
OTHERWISE: dict[Act, Act] = {"accept": "reject", "reject": "accept"}
FAR = 6  # sentences
NEAR = 6  # words of the holder


def echoes(cast: Cast, found: Sequence[FoundMove]) -> Iterator[FoundMove]:
    """The moves told by a helping verb alone; what they are about is told of the move they echo."""
    stances = [move for move in found if move.act in ("accept", "reject", "object", "demand") and move.by is not None]
    if not stances:
        return
    for line in cast.story.lines:
        if line.is_question or line.kind in ("headline", "heading"):
            continue
        for token in line.tree.tokens:
            if token.lemma.lower() == "side" and token.pos == "VERB" and not line.tree.is_negated(token.i):
                yield from _sided(cast, stances, line, token)
                continue
            if token.text.lower() not in HELPERS:
                continue
            told = _so_did(cast, line, token) or _did_not(cast, line, token)
            if told is None:
                continue
            by, first, last, denied = told
            before = _before(stances, line, first)
            act = None if before is None else OTHERWISE.get(before.act) if denied else before.act
            if before is None or act is None or cast.side(by) == cast.side(before.by or ""):
                continue
            yield FoundMove(
                act=act, line=line, first=first, last=last, by=by, to=None, content=None, content_head=None,
                firmness=before.firmness, status="asserted", rule="move/echo", confidence=0.55,
            )  # fmt: skip


def _sided(cast: Cast, stances: Sequence[FoundMove], line: Line, verb: Token) -> Iterator[FoundMove]:
    """ "Quebec sided with Alberta": what Alberta last said of the matter."""
    leader = next(
        (key for case, one in line.tree.obliques(verb.i) if case == "with" for key in cast.at(line, one.i)), None
    )
    if leader is None:
        return
    side = cast.side(leader)
    before = [one for one in stances if one.line.index < line.index and cast.side(one.by or "") == side]
    holders = [key for one in subject_tokens(line, verb) for key in cast.at(line, one.i)]
    last = verb.i + 2 if verb.i + 2 < len(line.tree) else verb.i
    if not before or before[-1].act not in OTHERWISE or line.index - before[-1].line.index > FAR:
        return
    for by in holders:
        if cast.side(by) != side:
            yield FoundMove(
                act=before[-1].act, line=line, first=verb.i, last=last, by=by, to=None, content=None, content_head=None,
                firmness=before[-1].firmness, status="asserted", rule="move/echo", confidence=0.5,
            )  # fmt: skip


def _before(stances: Sequence[FoundMove], line: Line, first: int) -> FoundMove | None:
    """The last stance told in the same sentence or the one before."""
    near = [
        move
        for move in stances
        if (move.line.index == line.index and move.first < first) or move.line.index == line.index - 1
    ]
    return max(near, key=lambda move: (move.line.index, move.first), default=None)


def _so_did(cast: Cast, line: Line, helper: Token) -> tuple[str, int, int, bool] | None:
    """ "So did the Liberals", "as does Peru"; no "so did the price"."""
    tokens = line.tree.tokens
    word = tokens[helper.i - 1].text.lower() if helper.i else ""
    opens = helper.i < 2 or tokens[helper.i - 2].text in (",", ";", "and", "“", "-", "—", "–")
    if word not in (*SAME, "neither", "nor") or not opens:
        return None
    end = min(helper.i + NEAR, len(tokens) - 1)
    end = next((one.i - 1 for one in tokens[helper.i + 1 : end + 1] if one.pos in ("PUNCT", "VERB", "ADP")), end)
    keys = cast.within(line, helper.i + 1, end) if end > helper.i else ()
    return (keys[0], helper.i - 1, end, False) if keys else None


def _did_not(cast: Cast, line: Line, helper: Token) -> tuple[str, int, int, bool] | None:
    """ "Peru accepted; Chile did not", "but Chile has not": the denial ends the clause."""
    tokens = line.tree.tokens
    at = helper.i + 1
    denied = at < len(tokens) and tokens[at].text.lower() in ("not", "n't", "n’t")
    ends = at + 1 >= len(tokens) or tokens[at + 1].text in (".", ";", ",")
    if not denied or not ends:
        return None
    opening = next(
        (one.i for one in reversed(tokens[: helper.i]) if one.text in (";", ",") or one.text in ("but", "and")), None
    )
    if opening is None or helper.i - opening > NEAR + 1 or helper.i - opening < 2:
        return None
    keys = cast.within(line, opening + 1, helper.i - 1)
    return (keys[0], opening + 1, at, True) if keys else None
