"""Where each issue would settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.result import IssueForecast
    from parley.analysis.results import Results


def tables(results: Results) -> list[RenderableType]:
    """One row an issue, one column a model."""
    if not results.forecasts:
        return []
    columns = ("issue", "weighted mean", "weighted median", "Condorcet", "defaults")
    return [table("Where each issue would settle", columns, map(_row, results.forecasts))]


def _row(forecast: IssueForecast) -> tuple[str, ...]:
    models = (forecast.weighted_mean, forecast.weighted_median, forecast.condorcet)
    return (forecast.issue, *map(interval, models), f"{forecast.default_share:.0%}")
