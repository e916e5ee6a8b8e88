"""What the agreement and each forecast hang on: a tornado, a screening of all inputs, shares of variance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from parley.analysis.chances import FRICTION
from parley.analysis.distribution import spread
from parley.analysis.draws import DISTRIBUTION, DrawSet, draw_at, point
from parley.analysis.inputs import Input, inputs
from parley.analysis.packages import PackageGrid
from parley.analysis.ratification.consent import consenting
from parley.analysis.result import Method, Swing
from parley.analysis.spatial.forecasts import compromise
from parley.analysis.uncertainty.result import Driver, Sensitivity, Shift, TurningPoint
from parley.analysis.uncertainty.sensitivity import MORRIS_SOURCE, SOBOL_SOURCE, morris, sobol
from parley.case.record import Case

Floats = NDArray[np.float64]
Figure = Callable[[DrawSet], Floats]

SHOWN = 8  # drivers of a figure: the widest swings, and the inputs whose variance is split
OF_A_FORECAST = 3
PATHS = 10
FEWEST_PATHS = 4
RUNS = 256
FEWEST_RUNS_OF_SHARES = 64
TOGETHER = 4  # inputs moved at once in the search for a turning point
FARTHEST = 4.0  # standard deviations each may move at most
STEPS = 80

# Numbers a sample may hold in each of its largest arrays: 64 MB.
_CELLS = 8_000_000

# Utilities worked out in all, a second or two on one core: parties who must consent times packages times runs. Ten
# parties and 2,187 packages take 6,858 runs; two hundred take 342, and only the widest of their ranges are looked at.
_WORTH = 150_000_000
_FEWEST_RUNS = 120
_Z95 = NormalDist().inv_cdf(0.95)


def drivers(case: Case, grid: PackageGrid | None, *, seed: int) -> tuple[Sensitivity, ...]:
    """Say what the agreement hangs on, then each forecast.

    Args:
        grid: the case's packages; None: fewer than two parties bargain, only forecasts are looked at.
        seed: of the screening and of the shares of variance.
    """
    found = [] if grid is None else [_of_agreement(case, grid, seed)]
    return (*found, *_of_forecasts(case))


def _of_agreement(case: Case, grid: PackageGrid, seed: int) -> Sensitivity:
    consents = consenting(case, point(case))
    affordable = max(_FEWEST_RUNS, _WORTH // max(1, consents.width * len(grid.values)))
    places = _widest(case, _moving_agreement(case, consents.heard), affordable // 6)
    sample = _Sample(case, places, lambda drawn: consents.settle(drawn, grid).margin)
    swings = sample.swings()
    paths = min(PATHS, affordable // 3 // (len(places) + 1))
    screened = morris(sample.at_shares, len(places), seed=seed, paths=paths) if paths >= FEWEST_PATHS else None
    order = np.argsort(-np.abs(swings[:, 1] - swings[:, 0]), kind="stable")[:SHOWN]
    few = _Sample(case, [sample.places[at] for at in order], sample.figure)
    runs = min(RUNS, affordable // 3 // (len(order) + 2))
    shares = sobol(few.at_shares, len(order), seed=seed, runs=runs) if runs >= FEWEST_RUNS_OF_SHARES else None
    found = [
        Driver(
            input=sample.keys[at],
            swing=_swing(sample.keys[at], swings[at]),
            screened=float(screened.mean_absolute[at]) if screened else None,
            interaction=float(screened.spread[at]) if screened else None,
            first=float(np.clip(shares.first[rank], 0.0, 1.0)) if shares else None,
            total=float(np.clip(shares.total[rank], 0.0, 1.0)) if shares else None,
            error=float(shares.total_error[rank]) if shares else None,
        )
        for rank, at in enumerate(order)
    ]
    return Sensitivity(
        of="margin",
        words="the least gain over no deal that the best package leaves anybody whose consent is needed",
        unit="utility",
        value=sample.centre(),
        drivers=tuple(found),
        turning=_turning(few, swings[order]),
        method=_method(seed, paths if screened else 0, len(places), len(order), runs if shares else 0),
    )


def _of_forecasts(case: Case) -> Iterable[Sensitivity]:
    numbers = inputs(case)
    for column, issue in enumerate(case.issues):
        rows = {number.row for number in numbers if number.kind == "position" and number.column == column}
        places = [at for at, number in enumerate(numbers) if _moves_forecast(number, column, rows)]
        sample = _Sample(case, places, partial(compromise, issue=column))
        value = sample.centre()
        if not np.isfinite(value):
            continue
        swings = sample.swings()
        order = np.argsort(-np.abs(swings[:, 1] - swings[:, 0]), kind="stable")[:OF_A_FORECAST]
        yield Sensitivity(
            of=f"forecast/{issue.key}",
            words=f"the weighted mean on {issue.name}",
            unit=issue.scale.unit,
            value=value,
            drivers=tuple(
                Driver(input=sample.keys[at], swing=_swing(sample.keys[at], swings[at]))
                for at in order
                if abs(swings[at, 1] - swings[at, 0]) > 0
            ),
            method=Method(name="one input at a time, from its 5th to its 95th percentile"),
        )


def _moving_agreement(case: Case, heard: NDArray[np.bool_]) -> list[int]:
    """Numbers the margin can hang on: those of who must consent, and the pressures on them."""
    index = {party.key: row for row, party in enumerate(case.parties)}
    pressed = {at for at, pressure in enumerate(case.pressures) if heard[index.get(pressure.on, 0)]}
    return [
        at
        for at, number in enumerate(inputs(case))
        if number.kind not in ("influence", "reference")
        and (number.row in pressed if number.kind == "pressure" else bool(heard[number.row]))
    ]


def _widest(case: Case, places: list[int], most: int) -> list[int]:
    """The numbers whose ranges are widest for what they can be, at most so many, in the order of the case."""
    numbers = inputs(case)

    def width(at: int) -> float:
        number = numbers[at]
        return (number.estimate.high - number.estimate.low) / max(1e-9, number.high - number.low)

    return sorted(sorted(places, key=lambda at: (-width(at), at))[:most])


def _moves_forecast(number: Input, column: int, rows: set[int]) -> bool:
    if number.kind == "influence":
        return number.row in rows
    return number.kind in ("position", "salience") and number.column == column


class _Sample:
    """A figure as a function of some of a case's numbers, the others at their own values."""

    def __init__(self, case: Case, places: list[int], figure: Figure) -> None:
        self.case, self.places, self.figure = case, places, figure
        self.numbers = inputs(case)
        self.keys = [self.numbers[at].key for at in places]

    def at(self, deviates: Floats) -> Floats:
        """The figure at standard normal deviates of the chosen numbers, (runs, numbers) to (runs,)."""
        every = np.zeros((len(deviates), len(self.numbers)))
        every[:, self.places] = deviates
        block = max(1, _CELLS // max(1, len(self.case.parties) * len(self.case.issues) + len(self.numbers)))
        parts = [self.figure(draw_at(self.case, every[at : at + block])) for at in range(0, len(every), block)]
        return np.concatenate(parts)

    def at_shares(self, shares: Floats) -> Floats:
        """The same at shares of each number's distribution, 0 to 1."""
        return self.at(np.interp(shares, _SHARES, _DEVIATES))

    def centre(self) -> float:
        return float(self.at(np.zeros((1, len(self.places))))[0])

    def swings(self) -> Floats:
        """The figure with each number in turn at its 5th and its 95th percentile, (numbers, 2)."""
        one_by_one = _Z95 * np.eye(len(self.places))
        return np.stack([self.at(-one_by_one), self.at(one_by_one)], axis=1)


_SHARES = np.linspace(0.0005, 0.9995, 2001)
_DEVIATES = np.array([NormalDist().inv_cdf(share) for share in _SHARES])


def _swing(key: str, ends: Floats) -> Swing:
    return Swing(input=key, at_low=float(ends[0]), at_high=float(ends[1]))


def _turning(sample: _Sample, swings: Floats) -> TurningPoint | None:
    """Move the inputs with the widest swings together, each as far as it matters, until the agreement turns."""
    value = sample.centre()
    slope = swings[:, 1] - swings[:, 0]
    slope[TOGETHER:] = 0.0
    if not slope.any():
        return None
    direction = slope / np.abs(slope).max() * (-1 if value >= FRICTION else 1)
    steps = np.linspace(0.0, FARTHEST, STEPS + 1)[1:]
    along = sample.at(steps[:, None] * direction)
    turned = np.flatnonzero((along >= FRICTION) != (value >= FRICTION))
    if not turned.size:
        return None
    at = steps[turned[0]] * direction
    return TurningPoint(
        shifts=tuple(_shifts(sample, at)),
        before=value,
        after=float(along[turned[0]]),
        plausible=bool(np.abs(at).max() <= _Z95),
    )


def _shifts(sample: _Sample, deviates: Floats) -> Iterable[Shift]:
    for place, deviate in zip(sample.places, deviates, strict=True):
        number = sample.numbers[place]
        after = float(spread(number.estimate, np.array([deviate]), low=number.low, high=number.high)[0])
        if after != number.estimate.value:
            yield Shift(input=number.key, before=number.estimate.value, after=after)


def _method(seed: int, paths: int, looked_at: int, split: int, runs: int) -> Method:
    left_out = "left out: too many parties and packages"
    return Method(
        name="tornado, screening and shares of variance",
        parameters={
            "tornado": f"one input at a time, from its 5th to its 95th percentile; {looked_at} inputs",
            "screening": f"{looked_at} inputs on {paths} paths" if paths else left_out,
            "shares of variance": f"the {split} widest swings on {runs} x {split + 2} runs, the rest at their values"
            if runs
            else left_out,
            "turning point": f"the {TOGETHER} widest swings moved together, each as far as it matters",
            "agreement": f"a margin of {FRICTION:g} or more",
            "distribution": DISTRIBUTION,
            "disagreement point": "walking away after pressure",
        },
        source=f"{MORRIS_SOURCE}; {SOBOL_SOURCE}",
        seed=seed,
    )
