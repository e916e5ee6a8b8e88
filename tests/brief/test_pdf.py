"""A brief on paper: fonts inside, grounds behind numbers, and no word of a story read as markup."""

from __future__ import annotations

import json
import re
import zlib
from importlib.util import find_spec

import pytest
from tests.brief.cast import minerals, minerals_results, strike, strike_results
from tests.brief.hostile import hostile

from parley.brief.compose import compose
from parley.brief.pdf import LONGEST_UNBROKEN, NoTypesetter, to_pdf, told

HERE = find_spec("typst") is not None
needs_typst = pytest.mark.skipif(not HERE, reason="a PDF needs the extra “desk”")


def minerals_brief():
    return compose(minerals(), minerals_results(minerals()))


def inside(pdf: bytes) -> bytes:
    """A PDF with its streams unpacked."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts)


@needs_typst
def test_a_pdf_carries_its_fonts_and_its_structure():
    """It looks the same anywhere, and a screen reader finds headings and lists."""
    found = inside(to_pdf(minerals_brief()))

    fonts = len(re.findall(rb"/Type\s*/FontDescriptor", found))
    assert fonts == len(re.findall(rb"/FontFile\d?", found)) > 0
    assert b"/StructTreeRoot" in found


@needs_typst
def test_equal_briefs_give_equal_pages():
    brief = compose(strike(), strike_results(strike()))

    assert to_pdf(brief) == to_pdf(brief)


@needs_typst
def test_a_story_on_the_web_is_a_link():
    assert b"(https://example.org/m)" in inside(to_pdf(minerals_brief()))


@needs_typst
def test_words_of_a_story_are_never_markup():
    """`#panic()` would stop the typesetter, `$` open a formula, `*` stand for bold."""
    case = strike()
    title = '#panic("read as code") $x *b* _i_ `c` @ref <label> \\ /* // https://evil.example ] } '
    case = case.model_copy(
        update={
            "sources": (case.sources[0].model_copy(update={"title": title}),),
            "issues": (case.issues[0].model_copy(update={"name": title}),),
        }
    )

    assert to_pdf(compose(case, strike_results(case))).startswith(b"%PDF-")


@needs_typst
def test_a_hostile_brief_is_set_like_any_other():
    found = inside(to_pdf(compose(*hostile())))

    assert found.startswith(b"%PDF-")
    assert b"/JavaScript" not in found
    assert b"(javascript:" not in found


@pytest.mark.skipif(HERE, reason="the typesetter is here")
def test_without_the_typesetter_one_is_told_what_to_install():
    with pytest.raises(NoTypesetter, match="parley-desk"):
        to_pdf(minerals_brief())


def test_every_number_leads_to_a_ground():
    page = told(minerals_brief())
    numbers = {ground["number"] for ground in page["grounds"]}

    def cited(value) -> set[int]:
        if isinstance(value, dict):
            return {*value.get("numbers", ()), *(n for each in value.values() for n in cited(each))}
        return {n for each in value for n in cited(each)} if isinstance(value, list) else set()

    assert cited(page) == numbers


def test_no_word_is_longer_than_a_line_of_paper():
    page = json.dumps(told(compose(*hostile())), ensure_ascii=False)
    without_charts = re.sub(r'"svg": "(?:[^"\\]|\\.)*"', "", page)

    assert max(len(word) for word in re.split(r'[\s\u200b"\\]', without_charts)) <= LONGEST_UNBROKEN + 5
