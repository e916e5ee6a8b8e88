"""Indirect statements: a clause that somebody is said to have uttered, without marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from parley.evidence.cues import cues
from parley.evidence.paragraphs import Paragraph, Word
from parley.evidence.speakers import named, phrase_at, phrase_of, subject
from parley.evidence.story import Line
from parley.language.tree import Token
from parley.record import Span

TURNS: Final = frozenset({"turn", "quote"})


class Statement(NamedTuple):
    """What is said to have been uttered, and by whom."""

    span: Span
    words: str
    line: str
    speaker: Span | None
    cue: Span
    rule: str
    confidence: float


def find_statements(blocks: Sequence[Paragraph], quoted: Sequence[Span]) -> list[Statement]:
    """Find the indirect statements of a story in order.

    Args:
        blocks: the story's blocks.
        quoted: spans of the marked quotations, ascending; a clause that is one of them is no indirect statement.
    """
    found: list[Statement] = []
    for paragraph in blocks:
        if paragraph.kind in TURNS:
            continue
        for statement in _statements(paragraph):
            if not _is_quoted(statement.span, quoted):
                found.append(statement)
    return _distinct(found)


def _is_quoted(span: Span, quoted: Sequence[Span]) -> bool:
    """Half of the clause or more is quoted word for word: it has its own item."""
    at = max(0, bisect_right(quoted, span.start, key=lambda other: other.start) - 1)
    covered = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in quoted[at : at + 4])
    return 2 * covered >= span.end - span.start


def _distinct(statements: list[Statement]) -> list[Statement]:
    """One item for a stretch, that of the cue nearest to it."""
    kept: dict[tuple[int, int], Statement] = {}
    for statement in statements:
        kept.setdefault((statement.span.start, statement.span.end), statement)
    return sorted(kept.values(), key=lambda statement: (statement.span.start, statement.span.end))


def _statements(paragraph: Paragraph) -> Iterator[Statement]:
    for word in paragraph.words:
        if word.quote >= 0:
            continue
        if word.text.lower() in cues().indirect and word.pos == "VERB":
            yield from _of_verb(paragraph, word)
        elif word.text.lower() == "according":
            yield from _according_to(paragraph, word)


def _of_verb(paragraph: Paragraph, cue: Word) -> Iterator[Statement]:
    tree = cue.line.tree
    if tree.is_negated(cue.token.i):
        return
    who = subject(paragraph, cue)
    if who is None:
        return
    speaker = phrase_of(paragraph, who)
    for head in tree.reported(cue.token.i):
        if head.text.lower().endswith("ing") and not tree.subjects(head.i):
            continue  # "he said, referring to …" reports nothing
        span = _clause(cue.line, cue, who, head)
        if span is not None:
            yield _statement(paragraph, cue.line, span, speaker, [cue], "quotation/indirect", 0.75)


def _clause(line: Line, cue: Word, who: Word, head: Token) -> Span | None:
    """The reported clause without "that", cut where the words of the cue begin or end."""
    tree = line.tree
    first, last = tree.subtree(head.i)
    low, high = min(cue.token.i, who.token.i), max(cue.token.i, who.token.i)
    if head.i > high:
        first = max(first, high + 1)
    elif head.i < low:
        last = min(last, low - 1)
    else:
        return None
    tokens = tree.tokens
    cuts = (at for at in range(head.i + 1, last + 1) if _is_another_cue(tokens[at - 1], tokens[at]))
    last = next(cuts, last + 2) - 2 if head.i > high else last
    while first < last and (_is_that(tokens[first], tokens[first + 1]) or tokens[first].pos == "PUNCT"):
        first += 1
    while last > first and tokens[last].pos == "PUNCT":
        last -= 1
    if last - first < 2:
        return None
    return Span(start=line.start + tokens[first].start, end=line.start + tokens[last].end)


def _is_another_cue(before: Token, token: Token) -> bool:
    """ "…, adding" goes on about the speaker, not about what was said."""
    return before.text == "," and token.text.lower().endswith("ing") and cues().verb(token) is not None


def _is_that(token: Token, following: Token) -> bool:
    return token.text.lower() == "that" and (token.dep == "mark" or following.pos in ("PROPN", "DET", "PRON"))


def _according_to(paragraph: Paragraph, word: Word) -> Iterator[Statement]:
    """ "…, according to the ministry": all that the sentence says besides."""
    following = paragraph.own(word.at + 1)
    if following is None or following.text.lower() != "to":
        return
    rest = [other for other in paragraph.words[word.at + 2 :] if other.line is word.line and other.quote < 0]
    phrase = phrase_at(rest)
    line = word.line
    if not phrase:
        return
    tokens = line.tree.tokens
    before = list(tokens[: word.token.i])
    after = list(tokens[phrase[-1].token.i + 1 :])
    side = before if len(before) >= len(after) else after
    while side and side[0].pos == "PUNCT":
        side = side[1:]
    while side and side[-1].pos == "PUNCT":
        side = side[:-1]
    if len(side) < 3:
        return
    span = Span(start=line.start + side[0].start, end=line.start + side[-1].end)
    yield _statement(paragraph, line, span, phrase, [word, following], "quotation/indirect-according-to", 0.75)


def _statement(
    paragraph: Paragraph, line: Line, span: Span, speaker: list[Word], cue: list[Word], rule: str, confidence: float
) -> Statement:
    words = line.text[span.start - line.start : span.end - line.start]
    cue_span = Span(start=cue[0].start, end=cue[-1].end)
    return Statement(span, words, line.id, named(paragraph, speaker) if speaker else None, cue_span, rule, confidence)
