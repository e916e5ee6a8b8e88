"""Analysing a revision and composing its brief."""

from __future__ import annotations

from django.conf import settings

from parley.desk.jobs import Effect, Report
from parley.desk.models.work import Analysis, Job
from parley.desk.pictures import figures_of, svgs
from parley.desk.work.moving import tell, what_moved


def analyse_revision(job: Job, report: Report) -> Effect:
    """Work out what a revision comes to and write its brief."""
    from parley.analysis.analyse import analyse
    from parley.brief.compose import compose

    revision = job.negotiation.revisions.get(number=int(job.target))
    seed, draws = job.negotiation.seed, settings.PARLEY_DRAWS

    def progress(step: str, share: float) -> None:
        report(step if share < 1 else "composing the brief", share * 0.95)  # when its numbers are done, the job is not

    results = analyse(revision.case, seed=seed, draws=draws, progress=progress)
    brief = compose(revision.case, results)
    report("drawing the charts", 0.98)
    svgs(figures_of(brief))  # keyed by content: kept whether or not the analysis is
    news = what_moved(revision, results)
    # Written out before the database is held: who saves meanwhile would wait for a worker that lets others go first.
    written = {"results_json": results.to_json(), "brief_json": brief.to_json()}

    def effect() -> None:
        Analysis.objects.update_or_create(revision=revision, seed=seed, draws=draws, defaults=written)
        if news is not None:
            tell(*news)

    return effect
