"""Addressees: towards whom an act is done, from where the words put them."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast, case_of
from parley.evidence.clauses import objects_of, subject_tokens
from parley.evidence.predicates import Sense
from parley.evidence.story import Line
from parley.language.tree import Token


def recipients_of(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool, actors: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    own = set(cast.sides(actors))
    for rule, keys in _recipient_candidates(cast, line, verb, sense, passive):
        kept = tuple(key for key in dict.fromkeys(keys) if cast.side(key) not in own)
        if kept:
            return kept, rule
    return (), "none"


def _recipient_candidates(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    tree = line.tree
    if passive:
        for token in subject_tokens(line, verb):
            yield "passive-subject", cast.at(line, token.i)
            for preposition, inner in tree.obliques(token.i):
                if preposition in ("with", "against"):
                    yield "object-oblique", cast.at(line, inner.i)
        if verb.dep.startswith("acl"):
            yield "passive-subject", cast.at(line, verb.head)
    objects = objects_of(line, verb)
    for token in objects:
        yield "object", cast.at(line, token.i)
    for preposition, token in tree.obliques(verb.i):
        if preposition.split(" ")[-1] in sense.meaning.to or preposition in ("with", "against"):
            yield "oblique", cast.at(line, token.i)
    for token in objects:
        first, last = tree.subtree(token.i)
        partners = [
            key
            for inner in tree.tokens[first : last + 1]
            if inner.relation == "nmod" and case_of(line, inner) == "with"
            for key in cast.at(line, inner.i)
        ]
        yield "object-partner", tuple(partners)
        yield "owner", cast.owners(line, token.i)
        for preposition, inner in tree.obliques(token.i):
            if preposition in ("with", "between", "to", "against", "from", "by", "of", "on"):
                yield "object-oblique", cast.at(line, inner.i)
        for clause in tree.having(token.i, "acl"):
            yield "object-clause", tuple(key for agent in tree.agents(clause.i) for key in cast.at(line, agent.i))
    for preposition, token in tree.obliques(verb.i):
        if preposition.split(" ")[-1] in (*sense.meaning.to, *sense.meaning.content, "with", "for", "over"):
            yield "owner", cast.owners(line, token.i)
    if passive:
        for token in subject_tokens(line, verb):
            yield "owner", cast.owners(line, token.i)
    for clause in tree.having(verb.i, "ccomp", "xcomp"):
        for token in tree.subjects(clause.i):
            yield "clause-subject", cast.at(line, token.i)
        for token in tree.objects(clause.i):
            yield "clause-object", cast.at(line, token.i) or cast.owners(line, token.i)
        for owner in (clause.i, *(token.i for token in tree.objects(clause.i))):
            for preposition, token in tree.obliques(owner):
                if preposition in ("with", "to", "against", "on", "from"):
                    yield "clause-oblique", cast.at(line, token.i)
