"""A graph model ready to be solved, and how one is made from the conflict an analyst wrote into the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.moves import Moves, Worth, moves_of
from parley.analysis.conflict.states import States
from parley.analysis.draws import sampled
from parley.case.options import Conflict, Option, Preference, problems, silent, tiers, unranked
from parley.case.record import Case, Estimate
from parley.case.statements import parse, truth
from parley.errors import AnalysisError
from parley.record import Finding

READING_CODE = 70  # first number of the random substreams of this family
UNWEIGHED = Estimate(
    value=0.5, low=0.1, high=0.9, unit="share", by="default", why="nobody has weighed this reading yet"
)


@dataclass(frozen=True, kw_only=True)
class Game:
    """Who decides what, and how each orders the states: at the case's own values, and over draws."""

    parties: tuple[str, ...]  # keys of the decision makers
    options: tuple[Option, ...]
    states: States
    moves: Moves
    start: int  # row of the state now
    worth: Worth  # (decision makers, states), higher is better
    drawn: Worth | None  # (draws, decision makers, states); None: what each prefers is taken as certain
    seed: int | None = None
    is_default: bool = False
    assumptions: tuple[str, ...] = ()  # what was taken for granted, in plain sentences
    findings: tuple[Finding, ...] = field(default=())


def game_of(case: Case, conflict: Conflict, *, seed: int, draws: int) -> Game:
    """Make the model of a conflict that the case states.

    Args:
        seed, draws: for parties with more than one reading of what they want.

    Raises:
        AnalysisError: the conflict does not fit; says what and where.
    """
    wrong = next(problems(conflict, [party.key for party in case.parties]), None)
    if wrong:
        raise AnalysisError(f"The conflict of the case does not fit (conflict/{wrong[0]}): {wrong[1]}")
    parties = tuple(dict.fromkeys(option.party for option in conflict.options))
    states = states_of(conflict.options, parties, conflict.infeasible)
    readings = [_readings(conflict, states, party) for party in parties]
    return Game(
        parties=parties,
        options=conflict.options,
        states=states,
        moves=moves_of(states, len(parties)),
        start=states.row(conflict.start),
        worth=np.stack([rows[_likeliest(estimates)] for rows, estimates in readings]),
        drawn=_drawn(readings, seed, draws) if any(len(rows) > 1 for rows, _ in readings) else None,
        seed=seed,
        assumptions=_assumptions(readings),
        findings=tuple(
            Finding(level="warning", code="indifferent-by-default", message=message, where=f"conflict/{where}")
            for where, message in silent(conflict)
        ),
    )


def states_of(options: Sequence[Option], parties: Sequence[str], infeasible: Sequence[str] = ()) -> States:
    """The states of options that parties decide on."""
    return States.of(
        {option.key: parties.index(option.party) for option in options},
        infeasible=infeasible,
        only_to_yes=[option.key for option in options if option.moves == "to yes"],
        only_to_no=[option.key for option in options if option.moves == "to no"],
    )


def ranked(preference: Preference, states: States) -> NDArray[np.int64]:
    """Order the states as a preference has it, shape (states,); higher is better.

    Raises:
        AnalysisError: the ranking leaves out a state; names it.
        StatementError: a statement cannot be read.

    Source:
        Option prioritising: Hipel, Kilgour, Fang and Peng (1997), Group Decision and Negotiation 6(4): statement k of K
        weighs 2^(K-k) where it holds.
    """
    return _by_statements(preference, states) if preference.statements else _by_ranking(preference, states)


def _by_statements(preference: Preference, states: States) -> NDArray[np.int64]:
    taken = states.taken()
    score = np.zeros(states.codes.size, dtype=np.int64)
    for statement in preference.statements:
        holds = truth(parse(statement, states.options), taken)
        # Doubling and adding gives the weights 2^(K-k); ranks instead of sums keep any number of statements exact.
        score = np.unique(2 * score + holds, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return score


def _by_ranking(preference: Preference, states: States) -> NDArray[np.int64]:
    rank = np.full(states.codes.size, -1, dtype=np.int64)
    every = tiers(preference)
    for place, tier in enumerate(reversed(every)):  # the best last: a state stands at the first pattern it fits
        for pattern in tier:
            rank[states.fits(pattern)] = place
    if (rank < 0).any():
        raise AnalysisError(unranked(preference.party, states.pattern(int(np.argmin(rank)))))
    return rank


_Readings = tuple[NDArray[np.int64], list[Estimate]]


def _readings(conflict: Conflict, states: States, party: str) -> _Readings:
    found = [preference for preference in conflict.preferences if preference.party == party]
    if not found:
        return np.zeros((1, states.codes.size), dtype=np.int64), [UNWEIGHED]
    return np.stack([ranked(each, states) for each in found]), [each.weight or UNWEIGHED for each in found]


def _likeliest(estimates: Sequence[Estimate]) -> int:
    return max(range(len(estimates)), key=lambda at: estimates[at].value)


def _drawn(readings: Sequence[_Readings], seed: int, draws: int) -> Worth:
    """In each draw one reading for each party, in proportion to their weights drawn."""
    found = []
    for party, (rows, estimates) in enumerate(readings):
        weights = np.stack(
            [
                sampled(each, low=0.0, high=1.0, seed=seed, place=(READING_CODE, party, at), draws=draws)
                for at, each in enumerate(estimates)
            ]
        )
        total = weights.sum(axis=0)
        bounds = np.cumsum(np.where(total > 0, weights / np.where(total > 0, total, 1), 1 / len(rows)), axis=0)
        generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, READING_CODE, party])))
        chosen = (generator.random(draws) >= bounds[:-1]).sum(axis=0)
        found.append(rows[chosen])
    return np.stack(found, axis=1)


def _assumptions(readings: Sequence[_Readings]) -> tuple[str, ...]:
    bare = sum(each is UNWEIGHED for rows, estimates in readings if len(rows) > 1 for each in estimates)
    return (f"{bare} readings nobody has weighed count alike, within a wide range.",) if bare else ()
