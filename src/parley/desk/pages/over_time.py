"""How the positions on an issue came to be where they are, revision by revision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parley.case.changes import figure
from parley.case.record import Case
from parley.desk.access import for_negotiation
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.pages.case_shown import WHOLE_POINTS
from parley.desk.pages.errors import bad_request
from parley.desk.pages.lines import BOTTOM, HEIGHT, LEFT, MOST, RIGHT, WIDTH, Line, across, steps, up

MOST_REVISIONS = 400  # the latest; a longer line says no more
MOST_TICKS = 8


@for_negotiation(Role.READER)
def positions(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The chart of one issue with its table: a part of the case's page."""
    revision = negotiation.latest()
    if revision is None:
        return bad_request(request)
    chart = over_time(negotiation, revision.case, request.GET.get("issue", ""))
    return render(request, "desk/case/over_time.html", {"negotiation": negotiation, "over_time": chart})


def over_time(negotiation: Negotiation, case: Case, issue: str) -> dict[str, Any] | None:
    """Positions on one issue over all revisions, as a chart and the table that says the same; None: no issue."""
    chosen = next((each for each in case.issues if each.key == issue), case.issues[0] if case.issues else None)
    if chosen is None:
        return None
    rows = list(negotiation.revisions.values_list("number", "at", "numbers").order_by("-number")[:MOST_REVISIONS])[::-1]
    lines = _lines(case, chosen.key, [numbers for _, _, numbers in rows])
    low, high = chosen.scale.low, chosen.scale.high
    return {
        "issue": chosen.key,
        "name": chosen.name,
        "issues": [{"key": each.key, "name": each.name} for each in case.issues],
        "lines": steps(lines, low, high),
        "left_out": [line.name for line in lines[MOST:]],
        "levels": [{"y": up(at, low, high), "words": figure(at)} for at in (low, (low + high) / 2, high)],
        "ends": (chosen.scale.low_label, chosen.scale.high_label),
        "ticks": _ticks([number for number, _, _ in rows]),
        "box": {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT, "bottom": BOTTOM},
        "columns": [line.name for line in lines],
        "rows": _table(rows, lines, 1 if high - low >= WHOLE_POINTS else 2),
    }


def _lines(case: Case, issue: str, revisions: list[dict[str, Any]]) -> list[Line]:
    """A line for each party of whom somebody has said something here; where nobody has, for all."""
    every = [(party, f"{party.key}/{issue}/position") for party in case.parties]
    judged = [
        (party, key) for party, key in every if any(key in each and each[key][3] != "default" for each in revisions)
    ]
    return [
        Line(name=party.name, values=tuple(each[key][0] if key in each else None for each in revisions))
        for party, key in judged or every
    ]


def _ticks(numbers: list[int]) -> list[dict[str, Any]]:
    stride = max(1, -(-len(numbers) // MOST_TICKS))
    return [
        {"x": round(across(at, len(numbers)), 1), "words": number}
        for at, number in enumerate(numbers)
        if at % stride == 0
    ]


def _table(rows: list[tuple[int, Any, dict[str, Any]]], lines: list[Line], places: int) -> list[dict[str, Any]]:
    """The revisions in which a position changed, the newest first; pooled numbers have no end of places."""
    found, before = [], None
    for at, (number, moment, _) in enumerate(rows):
        now = [line.values[at] for line in lines]
        if now != before:
            cells = ["" if value is None else figure(round(value, places)) for value in now]
            found.append({"number": number, "at": moment, "cells": cells})
        before = now
    return found[::-1]
