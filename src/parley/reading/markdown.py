"""Markdown's marks: which characters of a stretch are words and which are marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parley.reading.traced import Piece

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|\\?(?:#[ \t]*){3,}|-30-)[ \t]*")

_IMAGE = r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:\s+\"[^\"\n]{0,300}\")?\)"
_LINK = (
    r"(?<!!)\[(?P<linked>[^\[\]]{1,500})\]"
    r"(?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:\s+\"[^\"\n]{0,300}\")?\)|\[[\w.-]{1,40}\])"
)
_MARKS = re.compile(
    rf"(?P<comment><!--.*?-->)|(?P<image>{_IMAGE})|{_LINK}"
    r"|(?P<tag></?(?:b|i|em|strong|u|s|sup|sub|br|hr|img|span|a|p|div|font|center|figure|figcaption|"
    r"table|thead|tbody|tr|td|th|colgroup|col|ul|ol|li|blockquote|section|h[1-6])(?:\s[^<>]{0,500})?/?>)"
    r"|(?P<escape>\\)(?=[\\`*_{}\[\]()#+.!>~|$'\"<-])"
    r"|(?P<stars>\*{2,})|(?P<hard>\\(?=\n))"
    r"|(?<![\w*])(?P<open>\*)(?=[^\s*])|(?<=[^\s*])(?P<close>\*)(?!\*)"
    r"|(?<![\w_])(?P<under>_{1,3})(?=[^\s_])(?=[^_]{1,500}[^\s_]_{1,3}(?!\w))|(?<=[^\s_])(?P<unders>_{1,3})(?![\w_])",
    re.DOTALL,
)

_BOLD = re.compile(r"\s*\*{2,3}(?=\S)(?P<bold>[^*]{1,300}?)\*{2,3}")
_CLOSERS = {"close": "open", "unders": "under"}


def words_only(source: str, stretches: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The pieces of one passage that are words, without emphasis, links, comments and escapes.

    Args:
        source: the decoded source.
        stretches: the passage as (start, end) in the source, ascending: its lines without their marks.

    A single star is a mark only with its partner, so that a footnote's star stays; links keep their words.
    """
    wanted = list(stretches)
    marks = sorted(_marks(source, wanted[0][0], wanted[-1][1]))
    at = 0
    for start, end in wanted:
        done = start
        while at < len(marks) and marks[at][0] < end:
            low, high = marks[at]
            if low > done:
                yield source[done:low], done, low - done
            done = max(done, high)
            if high > end:  # it covers the line break: the next line looks at it again
                break
            at += 1
        if done < end:
            yield source[done:end], done, end - done


def bold_end(source: str, start: int, end: int) -> int:
    """Where in `source` the bold run that opens at `start` ends; `start` where there is none."""
    found = _BOLD.match(source, start, end)
    return found.end("bold") if found else start


def _marks(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    waiting: dict[str, tuple[int, int]] = {}  # opened and not yet closed
    for mark in _MARKS.finditer(source, start, end):
        name = mark.lastgroup or ""
        if name == "linked":
            yield mark.start(), mark.start("linked")
            yield mark.end("linked"), mark.end()
            yield from _marks(source, mark.start("linked"), mark.end("linked"))
        elif name in _CLOSERS.values():
            waiting[name] = mark.span()
        elif name in _CLOSERS:
            partner = waiting.pop(_CLOSERS[name], None)
            if partner:
                yield partner
                yield mark.span()
        elif name != "stars" or not _is_loose(source, mark.start(), mark.end()):
            yield mark.span()


def _is_loose(source: str, start: int, end: int) -> bool:
    """Stars with blanks on both sides are a rule or a footnote, not emphasis."""
    before, after = source[start - 1 : start], source[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())
