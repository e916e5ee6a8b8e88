"""A negotiation: made, looked at as a whole, its jobs watched."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from parley.desk.access import for_negotiation, for_team, person
from parley.desk.forms import NegotiationForm
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Story
from parley.desk.models.teams import Role, Team
from parley.desk.models.work import Job
from parley.desk.publishing import analysed
from parley.desk.reports import events

MOST_ALERTS = 3  # on the overview; the page of what moved has them all


@for_team(Role.EDITOR, "GET", "POST")
def new(request: HttpRequest, team: Team) -> HttpResponse:
    """Name what is negotiated."""
    form = NegotiationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = Negotiation.objects.create(team=team, title=form.cleaned_data["title"], made_by=person(request))
        return redirect("negotiation", code=made.code)
    return render(request, "desk/new.html", {"team": team, "form": form}, status=400 if form.errors else 200)


@for_negotiation(Role.READER)
def overview(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Where it stands: its stories, what is being done, what moved."""
    return render(request, "desk/negotiation.html", {"negotiation": negotiation, **shown(negotiation)})


def shown(negotiation: Negotiation) -> dict[str, Any]:
    """What the overview says: stories by state, those that report the same together, and the work that is open."""
    every = negotiation.stories.defer("raw", "dossier_json", "sketch").select_related("added_by")
    stories = list(every.order_by("-published", "-added_at"))
    return {
        "events": events([story for story in stories if story.state == Story.State.KEPT]),
        "waiting": [story for story in stories if story.state != Story.State.KEPT],
        "jobs": list(negotiation.jobs.filter(state__in=Job.OPEN)),
        "failed": _failed(negotiation),
        "found": analysed(negotiation),
        "alerts": list(negotiation.alerts.select_related("before", "after")[:MOST_ALERTS]),
        "revision": negotiation.revisions.defer("case_json").order_by("-number").first(),
    }


def _failed(negotiation: Negotiation) -> list[Job]:
    """Work on the case as a whole whose last try failed; a story's own problem stands beside the story."""
    found = []
    for kind in ("redraft", "analyse"):
        last = negotiation.jobs.filter(kind=kind).order_by("-made_at").first()
        if last is not None and last.state == Job.State.FAILED:
            found.append(last)
    return found


@for_negotiation(Role.READER)
def job(request: HttpRequest, negotiation: Negotiation, job: str) -> HttpResponse:
    """How far a job is: a part of a page, asked again until the job has ended."""
    found = get_object_or_404(negotiation.jobs, code=job)
    answer = render(request, "desk/parts/job.html", {"negotiation": negotiation, "job": found})
    if not found.is_open and request.headers.get("HX-Request"):
        answer["HX-Refresh"] = "true"  # what it left belongs on the page
    return answer


@for_negotiation(Role.REVIEWER, "POST")
def cancel(request: HttpRequest, negotiation: Negotiation, job: str) -> HttpResponse:
    """Ask a job to stop; one that has not begun is stopped at once."""
    found = get_object_or_404(negotiation.jobs, code=job)
    if not Job.objects.filter(pk=found.pk, state=Job.State.QUEUED).update(state=Job.State.CANCELLED):
        Job.objects.filter(pk=found.pk, state=Job.State.RUNNING).update(cancel_asked=True)
    return redirect("negotiation", code=negotiation.code)
