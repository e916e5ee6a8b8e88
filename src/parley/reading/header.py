"""The head of a story: headline, date, byline, dateline, edition, standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.reading.article import BlockKind
from parley.reading.dates import date_line, find_date
from parley.reading.passage import Masthead, Passage

HEAD = 8  # passages; a date or byline further down belongs to the story
LONGEST_HEADLINE = 220  # characters
STANDFIRST = 13  # words; a shorter part of a header line is a name, a place or an edition

_SEPARATOR = re.compile(r" (?:\\|\||•|·) ")
_BYLINE = re.compile(r"(?:By|BY|Written by|Story by|From)[:\s]\s*(?P<names>[^\W\d_][^.!?:;]{2,120}?)\.?$")
_NO_NAME = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|press|reuters|bureau|analyst|desk|news|associated|afp|ap|"
    r"specialist|columnist|contributor|service)\b",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\b(?:edition|update|bulletin)\b", re.IGNORECASE)
_OUTLET = re.compile(
    r"(?:\b(?:news|times|post|press|journal|tribune|herald|guardian|reuters|wire|gazette|chronicle|magazine|daily|"
    r"radio|tv|bbc|cnn|npr|afp|ap)\b|\.(?:com|org|net|co\.uk)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:, [A-Z]|\b(?:D\.?C\.?|[A-Z]{2})$)")
_TIME_LINE = re.compile(r"\(?\d{1,2}[:.]\d\d\s*[AaPp]\.?\s?[Mm]\.?(?:\s+\(?[A-Z]{2,4}\)?|\s+Local)*\.?\)?")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+)*(?:, (?:[A-Z][\w.’'-]*)(?: (?:of |and )?[A-Z][\w.’'-]*)*){0,2}?)"
    r"(?:,? (?P<day>(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?))?"
    r"(?: ?\((?P<agency>[A-Z][\w .&-]{1,30})\))? ?(?:—|–|_|--?|:(?=:))+ ?(?=[^\s_—–-])"
)


def read_header(passages: Sequence[Passage], masthead: Masthead) -> list[Passage]:
    """Give the passages at the head of a story their kinds, and note what they say in `masthead`.

    What the masthead holds already (from a page's own data) is kept.
    """
    found = _split_first_line(passages)
    found = _mark_head(found, masthead)
    _note_dateline(found, masthead)
    return found


def _split_first_line(passages: Sequence[Passage]) -> list[Passage]:
    """A first line of several parts ("Headline \\ Site \\ Place \\ Name \\ …") becomes a passage for each."""
    if not passages or passages[0].kind not in {"paragraph", "headline", "heading"}:
        return list(passages)
    first = passages[0]
    cuts = [match.span() for match in _SEPARATOR.finditer(first.text)]
    if len(cuts) < 2:
        return list(passages)
    edges = [0, *(edge for cut in cuts for edge in cut), len(first.text)]
    spans = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    kinds = _header_kinds([first.text[start:end] for start, end in spans])
    parts = [first.part(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True)]
    return [part for part in parts if part.text] + list(passages[1:])


def _header_kinds(parts: list[str]) -> list[BlockKind]:
    """What each part of a header line is: by its form where it has one, else by the usual order."""
    kinds: list[BlockKind | None] = ["headline", *(_kind_by_form(part) for part in parts[1:])]
    usual: list[BlockKind] = [kind for kind in ("site", "dateline", "byline") if kind not in kinds]
    unknown = [place for place, kind in enumerate(kinds) if kind is None]
    # A lone name after the headline is the site; of two, site and byline are the usual pair.
    order: list[BlockKind] = usual if len(unknown) >= len(usual) else [kind for kind in usual if kind != "dateline"]
    for place in unknown:
        kinds[place] = order.pop(0) if order else "site"
    return [kind or "site" for kind in kinds]


def _kind_by_form(part: str) -> BlockKind | None:
    if len(part.split()) >= STANDFIRST or part.endswith("."):
        return "standfirst"
    if _EDITION.search(part):
        return "edition"
    if _BYLINE.match(part):
        return "byline"
    if date_line(part) or _PLACE.search(part):
        return "dateline"
    return "site" if _OUTLET.search(part) else None


def _mark_head(passages: list[Passage], masthead: Masthead) -> list[Passage]:
    found: list[Passage] = []
    for place, passage in enumerate(passages):
        if place < HEAD and passage.kind in {"paragraph", "heading"} and not passage.is_marked:
            after = passages[place + 1].text if place + 1 < len(passages) else ""
            passage = _head_kind(passage, after, has_headline=any(one.kind == "headline" for one in found))
        elif place == 0 and passage.kind == "heading":
            passage = passage.as_kind("headline")
        found.append(passage)
        _note(passage, masthead)
        if passage.kind == "paragraph" and len(passage.text.split()) > 25:
            return found + passages[place + 1 :]
    return found


def _head_kind(passage: Passage, after: str, *, has_headline: bool) -> Passage:
    text = passage.text
    if date_line(text) or _TIME_LINE.fullmatch(text):
        return passage.as_kind("dateline")
    if _TIME_LINE.fullmatch(after) and len(text.split()) <= 6 and (has_headline or len(text.split()) <= 4):
        return passage.as_kind("dateline")  # the room a transcript was taken in
    if len(text) <= 120 and _BYLINE.match(text) and "," not in text.split(" ", 2)[1]:
        return passage.as_kind("byline")
    if not has_headline and _is_headline(passage, after):
        return passage.as_kind("headline")
    return passage


def _is_headline(passage: Passage, after: str) -> bool:
    text = passage.text
    if len(text) > LONGEST_HEADLINE or not after:
        return False
    return not text.endswith((".", ":", ";", ",")) or bool(date_line(after) or _BYLINE.match(after))


def _note(passage: Passage, masthead: Masthead) -> None:
    text = passage.text
    if passage.kind == "headline":
        masthead.title = masthead.title or text
    elif passage.kind == "site":
        masthead.outlet = masthead.outlet or text
    elif passage.kind == "edition":
        masthead.edition = masthead.edition or text
    elif passage.kind == "byline":
        masthead.authors = masthead.authors or names_in(text)
    elif passage.kind == "dateline":
        day = date_line(text) or find_date(text)
        masthead.published = masthead.published or day
        if not day and not _TIME_LINE.fullmatch(text):
            masthead.dateline = masthead.dateline or text


def names_in(byline: str) -> tuple[str, ...]:
    """The names of a byline, without "By", roles and agencies.

    >>> names_in("By Ada Berg and Jon Falk, Associated Press Writers")
    ('Ada Berg', 'Jon Falk')
    """
    found = _BYLINE.match(byline)
    parts = re.split(r",? and | & |, |; ", found["names"] if found else byline)
    return tuple(part.strip() for part in parts if part.strip() and not _NO_NAME.search(part))


def _note_dateline(passages: Sequence[Passage], masthead: Masthead) -> None:
    """The place in front of a story's first paragraph, and the day where it has a year; they stay in the text too."""
    for passage in [one for one in passages if one.kind == "paragraph"][:2]:
        found = _DATELINE.match(passage.text)
        if found and sum(letter.isupper() for letter in found["place"]) >= 3:
            masthead.dateline = masthead.dateline or found["place"]
            masthead.outlet = masthead.outlet or found["agency"]
            masthead.published = masthead.published or (find_date(found["day"]) if found["day"] else None)
            return
