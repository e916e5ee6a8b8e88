"""Where each issue would settle, by three spatial models, over the case's ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DISTRIBUTION, SAMPLING, WEIGHING, DrawSet, point
from parley.analysis.inputs import default_share
from parley.analysis.interval import interval
from parley.analysis.result import IssueForecast, Method
from parley.analysis.spatial.actors import ALIKE, actors, affordable
from parley.analysis.spatial.election import CONDORCET_SOURCE, condorcet
from parley.analysis.spatial.models import MEAN_SOURCE, MEDIAN_SOURCE, weighted_mean, weighted_median
from parley.analysis.spatial.others import other_models
from parley.analysis.spatial.outlook import outlook
from parley.case.record import Case, Estimate, Issue
from parley.record import Finding

Floats = NDArray[np.float64]

BINS = 20  # of the density, over the issue's scale

EXPONENT = 1.0  # m of the election

# Cells (see `affordable`) of the election. Ten actors on ten issues take every draw of 10,000, thirty on ten 1,333;
# 200 states on ten get 50, some three seconds on one core. The method says how many.
_ELECTION_CELLS = 12_000_000


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """One issue by each model over draws, on its scale; nan in a draw where nobody has weight."""

    mean: Floats  # (draws,)
    median: Floats  # (draws,)
    condorcet: Floats  # (draws,), fewer where there are very many actors


def settle(drawn: DrawSet, issue: int) -> Settlement:
    """Run the three models on one issue, given by its index in the case."""
    pull = actors(drawn, issue)
    if pull.position.shape[1] == 0:
        nothing = np.full(drawn.draws, np.nan)
        return Settlement(mean=nothing, median=nothing, condorcet=nothing)
    few = pull.first(affordable(drawn, pull.position.shape[1], _ELECTION_CELLS))
    return Settlement(
        mean=weighted_mean(pull.position, pull.weight),
        median=weighted_median(pull.position, pull.weight),
        condorcet=condorcet(few.position, few.weight, m=EXPONENT, alike=few.alike),
    )


def compromise(drawn: DrawSet, issue: int) -> Floats:
    """The weighted mean alone, shape (draws,): the model that costs next to nothing, for comparisons by the dozen."""
    pull = actors(drawn, issue)
    return weighted_mean(pull.position, pull.weight)


def forecast_issues(case: Case, drawn: DrawSet) -> tuple[tuple[IssueForecast, ...], tuple[Finding, ...]]:
    """Forecast every issue on which somebody with weight has a stance; the others are named in findings."""
    at = point(case)
    forecasts, findings = [], []
    for index, issue in enumerate(case.issues):
        here, over = settle(at, index), settle(drawn, index)
        if np.isnan(here.mean[0]):
            findings.append(_nobody(issue))
            continue
        others = tuple(other_models(at, drawn, index, issue.scale.unit))
        forecasts.append(_forecast(case, issue, here, over, drawn).model_copy(update={"others": others}))
    return tuple(forecasts), tuple(findings)


def _nobody(issue: Issue) -> Finding:
    return Finding(
        level="warning",
        code="issue-without-weight",
        message=f"No party with influence and salience has a stance on “{issue.name}”, so no settlement is forecast. "
        f"Give at least one party a position on it.",
        where=f"issue/{issue.key}",
    )


def _forecast(case: Case, issue: Issue, here: Settlement, over: Settlement, drawn: DrawSet) -> IssueForecast:
    estimates = stance_estimates(case, issue.key)
    unit = issue.scale.unit
    pull = actors(drawn, case.issues.index(issue))
    return IssueForecast(
        issue=issue.key,
        weighted_mean=interval(float(here.mean[0]), over.mean, unit),
        weighted_median=interval(float(here.median[0]), over.median, unit),
        condorcet=interval(float(here.condorcet[0]), over.condorcet, unit),
        density=_density(issue, over),
        outlook=outlook(issue, drawn, pull.position, pull.salience, pull.influence, alike=ALIKE),
        methods=_methods(drawn, over),
        default_share=default_share(estimates),
        basis=tuple(sorted({id for estimate in estimates for id in estimate.basis})),
    )


def stance_estimates(case: Case, issue: str) -> list[Estimate]:
    """The numbers an issue's forecast rests on: position, salience and influence of all who weigh there."""
    weighing = {party.key: party for party in case.parties if party.role in WEIGHING}
    stances = [stance for stance in case.stances if stance.issue == issue and stance.party in weighing]
    return [
        estimate
        for stance in stances
        for estimate in (stance.position, stance.salience, weighing[stance.party].influence)
    ]


def _density(issue: Issue, over: Settlement) -> tuple[float, ...]:
    """The three models pooled in equal parts, as shares of the scale's 20 bins."""
    bounds = (issue.scale.low, issue.scale.high)
    total = np.zeros(BINS)
    for sample in (over.mean, over.median, over.condorcet):
        counts, _ = np.histogram(sample[np.isfinite(sample)], bins=BINS, range=bounds)
        total += counts / max(1, counts.sum()) / 3
    return tuple(round(float(share), 6) for share in total)


def _methods(drawn: DrawSet, over: Settlement) -> tuple[Method, ...]:
    shared: dict[str, str | float | int | bool] = {
        "weights": "influence x salience",
        "parties": "bargaining, mediating and outside parties with a stance",
        "distribution": DISTRIBUTION,
        "sampling": SAMPLING,
        "density": "the three models pooled in equal parts",
        "disagreement point": "none: every party counts, none can walk away",
    }
    election: dict[str, str | float | int | bool] = {
        "m": EXPONENT,
        "loss": "linear",
        "kind": "Markov-uniform",
        "candidates": f"distinct positions; nearer than {ALIKE:g} of the scale fade into one",
    }
    return (
        Method(name="weighted mean", parameters=shared, source=MEAN_SOURCE, seed=drawn.seed, draws=drawn.draws),
        Method(
            name="weighted median",
            parameters=shared | {"tie": "the middle of the lower and the upper median"},
            source=MEDIAN_SOURCE,
            seed=drawn.seed,
            draws=drawn.draws,
        ),
        Method(
            name="probabilistic Condorcet election",
            parameters=shared | election,
            source=CONDORCET_SOURCE.format(kind="Markov-uniform"),
            seed=drawn.seed,
            draws=over.condorcet.size,
        ),
    )
