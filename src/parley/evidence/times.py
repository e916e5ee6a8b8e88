"""Words that say when."""

from __future__ import annotations

from parley.evidence.story import Line
from parley.language.tree import Token

TIME_WORDS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "week",
        "weekend",
        "month",
        "year",
        "day",
        "morning",
        "afternoon",
        "evening",
        "night",
        "hour",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "aug.",
        "sept.",
        "sep.",
        "oct.",
        "nov.",
        "dec.",
        "decade",
        "summer",
        "winter",
        "spring",
        "autumn",
        "quarter",
        "minute",
        "moment",
        "period",
        "midnight",
        "noon",
    ]
)


def is_time(token: Token) -> bool:
    """The noun names a time: "Monday", "weeks", "2026"."""
    word = token.text.lower()
    if word in TIME_WORDS or word.removesuffix("s") in TIME_WORDS:
        return True
    return token.text.isdigit() and 1900 <= int(token.text) <= 2100


def time_of(line: Line, head: int) -> str | None:
    """The words that say when, among what hangs on a predicate: "on Monday", "last week"."""
    tree = line.tree
    for child in tree.children(head):
        if child.relation in ("obl", "nmod", "advmod") and is_time(child):
            start, end = tree.span_of(child.i)
            words = line.text[start:end]
            return words if len(words) <= 60 else child.text
    return None
