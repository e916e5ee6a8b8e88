"""Trying a change out with all models: minutes rather than the second of a glance, so the worker does it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from parley.analysis.differences import changed, compared
from parley.analysis.results import Results
from parley.desk.jobs import Effect, Report, start
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import User
from parley.desk.models.work import Job, Trial
from parley.record import content_id

Given = dict[str, list[str]]  # arguments of `changed`: without, settings, doubled


def begin(negotiation: Negotiation, revision: Revision, given: Given, by: User) -> Trial:
    """Have a change worked out, unless that was done or is being done.

    Raises:
        ParleyError: the change does not fit the case.
    """
    changed(revision.case, **given)
    with transaction.atomic():
        trial, _ = Trial.objects.get_or_create(
            revision=revision, digest=content_id(sorted(given.items())), defaults={"given": given, "by": by}
        )
        if not trial.comparison_json:
            start(negotiation, "try-out", str(trial.pk), by)
    return trial


def try_out(job: Job, report: Report) -> Effect:
    """Analyse a case with a change beside the case as it is, both by the negotiation's seed."""
    from parley.analysis.analyse import analyse

    trial = Trial.objects.select_related("revision").get(pk=int(job.target))
    seed, draws = job.negotiation.seed, settings.PARLEY_DRAWS
    other, words = changed(trial.revision.case, **trial.given)
    before = _known(trial.revision, seed, draws)
    begins = 0.0 if before is not None else 0.5
    if before is None:
        before = analyse(
            trial.revision.case,
            seed=seed,
            draws=draws,
            progress=lambda step, share: report(f"as it is: {step}", share / 2),
        )
    after = analyse(
        other,
        seed=seed,
        draws=draws,
        progress=lambda step, share: report(f"with the change: {step}", begins + share * (1 - begins)),
    )
    comparison = compared(before, after, words)

    def effect() -> None:
        Trial.objects.filter(pk=trial.pk).update(comparison_json=comparison.to_json())

    return effect


def _known(revision: Revision, seed: int, draws: int) -> Results | None:
    """The revision's own analysis, where the desk has it."""
    found = revision.analyses.filter(seed=seed, draws=draws).first()
    return found.results if found is not None and found.is_readable() else None
