"""Rule 1: moves become positions with a width (`docs/decisions/`).

A scale runs from nothing of an issue (0) to all of it (100). Every act has a place on it and a half-width; a firm act
stands nearer to its end and is narrower, several acts narrow each other, acts that disagree widen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.case.estimate import NOBODY
from parley.case.record import Estimate, Scale

RULE = "rule positions/1"

# Place on 0 (nothing of the issue) to 100 (all of it), and half-width of the 90% range. A demander seldom expects all
# it asks, a refuser seldom holds out for nothing at all; what only colours an issue says little and is wide.
ACTS: dict[str, tuple[float, float]] = {
    "demands": (90, 12),
    "offers": (70, 20),
    "accepts": (75, 15),
    "conditional": (62, 25),
    "open": (50, 30),
    "rejects": (10, 12),
    "demand": (90, 12),
    "offer": (70, 20),
    "promise": (75, 18),
    "accept": (75, 15),
    "concede": (65, 20),
    "condition": (62, 25),
    "threaten": (80, 25),
    "warn": (55, 40),
    "reject": (10, 12),
    "object": (20, 18),
    "criticise": (35, 30),
    "accuse": (40, 35),
}
USUAL_FIRMNESS = 0.7
PUSH = 25.0  # points towards the end for each unit of firmness above the usual
LEAST_HALF_WIDTH = 5.0  # in percent of the scale: no story pins a position more closely
HALF_LIFE_DAYS = 60.0  # a move weighs half as much as one two months younger


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One sign of where a party stands on an issue."""

    id: str  # evidence
    act: str  # a key of ACTS
    firmness: float  # 0 to 1
    weight: float  # confidence, status and age, 0 to 1
    amount: float | None = None  # on a numeric scale of its unit: the place itself
    unit: str | None = None
    inverted: bool = False  # said of the absence of the thing


def position(seen: Sequence[Observation], scale: Scale, party: str, issue: str) -> Estimate:
    """Say where a party stands, from everything it did on an issue; without any, the named default."""
    usable = [each for each in seen if each.act in ACTS and each.weight > 0]
    if not usable:
        return default_position(scale)
    places = [_place(each, scale) for each in usable]
    total = sum(each.weight for each in usable)
    mean = sum(each.weight * at for each, (at, _) in zip(usable, places, strict=True)) / total
    within = sum(each.weight * half**2 for each, (_, half) in zip(usable, places, strict=True)) / total
    between = sum(each.weight * (at - mean) ** 2 for each, (at, _) in zip(usable, places, strict=True)) / total
    half = max((within / len(usable) + between) ** 0.5, LEAST_HALF_WIDTH)
    span = scale.high - scale.low
    value, low, high = (
        scale.low + span * min(max(each, 0.0), 100.0) / 100 for each in (mean, mean - half, mean + half)
    )
    return Estimate(
        value=round(value, 4),
        low=round(low, 4),
        high=round(high, 4),
        unit=scale.unit,
        basis=tuple(sorted({each.id for each in usable})),
        by=RULE,
        why=_why(usable, party, issue),
    )


def default_position(scale: Scale) -> Estimate:
    """The middle, and nearly the whole scale around it."""
    span = scale.high - scale.low
    return Estimate(
        value=scale.low + span * 0.5,
        low=scale.low + span * 0.05,
        high=scale.low + span * 0.95,
        unit=scale.unit,
        by="default",
        why=NOBODY,
    )


def _place(seen: Observation, scale: Scale) -> tuple[float, float]:
    """Place and half-width of one act, in percent of the scale."""
    at, half = ACTS[seen.act]
    half *= 1.35 - 0.5 * seen.firmness
    if seen.amount is not None and seen.unit == scale.unit:
        return 100 * (seen.amount - scale.low) / (scale.high - scale.low), half / 2
    at += (seen.firmness - USUAL_FIRMNESS) * PUSH * (1 if at > 50 else -1 if at < 50 else 0)
    at = min(max(at, 0.0), 100.0)
    return (100 - at if seen.inverted else at), half


def _why(seen: Sequence[Observation], party: str, issue: str) -> str:
    counts: dict[str, int] = {}
    for each in seen:
        name = f"{each.act} (its absence)" if each.inverted else each.act
        counts[name] = counts.get(name, 0) + 1
    acts = ", ".join(f"{act} x{count}" if count > 1 else act for act, count in sorted(counts.items()))
    return f"{party} on {issue}: {acts}"
