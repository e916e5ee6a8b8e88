"""What moved: as a page, as a feed for one member, and by mail for those who want it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from parley.brief.plain import plain
from parley.desk.access import for_everybody, for_negotiation, person
from parley.desk.models.ledgers import Alert, AlertSeen, FeedLink
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.teams import Role

MOST = 50  # alerts on a page and in a feed


@for_negotiation(Role.READER)
def moved(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Every alert, the newest first; those this reader has not seen are marked."""
    return render(request, "desk/moved.html", _page(request, negotiation))


def _page(request: HttpRequest, negotiation: Negotiation) -> dict[str, Any]:
    found = shown(negotiation, person(request))
    return {"negotiation": negotiation, "alerts": found, "fresh": sum(alert.is_fresh for alert in found)}


def shown(negotiation: Negotiation, reader: User) -> list[Any]:
    """The newest alerts, each with whether the reader has yet to see it."""
    alerts: list[Any] = list(negotiation.alerts.select_related("before", "after").defer(*Alert.HEAVY)[:MOST])
    seen = set(AlertSeen.objects.filter(user=reader, alert__in=alerts).values_list("alert_id", flat=True))
    for alert in alerts:
        alert.is_fresh = alert.pk not in seen
    return alerts


@for_negotiation(Role.READER, "POST")
def seen(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Mark every alert as seen by this reader."""
    reader = person(request)
    unseen = negotiation.alerts.exclude(seen__user=reader)
    AlertSeen.objects.bulk_create([AlertSeen(alert=alert, user=reader) for alert in unseen], ignore_conflicts=True)
    return redirect("moved", code=negotiation.code)


@for_negotiation(Role.READER, "POST")
def feed(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Make this reader's own address of the feed; it is shown once, and one made before stops working."""
    secret = FeedLink.issue(negotiation, person(request))
    link = request.build_absolute_uri(reverse("moved-atom", args=[secret]))
    answer = render(request, "desk/moved.html", {**_page(request, negotiation), "link": link})
    answer["Cache-Control"] = "no-store"
    return answer


@for_negotiation(Role.READER, "POST")
def mail(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Turn this reader's mail about alerts on or off."""
    User.objects.filter(pk=person(request).pk).update(wants_mail=request.POST.get("wants") == "yes")
    return redirect("moved", code=negotiation.code)


@for_everybody()
def atom(request: HttpRequest, secret: str) -> HttpResponse:
    """What moved, as an Atom feed for the member who holds the address; no word of a story is in it."""
    link = FeedLink.find(secret)
    if link is None:
        raise Http404
    page = request.build_absolute_uri(reverse("moved", args=[link.negotiation.code]))
    found = Atom1Feed(title=plain(f"What moved: {link.negotiation.title}"), link=page, description="", language="en")
    for alert in link.negotiation.alerts.all()[:MOST]:
        found.add_item(**_entry(page, alert))
    return HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _entry(page: str, alert: Alert) -> dict[str, Any]:
    return {
        "title": alert.moves[0] if alert.moves else "Moved",
        "link": f"{page}#alert-{alert.pk}",
        "description": "; ".join(alert.moves),
        "unique_id": f"{page}#alert-{alert.pk}",
        "pubdate": alert.at,
        "updateddate": alert.at,
    }
