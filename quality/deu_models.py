"""The forecasts that `deu.py` compares: the dressed mean and elections, a conditional logit, and pools of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from quality.deu_data import Decision
from scipy.optimize import minimize

from parley.analysis.spatial.distribution import reached, softmax
from parley.analysis.spatial.election import condorcet
from parley.analysis.spatial.grid import FEATURES, FOR, FREE, GRID, NOBODY, features
from parley.analysis.spatial.models import weighted_mean, weighted_median

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Bound = tuple[float | None, float | None]

POINTS = 100 * GRID
CENTRES = ("mean", "election")
LIKENESS = (6.0, 10.0)  # of two issues: standard deviations in spread and in distance of the mean from 50
LEAST = 0.001  # share of a point in the log score, so that no forecast is infinitely wrong

# What the logit may choose from, inside each fold.
SETS: dict[str, tuple[str, ...]] = {
    "six": (
        "log of weight there",
        "somebody is there",
        "distance from the election, in spreads",
        "is an end",
        "distance from the weighted mean",
        "how unevenly weight lies on both sides",
    ),
    "wide": FEATURES,
}


@dataclass(frozen=True, kw_only=True)
class Table:
    """What every model needs of the issues, one row an issue."""

    outcome: Floats  # (issues,), 0 to 100
    proposal: NDArray[np.str_]
    mean: Floats
    median: Floats  # the smaller of two
    election: Floats  # quadratic, m = 2
    linear: Floats  # linear, m = 1
    spread: Floats  # weighted standard deviation of positions
    there: Floats  # (issues, 21) share of weight within 2.5 of each point
    features: Floats  # (issues, 21, features)

    @property
    def target(self) -> Rows:
        """The point of the grid nearest to each outcome."""
        nearest = np.argmin(np.abs(POINTS[None, :] - self.outcome[:, None]), axis=1)
        return np.asarray(nearest, dtype=np.intp)

    def centre(self, name: str) -> Floats:
        return self.mean if name == "mean" else self.election


def table(decisions: list[Decision]) -> Table:
    """Work the issues out once; they do not differ in number of actors by much, but they do differ."""
    at = [_each(decision) for decision in decisions]
    seen = np.concatenate([_seen(each) for each in decisions], axis=0)
    return Table(
        outcome=np.array([decision.outcome for decision in decisions]),
        proposal=np.array([decision.proposal for decision in decisions]),
        mean=np.array([row[0] for row in at]),
        median=np.array([row[1] for row in at]),
        election=np.array([row[2] for row in at]),
        linear=np.array([row[3] for row in at]),
        spread=np.array([row[4] for row in at]),
        there=np.exp(seen[..., FEATURES.index("log of weight there")]) - NOBODY,
        features=seen,
    )


def _seen(decision: Decision) -> Floats:
    return features(decision.position[None] / 100, decision.salience[None] / 100, decision.capability[None])


def _each(decision: Decision) -> tuple[float, ...]:
    x, w = decision.position[None], decision.weight[None]
    mean = weighted_mean(x, w)[0]
    spread = float(np.sqrt((w * (x - mean) ** 2).sum() / w.sum()))
    return (
        float(mean),
        float(weighted_median(x, w, side="lower")[0]),
        float(condorcet(x, w, m=2.0, loss="quadratic")[0]),
        float(condorcet(x, w)[0]),
        spread,
    )


def dressed(found: Table, centre: str, known: Rows, wanted: Rows, *, alike: bool = True) -> Floats:
    """A centre with the residuals of other proposals, turned to its own side and weighted by likeness.

    Args:
        known: issues whose outcome may be used.
        wanted: issues to forecast.
        alike: weigh and turn residuals; False: all alike, in both signs.

    Returns:
        Shares of the 21 points, shape (wanted, 21).
    """
    at = found.centre(centre)
    residual = found.outcome - at
    side = np.where(at >= 50, 1.0, -1.0)
    shares = np.zeros((wanted.size, POINTS.size))
    for row, issue in enumerate(wanted):
        others = known[found.proposal[known] != found.proposal[issue]]
        if alike:
            apart = (found.spread[others] - found.spread[issue]) / LIKENESS[0]
            off = (np.abs(at[others] - 50) - abs(at[issue] - 50)) / LIKENESS[1]
            weight = np.exp(-(apart**2) / 2 - off**2 / 2)
            value = at[issue] + residual[others] * side[others] * side[issue]
        else:
            weight = np.ones(2 * others.size)
            value = at[issue] + np.concatenate([residual[others], -residual[others]])
        point = np.rint(np.clip(value, 0, 100) / 5).astype(np.intp)
        np.add.at(shares[row], point, weight / weight.sum())
    return shares


def with_positions(found: Table, shares: Floats, wanted: Rows, part: float) -> Floats:
    """Move a part of the whole to where weight stands, as far as that is near a point of the grid."""
    there = found.there[wanted]
    total = there.sum(axis=1, keepdims=True)
    held = np.where(total > 0, there / np.where(total > 0, total, 1.0), shares)
    return (1 - part) * shares + part * held


def signs(names: Sequence[str]) -> list[Bound]:
    """Which way each feature may count."""
    return [(None, None) if name in FREE else (0.0, None) if name in FOR else (None, 0.0) for name in names]


def fit_logit(seen: Floats, target: Rows, ridge: float, bounds: Sequence[Bound] | None = None) -> Floats:
    """Coefficients of a conditional logit over the points, on features scaled by their spread.

    Args:
        seen: shape (issues, 21, features).
        target: the point that came true in each.
        ridge: penalty on the squared coefficients of the scaled features.
        bounds: least and largest coefficient of each feature; None: none.
    """
    scale = seen.reshape(-1, seen.shape[-1]).std(axis=0)
    x = seen / scale
    rows = np.arange(len(target))

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        shares = softmax(x @ coefficients)
        value = -np.log(shares[rows, target]).sum() + ridge / 2 * coefficients @ coefficients
        slope = (shares[..., None] * x).sum(axis=(0, 1)) - x[rows, target].sum(axis=0) + ridge * coefficients
        return float(value), slope

    done = minimize(loss, np.zeros(x.shape[-1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return np.asarray(done.x / scale, dtype=np.float64)


def crps(shares: Floats, outcome: Floats) -> Floats:
    """The continuous ranked probability score of points with shares, in points of 100, one for each issue.

    Source:
        Gneiting and Raftery (2007), Journal of the American Statistical Association 102, eq. 21.
    """
    off = (shares * np.abs(POINTS[None, :] - outcome[:, None])).sum(axis=1)
    apart = np.abs(POINTS[:, None] - POINTS[None, :])
    return np.asarray(off - np.einsum("ip,iq,pq->i", shares, shares, apart) / 2, dtype=np.float64)


def log_score(shares: Floats, target: Rows) -> Floats:
    """Minus the logarithm of the share of the point that came true; lower is better."""
    return np.asarray(-np.log(np.maximum(shares[np.arange(len(target)), target], LEAST)), dtype=np.float64)


def quantile(shares: Floats, level: float) -> Floats:
    """The point at which the cumulative share reaches a level, 0 to 100."""
    return 100 * reached(shares, level)


def covered(shares: Floats, outcome: Floats, level: float) -> NDArray[np.bool_]:
    """Whether each outcome lies in the central interval of a level."""
    low, high = quantile(shares, (1 - level) / 2), quantile(shares, (1 + level) / 2)
    return np.asarray((low - 1e-9 <= outcome) & (outcome <= high + 1e-9))
