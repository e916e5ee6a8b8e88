"""Where a story names what is bargained over: in its moves, its linkages, and its lists of topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from parley.evidence.actors import Cast
from parley.evidence.agenda import agenda_of
from parley.evidence.issue_phrases import Phrase, head_of_words, light_words, phrase_at
from parley.evidence.measures import is_date
from parley.evidence.phrase_extents import opens_title
from parley.evidence.record import Linkage
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

TOPICAL = frozenset({"on", "over", "about"})


class Act(Protocol):
    """What is asked of a found move."""

    @property
    def act(self) -> str: ...
    @property
    def line(self) -> Line: ...
    @property
    def content_head(self) -> int | None: ...


def phrases_of(cast: Cast, acts: Sequence[Act], linkages: Sequence[Linkage]) -> Iterator[Phrase]:
    """Every phrase that names something bargained over, weighed by how plainly it is."""
    yield from _from_acts(cast, acts)
    yield from _from_linkages(cast, linkages)
    yield from _from_topics(cast)


def _from_acts(cast: Cast, acts: Sequence[Act]) -> Iterator[Phrase]:
    for found in acts:
        if found.content_head is None or found.act in ("predict", "criticise", "accuse", "warn"):
            continue
        weight = (
            0.5 if found.act == "threaten" else 2.0 if found.act in ("demand", "offer", "concede", "reject") else 1.0
        )
        phrase = phrase_at(cast, found.line, found.content_head, weight)
        if phrase is not None:
            yield phrase
        last = phrase.last if phrase is not None else found.content_head
        heads = {found.content_head} | ({phrase.head} if phrase is not None else set())
        for part in {part.i: part for head in heads for part in found.line.tree.conjuncts(head)}.values():
            if part.i > last and part.pos == "NOUN":  # "5 percent, *and a promise to hire aides*"
                other = phrase_at(cast, found.line, part.i, weight)
                if other is not None:
                    yield other


def _from_linkages(cast: Cast, linkages: Sequence[Linkage]) -> Iterator[Phrase]:
    for linkage in linkages:
        if linkage.form == "parallel" or linkage.confidence < 0.5:
            continue
        weight = 3.0 if linkage.form == "exchange" else 1.5
        line = cast.story.by_id[linkage.sentence]
        for words in (linkage.give, linkage.get):
            head = head_of_words(line, words)
            phrase = phrase_at(cast, line, head, weight) if head is not None else None
            if phrase is not None:
                yield phrase


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("issues")[name])


def _from_topics(cast: Cast) -> Iterator[Phrase]:
    """ "The package included A, B and C"; "disagreements over A and B"; "they differ on A": each is an issue."""
    for line in cast.story.lines:
        seen: set[int] = set()
        for at, weight in agenda_of(cast, line):
            phrase = phrase_at(cast, line, at, weight) if at not in seen else None
            seen.add(at)
            if phrase is not None:
                seen.add(phrase.head)
                yield replace(phrase, on_agenda=True)
        for token in line.tree.tokens:
            for head in _topics(line, token):
                for part in _parts(line, head):
                    phrase = phrase_at(cast, line, part.i, 1.2) if part.pos in ("NOUN", "PROPN") else None
                    if phrase is not None and not {part.i, phrase.head} & seen:
                        seen |= {part.i, phrase.head}
                        yield phrase


def _topics(line: Line, token: Token) -> list[Token]:
    """Heads of what a list or a quarrel is about."""
    tree, lemma = line.tree, token.lemma.lower()
    if opens_title(line, token):
        return []
    if token.pos == "NOUN" and lemma in _listed("about"):
        hung = [head for preposition, head in tree.obliques(token.i) if preposition in TOPICAL | {"including"}]
        return [head for head in hung if not is_date(line, head)] or _right_behind(line, token)
    if token.pos not in ("VERB", "ADJ"):
        return []
    if lemma in _listed("quarrels"):
        return [head for preposition, head in tree.obliques(token.i) if preposition in TOPICAL]
    if lemma not in _listed("includes") or token.pos == "ADJ":
        return []
    subjects = (tree.tokens[token.head],) if token.dep.startswith("acl") else tree.subjects(token.i)
    if not any(subject.lemma.lower() in _listed("about") for subject in subjects):
        return []
    heads = list(tree.objects(token.i))
    for clause in tree.having(token.i, "xcomp", "ccomp", "advcl"):
        heads.extend(tree.objects(clause.i))
        heads.extend(head for preposition, head in tree.obliques(clause.i) if preposition in TOPICAL)
    return heads


def _right_behind(line: Line, noun: Token) -> list[Token]:
    """ "Resumed talks on Saturday *on oil exports*", "inch toward a deal *on oil*": hung elsewhere by the parser."""
    tokens = line.tree.tokens
    at = noun.i + 1
    for _ in range(2):  # a date may stand between
        if at >= len(tokens) or tokens[at].text.lower() not in TOPICAL:
            return []
        head = tokens[tokens[at].head]
        if head.i <= at or not is_date(line, head):
            return [head] if head.i > at and head.pos in ("NOUN", "PROPN") else []
        at = line.tree.subtree(head.i)[1] + 1
    return []


def _parts(line: Line, head: Token) -> Iterator[Token]:
    """The things a list names; "steps to improve A and B" names A and B."""
    tree = line.tree
    for part in (head, *tree.conjuncts(head.i)):
        inner = (
            [item for clause in tree.having(part.i, "acl") for item in tree.objects(clause.i)]
            if part.lemma.lower() in light_words()
            else []
        )
        if inner:
            for item in inner:
                yield from (item, *tree.conjuncts(item.i))
        else:
            yield part
