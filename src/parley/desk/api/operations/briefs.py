"""Published briefs and what readers say: for everybody, without a token."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from parley.brief.changes import Change
from parley.brief.record import Brief
from parley.desk.api.answers import ERRORS, Asked, Page, listed, stored
from parley.desk.api.asking import PUBLIC_PACE, needs, negotiation_for, publication_for
from parley.desk.models.briefs import Comment, Version
from parley.desk.models.teams import Role

router = Router(tags=["Published briefs"])
OPEN: dict[str, Any] = {"auth": None, "throttle": PUBLIC_PACE}


class VersionRow(Schema):
    brief: str  # code of its permanent address
    number: int
    title: str
    by: str
    at: datetime
    changes: list[Change]  # what changed since the version before
    note: str


class CommentRow(Schema):
    id: int
    version: int  # the version it was written on
    sentence: str  # id of the sentence it is about; empty: the brief as a whole
    quoted: str
    body: str
    by: str
    at: datetime
    answers: int | None  # id of the comment it answers
    state: str  # held, shown, rejected


class AskedComments(Asked):
    state: Literal["held", "shown", "rejected"] | None = None


@router.get("/briefs", response={200: Page[VersionRow], **ERRORS}, **OPEN)
def briefs(request: HttpRequest, asked: Query[Asked]) -> Any:
    """Every version of every published brief that was not withdrawn, the newest first."""
    return listed(request, Version.standing(), asked, _row, VersionRow)


@router.get("/briefs/{brief}", response={200: Brief, **ERRORS}, **OPEN)
def brief(request: HttpRequest, brief: str) -> Any:
    """A brief as it is now; the number of its version is in Parley-Version."""
    return _version(publication_for(brief).standing().first())


@router.get("/briefs/{brief}/versions", response={200: Page[VersionRow], **ERRORS}, **OPEN)
def versions(request: HttpRequest, brief: str, asked: Query[Asked]) -> Any:
    """Its versions, the newest first."""
    return listed(request, publication_for(brief).standing(), asked, _row, VersionRow)


@router.get("/briefs/{brief}/versions/{number}", response={200: Brief, **ERRORS}, **OPEN)
def version(request: HttpRequest, brief: str, number: int) -> Any:
    """A brief as it was."""
    publication = publication_for(brief)
    if number <= publication.gone_to:
        raise HttpError(410, "This version was withdrawn.")
    return _version(publication.standing().filter(number=number).first())


@router.get("/briefs/{brief}/comments", response={200: Page[CommentRow], **ERRORS}, **OPEN)
def comments(request: HttpRequest, brief: str, asked: Query[Asked]) -> Any:
    """What readers said of it, once the team has let it through; the oldest first."""
    rows = publication_for(brief).comments.filter(state=Comment.State.SHOWN)
    return listed(request, rows, asked, _comment, CommentRow)


@router.get(
    "/negotiations/{code}/comments", response={200: Page[CommentRow], **ERRORS}, openapi_extra=needs(Role.REVIEWER)
)
def held(request: HttpRequest, code: str, asked: Query[AskedComments]) -> Any:
    """All comments on a negotiation's brief, also those held or rejected."""
    negotiation = negotiation_for(request, code, Role.REVIEWER)
    rows = Comment.objects.filter(publication__negotiation=negotiation)
    return listed(request, rows.filter(state=asked.state) if asked.state else rows, asked, _comment, CommentRow)


def _version(found: Version | None) -> Any:
    if found is None:
        raise Http404
    return stored(found.brief_json, headers={"Parley-Version": str(found.number)})


def _row(each: Version) -> VersionRow:
    return VersionRow(
        brief=each.publication.code,
        number=each.number,
        title=each.title,
        by=each.by_name,
        at=each.at,
        changes=[Change.model_validate(change) for change in each.changes],
        note=each.note,
    )


def _comment(each: Comment) -> CommentRow:
    names = ("version", "sentence", "quoted", "body", "at", "state")
    given = {name: getattr(each, name) for name in names}
    return CommentRow(id=each.pk, by=each.by_name, answers=each.answers_id, **given)
