"""What the parties of a case would exchange across its issues, and where that leaves each issue."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.inputs import default_share
from parley.analysis.interval import interval
from parley.analysis.result import Method
from parley.analysis.spatial.exchange import SHIFT, SHIFT_UNIMPORTANT, SOURCE, Exchange, Exchanges, exchange
from parley.analysis.spatial.forecasts import stance_estimates
from parley.analysis.spatial.result import Concession, ExchangeOutcome, Trade
from parley.case.record import Case

Floats = NDArray[np.float64]

ROUNDS = 2
LISTED = 50  # exchanges in the result

# A draw is a play of its own. 12 parties on 8 issues take some 3 ms each: fifty draws.
_CELLS = 450_000
_FEWEST_DRAWS = 20

# Effects on others below this, in salience times share of the scale, are rounding.
_HAIR = 1e-9


def exchange_issues(case: Case, drawn: DrawSet) -> ExchangeOutcome | None:
    """Let the parties that weigh exchange positions; None where nobody has anything to exchange.

    Everybody with influence who has a stance takes part, as in the other spatial models: positions are exchanged, not
    signatures.
    """
    actors = np.flatnonzero(drawn.model.weighs)
    if len(actors) < 2 or len(case.issues) < 2:
        return None
    few = drawn.first(_affordable(drawn, len(actors)))
    here = _play(point(case), 0, actors)
    over = np.array([_play(few, row, actors).forecast[-1] for row in range(few.draws)])
    estimates = [estimate for issue in case.issues for estimate in stance_estimates(case, issue.key)]
    return ExchangeOutcome(
        trades=tuple(_trade(case, actors, each) for each in here.exchanges[:LISTED]),
        made=len(here.exchanges),
        forecast={
            issue.key: interval(float(here.forecast[-1, at]), over[:, at], issue.scale.unit)
            for at, issue in enumerate(case.issues)
            if np.isfinite(here.forecast[-1, at])
        },
        method=_method(drawn, few.draws),
        default_share=default_share(estimates),
        basis=tuple(sorted({id for estimate in estimates for id in estimate.basis})),
    )


def _affordable(drawn: DrawSet, actors: int) -> int:
    issues = len(drawn.model.issues)
    return min(drawn.draws, max(_FEWEST_DRAWS, _CELLS // max(1, actors**2 * issues**2)))


def _play(drawn: DrawSet, row: int, actors: NDArray[np.intp]) -> Exchanges:
    return exchange(
        drawn.position[row, actors],
        drawn.influence[row, actors],
        drawn.salience[row, actors],
        width=drawn.model.high - drawn.model.low,
        rounds=ROUNDS,
    )


def _trade(case: Case, actors: NDArray[np.intp], made: Exchange) -> Trade:
    sides = ((made.second, made.got), (made.first, made.given))
    first, second = (
        Concession(
            party=case.parties[actors[actor]].key,
            issue=case.issues[issue].key,
            before=move[0],
            after=move[1],
            outcome_before=outcome[0],
            outcome_after=outcome[1],
        )
        for (actor, issue), move, outcome in zip(sides, made.moves, made.outcomes, strict=True)
    )
    others = {case.parties[actors[at]].key: float(made.externality[at]) for at in range(len(actors))}
    return Trade(
        round=made.round,
        concessions=(first, second),
        gain=made.gain,
        others={key: effect for key, effect in others.items() if abs(effect) > _HAIR},
    )


def _method(drawn: DrawSet, draws: int) -> Method:
    return Method(
        name="exchange of positions, equal gain",
        parameters={
            "rounds": ROUNDS,
            "forecast": "weighted mean of the positions after the last round",
            "weights": "influence x salience",
            "new start": f"{SHIFT:g} of the way to the position voted, and {SHIFT_UNIMPORTANT:g} x (1 - salience) more",
            "disagreement point": "none: who gains nothing does not exchange",
            "distribution": DISTRIBUTION,
            "sampling": SAMPLING,
        },
        source=SOURCE,
        seed=drawn.seed,
        draws=draws,
    )
