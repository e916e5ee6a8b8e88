"""What could be agreed over all issues at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import line, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.bargaining.result import Bargaining
    from parley.analysis.results import Results


def tables(results: Results) -> list[RenderableType]:
    """The zone of agreement, the walk-aways and one package for each solution."""
    return _bargaining(results.bargaining) if results.bargaining else []


def _bargaining(result: Bargaining) -> list[RenderableType]:
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
