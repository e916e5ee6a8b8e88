"""Terms told in one sentence: a give and a get that stand apart, by whom and from whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.story import Line
from parley.evidence.term_words import Words, other_side
from parley.evidence.trades import Terms
from parley.language.tree import Token


def terms_told(
    cast: Cast,
    line: Line,
    marker: str,
    give: Words,
    get: Words,
    giver: str | None,
    governor: Token,
    confidence: float = 0.6,
    *,
    form: Literal["exchange", "condition"],
    rule: str,
) -> Iterator[Terms]:
    """The linkage of two stretches of a line; none where they overlap, for then one of them was misread."""
    if give.first <= get.last and get.first <= give.last:
        return
    getter = other_side(cast, line, giver, get, give) if giver else None
    first, last = min(give.first, get.first), max(give.last, get.last)
    yield Terms(line, form, marker, give, get, giver, getter, rule, confidence, governor.i, first, last)
