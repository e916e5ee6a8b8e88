"""Clean text that knows where in the source each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Run = tuple[int, int, int]  # start in the text, start in the source, length
Piece = tuple[str, int, int]  # words as read, start in the source, length in the source

# Characters nobody sees: controls, zero-width marks, soft hyphens, marks that turn the direction of writing.
# They hide words from readers and steer terminals, so they never become text. Joiners stay: scripts need them.
UNSEEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_STRETCH = re.compile(rf"[^\s{UNSEEN}]+(?: [^\s{UNSEEN}]+)*")
_UNSEEN = re.compile(f"[{UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Traced:
    """A clean stretch of text: no line breaks, one blank where the source has white space.

    `runs` ascend and hold characters that are the same in text and source; `entities` hold single
    characters that the source writes otherwise ("&rdquo;"), as (place in text, start in source, length there).
    """

    text: str
    runs: tuple[Run, ...]
    entities: tuple[Run, ...] = ()

    def part(self, start: int, end: int) -> Traced:
        """The characters from `start` to `end`, without blanks at the ends."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        first = max(bisect_right(self.runs, start, key=lambda run: run[0]) - 1, 0)
        runs = []
        for at, source, length in self.runs[first:]:
            if at >= end:
                break
            left, right = max(at, start), min(at + length, end)
            if left < right:
                runs.append((left - start, source + left - at, right - left))
        low = bisect_left(self.entities, start, key=lambda entity: entity[0])
        high = bisect_left(self.entities, end, key=lambda entity: entity[0])
        entities = tuple((at - start, source, length) for at, source, length in self.entities[low:high])
        return Traced(self.text[start:end], tuple(runs), entities)

    def length_until(self, source: int) -> int:
        """How many characters of the text stand before an offset of the source."""
        at = bisect_left(self.runs, source, key=lambda run: run[1]) - 1
        if at < 0:
            return 0
        start, origin, length = self.runs[at]
        return start + min(source - origin, length)

    @property
    def source_start(self) -> int:
        """Where the first character stands in the source; the text must not be empty."""
        return self.runs[0][1]


def clean(pieces: Iterable[Piece]) -> Traced:
    """Join pieces of a source to clean text.

    White space of any kind and length becomes one blank, none at the ends; characters nobody sees are left
    out; all others stay as they are. A piece whose length in the source is not that of its words is an entity.

    >>> clean([("Talks \\n go", 0, 10), ("’", 10, 7), ("s on", 17, 4)]).text
    'Talks go’s on'
    """
    text = _Builder()
    for piece, source, length in pieces:
        if len(piece) == length:
            text.literal(piece, source)
        else:
            text.entity(piece, source, length)
    return Traced("".join(text.words), tuple(text.runs), tuple(text.entities))


class _Builder:
    """A clean text in the making."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.runs: list[Run] = []
        self.entities: list[Run] = []
        self.length = 0
        self.blank = False  # white space was met since the last word

    def literal(self, piece: str, source: int) -> None:
        done = 0
        for stretch in _STRETCH.finditer(piece):
            self._gap(piece[done : stretch.start()])
            self._add(stretch.group(), source + stretch.start())
            done = stretch.end()
        self._gap(piece[done:])

    def entity(self, piece: str, source: int, length: int) -> None:
        for letter in piece:
            if letter.isspace():
                self.blank = True
            elif not _UNSEEN.match(letter):
                self._add(letter, source)
                self.entities.append((self.length - 1, source, length))

    def _gap(self, gap: str) -> None:
        self.blank = self.blank or any(letter.isspace() for letter in gap)

    def _add(self, words: str, source: int) -> None:
        if self.blank and self.length:
            self.words.append(" ")
            self.length += 1
        self.blank = False
        if self.runs and _continues(self.runs[-1], self.length, source):
            start, origin, length = self.runs[-1]
            self.runs[-1] = (start, origin, length + len(words))
        else:
            self.runs.append((self.length, source, len(words)))
        self.words.append(words)
        self.length += len(words)


def count_unseen(source: str) -> int:
    """How many characters of a source nobody sees; a byte order mark at its start does not count."""
    return len(_UNSEEN.findall(source.removeprefix("\ufeff")))


def _continues(run: Run, at: int, source: int) -> bool:
    start, origin, length = run
    return start + length == at and origin + length == source
