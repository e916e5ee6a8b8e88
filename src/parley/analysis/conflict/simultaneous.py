"""Simultaneous stability: an improvement is deterred if others, improving from the same state at once, spoil it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.moves import Worth
from parley.analysis.conflict.states import States

SOURCE = "Fraser and Hipel (1979), IEEE Transactions on Systems, Man, and Cybernetics 9(12), 805-816"

_Response = tuple[int, NDArray[np.bool_]]  # bits to flip, and the states (..., states) where each part improves


def simultaneous(states: States, worth: Worth) -> NDArray[np.bool_]:
    """Say which states are stable for whom by SIM.

    A state is stable when for each improvement of the decision maker some set of others, each changing its own
    options to something better for itself from that same state, makes the joint change land on a feasible state the
    decision maker likes no better than where it stood. A joint change that lands on no feasible state deters nothing.

    Args:
        worth: (..., decision makers, states), higher is better; only the order counts.

    Returns:
        (..., decision makers, states). The work grows with the square of the states.
    """
    movers = range(worth.shape[-2])
    improvements = [_improvements(states, worth[..., mover, :], mover) for mover in movers]
    found = []
    for mover in movers:
        responses: list[_Response] = [(0, np.ones(worth[..., mover, :].shape, dtype=np.bool_))]
        for other in movers:
            if other != mover:
                responses += _joined(responses, improvements[other])
        found.append(_deterred(states, worth[..., mover, :], improvements[mover], responses))
    return np.stack(found, axis=-2)


def _improvements(states: States, own: Worth, mover: int) -> list[_Response]:
    found = []
    for change in states.changes(mover):
        landing = states.place[states.codes ^ change]
        better = states.allows(change) & (landing >= 0) & (own[..., landing] > own)
        if better.any():
            found.append((change, better))
    return found


def _joined(responses: list[_Response], more: list[_Response]) -> list[_Response]:
    both = [(one | other, where & also) for one, where in responses for other, also in more]
    return [(change, where) for change, where in both if where.any()]


def _deterred(
    states: States, own: Worth, improvements: list[_Response], responses: list[_Response]
) -> NDArray[np.bool_]:
    stable = np.ones(own.shape, dtype=np.bool_)
    for change, improves in improvements:
        spoiled = np.zeros(own.shape, dtype=np.bool_)
        for answer, where in responses:
            landing = states.place[states.codes ^ (change | answer)]
            spoiled |= where & (landing >= 0) & (own[..., landing] <= own)
        stable &= ~improves | spoiled
    return stable
