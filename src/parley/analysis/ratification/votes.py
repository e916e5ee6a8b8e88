"""Uncertain votes: the probability that a text passes, and that one member decides it.

One engine counts weighted votes by convolution, condition by condition; power indices ask it at other probabilities
(`power`). Leaving each member out in turn is done by halves, so that nothing is divided and nothing loses its digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from parley.analysis.ratification.rule import Floats, Integers, Steps

PASSING_SOURCE = "Poisson (1837); Poisson-binomial tail by convolution, weighted votes counted in whole steps"
CELLS = 4_000_000  # numbers held at once in the count of one batch

_erf = np.frompyfunc(erf, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Swings:
    """What a vote comes to for each set of probabilities."""

    passing: Floats  # (batch,) probability that the text passes
    swing: Floats  # (batch, members) probability that the others leave the decision to this member


def yes_probability(gain: Floats, noise: Floats | float) -> Floats:
    """The probability of a yes vote from what the text is worth over no deal.

    Args:
        gain: any shape; on a line, the distance of the status quo less that of the text.
        noise: one standard deviation in the unit of `gain`, broadcast; 0: yes exactly where the gain is 0 or more.

    Source:
        Probit choice with additive noise, as in probabilistic voting (Coughlin 1992, Probabilistic Voting Theory).

    >>> yes_probability(np.array([0.0, 0.1]), 0.1).round(4)
    array([0.5   , 0.8413])
    """
    spread = np.broadcast_to(np.asarray(noise, dtype=np.float64), gain.shape)
    z = np.divide(gain, spread, out=np.where(gain >= 0, np.inf, -np.inf), where=spread > 0)
    return (1 + np.asarray(_erf(z / sqrt(2)), dtype=np.float64)) / 2


def yes_distribution(yes: Sequence[float] | Floats) -> Floats:
    """The probability of each number of yes votes, shape (members + 1,): the Poisson-binomial distribution.

    >>> yes_distribution([0.5, 0.5])
    array([0.25, 0.5 , 0.25])
    """
    dist = np.zeros(len(yes) + 1)
    dist[0] = 1.0
    for probability in yes:
        dist[1:] = dist[1:] * (1 - probability) + dist[:-1] * probability
        dist[0] *= 1 - probability
    return dist


def passing(steps: Steps, yes: Floats) -> Floats:
    """The probability that a text passes, (batch, members) of yes votes to (batch,)."""
    open_seats = np.flatnonzero(~steps.veto)
    found = []
    for part in _blocks(steps, len(yes)):
        dist = _start(steps, len(yes[part]))
        for member in open_seats.tolist():
            dist = _with(dist, steps.steps[member], yes[part, member])
        found.append(_top(dist) * yes[part][:, steps.veto].prod(axis=1))
    return np.concatenate(found)


def swings(steps: Steps, yes: Floats) -> Swings:
    """For each set of probabilities, whether the text passes and how often each member decides.

    Args:
        yes: (batch, members) independent probabilities of a yes vote, 0 to 1.
    """
    parts = [_swings(steps, yes[part]) for part in _blocks(steps, len(yes))]
    return Swings(
        passing=np.concatenate([part.passing for part in parts]), swing=np.concatenate([part.swing for part in parts])
    )


def _blocks(steps: Steps, batch: int) -> Iterator[slice]:
    cells = int(np.prod([each + 1 for each in steps.needed]))
    size = max(1, CELLS // cells)
    for start in range(0, batch, size):
        yield slice(start, start + size)


def _swings(steps: Steps, yes: Floats) -> Swings:
    swing = np.zeros_like(yes)
    groups = _alike(steps, yes)
    consent = yes[:, steps.veto].prod(axis=1)
    dist = _start(steps, len(yes))
    for group in groups:
        for member in group:
            dist = _with(dist, steps.steps[member], yes[:, member])
    met = _top(dist)
    for group, others in _leaving_one_out(steps, yes, groups, _start(steps, len(yes))):
        with_it = _tail(others, steps.needed, steps.steps[group[0]])
        swing[:, group] = (consent * (with_it - _top(others)))[:, None]
    for member in np.flatnonzero(steps.veto).tolist():
        rest = steps.veto.copy()
        rest[member] = False
        swing[:, member] = yes[:, rest].prod(axis=1) * met
    return Swings(passing=consent * met, swing=swing)


def _alike(steps: Steps, yes: Floats) -> list[list[int]]:
    """Members without a veto whose weight and probabilities are the same: one count serves them all."""
    found: dict[tuple[bytes, bytes], list[int]] = {}
    for member in np.flatnonzero(~steps.veto).tolist():
        key = steps.steps[member].tobytes(), np.ascontiguousarray(yes[:, member]).tobytes()
        found.setdefault(key, []).append(member)
    return list(found.values())


def _leaving_one_out(
    steps: Steps, yes: Floats, groups: list[list[int]], dist: Floats
) -> Iterator[tuple[list[int], Floats]]:
    """Each group with the count of everybody but one of it."""
    if len(groups) == 1:
        for member in groups[0][1:]:
            dist = _with(dist, steps.steps[member], yes[:, member])
        yield groups[0], dist
        return
    half = len(groups) // 2
    for kept, added in ((groups[:half], groups[half:]), (groups[half:], groups[:half])):
        more = dist
        for group in added if kept else ():
            for member in group:
                more = _with(more, steps.steps[member], yes[:, member])
        if kept:
            yield from _leaving_one_out(steps, yes, kept, more)


def _start(steps: Steps, batch: int) -> Floats:
    """Nobody counted yet but those with a veto, who vote yes wherever anything passes."""
    dist = np.zeros((batch, *(each + 1 for each in steps.needed)))
    sure = steps.steps[steps.veto].sum(axis=0)
    have = tuple(min(each, need) for each, need in zip(sure.tolist(), steps.needed, strict=True))
    dist[(slice(None), *have)] = 1.0
    return dist


def _with(dist: Floats, step: Integers, yes: Floats) -> Floats:
    """The count with one more member; totals at or above what is needed share the last place."""
    moved = dist
    for axis, by in enumerate(step.tolist(), start=1):
        moved = _along(moved, axis, by) if by else moved
    share = yes.reshape(-1, *(1,) * (dist.ndim - 1))
    return np.asarray(dist + share * (moved - dist))


def _along(dist: Floats, axis: int, by: int) -> Floats:
    old = np.moveaxis(dist, axis, -1)
    new = np.zeros_like(old)
    top = old.shape[-1] - 1
    by = min(by, top)
    new[..., by:] = old[..., : top + 1 - by]
    new[..., top] += old[..., top + 1 - by :].sum(axis=-1)
    return np.moveaxis(new, -1, axis)


def _top(dist: Floats) -> Floats:
    """What has all that is needed."""
    return np.asarray(dist.reshape(len(dist), -1)[:, -1])


def _tail(dist: Floats, needed: tuple[int, ...], step: Integers) -> Floats:
    """What has all that is needed once one more member says yes."""
    corner = [slice(max(need - by, 0), None) for need, by in zip(needed, step.tolist(), strict=True)]
    return np.asarray(dist[(slice(None), *corner)].reshape(len(dist), -1).sum(axis=1))
