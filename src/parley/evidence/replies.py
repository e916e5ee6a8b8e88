"""Replies: which earlier move a move answers, and so which issue it is on."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.record import Move

ANSWERS = frozenset({"accept", "reject", "object", "concede", "criticise"})
PAPERS = frozenset(
    {
        "demand",
        "proposal",
        "offer",
        "plan",
        "request",
        "condition",
        "deal",
        "package",
        "draft",
        "idea",
        "call",
        "bid",
        "term",
        "pact",
        "trade",
        "compromise",
        "invitation",
        "formula",
        "text",
        "scheme",
        "ultimatum",
        "bargain",
        "swap",
        "document",
        "suggestion",
        "figure",
        "them",
        "one",
        "it",
        "that",
        "this",
    }
)


def answering(cast: Cast, move: Move, earlier: Sequence[Move]) -> Move:
    """The move with the one it answers: the last demand or offer of another side, when it names no issue itself."""
    if move.act not in ANSWERS or move.by is None or move.issue is not None:
        return move
    words = (move.content or "").lower().split()
    if move.content is not None and not (words and words[-1].removesuffix("s") in PAPERS):
        return move
    own = cast.side(move.by)
    for other in reversed(earlier):
        if (
            other.act in ("demand", "offer")
            and other.by is not None
            and cast.side(other.by) != own
            and other.issue is not None
        ):
            return move.model_copy(update={"about": other.id, "issue": other.issue})
    return move
