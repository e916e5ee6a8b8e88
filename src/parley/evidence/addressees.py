"""Addressees: towards whom an act is done, from where the words put them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parley.evidence.actors import Cast
from parley.evidence.clauses import objects_of, subject_tokens
from parley.evidence.groups import case_of
from parley.evidence.predicates import Sense
from parley.evidence.story import Line
from parley.language.tree import Token

REACHING = frozenset({"to", "at", "toward", "towards"})
# Where a country only owns what the act is about: a party of it does not act against it ("weakens U.S. influence").
GUESSES = frozenset({"owner", "object-owner", "clause-subject", "clause-object", "clause-oblique"})
MEANS = frozenset({"troops", "weapon", "vessel", "jet", "gas", "goods", "money", "aid", "security"})
OBJECT_PREPOSITIONS = frozenset({"with", "between", "to", "against", "from", "by", "of", "on"})


def recipients_of(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool, actors: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """Towards whom an act is done, and by which rule; the first place that names somebody else counts."""
    own = set(cast.sides(actors))
    if len(own) > 1 and _is_mutual(line, verb):
        return actors, MUTUAL
    home = {cast.figures[side].code for side in own if side in cast.figures} - {None}
    warns = sense.meaning.act == "warn"
    for rule, keys in _recipient_candidates(cast, line, verb, sense, passive):
        if warns and rule in ("owner", "object-owner"):
            continue  # whose influence weakens is not who is warned
        others = (key for key in dict.fromkeys(keys) if cast.side(key) not in own)
        kept = tuple(key for key in others if rule not in GUESSES or not _is_country(cast, key, home))
        if kept:
            return kept, rule
    return (), "none"


MUTUAL = "mutual"  # the rule of "accused each other": whoever does it has it done to him


def _is_mutual(line: Line, verb: Token) -> bool:
    """ "Each other", "one another" as an object or behind a preposition; what is traded goes both ways."""
    barbs = verb.lemma.lower() in TRADING and any(one.lemma.lower() in BARBS for one in objects_of(line, verb))
    if barbs and not any(preposition in ("with", "for") for preposition, _ in line.tree.obliques(verb.i)):
        return True
    ends = (*objects_of(line, verb), *(token for _, token in line.tree.obliques(verb.i)))
    owners = (one for token in ends for one in line.tree.having(token.i, "nmod:poss"))
    return any(_names_each_other(line, token) for token in (*ends, *owners))


TRADING = frozenset({"trade", "exchange", "swap"})
BARBS = frozenset(
    {"accusation", "blame", "barb", "insult", "fire", "threat", "charge", "recrimination", "shot", "blow"}
)


def _names_each_other(line: Line, token: Token) -> bool:
    tokens = line.tree.tokens
    pairs = {("each", "other"), ("one", "another")}  # the parser hangs them either way
    words = [one.text.lower() for one in tokens[max(0, token.i - 1) : token.i + 2]]
    return any(pair in pairs for pair in pairwise(words))


def _is_country(cast: Cast, key: str, codes: set[str | None]) -> bool:
    figure = cast.figures.get(key)
    return figure is not None and figure.type == "country" and figure.code in codes


def _recipient_candidates(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    objects = objects_of(line, verb)
    if passive:
        yield from _sufferers(cast, line, verb)
    for token in objects:
        if not _is_means(sense, token):
            yield "object", cast.at(line, token.i)
    yield from _in_obliques(cast, line, verb, sense)
    for token in objects:
        yield from _in_object(cast, line, token, sense)
    for preposition, token in line.tree.obliques(verb.i):
        if preposition.split(" ")[-1] in (*sense.meaning.to, *sense.meaning.content, "with", "for", "over"):
            yield "owner", cast.owners(line, token.i)
    if passive:
        for token in subject_tokens(line, verb):
            yield "owner", cast.owners(line, token.i)
    yield from _in_clauses(cast, line, verb)


def _is_means(sense: Sense, token: Token) -> bool:
    """The object is what the deed is done with, not to whom: "sent *warships* to Peru"."""
    return token.i == sense.content_head and sense.pattern.object_class in MEANS


def _sufferers(cast: Cast, line: Line, verb: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Subjects of a passive, and whom they deal with."""
    for token in subject_tokens(line, verb):
        yield "passive-subject", cast.at(line, token.i)
        for preposition, inner in line.tree.obliques(token.i):
            if preposition in ("with", "against"):
                yield "object-oblique", cast.at(line, inner.i)
    if verb.dep.startswith("acl"):
        yield "passive-subject", cast.at(line, verb.head)


def _in_obliques(cast: Cast, line: Line, verb: Token, sense: Sense) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whom the predicate's own prepositions name."""
    for preposition, token in line.tree.obliques(verb.i):
        last = preposition.split(" ")[-1]
        if last in sense.meaning.to or preposition in ("with", "against"):
            yield "oblique", cast.at(line, token.i) or _reached(cast, line, token, last)


def _reached(cast: Cast, line: Line, token: Token, preposition: str) -> tuple[str, ...]:
    """A country that a deed reaches is no mere place: "contributed a million to Chad", "fired at Chad"."""
    if preposition not in REACHING or token.pos != "PROPN":
        return ()
    return tuple(key for other in (token, *line.tree.conjuncts(token.i)) for key in _country(cast, line, other))


def _country(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    named = cast.senses.get((line.index, token.i)) == "name"
    return cast.within(line, token.i, token.i) if named else ()


def _in_object(cast: Cast, line: Line, token: Token, sense: Sense) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whom the object names beside itself: partner, owner, and those of what it is "of"."""
    tree = line.tree
    first, last = tree.subtree(token.i)
    partners = [
        key
        for inner in tree.tokens[first : last + 1]
        if inner.relation == "nmod" and case_of(line, inner) == "with"
        for key in cast.at(line, inner.i)
    ]
    yield "object-partner", tuple(partners)
    yield "owner", cast.owners(line, token.i)
    for noun in (token, *_contents(line, token)):
        for preposition, inner in tree.obliques(noun.i):
            if preposition in OBJECT_PREPOSITIONS or preposition in sense.meaning.to:
                yield "object-oblique", cast.at(line, inner.i) or _reached(cast, line, inner, preposition)
    for clause in tree.having(token.i, "acl"):
        yield "object-clause", tuple(key for agent in tree.agents(clause.i) for key in cast.at(line, agent.i))
    for preposition, inner in tree.obliques(token.i):
        if preposition in ("to", "for", "over"):
            yield "object-owner", cast.owners(line, inner.i)


def _contents(line: Line, noun: Token) -> tuple[Token, ...]:
    """The ties of "a resumption of ties": nouns a noun is "of", from the outside in."""
    inner = [token for preposition, token in line.tree.obliques(noun.i) if preposition == "of" and token.pos == "NOUN"]
    return tuple(found for token in inner for found in (token, *_contents(line, token)))


def _in_clauses(cast: Cast, line: Line, verb: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whom the clause under the predicate names."""
    tree = line.tree
    aims = (clause for clause in tree.having(verb.i, "advcl") if clause.has("VerbForm=Inf"))
    for clause in (*tree.having(verb.i, "ccomp", "xcomp"), *aims):
        for token in tree.subjects(clause.i):
            yield "clause-subject", cast.at(line, token.i)
        for token in tree.objects(clause.i):
            yield "clause-object", cast.at(line, token.i) or cast.owners(line, token.i)
        for owner in (clause.i, *(token.i for token in tree.objects(clause.i))):
            for preposition, token in tree.obliques(owner):
                if preposition in ("with", "to", "against", "on", "from"):
                    yield "clause-oblique", cast.at(line, token.i)
    for thing in (
        verb,
        *objects_of(line, verb),
    ):  # "close its ports to *Faroese* landings", "a duty on *Chinese* steel"
        for preposition, token in tree.obliques(thing.i):
            if preposition in ("to", "on", "against", "from"):
                yield "object-oblique-owner", cast.owners(line, token.i)
