"""Receivers: whom something is given, where the parser makes them part of it ("offered Kettawa free entry")."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE

GIVING = frozenset({"offer", "grant", "give", "promise", "pay", "hand", "send", "lend", "guarantee", "allow", "deny"})


def past_receiver(cast: Cast, line: Line, first: int, last: int) -> int:
    """Where a noun phrase that stands right behind a verb of giving begins, less the name of who is given it.

    Only names in full count: "granted U.S. access" may be access to the U.S.
    """
    tokens = line.tree.tokens
    if first == 0 or tokens[first - 1].lemma.lower() not in GIVING or cast.senses.get((line.index, first)) != "name":
        return first
    key, at = cast.keys.get((line.index, first)), first
    while at <= last and cast.keys.get((line.index, at)) == key:
        at += 1
    whole = at > last or tokens[at].text in (*POSSESSIVE, "and", ",", "of") or tokens[at - 1].text.endswith(".")
    return first if whole else at
