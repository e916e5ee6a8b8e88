"""Two sheets of mediation practice, filled from the case, to be printed and written on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from parley.brief.map_svg import MOST_ACTORS, to_svg
from parley.brief.sheets import Entry, Island, actor_map, island
from parley.case.record import Case
from parley.desk.access import for_negotiation
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.telling import Doors, doors_into, grounds_of

FIELDS = (
    ("agreed_facts", "Agreed facts", "To begin from: what the stories report and none disputes."),
    ("contested_facts", "Contested facts", "To be cleared up with evidence: what they leave open or judge otherwise."),
    ("convergent_norms", "Convergent norms", "To be underlined: where what the sides want can meet."),
    ("divergent_norms", "Divergent norms", "To be bargained over: where it cannot, as they stand now."),
)


@for_negotiation(Role.READER)
def agreed(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The map of agreed and contested facts and norms."""
    revision = negotiation.latest()
    told = shown_island(revision.case, doors_into(negotiation)) if revision else None
    return render(request, "desk/agreed.html", {"negotiation": negotiation, "revision": revision, "told": told})


@for_negotiation(Role.READER)
def actors(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Who takes part, in which role and for whom, and the ties between them."""
    revision = negotiation.latest()
    told = shown_actors(revision.case, doors_into(negotiation)) if revision else None
    return render(request, "desk/actors.html", {"negotiation": negotiation, "revision": revision, "told": told})


def shown_island(case: Case, doors: Doors) -> dict[str, Any]:
    """The sheet as plain data: its fields, each with what is in it and what that rests on."""
    sheet: Island = island(case)

    def lines(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
        return [{"text": entry.text, "grounds": grounds_of(case, entry.basis, doors)} for entry in entries]

    fields = [
        {"key": key, "name": name, "what": what, "entries": lines(getattr(sheet, key))} for key, name, what in FIELDS
    ]
    return {"fields": fields, "not_known": lines(sheet.not_known), "as_of": case.as_of}


def shown_actors(case: Case, doors: Doors) -> dict[str, Any]:
    """The map as plain data, with its picture: shapes and escaped words only."""
    found = actor_map(case)
    names = {actor.key: actor.name for actor in found.actors}
    return {
        "svg": mark_safe(to_svg(found, "actors")),
        "not_drawn": max(0, len(found.actors) - MOST_ACTORS),
        "actors": [
            {
                "of": actor,
                "acts_for": names.get(actor.acts_for or "", ""),
                "grounds": grounds_of(case, actor.basis, doors),
            }
            for actor in found.actors
        ],
        "relations": [
            {"of": tie, "by": names[tie.by], "on": names[tie.on], "grounds": grounds_of(case, tie.basis, doors)}
            for tie in found.relations
        ],
        "as_of": case.as_of,
    }
