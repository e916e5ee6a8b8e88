"""The page in a real browser: what a reader sees, clicks and prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.brief.cast import minerals, minerals_results
from tests.brief.hostile import hostile

from parley.brief.compose import compose
from parley.brief.html import to_html


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    case = minerals()
    return _written(tmp_path_factory.mktemp("brief") / "brief.html", to_html(compose(case, minerals_results(case))))


def _written(path: Path, page: str) -> str:
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def open_page(chromium) -> Iterator[Any]:
    """Opens an address and keeps what the page said and asked for."""
    contexts = []

    def opened(address: str, **settings: Any) -> Any:
        context = chromium.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on("dialog", lambda dialog: page.heard.append(dialog.message))
        page.on("request", lambda request: page.heard.append(request.url) if request.url != address else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_in_a_readers_way(open_page, address, scheme, width):
    """WCAG A and AA by axe, with a panel open, in light and dark, on a telephone and on a desk."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(address, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.locator(".said").nth(3).click()

    found = axe.Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_the_page_is_silent_and_asks_for_nothing(open_page, address):
    """No error in the console and not one request."""
    page = open_page(address)
    page.locator(".said").nth(2).click()

    assert page.heard == [] or all(url.startswith(address + "#") for url in page.heard)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_click_on_a_sentence_shows_its_source_sentence(open_page, address, width):
    """The words that carry the claim are marked, beside the claim."""
    page = open_page(address, viewport={"width": width, "height": 800})
    said = page.get_by_text("Ukraine would give mineral access").first
    said.click()

    panel = page.locator(".grounds:target")
    assert panel.is_visible()
    assert "A major sticking point remains" in panel.inner_text()
    assert panel.locator("mark").first.inner_text().startswith("Ukraine’s demand")
    assert panel.locator("a", has_text="Near Deal").get_attribute("href").startswith("https://example.org/m#:~:text=")
    for shown in (said, panel):
        box = shown.bounding_box()
        assert box["y"] >= 0
        assert box["y"] < 800


def test_a_panel_closes_by_keyboard_and_leads_back(open_page, address):
    """Whoever uses no mouse gets there and back."""
    page = open_page(address, viewport={"width": 1280, "height": 900})
    page.keyboard.press("Tab")  # to the way past the header
    page.keyboard.press("Tab")  # to the headline
    page.keyboard.press("Enter")
    assert page.locator(".grounds:target").is_visible()

    page.locator(".grounds:target .close").focus()
    page.keyboard.press("Enter")

    assert page.locator(".grounds:target").count() == 0
    assert page.locator(".said:target").count() == 1


@pytest.mark.parametrize("width", [320, 390, 768, 1120, 1600])
def test_no_width_needs_sideways_scrolling(open_page, address, width):
    """From a telephone to a wall, with a panel and a table open."""
    page = open_page(address, viewport={"width": width, "height": 900})
    page.locator("summary").first.click()
    page.locator(".said").nth(5).click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_numbers_stand_for_clicks(open_page, address):
    """A printed brief still shows what each sentence rests on: numbers, and the list at the end."""
    page = open_page(address)
    page.emulate_media(media="print")

    assert page.locator(".number").first.is_visible()
    assert not page.locator(".hint").is_visible()
    assert page.locator(".notes li").first.is_visible()
    assert page.locator(".grounds").first.is_hidden()


def test_a_hostile_story_does_nothing(open_page, tmp_path):
    """Scripts, markup and endless words are shown, not obeyed."""
    address = _written(tmp_path / "hostile.html", to_html(compose(*hostile())))
    page = open_page(address, viewport={"width": 390, "height": 900})

    assert page.heard == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
