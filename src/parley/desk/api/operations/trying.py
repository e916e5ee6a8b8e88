"""What comes of a change that nobody made, and of one revision against another; the sheets of mediation practice."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from parley.analysis.differences import Comparison, changed, glance
from parley.brief.sheets import ActorMap, Island, actor_map, island
from parley.case.changes import Change
from parley.desk.api.answers import ERRORS, as_csv, stored
from parley.desk.api.asking import needs, negotiation_for
from parley.desk.comparing import side_by_side
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.teams import Role

router = Router(tags=["What if"])
ROLE = needs(Role.READER)


class Supposed(Schema):
    """A change to try out; several at once are tried together."""

    without: list[str] = Field([], description="Keys of parties that are dropped.")
    set: list[str] = Field([], description="Numbers moved: “ukraine/security-guarantees/position=60”.")
    double: list[str] = Field([], description="Keys of parties whose pressure is doubled.")
    format: Literal["json", "csv"] = Field("json", description="csv: the differences as a table.")


class Pair(Schema):
    a: int | None = Field(None, ge=1, description="The earlier revision; else the one before b.")
    b: int | None = Field(None, ge=1, description="The later revision; else the latest.")


class Moved(Schema):
    of: str
    words: str  # empty before or after: the figure did not exist there
    before: str
    after: str
    change: str


class SideBySide(Schema):
    """Two revisions of a case and what comes of each."""

    a: int
    b: int
    changes: list[Change]
    moves: list[str]  # what the change moved, in words, the most first
    figures: list[Moved]  # of both analyses; empty as long as one is missing
    not_analysed: list[int]  # revisions nobody has had worked out


@router.get("/negotiations/{code}/whatif", response={200: Comparison, **ERRORS}, openapi_extra=ROLE)
def whatif(request: HttpRequest, code: str, given: Query[Supposed]) -> Any:
    """The figures a change moves, by the same draws on both sides; uncalibrated, and nothing is kept.

    Without a change both sides are the case as it stands.
    """
    negotiation, latest = _latest(request, code)
    other, words = changed(latest.case, given.without, given.set, given.double)
    found = glance(latest.case, other, words, seed=negotiation.seed)
    if given.format == "json":
        return stored(found.to_json())
    names = ("of", "words", "before", "after", "change")
    rows = [each.model_dump() for each in found.differences]
    return HttpResponse(as_csv(names, rows), content_type="text/csv; charset=utf-8")


@router.get("/negotiations/{code}/compare", response={200: SideBySide, **ERRORS}, openapi_extra=ROLE)
def compare(request: HttpRequest, code: str, pair: Query[Pair]) -> Any:
    """Two revisions side by side: what differs in the case, and in what comes of it."""
    negotiation, latest = _latest(request, code)
    new = latest.number if pair.b is None else pair.b
    old = max(1, new - 1) if pair.a is None else pair.a
    both = {each.number: each for each in negotiation.revisions.filter(number__in=(old, new))}
    if not {old, new} <= both.keys():
        raise Http404
    found = side_by_side(negotiation, both[old], both[new])
    return SideBySide(
        a=old,
        b=new,
        changes=found["changes"],
        moves=[each["text"] for each in found.get("moves", ())],
        figures=found.get("figures", []),
        not_analysed=found["missing"],
    )


@router.get("/negotiations/{code}/sheets/agreed", response={200: Island, **ERRORS}, openapi_extra=ROLE)
def agreed(request: HttpRequest, code: str) -> Any:
    """The map of agreed and contested facts and norms, each line with the ids it rests on."""
    return stored(island(_latest(request, code)[1].case).to_json())


@router.get("/negotiations/{code}/sheets/actors", response={200: ActorMap, **ERRORS}, openapi_extra=ROLE)
def actors(request: HttpRequest, code: str) -> Any:
    """Who takes part, in which role and for whom, and the ties between them."""
    return stored(actor_map(_latest(request, code)[1].case).to_json())


def _latest(request: HttpRequest, code: str) -> tuple[Negotiation, Revision]:
    negotiation = negotiation_for(request, code, Role.READER)
    latest = negotiation.latest()
    if latest is None:
        raise Http404
    return negotiation, latest
