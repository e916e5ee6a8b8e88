"""The record a source becomes: a story with its blocks and sentences in place."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Literal

from parley.record import Finding, Record, Span

BlockKind = Literal[
    "headline",
    "standfirst",
    "heading",
    "paragraph",
    "bullet",
    "quote",  # a block quotation of its own
    "turn",  # one paragraph of a transcript's turn; `label` holds the speaker's label
    "caption",
    "dateline",
    "byline",
    "edition",
    "site",
    "notice",  # comment notice, copyright, "story continues below"
    "furniture",  # navigation, share buttons, related links
]

STORY_KINDS: frozenset[BlockKind] = frozenset(
    {"headline", "standfirst", "heading", "paragraph", "bullet", "quote", "turn"}
)


class Block(Record):
    """A paragraph, bullet, heading or piece of furniture."""

    kind: BlockKind
    span: Span  # in Article.text
    label: Span | None = None  # the "Label" of "Label: text" in a bullet or turn, without the colon; in Article.text
    lead_in: int | None = None  # index of the block that this bullet completes ("including:", "aims to:")
    section: int | None = None  # index of the heading block it stands under
    level: int = 0  # depth of a heading (1 is the top) or of a bullet (0 is the outermost)


class Sentence(Record):
    """One sentence; a bullet's label and its text are sentences of their own."""

    id: str  # "s12": its place in the story, from s1
    block: int  # index into Article.blocks
    span: Span  # in Article.text
    is_label: bool = False  # the label of a bullet or the speaker's label of a turn


class Article(Record):
    """A story as text with everything kept in its place (stand-off).

    `text` is the clean text: NFC is NOT applied, since offsets must lead back to the source; blocks are
    joined by one newline, white space inside a block is one blank. `runs` lead from clean text to source.
    """

    schema_version: Literal["article/1"] = "article/1"
    id: str  # content id of `text`
    source: str  # path, address or "-" as the user gave it
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    edition: str | None = None
    dateline: str | None = None  # the place a story was filed from
    published: date | None = None
    as_of: date | None = None  # nothing later is ever used: the given --as-of, else `published`
    language: str = "en"
    text: str
    runs: tuple[tuple[int, int, int], ...]  # (start in text, start in source, length), ascending, gaps allowed
    # Characters the source writes otherwise ("&rdquo;"): (place in text, start in source, length there), ascending.
    entities: tuple[tuple[int, int, int], ...] = ()
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...] = ()

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def source_span(self, span: Span) -> Span:
        """Where a span of the clean text stands in the decoded source.

        Raises:
            ValueError: the span touches no character that came from the source.
        """
        return Span(start=self._source_offset(span.start), end=self._source_end(span.end - 1))

    def _source_offset(self, offset: int) -> int:
        at = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if at < 0:
            raise ValueError(f"offset {offset} stands before the first run of the source")
        start, source, length = self.runs[at]
        return source + min(offset - start, length - 1)

    def _source_end(self, offset: int) -> int:
        at = bisect_right(self.entities, offset, key=lambda entity: entity[0]) - 1
        if at >= 0 and self.entities[at][0] == offset:
            return self.entities[at][1] + self.entities[at][2]
        return self._source_offset(offset) + 1

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset of the clean text, if any."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start) - 1
        if at >= 0 and offset < self.sentences[at].span.end:
            return self.sentences[at]
        return None
