"""Ending with the desk that began this process: one that was killed cannot tell its children."""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time

PARENT = "PARLEY_DESK_PARENT"  # the desk's number, or:
THREADED = "--threaded"  # tells a page server to answer with waitress
BY_PIPE = "stdin"  # the end of standard input says that the desk has gone, where parents' numbers do not (Windows)
_WATCH = 1.0  # seconds between looks
_TO_END = 14.0  # seconds to end what is being answered or done, told by the pipe; the desk itself waits fifteen
_GRACE = 3.0  # seconds to end what is being answered; the next desk waits five for the port this one holds


def hold() -> None:
    """End this process when the desk named in the environment is no longer its parent."""
    parent = os.environ.get(PARENT, "0")
    if parent == BY_PIPE:
        threading.Thread(target=_listen, daemon=True).start()
    elif int(parent):
        hold_to(int(parent))


def hold_to(parent: int) -> None:
    """End this process when another, by its number, is no longer its parent."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.kill(os.getpid(), signal.SIGKILL)  # in the middle of its beginning it hears no request to end


def _listen() -> None:
    while os.read(0, 1024):  # nobody writes; what is read is the end
        pass
    if callable(signal.getsignal(signal.SIGTERM)):
        _thread.interrupt_main(signal.SIGTERM)  # as if it came from outside, where Windows has no such signals
        time.sleep(_TO_END)
    os._exit(1)  # in the middle of its beginning, or of something that does not end
