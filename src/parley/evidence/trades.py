"""Trades: one thing given for another, where a phrase or a verb says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import (
    Words,
    clause_words,
    holder_of,
    other_side,
    owner_side,
    phrase_words,
    trimmed,
    words_for,
)
from parley.evidence.times import is_time
from parley.evidence.words import lexicon
from parley.language.tree import Token

AHEAD = frozenset({"would", "could", "will", "might", "may", "to"})
NOMINAL = frozenset({"nmod", "compound", "amod", "conj", "flat", "appos", "nummod", "det"})


@dataclass(frozen=True, slots=True)
class Terms:
    """A linkage before it is a record: token ranges inside one line."""

    line: Line
    form: Literal["exchange", "condition", "parallel"]
    marker: str
    give: Words
    get: Words
    giver: str | None
    getter: str | None
    rule: str
    confidence: float
    governor: int  # the predicate whose mood decides
    first: int  # where the mention begins
    last: int = 0  # where the mention ends, when that lies beyond the terms
    give_line: Line | None = None  # another sentence, for "In return, we want …"
    get_line: Line | None = None  # another sentence, for "In return, we will …"


def trades_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every exchange that a line states, in order."""
    lists = lexicon("linkages")
    for marker, first, last in find_phrases(line, lists["exchange"]):
        yield from _around(cast, line, marker, first, last, None)
    for marker, first, last in find_phrases(line, lists["demanded_as"]):
        for terms in _around(cast, line, marker, first, last, True):
            yield replace(terms, form="condition", rule="linkage/demanded-as")
    for marker, first, last in find_phrases(line, lists["parallel"]):
        for terms in _around(cast, line, marker, first, last, False):
            yield replace(
                terms, form="parallel", rule="linkage/parallel", give=_track(line, terms), giver=None, getter=None
            )
    yield from _trade_verbs(cast, line)
    yield from _sales(cast, line)
    yield from _compounds(line)


def _track(line: Line, terms: Terms) -> Words:
    """The talks that run beside the others: the subject of "are happening"."""
    subjects = line.tree.subjects(terms.governor)
    return phrase_words(line, subjects[0]) if subjects else terms.give


# -- "A in exchange for B" ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before the marker: the thing, the predicate over it, who does it and whether they want it."""

    words: Words
    governor: Token
    holder: str | None
    wants: bool
    start: int
    receiver: str | None = None


def _around(cast: Cast, line: Line, marker: str, first: int, last: int, wants: bool | None) -> Iterator[Terms]:
    right = _right(line, last)
    left = _left(cast, line, first) if first else _main_clause(cast, line, right)
    if right is None or left is None or left.words.first > left.words.last:
        return
    wanted = left.wants if wants is None else wants
    other = left.receiver or other_side(cast, line, left.holder, left.words, right)
    give, get = (right, left.words) if wanted else (left.words, right)
    if wanted and marker in words_for("compensating"):  # "demanded $3 billion as compensation for": the other is to pay
        payer = other if other != left.holder else None
        yield Terms(
            line, "exchange", marker, left.words, right, payer, left.holder, "linkage/compensation", 0.7,
            left.governor.i, left.start,
        )  # fmt: skip
        return
    yield Terms(
        line, "exchange", marker, give, get, left.holder, other if other != left.holder else None,
        "linkage/preposition", 0.8, left.governor.i, left.start,
    )  # fmt: skip


def _main_clause(cast: Cast, line: Line, right: Words | None) -> _Left | None:
    """ "In return for A, B will C": the clause after the phrase is what B gives."""
    if right is None:
        return None
    links = line.tree.ancestors(right.head)
    verb = next((link for link in links if link.pos == "VERB" and link.i > right.last), None)
    if verb is None:
        return None
    holder = holder_of(cast, line, verb)
    words = clause_words(cast, line, verb, right.last + 1, len(line.tree))
    return _Left(words, verb, holder, verb.lemma.lower() in words_for("wanting"), right.first)


def _right(line: Line, last: int) -> Words | None:
    """The phrase after a preposition: the word it marks, else the next noun."""
    tokens = line.tree.tokens
    head = tokens[tokens[last].head]
    if head.i <= last:
        head = next(
            (token for token in tokens[last + 1 :] if token.pos in ("NOUN", "PROPN", "VERB", "PRON")), tokens[last]
        )
    return phrase_words(line, head, last + 1) if head.i > last else None


def _left(cast: Cast, line: Line, marker: int) -> _Left | None:
    """The thing before the marker and the predicate that governs it."""
    tree = line.tree
    link = tree.tokens[tree.tokens[marker + 1].head] if marker + 1 < len(tree) else tree.root
    if link.i >= marker:
        link = tree.tokens[tree.tokens[marker].head]
    if link.i >= marker:
        link = next(
            (token for token in reversed(tree.tokens[:marker]) if token.pos in ("NOUN", "PROPN", "VERB")),
            tree.tokens[marker - 1],
        )
    if link.relation == "acl" and link.has("VerbForm=Part") and link.head < link.i:
        link = tree.tokens[link.head]  # "the women *held* by Hamas in exchange for"
    thing = _climb(line, link)
    over = tree.tokens[thing.head]
    if thing.relation == "obl" and over.pos == "NOUN" and over.i < thing.i and tree.having(thing.i, "nummod"):
        thing = over  # "cap enrichment *at 5 percent* in exchange for"
    if thing.pos in ("VERB", "AUX", "ADJ") and thing.i < marker and not _is_misread_noun(line, thing, marker):
        return _under_verb(cast, line, thing, marker)
    misread = _misread(cast, line, thing, marker)
    if misread is not None:
        return misread
    head = tree.tokens[thing.head]
    if (
        head.i < thing.i
        and head.lemma.lower() in words_for("wanting_nouns") | words_for("giving_nouns")
        and head.pos == "NOUN"
    ):
        start = _skip_joints(line, tree.subtree(head.i)[0])
        holder = owner_side(cast, line, head) or _doer(cast, line, head)
        wants = head.lemma.lower() in words_for("wanting_nouns")
        return _Left(phrase_words(line, thing, head.i + 1, marker), head, holder, wants, start)
    if (
        head.pos in ("VERB", "ADJ")
        and thing.relation in ("obj", "obl", "nsubj", "ccomp", "xcomp")
        and head.i != thing.i
    ):
        return _under_verb(cast, line, head, marker, thing)
    words = phrase_words(line, thing, 0, marker)
    return _Left(words, thing, owner_side(cast, line, thing), False, words.first)


def _doer(cast: Cast, line: Line, noun: Token) -> str | None:
    """Who makes a demand that is the object of a verb: "Ukraine repeated its demand"."""
    head = line.tree.tokens[noun.head]
    return holder_of(cast, line, head) if head.pos == "VERB" and noun.relation == "obj" else None


def _skip_joints(line: Line, first: int) -> int:
    while line.tree.tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ") and first + 1 < len(line.tree):
        first += 1
    return first


def _climb(line: Line, token: Token) -> Token:
    """From a word inside a noun phrase to the word that heads the thing: "access to *minerals*" to "access"."""
    deals = words_for("wanting_nouns") | words_for("giving_nouns")
    while token.relation in NOMINAL and token.head != token.i:
        head = line.tree.tokens[token.head]
        if head.i > token.i and token.relation != "compound" and token.relation != "amod":
            break
        if (
            head.lemma.lower() in deals
            or token.lemma.lower() in words_for("yielded")
            or head.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
        ):
            break
        if head.pos == "VERB" and token.relation == "conj":
            break
        token = head
    return token


def _under_verb(cast: Cast, line: Line, verb: Token, marker: int, thing: Token | None = None) -> _Left:
    tree = line.tree
    lets = _letting(line, verb)
    if lets is not verb:
        verb, thing = lets, None
    inner = [clause for clause in tree.having(verb.i, "xcomp") if verb.i < clause.i < marker and clause.pos == "VERB"]
    inner = [] if verb is lets and lets.lemma.lower() in LETTING else inner
    offered = bool(inner) and verb.lemma.lower() in words_for("giving") | words_for("undertaking")
    # "offered on Thursday to free prisoners": freeing them is what is given
    if inner and (thing is None or thing.i == inner[-1].i):
        verb, thing = inner[-1], None
    elif verb.relation == "xcomp" and tree.tokens[verb.head].lemma.lower() in words_for("undertaking"):
        offered = True
        thing = None if thing is not None and thing.i > verb.i else thing
    lemma = verb.lemma.lower()
    holder = holder_of(cast, line, verb)
    passive = tree.is_passive(verb.i)
    objects = [token for token in tree.objects(verb.i) if token.dep == "obj" and token.i < marker]
    obliques = [
        token
        for preposition, token in tree.obliques(verb.i)
        if preposition in ("for", "on") and token.i < marker and not is_time(token)
    ]
    if passive:
        subjects = tree.subjects(verb.i)
        agents = [side for agent in tree.agents(verb.i) for side in cast.sides(cast.at(line, agent.i))]
        holder = agents[0] if agents else None
        objects = list(subjects) or objects
    wants = lemma in words_for("wanting") and not passive and not offered
    head = thing if thing is not None and thing.relation == "obj" else max(objects, key=lambda one: one.i, default=None)
    if head is None and wants and obliques:
        head = obliques[-1]
    if head is not None and (wants or passive or lemma in words_for("giving") or holder is None):
        words = phrase_words(line, head, 0, marker)
    else:
        words = clause_words(cast, line, verb, 0 if passive else verb.i, marker)
    receivers = [
        side for token in tree.having(verb.i, "iobj") for side in cast.sides(cast.at(line, token.i)) if side != holder
    ]
    if not receivers and lemma in words_for("giving") and words.first == verb.i + 1:
        words, receivers = _receiver_first(cast, line, words)
    starts = [tree.subtree(token.i)[0] for token in tree.subjects(verb.i) if token.i < verb.i]
    above = tree.tokens[verb.head]
    if verb.relation == "xcomp" and above.i < verb.i:
        starts += [tree.subtree(token.i)[0] for token in tree.subjects(above.i)] or [above.i]
    start = min([*starts, verb.i, words.first])
    return _Left(words, verb, holder, wants, _skip_joints(line, start), receivers[0] if receivers else None)


def _letting(line: Line, verb: Token) -> Token:
    """ "Agreed to *let* the company finish the drilling": who lets, gives."""
    head = line.tree.tokens[verb.head]
    lets = verb.relation in ("xcomp", "ccomp") and head.lemma.lower() in LETTING
    return head if lets and head.i < verb.i else verb


LETTING = frozenset({"let", "allow", "permit", "enable", "help"})


def _receiver_first(cast: Cast, line: Line, words: Words) -> tuple[Words, list[str]]:
    """ "offer *Mexico* tariff relief", with the receiver read as part of the thing."""
    first = line.tree.tokens[words.first]
    if first.pos != "PROPN" or first.relation != "compound" or words.last == words.first:
        return words, []
    sides = cast.sides(cast.one(line, first.i))
    return (Words(words.first + 1, words.last, words.head), list(sides)) if sides else (words, [])


def _is_misread_noun(line: Line, verb: Token, marker: int) -> bool:
    """ "… offer Velmora security guarantees" with "guarantees" read as the verb: it ends the phrase."""
    children = line.tree.children(verb.i)
    return verb.i == marker - 1 and any(
        child.relation in ("compound", "det") and child.i < verb.i for child in children
    )


def _misread(cast: Cast, line: Line, thing: Token, marker: int) -> _Left | None:
    """A verb that the parser takes for part of the noun phrase: "will X *offer* Y guarantees"."""
    tree = line.tree
    known = words_for("giving") | words_for("wanting")
    first = tree.subtree(thing.i)[0]
    verbs = [
        token for token in tree.tokens[first : thing.i]
        if token.text.lower() in known and token.relation == "compound" and tree.tokens[token.i + 1].pos != "PUNCT"
        and cast.within(line, first, token.i - 1)
    ]  # fmt: skip
    if not verbs:
        return None
    verb = verbs[-1]
    holders = cast.sides(cast.within(line, first, verb.i - 1))
    start = verb.i + 1
    receivers: tuple[str, ...] = ()
    if verb.text.lower() in words_for("giving"):
        while start < thing.i and cast.within(line, start, start):  # whom it is given to stands first
            receivers = receivers or cast.sides(cast.within(line, start, start))
            start += 1
    words = trimmed(line, Words(start, marker - 1, thing.i))
    begin = next(
        (token.i for token in tree.tokens[:first] if token.text.lower() in ("will", "would", "could", "can")), first
    )
    return _Left(
        words, thing, holders[0] if len(holders) == 1 else None, verb.text.lower() in words_for("wanting"), begin,
        receivers[0] if receivers else None,
    )  # fmt: skip


# -- "swap A for B" -----------------------------------------------------------------------------


def _trade_verbs(cast: Cast, line: Line) -> Iterator[Terms]:
    tokens = line.tree.tokens
    for verb in tokens:
        if verb.lemma.lower() not in words_for("trade_verbs") or verb.pos != "VERB":
            continue
        border = next(
            (
                t.i
                for t in tokens[verb.i + 2 :]
                if t.text.lower() == "for" or t.pos in ("PUNCT", "CCONJ") or t.has("VerbForm=Fin")
            ),
            None,
        )
        if border is None or tokens[border].text.lower() != "for" or tokens[verb.i + 1].pos in ("ADP", "PUNCT"):
            continue
        right = _right(line, border)
        left = trimmed(line, Words(verb.i + 1, border - 1, border - 1))
        head = tokens[left.last]
        if (
            right is None
            or is_time(tokens[right.head])
            or head.lemma.lower() in words_for("never_traded")
            or tokens[right.head].pos == "NUM"
        ):
            continue
        holder = holder_of(cast, line, verb) or _subject_of_misread(cast, line, verb)
        yield Terms(
            line, "exchange", f"{verb.lemma.lower()} for", left, right, holder,
            other_side(cast, line, holder, left, right), "linkage/trade-verb", 0.75, verb.i, verb.i,
        )  # fmt: skip


def _sales(cast: Cast, line: Line) -> Iterator[Terms]:
    """ "Might sell a minority of Belgaz for $2.5 billion": a sale that a party says lies ahead."""
    tokens = line.tree.tokens
    for verb in tokens:
        if verb.lemma.lower() not in ("sell", "buy") or verb.pos != "VERB" or not line.tree.objects(verb.i):
            continue
        near = {t.text.lower() for t in tokens[max(0, verb.i - 3) : verb.i]}
        near |= {t.lemma.lower() for t in tokens[max(0, verb.i - 3) : verb.i]}
        price = next((t.i for t in tokens[verb.i + 2 : verb.i + 12] if t.text.lower() == "for"), None)
        holder = holder_of(cast, line, verb)
        if price is None or price + 1 >= len(tokens) or holder is None or not near & (AHEAD | words_for("undertaking")):
            continue
        sum_named = [
            t.i for t in tokens[price + 1 : price + 5] if t.pos in ("NUM", "SYM") or any(map(str.isdigit, t.text))
        ]
        if not sum_named or is_time(tokens[min(sum_named[-1] + 1, len(tokens) - 1)]):
            continue
        last = sum_named[-1]
        thing, money = phrase_words(line, line.tree.objects(verb.i)[0], verb.i + 1, price), Words(price + 1, last, last)
        give, get = (thing, money) if verb.lemma.lower() == "sell" else (money, thing)
        yield Terms(
            line, "exchange", f"{verb.lemma.lower()} for", give, get, holder, other_side(cast, line, holder, thing),
            "linkage/sale", 0.65, verb.i, verb.i,
        )  # fmt: skip


def _subject_of_misread(cast: Cast, line: Line, verb: Token) -> str | None:
    if verb.relation != "compound":
        return None
    sides = cast.sides(cast.within(line, 0, verb.i))
    return sides[0] if len(sides) == 1 else None


SET_PHRASES = ("tit", "word", "like", "pay")
_X_FOR_Y = re.compile(r"\b([A-Za-z]{3,})-for-([A-Za-z]{3,})\b[”\"]? (\w+)")


def _compounds(line: Line) -> Iterator[Terms]:
    """ "a land-for-peace deal"."""
    if "-for-" not in line.text:
        return
    for found in _X_FOR_Y.finditer(line.text):
        if found[3].lower().rstrip("s") not in words_for("x_for_y") or found[1].lower() in SET_PHRASES:
            continue
        places = [token.i for token in line.tree.tokens if found.start() <= token.start and token.end <= found.end(2)]
        if len(places) < 3:  # one word for the tokenizer: no range of its own for each term
            continue
        yield Terms(
            line, "exchange", "for", Words(places[0], places[0], places[0]),
            Words(places[-1], places[-1], places[-1]), None, None, "linkage/compound", 0.6, places[0], places[0],
        )  # fmt: skip
