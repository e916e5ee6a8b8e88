"""`parley desk` as a user starts it: real processes, a real port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import pytest

PARLEY = (sys.executable, "-c", "from parley.cli.main import run; run()")


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(params=["", "--threaded"], ids=["processes", "threads"])
def desk(tmp_path, port, request):
    """A desk in a folder of its own, also as it is served on Windows; ended when the test is over."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    process = subprocess.Popen(
        [*PARLEY, "desk", "--home", str(tmp_path / "desk"), "--port", str(port), *request.param.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=outside,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_one_command_starts_a_desk_and_ctrl_c_stops_it(desk, port):
    """A newcomer types one line, follows the link it prints, and stops it as any other program."""
    link = desk.stdout.readline()
    with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
        page = answer.read().decode()
        policy = answer.headers["Content-Security-Policy"]
    with urlopen(re.search(r"http\S+", link)[0], timeout=20) as answer:
        first = answer.read().decode()
    desk.send_signal(signal.SIGINT)
    said = desk.communicate(timeout=30)[1]

    assert "check every sentence" in page
    assert "unsafe" not in policy
    assert "Make the first account" in first
    assert desk.returncode == 0
    assert "everything is kept" in said


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path, port):
    """Two desks on one port would answer by turns."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run(
            [*PARLEY, "desk", "--home", str(tmp_path), "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert done.returncode == 1
    assert f"--port {port + 1}" in done.stderr


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_worker_that_dies_is_begun_again(desk, port):
    """Jobs would otherwise wait for ever, and nobody would be told."""
    desk.stdout.readline()
    first = children(desk.pid, b"parley.desk.worker")
    time.sleep(2.5)
    os.kill(first[0], signal.SIGKILL)
    for _ in range(100):
        time.sleep(0.1)
        again = children(desk.pid, b"parley.desk.worker")
        if again and again != first:
            break

    assert again
    assert again != first


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_desk_killed_while_its_page_processes_begin_gives_the_port_back(desk, port):
    """The next desk waits a few seconds for the port; what is left of this one may not hold it longer."""
    desk.stdout.readline()
    (server,) = children(desk.pid, b"parley.desk.server")
    assert bool(children(server, b"parley.desk.server")) == (b"--threaded" not in command_of(server))
    for page_process in children(server, b"parley.desk.server"):
        os.kill(page_process, signal.SIGKILL)  # the server begins others
    time.sleep(0.5)
    for pid in (desk.pid, server):
        os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        time.sleep(0.1)
        if is_free(port):
            break

    assert is_free(port)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_what_a_killed_desk_began_ends_with_it(desk, port):
    """Told by the parent's number, or by the pipe that ends with it: a second worker would do the jobs twice."""
    desk.stdout.readline()
    began = [*children(desk.pid, b"parley.desk.server"), *children(desk.pid, b"parley.desk.worker")]
    desk.kill()
    desk.wait()
    for _ in range(600):  # a worker may still be beginning, and hears of it then
        time.sleep(0.1)
        if is_free(port) and not any(map(is_running, began)):
            break

    assert len(began) == 2
    assert is_free(port)
    assert not [command_of(pid) for pid in began if is_running(pid)]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_the_worker_gives_way_to_pages(desk, port):
    """Nice to its own session alone, it would take half of a core from those who wait for a page."""
    desk.stdout.readline()
    (worker,) = children(desk.pid, b"parley.desk.worker")
    session = Path(f"/proc/{worker}/autogroup")

    assert os.getpriority(os.PRIO_PROCESS, worker) == 10
    if session.exists():  # Linux that shares its cores out by sessions
        assert session.read_text("ascii").split()[1:] == ["nice", "10"]


def test_a_reader_comes_back_on_the_same_connection(desk, port):
    """Closed between two pages, it could be closed just as the next is asked for."""
    desk.stdout.readline()
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/alive")
    first = connection.getresponse().read()
    asked_from = connection.sock.getsockname()
    time.sleep(3)
    connection.request("GET", "/alive")

    assert connection.getresponse().read() == first == b"alive\n"
    assert connection.sock.getsockname() == asked_from
    connection.close()


SLOW = """
import sys, time
from parley.desk.threaded import run

def answer(environ, start):
    time.sleep(1.5)
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_FORWARDED_FOR", "nobody").encode()]

run(sys.argv[1], answer, behind_proxy="proxy" in sys.argv)
"""


def slow_server(port, *more):
    process = subprocess.Popen([sys.executable, "-c", SLOW, f"127.0.0.1:{port}", *more])
    for _ in range(100):
        if not is_free(port):
            return process
        time.sleep(0.1)
    process.kill()
    raise AssertionError("the server does not begin")


@pytest.mark.parametrize("more", [(), ("proxy",)])
def test_with_threads_what_is_being_answered_is_answered_before_the_end(port, more):
    """As gunicorn does it; and who stands behind no proxy cannot name an address of their own."""
    process = slow_server(port, *more)
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/", headers={"X-Forwarded-For": "192.0.2.7"})
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    said = connection.getresponse().read()

    assert said == (b"192.0.2.7" if more else b"nobody")
    assert process.wait(10) == 0
    assert is_free(port)


def children(parent, module):
    """Process ids of the children of a process that run a module."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            named = (folder / "cmdline").read_bytes()
            above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it ended while we looked
            continue
        if above == parent and module in named:
            found.append(int(folder.name))
    return found


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def is_running(pid):
    try:
        return bool(command_of(pid))  # of one that has ended and waits to be asked how, it is empty
    except OSError:
        return False


def is_free(port):
    with socket.socket() as probe:
        # As the desk asks: connections that have ended, and only linger, keep nobody from a port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
