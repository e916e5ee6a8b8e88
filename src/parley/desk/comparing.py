"""Two revisions of a case side by side: what differs in the case, and in what comes of it."""

from __future__ import annotations

from typing import Any

from parley.analysis.differences import Comparison, compared
from parley.analysis.moved import moves
from parley.case.changes import changes, figure, issue_name
from parley.case.record import Case
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.work import Analysis, Job


def side_by_side(negotiation: Negotiation, old: Revision, new: Revision) -> dict[str, Any]:
    """What differs between two revisions; where one is not analysed yet, its job instead of the forecast."""
    results = [analysis_of(negotiation, each) for each in (old, new)]
    found: dict[str, Any] = {
        "changes": [each.model_dump() for each in changes(old.case, new.case)],
        "missing": [each.number for each, one in zip((old, new), results, strict=True) if one is None],
        "jobs": [],
        "failed": [],
    }
    if results[0] and results[1]:
        before, after = results[0].results, results[1].results
        found["moves"] = [each.model_dump() for each in moves((old.case, before), (new.case, after))]
        found["figures"] = _figures(new.case, compared(before, after, ()))
        found["method"] = {"seed": after.seed, "draws": after.draws}
    else:
        jobs = {number: _job(negotiation, number) for number in found["missing"]}
        found["jobs"] = [job for job in jobs.values() if job is not None and job.is_open]
        found["failed"] = [job for job in jobs.values() if job is not None and job.state == Job.State.FAILED]
        found["missing"] = [number for number, job in jobs.items() if job is None or not job.is_open]
    return found


def analysis_of(negotiation: Negotiation, revision: Revision) -> Analysis | None:
    """What a revision comes to, by the negotiation's own seed; None: it is not worked out yet."""
    return revision.analyses.filter(seed=negotiation.seed).order_by("-draws").first()


def _job(negotiation: Negotiation, number: int) -> Job | None:
    return negotiation.jobs.filter(kind="analyse", target=str(number)).order_by("-made_at").first()


def _figures(case: Case, comparison: Comparison) -> list[dict[str, Any]]:
    """Every figure of both analyses; an issue's by the issue's name."""
    rows = []
    for each in comparison.differences:
        kind, _, key = each.of.partition("/")
        words = f"forecast for {issue_name(case, key)}, weighted mean" if kind == "forecast" else each.words
        rows.append(
            {
                "of": each.of,
                "words": words,
                "before": "" if each.before is None else figure(each.before),
                "after": "" if each.after is None else figure(each.after),
                "change": "" if each.change is None else f"{round(each.change, 2) + 0:+g}",
            }
        )
    return rows
