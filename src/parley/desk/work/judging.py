"""What follows when somebody changes a case: the change is kept, and the case it gives is analysed."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from parley.case.record import Judgement
from parley.desk.cases import save_judgement
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User
from parley.desk.models.work import Job

# Whoever edits makes the next change within seconds, and an analysis costs seconds of a core: one is made for all.
PAUSE = timedelta(seconds=3)
LONGEST = timedelta(seconds=20)  # that the first of many changes waits for the last


def lay(negotiation: Negotiation, judgement: Judgement, *, base: int, by: User) -> Revision:
    """Keep a judgement made over revision `base`, and have what comes of it analysed.

    Raises:
        Overtaken: a revision after `base` changed the same target; nothing is kept.
        CaseError: the judgement does not fit the case.
    """
    with transaction.atomic():
        revision = save_judgement(negotiation, judgement, base=base, by=by)
        analyse_soon(revision, by)
    return revision


def analyse_soon(revision: Revision, by: User | None) -> Job:
    """Have a new revision analysed, in place of the one before it if that still waits.

    Only what stands is worth the worker's time: of a negotiation that is edited over and over one analysis waits.
    """
    jobs, now = revision.negotiation.jobs, timezone.now()
    with transaction.atomic():
        overtaken = jobs.filter(kind="analyse", target=str(revision.number - 1), state=Job.State.QUEUED)
        since = min(overtaken.values_list("since", flat=True), default=now)
        said = f"Not begun: revision {revision.number} came meanwhile, and is analysed instead."
        overtaken.update(state=Job.State.CANCELLED, problem=said, ended_at=now)
        after = max(timedelta(0), min(PAUSE, since + LONGEST - now))
        return start(revision.negotiation, "analyse", str(revision.number), by, after=after, since=since)
