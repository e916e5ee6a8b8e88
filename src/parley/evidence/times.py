"""Words that say when."""

from __future__ import annotations

from datetime import date

from parley.evidence.calendar import Lean, TimeValue, time_value
from parley.evidence.story import Line
from parley.language.tree import Token, Tree

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


def value_of(line: Line, words: str | None, anchor: date | None) -> TimeValue | None:
    """What words for a time in a line mean, for a story of the day `anchor`."""
    return time_value(words, anchor, lean=lean_of(line.tree, words)) if words else None


def lean_of(tree: Tree, words: str) -> Lean:
    """Whether words for a time lie behind or ahead, by the tense of the verb they hang on; the root's, else unknown."""
    at = tree.text.find(words)
    inside = [token for token in tree.tokens if at <= token.start < at + len(words)] if at >= 0 else []
    if not tree.tokens:
        return "near"
    chain = (*tree.ancestors(inside[-1].i), tree.root) if inside else (tree.root,)
    for link in chain:
        helpers = {child.text.lower() for child in tree.having(link.i, "aux", "cop")}
        if helpers & FUTURE or link.text.lower() == "going" or (helpers & PRESENT and _has_to(tree, link)):
            return "future"
        if (link.has("Tense=Past") and link.has("VerbForm=Fin")) or helpers & PAST:
            return "past"
    return "future" if any(_has_to(tree, link) for link in chain) else "near"


def _has_to(tree: Tree, verb: Token) -> bool:
    """ "Is to be held", "plans to visit": an infinitive."""
    return any(child.text.lower() == "to" for child in tree.having(verb.i, "mark"))


FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
PRESENT = frozenset({"is", "are", "'s", "’s"})
PAST = frozenset({"was", "were", "had", "did", "has", "have"})
