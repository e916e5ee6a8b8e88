"""One line of the table that `run.py` prints, and how to take a time."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """A piece of work, what it took, and what it is held against."""

    work: str  # "challenge, 10,000 draws, 30 actors"
    seconds: float
    ratio: float | None = None  # seconds of the baseline / seconds, or as `against` says
    against: str = ""  # the baseline of the same run
    bar: float | None = None  # seconds to stay under; None: reported only
    note: str = ""  # "cold", "n = 5"


def cpu_seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """The median CPU time of a piece of work, after one run to warm up: other jobs on the machine count for little."""
    work()
    return median(_once(work) for _ in range(times))


def wall_seconds(command: list[str]) -> float:
    """How long a command takes as a whole process, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
