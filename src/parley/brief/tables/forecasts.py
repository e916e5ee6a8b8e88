"""Where each issue would settle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, line, table
from parley.brief.tables.words import errors

if TYPE_CHECKING:
    from parley.analysis.result import Interval, IssueForecast, ModelForecast, Outlook
    from parley.analysis.results import Results
    from parley.brief.tables.words import Names

MAIN = (("weighted mean", "weighted_mean"), ("weighted median", "weighted_median"), ("Condorcet", "condorcet"))


def tables(results: Results, names: Names) -> list[Part]:
    """Where each issue may end; then each model in a row and each issue in a column."""
    found = results.forecasts
    if not found:
        return []
    ends = ("issue", "most likely about", "8 in 10 within", "9 in 10 within")
    outlooks = [_ends(forecast.issue, forecast.outlook, names) for forecast in found if forecast.outlook]
    return [
        table("Where each issue may end (fitted on EU decisions; elsewhere uncalibrated)", ends, outlooks),
        *_by_model("Where each issue would settle (uncalibrated)", found, names, _main(found, names)),
        *_by_others(found, names),
    ]


def _ends(issue: str, outlook: Outlook, names: Names) -> tuple[str, ...]:
    eight, nine = (outlook.low80, outlook.high80), (outlook.low90, outlook.high90)
    return (
        names.issue(issue),
        names.place(issue, outlook.median),
        *(names.stretch(issue, each) for each in (eight, nine)),
    )


def _main(found: Sequence[IssueForecast], names: Names) -> list[tuple[str, ...]]:
    rows = [
        (name, *(names.range_on(forecast.issue, getattr(forecast, field)) for forecast in found))
        for name, field in MAIN
    ]
    return [*rows, ("defaults among inputs", *(f"{forecast.default_share:.0%}" for forecast in found))]


def _by_model(title: str, found: Sequence[IssueForecast], names: Names, rows: list[tuple[str, ...]]) -> list[Part]:
    """Models in rows, as many issues beside each other as the page is wide."""
    parts: list[Part] = []
    most = names.fit(first=15, each=13)
    for start in range(0, len(found), most):
        columns = (names.issue(forecast.issue) for forecast in found[start : start + most])
        part = [(row[0], *row[1 + start : 1 + start + most]) for row in rows]
        parts.append(table(title if not start else f"{title}, continued", ("model", *columns), part))
    every: list[Interval] = [getattr(forecast, field) for forecast in found for _, field in MAIN]
    return [*parts, line(f"Points of each issue's scale; Monte Carlo error at most ±{errors(every)}")]


def _by_others(found: Sequence[IssueForecast], names: Names) -> list[Part]:
    models = found[0].others
    if not models:
        return []
    rows = [
        (model.name, *(_cell(forecast.others[at], forecast.issue, names) for forecast in found))
        for at, model in enumerate(models)
    ]
    draws = ", ".join(f"{model.name} {model.method.draws:,}" for model in models)
    every = [model.forecast for forecast in found for model in forecast.others if model.forecast]
    *parts, _ = _by_model("By other models (uncalibrated)", found, names, rows)
    said = f"Monte Carlo error at most ±{errors(every)}. Draws: {draws}. None has been shown to come nearer to outcomes"
    return [*parts, line(said)]


def _cell(model: ModelForecast, issue: str, names: Names) -> str:
    return model.note if model.forecast is None else names.range_on(issue, model.forecast)
