"""Frames: one predicate with its parts, before it is called an event or a move."""

from __future__ import annotations

from dataclasses import dataclass

from parley.evidence.predicates import Meaning, Sense
from parley.evidence.record import Status
from parley.evidence.story import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One predicate with its parts; token indices count inside `line`."""

    line: Line
    head: int
    meaning: Meaning
    sense: Sense | None = None  # None for what no verb's pattern has told: a noun, a refusal in other words
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    recipients_rule: str = "none"  # where the recipients were found: "object", "owner", "counterpart" ...
    first: int  # token range of the words that say it
    last: int
    status: Status = "asserted"
    form: str = "clausal"  # or "nominal"
    content: tuple[int, int] | None = None  # token range of what it is about, inclusive
    content_head: int | None = None
    reporters: tuple[str, ...] = ()  # who says so, when reported
    negated: bool = False
    is_deed: bool = True  # False for a stance told of without a deed: "is against the plan"
