"""Several people's judgements of one number, pooled with their disagreement kept.

The pool is linear: the number is as likely to be drawn from each judgement as that judgement weighs. Two experts who
disagree give a number with two humps, not a middle that neither of them holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

from parley.case.estimate import Estimate, Opinion

SOURCE = "linear opinion pool: Stone (1961), Annals of Mathematical Statistics 32(4), 1339-1342"

_NORMAL = NormalDist()
_Z95 = _NORMAL.inv_cdf(0.95)


def pool(opinions: Sequence[Opinion], *, unit: str) -> Estimate:
    """One estimate of several opinions: median, 5th and 95th percentile of the pool, and the opinions themselves.

    Args:
        opinions: at least one, each with a weight above 0.

    >>> anna = Opinion(value=20, low=10, high=30, by="Anna", why="budget")
    >>> ben = Opinion(value=80, low=70, high=90, by="Ben", why="speech")
    >>> pooled = pool([anna, ben], unit="scale point")
    >>> round(pooled.low), round(pooled.high), pooled.by
    (12, 88, 'Anna, Ben')
    """
    low, middle, high = (quantile(opinions, share) for share in (0.05, 0.5, 0.95))
    return Estimate(
        value=middle,
        low=low,
        high=high,
        unit=unit,
        basis=tuple(dict.fromkeys(each for opinion in opinions for each in opinion.basis)),
        by=", ".join(dict.fromkeys(opinion.by for opinion in opinions)),
        why="; ".join(dict.fromkeys(f"{opinion.by}: {opinion.why}" for opinion in opinions if opinion.why)),
        opinions=tuple(opinions),
    )


def quantile(opinions: Sequence[Opinion], share: float) -> float:
    """The value below which a share of the pool lies, by bisection to a billionth of its width."""
    ends = [opinion.value + side * 6 * _half(opinion, side) for opinion in opinions for side in (-1, 1)]
    low, high = min(ends), max(ends)
    for _ in range(50):
        middle = (low + high) / 2
        if share_below(opinions, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def disagreement(opinions: Sequence[Opinion]) -> float:
    """The share of the pool's variance that lies between the opinions rather than within them, 0 to 1.

    >>> one = Opinion(value=20, low=10, high=30, by="Anna", why="")
    >>> disagreement([one, one.model_copy(update={"by": "Ben"})])
    0.0
    """
    total = sum(opinion.weight for opinion in opinions)
    centre = sum(opinion.weight * opinion.value for opinion in opinions) / total
    between = sum(opinion.weight * (opinion.value - centre) ** 2 for opinion in opinions) / total
    within = sum(opinion.weight * _variance(opinion) for opinion in opinions) / total
    return between / (between + within) if between + within > 0 else 0.0


def share_below(opinions: Sequence[Opinion], at: float) -> float:
    """The share of the pool at or below a value, 0 to 1."""
    total = sum(opinion.weight for opinion in opinions)
    return sum(opinion.weight * _half_below(opinion, at) for opinion in opinions) / total


def _half_below(opinion: Opinion, at: float) -> float:
    half = _half(opinion, 1 if at >= opinion.value else -1)
    return float(at >= opinion.value) if half == 0 else _NORMAL.cdf((at - opinion.value) / half)


def _half(opinion: Opinion, side: int) -> float:
    """Standard deviation of the half of a two-piece normal on one side of its median."""
    return max(0.0, (opinion.high - opinion.value) if side > 0 else (opinion.value - opinion.low)) / _Z95


def _variance(opinion: Opinion) -> float:
    return (_half(opinion, 1) ** 2 + _half(opinion, -1) ** 2) / 2
