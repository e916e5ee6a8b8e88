"""The API itself: its operations gathered, its errors in one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from parley.desk.access import TooLow
from parley.desk.api.answers import SAID, Detail, refusal
from parley.desk.api.asking import LOGGED_IN, Pace
from parley.desk.api.operations import briefs, cases, negotiations, results, stories, teams, trials, trying, verdicts
from parley.desk.cases import Overtaken
from parley.desk.models.negotiations import Revision
from parley.errors import ParleyError

ABOUT = """Everything a page of the desk shows, as JSON; tables also as CSV (?format=csv).

Make a token under your name, Settings, and send it as “Authorization: Bearer parley_…”. A token may do what its
account may do. Lists come in pages: limit, offset, and next in the answer. Errors all have the shape Refused.
Three hundred calls a minute for each token, sixty for an address without one; then 429 with a Retry-After header."""

api = NinjaAPI(
    title="Parley's desk",
    version="1",
    description=ABOUT,
    docs_url=None,  # ninja's page loads scripts from elsewhere; ours is pages/api_docs.py
    auth=LOGGED_IN,
    throttle=[Pace("300/m")],
    urls_namespace="api",
)
for part in (teams, negotiations, stories, verdicts, cases, results, trying, trials, briefs):
    api.add_router("", part.router)


def _on(error: type[Exception]) -> Callable[[Callable[[HttpRequest, Any], HttpResponse]], Any]:
    return api.exception_handler(error)


@_on(AuthenticationError)
def not_logged_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return refusal(401, "Send a token as “Authorization: Bearer parley_…”; you make one in your settings on the desk.")


@_on(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal(404, "Nothing is here, or it belongs to a team you are not in.")


@_on(TooLow)
def too_low(request: HttpRequest, error: TooLow) -> HttpResponse:
    return refusal(403, f"{error} Ask an owner of the team to change your role.")


@_on(ValidationError)
def does_not_fit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    details = [Detail(where=".".join(map(str, each["loc"])), message=each["msg"]) for each in error.errors]
    return refusal(422, f"{details[0].where}: {details[0].message}. See /api/docs for what it takes.", details)


@_on(Throttled)
def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    wait = max(1, round(error.wait or 60))
    answer = refusal(429, f"Too many calls. Wait {wait} seconds, then go on more slowly.")
    answer["Retry-After"] = str(wait)
    return answer


@_on(Overtaken)
def overtaken(request: HttpRequest, error: Overtaken) -> HttpResponse:
    """Nothing was saved; the other's changes are told."""
    return refusal(
        409, str(error), [Detail(where=f"revision {each.number}", message=_told(each)) for each in error.others]
    )


@_on(ParleyError)
def unfit(request: HttpRequest, error: ParleyError) -> HttpResponse:
    return refusal(422, str(error))


@_on(HttpError)
def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusal(error.status_code, SAID.get(error.status_code, error.message))


def _told(revision: Revision) -> str:
    made, who = revision.judgement, revision.by_name or "the desk"
    if made is None:
        return f"{who}: {revision.get_kind_display()}. {revision.why}".strip()
    change = ", ".join(f"{name} {value}" for name, value in made.change.items())
    return f"{who} set {made.on} to {change}: {made.why}"
