"""Open positions: a party that considers, studies or has not decided takes no side yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.evidence.actors import Cast
from parley.evidence.clauses import is_conditional, subject_tokens
from parley.evidence.issue_names import name_of
from parley.evidence.issue_phrases import PAPERS, phrase_at
from parley.evidence.issues import IssueTable
from parley.evidence.record import Move, Position
from parley.evidence.story import Line
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token


def open_positions(cast: Cast, moves: Sequence[Move], table: IssueTable) -> list[Position]:
    """Who weighs what, in order of the text; what is only called "it" or "the plan" is the last proposal of another."""
    return [
        position
        for line in cast.story.lines
        if not line.text.rstrip(" ”\"'").endswith("?")
        for token in line.tree.tokens
        if _ponders(line, token)
        for position in _positions(cast, line, token, moves, table)
    ]


def _ponders(line: Line, token: Token) -> bool:
    lists = lexicon("acts")["pondering"]
    lemma, word = token.lemma.lower(), token.text.lower()
    if token.pos == "ADJ":
        return word in lists["states"]
    if token.pos != "VERB" or is_conditional(line, token) or line.tree.is_passive(token.i):
        return False
    if lemma in lists["undone"]:
        return line.tree.is_negated(token.i) or _has_yet(line, token)
    return lemma in lists["verbs"] and not line.tree.is_negated(token.i)


def _has_yet(line: Line, token: Token) -> bool:
    """ "has yet to respond"."""
    return any(other.text.lower() == "yet" for other in line.tree.tokens[max(0, token.i - 3) : token.i])


def _positions(cast: Cast, line: Line, token: Token, moves: Sequence[Move], table: IssueTable) -> list[Position]:
    keys = [key for subject in subject_tokens(line, token) for key in cast.at(line, subject.i)]
    found = []
    for party in cast.sides(keys):
        if cast.figures[party].type == "person":
            continue
        named = _issue(cast, line, token, party, moves, table)
        if named is None:
            continue
        key, words = named
        first, last = min(s.i for s in (*subject_tokens(line, token), token)), line.tree.subtree(token.i)[1]
        mention = line.tokens(min(first, token.i), min(last, token.i + 30))
        found.append(
            Position(
                id="", source=cast.story.article.id, mentions=(mention,), rule="position/ponders", confidence=0.55,
                party=party, issue=key, issue_words=words, stance="open",
            )
        )  # fmt: skip
    return found


def _issue(
    cast: Cast, line: Line, token: Token, party: str, moves: Sequence[Move], table: IssueTable
) -> tuple[str, str] | None:
    """The issue's key and words: what is weighed, else the last proposal of another side."""
    tree = line.tree
    things = [*tree.objects(token.i), *tree.having(token.i, "ccomp", "xcomp", "advcl")]
    things = [thing for thing in things if thing.i > token.i]
    for thing in things:
        if thing.pos == "PRON" or thing.lemma.lower() in PAPERS:
            break
        phrase = phrase_at(cast, line, thing.i)
        if phrase is not None:
            words = name_of(phrase)
            return table.key_of(phrase) or slug(words), words
    return _last_proposal(cast, line, party, moves, table.names)


def _last_proposal(
    cast: Cast, line: Line, party: str, moves: Sequence[Move], names: Mapping[str, str]
) -> tuple[str, str] | None:
    for move in reversed(moves):
        if move.mentions[0].span.start >= line.start or move.by is None or move.issue is None:
            continue
        if move.act in ("offer", "demand") and cast.side(move.by) != party:
            return move.issue, names.get(move.issue, move.content or move.text)
    return None
