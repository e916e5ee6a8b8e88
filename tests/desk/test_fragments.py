"""What is rendered once is shown again: to those who may see it, as it is now, and with nothing of a visitor in it."""

from __future__ import annotations

import re
import zlib

import pytest
from django.urls import reverse
from tests.desk.kept import kept_story
from tests.desk.news import MACKEREL
from tests.desk.talks import talks
from tests.desk.test_case import address, body, judge
from tests.desk.written import put_out

from parley.desk import fragments
from parley.desk.cases import save_draft
from parley.desk.models.briefs import Comment
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Role
from parley.desk.models.work import Fragment
from parley.desk.pages.ready import negotiation_pages, story_page
from parley.desk.work.reading import throw_away

PAGES = ("negotiation", "case", "history", "analysis", "brief")


@pytest.fixture
def written(negotiation, people):
    """A negotiation with everything that is kept: a case analysed, a brief published, a story read."""
    put_out(negotiation, people)
    kept_story(negotiation, MACKEREL, by=people["alice"])
    return negotiation


def every_page(negotiation):
    pages = [reverse(name, args=[negotiation.code]) for name in PAGES]
    stories = [reverse("story", args=[story.code]) for story in negotiation.stories.all()]
    return [*pages, *stories, reverse("public-brief", args=[negotiation.publication.code])]


def without_token(page):
    """A page without the token that its forms are sent with, which differs from one answer to the next."""
    return re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode())


def texts():
    return {each.slot: zlib.decompress(each.html).decode() for each in Fragment.objects.all()}


@pytest.mark.parametrize("name", ["erin", "reed"])
def test_a_page_says_the_same_when_it_is_not_rendered_anew(written, enter, name):
    client = enter(name)
    first = {page: without_token(client.get(page)) for page in every_page(written)}
    slots = texts()

    assert first == {page: without_token(client.get(page)) for page in every_page(written)}
    assert texts() == slots
    assert {slot.partition("/")[0] for slot in slots} == {
        *("standing", "case", "history", "analysis", "draft", "story", "public", "linked")
    }


def test_nothing_of_a_visitor_is_kept(written, enter):
    """Neither a name nor a token: the next who is shown it is somebody else."""
    for name in ("erin", "reed"):
        client = enter(name)
        for page in every_page(written):
            client.get(page)

    assert len(texts()) >= 11
    for slot, text in texts().items():
        assert "csrf" not in text, slot
        assert "Erin" not in text, slot
        assert "Reed" not in text, slot
        assert "Log out" not in text, slot


@pytest.mark.parametrize("name", ["case", "history"])
def test_a_reader_who_comes_after_an_editor_is_shown_what_readers_are(written, enter, people, name):
    judge(enter("erin"), written, 60, on="ukraine/minerals/position", low="50", high="70")
    page = reverse(name, args=[written.code])
    edits = ("case/edit/", "history/undo/", 'form="take-back"')

    assert any(each in enter("erin").get(page).content.decode() for each in edits)
    assert not any(each in enter("reed").get(page).content.decode() for each in edits)
    assert any(each in enter("erin").get(page).content.decode() for each in edits)


def test_what_is_kept_opens_no_gate(written, enter, client):
    """Somebody of another team, and nobody at all, are answered as if nothing had been rendered."""
    negotiation_pages(written)
    private = every_page(written)[:-1]

    assert {enter("charlie").get(page).status_code for page in private} == {404}
    client.logout()
    assert {client.get(page).status_code for page in private} == {302}


def test_a_change_is_seen_at_once_by_who_made_it_and_by_everybody(negotiation, people, enter):
    save_draft(negotiation, talks(), by=people["alice"], why="Drafted from the stories")
    for name in ("erin", "reed"):
        for page in ("case", "history"):
            enter(name).get(address(page, negotiation))
    judge(enter("erin"), negotiation, 61.5, low="50", high="70", why="heard it on the quay")

    for name in ("erin", "reed"):
        assert "61.5" in body(enter(name).get(address("case", negotiation)))
        assert "heard it on the quay" in body(enter(name).get(address("history", negotiation)))


def test_a_verdict_is_seen_on_the_story_at_once(written, enter, people):
    story = written.stories.get()
    page, item = reverse("story", args=[story.code]), next(i for i in story.dossier.items if i.kind == "move")
    before = enter("rob").get(page).content.decode()
    Verdict.objects.create(
        story=story, evidence=item.id, kind=item.kind, word=Verdict.Word.REJECT, exact=item.text, by=people["rob"]
    )
    after = enter("rob").get(page).content.decode()

    assert "<td>rejected</td>" not in before
    assert "<td>rejected</td>" in after


def test_a_story_read_anew_is_shown_as_it_is_read_now(written, enter):
    """Its dossier is another although nothing else of it changed."""
    story = written.stories.get()
    page = reverse("story", args=[story.code])
    enter("reed").get(page)
    Story.objects.update(dossier_json=story.dossier_json.replace("Norway", "Sweden"))

    assert "Sweden" in enter("reed").get(page).content.decode()


def test_a_comment_is_counted_at_its_sentence_at_once(written, client, people):
    publication = written.publication
    page, version = reverse("public-brief", args=[publication.code]), publication.latest()
    said = version.brief.headline
    client.get(page)
    given = {"version": version.number, "sentence": said.id, "quoted": said.text, "body": "Is it so?"}
    Comment.objects.create(publication=publication, by=people["reed"], by_name="Reed", state="shown", **given)
    shown = client.get(page).content.decode()

    assert f'href="#r-{said.id}">1<' in shown
    assert f'<a href="#s-{said.id}">' in shown


def test_a_withdrawn_brief_is_gone_although_it_is_kept(written, client):
    from parley.desk.publishing import withdraw

    page = reverse("public-brief", args=[written.publication.code])
    client.get(page)
    withdraw(written.publication, why="A source was wrong.")

    assert client.get(page).status_code == 410


def test_a_story_thrown_away_leaves_nothing(negotiation, enter, people):
    """Its words would otherwise lie about for as long as the negotiation does."""
    story = kept_story(negotiation, MACKEREL, by=people["alice"])
    enter("reed").get(reverse("story", args=[story.code]))
    Story.objects.update(state=Story.State.PREVIEW)
    story.refresh_from_db()
    assert texts()

    throw_away(story)

    assert texts() == {}


def test_another_version_of_parley_renders_anew(negotiation, monkeypatch):
    """A template or a rule for words may have changed; the content has not."""
    made = iter(["as it was", "as it is"])
    shows = ("the same content",)
    first = fragments.kept(negotiation, "case", shows, lambda: next(made))
    again = fragments.kept(negotiation, "case", shows, lambda: next(made))
    monkeypatch.setattr(fragments, "_code", lambda: b"of another version")

    assert first == again == "as it was"
    assert fragments.kept(negotiation, "case", shows, lambda: next(made)) == "as it is"


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (("1", "2"), ("12",)), ((10,), (20,))])
def test_what_differs_has_another_key(one, other):
    assert fragments.key_of(one) != fragments.key_of(other)


def test_pages_are_ready_before_anybody_asks(written, enter):
    """The worker renders what it has made; the first reader waits no longer than the second."""
    negotiation_pages(written)
    story_page(written.stories.get())
    slots = texts()
    client = enter("reed")
    for page in every_page(written)[:-1]:
        client.get(page)

    assert {f"case/{Role.READER}", f"case/{Role.EDITOR}", "standing", "analysis", "draft"} <= slots.keys()
    assert slots.items() <= texts().items()
    assert texts().keys() - slots.keys() == set()
