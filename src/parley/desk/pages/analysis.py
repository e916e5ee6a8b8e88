"""What a case comes to: pictures first, tables under them, and controls to try a change out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from parley.analysis.result import Method
from parley.analysis.results import Results
from parley.brief.methods import method_in_words
from parley.brief.tables.families import FAMILIES
from parley.brief.tables.words import Names
from parley.desk.access import for_negotiation, person
from parley.desk.fragments import find, keep, key_of
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.teams import Role
from parley.desk.models.work import Analysis, Job
from parley.desk.pages.errors import not_found
from parley.desk.pages.supposing import controls, rows, supposed
from parley.desk.pages.trials import trials
from parley.desk.pictures import figures_of
from parley.errors import ParleyError

SLOT = "analysis"  # of the fragment that was looked at last


@for_negotiation(Role.READER)
def analysis(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The analysis of the latest revision, or of `?revision=N`; of the last one analysed while it is being made."""
    revision = _asked(request, negotiation)
    if revision is None and "revision" in request.GET:
        return not_found(request)
    found = {"negotiation": negotiation, **_page(negotiation, revision)}
    return render(request, "desk/analysis.html", {**found, "trials": trials(negotiation)})


@for_negotiation(Role.EDITOR, "POST")
def again(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Analyse the latest revision, unless that has been done or is being done."""
    revision = negotiation.latest()
    if revision is not None and not ((found := revision.analyses.first()) and found.is_readable()):
        start(negotiation, "analyse", str(revision.number), person(request))
    return redirect("analysis", code=negotiation.code)


@for_negotiation(Role.READER)
def whatif(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """Try a change out: a party dropped, a number moved, a pressure doubled. Nothing is kept."""
    revision = negotiation.latest()
    if revision is None:
        return redirect("analysis", code=negotiation.code)
    given: dict[str, Any] = {"negotiation": negotiation, "revision": revision, "controls": controls(revision.case)}
    try:
        comparison = supposed(revision.case, request.GET, negotiation.seed)
        given |= {"comparison": comparison, "rows": rows(revision.case, comparison) if comparison else []}
    except ParleyError as error:
        given["problem"] = str(error)
    part = "desk/parts/whatif.html" if request.headers.get("HX-Request") else "desk/whatif.html"
    return render(request, part, given, status=400 if "problem" in given else 200)


def _page(negotiation: Negotiation, revision: Revision | None) -> dict[str, Any]:
    """What the page shows of a revision: its analysis if there is one, else the last there is and the job at work."""
    found, results = _shown(negotiation, revision)
    return {
        "revision": revision,
        "analysis": found,
        "results": results,
        "is_latest": found is not None and found.revision_id == (revision.pk if revision else None),
        "job": negotiation.jobs.filter(kind="analyse", state__in=Job.OPEN).first(),
        "failed": negotiation.jobs.filter(kind="analyse").first() if found is None else None,
    }


def _shown(negotiation: Negotiation, revision: Revision | None) -> tuple[Analysis | None, SafeString]:
    """The revision's own analysis, else the last one made that is still read, with the page's body."""
    own = _light(negotiation).filter(revision=revision).first()
    html = own and results_html(negotiation, own)
    if own and html:
        return own, html
    last = newest(negotiation)
    html = last and results_html(negotiation, last)
    return (last, html) if last and html else (None, SafeString())


def newest(negotiation: Negotiation) -> Analysis | None:
    """The last analysis made, of whichever revision."""
    return _light(negotiation).last()


def _light(negotiation: Negotiation) -> QuerySet[Analysis]:
    every = Analysis.objects.filter(revision__negotiation=negotiation).select_related("revision")
    return every.defer("revision__case_json", "revision__numbers").order_by("pk")


def results_html(negotiation: Negotiation, found: Analysis) -> SafeString | None:
    """The body of an analysis's page, kept; None: this version of Parley does not read it."""
    key = key_of((negotiation.code, found.revision.number, found.seed, found.results_json, found.brief_json))
    html = find(negotiation, SLOT, key)
    if html is None and found.is_readable():
        html = keep(negotiation, SLOT, key, _rendered(negotiation, found))
    return html


def _rendered(negotiation: Negotiation, found: Analysis) -> str:
    shown = {
        "negotiation": negotiation,
        "analysis": found,
        "methods": sorted({method_in_words(method) for method in _methods(found.results)}),
        "families": families(found),
        "figures": list(figures_of(found.brief)),
        "controls": controls(found.revision.case),
    }
    return render_to_string("desk/analysis/results.html", shown)


def families(found: Analysis) -> list[dict[str, Any]]:
    """All that the analysis gives, family by family; a family without a result is left out."""
    names = Names(found.revision.case)
    parts = ((name, list(tables(found.results, names))) for name, tables in FAMILIES)
    return [{"name": name, "parts": told} for name, told in parts if told]


def _asked(request: HttpRequest, negotiation: Negotiation) -> Revision | None:
    number = request.GET.get("revision", "")
    every = negotiation.revisions.defer("case_json", "numbers")
    if not number:
        return every.order_by("-number").first()
    return every.filter(number=int(number)).first() if number.isdecimal() else None


def _methods(results: Results) -> Iterator[Method]:
    """Every method a number on the page was made by."""
    for forecast in results.forecasts:
        yield from forecast.methods
        if forecast.outlook:
            yield forecast.outlook.method
    if results.bargaining:
        yield from (solution.method for solution in results.bargaining.solutions)
    if results.ratification:
        yield results.ratification.method
    yield from (answer.method for answer in results.answers)
    yield from (one.method for one in results.counterfactuals)
