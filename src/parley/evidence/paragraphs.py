"""A block of a story with its quotation marks paired and its words told apart: quoted, or the reporter's own."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, NamedTuple

from parley.evidence.quote_marks import MARK, Marked, pair_marks
from parley.evidence.story import Line, Story
from parley.language.tree import Token

STOPS: Final = frozenset(".!?…")


class Word(NamedTuple):
    """A token where it stands in the article."""

    at: int  # place in Paragraph.words
    line: Line
    token: Token
    start: int  # in Article.text
    end: int
    quote: int  # index into Paragraph.marks, -1 for the reporter's own words

    @property
    def text(self) -> str:
        return self.token.text

    @property
    def pos(self) -> str:
        return self.token.pos

    @property
    def opens_line(self) -> bool:
        return self.token.i == 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Offsets of `marks` count from `start`, those of `words` from the start of the article."""

    block: int
    kind: str
    start: int
    text: str
    marks: tuple[Marked, ...]
    words: tuple[Word, ...]

    def own(self, at: int) -> Word | None:
        """The reporter's word at a place; None where somebody is quoted or the paragraph ends."""
        if 0 <= at < len(self.words) and self.words[at].quote < 0:
            return self.words[at]
        return None

    def inside(self, quote: int) -> list[Word]:
        """The quoted words, marks left out."""
        mark = self.marks[quote]
        low, high = self.start + mark.inner_start, self.start + mark.inner_end
        first = bisect_left(self.words, low, key=_start)
        return list(self.words[first : bisect_left(self.words, high, lo=first, key=_start)])

    def inner(self, quote: int) -> str:
        mark = self.marks[quote]
        return self.text[mark.inner_start : mark.inner_end]

    def is_stop(self, word: Word) -> bool:
        """The reporter's sentence ends here."""
        return word.quote < 0 and word.text[-1:] in STOPS and word.pos == "PUNCT"

    def after(self, quote: int) -> list[Word]:
        """The reporter's words from the end of a quotation to the end of the sentence or the next quotation."""
        end = self.start + self.marks[quote].end
        found: list[Word] = []
        for word in self.words:
            if word.start < end or word.quote == quote:
                continue
            if word.quote >= 0 or self.is_stop(word) or word.text == ";" or (found and word.opens_line):
                break
            found.append(word)
        return found

    def before(self, quote: int) -> list[Word]:
        """The words of the sentence before a quotation, earlier quotations of the same sentence included."""
        start = self.start + self.marks[quote].start
        found: list[Word] = []
        for word in reversed([word for word in self.words if word.start < start]):
            if self.is_stop(word) or (found and self._breaks(word, found[-1])):
                break
            found.append(word)
            if word.opens_line and word.quote < 0:
                break
        return found[::-1]

    def _breaks(self, word: Word, following: Word) -> bool:
        """A quotation that ends its sentence stands before this word: “… done.” Smith left."""
        if word.quote < 0 or following.quote == word.quote:
            return False
        inner = self.inner(word.quote).rstrip()
        return following.opens_line or (inner[-1:] in ".?!" and following.text[:1].isupper())


def _start(word: Word) -> int:
    return word.start


def paragraphs(story: Story) -> list[Paragraph]:
    """The story block by block, in order."""
    return [_paragraph(story, block, lines) for block, lines in story.by_block.items()]


def _paragraph(story: Story, block: int, lines: tuple[Line, ...]) -> Paragraph:
    span = story.article.blocks[block].span
    text = story.article.slice(span)
    marks = tuple(pair_marks(text)) if MARK.search(text) else ()
    words: list[Word] = []
    at = 0  # of the mark that may hold the next word
    for line in lines:
        for token in line.tree.tokens:
            start = line.start + token.start
            while at < len(marks) and span.start + marks[at].end <= start:
                at += 1
            quoted = at < len(marks) and span.start + marks[at].start < line.start + token.end
            words.append(Word(len(words), line, token, start, line.start + token.end, at if quoted else -1))
    return Paragraph(block, lines[0].kind, span.start, text, marks, tuple(words))
