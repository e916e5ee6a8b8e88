"""What browsers and proxies may keep of an answer, and when they ask again: always, and only for their own visitor."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Answering = Callable[[HttpRequest], HttpResponse]


def ask_again(answering: Answering) -> Answering:
    """Have every answer asked for anew before it is shown again; one that a visitor's own words asked for is theirs.

    Django's ConditionalGetMiddleware stands around this and answers “not modified” by a digest of the very answer, so
    that nothing has to be known of what a page depends on. Moments are not compared: a comment taken back, a renamed
    team or a newer Parley change a page without leaving one, and two versions may go out within a second.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        given = answering(request)
        if "Cache-Control" not in given:
            is_somebody = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
            given["Cache-Control"] = "private, no-cache" if is_somebody else "no-cache"
        if given.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(given, ["HX-Request"])  # some addresses answer with a part where a part is asked for
        return given

    return answer
