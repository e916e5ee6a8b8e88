"""A brief goes out: warned, with versions, feeds and paper, and taken back."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from tests.brief.cast import minerals
from tests.brief.hostile import hostile
from tests.desk.written import analysed_case, put_out, softened

from parley.desk.models.briefs import Publication, Version
from parley.desk.models.stories import Story
from parley.desk.publishing import NothingNew, publish, withdraw

ATOM = "{http://www.w3.org/2005/Atom}"


def pasted_case():
    case = minerals()
    source = case.sources[0].model_copy(update={"address": "notes from Anna.docx"})
    return case.model_copy(update={"sources": (source,)})


@pytest.fixture
def pasted(negotiation, people):
    return analysed_case(negotiation, people["alice"], pasted_case())


def send(client, negotiation, **given):
    return client.post(reverse("publish", args=[negotiation.code]), {"revision": 1, "note": "First look.", **given})


def test_a_brief_of_public_stories_goes_out_with_a_note(enter, client, negotiation, people):
    analysed_case(negotiation, people["alice"])
    answer = send(enter("erin"), negotiation)
    client.logout()
    page = client.get(answer["Location"]).content.decode()

    assert answer.status_code == 302
    assert "First look." in page
    assert "the United States and Ukraine near a deal" in page or "United States and Ukraine near a deal" in page


def test_the_overview_leads_to_the_brief(enter, negotiation, people):
    """Whoever has kept a story looks for what came of it."""
    analysed_case(negotiation, people["alice"])
    page = enter("rob").get(reverse("negotiation", args=[negotiation.code])).content.decode()

    assert f'<a class="button" href="{reverse("brief", args=[negotiation.code])}">' in page


def test_a_note_is_asked_for(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    answer = send(enter("erin"), negotiation, note=" ")

    assert answer.status_code == 400
    assert "Needed: what this version rests on" in answer.content.decode()
    assert not Version.objects.exists()


def test_private_sentences_are_shown_before_they_go_out(enter, negotiation, pasted):
    """An editor sees exactly what the public will see of a story nobody can look up."""
    page = enter("erin").get(reverse("publish", args=[negotiation.code])).content.decode()

    for citation in pasted.brief.citations:
        assert citation.sentence.replace("'", "&#x27;") in page
    assert "Anna.docx" not in page


def test_private_sentences_go_out_only_when_somebody_has_looked(enter, negotiation, pasted):
    assert send(enter("erin"), negotiation).status_code == 400
    assert send(enter("erin"), negotiation, looked="on").status_code == 302


def test_a_story_marked_private_is_warned_of_although_it_is_on_the_web(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    Story.objects.create(
        negotiation=negotiation, came="address", source="https://example.org/m", state="kept", article_id="m"
    )
    answer = send(enter("erin"), negotiation)

    assert answer.status_code == 400
    assert "U.S. and Ukraine Near Deal" in answer.content.decode()


def test_what_is_published_holds_no_file_and_no_uncited_sentence(enter, negotiation, pasted):
    send(enter("erin"), negotiation, looked="on")
    kept = Version.objects.get()

    assert "Anna.docx" not in kept.brief_json
    assert kept.brief.sources[0].address is None


def test_what_goes_out_is_what_the_editor_saw(enter, negotiation, people):
    """The case moved on while the page stood open."""
    analysed_case(negotiation, people["alice"])
    analysed_case(negotiation, people["alice"], softened())
    answer = send(enter("erin"), negotiation)

    assert answer.status_code == 400
    assert "has changed since this page was opened" in answer.content.decode()


def test_a_second_version_says_what_changed_and_the_first_stays(client, negotiation, people):
    first = put_out(negotiation, people)
    put_out(negotiation, people, softened(), note="Kyiv gave way.")
    code = first.publication.code

    old = client.get(reverse("version", args=[code, 1])).content.decode()
    new = client.get(reverse("public-brief", args=[code])).content.decode()
    assert "Ukraine stands at 90" in old
    assert "Version 2 stands now" in old
    assert "Comment on it" in new
    assert "Comment on it" not in old
    assert "Updated: what changed" in new
    assert re.search(r"<del>[^<]*Ukraine stands at 90", new)
    assert re.search(r"<ins>[^<]*Ukraine stands at 60", new)


def test_the_same_words_are_not_published_twice(negotiation, people):
    put_out(negotiation, people)

    with pytest.raises(NothingNew):
        put_out(negotiation, people)
    assert Version.objects.count() == 1


def test_a_withdrawn_brief_says_why_and_its_versions_stay_gone(client, negotiation, people):
    """A source asked for it: what was taken back does not return with the next version."""
    first = put_out(negotiation, people)
    withdraw(first.publication, why="A source asked for it.")
    answer = client.get(reverse("public-brief", args=[first.publication.code]))
    assert answer.status_code == 410
    assert "A source asked for it." in answer.content.decode()

    second = put_out(negotiation, people, softened())
    assert second.number == 2
    assert second.changes == []
    assert client.get(reverse("public-brief", args=[first.publication.code])).status_code == 200
    old = client.get(reverse("version", args=[first.publication.code, 1]))
    assert old.status_code == 410
    assert "A source asked for it." in old.content.decode()
    assert client.get(reverse("version", args=[first.publication.code, 3])).status_code == 404


def test_programs_get_the_versions_that_stand_and_what_changed(client, negotiation, people):
    """The API withdraws with the pages."""
    first = put_out(negotiation, people)
    put_out(negotiation, people, softened())
    address = f"/api/briefs/{first.publication.code}/versions"
    rows = client.get(address).json()["items"]
    assert [row["number"] for row in rows] == [2, 1]
    assert {change["kind"] for change in rows[0]["changes"]} <= {"added", "removed", "changed"}

    withdraw(first.publication, why="…")
    put_out(negotiation, people)
    assert [row["number"] for row in client.get(address).json()["items"]] == [3]
    assert client.get(f"{address}/1").status_code == 410  # as its page: it was there, and was taken back


def test_withdrawing_asks_why(enter, negotiation, people):
    put_out(negotiation, people)
    client = enter("erin")
    assert client.post(reverse("withdraw", args=[negotiation.code]), {"why": ""}).status_code == 400
    client.post(reverse("withdraw", args=[negotiation.code]), {"why": "An error in the case."})

    assert Publication.objects.get().withdrawn_why == "An error in the case."


def test_machines_find_what_the_brief_is_and_cites(client, negotiation, people):
    version = put_out(negotiation, people)
    page = client.get(reverse("public-brief", args=[version.publication.code])).content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])

    assert told["@type"] == ["NewsArticle", "AnalysisNewsArticle"]
    assert told["citation"][0]["url"] == "https://example.org/m"
    assert told["url"] == f"http://testserver/b/{version.publication.code}/v/1/"


@pytest.mark.parametrize("name", ["public-atom", "all-atom"])
def test_atom_feeds_carry_each_version(client, negotiation, people, name):
    first = put_out(negotiation, people)
    put_out(negotiation, people, softened(), note="Kyiv gave way.")
    arguments = [first.publication.code] if name == "public-atom" else []
    answer = client.get(reverse(name, args=arguments))
    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert [entry.find(f"{ATOM}id").text[-4:] for entry in entries] == ["v/2/", "v/1/"]
    assert "Kyiv gave way." in entries[0].find(f"{ATOM}summary").text


@pytest.mark.parametrize("name", ["public-json-feed", "all-json-feed"])
def test_json_feeds_carry_each_version(client, negotiation, people, name):
    version = put_out(negotiation, people)
    arguments = [version.publication.code] if name == "public-json-feed" else []
    feed = client.get(reverse(name, args=arguments)).json()

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["content_text"].startswith("First look.")


def test_a_withdrawn_brief_leaves_the_feeds_and_the_front_page(client, negotiation, people):
    version = put_out(negotiation, people)
    assert f"/b/{version.publication.code}/" in client.get("/").content.decode()
    withdraw(version.publication, why="…")

    assert client.get(reverse("all-json-feed")).json()["items"] == []
    assert f"/b/{version.publication.code}/" not in client.get("/").content.decode()


def test_the_front_page_shows_a_brief_once(client, negotiation, people):
    put_out(negotiation, people)
    version = put_out(negotiation, people, softened())

    assert client.get("/").content.decode().count(f"/b/{version.publication.code}/") == 1


def test_paper_is_set_once(client, negotiation, people):
    from parley.desk.models.briefs import Paper

    version = put_out(negotiation, people)
    address = reverse("public-pdf", args=[version.publication.code])
    first, second = client.get(address).content, client.get(address).content

    assert first == second
    assert first.startswith(b"%PDF-")
    assert Paper.objects.count() == 1


def test_hostile_words_go_out_as_words(client, negotiation, people):
    case, results = hostile()
    found = analysed_case(negotiation, people["alice"], case, results)
    version = publish(negotiation, found, note="<script>alert(1)</script>", by=people["erin"])
    code = version.publication.code

    page = client.get(reverse("public-brief", args=[code])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    ElementTree.fromstring(client.get(reverse("public-atom", args=[code])).content)
    assert client.get(reverse("versions", args=[code])).status_code == 200
