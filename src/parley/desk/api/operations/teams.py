"""Who one is, and the teams one is in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from parley.desk.api.answers import ERRORS, Asked, Page, listed
from parley.desk.api.asking import needs, person, team_for
from parley.desk.models.teams import Membership, Role, Team

router = Router(tags=["Teams"])


class Me(Schema):
    name: str
    email: str
    wants_mail: bool


class TeamRow(Schema):
    code: str
    name: str
    role: str  # of the one who asks


class Member(Schema):
    name: str
    role: str
    since: datetime


@router.get("/me", response={200: Me, **ERRORS}, openapi_extra=needs())
def me(request: HttpRequest) -> Any:
    """Whose token this is."""
    user = person(request)
    return Me(name=str(user), email=user.email, wants_mail=user.wants_mail)


@router.get("/teams", response={200: Page[TeamRow], **ERRORS}, openapi_extra=needs())
def teams(request: HttpRequest, asked: Query[Asked]) -> Any:
    """The teams one is in."""
    mine = Membership.objects.filter(user=person(request)).select_related("team").order_by("team__name", "pk")
    return listed(request, mine, asked, lambda each: _row(each.team, Role(each.role)), TeamRow)


@router.get("/teams/{team}", response={200: TeamRow, **ERRORS}, openapi_extra=needs(Role.READER))
def team(request: HttpRequest, team: str) -> Any:
    """A team."""
    found = team_for(request, team, Role.READER)
    return _row(found, found.role_of(person(request).pk) or Role.READER)


@router.get("/teams/{team}/members", response={200: Page[Member], **ERRORS}, openapi_extra=needs(Role.READER))
def members(request: HttpRequest, team: str, asked: Query[Asked]) -> Any:
    """Who works in a team, in which role."""
    everybody = team_for(request, team, Role.READER).memberships.select_related("user")
    return listed(request, everybody, asked, _member, Member)


def _row(team: Team, role: Role) -> TeamRow:
    return TeamRow(code=team.code, name=team.name, role=role.label)


def _member(each: Membership) -> Member:
    return Member(name=str(each.user), role=Role(each.role).label, since=each.since)
