"""Content: the words that say what an act is about."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.clauses import objects_of, subject_tokens
from parley.evidence.predicates import Meaning, Sense, carried
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.language.tree import Token


def content_with_subject(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool
) -> tuple[tuple[int, int], int] | None:
    """What the act is about, its passive subject included."""
    tree = line.tree
    found = content_of(cast, line, verb, sense.meaning, sense.pattern.words)
    if found is not None:
        return found
    if passive:
        for token in subject_tokens(line, verb):
            if not cast.one(line, token.i):
                return noun_phrase(line, token), token.i
        if verb.dep.startswith("acl"):
            return noun_phrase(line, tree.tokens[verb.head], drop_clauses=True), verb.head
    return None


def content_of(
    cast: Cast, line: Line, verb: Token, meaning: Meaning, particles: tuple[str, ...] = ()
) -> tuple[tuple[int, int], int] | None:
    """An oblique the pattern names, the object, else the clause the predicate governs.

    Args:
        particles: words of the pattern that found the predicate: "with" of "live with".
    """
    tree = line.tree
    objects = [
        token for token in objects_of(line, verb) if token.pos in ("NOUN", "PROPN") and not cast.one(line, token.i)
    ]
    for preposition, token in tree.obliques(verb.i) if not objects or _is_thin(objects[0]) else ():
        if (
            token.pos != "NUM"
            and preposition.split(" ")[-1] in (*meaning.content, *particles)
            and not cast.one(line, token.i)
            and not is_time(token)
        ):
            return noun_phrase(line, token), token.i
    for token in objects_of(line, verb):
        if token.pos != "PRON" and not cast.one(line, token.i):
            for inner in carried(line, token):
                return noun_phrase(line, inner), inner.i
            for preposition, inner in tree.obliques(token.i):
                if (
                    preposition in (*meaning.content, "on", "over", "for", "of", "to")
                    and _is_thin(token)
                    and not cast.one(line, inner.i)
                ):
                    return noun_phrase(line, inner), inner.i
            return noun_phrase(line, token), token.i
    for clause in tree.having(verb.i, "xcomp", "ccomp", "advcl") if meaning.act else ():
        if clause.dep.startswith("advcl") and not clause.has("VerbForm=Inf"):
            continue
        return tree.subtree(clause.i), clause.i
    return None


def _is_thin(token: Token) -> bool:
    """Nouns that only point at what they are about: "agreement on X", "concern over X"."""
    return token.lemma.lower() in (
        "agreement",
        "deal",
        "call",
        "concern",
        "commitment",
        "progress",
        "demand",
        "objection",
        "opposition",
        "insistence",
        "claim",
        "line",
        "stance",
        "bid",
        "pressure",
        "criticism",
        "support",
        "talk",
        "willingness",
        "readiness",
    )


def noun_phrase(line: Line, token: Token, drop_clauses: bool = True) -> tuple[int, int]:
    """Token range of a noun phrase without its relative clauses, determiner and preposition."""
    tree = line.tree
    kept = {token.i}
    stack = [token.i]
    while stack:
        for child in tree.children(stack.pop()):
            base = child.dep.split(":")[0]
            outer = child.head == token.i
            if base == "nmod" and child.lemma.lower() in ("return", "exchange", "compensation", "lieu"):
                continue  # "a longer grace period in return for": what it is for is another term
            if base in ("punct", "cc", "conj", "appos", "parataxis", "mark") or (
                base == "acl" and drop_clauses and outer
            ):
                continue
            if outer and base in ("case", "det") and child.i < token.i:
                continue
            kept.add(child.i)
            stack.append(child.i)
    first = last = token.i
    while first - 1 in kept or (first - 2 in kept and tree.tokens[first - 1].text in ("-", ",")):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and tree.tokens[last + 1].text in ("-", "’s", "'s")):
        last += 1
    return first, last
