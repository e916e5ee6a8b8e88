"""Who asks, how often, and the things they may have: the gate of `access` for operations instead of pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import SimpleRateThrottle

from parley.desk.access import admit
from parley.desk.models.briefs import Publication
from parley.desk.models.codes import digest
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import ApiToken, User
from parley.desk.models.stories import Story
from parley.desk.models.teams import Role, Team

_NOTED = timedelta(minutes=1)  # when a token was used is written down to the minute, not at every call


class Token(HttpBearer):
    """`Authorization: Bearer parley_...`"""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = ApiToken.objects.select_related("user").filter(digest=digest(token), user__is_active=True).first()
        if found is None:
            return None
        now = timezone.now()
        if found.used_at is None or now - found.used_at > _NOTED:
            ApiToken.objects.filter(pk=found.pk).update(used_at=now)
        request.token = found  # type: ignore[attr-defined]  # what the number of calls is counted by
        return found.user


LOGGED_IN = (Token(), SessionAuth())


class Pace(SimpleRateThrottle):
    """So many calls for each token, or account in a browser; for the public, for each address."""

    scope = "api"

    def get_cache_key(self, request: HttpRequest) -> str:
        if token := getattr(request, "token", None):
            who = f"token-{token.pk}"
        elif request.user.is_authenticated:
            who = f"user-{request.user.pk}"
        else:
            who = f"address-{get_adapter(request).get_client_ip(request)}"
        return f"api-{self.rate}-{who}"


PUBLIC_PACE = [Pace("60/m")]


def needs(role: Role | None = None) -> dict[str, Any]:
    """What an operation tells in its description: the least role in the team; None: only somebody named."""
    return {"x-role": role.label if role else "account"}


def person(request: HttpRequest) -> User:
    """Who asks, in an operation that lets nobody in unnamed."""
    return cast(User, request.auth)  # type: ignore[attr-defined]  # ninja's


def team_for(request: HttpRequest, code: str, role: Role) -> Team:
    """A team, for a member in this role or a higher one; else `Http404` or `TooLow`."""
    found: Team = _for_member(request, Team.objects.filter(code=code).first(), lambda team: team.pk, role)
    return found


def negotiation_for(request: HttpRequest, code: str, role: Role) -> Negotiation:
    """A negotiation, for a member of its team."""
    one = Negotiation.objects.select_related("team").filter(code=code).first()
    found: Negotiation = _for_member(request, one, lambda negotiation: negotiation.team_id, role)
    return found


def story_for(request: HttpRequest, code: str, role: Role) -> Story:
    """A story, for a member of its negotiation's team."""
    one = Story.objects.select_related("negotiation__team").defer("raw").filter(code=code).first()
    found: Story = _for_member(request, one, lambda story: story.negotiation.team_id, role)
    return found


def publication_for(code: str) -> Publication:
    """A published brief, for everybody; one that was withdrawn is gone."""
    found = Publication.objects.select_related("negotiation").filter(code=code).first()
    if found is None:
        raise Http404
    if found.withdrawn_at:
        raise HttpError(410, "This brief was withdrawn.")
    return found


def _for_member(request: HttpRequest, found: Any, team_of: Any, role: Role) -> Any:
    if found is None:
        raise Http404
    admit(person(request).pk, team_of(found), role)
    return found
