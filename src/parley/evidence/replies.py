"""Replies: which earlier move a move answers, and so which issue it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import PAPERS
from parley.evidence.record import Move

ANSWERS = frozenset({"accept", "reject", "object", "concede", "criticise"})


OFFERED = frozenset(
    {
        "proposal",
        "offer",
        "plan",
        "package",
        "draft",
        "bid",
        "formula",
        "compromise",
        "invitation",
        "scheme",
        "text",
        "suggestion",
        "idea",
        "trade",
        "swap",
        "deal",
    }
)
ASKED = frozenset({"demand", "request", "condition", "call", "ultimatum", "term", "claim"})
SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "those",
        "these",
        "its",
        "his",
        "her",
        "their",
        "such",
        "any",
        "to",
        "with",
        "latest",
        "new",
    }
)


def answering(cast: Cast, move: Move, earlier: Sequence[Move]) -> Move:
    """The move with the one it answers: the last demand or offer of another side, when it names no issue itself.

    "The offer" is the last thing offered, "the demand" the last thing asked; "the final text" says what it is itself.
    """
    if move.act not in ANSWERS or move.by is None or move.issue is not None or move.rule in UNANSWERING:
        return move
    if ANY_OF_A_KIND.search(move.text):
        return move  # "opposes any deal that …" is no answer to the last one
    words = [word.strip("“”\"'.,") for word in (move.content or "").lower().split()]
    paper = words[-1].removesuffix("s") if words else ""
    if words and (paper not in PAPERS or not set(words[:-1]) <= SMALL | _owners(cast, words)):
        return move
    acts = ("offer",) if paper in OFFERED else ("demand",) if paper in ASKED else ("demand", "offer")
    own, at = cast.side(move.by), cast.story.by_id[move.sentence].index
    for other in reversed(earlier):
        if move.rule == "move/short-answer" and at - cast.story.by_id[other.sentence].index > SHORTLY:
            return move
        named = other.issue is not None or other.content is not None
        if other.act in acts and other.by is not None and cast.side(other.by) != own and named:
            first = next(one for one in earlier if _is_of(one, other))
            return move.model_copy(update={"about": first.id, "issue": first.issue})
    return move


ANY_OF_A_KIND = re.compile(
    r"\b(?:any|every|no) (?:\w+ )?(?:deal|agreement|offer|proposal|plan|pact|accord)\b", re.IGNORECASE
)


SHORTLY = 2  # sentences within which a bare no answers


def _is_of(move: Move, other: Move) -> bool:
    """The first of several things put forward in one breath stands for them all."""
    return (move.sentence, move.by, move.act) == (other.sentence, other.by, other.act)


def _owners(cast: Cast, words: Sequence[str]) -> frozenset[str]:
    """Words that only say whose paper it is: "Kraft's" of "Kraft's plan"."""
    names = {part.lower() for figure in cast.figures.values() for part in figure.name.split()}
    return frozenset(word for word in words if word.removesuffix("'s").removesuffix("’s") in names)


UNANSWERING = frozenset({"move/will-not"})  # "we will not wait for ever" answers no proposal
