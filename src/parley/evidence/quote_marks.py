"""Which quotation marks of a paragraph belong together.

Pairing is directional and stays inside one paragraph, so that a stray or forgotten mark costs at most that
paragraph. A mark's direction comes from its glyph where the glyph has one (“ ” ‘ ’ `` '' « »), else from what
stands on either side of it. Single marks count only outside double ones, and only where they cannot be
apostrophes.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# Opening mark -> the marks that close it, the proper one first; a writer's program may have mixed glyphs.
CLOSERS: Final = {
    "“": ("”", '"', "''", "“"),
    '"': ('"', "”"),
    "``": ("''", '"', "”"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
SINGLES: Final = frozenset("‘’'`")
MARK: Final = re.compile(r"``|''|[“”\"„«»‘’'`]")
# So many marks on end open and close nothing: a ruled line, or a page gone wrong.
NOISE: Final = re.compile(r"[\"“”„«»‘’'`]{9,}")
BEFORE_OPENING: Final = frozenset("([{—–-―/:“\"‘'…")
AFTER_CLOSING: Final = frozenset(".,;:!?)]}—–-―/…”\"’'*")
# Words that begin with an apostrophe: no quotation opens there.
CLIPPED: Final = re.compile(r"(?:\d0s|em|tis|twas|til|cause|bout|round|n|s|t|re|ll|ve|d)\b", re.IGNORECASE)


class Marked(NamedTuple):
    """One marked stretch; offsets count from the start of the paragraph, `end` is exclusive."""

    start: int  # at the opening mark
    end: int  # after the closing mark, or of the paragraph when that is missing
    inner_start: int  # after the opening mark
    inner_end: int  # before the closing mark
    closed: bool
    single: bool  # ‘…’ rather than “…”


class _Mark(NamedTuple):
    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool


def pair_marks(text: str) -> list[Marked]:
    """Find the outermost marked stretches of a paragraph, in order; they do not overlap.

    >>> [(m.start, m.end, m.closed) for m in pair_marks("He called it “unfair” and “wrong")]
    [(13, 21, True), (26, 32, False)]
    """
    text = NOISE.sub(lambda run: "x" * len(run.group()), text)
    marks = [_read(text, match) for match in MARK.finditer(text)]
    doubles = _pair(text, [mark for mark in marks if mark.glyph not in SINGLES])
    singles = [mark for mark in marks if mark.glyph in SINGLES and not _inside(mark, doubles)]
    outer = [pair for pair in _pair_singles(text, singles) if _may_hold(text, pair, doubles)]
    inner = [pair for pair in doubles if not any(other.start < pair.start < other.end for other in outer)]
    return sorted(inner + outer)


def _read(text: str, match: re.Match[str]) -> _Mark:
    start, end, glyph = match.start(), match.end(), match.group()
    before, after = text[start - 1 : start], text[end : end + 1]
    room_before = not before or before.isspace() or before in BEFORE_OPENING
    room_after = not after or after.isspace() or after in AFTER_CLOSING
    opens = room_before and bool(after) and not after.isspace()
    closes = room_after and bool(before) and not before.isspace()
    if glyph in ("“", "``", "„", "«"):
        wrong_way = glyph == "“" and closes and not opens  # “word“ from a careless keyboard, or „Wort“
        return _Mark(start, end, glyph, not wrong_way, wrong_way)
    if glyph in ("”", "''", "»"):
        return _Mark(start, end, glyph, False, True)
    if glyph == '"' and not opens and not closes:
        opens = closes = True  # “word"word”: whichever is needed
    return _Mark(start, end, glyph, opens, closes)


def _pair(text: str, marks: list[_Mark]) -> list[Marked]:
    found: list[Marked] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        at += 1
        if not mark.opens or _is_measure(text, mark):
            continue
        closing = _closing(marks, at, mark)
        if closing is None:
            found.append(_unclosed(text, mark, marks, at))
            at = next((place for place in range(at, len(marks)) if marks[place].start >= found[-1].end), len(marks))
        else:
            found.append(_marked(mark, marks[closing]))
            at = closing + 1
    return found


def _marked(opening: _Mark, closing: _Mark) -> Marked:
    return Marked(opening.start, closing.end, opening.end, closing.start, True, opening.glyph in SINGLES)


def _is_measure(text: str, mark: _Mark) -> bool:
    """The inch or minute sign of 6' 2"."""
    return mark.glyph == '"' and text[mark.start - 1 : mark.start].isdigit()


def _closing(marks: list[_Mark], at: int, opening: _Mark) -> int | None:
    """Place of the mark that closes `opening`: the first of its own kind, else of a kind that stands in for it."""
    for closer in CLOSERS[opening.glyph]:
        depth = 0
        for place in range(at, len(marks)):
            mark = marks[place]
            if mark.glyph == opening.glyph and mark.opens and not mark.closes:
                if not _is_nested(marks, place, opening):
                    break  # a new quotation begins: the first one was never closed, or by another glyph
                depth += 1
            elif mark.glyph == closer and mark.closes:
                if depth == 0:
                    return place
                depth -= 1
    return None


def _is_nested(marks: list[_Mark], place: int, opening: _Mark) -> bool:
    """Whether a second opening mark stands inside the first: both then have closing marks, one after the other."""
    if opening.glyph == '"':
        return False
    closers = [mark for mark in marks[place + 1 :] if mark.glyph == CLOSERS[opening.glyph][0] and mark.closes]
    openers = [mark for mark in marks[place + 1 :] if mark.glyph == opening.glyph and mark.opens]
    return len(closers) >= len(openers) + 2


def _unclosed(text: str, opening: _Mark, marks: list[_Mark], at: int) -> Marked:
    """A quotation without its closing mark runs to the next one that opens, else to the paragraph's end."""
    following = next((mark for mark in marks[at:] if mark.opens and mark.glyph == opening.glyph), None)
    end = following.start if following else len(text)
    end = opening.end + len(text[opening.end : end].rstrip())
    return Marked(opening.start, end, opening.end, end, False, opening.glyph in SINGLES)


# -- single marks --------------------------------------------------------------------------------


def _pair_singles(text: str, marks: list[_Mark]) -> list[Marked]:
    """Single marks only in pairs: without its other half one is taken for an apostrophe."""
    found: list[Marked] = []
    end = 0
    for at, mark in enumerate(marks):
        if mark.start < end or not _opens_single(text, mark):
            continue
        closing = _closing_single(text, marks[at + 1 :])
        if closing is not None:
            found.append(_marked(mark, closing))
            end = closing.end
    return found


def _opens_single(text: str, mark: _Mark) -> bool:
    if mark.glyph in ("’", "`"):
        return False
    return mark.opens and not CLIPPED.match(text, mark.end)


def _closing_single(text: str, marks: list[_Mark]) -> _Mark | None:
    weak: _Mark | None = None
    for mark in marks:
        if _opens_single(text, mark) and not mark.closes:
            break
        if mark.glyph not in ("’", "'") or not mark.closes:
            continue
        before, after = text[mark.start - 1], text[mark.end : mark.end + 1]
        if before.lower() == "s" and after.isspace():
            weak = weak or mark  # "the workers’ demands" or the end of ‘no more talks’: what follows decides
        else:
            return mark
    return weak


def _inside(mark: _Mark, stretches: list[Marked]) -> bool:
    return any(stretch.start <= mark.start < stretch.end for stretch in stretches)


def _may_hold(text: str, pair: Marked, stretches: list[Marked]) -> bool:
    """A pair of single marks around whole double-marked stretches is a quotation if it ends like one: ,’ or .’"""
    holds = any(pair.start < stretch.end and stretch.start < pair.end for stretch in stretches)
    return not holds or text[pair.inner_end - 1] in ",.!?"
