"""The table of `deu.py`: every model on every issue, its scores, and the shipped numbers written anew."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from quality.deu_data import Decision, decisions
from quality.deu_models import (
    POINTS,
    SETS,
    Floats,
    Table,
    covered,
    crps,
    dressed,
    fit_logit,
    log_score,
    quantile,
    signs,
    table,
    with_positions,
)
from quality.deu_nested import COVERS, Nested, choose, columns, nested

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "deu"
FITTED = ROOT / "src" / "parley" / "analysis" / "spatial" / "fitted.py"
RESAMPLES = 2_000


class Forecast(NamedTuple):
    """One model on all issues."""

    point: Floats  # (issues,), 0 to 100
    shares: Floats | None = None  # (issues, 21); None: no distribution
    inside: dict[int, NDArray[np.bool_]] | None = None  # calibrated intervals, where the model has them


def main(words: str) -> None:
    """Run what the command line asks for; `words` are its help."""
    given = _arguments(words)
    every = decisions(given.data)
    found = table(every)
    if given.fit:
        FITTED.write_text(fitted(found), encoding="utf-8")
        print(f"wrote {FITTED.relative_to(ROOT)}")
    forecasts = _forecasts(found, every, given.shuffles)
    figures = {name: scores(found, forecast) for name, forecast in forecasts.items()}
    for name in forecasts:
        figures[name] |= _differences(found, forecasts, name)
    _show(figures)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _arguments(words: str) -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--fit", action="store_true", help="fit the shipped numbers on all issues and write them")
    arguments.add_argument("--shuffles", type=int, default=1, help="shuffles of the folds; from 2 on each has a row")
    given = arguments.parse_args()
    if not (given.data / "issues.csv").is_file():
        arguments.error(f"there is no issues.csv in {given.data}; name the folder of the DEU tables with --data")
    return given


def _forecasts(found: Table, every: list[Decision], shuffles: int) -> dict[str, Forecast]:
    rows = np.arange(len(found.outcome))
    bare, election = dressed(found, "mean", rows, rows), dressed(found, "election", rows, rows)
    forecasts = {
        "weighted_mean": Forecast(found.mean, bare),
        "weighted_mean_30": _median_of(with_positions(found, bare, rows, 0.3)),
        "weighted_mean_50": _median_of(with_positions(found, bare, rows, 0.5)),
        "weighted_mean_plain": Forecast(found.mean, dressed(found, "mean", rows, rows, alike=False)),
        "weighted_median": Forecast(found.median),
        "election_linear": Forecast(found.linear),
        "election_quadratic": Forecast(found.election, election),
        "election_quadratic_30": _median_of(with_positions(found, election, rows, 0.3)),
        "nested": _nested(found, 0, "the shipped forecast"),
        "nested_with_union_features": _nested(found, 0, "with features only the Union has", _union(every)),
    }
    for seed in range(1, shuffles):
        forecasts[f"nested_shuffle_{seed}"] = _nested(found, seed, f"folds shuffled again, {seed}")
    return forecasts


def _median_of(shares: Floats) -> Forecast:
    return Forecast(quantile(shares, 0.5), shares)


def _nested(found: Table, seed: int, words: str, extra: Floats | None = None) -> Forecast:
    whole = _last(nested(found, seed=seed, extra=extra), words)
    return Forecast(quantile(whole.shares, 0.5), whole.shares, whole.inside)


def _last(parts: Iterable[Nested], words: str) -> Nested:
    """The last of the parts, with a bar while they come."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    *_, found = track(parts, description=words, total=10, console=console)
    return found


def _union(every: list[Decision]) -> Floats:
    """How far each point is from the Commission, the Parliament and the reference point, (issues, 21, 3)."""
    far = np.zeros((len(every), POINTS.size, 3))
    for row, decision in enumerate(every):
        stands = dict(zip(decision.actors, decision.position, strict=True))
        for at, place in enumerate((stands.get("com"), stands.get("ep"), decision.reference)):
            if place is not None:
                far[row, :, at] = np.abs(POINTS - place) / 100
    return far


def scores(found: Table, forecast: Forecast) -> dict[str, float]:
    """Errors of the point and, where there is one, scores of the distribution."""
    error = np.abs(forecast.point - found.outcome)
    figures = {
        "mae": float(error.mean()),
        "median_error": float(np.median(error)),
        "rmse": float(np.sqrt((error**2).mean())),
        "hit5": float((error <= 5 + 1e-9).mean()),
        "hit10": float((error <= 10 + 1e-9).mean()),
    }
    if forecast.shares is not None:
        figures["crps"] = float(crps(forecast.shares, found.outcome).mean())
        figures["log_score"] = float(log_score(forecast.shares, found.target).mean())
        for cover in COVERS:
            inside = forecast.inside[cover] if forecast.inside else covered(forecast.shares, found.outcome, cover / 100)
            figures[f"cover{cover}"] = float(inside.mean())
    return figures


def _differences(found: Table, forecasts: dict[str, Forecast], name: str) -> dict[str, float]:
    """Against the dressed mean, with 95 % intervals by resampling proposals; below 0 is better."""
    bar, mine = forecasts["weighted_mean"], forecasts[name]
    if mine is bar:
        return {}
    error = np.abs(mine.point - found.outcome) - np.abs(bar.point - found.outcome)
    figures = _interval("mae_difference", found, error)
    if mine.shares is not None and bar.shares is not None:
        better = crps(mine.shares, found.outcome) - crps(bar.shares, found.outcome)
        figures |= _interval("crps_difference", found, better)
    return figures


def _interval(name: str, found: Table, difference: Floats) -> dict[str, float]:
    proposals, place = np.unique(found.proposal, return_inverse=True)
    total, count = np.bincount(place, difference), np.bincount(place)
    drawn = np.random.default_rng(0).integers(0, proposals.size, size=(RESAMPLES, proposals.size))
    means = total[drawn].sum(axis=1) / count[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return {name: float(difference.mean()), f"{name}_low": float(low), f"{name}_high": float(high)}


def fitted(found: Table) -> str:
    """The module of the shipped numbers, chosen by inner folds over all issues and fitted on all."""
    every = np.arange(len(found.outcome))
    chosen = choose(found, every)
    seen = found.features[..., columns(chosen.features)]
    weights = fit_logit(seen, found.target, chosen.ridge, signs(SETS[chosen.features]))
    lines = [f'    "{name}": {weight + 0.0:.6g},' for name, weight in zip(SETS[chosen.features], weights, strict=True)]
    levels = ", ".join(f"{cover}: {chosen.levels[cover]:.2f}" for cover in COVERS)
    return "\n".join(
        [
            '"""Numbers of the distribution forecast, written by `python quality/deu.py --fit`; do not edit by hand.',
            "",
            f"Features “{chosen.features}”, ridge {chosen.ridge:g}, chosen by five folds by proposal.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "# Weights of the features of `grid.FEATURES`; those not named were not chosen.",
            "COEFFICIENTS: dict[str, float] = {",
            *lines,
            "}",
            "",
            "# So many of 100 outcomes -> the share of the distribution whose interval held them.",
            f"LEVELS: dict[int, float] = {{{levels}}}",
            "",
        ]
    )


def _show(figures: dict[str, dict[str, float]]) -> None:
    from rich.console import Console
    from rich.table import Table as Grid

    names = ("mae", "median_error", "rmse", "hit5", "hit10", "crps", "log_score", "cover50", "cover80", "cover90")
    grid = Grid("model", *names, "CRPS against the dressed mean [95 %]")
    for model, row in figures.items():
        cells = [f"{row[name]:.3f}" if name in row else "" for name in names]
        against = "{crps_difference:+.2f} [{crps_difference_low:+.2f}, {crps_difference_high:+.2f}]"
        grid.add_row(model, *cells, against.format(**row) if "crps_difference" in row else "")
    Console(width=190).print(grid)
