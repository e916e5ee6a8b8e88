"""The draft of a brief, as the team reads it, and links that show it to somebody outside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from parley.desk.access import for_everybody, for_negotiation, person
from parley.desk.fragments import kept
from parley.desk.models.briefs import Publication, ShareLink
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.models.work import Analysis, Job
from parley.desk.publishing import analysed, outward, paper
from parley.desk.telling import Telling, doors_into


@for_negotiation(Role.READER)
def brief(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The brief of the latest revision that has been analysed."""
    return render(request, "desk/brief.html", _page(negotiation, analysed(negotiation)))


@for_negotiation(Role.READER)
def brief_of(request: HttpRequest, negotiation: Negotiation, revision: int) -> HttpResponse:
    """The brief of one revision: its permanent address within the team."""
    get_object_or_404(negotiation.revisions, number=revision)
    given = _page(negotiation, analysed(negotiation, revision))
    return render(request, "desk/brief.html", {**given, "asked": revision})


@for_negotiation(Role.READER)
def brief_pdf(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The draft on paper."""
    found = analysed(negotiation)
    if found is None:
        return redirect("brief", code=negotiation.code)
    return as_pdf(paper(found.brief), f"draft-{negotiation.code}-{found.revision.number}.pdf")


def as_pdf(made: bytes, name: str) -> HttpResponse:
    """A PDF that a browser shows or keeps under a name of ours."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@for_negotiation(Role.EDITOR, "POST")
def make_share_link(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Make a link that shows the draft to whoever holds it; its word is shown this once."""
    secret = ShareLink.issue(negotiation, person(request))
    link = request.build_absolute_uri(reverse("shared", args=[secret]))
    return render(request, "desk/brief.html", {**_page(negotiation, analysed(negotiation)), "link": link})


@for_negotiation(Role.EDITOR, "POST")
def revoke_share_link(request: HttpRequest, negotiation: Negotiation, link: int) -> HttpResponse:
    """End a link; whoever follows it finds nothing."""
    found = get_object_or_404(negotiation.share_links, pk=link)
    ShareLink.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=timezone.now())
    messages.success(request, "The link no longer opens anything.")
    return redirect("brief", code=negotiation.code)


@for_everybody()
def shared(request: HttpRequest, secret: str) -> HttpResponse:
    """The draft, for whoever holds a link to it: the brief and nothing else of the team's work."""
    link = ShareLink.find(secret)
    if link is None:
        raise Http404
    found = analysed(link.negotiation)
    told = Telling(outward(link.negotiation, found.brief)).whole() if found else None
    answer = render(request, "desk/shared.html", {"told": told, "team": link.negotiation.team})
    answer["Referrer-Policy"] = "no-referrer"  # the address is the key
    answer["Cache-Control"] = "private, no-store"
    return answer


def draft_html(negotiation: Negotiation, found: Analysis) -> SafeString:
    """A draft, each source sentence with its place in the desk's own stories; the one looked at last is kept."""
    doors = doors_into(negotiation)
    here = reverse("brief-of", args=[negotiation.code, found.revision.number])

    def made() -> SafeString:
        told = Telling(found.brief, doors=doors).whole()
        return render_to_string("desk/brief/whole.html", {"told": told, "here": here, "kicker": "Draft brief"})

    return kept(negotiation, "draft", (found.brief_json, here, sorted(doors.items())), made)


def _page(negotiation: Negotiation, found: Analysis | None) -> dict[str, Any]:
    latest = negotiation.latest()
    return {
        "negotiation": negotiation,
        "analysis": found,
        "told": draft_html(negotiation, found) if found else "",
        "latest": latest,
        "is_latest": found is not None and latest is not None and found.revision_id == latest.pk,
        "job": negotiation.jobs.filter(kind="analyse", state__in=Job.OPEN).first(),
        "publication": Publication.objects.filter(negotiation=negotiation).first(),
        "links": negotiation.share_links.filter(revoked_at=None).select_related("made_by").order_by("-made_at"),
    }
