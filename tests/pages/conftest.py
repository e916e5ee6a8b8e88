"""The desk in a real browser: pages opened as somebody of Alice's team, with all they say to the console."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import enter, negotiation, people, team  # noqa: F401

# The driver runs a loop of its own in the test's thread, where Django would refuse its database. Tests only.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def browser_page(chromium, live_server, people) -> Iterator[Any]:  # noqa: F811
    """Opens an address of the desk as somebody (None: nobody); `page.heard` is what it said: errors, alerts, CSP."""
    contexts = []

    def opened(path: str, who: str | None = "erin", *, dark: bool = False, width: int = 1280, height: int = 900) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": height},
        )
        contexts.append(context)
        if who is not None:
            client = Client()  # one each: two people may be at the desk at once
            client.force_login(people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
            word = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": word, "url": live_server.url}])
        page = context.new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on("dialog", lambda dialog: (page.heard.append(dialog.message), dialog.dismiss()))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def violations(page: Any, *rules: str) -> list[str]:
    """What stands in a reader's way on a page by axe (WCAG A and AA, best practices; or by `rules` alone), in words."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, options={"runOnly": list(rules)} if rules else None)
    return [f"{each['id']}: {node['html'][:200]}" for each in found.response["violations"] for node in each["nodes"]]
