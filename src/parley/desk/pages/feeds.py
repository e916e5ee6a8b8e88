"""Feeds a negotiation watches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from parley.desk.access import for_negotiation, person
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Feed
from parley.desk.models.teams import Role
from parley.desk.models.work import Job
from parley.desk.story_forms import FeedForm

MOST = 100  # feeds of one negotiation


@for_negotiation(Role.READER)
def feeds(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The feeds, when each was looked into, and what went wrong."""
    return _page(request, negotiation, FeedForm())


@for_negotiation(Role.EDITOR, "POST")
def watch(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Watch one more feed; it is looked into at once."""
    form = FeedForm(request.POST)
    if form.is_valid() and negotiation.feeds.count() >= MOST:
        form.add_error("address", f"A negotiation watches up to {MOST} feeds. Remove one first.")
    if not form.is_valid():
        return _page(request, negotiation, form)
    feed, is_new = Feed.objects.get_or_create(
        negotiation=negotiation, address=form.cleaned_data["address"], defaults={"added_by": person(request)}
    )
    if not is_new:
        messages.info(request, "This feed is watched already.")
    start(negotiation, "check-feed", str(feed.pk), person(request))
    return redirect("feeds", code=negotiation.code)


@for_negotiation(Role.EDITOR, "POST")
def look(request: HttpRequest, negotiation: Negotiation, feed: int) -> HttpResponse:
    """Look into a feed now."""
    found = get_object_or_404(negotiation.feeds, pk=feed)
    start(negotiation, "check-feed", str(found.pk), person(request))
    return redirect("feeds", code=negotiation.code)


@for_negotiation(Role.EDITOR, "POST")
def stop_watching(request: HttpRequest, negotiation: Negotiation, feed: int) -> HttpResponse:
    """Watch a feed no longer; the stories it brought stay."""
    get_object_or_404(negotiation.feeds, pk=feed).delete()
    messages.success(request, "The feed is no longer watched. Stories it brought stay.")
    return redirect("feeds", code=negotiation.code)


def shown(negotiation: Negotiation) -> dict[str, Any]:
    """The feeds with how many addresses each has named, and the looks that are open."""
    return {
        "feeds": list(
            negotiation.feeds.annotate(named=Count("entries")).select_related("added_by").order_by("address")
        ),
        "jobs": list(negotiation.jobs.filter(kind="check-feed", state__in=Job.OPEN)),
    }


def _page(request: HttpRequest, negotiation: Negotiation, form: FeedForm) -> HttpResponse:
    answer = {"negotiation": negotiation, "form": form, **shown(negotiation)}
    return render(request, "desk/feeds.html", answer, status=400 if form.errors else 200)
