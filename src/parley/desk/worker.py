"""The worker: `python -m parley.desk.worker` does the desk's jobs and looks into its feeds."""

from __future__ import annotations

import os
import threading
import time

from parley.desk.start import set_up

_WATCH = 5.0  # seconds between looks at whether the desk that began this worker still runs


def main() -> None:
    """Take up what an earlier worker left, then do jobs until told to stop."""
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
    threading.Thread(target=_end_with_the_desk, daemon=True).start()
    worker.run()


def _end_with_the_desk() -> None:
    """A desk that was killed cannot tell its worker; a second worker beside this one would take up its jobs."""
    parent = int(os.environ.get("PARLEY_DESK_PARENT", "0"))
    while parent and os.getppid() == parent:
        time.sleep(_WATCH)
    if parent:
        os._exit(1)


if __name__ == "__main__":
    main()
