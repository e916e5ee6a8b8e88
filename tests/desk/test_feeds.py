"""Feeds are watched; what is new in one waits for a preview, each address once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.desk.local_web import LocalNames, page, serving
from tests.desk.news import FOLLOW_UP, MACKEREL
from tests.desk.working import do_jobs

from parley.desk.fetching import Fetched
from parley.desk.models.stories import Feed, Story
from parley.desk.work.feeds import AT_ONCE, contents_of, look_into_due
from parley.errors import ReadingError

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>North Sea Wire</title>
<item><title>Two</title><link>/two</link></item><item><title>One</title><link>{base}/one</link></item>
<item><title>No page</title></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>North Sea Wire</title>
<entry><title>One</title><link href="{base}/one"/></entry></feed>"""


def json_feed(base):
    items = [{"id": "1", "url": f"{base}/one"}, {"id": "2", "external_url": "/two"}, {"id": "3"}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "North Sea Wire", "items": items})


@pytest.fixture
def web(settings):
    """A site with a feed of two stories."""
    settings.RESOLVER = LocalNames({"news.example": ["127.0.0.1"]})
    pages = {"/one": page(MACKEREL.encode(), "text/plain"), "/two": page(FOLLOW_UP.encode(), "text/plain")}
    with serving(pages) as (port, seen):
        base = f"http://news.example:{port}"
        pages["/feed"] = page(RSS.format(base=base).encode(), "application/rss+xml")
        yield base, pages, seen


@pytest.fixture
def watch(enter, negotiation):
    def send(address):
        return enter("erin").post(reverse("watch", args=[negotiation.code]), {"address": address}, follow=True)

    return send


def found(text, address="http://news.example/feed"):
    return Fetched(text.encode(), None, address)


@pytest.mark.parametrize("text", [RSS.format(base="http://news.example"), json_feed("http://news.example")])
def test_a_feed_gives_its_addresses_and_says_which_entries_have_none(text):
    """RSS by a library, JSON Feed by a few lines of our own; links are told from the feed's own address."""
    contents = contents_of(found(text))

    assert contents.title == "North Sea Wire"
    assert sorted(contents.addresses) == ["http://news.example/one", "http://news.example/two"]
    assert contents.without == 1


def test_atom_is_a_feed_too():
    assert contents_of(found(ATOM.format(base="http://n.example"))).addresses == ("http://n.example/one",)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a story", "<html><body>no feed</body></html>", "{", "{}", '{"version": 1, "items": 2}', "[" * 10_000),
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0">&b;</rss>',
    ],
)
def test_what_is_no_feed_is_said(text):
    with pytest.raises(ReadingError, match=r"no RSS, Atom or JSON feed|declares entities"):
        contents_of(found(text))


def test_an_entry_that_leads_nowhere_on_the_web_is_left_out():
    """A feed is written by strangers."""
    items = [{"url": bad} for bad in ("javascript:alert(1)", "file:///etc/hosts", "http://[", "x" * 3000, 7, None)]
    text = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items})
    contents = contents_of(found(text, "ftp://elsewhere/"))

    assert contents.addresses == ()


def test_new_stories_of_a_feed_wait_for_a_preview(web, watch, negotiation):
    """Each address once, however often the feed is looked into."""
    base, _, _ = web
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed", "read-story")
    feed = negotiation.feeds.get()
    Feed.objects.update(checked_at=timezone.now() - timedelta(hours=1))
    assert look_into_due() == 1
    do_jobs(negotiation, "check-feed", "read-story")

    assert set(negotiation.stories.values_list("came", "state", "is_private")) == {("feed", "preview", False)}
    assert set(negotiation.stories.values_list("source", flat=True)) == {f"{base}/one", f"{base}/two"}
    assert (feed.title, feed.problem) == ("North Sea Wire", "1 entry names no page and stayed out.")


def test_a_story_thrown_away_does_not_come_again(web, watch, negotiation, enter):
    base, _, _ = web
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed", "read-story")
    client = enter("erin")
    for story in negotiation.stories.all():
        client.post(reverse("throw-away", args=[story.code]))
    client.post(reverse("look", args=[negotiation.code, negotiation.feeds.get().pk]))
    do_jobs(negotiation, "check-feed")

    assert not negotiation.stories.exists()


def test_a_long_feed_comes_in_by_and_by_and_says_so(web, watch, negotiation):
    base, pages, _ = web
    items = [{"url": f"{base}/{n}"} for n in range(AT_ONCE + 5)]
    text = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "Long", "items": items})
    pages["/feed"] = page(text.encode(), "application/json")
    shown = watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed")
    first = negotiation.stories.count()
    problem = negotiation.feeds.get().problem
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed")

    assert shown.status_code == 200
    assert (first, negotiation.stories.count()) == (AT_ONCE, AT_ONCE + 5)
    assert "5 more stories" in problem


def test_what_went_wrong_at_the_last_look_stands_beside_the_feed(web, watch, negotiation, enter):
    """And is gone when the next look goes well."""
    base, pages, _ = web
    good = pages["/feed"]
    pages["/feed"] = page(b"gone", status=503)
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed")
    said = enter("reed").get(reverse("feeds", args=[negotiation.code])).content.decode()
    pages["/feed"] = good
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed")

    assert "answered 503" in said
    assert "503" not in negotiation.feeds.get().problem


def test_a_feed_inside_is_refused(watch, negotiation):
    watch("http://127.0.0.1:9/feed")
    do_jobs(negotiation, "check-feed")

    assert "no address of the open internet" in negotiation.feeds.get().problem


def test_a_feed_is_due_a_quarter_of_an_hour_after_the_last_look(negotiation):
    ago = {"a": 5, "b": 16, "c": None}
    for name, minutes in ago.items():
        checked = timezone.now() - timedelta(minutes=minutes) if minutes else None
        Feed.objects.create(negotiation=negotiation, address=f"https://{name}.example/", checked_at=checked)

    assert look_into_due() == 2
    assert look_into_due() == 2  # the jobs are open; no second one is made
    assert negotiation.jobs.filter(kind="check-feed").count() == 2


def test_a_feed_watched_no_longer_leaves_its_stories(web, watch, negotiation, enter):
    base, _, _ = web
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed")
    enter("erin").post(reverse("stop-watching", args=[negotiation.code, negotiation.feeds.get().pk]))

    assert not negotiation.feeds.exists()
    assert negotiation.stories.count() == 2


def test_an_address_that_is_none_is_said_beside_the_field(watch):
    answer = watch("gopher://x")

    assert answer.status_code == 400
    assert "no web address" in answer.content.decode()


def test_a_hostile_feed_is_shown_and_not_obeyed(web, watch, negotiation, enter):
    """Its title is text, and a story it names is fetched like any other."""
    base, pages, _ = web
    title = "<script>alert(1)</script>\u202e" + "w" * 5000
    text = json.dumps(
        {"version": "https://jsonfeed.org/version/1", "title": title, "items": [{"url": "http://10.0.0.1/"}]}
    )
    pages["/feed"] = page(text.encode(), "application/json")
    watch(f"{base}/feed")
    do_jobs(negotiation, "check-feed", "read-story")
    body = enter("reed").get(reverse("feeds", args=[negotiation.code])).content.decode()

    assert "<script>alert" not in body
    assert "\u202e" not in body
    assert negotiation.stories.get().state == Story.State.FAILED
