"""Errors that come from outside the operations (no such address, wrong method, no CSRF word) in the API's one shape."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from parley.desk.api.answers import SAID, refusal

Answering = Callable[[HttpRequest], HttpResponse]


def one_shape(answering: Answering) -> Answering:
    """Give every error under /api/ the one shape, whoever found it."""

    def answer(request: HttpRequest) -> HttpResponse:
        given = answering(request)
        is_ours = not request.path.startswith("/api/") or "json" in given.get("Content-Type", "")
        if is_ours or given.status_code < 400:
            return given
        shaped = refusal(given.status_code, SAID.get(given.status_code, "Something went wrong on the desk's side."))
        if "Allow" in given:
            shaped["Allow"] = given["Allow"]
        return shaped

    return answer
