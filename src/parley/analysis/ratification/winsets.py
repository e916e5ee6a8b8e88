"""What a chamber would pass: on a line, and among packages; and what two chambers would pass together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley.analysis.ratification.rule import Flags, Floats, VotingRule

WIN_SET_SOURCE = "Putnam (1988), International Organization 42(3), 427-460"

Stretch = tuple[float, float]  # both ends belong to it


WHOLE_LINE: Stretch = (-np.inf, np.inf)


def acceptance(
    ideals: Floats | Sequence[float], status_quo: float, scale: Stretch = WHOLE_LINE
) -> tuple[Floats, Floats]:
    """What each member prefers to the status quo, or likes as well: everything no farther from its ideal.

    Args:
        ideals: (members,); nan: all of the scale is the same to it.
        scale: what lies beyond its ends cannot be had.

    Returns:
        Low and high ends, (members,) each: [min(SQ, 2m - SQ), max(SQ, 2m - SQ)], held to the scale.
    """
    mirrored = 2 * np.asarray(ideals, dtype=np.float64) - status_quo
    low, high = np.minimum(mirrored, status_quo), np.maximum(mirrored, status_quo)
    return np.fmax(low, scale[0]), np.fmin(high, scale[1])


def passing_stretches(low: Floats, high: Floats, rule: VotingRule) -> tuple[Stretch, ...]:
    """The places on a line that pass, when each member says yes from `low` to `high`; nan: nowhere.

    A passing stretch begins and ends where some member's does, so that only those places and the gaps between them
    need a vote.
    """
    ends = np.unique(np.concatenate([low, high]))
    ends = ends[np.isfinite(ends)]
    if not ends.size:
        return ()
    places = np.sort(np.concatenate([ends, (ends[1:] + ends[:-1]) / 2]))
    met = rule.passes((places[:, None] >= low) & (places[:, None] <= high))
    found: list[Stretch] = []
    for at in np.flatnonzero(met).tolist():
        if found and at and met[at - 1]:
            found[-1] = (found[-1][0], float(places[at]))
        else:
            found.append((float(places[at]), float(places[at])))
    return tuple(found)


def win_set(
    ideals: Floats | Sequence[float], status_quo: float, rule: VotingRule, scale: Stretch = WHOLE_LINE
) -> Stretch:
    """The win-set of a chamber on a line: every text that it prefers to the status quo, or likes as well.

    Arguments as of `acceptance`; a member to whom all is the same needs a scale with ends.

    It always holds the status quo and has no gaps: who would move farther one way also takes less.

    Source:
        Putnam (1988), International Organization 42(3), 427-460; one dimension as in Milner and Rosendorff (1997).

    >>> from parley.analysis.ratification.rule import voting_rule
    >>> win_set([20, 30, 40, 50, 60], 0, voting_rule([[1] * 5], [3]))
    (0.0, 80.0)
    """
    found = passing_stretches(*acceptance(ideals, status_quo, scale), rule)
    return next((each for each in found if each[0] <= status_quo <= each[1]), (status_quo, status_quo))


def best_offer(ideal: float, stretches: Sequence[Stretch]) -> float | None:
    """What one who proposes takes of a win-set: the place nearest to its own ideal; None: the win-set is empty."""
    offers = [min(max(ideal, low), high) for low, high in stretches]
    return min(offers, key=lambda offer: (abs(offer - ideal), offer)) if offers else None


def agreement_set(sides: Sequence[Sequence[Stretch]]) -> tuple[Stretch, ...]:
    """What every chamber would pass: the intersection of their win-sets; empty: no text holds everywhere.

    >>> agreement_set([[(0.0, 60.0)], [(40.0, 100.0)]])
    ((40.0, 60.0),)
    """
    common: tuple[Stretch, ...] = tuple(sides[0]) if sides else ()
    for other in sides[1:]:
        met = [(max(a, c), min(b, d)) for a, b in common for c, d in other]
        common = tuple(each for each in met if each[0] <= each[1])
    return common


def pivotal_gain(gain: Floats, rule: VotingRule) -> Floats:
    """The gain of the member whose yes completes the cheapest majority for each text: a chamber gains as much as it.

    Args:
        gain: (..., members), of each text to each member over no deal.

    Returns:
        (...): the largest gain at which those who have as much meet every condition and hold every veto. At 0 or more
        the text passes, below it fails.

    >>> from parley.analysis.ratification.rule import voting_rule
    >>> gains = np.array([0.5, 0.3, -0.1, -0.2, -0.4])
    >>> float(pivotal_gain(gains, voting_rule([[1] * 5], [3])))
    -0.1
    >>> float(pivotal_gain(gains, voting_rule([[1] * 5, [9, 1, 1, 1, 1]], [2, 9], veto=[3])))
    -0.2
    """
    pivot = np.full(gain.shape[:-1], np.inf, dtype=gain.dtype)
    for condition in range(len(rule.weights)):
        pivot = np.minimum(pivot, _completing(gain, rule, condition))
    if rule.veto.any():
        pivot = np.minimum(pivot, gain[..., rule.veto].min(axis=-1))
    return np.asarray(pivot, dtype=gain.dtype)


def _completing(gain: Floats, rule: VotingRule, condition: int) -> Floats:
    """The gain of the member with whom one condition is met, from who gains most on, (...)."""
    weight = rule.weights[condition]
    met = rule.meets(condition, weight.cumsum())
    if np.ptp(weight) == 0 and met[-1]:  # only how many are needed counts: no order to find, some times as fast
        last = int(met.argmax())
        return np.asarray(-np.partition(-gain, last, axis=-1)[..., last])
    order = (-gain).argsort(axis=-1, kind="stable")
    met = rule.meets(condition, weight[order].cumsum(axis=-1))
    which = np.take_along_axis(order, met.argmax(axis=-1)[..., None], axis=-1)
    return np.where(met[..., -1], np.take_along_axis(gain, which, axis=-1)[..., 0], -np.inf)


def passing_packages(gain: Floats, rule: VotingRule, tolerance: float = 1e-9) -> Flags:
    """Which packages pass when everybody votes for what leaves them no worse than no deal.

    Args:
        gain: (packages, members), utility over walking away.
        tolerance: gains so little below 0 count as 0: utilities are rounded sums.
    """
    return rule.passes(gain >= -tolerance)
