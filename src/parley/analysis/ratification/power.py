"""Voting power before anybody has said how they vote.

Shapley-Shubik and Banzhaf are one question at different probabilities: how often does a member decide when each of
the others says yes with probability t? Averaged over all t from 0 to 1 the answer is the Shapley-Shubik index, at
t = 1/2 the Banzhaf measure (Owen 1972). The average is of a polynomial, so that Gauss-Legendre nodes give it exactly,
and the counting is the same as that of votes (`votes`). It equals the count by size and weight, which tests hold it to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import factorial, log2

import numpy as np
from numpy.typing import NDArray

from parley.analysis.ratification.rule import Flags, Floats, Steps, VotingRule, in_steps
from parley.analysis.ratification.votes import swings
from parley.errors import AnalysisError

SHAPLEY_SOURCE = "Shapley and Shubik (1954), American Political Science Review 48(3), 787-792"
BANZHAF_SOURCE = "Banzhaf (1965), Rutgers Law Review 19, 317-343"
OWEN_SOURCE = (
    "Owen (1977), Values of games with a priori unions; multilinear extension: Owen (1972), Management Science 18(5)"
)

WORK = 2_000_000_000  # steps of counting that a library call may take, some seconds
MOST_BY_LIST = 20  # members of a game given by a predicate: a million coalitions


@dataclass(frozen=True, kw_only=True)
class Power:
    """How much each member decides, shape (members,) each."""

    shapley_shubik: Floats  # sums to 1
    banzhaf: Floats  # normalised: sums to 1
    banzhaf_absolute: Floats  # probability of deciding when all others toss a coin
    owen: Floats | None = None  # with blocs: sums to 1; None: nobody is in a bloc
    exact: bool = True  # False: weights were rounded to be counted


def power(rule: VotingRule, *, blocs: Sequence[str | None] = (), work: int = WORK) -> Power:
    """Work out the power of every member of a weighted game, with vetoes and several conditions.

    Args:
        blocs: the bloc of each member, None for one who stands alone; empty: nobody is in one.
        work: steps of counting allowed; finer weights are rounded to stay within them (`Power.exact`).

    Source:
        Shapley and Shubik (1954); Banzhaf (1965); Owen (1972, 1977).

    >>> from parley.analysis.ratification.rule import voting_rule
    >>> found = power(voting_rule([[50, 49, 1]], [51]))
    >>> found.shapley_shubik.round(4), found.banzhaf.round(4)
    (array([0.6667, 0.1667, 0.1667]), array([0.6, 0.2, 0.2]))
    """
    nodes, weights = _nodes(rule.members)
    steps = in_steps(rule, _cells(rule, len(nodes) + 1, work))
    found = swings(steps, np.repeat(np.append(nodes, 0.5)[:, None], rule.members, axis=1)).swing
    absolute = found[-1]
    total = float(absolute.sum())
    unions = _unions(blocs, rule.members)
    return Power(
        shapley_shubik=weights @ found[:-1],
        banzhaf=absolute / total if total > 0 else absolute,
        banzhaf_absolute=absolute,
        owen=_owen(steps, unions) if len(unions) < rule.members else None,
        exact=steps.exact,
    )


def _nodes(degree: int) -> tuple[Floats, Floats]:
    """Places and weights between 0 and 1 that average a polynomial of degree below `degree` exactly."""
    at, weight = np.polynomial.legendre.leggauss(max(1, (degree + 1) // 2))
    return np.asarray((at + 1) / 2), np.asarray(weight / 2)


def _cells(rule: VotingRule, batch: int, work: int) -> int:
    kinds = np.unique(rule.weights, axis=1).shape[1]
    return max(64, int(work / (batch * rule.members * (2 + log2(kinds)))))


def _unions(blocs: Sequence[str | None], members: int) -> list[list[int]]:
    """Members by bloc, in the order met; one who stands alone is a union of one."""
    found: dict[object, list[int]] = {}
    for member in range(members):
        bloc = blocs[member] if blocs else None
        found.setdefault(member if bloc is None else ("bloc", bloc), []).append(member)
    return list(found.values())


def _owen(steps: Steps, unions: list[list[int]]) -> Floats:
    """The Owen value: other unions come as wholes, members of one's own come one by one."""
    value = np.zeros(len(steps.veto))
    outer, outer_weight = _nodes(len(unions))
    between = swings(_joined(steps, unions), np.repeat(outer[:, None], len(unions), axis=1)).swing
    for at, union in enumerate(unions):
        if len(union) == 1:
            value[union[0]] = outer_weight @ between[:, at]
            continue
        others = [each for place, each in enumerate(unions) if place != at]
        game = _joined(steps, [*others, *([member] for member in union)])
        inner, inner_weight = _nodes(len(union))
        yes = np.empty((outer.size, inner.size, len(others) + len(union)))
        yes[:, :, : len(others)] = outer[:, None, None]
        yes[:, :, len(others) :] = inner[None, :, None]
        found = swings(game, yes.reshape(-1, yes.shape[2])).swing[:, len(others) :]
        value[union] = (outer_weight[:, None] * inner_weight).reshape(-1) @ found
    return value


def _joined(steps: Steps, unions: list[list[int]]) -> Steps:
    """The game in which each union votes as one."""
    return Steps(
        steps=np.stack([steps.steps[union].sum(axis=0) for union in unions]),
        needed=steps.needed,
        veto=np.array([bool(steps.veto[union].any()) for union in unions]),
        exact=steps.exact,
    )


def power_by_list(
    members: int, wins: Callable[[Flags], NDArray[np.bool_]], *, blocs: Sequence[str | None] = ()
) -> Power:
    """Work out the power of every member of any simple game, by listing its coalitions.

    Args:
        wins: takes coalitions, (coalitions, members) True for who is in, and says which of them win. Must be
            monotone: nobody's joining makes a coalition lose.

    Raises:
        AnalysisError: more than 20 members, or the game is not monotone.

    >>> power_by_list(3, lambda yes: yes.sum(axis=1) >= 2).shapley_shubik.round(4)
    array([0.3333, 0.3333, 0.3333])
    """
    if not 0 < members <= MOST_BY_LIST:
        raise AnalysisError(
            f"A game of {members} members given by a predicate has too many coalitions to list (at most "
            f"{MOST_BY_LIST} members). Give weights and quotas instead: voting_rule(...)."
        )
    inside = (np.arange(2**members)[:, None] >> np.arange(members)) & 1 == 1
    won = np.asarray(wins(inside), dtype=np.bool_)
    unions = _unions(blocs, members)
    swing = [_decisive(won, member) for member in range(members)]
    absolute = np.array([rows.size for rows in swing]) / 2 ** (members - 1)
    size = inside.sum(axis=1)
    orders = np.array([1 / (members * _choose(members - 1, taken)) for taken in range(members)])
    total = float(absolute.sum())
    return Power(
        shapley_shubik=np.array([orders[size[rows]].sum() for rows in swing]),
        banzhaf=absolute / total if total > 0 else absolute,
        banzhaf_absolute=absolute,
        owen=_owen_by_list(inside, swing, unions) if len(unions) < members else None,
    )


def _decisive(won: Flags, member: int) -> NDArray[np.intp]:
    """Coalitions without the member that lose and with it win."""
    without = np.flatnonzero((np.arange(won.size) >> member) & 1 == 0)
    joined = without + (1 << member)
    if (won[without] & ~won[joined]).any():
        raise AnalysisError(
            f"The game is not monotone: member {member} turns a winning coalition into a losing one by joining it. "
            "Only rules under which more yes votes never hurt have power indices."
        )
    return np.asarray(without[~won[without] & won[joined]], dtype=np.intp)


def _owen_by_list(inside: Flags, swing: list[NDArray[np.intp]], unions: list[list[int]]) -> Floats:
    value = np.zeros(inside.shape[1])
    for at, union in enumerate(unions):
        others = [each for place, each in enumerate(unions) if place != at]
        for member in union:
            rows = swing[member]
            whole = np.ones(rows.size, dtype=np.bool_)
            come = np.zeros(rows.size, dtype=np.int64)
            for each in others:
                count = inside[rows][:, each].sum(axis=1)
                whole &= (count == 0) | (count == len(each))
                come += count == len(each)
            own = inside[rows][:, union].sum(axis=1)
            value[member] = sum(
                1 / (len(unions) * _choose(len(others), int(r)) * len(union) * _choose(len(union) - 1, int(s)))
                for r, s in zip(come[whole], own[whole], strict=True)
            )
    return value


def _choose(of: int, taken: int) -> float:
    return factorial(of) / (factorial(taken) * factorial(of - taken))
