"""Work the worker does, with progress and a way to stop it.

A job computes first and leaves its effect in the transaction that marks it done: killed at any moment, it has either
left everything or nothing, and is begun again when the worker starts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from parley.desk.models.negotiations import Negotiation
from parley.desk.models.people import User
from parley.desk.models.work import Job
from parley.errors import ParleyError

Report = Callable[[str, float], None]
Effect = Callable[[], None]

# A page that shows progress asks every 0.7 seconds; each step told costs those who save a turn of the database.
_BEAT = 1.0


class Cancelled(Exception):
    """Somebody asked the job to stop."""


def start(
    negotiation: Negotiation,
    kind: str,
    target: str,
    by: User | None,
    *,
    after: timedelta | None = None,
    since: datetime | None = None,
) -> Job:
    """Queue a job, or give the one already open for the same target.

    Args:
        after: how long it waits, so that what is asked for again meanwhile is done once; None: not at all.
        since: when the job that it takes the place of was asked for; None: it takes the place of none.
    """
    try:
        with transaction.atomic():
            asked = since or timezone.now()
            job = Job.objects.create(negotiation=negotiation, kind=kind, target=target, by=by, since=asked)
    except IntegrityError:
        found = Job.objects.filter(negotiation=negotiation, kind=kind, target=target, state__in=Job.OPEN).first()
        return found or start(negotiation, kind, target, by, after=after, since=since)  # it ended in between
    transaction.on_commit(lambda: _enqueue(job, after))
    return job


def _enqueue(job: Job, after: timedelta | None = None) -> None:
    due = run if after is None else run.using(run_after=timezone.now() + after)
    due.enqueue(job.code)


def resume() -> int:
    """Queue again every job a worker left open when it was stopped; how many. Only a desk's one worker calls it."""
    Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.QUEUED, share=0.0, step="")
    waiting = list(Job.objects.filter(state=Job.State.QUEUED))
    for job in waiting:
        _enqueue(job)
    return len(waiting)


@task()
def run(code: str) -> None:
    """Do one job. One that is no longer waiting (done, cancelled, queued twice) is left alone."""
    if not Job.objects.filter(code=code, state=Job.State.QUEUED).update(state=Job.State.RUNNING):
        return
    job = Job.objects.select_related("negotiation", "by").get(code=code)
    try:
        effect = _kinds()[job.kind](job, _reporter(job))
        with transaction.atomic():
            if not Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, cancel_asked=False).update(
                state=Job.State.DONE, share=1.0, ended_at=timezone.now()
            ):
                raise Cancelled
            effect()
    except Cancelled:
        _end(job, Job.State.CANCELLED, "")
    except ParleyError as error:
        _end(job, Job.State.FAILED, str(error))
    except Exception:
        _end(job, Job.State.FAILED, "Something went wrong on the desk's side. Try again; the log says where.")
        raise  # into the task's own record, which keeps the traceback


def _kinds() -> dict[str, Callable[[Job, Report], Effect]]:
    from parley.desk.work import analysing, feeds, moving, reading, trying

    return {
        "read-story": reading.read_story,
        "redraft": reading.redraft,
        "analyse": analysing.analyse_revision,
        "check-feed": feeds.check_feed,
        "mail-alert": moving.mail_alert,
        "try-out": trying.try_out,
    }


def _reporter(job: Job) -> Report:
    last = 0.0

    def report(step: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _BEAT:
            return
        last = now
        if Job.objects.filter(pk=job.pk, cancel_asked=True).exists():
            raise Cancelled
        Job.objects.filter(pk=job.pk).update(step=step[:200], share=min(1.0, max(0.0, share)))

    return report


def _end(job: Job, state: Job.State, problem: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, problem=problem, ended_at=timezone.now())
    if job.kind == "read-story" and state == Job.State.FAILED:
        from parley.desk.models.stories import Story

        # A story read before stays as it was read; only what is new has failed.
        Story.objects.filter(code=job.target).update(problem=problem)
        Story.objects.filter(code=job.target, state=Story.State.WAITING).update(state=Story.State.FAILED)
