"""Published briefs and what readers say: for everybody, without a token."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from parley.brief.changes import Change
from parley.brief.record import Brief
from parley.desk.api.answers import ERRORS, Asked, Page, listed, stored
from parley.desk.api.asking import PUBLIC_PACE, needs, negotiation_for, person, publication_for
from parley.desk.commenting import LONGEST, answer, moderate, write
from parley.desk.models.briefs import Comment, Publication, Version
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


class NewComment(Schema):
    body: str = Field(min_length=1, max_length=LONGEST)
    sentence: str = Field(
        "", max_length=80, description="Id of a sentence of the version that stands; empty: all of it."
    )


class NewAnswer(Schema):
    body: str = Field(min_length=1, max_length=LONGEST)


class Moderated(Schema):
    """What becomes of comments, several at once."""

    comments: list[int] = Field(min_length=1, max_length=500)
    state: Literal["shown", "rejected"]


class Changed(Schema):
    count: int  # comments whose state is another now


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
    # an answer goes with the comment it answers, as on the page
    rows = publication_for(brief).comments.filter(state=Comment.State.SHOWN)
    rows = rows.filter(Q(answers=None) | Q(answers__state=Comment.State.SHOWN))
    return listed(request, rows, asked, _comment, CommentRow)


@router.post("/briefs/{brief}/comments", response={201: CommentRow, **ERRORS}, openapi_extra=needs())
def say(request: HttpRequest, brief: str, given: NewComment) -> Any:
    """Comment on a brief, or on one sentence of it; held until somebody of its team has looked."""
    made = write(publication_for(brief), body=given.body, sentence=given.sentence, by=person(request))
    return Status(201, _comment(made))


@router.get(
    "/negotiations/{code}/comments", response={200: Page[CommentRow], **ERRORS}, openapi_extra=needs(Role.REVIEWER)
)
def held(request: HttpRequest, code: str, asked: Query[AskedComments]) -> Any:
    """All comments on a negotiation's brief, also those held or rejected."""
    negotiation = negotiation_for(request, code, Role.REVIEWER)
    rows = Comment.objects.filter(publication__negotiation=negotiation)
    return listed(request, rows.filter(state=asked.state) if asked.state else rows, asked, _comment, CommentRow)


@router.post("/negotiations/{code}/comments", response={200: Changed, **ERRORS}, openapi_extra=needs(Role.REVIEWER))
def settle(request: HttpRequest, code: str, given: Moderated) -> Any:
    """Show or reject comments, several at once."""
    publication = Publication.objects.filter(negotiation=negotiation_for(request, code, Role.REVIEWER)).first()
    if publication is None:
        raise Http404
    count = moderate(publication, given.comments, Comment.State(given.state), by=person(request))
    return Changed(count=count)


@router.post(
    "/negotiations/{code}/comments/{number}/answer",
    response={201: CommentRow, **ERRORS},
    openapi_extra=needs(Role.REVIEWER),
)
def reply(request: HttpRequest, code: str, number: int, given: NewAnswer) -> Any:
    """Answer a comment for the team; the answer, and the comment with it, is shown at once."""
    negotiation = negotiation_for(request, code, Role.REVIEWER)
    found = Comment.objects.filter(publication__negotiation=negotiation, pk=number).first()
    if found is None:
        raise Http404
    return Status(201, _comment(answer(found, body=given.body, by=person(request))))


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
