"""A negotiation: made, looked at as a whole, its jobs watched."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from parley.desk.access import for_negotiation, for_team, person
from parley.desk.forms import NegotiationForm
from parley.desk.fragments import find, keep, key_of
from parley.desk.models.ledgers import Alert
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.stories import Story
from parley.desk.models.teams import Role, Team
from parley.desk.models.work import Analysis, Job
from parley.desk.publishing import NEWEST, analysed
from parley.desk.reports import counted, with_their_reports

STANDING = "standing"  # slot of the fragment
MOST_ALERTS = 3  # on the overview; the page of what moved has them all
MOST_JOBS = 20
MOST_WAITING = 100  # stories not kept yet; the rest stands there as these are kept or thrown away
PER_PAGE = 100  # events
HEAVY = ("raw", "dossier_json", "sketch")  # of a story: what no list shows
NEWEST_FIRST = (F("published").desc(nulls_last=True), "-added_at", "-pk")


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
    """Where it stands: its stories, what is being done, what moved; `?page=2` has the older stories."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    return render(request, "desk/negotiation.html", {"negotiation": negotiation, **shown(negotiation, number)})


def shown(negotiation: Negotiation, number: int = 1) -> dict[str, Any]:
    """What the overview says: stories by state, those that report the same together, and the work that is open."""
    waiting = _light(negotiation).exclude(state=Story.State.KEPT)
    first = list(waiting.order_by(*NEWEST_FIRST)[: MOST_WAITING + 1])
    return {
        **_kept(negotiation, number),
        "waiting": first[:MOST_WAITING],
        "more_waiting": waiting.count() - MOST_WAITING if len(first) > MOST_WAITING else 0,
        "jobs": list(negotiation.jobs.filter(state__in=Job.OPEN)[:MOST_JOBS]),
        "failed": _failed(negotiation),
        "standing": standing_html(negotiation),
        "alerts": list(negotiation.alerts.select_related("before", "after").defer(*Alert.HEAVY)[:MOST_ALERTS]),
    }


def _kept(negotiation: Negotiation, number: int) -> dict[str, Any]:
    """One page of the stories the case rests on, each with the other reports of its event."""
    every = counted(negotiation)
    pages = max(1, -(-every.count() // PER_PAGE))
    number = min(max(1, number), pages)
    here = every.defer(*HEAVY).order_by(*NEWEST_FIRST)[(number - 1) * PER_PAGE : number * PER_PAGE]
    return {"events": with_their_reports(list(here)), "page": number, "pages": pages}


def _light(negotiation: Negotiation) -> QuerySet[Story]:
    return negotiation.stories.defer(*HEAVY)


def standing_html(negotiation: Negotiation) -> SafeString:
    """What the last analysis says in a few lines; empty: there is none, or none that this version still reads."""
    every = Analysis.objects.filter(revision__negotiation=negotiation).select_related("revision")
    recent = every.defer("revision__case_json", "revision__numbers").order_by(*NEWEST).first()
    if recent is None:
        return SafeString()
    key = key_of((recent.revision.number, recent.results_json, recent.brief_json))
    html = find(negotiation, STANDING, key)
    if html is None and (found := analysed(negotiation)) is not None and found.is_readable():
        rendered = render_to_string("desk/parts/standing.html", {"found": found, "negotiation": negotiation})
        html = keep(negotiation, STANDING, key, rendered) if found.pk == recent.pk else mark_safe(rendered)
    return html or SafeString()


def _failed(negotiation: Negotiation) -> list[Job]:
    """Work on the case as a whole whose last try failed; a story's own problem stands beside the story."""
    of_case = negotiation.jobs.filter(kind__in=("redraft", "analyse"))
    last = {job.kind: job for job in of_case.filter(state=Job.State.FAILED).order_by("made_at")}
    later = {kind: of_case.filter(kind=kind, made_at__gt=job.made_at) for kind, job in last.items()}
    return [last[kind] for kind in ("redraft", "analyse") if kind in last and not later[kind].exists()]


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
