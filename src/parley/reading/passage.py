"""A stretch of a source on its way to becoming a block."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from parley.reading.article import BlockKind
from parley.reading.traced import Traced


@dataclass(frozen=True, slots=True)
class Passage:
    """Clean words with what the source's form says about them.

    `is_marked` holds where markup names the kind ("# Heading", <h2>): forms found in words do not overrule it.
    `label` and `bold` count characters from the start of the words.
    """

    words: Traced
    kind: BlockKind = "paragraph"
    level: int = 0
    is_marked: bool = False
    label: int = 0  # length of the label before the colon; 0: none
    turn: int | None = None  # in a turn without its own label: place of the passage that has it
    bold: int = 0  # length of the run of bold type it opens with
    is_alone: bool = True  # one line of its own in the source

    @property
    def text(self) -> str:
        return self.words.text

    def as_kind(self, kind: BlockKind) -> Passage:
        return replace(self, kind=kind)

    def part(self, start: int, end: int, kind: BlockKind) -> Passage:
        return Passage(words=self.words.part(start, end), kind=kind, level=self.level)


@dataclass(slots=True)
class Masthead:
    """What is known about a story beside its text; filled from its header and its page."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    edition: str | None = None
    dateline: str | None = None
    published: date | None = None
    notes: list[str] = field(default_factory=list)
