"""Phrase extents: how far a noun phrase reaches as the name of something, without clauses, addressees and dates."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.groups import case_of
from parley.evidence.measures import is_date, is_span
from parley.evidence.story import Line
from parley.language.tree import Token

LONGEST_NAME = 8  # words
BESIDE = frozenset({"without", "until", "despite", "before", "after", "among", "as", "amid"})
TRADING = frozenset({"swap", "trade", "exchange", "barter", "sell", "buy"})
ADDRESSING = frozenset({"to", "from", "with", "by", "against", "in", "between"})


def extent_of_phrase(cast: Cast, line: Line, token: Token, longest: int) -> tuple[int, int]:
    """Token range of the noun phrase headed by a token, at most so many words; no clause, no addressee."""
    first, last = _extent(cast, line, token)
    while last - first >= longest and last > token.i:
        last -= 1
    while last > token.i and line.tree.tokens[last].pos in ("ADP", "CCONJ", "PUNCT", "DET", "PART"):
        last -= 1
    return first, last


def _extent(cast: Cast, line: Line, token: Token) -> tuple[int, int]:
    tree = line.tree
    kept = {token.i}
    stack = [token.i]
    while stack:
        at = stack.pop()
        for child in tree.children(at):
            base = child.dep.split(":")[0]
            if child.lemma.lower() in ("exchange", "return", "compensation", "lieu", "condition"):
                continue
            if base == "nmod" and case_of(line, child) in (
                "without",
                "until",
                "despite",
                "before",
                "after",
                "among",
                "as",
                "amid",
            ):
                continue  # "talks without a ceasefire" are talks
            if base == "nmod" and case_of(line, child) == "for" and tree.tokens[token.head].lemma.lower() in TRADING:
                continue  # "exchange six bonds for two new ones": what is got is no part of what is given
            timed = any(
                is_date(line, one) for one in (child, *tree.children(child.i))
            )  # "25" heads "September 25" at times
            spanned = any(is_span(line, one) for one in (child, *tree.children(child.i)))
            if base == "nmod" and timed and not (case_of(line, child) == "of" and spanned):
                continue  # "a list of prisoners by Thursday" is a list of prisoners
            if (
                base == "nmod"
                and child.dep != "nmod:poss"
                and case_of(line, child) in ADDRESSING
                and cast.within(line, child.i, child.i)
            ):
                continue  # "controls on exports to Japan" are controls on exports
            if base in ("amod", "compound", "nummod", "flat", "fixed", "goeswith") or child.dep == "nmod:poss":
                kept.add(child.i)
                stack.append(child.i)
            elif base == "case" and at != token.i:
                kept.add(child.i)
            elif (
                base == "nmod"
                and (at == token.i or tree.tokens[at].dep.startswith("nmod"))
                and child.i > at
                and child.i - token.i < LONGEST_NAME
            ):
                kept.add(child.i)
                stack.append(child.i)
    kept -= _misread_clause(cast, line, token)
    first = last = token.i
    if token.i > 1 and _is_hyphenated(line, token.i - 1):
        kept.add(token.i - 1)
    while first - 1 in kept or (first - 2 in kept and tree.tokens[first - 1].text == "-"):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and tree.tokens[last + 1].text in ("-", "the", "a")):
        last += 1
    while last + 2 < len(tree) and tree.tokens[last + 1].text == "-" and _is_hyphenated(line, last + 2):
        last += 2  # "a phase-in"
    while first > 0 and (_is_hyphenated(line, first) or first - 1 in kept):
        first -= 1  # "cost-of-living formula" keeps its first word whole
    return first, last


def _misread_clause(cast: Cast, line: Line, token: Token) -> set[int]:
    """ "demanded that Ukraine repay American aid", read as one noun phrase: its subject and verb name no issue."""
    tree = line.tree
    opening = next((one for one in tree.children(token.i) if one.pos == "SCONJ" and one.text.lower() == "that"), None)
    if opening is None:
        return set()
    at = opening.i + 1
    while at < token.i and cast.one(line, at):
        at += 1
    return set(range(opening.i, at + 1)) - {token.i} if opening.i + 1 < at < token.i else set()


def _is_hyphenated(line: Line, at: int) -> bool:
    """The word before belongs to this one: a hyphen stands between them."""
    before, token = line.tree.tokens[at - 1], line.tree.tokens[at]
    return before.end == token.start and "-" in (before.text, token.text)


def opens_title(line: Line, noun: Token) -> bool:
    """ "The *Agreement* on Reciprocal Trade" has that for its name; its topic is no issue in it."""
    tokens = line.tree.tokens
    if line.kind in ("headline", "heading") or not noun.text[:1].isupper() or noun.i + 2 >= len(tokens) or not noun.i:
        return False
    return tokens[noun.i + 1].text.lower() in ("on", "for", "of") and tokens[noun.i + 2].text[:1].isupper()
