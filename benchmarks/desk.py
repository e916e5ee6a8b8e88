"""A desk under its readers and editors: how long a page and a saved change take.

10,000 stories and 500 cases lie in it. Twenty readers turn a page a second each and five editors save a change every
two seconds, all at once, against the real page server with its two processes and SQLite, on the machine that also asks.
Seconds are 95th percentiles; the ratio is to the page that only says that the desk is alive, asked in between. The desk
has been at work, as one with so much in it has: its worker has made ready what it read and analysed, and whoever
published a brief was shown it. What the worker is given meanwhile it does meanwhile.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.row import Row

ROOT = Path(__file__).resolve().parents[1]
STORIES, CASES = 10_000, 500
READERS, EDITORS = 20, 5
SECONDS = 40.0  # of measuring, after a warm-up
WARM = 8.0
READS_EVERY, SAVES_EVERY = 1.0, 2.0  # seconds between two pages of one reader, two changes of one editor
BARS = {"reading pages": 0.2, "saving a change": 0.4}
PAGES = (
    "/n/{code}/",
    "/n/{code}/case/",
    "/n/{code}/analysis/",
    "/n/{code}/history/",
    "/s/{story}/",
    "/b/{brief}/",
    "/",
)


def desk(given: argparse.Namespace) -> list[Row]:
    """Ninety-fifth percentiles of reading and saving, and what went wrong."""
    del given
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PARLEY_DESK_HOME": folder, "DJANGO_SETTINGS_MODULE": "parley.desk.settings"}
        filled = _fill()
        port = _free_port()
        command = [sys.executable, "-c", "from parley.cli.main import run; run()", "desk", "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            return _measured(port, filled, process)
        finally:
            process.terminate()
            process.wait()


def _fill() -> dict[str, Any]:
    """A desk with one team, its stories and cases copied from the worked example, and everybody logged in."""
    from parley.desk.start import bring_up_to_date, set_up

    set_up()
    bring_up_to_date()
    from parley.desk.demo import prepare
    from parley.desk.models.negotiations import Negotiation, Revision
    from parley.desk.models.people import User
    from parley.desk.models.stories import Story
    from parley.desk.models.teams import Membership, Role
    from parley.desk.models.work import Analysis

    prepare(lambda _step, _share: None)
    first = Negotiation.objects.get()
    story, revision = first.stories.get(), first.revisions.get()
    analysis = revision.analyses.get()
    made = Negotiation.objects.bulk_create(
        Negotiation(team=first.team, title=f"Negotiation number {number}") for number in range(CASES - 1)
    )
    every = [first, *made]
    kept = {"came": "file", "state": "kept", "raw": story.raw, "dossier_json": story.dossier_json, "outlet": "The Wire"}
    Story.objects.bulk_create(
        (
            Story(
                negotiation=every[at % CASES],
                source=f"{at}.txt",
                article_id=f"a{at}",
                title=f"Story number {at}",
                **kept,
            )
            for at in range(STORIES - 1)
        ),
        batch_size=200,
    )
    case = {"number": 1, "kind": "draft", "case_json": revision.case_json, "digest": revision.digest}
    revisions = Revision.objects.bulk_create((Revision(negotiation=one, **case) for one in made), batch_size=50)
    results = {
        "seed": 0,
        "draws": analysis.draws,
        "results_json": analysis.results_json,
        "brief_json": analysis.brief_json,
    }
    Analysis.objects.bulk_create((Analysis(revision=one, **results) for one in revisions), batch_size=20)
    published = [_published(one, analysis.brief_json) for one in every[:50]]
    people = [User.objects.create_user(f"u{at}@example.org", "x", name=f"User {at}") for at in range(READERS + EDITORS)]
    roles = [Role.READER] * READERS + [Role.EDITOR] * EDITORS
    Membership.objects.bulk_create(
        Membership(team=first.team, user=user, role=role) for user, role in zip(people, roles, strict=True)
    )
    number = next(f"{one.key}/position" for one in revision.case.stances)
    codes = list(Story.objects.values_list("code", flat=True)[:500])
    _make_ready(every, codes)
    sessions = [_session(user) for user in people]
    return {
        "codes": [one.code for one in every],
        "stories": codes,
        "briefs": published,
        "number": number,
        "sessions": sessions,
    }


def _make_ready(negotiations: list[Any], stories: list[str]) -> None:
    """What the worker does once it has read a story or analysed a case; the copies came without it."""
    from parley.desk.models.stories import Story
    from parley.desk.pages.ready import negotiation_pages, story_page

    for one in negotiations:
        negotiation_pages(one)
    for story in Story.objects.select_related("negotiation").filter(code__in=stories).iterator(50):
        story_page(story)


def _published(negotiation: Any, brief_json: str) -> str:
    from parley.desk.models.briefs import Publication, Version

    publication = Publication.objects.create(negotiation=negotiation)
    Version.objects.create(
        publication=publication, number=1, brief_json=brief_json, title=negotiation.title, by_name="A"
    )
    return publication.code


def _session(user: Any) -> str:
    """The cookie of somebody who has logged in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _measured(port: int, filled: dict[str, Any], process: subprocess.Popen[str]) -> list[Row]:
    _wait_for(port)
    first = _Visitor(port, filled["sessions"][0])
    for brief in filled["briefs"]:
        first.get(f"/b/{brief}/")
    seconds: dict[str, list[float]] = {name: [] for name in (*BARS, *PAGES, "a bare page")}
    wrong: list[str] = []
    start = time.monotonic() + WARM
    people = [
        threading.Thread(target=_person, args=(at, port, filled, seconds, wrong, start))
        for at in range(READERS + EDITORS)
    ]
    load, begun, used = os.getloadavg()[0], time.monotonic(), time.process_time()
    for one in people:
        one.start()
    for one in people:
        one.join()
    client = (time.process_time() - used) / (time.monotonic() - begun)
    process.terminate()
    log = process.communicate()[1]
    locked = log.count("database is locked") + sum("locked" in each for each in wrong)
    bare = _p95(seconds["a bare page"])
    note = f"{len(wrong)} wrong answers, {locked} times “database is locked”; asking took {client:.2f} of a core"
    held = [
        Row(
            name,
            _p95(seconds[name]),
            _p95(seconds[name]) / bare,
            f"times a bare page ({bare:.3g} s)",
            bar,
            f"{len(seconds[name])} asked; {note}; load before: {load:.1f}",
        )
        for name, bar in BARS.items()
    ]
    each = [Row(f"of these {page}", _p95(seconds[page]), note=f"{len(seconds[page])} asked") for page in PAGES]
    return [*held, *each, *(Row(f"wrong: {one}", 0.0) for one in list(dict.fromkeys(wrong))[:5])]


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _Visitor(port, "").get("/alive")
        except OSError:
            time.sleep(0.1)
        else:
            return


class _Visitor:
    """A browser as far as the desk can tell: one connection that stays open, and cookies.

    A client library of more comfort takes more of the two cores than the pages it asks for.
    """

    def __init__(self, port: int, session: str) -> None:
        self.at = f"127.0.0.1:{port}"
        self.cookies = {"sessionid": session}
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, address: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self._ask("GET", address, None, {})

    def post(self, address: str, form: dict[str, str]) -> tuple[int, str]:
        more = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.at}{address}"}
        return self._ask("POST", address, urlencode(form), more)

    def _ask(self, method: str, address: str, body: str | None, more: dict[str, str]) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._connection.request(method, address, body, {"Cookie": cookies, **more})
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text


def _p95(found: list[float]) -> float:
    return sorted(found)[int(0.95 * len(found))] if found else float("nan")


def _person(
    at: int, port: int, filled: dict[str, Any], seconds: dict[str, list[float]], wrong: list[str], start: float
) -> None:
    """A reader turns pages; an editor saves changes, each over the revision last seen."""
    draw = random.Random(at)
    visitor = _Visitor(port, filled["sessions"][at])
    act: Callable[[], list[tuple[str, float]]] = (
        (lambda: _read(visitor, filled, draw)) if at < READERS else (lambda: _save(visitor, filled, draw))
    )
    pause = READS_EVERY if at < READERS else SAVES_EVERY
    time.sleep(draw.random() * pause)
    while time.monotonic() < start + SECONDS:
        begun = time.monotonic()
        try:
            done = act()
        except (HTTPException, OSError, ValueError) as error:
            wrong.append(repr(error)[:120])
            visitor = _Visitor(port, filled["sessions"][at])
            done = []
        if begun > start:
            for name, took in done:
                seconds[name].append(took)
        time.sleep(max(0.0, pause * (0.5 + draw.random()) - (time.monotonic() - begun)))


def _read(visitor: _Visitor, filled: dict[str, Any], draw: random.Random) -> list[tuple[str, float]]:
    """One page, and in one of ten cases the bare one beside it."""
    page = draw.choice(PAGES)
    address = page.format(
        code=draw.choice(filled["codes"]), story=draw.choice(filled["stories"]), brief=draw.choice(filled["briefs"])
    )
    took = _asked(visitor, page, address)
    bare = [("a bare page", _asked(visitor, "/alive", "/alive"))] if draw.random() <= 0.1 else []
    return [("reading pages", took), (page, took), *bare]


def _asked(visitor: _Visitor, page: str, address: str) -> float:
    begun = time.monotonic()
    status, _ = visitor.get(address)
    took = time.monotonic() - begun
    if status != 200:
        raise ValueError(f"{page} answered {status}")
    return took


def _save(visitor: _Visitor, filled: dict[str, Any], draw: random.Random) -> list[tuple[str, float]]:
    """A number of one of twenty cases set anew, through the form a browser would have opened."""
    address = f"/n/{draw.choice(filled['codes'][:20])}/case/edit/?on={filled['number']}"
    status, text = visitor.get(address)
    if status != 200:
        raise ValueError(f"the form answered {status}")
    form = dict(re.findall(r'name="(csrfmiddlewaretoken|base)" value="([^"]*)"', text))
    value = draw.randint(20, 80)
    form |= {"value": str(value), "low": str(value - 10), "high": str(value + 10), "why": "they said so again"}
    begun = time.monotonic()
    status, _ = visitor.post(address, form)
    took = time.monotonic() - begun
    if status not in (200, 204, 302, 303, 409):  # 409: somebody else was first, and is shown
        raise ValueError(f"saving answered {status}")
    return [("saving a change", took)]
