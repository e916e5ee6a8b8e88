"""Every revision of the case: who, when, why and what; judgements taken back; two revisions side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from parley.case.edit import judgement
from parley.case.judgements import taken_back
from parley.case.record import Case
from parley.desk.access import for_negotiation, person
from parley.desk.cases import Overtaken
from parley.desk.comparing import analysis_of, side_by_side
from parley.desk.fragments import kept
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.teams import Role
from parley.desk.pages.case_shown import judgement_shown, revision_key, revision_shown
from parley.desk.pages.errors import bad_request
from parley.desk.work.judging import lay
from parley.errors import CaseError

MOST = 100  # revisions on one page


@for_negotiation(Role.READER)
def history(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The revisions, the newest first."""
    return render(request, "desk/history.html", _listed(request, negotiation))


def _listed(request: HttpRequest, negotiation: Negotiation) -> dict[str, Any]:
    return {"negotiation": negotiation, **listed(negotiation, request.GET.get("before", ""))}


def listed(negotiation: Negotiation, before: str = "") -> dict[str, Any]:
    """A page of revisions as a table, for one of this role; what is older than a hundred is asked for by its number."""
    latest = negotiation.latest()
    if latest is None:
        return {"latest": 0}
    asked = negotiation.revisions.order_by("-number")
    if before.isdigit():
        asked = asked.filter(number__lt=int(before))
    rows = list(asked.values_list("number", "by_name")[: MOST + 1])
    older = rows[MOST - 1][0] if len(rows) > MOST else None

    def made() -> SafeString:
        shown = rows_shown(latest.case, list(asked.defer("case_json", "numbers")[:MOST]))
        return render_to_string("desk/history/rows.html", {"negotiation": negotiation, "rows": shown})

    role = negotiation.role
    shows = (*revision_key(latest), rows, negotiation.code, role)
    table = made() if before else kept(negotiation, f"history/{role}", shows, made)
    return {"table": table, "latest": latest.number, "older": older}


def rows_shown(case: Case, revisions: list[Revision]) -> list[dict[str, Any]]:
    """Revisions as a table shows them; a judgement is told in words and says whether it still stands."""
    undone = taken_back(case.judgements)
    return [
        {
            **revision_shown(each),
            "judgement": judgement_shown(case, each.judgement, undone) if each.judgement else None,
            "is_undo": each.judgement is not None and bool(each.judgement.change.get("undo")),
        }
        for each in revisions
    ]


@for_negotiation(Role.EDITOR, "POST")
def undo(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Take a judgement back: one more judgement, so that nothing is lost and it can be made to stand again."""
    id, base = request.POST.get("judgement", ""), request.POST.get("base", "")
    if not id or not base.isdigit():
        return bad_request(request)
    why = request.POST.get("why", "").strip() or "taken back"
    made = judgement(f"judgement/{id}", {"undo": True}, who=str(person(request)), when=timezone.now(), why=why[:1000])
    problem, status = "", 200
    try:
        kept = lay(negotiation, made, base=int(base), by=person(request))
    except Overtaken as overtaken:
        problem, status = f"{overtaken} Nothing was changed; the list below shows how it stands.", 409
    except CaseError as error:
        problem, status = str(error), 400
    if problem:
        return render(
            request, "desk/history.html", {**_listed(request, negotiation), "problem": problem}, status=status
        )
    messages.success(request, f"Kept as revision {kept.number}. It is being analysed.")
    return redirect("history", code=negotiation.code)


@for_negotiation(Role.READER)
def compare(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Two revisions side by side: what differs in the case, and in what comes of it."""
    latest = negotiation.latest()
    if latest is None:
        return redirect("history", code=negotiation.code)
    try:
        new = int(request.GET.get("b") or latest.number)
        old = int(request.GET.get("a") or max(1, new - 1))
    except ValueError:
        return bad_request(request)
    pair = {each.number: each for each in negotiation.revisions.filter(number__in=(old, new))}
    if old not in pair or new not in pair:
        raise Http404
    numbers = negotiation.revisions.order_by("-number").values_list("number", flat=True)[:500]
    shown = {
        "old": revision_shown(pair[old]),
        "new": revision_shown(pair[new]),
        **side_by_side(negotiation, pair[old], pair[new]),
    }
    return render(request, "desk/compare.html", {"negotiation": negotiation, "numbers": numbers, **shown})


@for_negotiation(Role.REVIEWER, "POST")
def analyse(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Have two revisions worked out that are to be compared."""
    numbers = [request.POST.get(name, "") for name in ("a", "b")]
    wanted = [int(each) for each in numbers if each.isdigit()]
    known = set(negotiation.revisions.filter(number__in=wanted).values_list("number", flat=True))
    if len(wanted) < len(numbers) or not known.issuperset(wanted):
        return bad_request(request)
    for revision in negotiation.revisions.filter(number__in=known):
        if analysis_of(negotiation, revision) is None:
            start(negotiation, "analyse", str(revision.number), person(request))
    return redirect(f"{reverse('compare', args=[negotiation.code])}?a={numbers[0]}&b={numbers[1]}")
