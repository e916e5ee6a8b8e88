"""What the spatial models of several issues at once return."""

from __future__ import annotations

from parley.analysis.result import Interval, Method
from parley.record import Record


class Concession(Record):
    """One side of an exchange: who gives way on what, and how far the expected outcome moves by it."""

    party: str
    issue: str
    before: float  # its position, on the issue's scale
    after: float
    outcome_before: float  # the expected outcome, on the issue's scale
    outcome_after: float


class Trade(Record):
    """An exchange of positions on two issues by which both parties gain alike."""

    round: int  # from 1
    concessions: tuple[Concession, Concession]
    gain: float  # of each of the two: salience times share of the scale
    others: dict[str, float]  # party key -> what it gains or loses by it, same unit; who is not touched is left out


class ExchangeOutcome(Record):
    """What exchanges across issues come to."""

    trades: tuple[Trade, ...]  # by round, the largest gain first; at most 50 (`made` counts all)
    made: int
    forecast: dict[str, Interval]  # issue key -> expected outcome after the last round
    method: Method
    default_share: float
    basis: tuple[str, ...] = ()
