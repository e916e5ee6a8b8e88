"""Reviewing in a real browser, by keys alone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.kept import kept_story
from tests.desk.news import HOSTILE, MACKEREL
from tests.pages.conftest import violations

from parley.desk.models.stories import Verdict

playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytestmark = pytest.mark.django_db(transaction=True)


def words():
    return list(Verdict.objects.filter(undone_at=None).order_by("at").values_list("word", flat=True))


def test_items_are_judged_by_keys_alone(browser_page, negotiation):
    """a, x, space, backspace, ? for the legend."""
    kept_story(negotiation, MACKEREL)
    page = browser_page(reverse("review", args=[negotiation.code]), "rob")
    total = page.locator("#progress").get_attribute("max")
    for key, count in (("a", 1), ("x", 2), (" ", 3), ("Backspace", 2)):
        page.keyboard.press(key)
        page.get_by_text(f"{count} of {total} items judged").wait_for()
    page.keyboard.press("?")

    assert page.locator("#keys").is_visible()
    assert words() == ["accept", "reject"]
    assert page.heard == []


def test_words_selected_by_keys_or_mouse_are_the_right_ones(browser_page, negotiation):
    """Also behind letters that take two units in a browser and one in Python."""
    story = kept_story(negotiation, MACKEREL.replace("Norway rejected", "🐟🐟 Norway rejected"))
    sentence = next(s for s in story.dossier.article.sentences if "larger share" in story.dossier.article.slice(s.span))
    item = next(i for i in story.dossier.items if i.sentence == sentence.id)
    page = browser_page(reverse("review", args=[negotiation.code]) + f"?item={story.code}:{item.id}", "rob")
    page.evaluate(SELECT, "larger share")
    playwright.expect(page.locator("#words")).to_have_value("larger share")
    page.keyboard.press("c")
    page.get_by_text("1 of").first.wait_for()
    verdict = Verdict.objects.get()

    assert verdict.corrected == "larger share"
    assert verdict.corrected_start == story.dossier.article.text.index("larger share")


# Selects words inside the sentence as shift and arrows would: from the text node that holds their first letter.
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("context"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
}"""


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_nothing_stands_in_a_reviewers_way(browser_page, negotiation, people, dark, width):
    story = kept_story(negotiation, MACKEREL)
    Verdict.objects.create(story=story, evidence="gone", kind="move", word="reject", exact="gone", is_lost=True)
    for name in ("review", "lost"):
        page = browser_page(reverse(name, args=[negotiation.code]), "rob", dark=dark, width=width)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_story_does_nothing(browser_page, negotiation):
    kept_story(negotiation, HOSTILE)
    page = browser_page(reverse("review", args=[negotiation.code]), "rob", width=390)

    assert page.heard == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
