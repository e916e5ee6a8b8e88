"""`parley whatif`: what would change if one thing of the case were different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, CaseSource, Draws, Output, Seed

if TYPE_CHECKING:
    from parley.analysis.differences import Comparison, Difference
    from parley.brief.tables.words import Names
    from parley.case.record import Case


SAME = 1e-9  # smaller differences are rounding


def whatif_command(
    sources: CaseSource = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="PARTY", help="Leave this party out; may be given again.")
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a number of the case, as in iran/sanctions/position=60."),
    ] = None,
    double_pressure: Annotated[
        list[str] | None, typer.Option(metavar="PARTY", help="Double all pressure that this party puts on others.")
    ] = None,
    as_json: AsJson = False,
    output: Output = None,
    seed: Seed = 0,
    draws: Draws = 10_000,
    as_of: AsOf = None,
) -> None:
    """Change one thing of a case and print the differences, with the same random draws before and after.

    The case itself is not changed; parley case edit does that.
    """
    if not (without or setting or double_pressure):
        raise typer.BadParameter("say what should be different: --without, --set or --double-pressure")
    from parley.analysis.differences import changed, compared
    from parley.cli.inputs import case_of
    from parley.cli.output import put
    from parley.cli.progress import progress

    with progress() as report:
        case = case_of(sources, as_of=as_of, report=report)
        other, changes = changed(case, without or (), setting or (), double_pressure or ())
        from parley.analysis.analyse import analyse

        before = analyse(case, seed=seed, draws=draws, progress=report)
        after = analyse(other, seed=seed, draws=draws, progress=report)
    comparison = compared(before, after, changes)
    put(comparison.to_json() if as_json else show(comparison, case), output)


def show(comparison: Comparison, case: Case) -> str:
    """The differences as one table; what stays the same is counted."""
    from parley.brief.tables.words import Names
    from parley.cli.view import line, render, table

    names = Names(case)
    moved = [part for part in comparison.differences if part.change is None or abs(part.change) > SAME]
    rows = [
        (_figure(part, names), _number(part.before), _number(part.after), _number(part.change, signed=True))
        for part in moved
    ]
    same = len(comparison.differences) - len(moved)
    head = (
        f"What if: {'; '.join(comparison.changes)} (seed {comparison.seed}, {comparison.draws:,} draws, uncalibrated)"
    )
    parts = [line(head, "bold")]
    parts += [table("Differences", ("figure", "before", "after", "change"), rows)] if rows else []
    return render(*parts, line(f"{same} of {len(comparison.differences)} figures stay as they are."))


def _figure(part: Difference, names: Names) -> str:
    """What a figure is of, by the names of the case."""
    kind, _, key = part.of.partition("/")
    return f"{names.issue(key)}: weighted mean" if kind == "forecast" else part.words


def _number(value: float | None, *, signed: bool = False) -> str:
    if value is None:
        return "-"
    return f"{value:+.3g}" if signed else f"{value:.3g}"
