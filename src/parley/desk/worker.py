"""The worker: `python -m parley.desk.worker` does the desk's jobs and looks into its feeds."""

from __future__ import annotations

import os
import sys
import threading
import time

from parley.desk.lifeline import hold
from parley.desk.start import set_up

_LOOK = 30.0  # seconds between looks for feeds that are due


def main() -> None:
    """Take up what an earlier worker left, then do jobs until told to stop."""
    if hasattr(os, "nice"):
        os.nice(10)  # people wait for pages, nobody for a job to the second
    set_up()
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    from parley.desk.jobs import resume

    resume()
    worker = Worker(
        queue_names=["default"],
        interval=0.25,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    hold()
    threading.Thread(target=_watch_feeds, daemon=True).start()
    worker.run()


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
