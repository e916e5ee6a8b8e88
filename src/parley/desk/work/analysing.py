"""Analysing a revision and composing its brief."""

from __future__ import annotations

from parley.desk.jobs import Effect, Report
from parley.desk.models.work import Analysis, Job

DRAWS = 10_000


def analyse_revision(job: Job, report: Report) -> Effect:
    """Work out what a revision comes to and write its brief."""
    from parley.analysis.analyse import analyse
    from parley.brief.compose import compose

    revision = job.negotiation.revisions.get(number=int(job.target))
    seed = job.negotiation.seed
    results = analyse(revision.case, seed=seed, draws=DRAWS, progress=lambda step, share: report(step, share * 0.95))
    report("composing the brief", 0.97)
    brief = compose(revision.case, results)

    def effect() -> None:
        Analysis.objects.get_or_create(
            revision=revision,
            seed=seed,
            draws=DRAWS,
            defaults={"results_json": results.to_json(), "brief_json": brief.to_json()},
        )

    return effect
