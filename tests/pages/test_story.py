"""The story page in a real browser: marks, keys, filters, addresses."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.kept import kept_story
from tests.desk.news import HOSTILE, MACKEREL
from tests.pages.conftest import violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_items_are_gone_through_and_opened_without_a_mouse(browser_page, negotiation):
    """n to the next, p back, ? for the keys; each opens beside the text."""
    story = kept_story(negotiation, MACKEREL)
    page = browser_page(reverse("story", args=[story.code]), "reed")
    page.keyboard.press("n")
    page.locator("#panel .item").first.wait_for()
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("n")
    page.keyboard.press("p")

    assert page.evaluate("document.activeElement.textContent") == first
    assert "uncalibrated" in page.locator("#panel").inner_text()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    assert page.heard == []


def test_kinds_are_chosen_by_a_click(browser_page, negotiation):
    story = kept_story(negotiation, MACKEREL)
    page = browser_page(reverse("story", args=[story.code]), "reed")
    assert page.locator(".mark.k-actor").count() == 0
    page.get_by_label("actors").check()
    page.locator(".mark.k-actor").first.wait_for()

    assert "kind=actor" in page.url
    assert page.locator(".place").first.get_attribute("href").startswith(f"/s/{story.code}/s")


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_nothing_stands_in_a_readers_way(browser_page, negotiation, dark, width):
    story = kept_story(negotiation, MACKEREL)
    item = story.dossier.items[-1].id
    page = browser_page(reverse("story", args=[story.code]) + f"?item={item}", "reed", dark=dark, width=width)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_text_does_nothing(browser_page, negotiation):
    story = kept_story(negotiation, HOSTILE)
    page = browser_page(reverse("story", args=[story.code]), "reed", width=390)

    assert page.heard == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
