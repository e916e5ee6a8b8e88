"""Plain text and Markdown: lines become passages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.reading.article import BlockKind
from parley.reading.dates import date_line
from parley.reading.markdown import COMMENT, RULE, bold_end, words_only
from parley.reading.passage import Passage
from parley.reading.traced import clean

TAB = 8  # columns
WIDEST_WRAP = 110  # columns; nobody wraps prose wider, so a longer line is a paragraph of its own
LONGEST_WORD = 35  # characters; an address has more, and sticks out of a wrapped text

_BULLET = re.compile(r"(?P<indent>[^\S\n]*)(?P<mark>[-*•●▪‣◦·–+]|\(?\d{1,2}[.)])(?P<gap>[^\S\n]+)(?=\S)")
_HEADING = re.compile(r"[^\S\n]{0,3}(?P<marks>#{1,6})[^\S\n]+(?=\S)")
_QUOTE = re.compile(r"[^\S\n]{0,3}(?:>[^\S\n]?)+")
_CELL = re.compile(r"</?t[dhr]\b")  # of a table that was left in the text as markup
_KINDS: dict[str, BlockKind] = {"bullet": "bullet", "heading": "heading", "quote": "quote"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: where it stands in the source, how deep, and what its marks say."""

    start: int  # of the line
    body: int  # of its words, after indent and marks
    end: int  # without the line break
    indent: int  # columns before the first word or mark
    inner: int  # columns before the words of a bullet
    sort: str  # "blank", "bullet", "heading", "quote" or "text"
    level: int
    words: str

    @property
    def width(self) -> int:
        return self.end - self.start


def plain_passages(source: str) -> list[Passage]:
    """The passages of a plain or Markdown text, in order, hard-wrapped lines joined."""
    lines = list(_lines(source))
    wrap = _wrap_width(lines)
    groups: list[list[_Line]] = []
    last: _Line | None = None
    for line in lines:
        if line.sort == "blank":
            last = None
            continue
        if last is not None and _continues(groups[-1][0], last, line, wrap):
            groups[-1].append(line if line.sort != "bullet" else replace(line, body=line.start))
        else:
            groups.append([line])
        last = line
    found = (_passage(source, group) for group in groups)
    # A line of marks alone ("# # #", "**") parts a text; it says nothing.
    return [passage for passage in found if any(map(str.isalnum, passage.text))]


def _lines(source: str) -> Iterator[_Line]:
    hidden = deque(found.span() for found in COMMENT.finditer(source))
    at = 0
    while at < len(source):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        yield _line(source, at, end, hidden)
        at = end + 1


def _line(source: str, start: int, end: int, hidden: deque[tuple[int, int]]) -> _Line:
    text = source[start:end]
    while hidden and hidden[0][1] <= start:
        hidden.popleft()
    seen = COMMENT.sub("", text) if hidden and hidden[0][0] < end else text
    if not seen.strip() or RULE.fullmatch(seen):
        return _Line(start, start, end, 0, 0, "blank", 0, "")
    indent = _columns(text[: len(text) - len(text.lstrip())])
    for sort, pattern in (("bullet", _BULLET), ("heading", _HEADING), ("quote", _QUOTE)):
        mark = pattern.match(source, start, end)
        if mark:
            level = len(mark["marks"]) if sort == "heading" else 0
            inner = _columns(source[start : mark.end()])
            return _Line(start, mark.end(), end, indent, inner, sort, level, source[mark.end() : end].strip())
    return _Line(start, start, end, indent, indent, "text", 0, text.strip())


def _columns(blanks: str) -> int:
    return len(blanks.expandtabs(TAB))


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width a text was wrapped at, or None where each line is a paragraph.

    Wrapped English goes on with a small letter in most lines; texts of one line a paragraph hardly ever do.
    """
    pairs = [
        (line, after)
        for line, after in pairwise(lines)
        if line.sort != "blank" and after.sort == "text" and line.width <= WIDEST_WRAP
        if not line.words.startswith("<") and not after.words.startswith("<")  # a table left in the text
        if not any(len(word) > LONGEST_WORD for word in line.words.split())
    ]
    going_on = sum(after.words[:1].islower() for _, after in pairs)
    if going_on < 0.3 * len(pairs) or not going_on:
        return None
    widths = sorted(line.width for line, after in pairs if after.words[:1].islower())
    return widths[int(0.9 * (len(widths) - 1))]


def _continues(first: _Line, last: _Line, line: _Line, wrap: int | None) -> bool:
    """Whether `line` goes on with the passage that `first` opened and `last` continued."""
    if first.sort == "quote" and line.sort == "quote":
        return True
    if date_line(last.words) or date_line(line.words) or _CELL.match(line.words):
        return False
    if line.sort != "text" or first.sort == "heading":
        # A dash or a number that opens a wrapped line in the middle of a sentence is no bullet.
        return (
            line.sort == "bullet"
            and wrap is not None
            and first.sort == "text"
            and not _fits(last, line, wrap)
            and line.words[:1].islower()
        )
    if line.words[:1].islower() and not last.words.endswith((".", "!", "?", ":")):
        return True
    if wrap is None:
        return first.sort == "bullet" and line.indent >= first.inner > 0 and line.indent > 0
    if first.sort == "text" and line.indent > last.indent + 1:
        return False  # an indented line opens a paragraph
    if first.sort == "text" and last.words[-1:].islower() and line.words[:1] in "0123456789$€£":
        return True  # a sum goes on with the sentence before it, ragged as the wrap may be
    return not _fits(last, line, wrap)


def _fits(last: _Line, line: _Line, wrap: int) -> bool:
    """Whether the next line's first word had room on the line before: then the break was meant."""
    word = re.split(r"[ \t]", line.words, maxsplit=1)[0]  # a no-break blank does not let a line break
    # Two columns of grace: editors differ in whether the blank and the break count.
    return last.width + 1 + len(word) <= wrap - 2


def _passage(source: str, group: list[_Line]) -> Passage:
    first, last = group[0], group[-1]
    stretches = [(line.body, line.end + (line is not last)) for line in group]
    words = clean(words_only(source, stretches))
    return Passage(
        words=words,
        kind="caption" if _CELL.match(first.words) else _KINDS.get(first.sort, "paragraph"),
        level=first.level if first.sort == "heading" else first.indent if first.sort == "bullet" else 0,
        is_marked=first.sort == "heading",
        bold=words.length_until(bold_end(source, first.body, last.end)),
        is_alone=len(group) == 1,
    )
