"""Whether a coalition would stay: coalitional Nash, GMR, SMR and SEQ stability.

A coalition improves by moving together to a state that every member likes better ("classical" coalition improvement).
It is deterred by an answer of those outside that leaves some member no better off than before. In CSEQ each step of
the answer improves things for the one outsider that takes it, as in SEQ, so that a coalition of one is judged exactly
as `stability` judges it; answers by improvements of outside coalitions, which some authors admit, are not.

Source:
    Kilgour, Hipel, Fang and Peng (2001), Group Decision and Negotiation 10(2), 159-175; Inohara and Hipel (2008),
    Systems Engineering 11(4), 343-359.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.moves import Improvements, Moves, Rows, Worth
from parley.analysis.conflict.stability import Concept, Stable, opponents

SOURCE = "Kilgour, Hipel, Fang and Peng (2001); Inohara and Hipel (2008), classical coalition improvements"

Coalition = tuple[int, ...]


def coalitions(decision_makers: int, largest: int | None = None) -> Iterator[Coalition]:
    """Every coalition, the small first; with `largest`, only those up to that size, and all together."""
    for size in range(1, decision_makers + 1):
        if largest is None or size <= largest or size == decision_makers:
            yield from combinations(range(decision_makers), size)


def coalitional(
    moves: Moves, worth: Worth, members: Coalition, rows: Rows, improving: Improvements | None = None
) -> dict[Concept, Stable]:
    """Say which states are stable for a coalition by CNash, CGMR, CSMR and CSEQ.

    Args:
        worth: (decision makers, states), higher is better; only the order counts.
        members: the coalition, at least one decision maker.
        rows: the states to judge.
        improving: `moves.improving(worth)`, where a caller asks about many coalitions.

    Returns:
        for each of "Nash", "GMR", "SMR" and "SEQ" shape (rows,).
    """
    outside = opponents(moves, members)
    steps = improving or moves.improving(worth)
    better = _all_above(worth, worth, members, rows)
    within = moves.most(members, better.astype(np.int64))  # from here the coalition can reach what it likes better
    safe = moves.most(outside, 1 - within)  # from here outsiders reach a state the coalition cannot get out of
    unanswered: dict[Concept, NDArray[np.bool_]] = {
        "Nash": better,
        "GMR": better & _all_above(_answered(moves.least, outside, worth), worth, members, rows),
        "SMR": better & (safe == 0),
        "SEQ": better & _all_above(_answered(steps.least, outside, worth), worth, members, rows),
    }
    return {concept: ~_reached(moves, members, open_, rows) for concept, open_ in unanswered.items()}


def _all_above(reached: Worth, worth: Worth, members: Coalition, rows: Rows) -> NDArray[np.bool_]:
    """Where every member has more than in the state judged, (rows, states)."""
    above = np.ones((rows.size, worth.shape[-1]), dtype=np.bool_)
    for member in members:
        above &= reached[member][None, :] > worth[member][rows, None]
    return above


def _answered(least: Callable[[Coalition, Worth], Worth], outside: Coalition, worth: Worth) -> Worth:
    """What each decision maker is left with in the worst answer of those outside, (decision makers, states)."""
    return np.stack([least(outside, own) for own in worth])


def _reached(moves: Moves, members: Coalition, wanted: NDArray[np.bool_], rows: Rows) -> Stable:
    """Whether from each judged state the coalition reaches a state wanted there, (rows,)."""
    found = moves.most(members, wanted.astype(np.int64))
    return np.asarray(found[np.arange(rows.size), rows] > 0)
