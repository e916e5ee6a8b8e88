"""What follows when somebody judges: the judgement is kept, and the case it gives is analysed."""

from __future__ import annotations

from django.db import transaction

from parley.case.record import Judgement
from parley.desk.cases import save_judgement
from parley.desk.jobs import start
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User
from parley.desk.models.work import Job


def lay(negotiation: Negotiation, judgement: Judgement, *, base: int, by: User) -> Revision:
    """Keep a judgement made over revision `base`, and have what comes of it analysed.

    An analysis of the revision before that has not begun is given up: only what stands is worth the worker's time.

    Raises:
        Overtaken: a revision after `base` changed the same target; nothing is kept.
        CaseError: the judgement does not fit the case.
    """
    with transaction.atomic():
        revision = save_judgement(negotiation, judgement, base=base, by=by)
        overtaken = {"kind": "analyse", "target": str(revision.number - 1), "state": Job.State.QUEUED}
        Job.objects.filter(negotiation=negotiation, **overtaken).update(state=Job.State.CANCELLED)
        start(negotiation, "analyse", str(revision.number), by)
    return revision
