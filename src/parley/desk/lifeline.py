"""Ending with the desk that began this process: one that was killed cannot tell its children."""

from __future__ import annotations

import os
import signal
import threading
import time

PARENT = "PARLEY_DESK_PARENT"
_WATCH = 1.0  # seconds between looks
_GRACE = 3.0  # seconds to end what is being answered; the next desk waits five for the port this one holds


def hold() -> None:
    """End this process when the desk named in the environment is no longer its parent."""
    parent = int(os.environ.get(PARENT, "0"))
    if parent:
        hold_to(parent)


def hold_to(parent: int) -> None:
    """End this process when another, by its number, is no longer its parent."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.kill(os.getpid(), signal.SIGKILL)  # in the middle of its beginning it hears no request to end
