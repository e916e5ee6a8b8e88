"""exclusions."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.record import Exclusion


def find_exclusions(cast: Cast) -> list[Exclusion]:
    """None yet."""
    return []
