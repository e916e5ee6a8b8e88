"""Verdicts by name: "called the vote a blow to children", "described the talks as constructive"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import actor_or_owner, extent_of, reporters_of, status_of, subject_tokens
from parley.evidence.content import noun_phrase
from parley.evidence.frame import Frame
from parley.evidence.predicates import Meaning, is_of_class, noun_meaning
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

NAMING = frozenset({"call", "label", "brand", "dub", "describe", "characterise", "characterize", "denounce", "dismiss"})
LIKENING = frozenset({"describe", "characterise", "characterize", "denounce", "dismiss"})  # these take "as"


def verdict_by_name(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """What somebody calls another's deed blames or praises; words of neither list say nothing."""
    lemma = verb.lemma.lower()
    if verb.pos != "VERB" or lemma not in NAMING:
        return None
    named = line.tree.objects(verb.i)
    meaning = next((found for word in _complements(line, verb, lemma in LIKENING) if (found := _said_by(word))), None)
    if meaning is None or not named:
        return None
    judged = next((token for token in named if lemma == "dismiss" or _is_on_the_table(cast, line, token)), None)
    if judged is not None:
        meaning = _of_the_table(meaning)
    actors = tuple(dict.fromkeys(key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
    own = set(cast.sides(actors))
    others = (key for token in named for key in actor_or_owner(cast, line, token))
    recipients = tuple(key for key in dict.fromkeys(others) if cast.side(key) not in own)
    first, last = extent_of(line, verb)
    return Frame(
        line=line,
        head=verb.i,
        meaning=meaning,
        sense=None,
        actors=actors,
        recipients=recipients,
        recipients_rule="object" if recipients else "none",
        first=first,
        last=last,
        status=status_of(line, verb, False),
        form="clausal",
        content=noun_phrase(line, judged) if judged is not None else None,
        content_head=judged.i if judged is not None else None,
        reporters=reporters_of(cast, line, verb),
        negated=line.tree.is_negated(verb.i),
    )


def _is_on_the_table(cast: Cast, line: Line, token: Token) -> bool:
    """An offer, a tariff, a bonus: who calls it names turns it down; of talks, votes and attacks one only says so."""
    if token.pos != "NOUN" or cast.one(line, token.i) or any(is_of_class(token, name) for name in DEEDS):
        return False
    return any(is_of_class(token, name) for name in OFFERED) or token.lemma.lower() not in _steps()


OFFERED = ("proposal", "demand", "price", "relief", "curb", "commitment", "concession", "share")
DEEDS = ("talks", "visit", "attack", "walkout", "suit", "advance", "troops")


@cache
def _steps() -> frozenset[str]:
    lists = lexicon("issues")
    return frozenset({*lists["steps"], *lists["light"]})


def _of_the_table(meaning: Meaning) -> Meaning:
    if meaning.plover == "SUPPORT":
        return replace(meaning, act="accept")
    return noun_meaning("objection") or meaning


def _complements(line: Line, verb: Token, likens: bool) -> Iterator[str]:
    """Words of what the object is called, its describing words included: "a *wasted* *trip*"."""
    tree = line.tree
    heads = [child for child in tree.having(verb.i, "xcomp", "obj", "ccomp") if child.i > verb.i]
    heads += [inner for token in tree.objects(verb.i) for inner in tree.having(token.i, "appos", "acl", "xcomp")]
    if likens:
        heads = [token for preposition, token in tree.obliques(verb.i) if preposition == "as"] + [
            child
            for child in (*heads, *tree.having(verb.i, "advcl", "obl"))
            if any(mark.text.lower() == "as" for mark in tree.having(child.i, "mark", "case"))
        ]
    for head in heads:
        yield head.lemma.lower()
        yield from (child.text.lower() for child in tree.having(head.i, "amod", "compound", "conj"))
        yield from ("excessive" for child in tree.having(head.i, "advmod") if child.text.lower() == "too")


def _said_by(word: str) -> Meaning | None:
    blame, praise = _lists()
    return noun_meaning("criticism") if word in blame else noun_meaning("praise") if word in praise else None


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    lists = lexicon("verdicts")
    return frozenset(lists["blame"]), frozenset(lists["praise"])
