"""Positions: what each party wants on each issue, drawn from its moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import head_of_words, name_of, phrase_at
from parley.evidence.record import Linkage, Move, Position, PositionStance
from parley.evidence.story import Line
from parley.evidence.term_words import words_for
from parley.evidence.undertakings import is_harm
from parley.evidence.words import slug

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
    """One position per party, issue and stance over all its moves; a stated condition makes it conditional."""
    stated = [link for link in linkages if link.form in ("exchange", "condition") and link.confidence >= STATED]
    conditional = {linkage.sentence for linkage in stated}
    terms = [position for linkage in stated for position in _from_terms(cast, linkage)]
    told = {(position.party, position.sentence) for position in terms}
    found: dict[tuple[str, str, PositionStance], Position] = {}
    for move in moves:
        stance = _stance(move, conditional)
        words = _words(cast, move) or (names.get(move.issue) if move.issue else None)
        if stance is None or move.by is None or words is None or not _is_party(cast, move.by):
            continue
        party = cast.side(move.by)
        if (party, move.sentence) in told and (stance != "demands" or _repeats(words, party, move.sentence, terms)):
            continue  # the terms say it better: what is given, and for what
        key = (party, move.issue or slug(words), stance)
        found[key] = _with(cast, found.get(key), move, key, words)
    for position in terms:
        found.setdefault((position.party, position.issue, position.stance), position)
    return sorted(found.values(), key=lambda position: position.mentions[0].span.start)


STATED = 0.5  # confidence from which a condition is one of the deal, not a remark
LONGEST_TERM = 7  # words of a term that names its own issue


def _from_terms(cast: Cast, linkage: Linkage) -> list[Position]:
    """Who gives one thing for another holds a conditional position on it, and wants of the other what that must do."""
    if linkage.giver is None or not _is_party(cast, linkage.giver) or linkage.modality in ("negated", "question"):
        return []
    line = cast.story.by_id[linkage.sentence]
    giver = cast.side(linkage.giver)
    found = []
    give = linkage.give if len(linkage.give.split()) <= LONGEST_TERM else _phrase_words(cast, line, linkage.give)
    if give and not _is_threat(line, linkage):
        found.append(_term(linkage, giver, linkage.give_issue, give, "conditional"))
    head = head_of_words(line, linkage.get)
    deed = head is not None and line.tree.tokens[head].pos == "VERB" and not line.tree.is_passive(head)
    insisted = linkage.form == "condition" and (deed or linkage.marker in words_for("strong"))
    if (insisted or _only_for(line, linkage)) and linkage.getter and linkage.getter != giver:
        get = _phrase_words(cast, line, linkage.get)
        if get:
            found.append(_term(linkage, giver, linkage.get_issue, get, "demands"))
    return found


def _only_for(line: Line, linkage: Linkage) -> bool:
    """ "Only in exchange for B": B is what the giver asks, not merely what the trade would bring."""
    before = line.text[: max(0, line.text.find(linkage.marker))]
    return linkage.form == "exchange" and before.rstrip().lower().endswith("only")


def _is_threat(line: Line, linkage: Linkage) -> bool:
    """What is given is a harm: what it is to bring about is the position, not the harm."""
    head = head_of_words(line, linkage.give)
    return head is not None and line.tree.tokens[head].pos == "VERB" and is_harm(line, line.tree.tokens[head])


def _phrase_words(cast: Cast, line: Line, words: str) -> str | None:
    head = head_of_words(line, words)
    phrase = phrase_at(cast, line, head) if head is not None else None
    return name_of(phrase) if phrase is not None else None


def _term(linkage: Linkage, party: str, issue: str | None, words: str, stance: PositionStance) -> Position:
    return Position(
        id="",
        source=linkage.source,
        mentions=linkage.mentions,
        rule=f"position/{linkage.form}",
        confidence=round(linkage.confidence - 0.05, 2),
        status=linkage.status,
        party=party,
        issue=issue or slug(words),
        issue_words=words,
        stance=stance,
    )


def _repeats(words: str, party: str, sentence: str, terms: Sequence[Position]) -> bool:
    """A demand for what the terms of the same sentence already name."""
    own = set(words.lower().split())
    return any(
        term.party == party and term.sentence == sentence and own & set(term.issue_words.lower().split())
        for term in terms
    )


def _with(cast: Cast, known: Position | None, move: Move, key: tuple[str, str, PositionStance], words: str) -> Position:
    """A position with one more move it is drawn from; the clearest sentence stands first."""
    party, issue, stance = key
    if known is None:
        return Position(
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
    clearer = _is_summary(cast, known.sentence) and not _is_summary(cast, move.sentence)
    mentions = (*move.mentions, *known.mentions) if clearer else (*known.mentions, *move.mentions)
    return known.model_copy(
        update={
            "mentions": tuple(dict.fromkeys(mentions)),
            "moves": (*known.moves, move.id),
            "issue_words": words if clearer else known.issue_words,
            "confidence": min(0.95, round(known.confidence + 0.05, 2)),
        }
    )


def _is_summary(cast: Cast, sentence: str) -> bool:
    """Headlines, standfirsts, headings and labels say again what the text says."""
    line = cast.story.by_id[sentence]
    return line.kind in ("headline", "standfirst", "heading") or line.is_label


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
    if phrase is None and move.amount is not None and len(move.content.split()) <= LONGEST_TERM:
        return move.content  # "offered 5 percent": the sum is all that is said of the issue
    return name_of(phrase) if phrase is not None else None


def _is_party(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(cast.side(key))
    return figure is not None and figure.type != "person"
