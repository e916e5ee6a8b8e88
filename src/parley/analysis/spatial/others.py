"""The other models of one issue: none has been shown to come nearer to known outcomes than the weighted mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet
from parley.analysis.interval import interval
from parley.analysis.result import Method, ModelForecast
from parley.analysis.solutions import KALAI_SMORODINSKY_SOURCE, NASH_SOURCE
from parley.analysis.spatial.actors import Actors, actors, affordable
from parley.analysis.spatial.challenge import SOURCE as CHALLENGE_SOURCE
from parley.analysis.spatial.challenge import challenge
from parley.analysis.spatial.election import CONDORCET_SOURCE, condorcet
from parley.analysis.spatial.models import MEDIAN_SOURCE, unweighted_median, weighted_mean, weighted_median
from parley.analysis.spatial.single import SOLUTIONS, settle_alone

Floats = NDArray[np.float64]
Parameters = dict[str, str | float | int | bool]

ROUNDS = 3  # of challenges

# Cells (see `affordable`) of the challenge model, which takes every draw of 10,000 of 12 actors on 8 issues in a second
# and a half, and of the others, which take 1,000 of them.
_CHALLENGE_CELLS = 12_000_000
_CELLS = 1_200_000

# Draws of an issue bargained for itself, shared among all issues: each is a search of its own, of a fifth of a
# thousandth of a second.
_ALONE, _FEWEST_ALONE = 800, 20

FEWEST = 5  # draws of a model on an issue of very many actors; the table says how many were taken


@dataclass(frozen=True, kw_only=True)
class _Model:
    name: str
    run: Callable[[Actors], Floats]
    cells: int
    parameters: Parameters
    source: str


def _after_challenges(stand: Actors) -> Floats:
    return weighted_mean(challenge(stand.position, stand.influence, stand.salience, rounds=ROUNDS)[-1], stand.weight)


def _after_scholz(stand: Actors) -> Floats:
    after = challenge(stand.position, stand.influence, stand.salience, rounds=ROUNDS, variant="scholz-2011")[-1]
    return weighted_median(after, stand.weight, side="lower")


def _elected(stand: Actors, kind: str) -> Floats:
    how = partial(condorcet, stand.position, stand.weight, m=2.0, alike=stand.alike, loss="quadratic")
    return how(kind="conditional") if kind == "conditional" else how()


_ELECTION: Parameters = {"m": 2.0, "loss": "quadratic", "candidates": "distinct positions"}
_CHALLENGES: Parameters = {"rounds": ROUNDS, "Q": 1.0}

_MODELS = (
    _Model(
        name="unweighted median",
        run=lambda stand: unweighted_median(stand.position, stand.weight),
        cells=_CELLS,
        parameters={"weights": "everybody with any weight counts once"},
        source=MEDIAN_SOURCE,
    ),
    _Model(
        name="Condorcet election, quadratic loss",
        run=lambda stand: _elected(stand, "markov-uniform"),
        cells=_CELLS,
        parameters=_ELECTION | {"kind": "Markov-uniform"},
        source=CONDORCET_SOURCE.format(kind="Markov-uniform"),
    ),
    _Model(
        name="Condorcet election, conditional",
        run=lambda stand: _elected(stand, "conditional"),
        cells=_CELLS,
        parameters=_ELECTION | {"kind": "conditional"},
        source=CONDORCET_SOURCE.format(kind="conditional"),
    ),
    _Model(
        name="challenge model",
        run=_after_challenges,
        cells=_CHALLENGE_CELLS,
        parameters=_CHALLENGES | {"variant": "symmetric", "forecast": "weighted mean after the last round"},
        source=CHALLENGE_SOURCE,
    ),
    _Model(
        name="challenge model, scholz-2011",
        run=_after_scholz,
        cells=_CELLS,
        parameters=_CHALLENGES
        | {
            "variant": "scholz-2011",
            "forecast": "lower weighted median after the last round",
            "mirrors with the scale": False,
        },
        source=CHALLENGE_SOURCE,
    ),
)


_SOLUTIONS = (
    ("nash", "Nash", NASH_SOURCE),
    ("kalai-smorodinsky", "Kalai-Smorodinsky", KALAI_SMORODINSKY_SOURCE),
)


def other_models(at: DrawSet, drawn: DrawSet, issue: int, unit: str) -> Iterator[ModelForecast]:
    """Forecast one issue by every other model.

    Args:
        at: the case at its own values, one draw.
        drawn: the case over its ranges.
        issue: its index in the case; somebody with weight has a stance there.
        unit: of the issue's scale.
    """
    here, over = actors(at, issue), actors(drawn, issue)
    for model in _MODELS:
        few = over.first(affordable(drawn, over.position.shape[1], model.cells, fewest=FEWEST))
        yield ModelForecast(
            name=model.name,
            forecast=interval(float(model.run(here)[0]), model.run(few), unit),
            method=_method(model.name, model.parameters, model.source, drawn, len(few.position)),
        )
    yield from _alone(at, drawn, issue, unit)


def _alone(at: DrawSet, drawn: DrawSet, issue: int, unit: str) -> Iterator[ModelForecast]:
    """The issue bargained for itself, by those who must agree and have a stance on it."""
    few = drawn.first(min(drawn.draws, max(_FEWEST_ALONE, _ALONE // len(drawn.model.issues))))
    for solution, title, source in _SOLUTIONS:
        here, over = _bargained(at, issue, solution)[0], _bargained(few, issue, solution)
        known = at.reference is not None and bool(np.isfinite(at.reference[0, issue]))
        without = "the issue's reference point" if known else "walking away after pressure, taken for this issue alone"
        parameters: Parameters = {
            "parties": "bargaining parties with a stance",
            "disagreement point": without,
            "utility": "one less the distance as a share of the scale",
            "draws without a zone": float(np.isnan(over).mean().round(4)),
        }
        name = f"{title}, this issue alone"
        yield ModelForecast(
            name=name,
            forecast=None if np.isnan(here) else interval(float(here), over, unit),
            method=_method(name, parameters, source, drawn, few.draws),
            note="no term all would rather have than none" if np.isnan(here) else "",
        )


def _bargained(drawn: DrawSet, issue: int, solution: str) -> Floats:
    """Shape (draws,), on the issue's scale; nan where no term is acceptable to all, or nobody bargains."""
    who = np.flatnonzero(drawn.model.bargains & drawn.model.has_stance[:, issue])
    if not who.size:
        return np.full(drawn.draws, np.nan)
    low, width = drawn.model.low[issue], drawn.model.high[issue] - drawn.model.low[issue]
    position, walk_away = (drawn.position[:, who, issue] - low) / width, drawn.pressed_walk_away()[:, who]
    reference = np.full(drawn.draws, np.nan) if drawn.reference is None else drawn.reference[:, issue]
    rows = zip(position, walk_away, (reference - low) / width, strict=True)
    shares = np.array([settle_alone(x, d, float(r), SOLUTIONS[solution]) for x, d, r in rows])
    return np.asarray(low + width * shares, dtype=np.float64)


def _method(name: str, parameters: Parameters, source: str, drawn: DrawSet, draws: int) -> Method:
    shared: Parameters = {"weights": "influence x salience", "distribution": DISTRIBUTION, "sampling": SAMPLING}
    shared["disagreement point"] = "none: every party counts, none can walk away"
    return Method(name=name, parameters=shared | parameters, source=source, seed=drawn.seed, draws=draws)
