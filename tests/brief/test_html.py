"""One page that needs nothing, runs nothing and opens every sentence."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ElementTree

import pytest
from tests.brief.cast import minerals, minerals_results

from parley.brief.compose import compose
from parley.brief.html import story_link, to_html
from parley.brief.record import Brief
from parley.brief.references import sentences
from parley.brief.svg import cleaned
from parley.case.record import Source


@pytest.fixture(scope="module")
def brief() -> Brief:
    case = minerals()
    return compose(case, minerals_results(case))


@pytest.fixture(scope="module")
def html(brief) -> str:
    return to_html(brief)


def test_every_sentence_opens_a_panel_of_its_own(brief, html):
    """A click is the shortest way from a claim to its source."""
    for sentence in sentences(brief):
        assert html.count(f'href="#e-{sentence.id}"') == 1
        assert html.count(f'id="e-{sentence.id}"') == 1


def test_the_cited_words_are_marked_inside_their_sentence(html):
    """A reader sees which words of the story carry the sentence, and what stands around them."""
    assert "A major sticking point remains: <mark>Ukraine’s demand for security guarantees" in html


def test_the_page_may_load_and_run_nothing(html):
    """A brief is mailed and printed; it must not call home."""
    policy = re.search(r'content="(default-src[^"]*)"', html)
    assert policy is not None
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert digest in policy[1].replace("&#43;", "+")
    assert "<script" not in html
    assert not re.search(r'\s(src|srcset|style|on\w+)="', html)
    assert "url(" not in style[1]


def test_each_figure_has_a_picture_a_name_and_a_table(brief, html):
    """Who cannot see the chart reads the same in a table."""
    figures = [
        figure for section in brief.sections for part in (section, *section.subsections) for figure in part.figures
    ]

    assert {figure.id for figure in figures} == {"stands", "forecast", "gains", "packages", "answers"}
    for figure in figures:
        assert f'aria-labelledby="t-{figure.id} d-{figure.id}"' in html
        assert f"Table: {figure.title}" in html


def test_a_chart_takes_its_colours_from_the_page(html):
    """One chart serves light, dark and print."""
    charts = "".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL))

    assert "var(--ink)" in charts
    assert not re.search(r'"#[0-9a-f]{6}"', charts)


def test_a_chart_is_reduced_to_shapes_and_words():
    """Whatever a converter writes, nothing that links, runs or loads reaches the page."""
    hostile = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()">'
        '<script>x()</script><a xlink:href="https://example.org"><text>t</text></a><image href="data:x"/>'
        '<style>*{}</style><text fill="url(#a)" onclick="x()">words</text></svg>'
    )

    left = ElementTree.fromstring(cleaned(hostile, "f"))

    assert [child.tag.split("}")[1] for child in left] == ["text"]
    assert left[0].attrib == {}


def test_only_an_address_on_the_web_is_a_link():
    """A path of somebody's disk, or a script for an address, must not become one."""
    assert story_link(Source(id="a", title="t", address="https://example.org/a"), None) == "https://example.org/a"
    for address in ("javascript:alert(1)", "stories/a.txt", "data:text/html,x", None):
        assert story_link(Source(id="a", title="t", address=address), None) is None


def test_the_same_brief_gives_the_same_page(brief, html):
    """A page can be checked by making it again."""
    assert to_html(brief) == html
