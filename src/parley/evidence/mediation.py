"""Mediation: who stands between the parties or looks on, by what the story says they do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.bodies import mediating, together
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token


def mediators(cast: Cast) -> frozenset[str]:
    """Keys of the sides that mediate, broker or chair, or whose people are called mediators."""
    named = {
        cast.side(figure.key)
        for figure in cast.figures.values()
        if figure.role and any(word in mediating() for word in figure.role.lower().split())
    }
    told = {key for line in cast.story.lines for key in cast.sides(_mediating_in(cast, line))}
    return frozenset(key for key in named | told if cast.figures[key].type != "person")


def onlookers(cast: Cast) -> frozenset[str]:
    """Keys of the sides that urge, thank or meet "both sides": who does so is none of the two."""
    return frozenset(key for line in cast.story.lines for key in cast.sides(_speaking_to_both(cast, line)))


def _speaking_to_both(cast: Cast, line: Line) -> Iterator[str]:
    tree = line.tree
    for token in tree.tokens:
        words = {child.text.lower() for child in tree.children(token.i)}
        if token.lemma.lower() not in together() or not words & {"both", "two"} or token.pos != "NOUN":
            continue
        done_to = token.relation in ("obj", "iobj", "obl") and tree.tokens[token.head].pos == "VERB"
        if done_to and line.id not in cast.speakers:
            yield from (key for one in tree.understood_subjects(token.head) for key in cast.at(line, one.i))


def _mediating_in(cast: Cast, line: Line) -> Iterator[str]:
    words = lexicon("negotiation")
    verbs, nouns = frozenset(words["mediating_verbs"]), frozenset(words["mediating_nouns"])
    lowered = line.text.lower()
    if not any(stem in lowered for stem in _stems()):
        return
    for token in line.tree.tokens:
        lemma = token.lemma.lower()
        if (lemma in verbs or _stem(token) in verbs) and token.pos in ("VERB", "ADJ", "NOUN", "AUX"):
            yield from _by_verb(cast, line, token)
        elif lemma in nouns or lemma in mediating():
            yield from _by_noun(cast, line, token)


@cache
def _stems() -> tuple[str, ...]:
    """What some form of each mediating word holds: "mediat" of "mediating" and "mediated"."""
    words = lexicon("negotiation")
    plain = (*words["mediating_verbs"], *words["mediating_nouns"], *mediating())
    return tuple(sorted({word.removesuffix("e").removesuffix("ion") for word in plain}))


def _stem(token: Token) -> str:
    """The plain form of a regular verb whose lemma the tagger misses: "brokering"."""
    return token.text.lower().removesuffix("ing").removesuffix("ed").removesuffix("s")


def _by_verb(cast: Cast, line: Line, verb: Token) -> Iterator[str]:
    """ "Turkey mediates", "talks brokered by Qatar", "Egypt has offered to mediate", "UN-mediated talks"."""
    tree = line.tree
    before = tree.tokens[max(0, verb.i - 2) : verb.i]
    if len(before) == 2 and before[1].text == "-":
        yield from cast.one(line, before[0].i)
        return
    behind = tree.tokens[verb.i + 1].text.lower() if verb.i + 1 < len(tree.tokens) else ""
    if behind == "by" or tree.is_passive(verb.i):
        agents = tree.agents(verb.i) or [head for preposition, head in tree.obliques(verb.i) if preposition == "by"]
        yield from (key for agent in agents for key in cast.at(line, agent.i))
    elif not tree.is_negated(verb.i):
        yield from (key for one in tree.understood_subjects(verb.i) for key in cast.at(line, one.i))


def _by_noun(cast: Cast, line: Line, noun: Token) -> Iterator[str]:
    """ "Qatari mediators", "the mediation of Oman", "mediators from Kenya and Chad"."""
    for child in line.tree.children(noun.i):
        base = child.dep.split(":")[0]
        before = child.i < noun.i and (base in ("amod", "compound") or child.dep == "nmod:poss")
        cases = {one.text.lower() for one in line.tree.having(child.i, "case")}
        if before or (base == "nmod" and cases & {"of", "by", "from"}):
            yield from cast.at(line, child.i)
