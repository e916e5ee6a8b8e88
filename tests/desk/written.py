"""Briefs for the tests of pages: written from a case and results made by hand, so that no model runs."""

from __future__ import annotations

from datetime import datetime

from tests.brief.cast import minerals, minerals_results

from parley.brief.compose import compose
from parley.case.judgements import apply
from parley.case.record import Case, Judgement


def analysed_case(negotiation, by, case: Case | None = None, results=None):
    """A revision of the negotiation with its analysis and brief."""
    from parley.desk.cases import save_draft
    from parley.desk.models.work import Analysis

    case = case or minerals()
    results = results or minerals_results(case)
    revision = save_draft(negotiation, case, by=by, why="for the test")
    found, _ = Analysis.objects.get_or_create(
        revision=revision,
        seed=negotiation.seed,
        draws=results.draws,
        defaults={"results_json": results.to_json(), "brief_json": compose(case, results).to_json()},
    )
    return found


def put_out(negotiation, people, case: Case | None = None, note: str = "First look."):
    """A published version of its brief."""
    from parley.desk.publishing import publish

    found = analysed_case(negotiation, people["alice"], case)
    return publish(negotiation, found, note=note, by=people["erin"])


def softened() -> Case:
    """The same case after Ukraine gave way on guarantees."""
    case = minerals()
    made = Judgement(
        id="j2",
        on="ukraine/security-guarantees/position",
        change={"value": 60, "low": 50, "high": 70},
        who="Erin",
        when=datetime(2025, 2, 23, 9),
        why="Kyiv spoke of stages",
    )
    return apply(case, [*case.judgements, made])
