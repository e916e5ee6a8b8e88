"""Where each issue would settle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import line, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.result import IssueForecast, ModelForecast, Outlook
    from parley.analysis.results import Results


def tables(results: Results) -> list[RenderableType]:
    """One row an issue, one column a model; then a row for each issue and other model."""
    if not results.forecasts:
        return []
    ends = ("issue", "most likely about", "8 in 10 within", "9 in 10 within")
    outlooks = [(forecast.issue, forecast.outlook) for forecast in results.forecasts if forecast.outlook]
    columns = ("issue", "weighted mean", "weighted median", "Condorcet", "defaults")
    return [
        table("Where each issue may end (fitted on EU decisions; elsewhere uncalibrated)", ends, map(_ends, outlooks)),
        table("Where each issue would settle", columns, map(_row, results.forecasts)),
        *_by_others(results.forecasts),
    ]


def _ends(found: tuple[str, Outlook]) -> tuple[str, ...]:
    issue, outlook = found
    eight, nine = (outlook.low80, outlook.high80), (outlook.low90, outlook.high90)
    return (issue, f"{outlook.median:.3g}", *(f"{low:.3g} to {high:.3g}" for low, high in (eight, nine)))


def _by_others(forecasts: Sequence[IssueForecast]) -> list[RenderableType]:
    models = forecasts[0].others
    if not models:
        return []
    rows = ((forecast.issue, *map(_cell, forecast.others)) for forecast in forecasts)
    draws = ", ".join(f"{model.name} {model.method.draws:,}" for model in models)
    return [
        table("By other models", ("issue", *(model.name for model in models)), rows),
        line(f"Draws: {draws}. None has been shown to come nearer to known outcomes"),
    ]


def _row(forecast: IssueForecast) -> tuple[str, ...]:
    models = (forecast.weighted_mean, forecast.weighted_median, forecast.condorcet)
    return (forecast.issue, *map(interval, models), f"{forecast.default_share:.0%}")


def _cell(model: ModelForecast) -> str:
    return model.note if model.forecast is None else interval(model.forecast.model_copy(update={"unit": ""}))
