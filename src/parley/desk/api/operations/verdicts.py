"""What reviewers say of the evidence in a story."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from parley.desk.api.answers import ERRORS, Asked, Page, listed
from parley.desk.api.asking import needs, person, story_for
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Role
from parley.desk.work.reviewing import judge, undo
from parley.errors import EvidenceError

router = Router(tags=["Verdicts"])


class VerdictRow(Schema):
    id: int
    evidence: str  # id of the item
    kind: str
    word: str  # accept, reject, skip, correct
    exact: str  # the item's words when it was judged
    corrected: str  # the right words, of a correction
    is_lost: bool  # the story was read anew, and the item was not found again
    by: str | None
    at: datetime


class NewVerdict(Schema):
    evidence: str = Field(max_length=80, description="Id of the item of evidence.")
    word: Literal["accept", "reject", "skip", "correct"]
    words: str = Field("", max_length=5000, description="Of a correction: the right words, as the story has them.")
    start: int | None = Field(None, ge=0, description="Where they begin in the story; else the nearest place.")
    over: int | None = Field(None, description="Id of the verdict you saw standing on the item; null: you saw none.")


@router.get("/stories/{story}/verdicts", response={200: Page[VerdictRow], **ERRORS}, openapi_extra=needs(Role.READER))
def verdicts(request: HttpRequest, story: str, asked: Query[Asked]) -> Any:
    """The verdicts that stand on a story, the oldest first."""
    rows = story_for(request, story, Role.READER).verdicts.filter(undone_at=None).select_related("by")
    return listed(request, rows, asked, _row, VerdictRow)


@router.post("/stories/{story}/verdicts", response={201: VerdictRow, **ERRORS}, openapi_extra=needs(Role.REVIEWER))
def say(request: HttpRequest, story: str, given: NewVerdict) -> Any:
    """Judge an item of a kept story; what is rejected or corrected changes the case."""
    found = story_for(request, story, Role.REVIEWER)
    if found.state != Story.State.KEPT:
        raise EvidenceError("Only the items of a kept story are judged. Keep it first.")
    item = next((each for each in found.dossier.items if each.id == given.evidence), None)
    if item is None:
        raise EvidenceError(f"The story has no item {given.evidence}. Its evidence lists them.")
    made = judge(
        found,
        item,
        Verdict.Word(given.word),
        by=person(request),
        over=given.over,
        words=given.words,
        start_at=given.start,
    )
    return Status(201, _row(made))


@router.post(
    "/stories/{story}/verdicts/{number}/undo", response={200: VerdictRow, **ERRORS}, openapi_extra=needs(Role.REVIEWER)
)
def take_back(request: HttpRequest, story: str, number: int) -> Any:
    """Take a verdict back; that it was said stays in the record."""
    standing = story_for(request, story, Role.REVIEWER).verdicts.filter(pk=number)
    found = standing.select_related("story__negotiation", "by").first()
    if found is None:
        raise Http404
    if not undo(found, person(request)):
        raise EvidenceError("This verdict has been taken back already.")
    return _row(found)


def _row(each: Verdict) -> VerdictRow:
    names = ("evidence", "kind", "word", "exact", "corrected", "is_lost", "at")
    given = {name: getattr(each, name) for name in names}
    return VerdictRow(id=each.pk, by=str(each.by) if each.by else None, **given)
