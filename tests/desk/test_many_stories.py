"""A negotiation with very many stories: pages ask for what they show, and for no more the more there is."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.desk.kept import dossier_of, kept_story
from tests.desk.news import FOLLOW_UP, MACKEREL

from parley.desk.models.stories import Story, Verdict
from parley.desk.models.work import Fragment
from parley.desk.pages.negotiations import MOST_WAITING, PER_PAGE
from parley.desk.pages.review import _in_order
from parley.desk.reports import counted, events

HEAVY = ("raw", "dossier_json", "sketch")
COPY = MACKEREL.replace("Norway rejects Iceland’s offer on mackerel", "Oslo turns Reykjavik down")


def many(negotiation, number, **more):
    """Copies of one story, with the day and the text of their own that a story has."""
    first = kept_story(negotiation, MACKEREL)
    same = {name: getattr(first, name) for name in (*HEAVY, "item_count", "kinds", "came", "source", "is_negotiation")}
    day = date(2026, 1, 1)
    given = {**same, "negotiation": negotiation, "state": Story.State.KEPT, **more}
    return Story.objects.bulk_create(
        Story(**given, article_id=f"a{at}", title=f"Story {at}", published=day + timedelta(days=at % 300))
        for at in range(number)
    )


def judge_all(stories, *kinds):
    items = [(item.id, item.kind) for item in dossier_of(MACKEREL).items if not kinds or item.kind in kinds]
    Verdict.objects.bulk_create(
        Verdict(story=story, evidence=id, kind=kind, word="accept", exact="x")
        for story in stories
        for id, kind in items
    )


@pytest.fixture
def look(enter, negotiation):
    """Ask for a page as Rob; gives it with how many queries it took and the stories it read whole."""

    def at(address):
        client = enter("rob")
        client.get(address)  # what is kept of it is rendered
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page = client.get(address)
        whole = [one["sql"] for one in seen if '"dossier_json"' in one["sql"].partition(" FROM ")[0]]
        return page, len(seen), whole

    return at


@pytest.mark.parametrize("page", ["negotiation", "review", "lost", "case", "brief"])
def test_a_page_takes_as_many_queries_for_three_hundred_stories_as_for_three(page, look, negotiation):
    address = reverse(page, args=[negotiation.code])
    many(negotiation, 2)
    few = look(address)
    Fragment.objects.all().delete()
    Story.objects.all().delete()
    many(negotiation, 300)
    lots = look(address)

    assert few[0].status_code == lots[0].status_code == 200
    assert lots[1] == few[1] <= 30
    assert len(lots[2]) <= 1  # the one whose item is shown


def test_the_overview_shows_a_hundred_and_leads_to_the_rest(negotiation, enter):
    """Nothing is left out in silence: each story stands on exactly one of the pages."""
    many(negotiation, 2 * PER_PAGE + 5)
    client, address = enter("reed"), reverse("negotiation", args=[negotiation.code])
    pages = [client.get(f"{address}?page={number}") for number in (1, 2, 3)]
    codes = [event.story.code for page in pages for event in page.context["events"]]

    assert [len(page.context["events"]) for page in pages] == [PER_PAGE, PER_PAGE, 6]
    assert len(set(codes)) == negotiation.stories.count()
    assert "Page 2 of 3" in pages[1].content.decode()
    assert client.get(f"{address}?page=99").context["page"] == 3
    assert client.get(f"{address}?page=x").context["page"] == 1


def test_stories_that_wait_are_counted_where_they_are_too_many(negotiation, enter):
    many(negotiation, MOST_WAITING + 7, state=Story.State.PREVIEW)
    page = enter("reed").get(reverse("negotiation", args=[negotiation.code])).content.decode()

    assert "7 more wait." in page


def test_events_are_told_apart_by_the_database_as_by_the_rule(negotiation):
    """Of each event the first that is no copy and in which somebody bargains, wherever the copies came in."""
    stories = many(negotiation, 12)
    for at, head, bargains in [(1, 0, True), (2, 0, True), (5, 4, True), (7, 6, False), (9, 8, True)]:
        Story.objects.filter(pk=stories[at].pk).update(same_as=stories[head], is_negotiation=bargains)
    Story.objects.filter(pk__in=[stories[4].pk, stories[6].pk]).update(is_negotiation=False)
    Story.objects.filter(pk=stories[8].pk).update(state=Story.State.PREVIEW)
    kept = negotiation.stories.filter(state=Story.State.KEPT).order_by("pk")

    assert set(counted(negotiation)) == {event.story for event in events(kept)}
    assert {stories[5], stories[6], stories[9]} <= set(counted(negotiation))


def test_the_review_reads_one_story_where_all_others_are_judged(negotiation, look):
    """The counts say where something is left: three hundred stories without an open item are not opened."""
    stories = many(negotiation, 300)
    judge_all(stories[:150])
    judge_all(stories[151:])
    judge_all(Story.objects.exclude(title__startswith="Story "))
    page, _, whole = look(reverse("review", args=[negotiation.code]))

    assert page.context["story"] == stories[150]
    assert len(whole) == 1


def test_the_review_of_one_kind_opens_no_story_that_has_none_left(negotiation, look):
    """A hundred stories whose moves are judged are passed over, though other items of theirs are open."""
    other = kept_story(negotiation, FOLLOW_UP)
    Story.objects.filter(pk=other.pk).update(published=date(2030, 1, 1))
    many(negotiation, 100)
    judge_all(negotiation.stories.exclude(pk=other.pk), "move")
    page, _, whole = look(reverse("review", args=[negotiation.code]) + "?kind=move")

    assert page.context["story"] == other
    assert len(whole) == 1


def test_the_queue_goes_on_from_any_day_and_begins_again(negotiation, enter):
    """By day, those without one last; behind the last the first, and what stands before an item at the end."""
    early, late, none = (kept_story(negotiation, text) for text in (MACKEREL, FOLLOW_UP, COPY))
    for story, day in ((early, date(2026, 1, 1)), (late, date(2026, 2, 1)), (none, None)):
        Story.objects.filter(pk=story.pk).update(published=day)
    client, address = enter("rob"), reverse("review", args=[negotiation.code])
    order, after = [], ""
    for _ in range(3):
        page = client.get(address, {"after": after} if after else {})
        order.append(page.context["story"].pk)
        last = _in_order(page.context["story"])[-1].id
        after = f"{page.context['story'].code}:{last}"

    assert order == [early.pk, late.pk, none.pk]
    assert client.get(address, {"after": after}).context["story"] == early


def test_two_thousand_stories_are_told_apart_at_once(negotiation):
    """In one going-through: conditions that compare each with others took seconds on SQLite, minutes on PostgreSQL."""
    many(negotiation, 2000, raw=b"", dossier_json="", sketch=b"")
    begun = perf_counter()

    assert counted(negotiation).count() == 2001
    assert perf_counter() - begun < 3
