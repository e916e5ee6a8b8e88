"""Clauses under others: of time and condition, and those of a relative pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.groups import is_main_subject
from parley.evidence.story import Line
from parley.language.tree import Token


def is_as_soon_as(line: Line, mark: Token) -> bool:
    """The second "as" of "as soon as" and "as long as": what follows has not happened yet."""
    before = [token.text.lower() for token in line.tree.tokens[max(0, mark.i - 2) : mark.i]]
    return mark.text.lower() == "as" and before in (["as", "soon"], ["as", "long"], ["so", "long"])


def is_of_many(line: Line, relative: Token) -> bool:
    """A relative pronoun whose verb is a plural: "Qatar and Oman, which *are* brokering"."""
    verb = line.tree.tokens[relative.head]
    words = {verb.text.lower(), *(one.text.lower() for one in line.tree.having(verb.i, "aux", "cop"))}
    return bool(words & {"are", "were", "have"})


def leading(line: Line, spots: Sequence[tuple[int, str]]) -> str:
    """The key that a pronoun of the next clause most likely means, of those at some tokens of a line.

    The last subject; one of a clause of time or condition ("ready if the *army* stopped") only where there is no other.
    """
    tokens = line.tree.tokens
    main = [(at, key) for at, key in spots if is_main_subject(line, at)]
    subjects = [key for at, key in main if tokens[tokens[at].head].relation != "advcl"] or [key for _, key in main]
    subjects = subjects or [key for at, key in spots if tokens[at].relation in ("nsubj", "root")]
    return subjects[-1] if subjects else spots[-1][1]
