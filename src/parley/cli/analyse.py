"""`parley analyse`: where the issues would settle, what could be agreed, and the open questions answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, CaseSource, Draws, OfficeHolders, Output, Pipeline, Seed, Shape

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.result import Answer, Bargaining, Interval, IssueForecast, Results


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
    put(results.to_json() if as_json or form is Shape.json else show(results), output)


def show(results: Results) -> str:
    """Results as tables with their methods below."""
    from parley.cli.view import line, render, table

    head = (
        f"{results.title}: seed {results.seed}, {results.draws:,} draws, "
        f"{results.default_share:.0%} of the inputs are defaults; all probabilities are uncalibrated"
    )
    parts: list[RenderableType] = [line(head, "bold")]
    if results.forecasts:
        columns = ("issue", "weighted mean", "weighted median", "Condorcet", "defaults")
        parts.append(table("Where each issue would settle", columns, map(_forecast, results.forecasts)))
    if results.bargaining:
        parts += _bargaining(results.bargaining)
    if results.answers:
        asked = ("question", "answer", "range", "method", "defaults", "would flip if")
        parts.append(table("Open questions (uncalibrated)", asked, map(_answer, results.answers)))
    if results.counterfactuals:
        rows = (
            (counter.name, effect, interval(change))
            for counter in results.counterfactuals
            for effect, change in counter.effects.items()
        )
        parts.append(table("What if", ("change", "effect on", "difference"), rows))
    parts += [line(f"{finding.level}: {finding.message}") for finding in results.findings]
    return render(*parts)


def interval(part: Interval) -> str:
    """A value with its 5th and 95th percentile."""
    return f"{part.value:.3g} [{part.low:.3g}, {part.high:.3g}]{' ' + part.unit if part.unit else ''}"


def _forecast(forecast: IssueForecast) -> tuple[str, ...]:
    models = (forecast.weighted_mean, forecast.weighted_median, forecast.condorcet)
    return (forecast.issue, *map(interval, models), f"{forecast.default_share:.0%}")


def _bargaining(result: Bargaining) -> list[RenderableType]:
    from parley.cli.view import line, table

    counts = (
        f"{result.packages:,} packages over {len(result.issues)} issues; {result.acceptable:,} at least as good as "
        f"walking away for everybody; {result.frontier_size:,} efficient. Chance of such a package over the draws: "
        f"{interval(result.zopa)} (uncalibrated)"
    )
    rows = [
        (
            solution.name,
            "; ".join(f"{issue}: {label}" for issue, label in package.labels.items()),
            ", ".join(f"{party} {gain:+.2f}" for party, gain in package.gain.items()),
        )
        for solution in result.solutions
        for package in solution.packages[:1]
    ]
    walk = ", ".join(f"{party} {value:.2f}" for party, value in result.walk_away.items())
    return [
        line(counts),
        line(f"Walking away is worth: {walk}"),
        table("What could be agreed", ("solution", "package (the first where several tie)", "gain"), rows),
    ]


def _answer(answer: Answer) -> tuple[str, ...]:
    value = f"{answer.value:.0%}" if answer.form == "probability" else f"{answer.value:+.3g} {answer.unit}"
    spread = f"{answer.low:.3g} to {answer.high:.3g}"
    flip = answer.flip.words if answer.flip else "nothing found"
    return (answer.text, value, spread, answer.method.name, f"{answer.default_share:.0%}", flip)
