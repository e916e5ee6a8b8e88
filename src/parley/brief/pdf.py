"""A brief as a PDF, set by typst: fonts inside, numbers that lead to the source sentences, no word read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from parley.brief.html import day, kind_of, split, story_link
from parley.brief.methods import METHODS
from parley.brief.plain import LONGEST_NOTE, LONGEST_SENTENCE, plain
from parley.brief.record import Brief, BriefSentence, Bullet, Figure, Section, Table
from parley.brief.references import Reference, references
from parley.case.record import Source
from parley.errors import BriefError

LINE, HIGHEST = 166.0, 205.0  # mm: the width of a line on the page, the height a chart may have
LONGEST_UNBROKEN = 30  # letters of a word; longer ones may break anywhere after so many
WIDEST = 0.78  # share of the line; wider, the dots and letters of a chart look coarse


class NoTypesetter(BriefError):
    """The library that sets a PDF is not installed."""

    def __init__(self) -> None:
        super().__init__(
            'A PDF needs the extra “desk”, which holds the typesetter: pip install "parley-desk[desk]". '
            "Without it, write a page (-o brief.html) and print that."
        )

    exit_code = 69  # EX_UNAVAILABLE


def need_typesetter() -> None:
    """Stop before any work is done for a PDF that could not be set.

    Raises:
        NoTypesetter: the extra is not installed.
    """
    if find_spec("typst") is None:
        raise NoTypesetter


def to_pdf(brief: Brief) -> bytes:
    """The whole brief as a tagged A4 document; equal briefs give equal pages.

    Raises:
        NoTypesetter: the extra is not installed.
    """
    need_typesetter()
    import typst

    page = files("parley.brief").joinpath("templates", "brief.typ").read_bytes()
    # The words come as data beside the page: typst reads markup in its own source only.
    made: bytes = typst.compile(page, format="pdf", sys_inputs={"brief": json.dumps(told(brief))})
    return made


def told(brief: Brief) -> dict[str, Any]:
    """Everything the page shows, harmless and in the order it shows it."""
    numbers = references(brief)
    return {
        "kicker": f"Parley brief · as of {day(brief.as_of)}" if brief.as_of else "Parley brief",
        "headline": _sentence(brief.headline, numbers),
        "standfirst": _sentences(brief.standfirst, numbers),
        "caveat": on_paper(brief.caveat),
        "sections": [_section(one, numbers) for one in brief.sections if one.key != "sources"],
        "sources": [_source(one) for one in brief.sources],
        "grounds": [_ground(one) for one in numbers.values()],
        "methods": [{"name": on_paper(one.name), "text": on_paper(one.text, LONGEST_NOTE)} for one in brief.methods],
        "methods_heading": METHODS,
        "findings": [on_paper(one.message) for one in brief.findings],
        "foot": f"Case {brief.case_digest[:10]}, seed {brief.seed}. Made from records by Parley.",
    }


Numbers = dict[str, Reference]


def on_paper(text: str, longest: int = LONGEST_SENTENCE) -> str:
    """A text made harmless, whose long words may break: a line of paper cannot be scrolled."""
    return _broken(plain(text, longest))


def _broken(text: str) -> str:
    return re.sub(rf"(\S{{{LONGEST_UNBROKEN}}})(?=\S)", "\\1\u200b", text)


def _sentence(one: BriefSentence, numbers: Numbers) -> dict[str, Any]:
    return {"text": on_paper(one.text), "numbers": [numbers[id].number for id in one.basis]}


def _sentences(several: Sequence[BriefSentence], numbers: Numbers) -> list[dict[str, Any]]:
    return [_sentence(one, numbers) for one in several]


def _section(one: Section, numbers: Numbers) -> dict[str, Any]:
    return {
        "heading": on_paper(one.heading),
        "level": one.level,
        "paragraphs": [_sentences(each, numbers) for each in one.paragraphs],
        "bullets": [_bullet(each, numbers) for each in one.bullets],
        "figures": [_figure(each) for each in one.figures],
        "tables": [_table(each) for each in one.tables],
        "subsections": [_section(each, numbers) for each in one.subsections],
    }


def _bullet(one: Bullet, numbers: Numbers) -> dict[str, Any]:
    return {
        "label": on_paper(one.label) if one.label else None,
        "sentences": _sentences(one.sentences, numbers),
        "children": [_bullet(each, numbers) for each in one.children],
    }


def _figure(one: Figure) -> dict[str, Any]:
    from parley.brief.svg import to_svg

    svg = to_svg(one, colours={})
    return {
        "title": on_paper(one.title),
        "description": on_paper(one.description),
        "svg": svg,
        "width": _width(svg),
        "table": _table(one.table),
    }


def _width(svg: str) -> float:
    """The share of the line a chart may take so that it fits on one page with its title."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    tall = float(box[2]) / float(box[1]) if box else 1.0
    return min(WIDEST, HIGHEST / (LINE * tall))


def _table(one: Table) -> dict[str, Any]:
    return {
        "caption": on_paper(one.caption),
        "columns": [on_paper(each) for each in one.columns],
        "rows": [[on_paper(each) for each in row] for row in one.rows],
    }


def _source(one: Source) -> dict[str, Any]:
    when = day(one.published) or "undated"
    return {
        "title": on_paper(one.title),
        "told": f"{on_paper(one.outlet)}, {when}" if one.outlet else when,
        "link": (link := story_link(one, None)),
        "shown": on_paper(link or ""),
    }


def _ground(one: Reference) -> dict[str, Any]:
    if one.citation is not None:
        before, words, after = (_broken(part) for part in split(one.citation))
        source = on_paper(one.source.outlet or one.source.title) if one.source else None
        return {"number": one.number, "kind": None, "before": before, "words": words, "after": after, "from": source}
    note = on_paper(one.note.text if one.note else one.id, LONGEST_NOTE)
    return {
        "number": one.number,
        "kind": kind_of(one.id),
        "before": note,
        "words": "",
        "after": "",
        "from": None,
    }
