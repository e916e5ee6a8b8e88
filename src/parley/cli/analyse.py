"""`parley analyse`: where the issues would settle, what could be agreed, and the open questions answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, CaseSource, Draws, OfficeHolders, Output, Pipeline, Seed, Shape

if TYPE_CHECKING:
    from parley.analysis.results import Results
    from parley.case.record import Case


def analyse_command(
    sources: CaseSource = None,
    form: Annotated[Shape, typer.Option("--format", help="text for people, json for other programs.")] = Shape.text,
    as_json: AsJson = False,
    output: Output = None,
    seed: Seed = 0,
    draws: Draws = 10_000,
    as_of: AsOf = None,
    pipeline: Pipeline = None,
    office_holders: OfficeHolders = None,
) -> None:
    """Analyse a case: forecasts per issue, agreements by four solutions, counterfactuals, answers.

    Every number names its method, seed and share of defaults; probabilities are uncalibrated and say so.
    """
    from parley.cli.inputs import case_of
    from parley.cli.output import put
    from parley.cli.progress import progress

    with progress() as report:
        case = case_of(sources, as_of=as_of, pipeline=pipeline, office_holders=office_holders, report=report)
        from parley.analysis.analyse import analyse

        results = analyse(case, seed=seed, draws=draws, progress=report)
    put(results.to_json() if as_json or form is Shape.json else show(results, case), output)


def show(results: Results, case: Case) -> str:
    """Results as tables with the names of the case and their methods below, one family of models after the other."""
    from parley.brief.tables.families import FAMILIES
    from parley.brief.tables.words import Names
    from parley.cli.view import line, page_width, render, told

    head = (
        f"{results.title}: seed {results.seed}, {results.draws:,} draws, "
        f"{results.default_share:.0%} of the inputs are defaults; all probabilities are uncalibrated. "
        f"Read 50 [30, 70] ±0.1 as: 50 at the case's own values, 30 to 70 in 9 of 10 draws, Monte Carlo error 0.1"
    )
    parts, names = [line(head, "bold")], Names(case, page_width())
    for _, tables in FAMILIES:
        parts += map(told, tables(results, names))
    parts += [line(f"{finding.level}: {finding.message}") for finding in results.findings]
    return render(*parts)
