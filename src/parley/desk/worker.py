"""The worker: `python -m parley.desk.worker` does the desk's jobs and looks into its feeds."""

from __future__ import annotations

from parley.desk.lifeline import hold
from parley.desk.start import set_up


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
    hold()
    worker.run()


if __name__ == "__main__":
    main()
