"""Comments of readers on a published brief, and the team's look at them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from parley.brief.references import sentences
from parley.desk.access import for_brief, for_negotiation, person
from parley.desk.commenting import LONGEST, NotTaken, TooMany, write
from parley.desk.commenting import answer as put_answer
from parley.desk.commenting import moderate as put_moderated
from parley.desk.commenting import report as put_report
from parley.desk.models.briefs import Comment, Publication
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role

MOST = 100  # comments on one page of the moderators
WHICH = (("held", "Held"), ("reported", "Reported"), ("shown", "Shown"), ("rejected", "Rejected"))
ACTIONS = {"approve": Comment.State.SHOWN, "reject": Comment.State.REJECTED}


@for_brief("GET", "POST", needs_account=True)
def comment(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Write a comment on the brief, or with `?sentence=` on one sentence; it is held until the team has looked."""
    sentence = request.POST.get("sentence", request.GET.get("sentence", ""))
    given: dict[str, Any] = {"publication": publication, "sentence": sentence, "longest": LONGEST}
    if request.method == "POST":
        body = request.POST.get("body", "")
        try:
            write(publication, body=body, sentence=sentence, by=person(request))
        except NotTaken as error:
            status = 429 if isinstance(error, TooMany) else 400
            told = {**given, "problem": str(error), "body": body, "quoted": _quoted(publication, sentence)}
            return render(request, "desk/comment.html", told, status=status)
        messages.success(request, "Thank you. Your comment is held until somebody of the team has looked at it.")
        return redirect(reverse("public-brief", args=[publication.code]) + "#comments")
    return render(request, "desk/comment.html", {**given, "quoted": _quoted(publication, sentence)})


@for_brief("GET", "POST", needs_account=True)
def report(request: HttpRequest, publication: Publication, comment: int) -> HttpResponse:
    """Ask the team to look at a comment again."""
    found = get_object_or_404(publication.comments, pk=comment, state=Comment.State.SHOWN)
    given: dict[str, Any] = {"publication": publication, "comment": found}
    if request.method == "POST":
        try:
            put_report(found, why=request.POST.get("why", ""), by=person(request))
        except NotTaken as error:
            status = 429 if isinstance(error, TooMany) else 400
            return render(request, "desk/report.html", {**given, "problem": str(error)}, status=status)
        messages.success(request, "Thank you. The team will look at it again.")
        return redirect(reverse("public-brief", args=[publication.code]) + "#comments")
    return render(request, "desk/report.html", given)


@for_negotiation(Role.REVIEWER, "GET", "POST")
def moderate(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Comments that wait for a look; several are shown or rejected at once."""
    publication = Publication.objects.filter(negotiation=negotiation).first()
    if request.method == "POST":
        state, chosen = ACTIONS.get(request.POST.get("action", "")), request.POST.getlist("comment")
        if state is None or publication is None or not all(each.isdecimal() and len(each) < 19 for each in chosen):
            return render(request, "desk/errors/400.html", status=400)
        count = put_moderated(publication, map(int, chosen), state, by=person(request))
        messages.success(request, f"{count} comment{'' if count == 1 else 's'} {state.label}.")
        return redirect("moderate", code=negotiation.code)
    return render(request, "desk/moderate.html", _page(negotiation, publication, request.GET.get("which", "held")))


@for_negotiation(Role.REVIEWER, "POST")
def answer(request: HttpRequest, negotiation: Negotiation, comment: int) -> HttpResponse:
    """Answer a comment in the team's name; it is shown at once."""
    found = get_object_or_404(
        Comment.objects.select_related("publication"), publication__negotiation=negotiation, pk=comment
    )
    try:
        put_answer(found, body=request.POST.get("body", ""), by=person(request))
    except NotTaken as error:
        given = {**_page(negotiation, found.publication, found.state), "problem": str(error)}
        return render(request, "desk/moderate.html", given, status=400)
    messages.success(request, "Your answer is shown.")
    return redirect("moderate", code=negotiation.code)


def _quoted(publication: Publication, sentence: str) -> str:
    """The words of a sentence of the version that stands."""
    latest = publication.latest()
    if not sentence or latest is None:
        return ""
    return next((one.text for one in sentences(latest.brief) if one.id == sentence), "")


def _page(negotiation: Negotiation, publication: Publication | None, which: str) -> dict[str, Any]:
    every = publication.comments.filter(answers=None) if publication else Comment.objects.none()
    waiting = every.filter(reports__isnull=False, reports__settled_at=None).distinct()
    counts = {
        "held": every.filter(state=Comment.State.HELD).count(),
        "reported": waiting.count(),
        "shown": every.filter(state=Comment.State.SHOWN).count(),
        "rejected": every.filter(state=Comment.State.REJECTED).count(),
    }
    which = which if which in counts else "held"
    shown = waiting if which == "reported" else every.filter(state=which)
    return {
        "negotiation": negotiation,
        "publication": publication,
        "which": which,
        "kinds": [{"key": key, "name": name, "count": counts[key]} for key, name in WHICH],
        "comments": shown.prefetch_related("replies", "reports").order_by("at")[:MOST],
    }
