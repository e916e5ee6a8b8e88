"""talks_status."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.record import TalksStatus


def find_status(cast: Cast) -> list[TalksStatus]:
    """None yet."""
    return []
