"""What is being done right now, on standard error, for people who wait at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, float], None]  # the step in plain words; the share done, 0 to 1, negative: not known


@contextmanager
def progress() -> Iterator[Report]:
    """Show one moving line while the block runs; nothing at all unless standard error is a terminal."""
    if not sys.stderr.isatty():
        yield _silence
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def report(step: str, share: float) -> None:
            bar.update(task, description=step, total=None if share < 0 else 1.0, completed=max(share, 0.0))

        yield report


def _silence(step: str, share: float) -> None:
    """Nobody is watching."""
    del step, share
