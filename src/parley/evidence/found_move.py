"""A move before it has an issue."""

from __future__ import annotations

from dataclasses import dataclass

from parley.evidence.record import Act, Status
from parley.evidence.story import Line


@dataclass(frozen=True, slots=True)
class FoundMove:
    """A move before it has an issue."""

    act: Act
    line: Line
    first: int
    last: int
    by: str | None
    to: str | None
    content: tuple[int, int] | None
    content_head: int | None
    firmness: float
    status: Status
    rule: str
    confidence: float
    reported_by: str | None = None
