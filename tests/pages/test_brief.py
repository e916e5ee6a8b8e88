"""A brief on its whole way through a real browser: drafted, published, opened, discussed, printed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.brief.cast import minerals
from tests.desk.written import analysed_case, put_out, softened
from tests.pages.conftest import violations

from parley.brief.references import sentences
from parley.desk.commenting import moderate, write
from parley.desk.models.briefs import Comment, Version

pytestmark = pytest.mark.django_db(transaction=True)


def pasted_case():
    case = minerals()
    return case.model_copy(update={"sources": (case.sources[0].model_copy(update={"address": "pasted text"}),)})


@pytest.fixture
def version(negotiation, people):
    """The second version, with a shown comment on a sentence that changed and one that is held."""
    first = put_out(negotiation, people)
    said = next(one for one in sentences(first.brief) if "Ukraine stands at 90" in one.text)
    made = write(first.publication, body="Not so sure.", sentence=said.id, by=people["charlie"])
    moderate(first.publication, [made.pk], Comment.State.SHOWN, by=people["rob"])
    write(first.publication, body="Good work.", sentence="", by=people["reed"])
    return put_out(negotiation, people, softened(), note="Kyiv gave way.")


def public(version):
    return reverse("public-brief", args=[version.publication.code])


def test_a_pasted_story_goes_out_without_a_mouse(browser_page, negotiation, people):
    """Draft, warning, tick, note, publish; then the public page, with nothing said to the console."""
    analysed_case(negotiation, people["alice"], pasted_case())
    page = browser_page(reverse("brief", args=[negotiation.code]))
    page.get_by_role("link", name="Publish").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/publish/")
    assert page.get_by_text("look before it goes out").is_visible()
    assert page.get_by_text("The proposal failed to include security assurances.").is_visible()
    assert violations(page) == []

    page.get_by_label("The sentences above may be public").focus()
    page.keyboard.press("Space")
    page.get_by_label("A note to readers").focus()
    page.keyboard.type("First look at the talks.")
    page.get_by_role("button", name="Publish for everybody").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/b/**")

    assert Version.objects.get().note == "First look at the talks."
    assert page.get_by_text("First look at the talks.").is_visible()
    assert page.heard == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_sentence_opens_what_it_rests_on_and_closes_again(browser_page, version, width):
    page = browser_page(public(version), None, width=width)
    page.get_by_text("Ukraine would give mineral access").first.click()
    panel = page.locator(".grounds:target")
    assert panel.is_visible()
    assert panel.locator("mark").first.inner_text().startswith("Ukraine’s demand")
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width

    panel.locator(".close").click()
    assert page.locator(".grounds:target").count() == 0


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 1280), (False, 390), (True, 390), (False, 2560)])
def test_nothing_stands_in_a_readers_way(browser_page, version, dark, width):
    """By axe, with a panel and the changes open; no width scrolls sideways; the data block trips no policy."""
    page = browser_page(public(version), None, dark=dark, width=width)
    page.locator("summary", has_text="what changed").click()
    page.locator(".said").nth(3).click()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.heard == []


def test_a_comment_on_a_sentence_is_held_then_shown_then_answered(browser_page, negotiation, version):
    """A reader writes, a reviewer ticks it with the keyboard and answers; everybody reads both."""
    reader = browser_page(public(version), "charlie")
    reader.get_by_text("Ukraine would give mineral access").first.click()
    reader.locator(".grounds:target").get_by_role("link", name="Comment on it").click()
    reader.get_by_label("Your comment").fill("Does Congress agree?")
    reader.get_by_role("button", name="Send it to the team").click()
    assert reader.get_by_text("held until somebody").is_visible()
    assert reader.get_by_text("Does Congress agree?").count() == 0

    reviewer = browser_page(reverse("moderate", args=[negotiation.code]), "rob")
    assert violations(reviewer) == []
    for name in ("Charlie", "Reed"):
        reviewer.get_by_label(f"Tick the comment by {name}").focus()
        reviewer.keyboard.press("Space")
    reviewer.get_by_role("button", name="Show the ticked").focus()
    reviewer.keyboard.press("Enter")
    reviewer.get_by_text("2 comments shown.").wait_for()
    reviewer.get_by_role("link", name="Shown (3)").click()
    reviewer.locator("article", has_text="Does Congress agree?").locator("summary").click()
    reviewer.locator("article", has_text="Does Congress agree?").get_by_label("Your answer").fill("Not yet.")
    reviewer.get_by_role("button", name="Show the answer").first.click()

    everybody = browser_page(public(version), None)
    assert everybody.get_by_text("Does Congress agree?").is_visible()
    assert everybody.get_by_text("Not yet.").is_visible()
    everybody.locator(".remarks").first.click()
    assert "#r-" in everybody.url


def test_on_paper_numbers_stand_for_clicks(browser_page, version):
    page = browser_page(public(version), None)
    page.emulate_media(media="print")

    assert page.locator(".number").first.is_visible()
    assert not page.locator(".bar").is_visible()
    assert not page.locator("#comments").is_visible()
    assert page.locator(".notes li").first.is_visible()


@pytest.mark.parametrize("name", ["sheet-agreed", "sheet-actors"])
def test_a_sheet_prints_each_line_with_its_sentence(browser_page, negotiation, people, name):
    analysed_case(negotiation, people["alice"])
    page = browser_page(reverse(name, args=[negotiation.code]), "reed", dark=name == "sheet-actors", width=390)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")

    assert page.locator(".on-paper mark").first.is_visible()
    assert not page.locator("summary").first.is_visible()
