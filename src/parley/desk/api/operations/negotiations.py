"""Negotiations, what is being done in them, what moved, and their ledgers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from parley.analysis.ledger import Forecast
from parley.desk.api.answers import ERRORS, Asked, Page, listed
from parley.desk.api.asking import needs, negotiation_for, person, team_for
from parley.desk.models.ledgers import Alert, LedgerEntry
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.models.work import Job

router = Router(tags=["Negotiations"])


class NegotiationRow(Schema):
    code: str
    title: str
    team: str  # code
    changed_at: datetime
    revision: int | None  # number of the case as it is now; null: none yet
    brief: str | None  # code of the published brief; null: none
    address: str  # of its page


class NewNegotiation(Schema):
    title: str = Field(min_length=1, max_length=300)


class JobRow(Schema):
    code: str
    kind: str
    target: str
    state: str  # queued, running, done, failed, cancelled
    step: str
    share: float  # of it done, 0 to 1
    problem: str
    made_at: datetime
    ended_at: datetime | None


class AlertRow(Schema):
    at: datetime
    before: int  # revision
    after: int
    moves: list[str]


class LedgerRow(Schema):
    at: datetime
    kind: str  # forecast or resolution
    question: str
    by: str
    text: str
    probability: float | None  # of a forecast, 0 to 1
    opens: date | None
    resolves: date | None
    outcome: bool | None  # of a resolution; null: annulled, or this is a forecast
    calibrated: bool | None
    why: str


@router.get("/negotiations", response={200: Page[NegotiationRow], **ERRORS}, openapi_extra=needs())
def negotiations(request: HttpRequest, asked: Query[Asked]) -> Any:
    """Those of all one's teams, the last changed first."""
    mine = Negotiation.objects.filter(team__memberships__user=person(request))
    rows = mine.select_related("team", "publication").order_by("-changed_at", "pk")
    return listed(request, rows, asked, lambda each: _row(request, each), NegotiationRow)


@router.post("/teams/{team}/negotiations", response={201: NegotiationRow, **ERRORS}, openapi_extra=needs(Role.EDITOR))
def new_negotiation(request: HttpRequest, team: str, given: NewNegotiation) -> Any:
    """Begin one."""
    into = team_for(request, team, Role.EDITOR)
    made = Negotiation.objects.create(team=into, title=given.title.strip(), made_by=person(request))
    return Status(201, _row(request, made))


@router.get("/negotiations/{code}", response={200: NegotiationRow, **ERRORS}, openapi_extra=needs(Role.READER))
def negotiation(request: HttpRequest, code: str) -> Any:
    """One negotiation."""
    return _row(request, negotiation_for(request, code, Role.READER))


@router.get("/negotiations/{code}/jobs", response={200: Page[JobRow], **ERRORS}, openapi_extra=needs(Role.READER))
def jobs(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """What the worker does and did in it, the newest first."""
    return listed(request, negotiation_for(request, code, Role.READER).jobs.all(), asked, _job, JobRow)


@router.get("/negotiations/{code}/jobs/{job}", response={200: JobRow, **ERRORS}, openapi_extra=needs(Role.READER))
def job(request: HttpRequest, code: str, job: str) -> Any:
    """How far a job is."""
    return _job(get_object_or_404(negotiation_for(request, code, Role.READER).jobs, code=job))


@router.get("/negotiations/{code}/alerts", response={200: Page[AlertRow], **ERRORS}, openapi_extra=needs(Role.READER))
def alerts(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """What stories and judgements moved, the newest first."""
    rows = negotiation_for(request, code, Role.READER).alerts.select_related("before", "after").defer(*Alert.HEAVY)
    return listed(request, rows, asked, _alert, AlertRow)


@router.get("/negotiations/{code}/ledger", response={200: Page[LedgerRow], **ERRORS}, openapi_extra=needs(Role.READER))
def ledger(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """Frozen forecasts and resolutions, the oldest first."""
    return listed(request, negotiation_for(request, code, Role.READER).ledger.all(), asked, _line, LedgerRow)


def _row(request: HttpRequest, each: Negotiation) -> NegotiationRow:
    latest = each.revisions.order_by("-number").values_list("number", flat=True).first()
    publication = getattr(each, "publication", None)
    return NegotiationRow(
        code=each.code,
        title=each.title,
        team=each.team.code,
        changed_at=each.changed_at,
        revision=latest,
        brief=publication.code if publication and publication.withdrawn_at is None else None,
        address=request.build_absolute_uri(reverse("negotiation", args=[each.code])),
    )


def _job(each: Job) -> JobRow:
    return JobRow.from_orm(each)


def _alert(each: Alert) -> AlertRow:
    return AlertRow(at=each.at, before=each.before.number, after=each.after.number, moves=each.moves)


def _line(each: LedgerEntry) -> LedgerRow:
    entry = each.entry
    is_forecast = isinstance(entry, Forecast)
    return LedgerRow(
        at=each.at,
        kind="forecast" if is_forecast else "resolution",
        question=each.question,
        by=entry.by,
        text=entry.text if isinstance(entry, Forecast) else "",
        probability=entry.probability if isinstance(entry, Forecast) else None,
        opens=entry.opens if isinstance(entry, Forecast) else entry.on,
        resolves=entry.resolves if isinstance(entry, Forecast) else None,
        outcome=None if isinstance(entry, Forecast) else entry.outcome,
        calibrated=entry.calibrated if isinstance(entry, Forecast) else None,
        why=entry.why,
    )
