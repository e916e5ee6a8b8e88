"""What changes when one thing of the case is changed: a party gone, a pressure doubled or removed.

Both sides of every comparison use the same draws, so that a difference is the change and not the luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining.simulation import affordable_draws, zones
from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.interval import interval
from parley.analysis.packages import PackageGrid
from parley.analysis.result import Counterfactual, Interval, Method
from parley.analysis.spatial.forecasts import compromise
from parley.case.record import Case, CasePressure, Party
from parley.record import Finding

Floats = NDArray[np.float64]

# A comparison in pairs is far steadier than two shares side by side: 1,000 draws fix a difference to a point or two.
DRAWS = 1_000

# Utilities computed for all changes together, some 40 ms on one core.
_CELLS = 4_000_000

# Changes worked out in all. A conference of 200 states would otherwise be analysed 200 times over.
MOST = 24

# Below half a point of a hundred, of the scale or of a probability, a change is no effect that words could carry.
NOTHING = 5e-3

_Z95 = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True, kw_only=True)
class _Change:
    name: str
    change: str  # what is done to the case, a sentence
    apply: Callable[[DrawSet], DrawSet]
    moves_weights: bool  # whether the spatial models can see it
    basis: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Look:
    """What a version of the case comes to, at its values and over draws."""

    at: list[float]  # per issue, the weighted mean
    over: list[Floats]  # per issue, (draws,)
    has_zone: Floats | None = None  # (draws,) 0 or 1; None: fewer than two bargain


def compare(case: Case, drawn: DrawSet, grid: PackageGrid | None) -> tuple[tuple[Counterfactual, ...], list[Finding]]:
    """Change one thing at a time and say what moves.

    Args:
        case: the case `drawn` and `grid` are of.
        drawn: over its ranges; at most 1,000 of the draws are used.
        grid: its packages; None: fewer than two parties bargain, only the forecasts are compared.

    Returns:
        Counterfactuals with an effect, parties first, then pressures; and findings that name what had none.
    """
    drawn = drawn.first(DRAWS)
    changes = list(_changes(case, drawn))
    before, *after = _looks(case, drawn, grid, changes[:MOST])
    found, without_effect = [], []
    for change, look in zip(changes, after, strict=False):
        effects = _effects(case, before, look, drawn)
        if effects:
            found.append(_counterfactual(change, effects, drawn, grid))
        else:
            without_effect.append(change.name)
    return tuple(found), [*_no_effect(without_effect), *_not_tried(changes[MOST:])]


def _changes(case: Case, drawn: DrawSet) -> Iterator[_Change]:
    bargaining = int(drawn.model.bargains.sum())
    for party in case.parties:
        enough = party.role != "bargaining" or bargaining > 2
        if party.role in ("bargaining", "mediator", "outside") and enough:
            yield _without(party)
    for key, pressure in zip(drawn.model.pressures, case.pressures, strict=True):
        names = {party.key: party.name for party in case.parties}
        if pressure.on in names:
            yield from _pressures(key, pressure, names)


def _without(party: Party) -> _Change:
    return _Change(
        name=f"without {party.name}",
        change=f"{party.name} is left out: no weight, no consent needed, no pressure by it",
        apply=lambda drawn: drawn.without_party(party.key),
        moves_weights=True,
        basis=party.basis,
    )


def _pressures(key: str, pressure: CasePressure, names: dict[str, str]) -> Iterator[_Change]:
    words = "pressure" if pressure.form == "unspecified" else f"pressure ({pressure.form})"
    which = f"{words} of {names.get(pressure.by, pressure.by)} on {names[pressure.on]}"
    for factor, done in ((2.0, "doubled"), (0.0, "removed")):
        yield _Change(
            name=f"{which} {done}",
            change=f"The {which} is {done}: {factor:g} times its strength is taken from the walk-away",
            apply=partial(DrawSet.with_pressure, pressure=key, factor=factor),
            moves_weights=False,
            basis=pressure.basis,
        )


def _looks(case: Case, drawn: DrawSet, grid: PackageGrid | None, changes: list[_Change]) -> list[_Look]:
    """The case as it is, then with each change."""
    at = point(case)
    before = _see(at, drawn)
    forecasts = [before]
    for change in changes:
        forecasts.append(_see(change.apply(at), change.apply(drawn)) if change.moves_weights else before)
    if grid is None:
        return forecasts
    few = drawn.first(affordable_draws(drawn, grid, _CELLS))
    found = zones([few, *(change.apply(few) for change in changes)], grid)
    return [replace(look, has_zone=zone.astype(np.float64)) for look, zone in zip(forecasts, found, strict=True)]


def _see(at: DrawSet, drawn: DrawSet) -> _Look:
    issues = range(len(drawn.model.issues))
    return _Look(
        at=[float(compromise(at, issue)[0]) for issue in issues], over=[compromise(drawn, issue) for issue in issues]
    )


def _effects(case: Case, before: _Look, after: _Look, drawn: DrawSet) -> dict[str, Interval]:
    effects = {}
    if before.has_zone is not None and after.has_zone is not None:
        change = _shift(after.has_zone - before.has_zone)
        if abs(change.value) >= NOTHING:
            effects["zopa"] = change
    width = drawn.model.high - drawn.model.low
    for at, issue in enumerate(case.issues):
        moved = after.at[at] - before.at[at]
        if np.isfinite(moved) and abs(moved) >= NOTHING * width[at]:
            effects[f"forecast/{issue.key}"] = interval(moved, after.over[at] - before.over[at], issue.scale.unit)
    return effects


def _shift(difference: Floats) -> Interval:
    """The mean of paired differences, with what sampling leaves open (normal, 5 to 95%)."""
    value = float(difference.mean())
    half = _Z95 * float(difference.std()) / difference.size**0.5
    return Interval(value=value, low=max(-1.0, value - half), high=min(1.0, value + half), unit="probability")


def _counterfactual(
    change: _Change, effects: dict[str, Interval], drawn: DrawSet, grid: PackageGrid | None
) -> Counterfactual:
    packages = 0 if grid is None else affordable_draws(drawn, grid, _CELLS)
    return Counterfactual(
        name=change.name,
        change=change.change,
        effects=effects,
        method=Method(
            name="difference by common random numbers",
            parameters={
                "forecast": "weighted mean",
                "zone of agreement": "share of draws with a package at least as good as walking away for everybody",
                "draws for packages": packages,
                "disagreement point": "walking away after pressure",
                "distribution": DISTRIBUTION,
                "sampling": SAMPLING,
            },
            source="Law (2015), Simulation Modeling and Analysis, ch. 11: common random numbers",
            seed=drawn.seed,
            draws=drawn.draws,
        ),
        basis=change.basis,
    )


def _no_effect(names: list[str]) -> list[Finding]:
    if not names:
        return []
    return [
        Finding(
            level="note",
            code="change-without-effect",
            message=f"Tried and found to move nothing by half a point of 100 or more: {'; '.join(names)}.",
        )
    ]


def _not_tried(changes: list[_Change]) -> list[Finding]:
    if not changes:
        return []
    return [
        Finding(
            level="note",
            code="change-not-tried",
            message=f"Only the first {MOST} changes were tried; {len(changes)} more were not, from "
            f"“{changes[0].name}” on. parley whatif tries any one of them.",
        )
    ]
