"""`parley desk`: page server and worker as two processes, begun together, ended together.

A process that dies by itself is begun again; what it was doing is taken up by the worker (`parley.desk.jobs`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence

from parley.desk.lifeline import BY_PIPE, PARENT, THREADED

ON_WINDOWS = sys.platform == "win32"

# A child that dies sooner than this after its start is not begun again at once: it would only die again.
_TOO_SOON = 2.0
_PATIENCE = 15.0  # seconds a child has to end what it is doing
# Arrays of a case are small: sums over them on several cores gain nothing, and take the cores from those who read.
_ONE_CORE = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}


def commands(host: str, port: int, *, threaded: bool) -> dict[str, list[str]]:
    """The two processes of a desk."""
    how = [THREADED] if threaded else []
    return {
        "page server": [sys.executable, "-m", "parley.desk.server", f"{host}:{port}", *how],
        "worker": [sys.executable, "-m", "parley.desk.worker"],
    }


def serve(host: str, port: int, *, ready: Callable[[], None], threaded: bool = ON_WINDOWS) -> None:
    """Run a desk until it is told to stop (Ctrl-C, SIGTERM).

    Args:
        ready: called once both run and pages are answered.
        threaded: pages from one process with threads, and children that know by a pipe that the desk has gone: the way
            of Windows, which runs elsewhere too.
    """
    stop = _Stop()
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    wanted = commands(host, port, threaded=threaded)
    running = {name: _begin(command, by_pipe=threaded) for name, command in wanted.items()}
    begun = dict.fromkeys(running, time.monotonic())
    try:
        if _answers(host, port, stop):
            ready()
        while not stop.asked:
            time.sleep(0.2)
            for name, process in running.items():
                if process.poll() is not None and time.monotonic() - begun[name] > _TOO_SOON and not stop.asked:
                    print(
                        f"parley: the {name} ended by itself ({process.returncode}); it is begun again", file=sys.stderr
                    )
                    running[name], begun[name] = _begin(wanted[name], by_pipe=threaded), time.monotonic()
    finally:
        _end(running.values())


class _Stop:
    asked = False

    def __call__(self, *_: object) -> None:
        self.asked = True


def _begin(command: Sequence[str], *, by_pipe: bool) -> subprocess.Popen[bytes]:
    # In a group of its own, so that Ctrl-C reaches the children through us, once and in order.
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE if by_pipe else None,
        start_new_session=not ON_WINDOWS,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        env={**_ONE_CORE, **os.environ, PARENT: BY_PIPE if by_pipe else str(os.getpid())},
    )


def _answers(host: str, port: int, stop: _Stop) -> bool:
    from urllib.error import URLError
    from urllib.request import urlopen

    for _ in range(300):
        if stop.asked:
            return False
        try:
            with urlopen(f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/alive", timeout=5):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def _end(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    running = [process for process in processes if process.poll() is None]
    for process in running:
        if process.stdin is not None:
            process.stdin.close()  # says that we go; to terminate would cut off what is being answered on Windows
        else:
            process.terminate()
    for process in running:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
