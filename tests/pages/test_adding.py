"""A story comes in through a real browser."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.news import FOLLOW_UP, HOSTILE, MACKEREL
from tests.desk.working import do_jobs
from tests.pages.conftest import violations

from parley.desk.models.stories import Story
from parley.desk.work.reading import bring_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def brought(negotiation, people):
    """Stories of the test's choosing, read and not kept yet."""

    def bring(*texts):
        made = [
            bring_in(
                negotiation, Story.Came.PASTE, "pasted text", raw=text.encode(), is_private=True, by=people["erin"]
            )
            for text in texts
        ]
        do_jobs(negotiation, "read-story")
        return made

    return bring


def test_from_a_pasted_text_to_a_kept_story_without_a_mouse(browser_page, negotiation):
    """Paste, look while it is read, look at what was read, keep."""
    page = browser_page(reverse("add", args=[negotiation.code]))
    page.locator("#id_text").focus()
    page.keyboard.insert_text(MACKEREL)
    page.get_by_role("button", name="Read it").focus()
    page.keyboard.press("Enter")
    page.get_by_text("waiting for its turn").wait_for()
    do_jobs(negotiation, "read-story")
    page.get_by_role(
        "heading", name="Norway rejects Iceland’s offer on mackerel"
    ).wait_for()  # the page came anew by itself
    moves = sum(item.kind == "move" for item in negotiation.stories.get().dossier.items)
    assert page.get_by_text(f"{moves} moves").is_visible()

    page.get_by_role("button", name="Keep", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kept: Norway rejects").wait_for()

    assert negotiation.stories.get().state == Story.State.KEPT
    assert page.heard == []


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_nothing_stands_in_a_readers_way(browser_page, negotiation, brought, dark, width):
    """By axe, light and dark, on a desk and on a telephone; and nothing needs sideways scrolling."""
    first, second = brought(MACKEREL, FOLLOW_UP)
    Story.objects.filter(pk=first.pk).update(state=Story.State.KEPT)
    for path in (
        reverse("add", args=[negotiation.code]),
        reverse("preview", args=[second.code]),
        reverse("negotiation", args=[negotiation.code]),
    ):
        page = browser_page(path, dark=dark, width=width)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_story_does_nothing(browser_page, negotiation, brought):
    """Its scripts do not run, and it does not break the page."""
    (story,) = brought(HOSTILE)
    for path in (reverse("preview", args=[story.code]), reverse("negotiation", args=[negotiation.code])):
        page = browser_page(path, width=390)
        assert page.heard == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
