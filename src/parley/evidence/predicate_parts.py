"""Where the parts of a predicate stand: its particles and prepositions, and the nouns that its pattern may ask for."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.misplaced import is_misplaced, misplaced_objects
from parley.evidence.story import Line
from parley.language.tree import Token

OWN_WORDS = frozenset({"compound", "advmod", "obl", "case", "xcomp", "obj", "mark", "ccomp", "advcl"})
WITH_MARKS = frozenset({"obl", "advcl", "xcomp", "nmod", "ccomp"})


def own_words(line: Line, verb: Token) -> frozenset[str]:
    """Particles, prepositions and adverbs that belong to the verb."""
    found = set()
    for child in line.tree.children(verb.i):
        base = child.relation
        if base in OWN_WORDS:
            found.add(child.lemma.lower())
        if base in WITH_MARKS:
            found.update(inner.text.lower() for inner in line.tree.children(child.i) if inner.dep in ("case", "mark"))
    for thing in line.tree.having(verb.i, "obj"):
        for inner in line.tree.having(thing.i, "nmod"):
            if inner.lemma.lower() in STATES_OF_THINGS:
                found.add(inner.lemma.lower())
                found.update(case.text.lower() for case in line.tree.having(inner.i, "case"))
    following = line.tree.tokens[verb.i + 1 : verb.i + 2]
    found.update(token.text.lower() for token in following if token.pos in ("ADP", "ADV", "PART"))
    return frozenset(found)


# Ends of idioms that the parser hangs on the object: "put the tariff *on hold*".
STATES_OF_THINGS = frozenset(
    {"hold", "ice", "table", "court", "tribunal", "trial", "notice", "alert", "place", "stake"}
)


def class_candidates(line: Line, verb: Token, *, phrasal: bool) -> Iterator[Token]:
    """Nouns that may be what a pattern asks for; behind a preposition only where the pattern has words of its own."""
    tree = line.tree
    if is_misplaced(line, verb):
        yield from misplaced_objects(line, verb)
    for child in tree.children(verb.i):
        base = child.dep.split(":")[0]
        if (
            base == "obj"
            or (base in ("obl", "nmod") and phrasal and not _is_lacked(line, child))
            or child.dep == "nsubj:pass"
            or (base in ("xcomp", "ccomp", "advcl") and child.pos in ("NOUN", "VERB"))
        ):
            yield child
            if base == "obj" and is_sum(
                child
            ):  # "suspended $40 million *in aid*", which the parser may hang on the verb
                yield from (token for preposition, token in tree.obliques(verb.i) if preposition in ("in", "of"))
    if verb.dep.startswith("acl") and tree.is_passive(verb.i):
        yield tree.tokens[verb.head]


def doers_by(line: Line, word: Token) -> tuple[Token, ...]:
    """Who does it, behind "by": of a passive, also where the parser takes its participle for a property."""
    marked = line.tree.agents(word.i)
    if marked or word.pos != "ADJ" or not word.text.lower().endswith("ed") or not line.tree.having(word.i, "cop"):
        return marked
    return tuple(token for preposition, token in line.tree.obliques(word.i) if preposition == "by")


def _is_lacked(line: Line, noun: Token) -> bool:
    """ "Wrapped up the talks without an agreement"."""
    return any(child.text.lower() in LACKING for child in line.tree.having(noun.i, "case"))


LACKING = frozenset({"without", "despite", "instead", "before", "after", "amid", "since", "until"})


def is_sum(token: Token) -> bool:
    return token.pos in ("SYM", "NUM") or token.lemma.lower() in MONEY


MONEY = frozenset({"dollar", "euro", "pound", "yen", "yuan", "dlrs", "$", "£", "€", "worth"})  # "$40 million *in aid*"
