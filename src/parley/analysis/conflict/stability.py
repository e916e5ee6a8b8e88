"""Whether a decision maker would stay: Nash, general metarational, symmetric metarational and sequential stability.

A state is stable for a decision maker when every improvement it could make on its own is deterred. What deters:
nothing (Nash), any answer of the others that leaves it no better off than it was (GMR), such an answer it cannot get
out of again (SMR), or such an answer whose every step improves things for the one who takes it (SEQ).

Source:
    Fang, Hipel and Kilgour (1993), Interactive Decision Making: The Graph Model for Conflict Resolution, Wiley,
    chapter 3, for two decision makers and, with sequences of moves, for any number of them. In short with the same
    definitions: Xu, Hipel, Kilgour and Fang (2018), Conflict Resolution Using the Graph Model, Springer, chapter 4.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.moves import Improvements, Moves, Worth

Concept = Literal["Nash", "GMR", "SMR", "SEQ", "SIM"]
CONCEPTS: tuple[Concept, ...] = get_args(Concept)
Stable = NDArray[np.bool_]

SOURCE = "Fang, Hipel and Kilgour (1993), Interactive Decision Making, chapter 3"


def solve(moves: Moves, worth: Worth) -> dict[Concept, Stable]:
    """Say which states are stable for whom by Nash, GMR, SMR and SEQ.

    SIM needs the options themselves and stands in `simultaneous`.

    Args:
        moves: of at least two decision makers.
        worth: (..., decision makers, states), higher is better and equal is indifferent; only the order counts.

    Returns:
        for each concept (..., decision makers, states). A state is an equilibrium where it is stable for all.

    A prisoners' dilemma; the codes' bits are whether A and B cooperate:

    >>> from parley.analysis.conflict.moves import moves_of
    >>> from parley.analysis.conflict.states import States
    >>> moves = moves_of(States.of({"a": 0, "b": 1}), 2)
    >>> found = solve(moves, np.array([[1, 0, 3, 2], [1, 3, 0, 2]]))
    >>> found["Nash"].all(axis=0), found["SEQ"].all(axis=0)
    (array([ True, False, False, False]), array([ True, False, False,  True]))
    """
    improving = moves.improving(worth)
    parts = [_one(moves, improving, worth[..., mover, :], mover) for mover in range(moves.decision_makers)]
    return {concept: np.stack([part[concept] for part in parts], axis=-2) for concept in parts[0]}


def _one(moves: Moves, improving: Improvements, own: Worth, mover: int) -> dict[Concept, Stable]:
    others = opponents(moves, (mover,))
    best = moves.most((mover,), own)
    threats: dict[Concept, Worth] = {
        "GMR": moves.least(others, own),
        "SMR": moves.least(others, best),
        "SEQ": improving.least(others, own),
    }
    found: dict[Concept, Stable] = {"Nash": best <= own}
    for concept, threat in threats.items():
        # What an improvement is worth after the answer; a state that is no improvement counts for nothing.
        found[concept] = moves.most((mover,), np.minimum(own, threat)) <= own
    return found


def opponents(moves: Moves, movers: tuple[int, ...]) -> tuple[int, ...]:
    """All decision makers but these."""
    return tuple(each for each in range(moves.decision_makers) if each not in movers)
