"""Positions: what each party wants on each issue, drawn from its moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.evidence.actors import Cast
from parley.evidence.issues import head_of_words, phrase_at
from parley.evidence.record import Linkage, Move, Position, PositionStance

STANCE: dict[str, PositionStance] = {
    "demand": "demands",
    "offer": "offers",
    "promise": "offers",
    "concede": "offers",
    "accept": "accepts",
    "reject": "rejects",
    "object": "rejects",
    "condition": "conditional",
    "threaten": "conditional",
}


def find_positions(
    cast: Cast, moves: Sequence[Move], linkages: Sequence[Linkage], names: Mapping[str, str]
) -> list[Position]:
    """One position per party, issue, stance and sentence; a stated condition makes it conditional."""
    conditional = {
        linkage.sentence
        for linkage in linkages
        if linkage.form in ("exchange", "condition") and linkage.confidence >= 0.5
    }
    found: dict[tuple[str, str, str, str], Position] = {}
    for move in moves:
        stance = _stance(move, conditional)
        words = _words(cast, move) or (names.get(move.issue) if move.issue else None)
        if stance is None or move.by is None or words is None or not _is_party(cast, move.by):
            continue
        party = cast.side(move.by)
        issue = move.issue or _own_key(words)
        key = (party, issue, stance, move.sentence)
        if key not in found:
            found[key] = Position(
                id="",
                source=move.source,
                mentions=move.mentions,
                rule=f"position/{move.act}",
                confidence=round(move.confidence - 0.05, 2),
                status=move.status,
                party=party,
                issue=issue,
                issue_words=words,
                stance=stance,
                moves=(move.id,),
            )
    return list(found.values())


def _stance(move: Move, conditional: set[str]) -> PositionStance | None:
    if move.act == "threaten" and move.sentence not in conditional:
        return None
    stance = STANCE.get(move.act)
    if stance in ("demands", "offers", "accepts") and move.sentence in conditional and move.act != "demand":
        return "conditional"
    return stance


def _words(cast: Cast, move: Move) -> str | None:
    """The issue in this sentence's own words."""
    line = cast.story.by_id[move.sentence]
    if move.content is None:
        return None
    head = head_of_words(line, move.content)
    phrase = phrase_at(cast, line, head) if head is not None else None
    if phrase is not None:
        return phrase.words
    is_clause = head is not None and line.tree.tokens[head].pos in ("VERB", "AUX")
    return move.content if is_clause and 1 < len(move.content.split()) <= 10 else None


def _own_key(words: str) -> str:
    from parley.evidence.words import slug

    return slug(words)


def _is_party(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(cast.side(key))
    return figure is not None and figure.type != "person"
