"""Kill -9 of a desk's page server and worker while stories come in, numbers are judged and briefs go out.

python quality/kills.py [--rounds 200] [--database postgresql://user:word@host/name] [--json FILE]

Three people work without pause: one brings in stories and keeps them, one judges numbers, one publishes. Each notes
what the desk acknowledged. Round after round one of the desk's processes is killed (a page process, the page server,
the worker), in every tenth round the whole desk, in every twentieth a new desk in the middle of its migrations. In
every eighth judging and keeping rest until a brief goes out: only the newest case, analysed, may be published. At the
end everything acknowledged must be there once, every record must be sound, and no job may be left or have been done
twice with effect.

On PostgreSQL the user must be allowed to create databases: the new desks need one of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
STORY = (ROOT / "examples" / "uaw_2023.md").read_text(encoding="utf-8")
PARLEY = [sys.executable, "-c", "from parley.cli.main import run; run()"]
NUMBERS = re.compile(r"on=([\w/%.-]+?)[\"&']")
ENDED = 240.0  # seconds in which one of the last jobs must end once nobody kills any more
RESTING = 60.0  # seconds that judging rests at most for a brief to go out


class NotUp(Exception):
    """A desk that was begun again answers no page."""


class Desk:
    """A desk in a folder of its own, killed and begun again."""

    def __init__(self, folder: str, database: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://localhost:{self.port}"  # as the desk names itself: cookies go by the name
        self.database = database
        self.outside = {**os.environ, "PARLEY_DESK_HOME": folder} | ({"DATABASE_URL": database} if database else {})
        self.link = ""
        self.process: subprocess.Popen[str]

    def begin(self, *, wait: bool = True) -> None:
        command = [*PARLEY, "desk", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.outside, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        if wait:
            self.wait()

    def wait(self) -> None:
        """Until pages are answered."""
        import httpx

        for _ in range(600):
            try:
                if httpx.get(f"{self.address}/alive", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise NotUp("the desk did not come up again within a minute")

    def first_link(self) -> str:
        assert self.process.stdout
        found = re.search(r"http\S+", self.process.stdout.readline())
        assert found, "the desk printed no link"
        return found[0]

    def processes(self) -> dict[str, list[int]]:
        """Process ids by what they are: page server, page processes under it, worker."""
        found: dict[str, list[int]] = {"page server": [], "page process": [], "worker": []}
        above = {pid: (parent, named) for pid, parent, named in _processes()}
        for pid, (parent, named) in above.items():
            if parent == self.process.pid and b"parley.desk.worker" in named:
                found["worker"].append(pid)
            elif parent == self.process.pid and b"parley.desk.server" in named:
                found["page server"].append(pid)
            elif parent in above and above[parent][0] == self.process.pid and b"parley.desk.server" in named:
                found["page process"].append(pid)
        return found

    def kill(self, which: str) -> None:
        """Kill one process of a kind, or (the whole desk) all at once, and begin it again."""
        every = self.processes()
        if which == "the whole desk":
            for pid in (self.process.pid, *(pid for pids in every.values() for pid in pids)):
                _kill(pid)
            self.process.wait()
            time.sleep(0.2)
            self.begin()
        elif every[which]:
            _kill(every[which][0])

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def _processes() -> Iterator[tuple[int, int, bytes]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            yield int(folder.name), parent, (folder / "cmdline").read_bytes()
        except OSError:  # it ended while we looked
            continue


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):  # it ended by itself
        os.kill(pid, signal.SIGKILL)


class Work:
    """What three people do, and what the desk acknowledged of it."""

    def __init__(self, desk: Desk, cookies: dict[str, str], code: str) -> None:
        self.desk, self.cookies, self.code = desk, cookies, code
        self.stories: list[str] = []  # codes of stories taken in
        self.whys: list[str] = []  # reasons of judgements kept
        self.notes: list[str] = []  # notes of versions published
        self.refused: dict[str, int] = {}
        self.over, self.resting = threading.Event(), threading.Event()

    def rest_until_published(self) -> None:
        """Nobody changes the case until one more version is acknowledged, or for a minute at most."""
        before, end = len(self.notes), time.monotonic() + RESTING
        self.resting.set()
        while len(self.notes) == before and time.monotonic() < end:
            time.sleep(0.1)
        self.resting.clear()

    def begin(self) -> list[threading.Thread]:
        jobs: tuple[Callable[[Any, int], None], ...] = (self._bring_in, self._judge, self._publish)
        threads = [threading.Thread(target=self._go_on, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        return threads

    def _go_on(self, job: Callable[[Any, int], None]) -> None:
        import httpx

        number = 0
        while not self.over.is_set():
            number += 1
            try:
                with httpx.Client(base_url=self.desk.address, cookies=self.cookies, timeout=30) as client:
                    job(client, number)
            except (httpx.TransportError, _Unanswered):
                time.sleep(0.2)  # the server was killed under it: nothing was acknowledged
            time.sleep(0.1)

    def _bring_in(self, client: Any, number: int) -> None:
        text = f"{STORY}\n\nThis is report number {number} of the day.\n"
        answer = _post(client, f"/n/{self.code}/add/", {"text": text, "is_private": "on"})
        found = re.search(r"/s/(\w+)/preview", answer.headers.get("location", ""))
        if not found:
            return self._refuse("story", answer)
        self.stories.append(found[1])
        self._wait_until_read(client, found[1])
        if number % 3 == 1 and not self.resting.is_set():  # what is kept makes a new case
            _post(client, f"/s/{found[1]}/keep/", {}, form=f"/s/{found[1]}/preview/")
        return None

    def _wait_until_read(self, client: Any, story: str) -> None:
        """Nobody brings in stories faster than the desk reads them: its analyses would never have their turn."""
        for _ in range(20):
            if self.over.is_set() or "<progress" not in _get(client, f"/s/{story}/preview/"):
                return
            time.sleep(0.5)

    def _judge(self, client: Any, number: int) -> None:
        if self.resting.is_set():
            return
        page = _get(client, f"/n/{self.code}/case/")
        numbers = sorted({on for on in NUMBERS.findall(page) if on.endswith("/position")})
        if not numbers:
            return
        address = f"/n/{self.code}/case/edit/?on={numbers[number % len(numbers)]}"
        why, value = f"judged in round {number}", 10 + number % 80
        given = {"value": str(value), "low": str(value - 5), "high": str(value + 5), "why": why}
        answer = _post(client, address, given, form=address)
        if answer.status_code in (200, 204, 302, 303):
            self.whys.append(why)
        else:
            self._refuse("judgement", answer)

    def _publish(self, client: Any, number: int) -> None:
        note = f"published in round {number}"
        answer = _post(client, f"/n/{self.code}/publish/", {"note": note, "looked": "on"})
        if answer.status_code == 302:
            self.notes.append(note)
        else:
            self._refuse("version", answer)
            time.sleep(1)

    def _refuse(self, what: str, answer: Any) -> None:
        name = f"{what}: {answer.status_code}"
        self.refused[name] = self.refused.get(name, 0) + 1


class _Unanswered(Exception):
    """A page came back without the form it should hold: the server died in between."""


def _get(client: Any, address: str) -> str:
    return unquote(client.get(address).text)  # keys of numbers stand in addresses with their slashes quoted


def _post(client: Any, address: str, given: dict[str, str], *, form: str = "") -> Any:
    """Send the form of a page with the hidden fields it came with."""
    page = _get(client, form or address)
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|base|revision)" value="([^"]*)"', page))
    if "csrfmiddlewaretoken" not in hidden:
        raise _Unanswered
    return client.post(address, data={**hidden, **given}, headers={"Referer": str(client.base_url)})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--database", default="", help="of an empty PostgreSQL database; else SQLite")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    figures = measured(given.rounds, given.database, given.seed)
    for name, value in figures.items():
        print(f"{name:40} {value}")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    sys.exit(1 if figures["lost"] or figures["twice"] or figures["check"] or figures["jobs left"] else 0)


def measured(rounds: int, database: str, seed: int) -> dict[str, Any]:
    """Kill `rounds` times and count what was lost or done twice."""
    draw = random.Random(seed)
    killed: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder, database)
        desk.begin()
        work = Work(desk, *_settled(desk))
        people = work.begin()
        try:
            for number in range(1, rounds + 1):
                which = _round(number, draw, desk, work)
                killed[which] = killed.get(which, 0) + 1
                _show(number, rounds, work)
            desk.wait()
        finally:
            work.over.set()
            for one in people:
                one.join()
        left = _wait_for_jobs(desk)
        desk.end()
        return {"rounds": rounds, **killed, **_found(desk, work), "jobs left": left, "refused": work.refused}


def _round(number: int, draw: random.Random, desk: Desk, work: Work) -> str:
    """Let people work for a while, then kill something; say what."""
    if number % 8 == 0:
        work.rest_until_published()
    time.sleep(draw.uniform(0.3, 2.0))
    if number % 20 == 0:
        _killed_while_migrating(draw, desk.database)
        return "a desk in its migrations"
    which = draw.choice(("page process", "page server", "worker"))
    which = "the whole desk" if number % 10 == 0 else which
    desk.kill(which)
    return which


def _settled(desk: Desk) -> tuple[dict[str, str], str]:
    """An account, a negotiation and its first case: cookies and the negotiation's code."""
    import httpx

    with httpx.Client(base_url=desk.address, timeout=60) as client:
        link = desk.first_link()
        given = {"name": "Ada", "email": "ada@example.org", "password": "a long word for ada", "team": "Desk"}
        _post(client, link, given)
        team = re.search(r"/t/(\w+)/new/", _get(client, "/"))
        assert team, "no team was made"
        answer = _post(client, f"/t/{team[1]}/new/", {"title": "A strike"})
        code = answer.headers["location"].split("/")[2]
        story = _post(client, f"/n/{code}/add/", {"text": STORY}).headers["location"].split("/")[2]
        for _ in range(300):
            if "keep/" in (page := _get(client, f"/s/{story}/preview/")) and "<progress" not in page:
                break
            time.sleep(0.5)
        _post(client, f"/s/{story}/keep/", {}, form=f"/s/{story}/preview/")
        for _ in range(300):
            if "/position" in _get(client, f"/n/{code}/case/"):
                break
            time.sleep(0.5)
        return dict(client.cookies), code


def _killed_while_migrating(draw: random.Random, database: str) -> None:
    """A new desk is killed in the middle of making its database, begun again, and must come up."""
    with tempfile.TemporaryDirectory() as folder, _beside(database) as empty:
        desk = Desk(folder, empty)
        desk.begin(wait=False)
        time.sleep(draw.uniform(0.3, 3.0))
        for pids in desk.processes().values():
            for pid in pids:
                _kill(pid)
        _kill(desk.process.pid)
        desk.process.wait()
        desk.begin()
        desk.end()


@contextmanager
def _beside(database: str) -> Iterator[str]:
    """An empty PostgreSQL database beside the one given, gone afterwards; nothing for SQLite, which needs none."""
    if not database:
        yield ""
        return
    psycopg = import_module("psycopg")  # of the extra for PostgreSQL, which a checker of types need not have
    name = "parley_migrated_under_kills"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        connection.execute(f"create database {name}")
        try:
            yield f"{database.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"drop database if exists {name} with (force)")


def _wait_for_jobs(desk: Desk) -> int:
    """Jobs still open when nobody kills any more and none of them has ended for a while.

    The worker gives way to whatever else runs, so its time is counted from the last job that ended.
    """
    script = "from parley.desk.models.work import Job; print(Job.objects.filter(state__in=Job.OPEN).count())"
    least, end = None, time.monotonic() + ENDED
    while (left := int(_asked(desk, script))) and time.monotonic() < end:
        if least is None or left < least:
            least, end = left, time.monotonic() + ENDED
        time.sleep(10)  # asking costs a second of a core, which the worker wants
    return left


def _found(desk: Desk, work: Work) -> dict[str, Any]:
    """What of everything acknowledged is missing or there twice, and what the desk's own check says."""
    script = (
        "import json; from collections import Counter; from parley.desk.models.stories import Story; "
        "from parley.desk.models.negotiations import Revision; from parley.desk.models.briefs import Version; "
        "print(json.dumps([list(Story.objects.values_list('code', flat=True)), "
        "list(Revision.objects.values_list('why', flat=True)), list(Version.objects.values_list('note', flat=True))]))"
    )
    kept = json.loads(_asked(desk, script))
    lost: list[str] = []
    twice: list[str] = []
    for acknowledged, there in zip((work.stories, work.whys, work.notes), kept, strict=True):
        lost += [each for each in acknowledged if each not in there]
        twice += [each for each in set(there) & set(acknowledged) if there.count(each) > 1]
    check = subprocess.run([*PARLEY, "desk", "check"], env=desk.outside, capture_output=True, text=True, check=False)
    said = check.stderr if check.returncode else ""
    counted = {"stories": len(work.stories), "judgements": len(work.whys), "versions": len(work.notes)}
    return {"acknowledged": counted, "lost": lost, "twice": twice, "check": said}


def _asked(desk: Desk, script: str) -> str:
    whole = f"from parley.desk.start import set_up; set_up(); {script}"
    return subprocess.run(
        [sys.executable, "-c", whole], env=desk.outside, capture_output=True, text=True, check=True
    ).stdout


def _show(number: int, rounds: int, work: Work) -> None:
    if sys.stderr.isatty() or number % 10 == 0:
        done = f"{len(work.stories)} stories, {len(work.whys)} judgements, {len(work.notes)} versions acknowledged"
        print(f"killed {number} of {rounds}; {done}", file=sys.stderr)


if __name__ == "__main__":
    main()
