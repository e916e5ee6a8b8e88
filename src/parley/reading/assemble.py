"""Passages become an article: text, blocks, sentences and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from parley.reading.article import Article, Block, Sentence
from parley.reading.passage import Masthead, Passage
from parley.reading.sentences import sentences
from parley.record import Finding, Span, content_id

_LEADS_IN = re.compile(r"(?::|\b(?:including|includes?|following|such as|namely))$")
_CAN_LEAD = frozenset({"paragraph", "standfirst", "bullet", "turn", "quote"})


def assemble(
    passages: Sequence[Passage], masthead: Masthead, source: str, findings: Sequence[Finding], as_of: date | None
) -> Article:
    """Join passages by line breaks, number their sentences, and tie bullets to what they complete."""
    starts = _starts(passages)
    text = "\n".join(passage.text for passage in passages)
    return Article(
        id=content_id(text),
        source=source,
        outlet=masthead.outlet,
        title=masthead.title,
        authors=masthead.authors,
        edition=masthead.edition,
        dateline=masthead.dateline,
        published=masthead.published,
        as_of=as_of or masthead.published,
        text=text,
        runs=tuple(
            (at + start, origin, length)
            for start, passage in zip(starts, passages, strict=True)
            for at, origin, length in passage.words.runs
        ),
        entities=tuple(
            (at + start, origin, length)
            for start, passage in zip(starts, passages, strict=True)
            for at, origin, length in passage.words.entities
        ),
        blocks=_blocks(passages, starts),
        sentences=_sentences(passages, starts),
        findings=tuple(findings),
    )


def _starts(passages: Sequence[Passage]) -> list[int]:
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + 1
    return starts


def _blocks(passages: Sequence[Passage], starts: Sequence[int]) -> tuple[Block, ...]:
    lead_ins = _lead_ins(passages)
    blocks: list[Block] = []
    section = None
    for place, (passage, start) in enumerate(zip(passages, starts, strict=True)):
        if passage.kind == "heading":
            section = place
        blocks.append(
            Block(
                kind=passage.kind,
                span=Span(start=start, end=start + len(passage.text)),
                label=_label(place, passages, starts),
                lead_in=lead_ins[place],
                section=None if passage.kind == "heading" else section,
                level=passage.level,
            )
        )
    return tuple(blocks)


def _label(place: int, passages: Sequence[Passage], starts: Sequence[int]) -> Span | None:
    turn = passages[place].turn
    owner = place if turn is None else turn
    length = passages[owner].label
    return Span(start=starts[owner], end=starts[owner] + length) if length else None


def _lead_ins(passages: Sequence[Passage]) -> list[int | None]:
    """For each bullet the block it completes: the text before the list, or the bullet it hangs under."""
    found: list[int | None] = [None] * len(passages)
    open_bullets: list[int] = []  # the outer bullets of the one at hand
    before: int | None = None  # the last block before the list
    for place, passage in enumerate(passages):
        if passage.kind == "furniture":
            continue
        if passage.kind != "bullet":
            open_bullets, before = [], place
            continue
        while open_bullets and passages[open_bullets[-1]].level >= passage.level:
            open_bullets.pop()
        owner = open_bullets[-1] if open_bullets else before
        if owner is not None and passages[owner].kind in _CAN_LEAD and _LEADS_IN.search(passages[owner].text):
            found[place] = owner
        open_bullets.append(place)
    return found


def _sentences(passages: Sequence[Passage], starts: Sequence[int]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for place, (passage, start) in enumerate(zip(passages, starts, strict=True)):
        for left, right, is_label in _spans(passage):
            span = Span(start=start + left, end=start + right)
            found.append(Sentence(id=f"s{len(found) + 1}", block=place, span=span, is_label=is_label))
    return tuple(found)


def _spans(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    at = 0
    if passage.label:
        yield 0, passage.label, True
        rest = passage.text[passage.label :]
        at = passage.label + len(rest) - len(rest.lstrip(":. "))
    for left, right in sentences(passage.text[at:]):
        yield at + left, at + right, False
