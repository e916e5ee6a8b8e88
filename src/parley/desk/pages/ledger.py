"""The ledger: open questions, frozen forecasts of the model and of analysts, what became of them, and their scores."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

import parley.analysis.ledger as book
from parley.desk.access import for_negotiation, person
from parley.desk.comparing import analysis_of
from parley.desk.models.ledgers import LedgerEntry
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.teams import Role
from parley.desk.pages.lines import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, up
from parley.errors import AnalysisError

OUTCOMES = {"yes": True, "no": False, "annulled": None}


@for_negotiation(Role.READER)
def ledger(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Questions with their forecasts, and how good those were."""
    return _answered(request, negotiation)


def _answered(request: HttpRequest, negotiation: Negotiation, problem: str = "") -> HttpResponse:
    found = {"negotiation": negotiation, "problem": problem, "sent": request.POST, **shown(negotiation)}
    return render(request, "desk/ledger.html", found, status=400 if problem else 200)


def shown(negotiation: Negotiation) -> dict[str, Any]:
    """The ledger as plain data: open answers of the model, questions, scores, and calibration."""
    entries = entries_of(negotiation)
    revision = negotiation.latest()
    found = analysis_of(negotiation, revision) if revision else None
    answers = [each for each in found.results.answers if each.form == "probability"] if found else []
    bins = [each.model_dump() for each in book.calibration(entries)]
    return {
        "open": [each.model_dump(include={"text", "value", "low", "high", "resolution"}) for each in answers],
        "is_analysed": found is not None,
        "questions": [_question(entries, key) for key in book.questions(entries)],
        "is_resolved": any(end.outcome is not None for end in book.resolutions(entries).values()),
        "scores": [each.model_dump() for each in book.scores(entries)],
        "calibration": bins,
        "chart": _chart(bins),
        "today": timezone.localdate(),
    }


def entries_of(negotiation: Negotiation) -> tuple[book.Entry, ...]:
    """The ledger's lines in the order they were added."""
    lines = negotiation.ledger.order_by("pk").values_list("entry_json", flat=True)
    return book.read("\n".join(lines))


def _question(entries: tuple[book.Entry, ...], key: str) -> dict[str, Any]:
    made = [each for each in entries if isinstance(each, book.Forecast) and each.question == key]
    end = book.resolutions(entries).get(key)
    counted = {each.id for each, _ in book.counting(entries)}
    return {
        "key": key,
        "text": made[0].text,
        "criteria": made[0].criteria,
        "closes": made[0].closes,
        "forecasts": [
            {**each.model_dump(), "counts": each.id in counted, "late": bool(each.closes and each.opens > each.closes)}
            for each in made
        ],
        "resolution": end.model_dump() if end else None,
        "came": "" if end is None else {True: "yes", False: "no", None: "annulled"}[end.outcome],
    }


def _chart(bins: list[dict[str, Any]]) -> dict[str, Any]:
    """Said against came true, with the line on which a forecaster who knows lies."""
    points = [
        {
            "x": round(LEFT + (RIGHT - LEFT) * each["mean"], 1),
            "y": round(up(each["came_true"], 0, 1), 1),
            "r": round(min(14.0, 3 + each["forecasts"] ** 0.5 * 2), 1),
            "forecasts": each["forecasts"],
        }
        for each in bins
    ]
    levels = [{"y": up(at, 0, 1), "x": LEFT + (RIGHT - LEFT) * at, "words": f"{at:.0%}"} for at in (0, 0.5, 1)]
    box = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}
    return {"points": points, "levels": levels, "box": box}


@for_negotiation(Role.EDITOR, "POST")
def freeze(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Write the model's probabilities down as they are today."""
    revision = negotiation.latest()
    found = analysis_of(negotiation, revision) if revision else None
    if revision is None or found is None:
        return _answered(request, negotiation, "The case as it stands is not analysed yet. Analyse it, then freeze.")
    try:
        made = book.freeze(revision.case, found.results, on=timezone.localdate())
    except AnalysisError as error:
        return _answered(request, negotiation, str(error))
    _add(negotiation, made, person(request))
    messages.success(request, f"Frozen as of today: {len(made)}.")
    return redirect("ledger", code=negotiation.code)


@for_negotiation(Role.REVIEWER, "POST")
def forecast(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Put one's own probability beside the model's."""
    by = person(request)
    try:
        chance = float(request.POST.get("percent", "").replace(",", ".")) / 100
        if not 0 <= chance <= 1:
            raise ValueError
    except ValueError:
        return _answered(request, negotiation, "A probability is a number from 0 to 100 percent.")
    question, why = request.POST.get("question", ""), request.POST.get("why", "").strip()
    try:
        with transaction.atomic():
            entries = _locked(negotiation)
            if question in book.resolutions(entries):
                raise AnalysisError("This question is resolved already; a forecast made now would score nobody.")
            made = book.beside(entries, question, chance, by=str(by), on=timezone.localdate(), why=why)
            _add(negotiation, (made,), by)
    except AnalysisError as error:
        return _answered(request, negotiation, str(error))
    return redirect("ledger", code=negotiation.code)


@for_negotiation(Role.EDITOR, "POST")
def resolve(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Say what became of a question, once and with what shows it."""
    by, given = person(request), request.POST.get("outcome", "")
    if given not in OUTCOMES:
        return _answered(request, negotiation, "Say whether it came true: yes, no, or annulled.")
    question, why = request.POST.get("question", ""), request.POST.get("why", "")
    try:
        with transaction.atomic():
            entries = _locked(negotiation)
            end = book.resolve(entries, question, OUTCOMES[given], on=timezone.localdate(), by=str(by), why=why)
            _add(negotiation, (end,), by)
    except AnalysisError as error:
        return _answered(request, negotiation, str(error))
    return redirect("ledger", code=negotiation.code)


def _locked(negotiation: Negotiation) -> tuple[book.Entry, ...]:
    """The lines, while nobody else can add one: of two who resolve a question, the second is told of the first."""
    Negotiation.objects.select_for_update().get(pk=negotiation.pk)
    return entries_of(negotiation)


def _add(negotiation: Negotiation, made: tuple[book.Entry, ...], by: User) -> None:
    """Add lines; one that stands already stands once."""
    for each in made:
        LedgerEntry.objects.get_or_create(
            negotiation=negotiation,
            digest=each.digest(),
            defaults={"question": each.question, "entry_json": each.to_json(), "by": by},
        )
