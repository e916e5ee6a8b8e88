"""Replies: which earlier move a move answers, and so which issue it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.antecedents import ANSWERS
from parley.evidence.issue_phrases import PAPERS, is_aside
from parley.evidence.record import Move
from parley.evidence.times import TIME_WORDS

OFFERED = frozenset(
    {
        "proposal",
        "approach",
        "overture",
        "offer",
        "plan",
        "package",
        "draft",
        "bid",
        "formula",
        "compromise",
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
    {"the", "a", "an", "this", "that", "those", "these", "its", "his", "her", "their", "such", "any", "to", "with",
     "latest", "new", "of", "by", "from", "on", "in", "at", "last", "late", "early", "earlier", "whole",
     "entire", "same"}
)  # fmt: skip
# What is said of a thing by pointing at it, beside the papers: "the latter", "the approach", "the same".
POINTERS = frozenset({"latter", "former", "same", "approach", "overture", "advance", "arrangement", "them", "both"})


def answering(cast: Cast, move: Move, earlier: Sequence[Move]) -> Move:
    """The move with the one it answers: the last demand or offer of another side, when it names no issue itself.

    "The offer" is the last thing offered, "the demand" the last thing asked; "the final text" says what it is itself.
    """
    words = [word.strip("“”\"'.,") for word in (move.content or "").lower().split()]
    repeats = move.act == "demand" and "same" in words  # "wants the same"
    if (move.act not in ANSWERS and not repeats) or move.by is None or move.issue is not None:
        return move
    if move.rule in UNANSWERING or ANY_OF_A_KIND.search(move.text):
        return move  # "opposes any deal that …" is no answer to the last one
    paper = _pointing(cast, words) if words else ""
    if paper is None:
        return move
    acts = ("offer",) if paper in OFFERED else ("demand",) if paper in ASKED else ("demand", "offer")
    own, at = cast.side(move.by), cast.story.by_id[move.sentence].index
    for other in reversed(invitations(earlier) if paper == "invitation" else earlier):
        if move.rule == "move/short-answer" and at - cast.story.by_id[other.sentence].index > SHORTLY:
            return move
        named = (other.issue is not None or other.content is not None) and not is_aside(other.content or "")
        if other.act in acts and other.by is not None and cast.side(other.by) != own and named:
            breath = [one for one in earlier if _is_of(one, other)]
            if paper == "latter" and len(breath) == 1:
                return move  # its other half was not read
            said = breath[-1] if paper == "latter" else breath[0]  # of several in one breath the first stands for all
            return move.model_copy(update={"about": said.id, "issue": said.issue})
    return move


def _pointing(cast: Cast, words: Sequence[str]) -> str | None:
    """The one word of a content that only points at what was put forward before; null when it says what it is."""
    owners = _owners(cast, words)
    left = [word for word in words if word not in SMALL | owners and not is_when(word)]
    if not left and words:
        left = [word for word in words if word in PAPERS | POINTERS][-1:]  # "that", "the same"
    told = left[0].removesuffix("s") if len(left) == 1 else ""
    return told if told in PAPERS | POINTERS or (len(left) == 1 and left[0] in POINTERS) else None


ANY_OF_A_KIND = re.compile(
    r"\b(?:any|every|no) (?:\w+ )?(?:deal|agreement|offer|proposal|plan|pact|accord)\b", re.IGNORECASE
)


SHORTLY = 2  # sentences within which a bare no answers


def _is_of(move: Move, other: Move) -> bool:
    """The first of several things put forward in one breath stands for them all."""
    return (move.sentence, move.by, move.act) == (other.sentence, other.by, other.act)


def invitations(earlier: Sequence[Move]) -> Sequence[Move]:
    """The moves that invite somebody, where any does; else all."""
    return [one for one in earlier if INVITING.search(one.text)] or earlier


INVITING = re.compile(r"\b(?:invit|summon|calls? .* to (?:the|a)\b|called .* to (?:the|a)\b)", re.IGNORECASE)


def is_when(word: str) -> bool:
    """ "The offer on *Friday*", "the plan of *March 3*"."""
    return word in TIME_WORDS or word.isdigit()


def _owners(cast: Cast, words: Sequence[str]) -> frozenset[str]:
    """Words that only say whose paper it is: "Kraft's" of "Kraft's plan"."""
    names = {part.lower() for figure in cast.figures.values() for part in figure.name.split()}
    return frozenset(word for word in words if word.removesuffix("'s").removesuffix("’s") in names)


UNANSWERING = frozenset({"move/will-not"})  # "we will not wait for ever" answers no proposal
