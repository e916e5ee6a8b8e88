"""What a case comes to: results, their tables, and the draft of the brief."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from parley.analysis.results import Results
from parley.brief.record import Brief, Table
from parley.brief.tables.families import FAMILIES
from parley.brief.tables.words import Names
from parley.desk.api.answers import ERRORS, Asked, Page, as_csv, listed, stored
from parley.desk.api.asking import needs, negotiation_for
from parley.desk.models.teams import Role
from parley.desk.models.work import Analysis

router = Router(tags=["Results"])
ROLE = needs(Role.READER)


class Which(Schema):
    revision: int | None = Field(None, ge=1, description="Of the case; else the last one analysed.")


class AskedTables(Asked, Which):
    pass


class TableRow(Schema):
    number: int  # from 1; its address is .../tables/{number}
    family: str
    caption: str
    columns: list[str]
    rows: int


@router.get("/negotiations/{code}/results", response={200: Results, **ERRORS}, openapi_extra=ROLE)
def results(request: HttpRequest, code: str, which: Query[Which]) -> Any:
    """Everything the analysis says, as `parley analyse --json` prints it; the revision is in Parley-Revision."""
    found = _analysis(request, code, which.revision)
    return stored(found.results_json, headers=_revision(found))


@router.get("/negotiations/{code}/brief", response={200: Brief, **ERRORS}, openapi_extra=ROLE)
def brief(request: HttpRequest, code: str, which: Query[Which]) -> Any:
    """The draft of the brief, as `parley brief --format json` prints it."""
    found = _analysis(request, code, which.revision)
    return stored(found.brief_json, headers=_revision(found))


@router.get("/negotiations/{code}/tables", response={200: Page[TableRow], **ERRORS}, openapi_extra=ROLE)
def tables(request: HttpRequest, code: str, asked: Query[AskedTables]) -> Any:
    """The tables of the analysis page."""
    found = _tables(_analysis(request, code, asked.revision))
    rows = [_row(number, family, each) for number, (family, each) in enumerate(found, start=1)]
    return listed(request, rows, asked, lambda row: row, TableRow)


@router.get("/negotiations/{code}/tables/{number}", response={200: Table, **ERRORS}, openapi_extra=ROLE)
def table(request: HttpRequest, code: str, number: int, asked: Query[AskedTables]) -> Any:
    """One of them, its cells as words."""
    found = _tables(_analysis(request, code, asked.revision))
    if not 1 <= number <= len(found):
        raise Http404
    one = found[number - 1][1]
    if asked.format == "json":
        return stored(one.to_json())
    rows = [dict(zip(one.columns, row, strict=False)) for row in one.rows]
    return HttpResponse(as_csv(one.columns, rows), content_type="text/csv; charset=utf-8")


def _analysis(request: HttpRequest, code: str, revision: int | None) -> Analysis:
    negotiation = negotiation_for(request, code, Role.READER)
    made = Analysis.objects.filter(revision__negotiation=negotiation).select_related("revision")
    made = made if revision is None else made.filter(revision__number=revision)
    found = made.order_by("-revision__number", "-pk").first()
    if found is None:
        raise Http404
    return found


def _revision(found: Analysis) -> dict[str, str]:
    return {"Parley-Revision": str(found.revision.number)}


def _tables(found: Analysis) -> list[tuple[str, Table]]:
    names = Names(found.revision.case)
    told = ((family, part) for family, parts in FAMILIES for part in parts(found.results, names))
    return [(family, part) for family, part in told if isinstance(part, Table)]


def _row(number: int, family: str, each: Table) -> TableRow:
    return TableRow(number=number, family=family, caption=each.caption, columns=list(each.columns), rows=len(each.rows))
