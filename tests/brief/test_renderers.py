"""What holds for every form of a brief: the same sentences, and nothing of a story that acts."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console
from tests.brief.cast import minerals, minerals_results
from tests.brief.hostile import hostile

from parley.brief.compose import compose
from parley.brief.html import to_html
from parley.brief.markdown import to_markdown
from parley.brief.plain import LONGEST_NOTE, plain
from parley.brief.record import Brief
from parley.brief.references import references, sentences
from parley.brief.terminal import print_brief


@pytest.fixture(scope="module")
def brief() -> Brief:
    case = minerals()
    return compose(case, minerals_results(case))


@pytest.fixture(scope="module")
def attacked() -> Brief:
    return compose(*hostile())


def terminal(brief: Brief, width: int = 100, *, colour: bool = False) -> str:
    buffer = io.StringIO()
    print_brief(brief, Console(file=buffer, width=width, force_terminal=colour, no_color=not colour))
    return buffer.getvalue()


def words(text: str) -> str:
    return " ".join(re.sub(r"\[\^?[\d ]+\]|\\", " ", text).split())


def test_every_form_says_every_sentence(brief):
    """One brief, four forms: a reader of one misses nothing that a reader of another sees."""
    page = Visible.of(to_html(brief))
    for sentence in sentences(brief):
        assert words(sentence.text) in words(to_markdown(brief))
        assert words(sentence.text) in page
    # Bullets wrap with an indent on a terminal, so their words are looked for on one long line.
    wide = words(terminal(brief, 100_000))
    assert all(words(sentence.text) in wide or len(sentence.text) > 90 for sentence in sentences(brief))


def test_every_form_tells_each_method_once_and_in_full(brief):
    """A number's method, parameters, seed and source can be looked up in whatever form the brief came."""
    forms = (words(to_markdown(brief)), Visible.of(to_html(brief)), words(terminal(brief, 100_000)))
    assert brief.methods
    for method in brief.methods:
        told = words(plain(method.text, LONGEST_NOTE))
        assert all(told in words(form) for form in forms)
    wanted = {id for note in brief.notes for id in note.methods}
    assert {method.id for method in brief.methods} == wanted


def test_json_brings_the_brief_back(brief):
    """Another program reads what we wrote, whole."""
    assert Brief.from_json(brief.to_json()) == brief


def test_markdown_has_a_footnote_for_each_thing_rested_on(brief):
    """Every mark leads somewhere."""
    text = to_markdown(brief)
    numbers = {str(reference.number) for reference in references(brief).values()}

    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == numbers
    assert re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) == sorted(numbers, key=int)


def test_a_terminal_page_keeps_to_its_width(brief):
    """Narrow windows wrap; they do not break lines at random."""
    for width in (40, 60, 80, 120):
        assert max(len(line) for line in terminal(brief, width).splitlines()) <= width


def test_without_colour_a_terminal_page_holds_no_escape(brief):
    """A brief goes through a pipe as text."""
    assert "\x1b" not in terminal(brief)
    assert "\x1b" in terminal(brief, colour=True)


def test_a_script_in_a_story_stays_words_in_html(attacked):
    """Text inside a story is data, whatever it looks like."""
    seen = Visible()
    seen.feed(to_html(attacked))

    assert not seen.tags & {"script", "img", "iframe", "object", "embed", "form", "input", "link", "base"}
    assert not {name for name in seen.attributes if name.startswith("on")}
    assert all(link.startswith(("#", "https://", "http://")) for link in seen.links)
    assert not any("evil.example" in link for link in seen.links)
    assert "49" not in to_html(attacked).split("</style>")[1].split("</h1>")[0]


def test_markup_of_a_story_stays_words_on_a_terminal(attacked):
    """Neither Rich nor the terminal itself obeys a story."""
    page = terminal(attacked, colour=True)

    assert "[bold red]" in page
    assert "\x1b[2J" not in page
    assert "\x1b]0;" not in page
    assert "evil.example\x1b\\" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f]", page)


def test_markdown_of_a_story_stays_words(attacked):
    """No link, picture, code or table cell of the story's making."""
    text = to_markdown(attacked)

    assert "](https://evil" not in text.replace("\\]", "").replace("\\[", "")
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)`", text)
    assert not re.search(r"(?<![\\*])\*\*loud", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)


def test_an_endless_word_does_not_make_an_endless_page(attacked):
    """A word of 200 kB is cut where it is shown; the JSON keeps it."""
    assert len(to_html(attacked)) < 200_000
    assert len(to_markdown(attacked)) < 60_000
    assert len(terminal(attacked)) < 120_000


class Visible(HTMLParser):
    """The words, tags, attributes and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]

    def handle_data(self, data):
        self.data.append(data)

    @classmethod
    def of(cls, page: str) -> str:
        seen = cls()
        seen.feed(page)
        return words(" ".join(seen.data))
