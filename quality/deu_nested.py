"""The nested cross-validation of the distribution forecast: everything chosen inside the folds, by proposal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from quality.deu_models import SETS, Floats, Rows, Table, covered, crps, fit_logit, signs

from parley.analysis.spatial.distribution import softmax
from parley.analysis.spatial.grid import FEATURES

OUTER, INNER = 10, 5
RIDGES = (3.0, 10.0, 30.0)
COVERS = (50, 80, 90)
TRIED_LEVELS = tuple(round(level, 2) for level in np.arange(0.20, 0.991, 0.01))


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a training part chose, with the levels whose intervals cover what they say."""

    features: str  # key of SETS
    ridge: float
    levels: dict[int, float]  # 50, 80, 90 -> level


@dataclass(frozen=True, kw_only=True)
class Nested:
    """Forecasts of every issue by what was chosen and fitted without its proposal."""

    shares: Floats  # (issues, 21)
    inside: dict[int, NDArray[np.bool_]]  # 50, 80, 90 -> (issues,) the outcome lay in the interval
    choices: tuple[Choice, ...]


def folds(found: Table, rows: Rows, parts: int, seed: int) -> Iterator[tuple[Rows, Rows]]:
    """Training and test rows, no proposal on both sides."""
    proposals = np.unique(found.proposal[rows])
    np.random.default_rng(seed).shuffle(proposals)
    for part in np.array_split(proposals, parts):
        test = np.isin(found.proposal[rows], part)
        yield rows[~test], rows[test]


def nested(found: Table, *, seed: int, extra: Floats | None = None) -> Iterator[Nested]:
    """Yield after each outer fold what is known so far; the last is the whole.

    Args:
        extra: further features of each point, (issues, 21, features), that every choice takes along.
    """
    every = np.arange(len(found.outcome))
    shares = np.zeros(found.features.shape[:2])
    inside = {cover: np.zeros(every.size, dtype=np.bool_) for cover in COVERS}
    choices: list[Choice] = []
    for train, test in folds(found, every, OUTER, seed):
        chosen = choose(found, train, extra)
        shares[test] = _forecast(found, chosen.features, chosen.ridge, train, test, extra)
        for cover in COVERS:
            inside[cover][test] = covered(shares[test], found.outcome[test], chosen.levels[cover])
        choices.append(chosen)
        yield Nested(shares=shares, inside=inside, choices=tuple(choices))


def choose(found: Table, train: Rows, extra: Floats | None = None) -> Choice:
    """Choose features, penalty and interval levels on inner folds."""
    parts = list(folds(found, train, INNER, 1))
    rows = np.concatenate([test for _, test in parts])
    inner = {
        (name, ridge): np.concatenate([_forecast(found, name, ridge, known, test, extra) for known, test in parts])
        for name in SETS
        for ridge in RIDGES
    }
    name, ridge = min(inner, key=lambda key: float(crps(inner[key], found.outcome[rows]).mean()))
    levels = {cover: _level(inner[name, ridge], found.outcome[rows], cover) for cover in COVERS}
    return Choice(features=name, ridge=ridge, levels=levels)


def columns(name: str) -> list[int]:
    """Where the features of a set stand."""
    return [FEATURES.index(feature) for feature in SETS[name]]


def _forecast(found: Table, name: str, ridge: float, known: Rows, wanted: Rows, extra: Floats | None) -> Floats:
    seen, bounds = found.features[..., columns(name)], signs(SETS[name])
    if extra is not None:
        seen, bounds = np.concatenate([seen, extra], axis=-1), [*bounds, *[(None, None)] * extra.shape[-1]]
    return softmax(seen[wanted] @ fit_logit(seen[known], found.target[known], ridge, bounds))


def _level(shares: Floats, outcome: Floats, cover: int) -> float:
    """The level whose intervals cover most nearly so many of 100; the widest of those that tie."""
    off = [abs(float(covered(shares, outcome, level).mean()) - cover / 100) for level in TRIED_LEVELS]
    return max(level for level, miss in zip(TRIED_LEVELS, off, strict=True) if miss <= min(off) + 1e-12)
