"""The draft of a brief, and links that show it to somebody outside."""

from __future__ import annotations

import re

from django.urls import reverse
from tests.brief.cast import minerals_results
from tests.brief.hostile import SCRIPT, hostile
from tests.desk.written import analysed_case, softened

from parley.brief.compose import compose
from parley.brief.references import references, sentences
from parley.desk.models.briefs import ShareLink
from parley.desk.models.work import Analysis


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_a_case_the_page_says_what_to_do(enter, negotiation):
    assert "Keep a story first" in page_of(enter("reed"), reverse("brief", args=[negotiation.code]))


def test_every_sentence_has_an_address_and_opens_its_grounds(enter, negotiation, people):
    """By the address alone, so that it works without a script."""
    found = analysed_case(negotiation, people["alice"])
    page = page_of(enter("reed"), reverse("brief", args=[negotiation.code]))

    for one in sentences(found.brief):
        assert f'id="s-{one.id}" href="#e-{one.id}"' in page
        assert f'id="e-{one.id}"' in page
    assert f"/n/{negotiation.code}/brief/1/#s-{found.brief.headline.id}" in page
    assert page.count("<mark>") > len(references(found.brief)) / 3


def test_a_source_sentence_stands_verbatim_with_its_words_marked(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    page = page_of(enter("reed"), reverse("brief", args=[negotiation.code]))

    assert "<mark>He better move fast" in page or "<mark>“He better move fast,”</mark>" in page
    assert "https://example.org/m#:~:text=" in page


def test_a_member_gets_from_a_source_sentence_into_the_story(enter, client, negotiation, people):
    """The public is led to the web only."""
    analysed_case(negotiation, people["alice"])
    story = negotiation.stories.create(came="address", source="https://example.org/m", article_id="m", state="kept")
    negotiation.stories.update(dossier_json="{}", is_private=False)
    page = page_of(enter("reed"), reverse("brief", args=[negotiation.code]))
    assert f"/s/{story.code}/se4/" in page
    assert f"/s/{story.code}/se4/" in page_of(client, reverse("sheet-actors", args=[negotiation.code]))

    client.logout()
    shared = page_of(client, reverse("shared", args=[ShareLink.issue(negotiation, people["erin"])]))
    assert story.code not in shared


def test_nothing_of_a_brief_stands_in_the_page_as_style_or_script(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    page = page_of(enter("reed"), reverse("brief", args=[negotiation.code]))

    assert " style=" not in page
    assert not re.search(r"\son\w+=", page)


def test_hostile_words_stay_words(enter, negotiation, people):
    case, results = hostile()
    analysed_case(negotiation, people["alice"], case, results)
    page = page_of(enter("reed"), reverse("brief", args=[negotiation.code]))

    assert SCRIPT not in page
    assert "<img src=x" not in page


def test_a_revision_keeps_its_brief_when_the_case_moves_on(enter, negotiation, people):
    """Yesterday's link still says what it said."""
    analysed_case(negotiation, people["alice"])
    analysed_case(negotiation, people["alice"], softened())
    client = enter("reed")

    old = page_of(client, reverse("brief-of", args=[negotiation.code, 1]))
    new = page_of(client, reverse("brief", args=[negotiation.code]))
    assert "Ukraine stands at 90" in old
    assert "Ukraine stands at 60" in new
    assert "the case has changed since (revision 2)" in old


def test_an_analysis_another_version_left_unreadable_is_passed_over(enter, negotiation, people):
    found = analysed_case(negotiation, people["alice"])
    Analysis.objects.create(revision=found.revision, seed=1, draws=9_999, results_json="{}", brief_json="{}")

    assert found.brief.caveat[:30] in page_of(enter("reed"), reverse("brief", args=[negotiation.code]))


def test_a_draft_is_handed_out_on_paper(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    answer = enter("reed").get(reverse("brief-pdf", args=[negotiation.code]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_a_link_shows_the_draft_and_nothing_else(enter, client, negotiation, people):
    found = analysed_case(negotiation, people["alice"])
    shown = enter("erin").post(reverse("share", args=[negotiation.code])).content.decode()
    address = re.search(r"http://testserver(/share/\S+?/)", shown)[1]
    client.logout()
    answer = client.get(address)
    page = answer.content.decode()

    assert found.brief.headline.text in page
    assert f"/n/{negotiation.code}/" not in page
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page


def test_a_link_that_was_ended_opens_nothing(enter, client, negotiation, people):
    analysed_case(negotiation, people["alice"])
    secret = ShareLink.issue(negotiation, people["erin"])
    enter("erin").post(reverse("revoke-share", args=[negotiation.code, ShareLink.objects.get().pk]))
    client.logout()

    assert client.get(reverse("shared", args=[secret])).status_code == 404


def test_a_shared_draft_names_no_files(client, negotiation, people):
    case = softened()
    private = case.sources[0].model_copy(update={"address": "anna/leak.docx"})
    case = case.model_copy(update={"sources": (private,)})
    analysed_case(negotiation, people["alice"], case)
    page = client.get(reverse("shared", args=[ShareLink.issue(negotiation, people["erin"])])).content.decode()

    assert compose(case, minerals_results(case)).headline.text in page
    assert "leak.docx" not in page
