"""One issue bargained for itself: Nash and Kalai-Smorodinsky between its parties, from a reference point.

A party's utility is one less its distance as a share of the scale. The disagreement point is what holds without an
agreement on the issue, where the case has it; else what each party has by walking away, taken for this issue alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from parley.analysis.solutions import Rows, kalai_smorodinsky_packages, nash_packages

Floats = NDArray[np.float64]
Solution = Callable[[Floats, Floats], Rows]

SOLUTIONS: dict[str, Solution] = {"nash": nash_packages, "kalai-smorodinsky": kalai_smorodinsky_packages}

# Terms a scale is cut into: half a point of 100 apart, and the same from either end.
_TERMS = 201


def settle_alone(position: Floats, walk_away: Floats, reference: float, solution: Solution) -> float:
    """Where an issue would settle between its parties, as a share of its scale; nan: no term all could accept.

    Args:
        position: shape (parties,), 0 to 1.
        walk_away: shape (parties,), what each has without a deal, 0 to 1; used where there is no reference.
        reference: what holds without an agreement, 0 to 1; nan: nobody has said.
        solution: of `parley.analysis.solutions`; the middle of all terms that tie is taken, which mirrors.

    >>> settle_alone(np.array([0.2, 0.8]), np.zeros(2), 1.0, nash_packages)
    0.8
    >>> settle_alone(np.array([0.0, 1.0]), np.array([0.2, 0.4]), float("nan"), nash_packages)
    0.6
    """
    terms = np.linspace(0.0, 1.0, _TERMS)
    utility = 1 - np.abs(terms[:, None] - position[None, :])
    without = walk_away if np.isnan(reference) else 1 - np.abs(reference - position)
    if not np.isnan(reference):
        # The reference itself is a term, and always one that all can accept.
        terms, utility = np.append(terms, reference), np.vstack([utility, without])
    rows = solution(utility, without)
    return round(float(np.unique(terms[rows]).mean()), 9) if rows.size else float("nan")
