"""Ending with the desk that began this process: one that was killed cannot tell its children."""

from __future__ import annotations

import os
import signal
import threading
import time

PARENT = "PARLEY_DESK_PARENT"
_WATCH = 1.0  # seconds between looks


def hold() -> None:
    """End this process when the desk named in the environment is no longer its parent."""
    parent = int(os.environ.get(PARENT, "0"))
    if parent:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os.kill(os.getpid(), signal.SIGTERM)
