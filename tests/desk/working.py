"""The worker's part in tests: its jobs, done at once and in the test's own process."""

from __future__ import annotations

from parley.desk import jobs
from parley.desk.models.work import Job


def do_jobs(negotiation, *kinds):
    """Do the waiting jobs of these kinds, and those they leave; gives them as they ended."""
    done = []
    while waiting := list(negotiation.jobs.filter(state=Job.State.QUEUED, kind__in=kinds).order_by("made_at")):
        for job in waiting:
            jobs.run.call(job.code)
            job.refresh_from_db()
            done.append(job)
    return done
