"""The front page, and a word for machines that ask whether the desk is up."""

from __future__ import annotations

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parley.desk.access import for_everybody
from parley.desk.models.briefs import Version
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.teams import Team

MOST = 50  # negotiations and briefs on one page


@for_everybody()
def home(request: HttpRequest) -> HttpResponse:
    """For a member the team's negotiations; for everybody else the published briefs."""
    published = _published()
    if not isinstance(request.user, User):
        return render(request, "desk/welcome.html", {"versions": published, "is_new": not User.objects.exists()})
    teams = Team.objects.filter(memberships__user=request.user).order_by("name")
    negotiations = Negotiation.objects.filter(team__in=teams).select_related("team")[:MOST]
    return render(request, "desk/home.html", {"teams": teams, "negotiations": negotiations, "versions": published})


def _published() -> QuerySet[Version]:
    """The version that stands of each published brief, the newest first, without its text."""
    last = Version.objects.filter(publication=OuterRef("publication")).order_by("-number").values("number")[:1]
    return Version.standing().filter(number=Subquery(last))[:MOST]


@for_everybody()
def alive(request: HttpRequest) -> HttpResponse:
    """Says that pages and database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("alive\n", content_type="text/plain")
