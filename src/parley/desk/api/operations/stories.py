"""Stories and the evidence in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, Self

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field, model_validator

from parley.desk.api.answers import ERRORS, Asked, Page, listed, stored
from parley.desk.api.asking import needs, negotiation_for, person, story_for
from parley.desk.models.stories import Story, Verdict
from parley.desk.models.teams import Role
from parley.desk.work.reading import bring_in, keep
from parley.evidence.record import AnyEvidence, Dossier

router = Router(tags=["Stories"])
LONGEST = 10 * 1024 * 1024  # characters of a story


class AskedStories(Asked):
    state: Literal["waiting", "preview", "kept", "failed"] | None = None


class StoryRow(Schema):
    code: str
    title: str
    outlet: str
    published: date | None
    source: str  # address or name of the file
    came: str  # paste, file, address, feed
    state: str  # waiting, preview, kept, failed
    is_private: bool
    is_negotiation: bool
    report_of: str | None  # code of the story that reports the same; the case counts the two once
    problem: str
    added_by: str | None
    added_at: datetime


class NewStory(Schema):
    text: str = Field("", max_length=LONGEST, description="The story as plain text, Markdown or HTML.")
    address: str = Field("", max_length=2000, pattern="^(https?://.*)?$", description="Or where to fetch it from.")
    source: str = Field("pasted text", max_length=300, description="Where it comes from, in words.")
    is_private: bool = Field(True, description="Never published as a text; its single sentences are cited.")

    @model_validator(mode="after")
    def is_one(self) -> Self:
        """A text or an address."""
        if bool(self.text.strip()) == bool(self.address):
            raise ValueError("give the text of the story, or its address")
        return self


class Came(Schema):
    """The story came in and will be read; look at its job, then keep it on its page."""

    story: StoryRow
    job: str


class Item(Schema):
    id: str
    kind: str
    text: str  # verbatim
    sentence: str  # its id
    rule: str
    confidence: float  # 0 to 1, the rule's own; not calibrated
    status: str
    verdict: str | None  # accept, reject, correct, skip; null: nobody has judged


@router.get("/negotiations/{code}/stories", response={200: Page[StoryRow], **ERRORS}, openapi_extra=needs(Role.READER))
def stories(request: HttpRequest, code: str, asked: Query[AskedStories]) -> Any:
    """The stories of a negotiation, the newest first."""
    rows = negotiation_for(request, code, Role.READER).stories.select_related("added_by", "same_as")
    rows = rows.defer("raw", "dossier_json", "same_as__raw", "same_as__dossier_json")
    rows = rows.filter(state=asked.state) if asked.state else rows
    return listed(request, rows, asked, _row, StoryRow)


@router.post("/negotiations/{code}/stories", response={202: Came, **ERRORS}, openapi_extra=needs(Role.EDITOR))
def add_story(request: HttpRequest, code: str, given: NewStory) -> Any:
    """Bring a story in. It is read by the worker, and previewed before it is kept."""
    negotiation, by = negotiation_for(request, code, Role.EDITOR), person(request)
    if given.address:
        story = bring_in(negotiation, Story.Came.ADDRESS, given.address, is_private=False, by=by)
    else:
        raw = given.text.encode()
        story = bring_in(negotiation, Story.Came.PASTE, given.source, raw=raw, is_private=given.is_private, by=by)
    job = negotiation.jobs.get(kind="read-story", target=story.code)
    return Status(202, Came(story=_row(story), job=job.code))


@router.post("/stories/{story}/keep", response={200: StoryRow, **ERRORS}, openapi_extra=needs(Role.EDITOR))
def keep_story(request: HttpRequest, story: str) -> Any:
    """Keep a story that was read; the case is drafted anew."""
    found = story_for(request, story, Role.EDITOR)
    if found.state not in (Story.State.PREVIEW, Story.State.KEPT):
        raise HttpError(422, f"This story is {found.get_state_display()}: it can be kept once it has been read.")
    keep(found, person(request))
    found.refresh_from_db(fields=["state"])
    return _row(found)


@router.get("/stories/{story}", response={200: StoryRow, **ERRORS}, openapi_extra=needs(Role.READER))
def story(request: HttpRequest, story: str) -> Any:
    """What is known about a story."""
    return _row(story_for(request, story, Role.READER))


@router.get("/stories/{story}/dossier", response={200: Dossier, **ERRORS}, openapi_extra=needs(Role.READER))
def dossier(request: HttpRequest, story: str) -> Any:
    """Its text and all that was read in it, as `parley evidence --json` prints them."""
    found = story_for(request, story, Role.READER)
    if not found.dossier_json:
        raise Http404
    return stored(found.dossier_json)


@router.get("/stories/{story}/evidence", response={200: Page[Item], **ERRORS}, openapi_extra=needs(Role.READER))
def evidence(request: HttpRequest, story: str, asked: Query[Asked]) -> Any:
    """The items of evidence in a story, with what reviewers said of them."""
    found = story_for(request, story, Role.READER)
    items = found.dossier.items if found.dossier_json else ()
    said = dict(Verdict.objects.filter(story=found, undone_at=None).values_list("evidence", "word"))
    return listed(request, items, asked, lambda item: _item(item, said.get(item.id)), Item)


def _row(story: Story) -> StoryRow:
    return StoryRow(
        **{name: getattr(story, name) for name in StoryRow.model_fields if name not in ("added_by", "report_of")},
        report_of=story.same_as.code if story.same_as else None,
        added_by=str(story.added_by) if story.added_by else None,
    )


def _item(item: AnyEvidence, verdict: str | None) -> Item:
    names = ("id", "kind", "text", "sentence", "rule", "confidence", "status")
    return Item(**{name: getattr(item, name) for name in names}, verdict=verdict)
