"""The words of a term: what is given or wanted, cut from its clause as short as it still says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import actor_or_owner, subject_tokens
from parley.evidence.receivers import past_receiver
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

LOOSE = frozenset({"punct", "parataxis", "appos", "mark", "cc", "discourse", "vocative", "list"})
CLAUSES = frozenset({"advcl", "parataxis", "ccomp"})


@dataclass(frozen=True, slots=True)
class Words:
    """A range of tokens, inclusive, and the word that heads it."""

    first: int
    last: int
    head: int

    def text(self, line: Line) -> str:
        return line.text[line.tree.tokens[self.first].start : line.tree.tokens[self.last].end]


def phrase_words(line: Line, head: Token, low: int = 0, high: int | None = None) -> Words:
    """A noun phrase or gerund between two places, without article, preposition and relative clauses.

    Args:
        low: first token that may belong to it.
        high: one past the last; None for the end of the sentence.
    """
    tree = line.tree
    high = len(tree.tokens) if high is None else high
    kept = {head.i}
    queue = [head.i]
    for place in queue:  # grows while it is walked
        for child in tree.children(place):
            if (
                not low <= child.i < high
                or child.dep == "acl:relcl"
                or child.relation in ("parataxis", "appos", "discourse")
            ):
                continue
            if place == head.i and child.i < head.i and _is_edge(head, child):
                continue
            if place == head.i and head.pos not in ("VERB", "AUX") and child.relation in CLAUSES:
                continue
            if child.relation == "conj" and child.pos in ("VERB", "AUX") and head.pos not in ("VERB", "AUX"):
                continue
            kept.add(child.i)
            queue.append(child.i)
    return trimmed(line, _stretch(kept, head.i))


def _is_edge(head: Token, child: Token) -> bool:
    """Articles, prepositions and joining words before a head; before a gerund its adverbs too."""
    if child.relation == "advmod":
        return head.pos in ("VERB", "AUX")
    return child.relation in ("case", "det", "mark", "cc", "nsubj", "aux")


def _stretch(kept: set[int], head: int) -> Words:
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return Words(first, last, head)


def trimmed(line: Line, words: Words) -> Words:
    """Without commas, joining words and articles at its edges."""
    tokens = line.tree.tokens
    first, last = words.first, words.last
    while first < last and (
        tokens[first].pos in ("PUNCT", "CCONJ")
        or tokens[first].text.lower() in ("the", "a", "an", "any", "that", "to", "both", "either")
    ):
        first += 1
    while last > first and (
        tokens[last].pos in ("PUNCT", "CCONJ") or tokens[last].text.lower() in ("too", "also", "the", "only")
    ):
        last -= 1
    return Words(first, last, words.head)


def clause_words(cast: Cast, line: Line, verb: Token, low: int, high: int, *, whole: bool = False) -> Words:
    """What a clause does, in its own words: the predicate of a party, else the thing it happens to.

    "it boosts American jobs" gives "boosts American jobs"; "a new agreement is signed" gives "new agreement";
    verbs of mere giving give their object only ("offers 5 percent").

    Args:
        whole: keep what a thing does beside the thing ("the truce holds for 60 days").
    """
    tree = line.tree
    subjects = [token for token in tree.subjects(verb.i) if low <= token.i < high]
    named = any(cast.at(line, token.i) for token in subjects) or any(token.pos == "PRON" for token in subjects)
    if subjects and not named:
        thing, deed = phrase_words(line, subjects[0], low, high), _predicate(line, verb, low, high)
        active = verb.pos == "VERB" and not tree.is_passive(verb.i)
        return Words(thing.first, deed.last, verb.i) if whole and active and thing.last < deed.first else thing
    objects = [token for token in tree.objects(verb.i) if low <= token.i < high and token.dep == "obj"]
    if objects and verb.lemma.lower() in words_for("giving"):
        found = phrase_words(line, max(objects, key=lambda one: one.i), low, high)
        return replace(found, first=past_receiver(cast, line, found.first, found.last))
    return _predicate(line, verb, low, high)


def _predicate(line: Line, verb: Token, low: int, high: int) -> Words:
    tree = line.tree
    kept = {verb.i}
    queue = [verb.i]
    for place in queue:  # grows while it is walked
        for child in tree.children(place):
            if not low <= child.i < high or child.i < verb.i:
                continue
            if place == verb.i and child.relation in (
                "nsubj",
                "csubj",
                "aux",
                "advcl",
                "parataxis",
                "conj",
                "cc",
                "mark",
                "punct",
            ):
                continue
            kept.add(child.i)
            queue.append(child.i)
    return trimmed(line, _stretch(kept, verb.i))


@cache
def words_for(name: str) -> frozenset[str]:
    """A list of `lexicon/linkages.yaml` as a set."""
    return frozenset(lexicon("linkages")[name])


def holder_of(cast: Cast, line: Line, verb: Token) -> str | None:
    """The side of whoever does it, when that is one side."""
    subjects = subject_tokens(line, verb)
    keys = [key for token in subjects for key in cast.at(line, token.i)]
    label = cast.story.label(line) if not subjects and line.kind == "bullet" and not line.is_label else None
    if label is not None:  # "The Union: has proposed 350 billion, on condition that …"
        keys += cast.within(label, 0, len(label.tree) - 1)[:1]
    sides = cast.sides(keys)
    return sides[0] if len(sides) == 1 else None


def owner_side(cast: Cast, line: Line, token: Token) -> str | None:
    """The one side a phrase belongs to."""
    sides = cast.sides(actor_or_owner(cast, line, token))
    return sides[0] if len(sides) == 1 else None


def other_side(cast: Cast, line: Line, holder: str | None, *ranges: Words) -> str | None:
    """The side named in the terms besides the holder; else the only other party of talks of two."""
    named = [
        side
        for words in ranges
        for side in cast.sides(cast.within(line, words.first, words.last))
        if side != holder and cast.figures.get(side) is not None
    ]
    if named:
        return named[0]
    others = [key for key in cast.counterparts if key != holder]
    return others[0] if holder in cast.counterparts and len(others) == 1 else None
