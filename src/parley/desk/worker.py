"""The worker: `python -m parley.desk.worker` does the desk's jobs and looks into its feeds."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from parley.desk.lifeline import hold
from parley.desk.start import set_up

_LOOK = 30.0  # seconds between looks for feeds that are due
_WAIT = 0.25  # seconds between looks for jobs
_LATER = 10  # nice: a tenth of the time of those who do not give way, all that is left over


def main() -> None:
    """Take up what an earlier worker left, then do jobs until told to stop."""
    give_way()
    set_up()
    from django.db import close_old_connections
    from django.utils.crypto import get_random_string
    from django_tasks.signals import task_finished
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    from parley.desk.jobs import resume

    task_finished.connect(_get_pages_ready)
    resume()
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    hold()
    threading.Thread(target=_watch_feeds, daemon=True).start()
    while worker.running:
        # Looked for without a lock: the library's own loop takes the database for itself with every look.
        if DBTaskResult.objects.ready().exists():
            worker.run()  # until none is left
        close_old_connections()
        time.sleep(_WAIT)


def give_way() -> None:
    """Let every other process go first: people wait for pages, nobody for a job to the second."""
    if hasattr(os, "nice"):
        os.nice(_LATER)
    # Linux may share its cores out by sessions first (sched_autogroup): a process that leads one is nice to nobody
    # outside until the session is. Elsewhere there is no such file, or it may not be written.
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_LATER), "ascii")


def _get_pages_ready(*, task_result: Any, **_: object) -> None:
    """Render what a job has done; a page that cannot be is rendered, or fails, when somebody asks for it."""
    from parley.desk.models.work import Job
    from parley.desk.pages.ready import after

    for job in Job.objects.select_related("negotiation").filter(code__in=task_result.args):
        try:
            after(job)
        except Exception as error:
            print(f"parley: pages could not be made ready ({type(error).__name__})", file=sys.stderr)


def _watch_feeds() -> None:
    """Queue a look into each feed when it is due; what goes wrong with the database now is tried again soon."""
    from django.db import DatabaseError, close_old_connections

    from parley.desk.work.feeds import look_into_due

    while True:
        close_old_connections()
        try:
            look_into_due()
        except DatabaseError as error:
            print(f"parley: feeds could not be looked for ({type(error).__name__})", file=sys.stderr)
        time.sleep(_LOOK)


if __name__ == "__main__":
    main()
