"""Changes worked out with all models: minutes of the worker's time each, asked for here and looked at when done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from parley.analysis.differences import Comparison
from parley.desk.api.answers import ERRORS, Asked, Page, listed
from parley.desk.api.asking import needs, negotiation_for, person
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.teams import Role
from parley.desk.models.work import Job, Trial
from parley.desk.work.trying import begin
from parley.errors import CaseError

router = Router(tags=["What if"])


class NewTrial(Schema):
    """A change of the case as it stands; several parts are worked out together."""

    without: list[str] = Field([], max_length=100, description="Keys of parties that are dropped.")
    set: list[str] = Field([], max_length=100, description="Numbers moved: “ukraine/security-guarantees/position=60”.")
    double: list[str] = Field([], max_length=100, description="Keys of parties whose pressure is doubled.")


class TrialRow(Schema):
    id: int
    revision: int  # of the case the change was laid over
    without: list[str]
    set: list[str]
    double: list[str]
    by: str | None  # null: the account has gone
    made_at: datetime
    state: str  # queued, running, done, failed, cancelled
    step: str  # what is being done, in words
    share: float  # of it done, 0 to 1
    problem: str
    job: str | None  # code of the job that works it out; null: none does any more


class TrialAt(Schema):
    trial: TrialRow
    comparison: Comparison | None  # of all figures as they are and as they would be; null: not worked out yet


@router.get("/negotiations/{code}/trials", response={200: Page[TrialRow], **ERRORS}, openapi_extra=needs(Role.READER))
def trials(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """The changes that were tried out, the newest first."""
    negotiation = negotiation_for(request, code, Role.READER)
    return listed(request, _light(negotiation), asked, lambda trial: _row(negotiation, trial), TrialRow)


@router.post("/negotiations/{code}/trials", response={202: TrialRow, **ERRORS}, openapi_extra=needs(Role.REVIEWER))
def try_out(request: HttpRequest, code: str, given: NewTrial) -> Any:
    """Have a change worked out with all models; the case stays as it is. The same change of the same case is one."""
    negotiation = negotiation_for(request, code, Role.REVIEWER)
    revision = negotiation.latest()
    if revision is None:
        raise CaseError("There is no case yet: keep a story first, and one is drafted from it.")
    wanted = {"without": given.without, "settings": given.set, "doubled": given.double}
    if not any(wanted.values()):
        raise CaseError("No change is named. Name a party to drop, a number to move, or a pressure to double.")
    made = begin(negotiation, revision, wanted, person(request))
    return Status(202, _row(negotiation, _light(negotiation).get(pk=made.pk)))


@router.get("/negotiations/{code}/trials/{number}", response={200: TrialAt, **ERRORS}, openapi_extra=needs(Role.READER))
def trial(request: HttpRequest, code: str, number: int) -> Any:
    """One change: how far it is, and once it is done the figures on both sides, by the same draws; uncalibrated."""
    negotiation = negotiation_for(request, code, Role.READER)
    found = _light(negotiation).defer(None).defer("revision__case_json", "revision__numbers").filter(pk=number).first()
    if found is None:
        raise Http404
    comparison = found.comparison if found.comparison_json else None
    return TrialAt(trial=_row(negotiation, found), comparison=comparison)


def _light(negotiation: Negotiation) -> QuerySet[Trial]:
    """Trials without what came of them, which a list does not show, and without their cases."""
    done = ExpressionWrapper(~Q(comparison_json=""), output_field=BooleanField())
    every = Trial.objects.filter(revision__negotiation=negotiation).select_related("revision", "by")
    heavy = ("comparison_json", "revision__case_json", "revision__numbers")
    return every.annotate(is_done=done).defer(*heavy).order_by("-made_at", "-pk")


def _row(negotiation: Negotiation, trial: Any) -> TrialRow:
    job = negotiation.jobs.filter(kind="try-out", target=str(trial.pk)).order_by("-made_at").first()
    state, share = (Job.State.DONE, 1.0) if trial.is_done else (job.state, job.share) if job else (Job.State.FAILED, 0)
    is_open = job is not None and job.is_open
    return TrialRow(
        id=trial.pk,
        revision=trial.revision.number,
        without=trial.given["without"],
        set=trial.given["settings"],
        double=trial.given["doubled"],
        by=str(trial.by) if trial.by else None,
        made_at=trial.made_at,
        state=state,
        step=job.step if job and is_open else "",
        share=share,
        problem="" if trial.is_done or job is None else job.problem,
        job=job.code if job else None,
    )
