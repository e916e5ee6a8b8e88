"""Changes tried out with all models: asked for beside the glance, shown on the analysis page once worked out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parley.desk.access import for_negotiation, person
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.models.work import Trial
from parley.desk.pages.errors import bad_request
from parley.desk.pages.supposing import controls, given_in, in_names, rows
from parley.desk.work.trying import begin
from parley.errors import ParleyError

MOST = 10  # on the page, the newest


@for_negotiation(Role.REVIEWER, "POST")
def try_out(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Have a change worked out with all models; the case stays as it is."""
    revision, given = negotiation.latest(), given_in(request.POST)
    if revision is None or not any(given.values()):
        return bad_request(request)
    try:
        begin(negotiation, revision, given, person(request))
    except ParleyError as error:
        told = {"negotiation": negotiation, "revision": revision, "controls": controls(revision.case)}
        return render(request, "desk/whatif.html", {**told, "problem": str(error)}, status=400)
    return redirect(f"{reverse('analysis', args=[negotiation.code])}#trials")


def trials(negotiation: Negotiation) -> list[dict[str, Any]]:
    """The changes tried out last: what comes of each, or how far its job is."""
    every = Trial.objects.filter(revision__negotiation=negotiation).select_related("revision", "by")[:MOST]
    return [_shown(negotiation, trial) for trial in every]


def _shown(negotiation: Negotiation, trial: Trial) -> dict[str, Any]:
    case = trial.revision.case
    told: dict[str, Any] = {"of": trial, "words": in_names(case, trial.given), "job": None, "rows": []}
    if trial.comparison_json:
        return {**told, "comparison": trial.comparison, "rows": rows(case, trial.comparison)}
    jobs = negotiation.jobs.filter(kind="try-out", target=str(trial.pk))
    return {**told, "job": jobs.order_by("-made_at").first()}
