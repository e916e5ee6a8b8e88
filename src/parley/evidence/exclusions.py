"""Exclusions: who is left out of talks that concern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.evidence.actors import Cast, case_of
from parley.evidence.clauses import clause_range, subject_tokens
from parley.evidence.predicates import is_of_class, other_lemmas
from parley.evidence.record import Exclusion, Mention
from parley.evidence.story import Line
from parley.language.tree import Token

# Verbs whose object is left out, and verbs whose denial leaves their subject out.
SHUTTING_OUT = frozenset(
    {"exclude", "sideline", "bypass", "omit", "freeze", "shut", "leave", "ignore", "marginalize", "marginalise"}
)
NEED_OUT = frozenset({"freeze", "shut", "leave"})
TAKING_PART = frozenset({"include", "invite", "consult", "represent", "involve", "participate", "attend", "join"})
AT_THE_TABLE = frozenset({"table", "room", "talk", "negotiation", "seat"})
MEETING_VERBS = frozenset({"meet", "negotiate", "talk", "agree", "discuss", "hold", "decide", "sign", "proceed"})


@dataclass(frozen=True, slots=True)
class _Found:
    party: str
    by: tuple[str, ...]
    mention: Mention
    talks: str | None
    rule: str


def find_exclusions(cast: Cast) -> list[Exclusion]:
    """One item per party left out, over all the places that say so."""
    found: dict[str, list[_Found]] = {}
    for line in cast.story.lines:
        for item in _in_line(cast, line):
            found.setdefault(item.party, []).append(item)
    return [_exclusion(cast, party, items) for party, items in found.items()]


def _exclusion(cast: Cast, party: str, items: list[_Found]) -> Exclusion:
    return Exclusion(
        id="",
        source=cast.story.article.id,
        mentions=tuple(dict.fromkeys(item.mention for item in items)),
        rule=items[0].rule,
        confidence=min(0.9, 0.6 + 0.1 * len(items)),
        party=party,
        by=tuple(dict.fromkeys(key for item in items for key in item.by)),
        talks=next((item.talks for item in items if item.talks), None),
    )


def _in_line(cast: Cast, line: Line) -> Iterator[_Found]:
    for token in line.tree.tokens:
        forms = {token.lemma.lower(), *other_lemmas(token.text.lower())}
        if token.pos in ("VERB", "ADJ") and forms & SHUTTING_OUT and _is_out(line, token):
            yield from _shut_out(cast, line, token)
        elif _is_denied_part(line, token):
            yield from _not_taking_part(cast, line, token)
        elif case_of(line, token) == "without":
            yield from _without(cast, line, token)


def _is_denied_part(line: Line, token: Token) -> bool:
    """ "were not included", "is not at the table"."""
    lemma = token.lemma.lower()
    if not line.tree.is_negated(token.i):
        return False
    if token.pos == "VERB":
        return bool({lemma, *other_lemmas(token.text.lower())} & TAKING_PART)
    return lemma in AT_THE_TABLE and case_of(line, token) in ("at", "in")


def _is_out(line: Line, verb: Token) -> bool:
    if verb.lemma.lower() not in NEED_OUT:
        return True
    return any(child.text.lower() == "out" for child in line.tree.children(verb.i))


def _shut_out(cast: Cast, line: Line, verb: Token) -> Iterator[_Found]:
    """ "excluding X from the talks", "the talks exclude X", "X was left out"."""
    tree = line.tree
    objects = tree.objects(verb.i)
    out = [key for token in objects for key in cast.at(line, token.i)]
    by = [key for token in subject_tokens(line, verb) for key in cast.at(line, token.i) or cast.owners(line, token.i)]
    if tree.is_passive(verb.i) and not objects:
        out, by = by, [key for token in tree.agents(verb.i) for key in cast.at(line, token.i)]
    if not objects and not out:
        return
    first, last = clause_range(line, verb)
    yield from _items(cast, line, out, by, line.tokens(first, last), _talks(line, verb), "exclusion/shut-out")


def _not_taking_part(cast: Cast, line: Line, word: Token) -> Iterator[_Found]:
    """ "X and Y were not included", "X is not at the table"."""
    out = [key for token in subject_tokens(line, word) for key in cast.at(line, token.i)]
    first, last = clause_range(line, word)
    yield from _items(cast, line, out, [], line.tokens(first, last), _talks(line, word), "exclusion/not-taking-part")


def _without(cast: Cast, line: Line, noun: Token) -> Iterator[_Found]:
    """ "They met in Oslo without X": a meeting, and a party missing from it."""
    keys = cast.at(line, noun.i)
    governing = next((link for link in line.tree.ancestors(noun.i) if link.pos == "VERB"), None)
    if not keys or governing is None or governing.lemma.lower() not in MEETING_VERBS:
        return
    by = [key for token in subject_tokens(line, governing) for key in cast.at(line, token.i)]
    by += [
        key
        for preposition, token in line.tree.obliques(governing.i)
        if preposition == "with"
        for key in cast.at(line, token.i)
    ]
    first, last = line.tree.subtree(noun.i)
    yield from _items(cast, line, list(keys), by, line.tokens(first, last), None, "exclusion/without")


def _talks(line: Line, verb: Token) -> str | None:
    """The words that name what somebody is left out of."""
    tree = line.tree
    for token in (
        *tree.subjects(verb.i),
        *(head for preposition, head in tree.obliques(verb.i) if preposition in ("from", "of", "in")),
    ):
        if is_of_class(token, "talks") or is_of_class(token, "agreement"):
            start, end = tree.span_of(token.i, drop=("case", "det"))
            return line.text[start:end]
    return None


def _items(
    cast: Cast, line: Line, out: list[str], by: list[str], mention: Mention, talks: str | None, rule: str
) -> Iterator[_Found]:
    sides_by = cast.sides(by)
    for party in cast.sides(out):
        figure = cast.figures.get(party)
        if figure is not None and figure.type != "person" and party not in sides_by:
            yield _Found(party, sides_by, mention if len(mention.text) < 300 else line.whole(), talks, rule)
