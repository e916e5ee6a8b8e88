"""The one gate: every page says here what it needs, and no page fetches an object by another way.

A page is a function behind one of `for_everybody`, `for_account`, `for_team`,
`for_negotiation`, `for_story`, `for_brief`. The gate looks the object up, answers for those who may not
have it, and hands it to the page:

- nobody logged in: to the log-in page (a program: 401)
- not of the team: 404, as for a thing that is not there, since that it is there is private too
- of the team, in a lower role: 403, which says which role is needed
- another method than the page takes: 405

Each page carries its `gate`, so that a test can go through the table of addresses and ask every cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from parley.desk.models.briefs import Publication
from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.stories import Story
from parley.desk.models.teams import Role, Team

if TYPE_CHECKING:
    from django.db.models import QuerySet

Args = ParamSpec("Args")
Page = Callable[..., HttpResponse]
About = Literal["everybody", "account", "team", "negotiation", "story", "brief"]


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What a page needs."""

    about: About
    role: Role | None = None  # the least role in the team; None: no team stands behind the page
    methods: tuple[str, ...] = field(default=("GET",))
    needs_account: bool = False  # of a page about a brief: only who has logged in


class TooLow(Exception):
    """A member asks for what only a higher role may do."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(f"Only {'an' if role.label[0] in 'aeo' else 'a'} {role.label} of the team may do this.")


def member_of(team_id: int, user_id: int) -> Role | None:
    """The role of a person in a team."""
    from parley.desk.models.teams import Membership

    role = Membership.objects.filter(team_id=team_id, user_id=user_id).values_list("role", flat=True).first()
    return None if role is None else Role(role)


def admit(user_id: int | None, team_id: int, needed: Role) -> Role:
    """Let a member in, or refuse.

    Raises:
        Http404: no member; that there is such a thing is not theirs to know.
        TooLow: a member in a lower role.
    """
    role = member_of(team_id, user_id) if user_id is not None else None
    if role is None:
        raise Http404
    if role < needed:
        raise TooLow(needed)
    return role


def for_everybody(*methods: str) -> Callable[[Page], Page]:
    """A page that anybody may ask for."""
    return _page(Gate(about="everybody", methods=methods or ("GET",)), lambda _request, _kwargs: None)


def for_account(*methods: str) -> Callable[[Page], Page]:
    """A page for anybody who is logged in, about their own things: `page(request)`."""
    return _page(Gate(about="account", methods=methods or ("GET",)), _logged_in)


def for_team(role: Role, *methods: str) -> Callable[[Page], Page]:
    """A page about a team: `page(request, team)`."""

    def find(request: HttpRequest, kwargs: dict[str, Any]) -> Team:
        found: Team = _of_team(request, Team.objects.all(), kwargs.pop("team"), lambda team: team.pk, role)
        return found

    return _page(Gate(about="team", role=role, methods=methods or ("GET",)), find)


def for_negotiation(role: Role, *methods: str) -> Callable[[Page], Page]:
    """A page about a negotiation: `page(request, negotiation)`."""

    def find(request: HttpRequest, kwargs: dict[str, Any]) -> Negotiation:
        every = Negotiation.objects.select_related("team")
        found: Negotiation = _of_team(request, every, kwargs.pop("code"), lambda found: found.team_id, role)
        return found

    return _page(Gate(about="negotiation", role=role, methods=methods or ("GET",)), find)


def for_story(role: Role, *methods: str) -> Callable[[Page], Page]:
    """A page about a story: `page(request, story)`."""

    def find(request: HttpRequest, kwargs: dict[str, Any]) -> Story:
        every = Story.objects.select_related("negotiation__team").defer("raw", "dossier_json", "sketch")
        found: Story = _of_team(request, every, kwargs.pop("story"), lambda found: found.negotiation.team_id, role)
        return found

    return _page(Gate(about="story", role=role, methods=methods or ("GET",)), find)


def for_brief(*methods: str, needs_account: bool = False) -> Callable[[Page], Page]:
    """A page about a published brief, for everybody: `page(request, publication)`. A withdrawn one is gone (410)."""

    def find(request: HttpRequest, kwargs: dict[str, Any]) -> Publication:
        found = Publication.objects.select_related("negotiation__team").filter(code=kwargs.pop("brief")).first()
        if found is None:
            raise Http404
        if found.withdrawn_at is not None:
            raise _Gone(found)
        if needs_account:
            _logged_in(request, kwargs)
        return found

    return _page(Gate(about="brief", methods=methods or ("GET",), needs_account=needs_account), find)


def person(request: HttpRequest) -> User:
    """Who asks, behind a gate that lets nobody in unnamed."""
    return cast(User, request.user)


class _LogIn(Exception):
    """Nobody is logged in."""


class _Gone(Exception):
    """A brief was withdrawn."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        super().__init__(publication.withdrawn_why)


def gone(request: HttpRequest, publication: Publication) -> HttpResponse:
    """What stands at the address of a brief, or of a version, that was withdrawn: since when, and why."""
    return render(request, "desk/errors/410.html", {"publication": publication}, status=410)


def _logged_in(request: HttpRequest, _: dict[str, Any]) -> None:
    if not request.user.is_authenticated:
        raise _LogIn


def _of_team(request: HttpRequest, every: QuerySet[Any], code: str, team_of: Callable[[Any], int], role: Role) -> Any:
    _logged_in(request, {})
    found = every.filter(code=code).first()
    if found is None:
        raise Http404
    found.role = admit(request.user.pk, team_of(found), role)  # templates show only what this person may do
    return found


def _page(gate: Gate, find: Callable[[HttpRequest, dict[str, Any]], Any]) -> Callable[[Page], Page]:
    def behind(page: Callable[Concatenate[HttpRequest, Args], HttpResponse]) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method not in gate.methods and not (request.method == "HEAD" and "GET" in gate.methods):
                return HttpResponseNotAllowed(gate.methods)
            try:
                found = find(request, kwargs)
            except _LogIn:
                return redirect_to_login(request.get_full_path())
            except _Gone as found_gone:
                return gone(request, found_gone.publication)
            except TooLow as refusal:
                return render(request, "desk/errors/403.html", {"refusal": refusal}, status=403)
            given = () if found is None else (found,)
            return page(request, *given, **kwargs)

        guarded.gate = gate  # type: ignore[attr-defined]  # what the table of addresses is tested by
        return guarded

    return behind
