"""An HTML page becomes passages: trafilatura says what the story is, the page's own tree where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from parley.errors import ReadingError
from parley.reading.article import BlockKind
from parley.reading.dates import date_line
from parley.reading.furniture import mark_furniture
from parley.reading.markup import Stretch, page_stretches
from parley.reading.passage import Masthead, Passage
from parley.reading.traced import clean
from parley.record import Finding

LARGEST_EXTRACTED = (
    2_000_000  # characters; a page of 1.9 MB took 2 to 3 s in all, a larger one is read by its tree alone
)
FEWEST_WORDS = 8  # in a block that passes for prose when only the page's own tree is left

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HEAD_ROLES = frozenset({"byline", "date", "edition", "standfirst"})
_WORD = re.compile(r"\w+")
_EDITION = re.compile(r"(?:[A-Z]\w+ ){1,3}Edition$")
_BY = re.compile(r"(?:By|BY|Written by|Story by)\b")


@dataclass(frozen=True, slots=True)
class _Block:
    stretch: Stretch
    passage: Passage
    key: str  # its words without marks, small, for comparing


def page_passages(source: str, name: str, address: str | None = None) -> tuple[list[Passage], Masthead, list[Finding]]:
    """The passages of a page, what its own data say about the story, and what was left out.

    Raises:
        ReadingError: the page shows no text.
    """
    blocks = [_block(stretch) for stretch in page_stretches(source)]
    blocks = [block for block in blocks if block.key]
    document = _extracted(source, address)
    masthead = _masthead(document)
    findings = []
    main = _found_by_library(blocks, document)
    if not main:
        main = _found_by_form(blocks)
        findings.append(
            Finding(
                level="warning",
                code="article-not-found",
                message="No article could be told from the rest of the page, so all its prose was read.",
            )
        )
    if not main:
        raise ReadingError(
            f"{name} is a page without a story: no paragraph of text can be seen in it. If a script writes its text, "
            "save the page from a browser, or paste the story into a text file."
        )
    passages = _in_order(blocks, main, masthead, document)
    left_out = len(blocks) - len(passages)
    if left_out:
        findings.append(
            Finding(level="note", code="furniture-left-out", message=f"{left_out} blocks around the story left out.")
        )
    return passages, masthead, findings


def _block(stretch: Stretch) -> _Block:
    words = clean(stretch.pieces)
    passage = Passage(
        words=words,
        kind=_kind(stretch),
        level=_HEADINGS.get(stretch.tag, max(stretch.depth - 1, 0) if stretch.tag == "li" else 0),
        is_marked=stretch.tag in _HEADINGS,
        bold=words.length_until(stretch.bold_until) if stretch.bold_until else 0,
        is_alone=False,  # a line of its own says nothing on a page
    )
    return _Block(stretch, passage, _key(words.text))


def _kind(stretch: Stretch) -> BlockKind:
    if stretch.role == "beside" or (stretch.is_links and stretch.tag not in _HEADINGS):
        return "furniture"
    if stretch.role in {"caption", "notice"}:
        return "caption" if stretch.role == "caption" else "notice"
    if stretch.tag == "caption":
        return "caption"
    if stretch.tag in _HEADINGS:
        return "heading"
    if stretch.depth and stretch.tag == "li":
        return "bullet"
    return "quote" if stretch.in_quote else "paragraph"


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _extracted(source: str, address: str | None) -> Any | None:
    """What trafilatura makes of a page; None where it finds no article, fails, or would take too long."""
    if len(source) > LARGEST_EXTRACTED:
        return None
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            source,
            url=address,
            include_comments=False,
            favor_recall=True,
            with_metadata=True,
            # A guessed date would be an invented one, and one held against today's would change with the clock.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except Exception:
        # Whatever a broken page does to the library, the page's own tree is still there.
        return None


def _masthead(document: Any | None) -> Masthead:
    if document is None:
        return Masthead()
    names = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    return Masthead(
        title=document.title or None,
        outlet=document.sitename or None,
        authors=names,
        published=_iso(document.date),
    )


def _iso(day: str | None) -> date | None:
    try:
        return date.fromisoformat((day or "")[:10])
    except ValueError:
        return None


def _found_by_library(blocks: Sequence[_Block], document: Any | None) -> set[int]:
    """Places of the blocks whose words the library took for the story."""
    text = (document.text if document is not None else None) or ""
    lines = {_key(line) for line in text.splitlines()}
    whole = _key(text)
    return {
        place
        for place, block in enumerate(blocks)
        # Blocks of few words occur by chance inside longer ones, so those must be lines of their own.
        if block.stretch.role != "beside" and (block.key in lines or (block.key.count(" ") >= 4 and block.key in whole))
    }


def _found_by_form(blocks: Sequence[_Block]) -> set[int]:
    """Places of the blocks that read like prose, inside the page's article where it names one."""
    prose = {
        place
        for place, block in enumerate(blocks)
        if block.passage.kind in {"paragraph", "bullet", "quote", "heading"} and not block.stretch.is_links
    }
    inside = {place for place in prose if blocks[place].stretch.in_article}
    kept = inside or prose
    return kept if any(blocks[place].key.count(" ") + 1 >= FEWEST_WORDS for place in kept) else set()


def _in_order(blocks: Sequence[_Block], main: set[int], masthead: Masthead, document: Any | None) -> list[Passage]:
    """The story with all that stands inside it, its head before it, and the notices after it."""
    headline = _headline(blocks, main, masthead)
    first = min(main) if headline is None else min(min(main), headline)
    last = max(main)
    standfirst = _key((document.description if document is not None else None) or "")
    found = []
    for place, block in enumerate(blocks):
        passage = block.passage
        if place == headline:
            passage = replace(passage, kind="headline")
            masthead.title = passage.text
        elif not first <= place <= last:
            passage = mark_furniture(passage)
            if passage.kind != "notice":
                continue
        elif place not in main or block.stretch.role in _HEAD_ROLES or block.key == standfirst:
            passage = _told_by_role(block, standfirst, in_head=place < min(main))
        found.append(passage)
    return found


def _headline(blocks: Sequence[_Block], main: set[int], masthead: Masthead) -> int | None:
    """The heading that is the story's: the one the page's title repeats, else the last first-level one before it."""
    title = _key(masthead.title or "")
    top = [place for place, block in enumerate(blocks) if block.stretch.tag == "h1" and block.stretch.role != "beside"]
    named = [
        place
        for place, block in enumerate(blocks)
        if block.stretch.tag in {"h1", "h2"} and title and (block.key in title or title in block.key)
    ]
    before = [place for place in top if place <= min(main) + 1]
    return next(iter(named or before[-1:]), None)


def _told_by_role(block: _Block, standfirst: str, *, in_head: bool) -> Passage:
    """What a block is that the library left out or the page has a name for: byline, date, standfirst, furniture."""
    passage, role = block.passage, block.stretch.role
    text = passage.text
    is_short = len(text) < 120 and passage.kind in {"paragraph", "bullet", "furniture"}
    if is_short and (_BY.match(text) or role == "byline"):
        return replace(passage, kind="byline")
    if is_short and (role == "date" or date_line(text)):
        return replace(passage, kind="dateline")
    if is_short and (role == "edition" or _EDITION.fullmatch(text)):
        return replace(passage, kind="edition")
    if passage.kind == "paragraph" and (block.key == standfirst or role == "standfirst"):
        return replace(passage, kind="standfirst")
    # Between headline and first paragraph stand buttons and counts; inside the story what was left out is the story's.
    is_prose = block.key.count(" ") + 1 >= FEWEST_WORDS
    return replace(passage, kind="furniture") if in_head and not is_prose else mark_furniture(passage)
