"""The case: every revision of it, judgements laid over it, whole cases sent from a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from parley.case.edit import judgement
from parley.case.file import dump, load
from parley.case.record import Case, Judgement
from parley.desk.api.answers import ERRORS, Asked, Page, listed
from parley.desk.api.asking import needs, negotiation_for, person
from parley.desk.cases import save_pushed
from parley.desk.models.negotiations import Revision
from parley.desk.models.teams import Role
from parley.desk.work.judging import analyse_soon, lay
from parley.errors import CaseError

router = Router(tags=["Case"])
ROLE = needs(Role.READER)


class RevisionRow(Schema):
    number: int
    kind: str  # draft, judgement, pushed
    digest: str
    by: str
    at: datetime
    why: str


class CaseAt(Schema):
    revision: RevisionRow
    case: Case


class JudgementRow(Schema):
    id: str
    on: str
    change: str
    who: str
    when: datetime
    why: str
    cites: list[str]
    orphaned: bool  # its target has gone; kept, not applied


class NewJudgement(Schema):
    base: int = Field(ge=0, description="Number of the revision you were looking at.")
    on: str = Field(min_length=1, max_length=300, description="Key of what you judge: iran/sanctions/position")
    change: dict[str, Any] = Field(description='{"value": 80, "low": 70, "high": 90}, {"remove": true} ...')
    why: str = Field(min_length=1, max_length=5000)
    cites: list[str] = Field([], description="Ids of evidence in the case.")


class PushedCase(Schema):
    base: int = Field(ge=0, description="Number of the revision your case was made from; 0: there is none yet.")
    case: Case
    why: str = Field("", max_length=5000)


@router.get("/negotiations/{code}/revisions", response={200: Page[RevisionRow], **ERRORS}, openapi_extra=ROLE)
def revisions(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """Every revision of the case, the newest first."""
    rows = negotiation_for(request, code, Role.READER).revisions.defer("case_json", "judgement_json")
    return listed(request, rows, asked, _row, RevisionRow)


@router.get("/negotiations/{code}/revisions/{number}", response={200: CaseAt, **ERRORS}, openapi_extra=ROLE)
def revision(request: HttpRequest, code: str, number: int) -> Any:
    """The case as it was at one revision."""
    return _case_at(negotiation_for(request, code, Role.READER).revisions.filter(number=number).first())


@router.get("/negotiations/{code}/case", response={200: CaseAt, **ERRORS}, openapi_extra=ROLE)
def case(request: HttpRequest, code: str) -> Any:
    """The case as it is now."""
    return _case_at(negotiation_for(request, code, Role.READER).latest())


@router.get("/negotiations/{code}/judgements", response={200: Page[JudgementRow], **ERRORS}, openapi_extra=ROLE)
def judgements(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """The judgements laid over the case, in order."""
    latest = negotiation_for(request, code, Role.READER).latest()
    return listed(request, latest.case.judgements if latest else (), asked, _judgement, JudgementRow)


@router.post("/negotiations/{code}/judgements", response={201: RevisionRow, **ERRORS}, openapi_extra=needs(Role.EDITOR))
def judge(request: HttpRequest, code: str, given: NewJudgement) -> Any:
    """Lay a judgement over the case. 409, with the other's change, when somebody changed the same since `base`."""
    negotiation, by = negotiation_for(request, code, Role.EDITOR), person(request)
    latest = negotiation.latest()
    if unknown := [id for id in given.cites if latest is None or latest.case.citation(id) is None]:
        raise CaseError(f"The case has no evidence {unknown[0]}. Cite ids that stand in its citations.")
    now = timezone.now().replace(microsecond=0)
    made = judgement(given.on, given.change, who=str(by), when=now, why=given.why.strip(), cites=given.cites)
    return Status(201, _row(lay(negotiation, made, base=given.base, by=by)))


@router.put("/negotiations/{code}/case", response={200: RevisionRow, **ERRORS}, openapi_extra=needs(Role.EDITOR))
def push(request: HttpRequest, code: str, given: PushedCase) -> Any:
    """Keep a whole case, as `parley push` sends it. 409 when it has changed since `base`: nothing is overwritten."""
    negotiation, by = negotiation_for(request, code, Role.EDITOR), person(request)
    now = timezone.now().replace(microsecond=0)
    # A case is its draft with its judgements over it: a number that neither gives becomes the sender's judgement.
    sent = load(dump(given.case), who=str(by), when=now)
    with transaction.atomic():
        saved = save_pushed(negotiation, sent, base=given.base, by=by, why=given.why.strip())
        analyse_soon(saved, by)
    return _row(saved)


def _case_at(found: Revision | None) -> CaseAt:
    if found is None:
        raise Http404
    return CaseAt(revision=_row(found), case=found.case)


def _row(each: Revision) -> RevisionRow:
    return RevisionRow(
        number=each.number, kind=each.kind, digest=each.digest, by=each.by_name, at=each.at, why=each.why
    )


def _judgement(each: Judgement) -> JudgementRow:
    change = ", ".join(f"{name}: {value}" for name, value in each.change.items())
    return JudgementRow(**{**each.model_dump(), "change": change, "cites": list(each.cites)})
