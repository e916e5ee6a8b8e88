"""Screening and shares of variance of any function of independent inputs, each uniform on 0 to 1.

SALib does the same and brings pandas and matplotlib with it; these are the two methods Parley needs, in numpy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]  # (runs, inputs) -> (runs,)

MORRIS_SOURCE = "Morris (1991), Technometrics 33(2), 161-174; mean of absolute effects: Campolongo et al. (2007)"
SOBOL_SOURCE = "Saltelli et al. (2010), Computer Physics Communications 181(2), 259-270, table 2: (b) and (f)"

LEVELS = 4  # of the grid Morris walks on; the step is then 2/3


@dataclass(frozen=True, kw_only=True)
class Effects:
    """Elementary effects of each input, each array (inputs,), in the unit of the function."""

    mean: Floats  # keeps the sign: 0 where effects cancel
    mean_absolute: Floats  # how much the input matters at all
    spread: Floats  # standard deviation: how much its effect hangs on the other inputs


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Shares of the function's variance, each array (inputs,)."""

    first: Floats  # due to the input alone, 0 to 1 but for sampling error
    total: Floats  # with all it does together with others
    first_error: Floats  # standard errors over resampled runs
    total_error: Floats


def morris(function: Function, inputs: int, *, seed: int, paths: int = 10) -> Effects:
    """Walk through the inputs one at a time along random paths, and see how far each step moves the function.

    Args:
        function: takes all runs at once.
        inputs: how many there are.
        paths: each costs inputs + 1 runs.

    >>> effects = morris(lambda u: 3 * u[:, 0] - u[:, 1], 2, seed=0)
    >>> effects.mean.round(6), effects.spread.round(6)
    (array([ 3., -1.]), array([0., 0.]))
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    step = LEVELS / (2 * (LEVELS - 1))
    points, order, sign = _paths(generator, inputs, paths, step)
    values = function(points.reshape(-1, inputs)).reshape(paths, inputs + 1)
    effects = np.empty((paths, inputs))
    steps = np.diff(values, axis=1)
    rows = np.arange(paths)[:, None]
    effects[rows, order] = steps / (step * sign[rows, order])
    return Effects(
        mean=effects.mean(axis=0),
        mean_absolute=np.abs(effects).mean(axis=0),
        spread=effects.std(axis=0, ddof=1) if paths > 1 else np.zeros(inputs),
    )


def _paths(
    generator: np.random.Generator, inputs: int, paths: int, step: float
) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Points (paths, inputs + 1, inputs), the order inputs change in and the direction each takes."""
    low = generator.integers(0, LEVELS // 2, size=(paths, inputs)) / (LEVELS - 1)
    up = generator.random((paths, inputs)) < 0.5
    start = np.where(up, low, low + step)
    sign = np.where(up, 1.0, -1.0)
    order = np.argsort(generator.random((paths, inputs)), axis=1).astype(np.intp)
    points = np.repeat(start[:, None, :], inputs + 1, axis=1)
    for at in range(inputs):
        changed = order[:, at]
        rows = np.arange(paths)
        points[rows, at + 1 :, changed] += (step * sign[rows, changed])[:, None]
    return points, order, sign


def sobol(function: Function, inputs: int, *, seed: int, runs: int = 512) -> Shares:
    """Split the variance of a function among its inputs.

    Args:
        function: takes all runs at once; it is called once with runs x (inputs + 2) of them.
        runs: of the base sample; a latin hypercube.

    Returns:
        Zeros where the function does not vary.

    >>> shares = sobol(lambda u: 2 * u[:, 0] + u[:, 1], 2, seed=0, runs=2048)
    >>> shares.first.round(1)
    array([0.8, 0.2])
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    one, other = _hypercube(generator, runs, inputs), _hypercube(generator, runs, inputs)
    mixed = np.repeat(one[None], inputs, axis=0)
    for at in range(inputs):
        mixed[at, :, at] = other[:, at]
    values = function(np.concatenate([one, other, mixed.reshape(-1, inputs)])).reshape(inputs + 2, runs)
    at_one, at_other, at_mixed = values[0], values[1], values[2:]
    first, total = _shares(at_one, at_other, at_mixed)
    resampled = [_shares(at_one[rows], at_other[rows], at_mixed[:, rows]) for rows in _resamples(generator, runs)]
    return Shares(
        first=first,
        total=total,
        first_error=np.std([each[0] for each in resampled], axis=0),
        total_error=np.std([each[1] for each in resampled], axis=0),
    )


def _shares(at_one: Floats, at_other: Floats, at_mixed: Floats) -> tuple[Floats, Floats]:
    variance = float(np.concatenate([at_one, at_other]).var())
    if variance <= 1e-24:
        return np.zeros(len(at_mixed)), np.zeros(len(at_mixed))
    # Less its mean: the same estimator with far less noise where the function is far from 0.
    first = ((at_other - at_other.mean()) * (at_mixed - at_one)).mean(axis=1) / variance
    total = ((at_one - at_mixed) ** 2).mean(axis=1) / (2 * variance)
    return first, total


def _hypercube(generator: np.random.Generator, runs: int, inputs: int) -> Floats:
    strata = np.argsort(generator.random((runs, inputs)), axis=0)
    return np.asarray((strata + generator.random((runs, inputs))) / runs, dtype=np.float64)


def _resamples(generator: np.random.Generator, runs: int, times: int = 50) -> NDArray[np.intp]:
    return generator.integers(0, runs, size=(times, runs)).astype(np.intp)
