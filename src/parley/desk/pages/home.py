"""The front page, and a word for machines that ask whether the desk is up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from parley.desk.access import for_everybody
from parley.desk.models.briefs import Version
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.teams import Team

MOST = 50  # negotiations and briefs on one page


@for_everybody()
def home(request: HttpRequest) -> HttpResponse:
    """For a member the team's negotiations; for everybody else the published briefs."""
    published = [_published_row(*row) for row in _published()]
    if not isinstance(request.user, User):
        return render(request, "desk/welcome.html", {"published": published, "is_new": not User.objects.exists()})
    teams = list(Team.objects.filter(memberships__user=request.user).order_by("name"))
    every = Negotiation.objects.filter(team__in=teams).values_list("code", "title", "team__name", "changed_at")
    negotiations = [_negotiation_row(*row) for row in every[:MOST]]
    return render(request, "desk/home.html", {"teams": teams, "negotiations": negotiations, "published": published})


def _published() -> Iterable[tuple[str, str, str, datetime, int]]:
    """The version that stands of each published brief, the newest first: code, title, team, day and number."""
    last = Version.objects.filter(publication=OuterRef("publication")).order_by("-number").values("number")[:1]
    standing = Version.standing().filter(number=Subquery(last))
    names = ("publication__code", "title", "publication__negotiation__team__name", "at", "number")
    return standing.values_list(*names)[:MOST]


# The rows are the same for everybody who is shown them, and few change between two looks at the page.
@lru_cache(maxsize=1000)
def _published_row(code: str, title: str, team: str, at: datetime, number: int) -> SafeString:
    given = {"code": code, "title": title, "team": team, "at": at, "number": number}
    return render_to_string("desk/parts/published_row.html", given)


@lru_cache(maxsize=1000)
def _negotiation_row(code: str, title: str, team: str, changed_at: datetime) -> SafeString:
    given = {"code": code, "title": title, "team": team, "changed_at": changed_at}
    return render_to_string("desk/parts/negotiation_row.html", given)


@for_everybody()
def alive(request: HttpRequest) -> HttpResponse:
    """Says that pages and database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("alive\n", content_type="text/plain")
