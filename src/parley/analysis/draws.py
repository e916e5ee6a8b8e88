"""A case as arrays, at its point values or drawn over its ranges.

Distribution: each estimate is two halves of a normal joined at its value, so that value, low and high are its
median, 5th and 95th percentile exactly; what would lie beyond a bound (the scale, 0 to 1) stands at the bound.
Sampling: a centred Latin hypercube, that is every estimate takes the same `draws` equal slices of its
distribution once, in an order of its own.
Common random numbers: the order comes from a substream addressed by the seed, the kind of number and the *place*
of its party and issue in the case. Changing one estimate, or leaving a party out, leaves every other draw as it
was; renaming changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from parley.analysis.correlation import correlated
from parley.analysis.distribution import held, spread, two_piece
from parley.analysis.inputs import KIND_CODES, Input, Kind, Slots, inputs, pressure_keys
from parley.case.record import Case, Estimate, PartyRole
from parley.errors import AnalysisError
from parley.record import Finding

DISTRIBUTION = "two-piece normal (low, value, high = 5th, 50th, 95th percentile), held to the scale"
SAMPLING = "centred Latin hypercube, PCG64, one substream per number"

# Constituencies weigh through ratification and their side, and a party kept out of the talks by the case's own
# word: counting either again in the spatial models would count it twice, or against the story.
WEIGHING: frozenset[PartyRole] = frozenset({"bargaining", "mediator", "outside"})

FEW = 1_000  # draws up to which the order of a number is kept: 8 kB each

# Numbers drawn at once: what stays in a processor's cache. One by one, few draws of thousands of numbers cost more in
# calls than in sums.
_AT_ONCE = 65_536

_Sample = Callable[[Sequence[Input]], NDArray[np.float64]]  # numbers -> (draws, numbers)


_FIELDS: dict[Kind, str] = {
    "position": "position",
    "salience": "salience",
    "influence": "influence",
    "walk-away": "walk_away",
    "pressure": "pressure",
    "red-line": "red_line",
    "reference": "reference",
}


@dataclass(frozen=True, kw_only=True)
class Model:
    """The fixed part of a case: who and what stands where in the arrays."""

    parties: tuple[str, ...]  # all of the case, in its order
    issues: tuple[str, ...]
    pressures: tuple[str, ...]  # keys, "pressure/<by>/<on>/<form>"
    bargains: NDArray[np.bool_]  # (parties,) must agree for a deal
    weighs: NDArray[np.bool_]  # (parties,) counts in the spatial models
    has_stance: NDArray[np.bool_]  # (parties, issues)
    low: NDArray[np.float64]  # (issues,) the scales' ends
    high: NDArray[np.float64]  # (issues,)
    pressing: NDArray[np.intp]  # (pressures,) index of the party that presses, -1: not in the case
    pressed: NDArray[np.intp]  # (pressures,) index of the party pressed, -1: not in the case
    findings: tuple[Finding, ...] = ()

    @property
    def bargaining(self) -> tuple[str, ...]:
        """Keys of the parties that must agree, in the order of the case."""
        return tuple(key for key, flag in zip(self.parties, self.bargains, strict=True) if flag)


@dataclass(frozen=True, kw_only=True)
class DrawSet:
    """A case drawn `draws` times; with one draw and no seed, the point case.

    A party without a stance on an issue has salience 0 there and the middle of the scale as its position.
    """

    model: Model
    seed: int | None
    position: NDArray[np.float64]  # (draws, parties, issues), on the issues' scales
    salience: NDArray[np.float64]  # (draws, parties, issues), 0 to 1
    influence: NDArray[np.float64]  # (draws, parties), 0 to 100
    walk_away: NDArray[np.float64]  # (draws, parties), 0 to 1, before any pressure
    pressure: NDArray[np.float64]  # (draws, pressures), how far each lowers the pressed party's walk-away, 0 to 1
    red_line: NDArray[np.float64] | None = None  # (draws, parties, issues), nan: none; None: the case has none at all
    reference: NDArray[np.float64] | None = None  # (draws, issues), holds without a deal; nan: unknown

    @property
    def draws(self) -> int:
        """How many times the case was drawn."""
        return int(self.position.shape[0])

    def pressed_walk_away(self) -> NDArray[np.float64]:
        """What each party has without a deal once it is pressed, (draws, parties), 0 to 1.

        The estimate `Party.walk_away` stands for itself, before any pressure; each pressure lowers it by its
        strength. This is the one place where the disagreement point is moved, and the models print it.
        """
        result = self.walk_away.copy()
        for index, on in enumerate(self.model.pressed):
            if on >= 0:
                result[:, on] -= self.pressure[:, index]
        return np.clip(result, 0.0, 1.0)

    def first(self, draws: int) -> DrawSet:
        """The first so many draws, for work that cannot afford them all."""
        return replace(
            self,
            position=self.position[:draws],
            salience=self.salience[:draws],
            influence=self.influence[:draws],
            walk_away=self.walk_away[:draws],
            pressure=self.pressure[:draws],
            red_line=None if self.red_line is None else self.red_line[:draws],
            reference=None if self.reference is None else self.reference[:draws],
        )

    def without_party(self, party: str) -> DrawSet:
        """The same draws as if a party were not there: no vote, no veto, no pressure by it."""
        index = self.model.parties.index(party)
        bargains, weighs = self.model.bargains.copy(), self.model.weighs.copy()
        bargains[index] = weighs[index] = False
        pressure = np.where((self.model.pressing == index)[None, :], 0.0, self.pressure)
        return replace(self, model=replace(self.model, bargains=bargains, weighs=weighs), pressure=pressure)

    def with_pressure(self, pressure: str, factor: float) -> DrawSet:
        """The same draws with one pressure multiplied: 2 doubles it, 0 removes it."""
        index = self.model.pressures.index(pressure)
        changed = self.pressure.copy()
        changed[:, index] *= factor
        return replace(self, pressure=changed)


def draw(case: Case, *, seed: int, draws: int, slots: Slots | None = None) -> DrawSet:
    """Draw a case over its ranges.

    Args:
        case: any case with at least one party and one issue.
        seed: 0 or more; the same seed gives the same numbers on every machine.
        draws: at least 1.
        slots: the places of the case this one was made from, so that both share their random numbers
            (`Slots.of(original)`); None: the case's own places.

    Raises:
        AnalysisError: the case has no party or no issue, names what it does not have, or a number is not finite.
    """
    if seed < 0 or draws < 1:
        raise AnalysisError(f"The seed is {seed} and the number of draws {draws}; use a seed from 0 and draws from 1.")
    places = (slots or Slots()).extended(case)
    numbers = inputs(case)
    by_key = {number.key: number for number in numbers}

    def deviates(key: str) -> NDArray[np.float64]:
        return _deviates((seed, *_place(by_key[key], case, places)), draws)

    together = correlated(case.correlations, tuple(by_key), deviates)

    def sample(some: Sequence[Input]) -> NDArray[np.float64]:
        found = [together[each.key] if each.key in together else deviates(each.key) for each in some]
        return _spread(some, np.stack(found, axis=1))

    return _fill(case, numbers, draws, seed, sample)


def redrawing(before: Case, drawn: DrawSet) -> Callable[[Case], DrawSet]:
    """Draw cases that are nearly one already drawn: what `draw` makes, but only numbers that differ are drawn anew.

    Args:
        before: the case that `drawn`, made with its seed, is of.

    Returns:
        A function from a case to its draws; it raises as `draw` does.
    """
    known, places, seed = inputs(before), Slots.of(before), drawn.seed or 0
    keys = [each.key for each in known]

    def redraw(case: Case) -> DrawSet:
        numbers = inputs(case)
        if case.correlations or before.correlations or [each.key for each in numbers] != keys:
            return draw(case, seed=seed, draws=drawn.draws, slots=places)
        changed = [each for each, old in zip(numbers, known, strict=True) if each != old]
        _check(case, tuple(changed))
        arrays = {field: getattr(drawn, field).copy() for field in {_FIELDS[each.kind] for each in changed}}
        for number in changed:
            z = _deviates((seed, *_place(number, case, places)), drawn.draws)
            where = (slice(None), number.row, number.column)[: arrays[_FIELDS[number.kind]].ndim]
            arrays[_FIELDS[number.kind]][where] = spread(number.estimate, z, low=number.low, high=number.high)
        return replace(drawn, model=_model(case, numbers), **arrays)

    return redraw


def point(case: Case) -> DrawSet:
    """The case at its own values: one draw, no randomness.

    Raises:
        AnalysisError: as `draw`.
    """
    return _fill(case, inputs(case), 1, None, lambda some: _spread(some, np.zeros((1, len(some)))))


def draw_at(case: Case, deviates: NDArray[np.float64]) -> DrawSet:
    """The case with its numbers at given places of their distributions, for sensitivity analysis.

    Args:
        deviates: shape (draws, numbers), standard normal; columns in the order of `inputs(case)`.
    """
    numbers = inputs(case)
    place = {number.key: at for at, number in enumerate(numbers)}
    return _fill(
        case,
        numbers,
        len(deviates),
        None,
        lambda some: _spread(some, deviates[:, [place[number.key] for number in some]]),
    )


@lru_cache(maxsize=8)
def _normal_slices(draws: int) -> NDArray[np.float64]:
    """The middles of `draws` equal slices of a standard normal, ascending."""
    normal = NormalDist()
    return np.array([normal.inv_cdf((index + 0.5) / draws) for index in range(draws)])


def _deviates(address: tuple[int, ...], draws: int) -> NDArray[np.float64]:
    """The slices in the order of a substream of its own, shape (draws,).

    Searches draw nearly the same case again and again: the orders of few draws are kept, those of many are made anew.
    """
    return _kept(address, draws) if draws <= FEW else _shuffled(address, draws)


def _shuffled(address: tuple[int, ...], draws: int) -> NDArray[np.float64]:
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(address))))
    return generator.permutation(_normal_slices(draws))


@lru_cache(maxsize=8192)
def _kept(address: tuple[int, ...], draws: int) -> NDArray[np.float64]:
    order = _shuffled(address, draws)
    order.setflags(write=False)
    return order


def _place(number: Input, case: Case, places: Slots) -> tuple[int, int, int]:
    code = KIND_CODES[number.kind]
    if number.kind == "pressure":
        return code, places.pressures[number.key], 0
    if number.kind == "reference":
        return code, 0, places.issues[case.issues[number.row].key]
    row = places.parties[case.parties[number.row].key]
    on_issue = number.kind in ("position", "salience", "red-line")
    return code, row, places.issues[case.issues[number.column].key] if on_issue else 0


def sampled(
    estimate: Estimate, *, low: float, high: float, seed: int, place: Sequence[int], draws: int
) -> NDArray[np.float64]:
    """One estimate drawn `draws` times by the same rule as a case's own numbers, shape (draws,).

    Args:
        low: what lies below stands here.
        high: what lies above stands here.
        place: the address of its substream; numbers of one analysis need different ones.
    """
    return spread(estimate, _deviates((seed, *place), draws), low=low, high=high)


def _spread(numbers: Sequence[Input], z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Several numbers at their deviates, (draws, numbers): all in one sweep, but those that several experts judged."""
    ends = np.array([(each.estimate.value, *held(each.estimate), each.low, each.high) for each in numbers]).T
    found = two_piece(z, *ends)
    for at, each in enumerate(numbers):
        if each.estimate.opinions:
            found[:, at] = spread(each.estimate, z[:, at], low=each.low, high=each.high)
    return found


def _fill(case: Case, numbers: tuple[Input, ...], draws: int, seed: int | None, sample: _Sample) -> DrawSet:
    _check(case, numbers)
    model = _model(case, numbers)
    shape = (draws, len(case.parties), len(case.issues))
    arrays: dict[str, NDArray[np.float64]] = {
        "position": np.broadcast_to((model.low + model.high) / 2, shape).copy(),
        "salience": np.zeros(shape),
        "red-line": np.full(shape if any(each.kind == "red-line" for each in numbers) else (0, 0, 0), np.nan),
        "reference": np.full((draws, len(case.issues)), np.nan),
        "influence": np.zeros(shape[:2]),
        "walk-away": np.zeros(shape[:2]),
        "pressure": np.zeros((draws, len(case.pressures))),
    }
    for kind, some in _batches(numbers, max(1, _AT_ONCE // draws)):
        target, rows = arrays[kind], [each.row for each in some]
        where = (slice(None), rows, [each.column for each in some]) if target.ndim == 3 else (slice(None), rows)
        target[where] = sample(some)
    return DrawSet(
        model=model,
        seed=seed,
        position=arrays["position"],
        salience=arrays["salience"],
        influence=arrays["influence"],
        walk_away=arrays["walk-away"],
        pressure=arrays["pressure"],
        red_line=arrays["red-line"] if arrays["red-line"].size else None,
        reference=arrays["reference"],
    )


def _batches(numbers: Sequence[Input], most: int) -> Iterator[tuple[Kind, Sequence[Input]]]:
    """The numbers of a kind, at most so many at a time."""
    by_kind: dict[Kind, list[Input]] = {}
    for number in numbers:
        by_kind.setdefault(number.kind, []).append(number)
    for kind, some in by_kind.items():
        for start in range(0, len(some), most):
            yield kind, some[start : start + most]


def _check(case: Case, numbers: tuple[Input, ...]) -> None:
    if not case.parties or not case.issues:
        missing = "parties" if not case.parties else "issues"
        raise AnalysisError(
            f"The case “{case.title}” has no {missing}, so there is nothing to analyse. "
            f"Add {missing} to the case file; parley case check lists what is missing."
        )
    for number in numbers:
        estimate = number.estimate
        if not (isfinite(estimate.value) and isfinite(estimate.low) and isfinite(estimate.high)):
            raise AnalysisError(
                f"“{number.key}” is not a finite number ({estimate.value}, range {estimate.low} to "
                f"{estimate.high}). Give it a number between {number.low:g} and {number.high:g}."
            )


def _model(case: Case, numbers: tuple[Input, ...]) -> Model:
    keys = [party.key for party in case.parties]
    has_stance = np.zeros((len(keys), len(case.issues)), dtype=np.bool_)
    for number in numbers:
        if number.kind == "position":
            has_stance[number.row, number.column] = True
    place = {key: index for index, key in enumerate(keys)}
    return Model(
        parties=tuple(keys),
        issues=tuple(issue.key for issue in case.issues),
        pressures=pressure_keys(case.pressures),
        bargains=np.array([party.role == "bargaining" for party in case.parties]),
        weighs=np.array([party.role in WEIGHING for party in case.parties]),
        has_stance=has_stance,
        low=np.array([issue.scale.low for issue in case.issues]),
        high=np.array([issue.scale.high for issue in case.issues]),
        pressing=np.array([place.get(pressure.by, -1) for pressure in case.pressures], dtype=np.intp),
        pressed=np.array([place.get(pressure.on, -1) for pressure in case.pressures], dtype=np.intp),
        findings=tuple(finding for number in numbers for finding in _doubts(number)),
    )


def _doubts(number: Input) -> list[Finding]:
    """What was set right in one number, so that nothing is changed in silence."""
    estimate, found = number.estimate, []
    if not estimate.low <= estimate.value <= estimate.high:
        found.append(
            Finding(
                level="warning",
                code="range-without-value",
                message=f"“{number.key}” is {estimate.value:g}, outside its own range {estimate.low:g} to "
                f"{estimate.high:g}; the range was widened to hold it.",
                where=number.key,
            )
        )
    if not number.low <= estimate.value <= number.high:
        found.append(
            Finding(
                level="warning",
                code="off-scale",
                message=f"“{number.key}” is {estimate.value:g}, outside {number.low:g} to {number.high:g}; "
                f"it was taken at the nearer end.",
                where=number.key,
            )
        )
    return found
