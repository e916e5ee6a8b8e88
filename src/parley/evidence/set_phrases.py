"""Set phrases: expressions whose words together tell a stance on what follows: "threw its weight behind a levy"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import is_conditional, subject_tokens
from parley.evidence.content import is_somebody, noun_phrase
from parley.evidence.frame import Frame
from parley.evidence.hidden_subjects import elided_subject
from parley.evidence.listed import thing_at
from parley.evidence.predicates import other_lemmas
from parley.evidence.record import Act
from parley.evidence.stances import Stance, rather, stance_frame
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

ANY = "~"
COPULAS = frozenset({"be", "remain", "seem", "appear", "sound", "stay", "look"})
ACTS: dict[str, Act] = {"accept": "accept", "reject": "reject", "demand": "demand"}
APART = frozenset({"than", "without", "instead", "before", "of"})  # "rather than put its name to a text"
TERMS = frozenset({"if", "unless", "provided", "return", "exchange", "condition"})
DENIED = {"accept": "reject", "reject": "accept", "open": "reject"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one expression, and what they tell."""

    words: tuple[str, ...]
    kind: str  # "accept", "reject", "demand" or "open"
    is_state: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Where an expression stands, who holds the stance, and the word that heads what it is about."""

    kind: str
    last: int
    holders: tuple[str, ...]
    thing: Token
    is_state: bool


def set_phrase(cast: Cast, line: Line, token: Token) -> Told | None:
    """The stance that the expression opened by this word tells of; null where there is none, or no holder or thing."""
    if line.tree.tokens[max(0, token.i - 1)].text.lower() in APART:
        return None
    for phrase, last in _matches(line, token):
        if phrase.kind == "open" and not phrase.is_state and _is_purpose(line, token):
            continue
        head = _governor(line, token) if phrase.is_state else token
        if head is None:
            continue
        holders = tuple(dict.fromkeys(key for one in subject_tokens(line, head) for key in cast.at(line, one.i)))
        if not holders and not phrase.is_state and not line.tree.subjects(token.i):
            holders = tuple(elided_subject(cast, line, token))
        thing = _thing(line, last + 1)
        if not holders or thing is None or is_somebody(cast, line, thing):
            continue
        kind = DENIED.get(phrase.kind) if _is_denied(line, head, token) else phrase.kind
        if kind is not None:
            return Told(kind, last, holders, thing, phrase.is_state)
    return None


def _is_purpose(line: Line, verb: Token) -> bool:
    """ "Met to go over the outline", or a sentence with terms: nothing is merely weighed."""
    words = {one.text.lower() for one in line.tree.tokens}
    return bool(words & TERMS) or (verb.i > 0 and line.tree.tokens[verb.i - 1].text.lower() == "to")


def _governor(line: Line, opening: Token) -> Token | None:
    """What the subject of a state hangs on: the copula stands just before, adverbs between."""
    tokens = line.tree.tokens
    for one in reversed(tokens[max(0, opening.i - 3) : opening.i]):
        if one.lemma.lower() in COPULAS:
            return tokens[one.head] if one.dep == "cop" else one
        if one.pos not in ("ADV", "PART"):
            return None
    return None


def _is_denied(line: Line, head: Token, opening: Token) -> bool:
    between = {one.text.lower() for one in line.tree.tokens[max(0, opening.i - 3) : opening.i]}
    return line.tree.is_negated(head.i) or bool(between & {"not", "n't", "n’t", "never"})


def _thing(line: Line, at: int) -> Token | None:
    """What the noun phrase behind the expression is headed by; of "hiring more guards" the deed."""
    tokens = line.tree.tokens
    if at >= len(tokens):
        return None
    if tokens[at].pos == "VERB" and tokens[at].text.lower().endswith("ing"):
        return tokens[at]
    start = at + 1 if tokens[at].text.lower() in ("the", "a", "an", "any", "all", "its", "their") else at
    thing = thing_at(line, start)
    if thing is None or tokens[thing.head].text.lower() in ("it", "that", "this"):
        return None
    return _over(line, tokens[thing.head], thing.first)


def _over(line: Line, head: Token, first: int) -> Token:
    return head if head.pos in ("NOUN", "PROPN", "NUM", "SYM") or first >= head.i else line.tree.tokens[first]


def _matches(line: Line, token: Token) -> list[tuple[Phrase, int]]:
    """The expressions that open with this word, the longest first, each with its last token."""
    found = []
    for form in dict.fromkeys(_forms(token)):
        for phrase in _phrases().get(form, ()):
            if not phrase.is_state and token.pos != "VERB":
                continue
            last = _end(line, token.i, phrase.words)
            if last is not None:
                found.append((phrase, last))
    return sorted(found, key=lambda one: -len(one[0].words))


def _end(line: Line, start: int, words: tuple[str, ...]) -> int | None:
    tokens, at = line.tree.tokens, start
    for index, word in enumerate(words):
        if word == ANY:
            if at < len(tokens) and words[index + 1] not in _forms(tokens[at]):
                if tokens[at].text.lower() in ("no", "any", "few", "little"):
                    return None  # "has no objection to" objects to nothing
                at += 1
            continue
        if at >= len(tokens) or word not in _forms(tokens[at]):
            return None
        at += 1
    return at - 1


def _forms(token: Token) -> tuple[str, ...]:
    return (token.lemma.lower(), token.text.lower(), *other_lemmas(token.text.lower()))


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """By first word."""
    table: dict[str, tuple[Phrase, ...]] = {}
    for kind, lists in lexicon("set_phrases").items():
        for place in ("verbs", "states"):
            for text in lists[place]:
                words = tuple(text.split())
                table[words[0]] = (*table.get(words[0], ()), Phrase(words, kind, place == "states"))
    return table


def set_phrase_told(cast: Cast, line: Line, token: Token, known: Frame | None) -> Frame | None:
    """The frame of an expression, or what its verb alone told, put right by it; null where there is no expression."""
    sooner = rather(cast, line, token)
    if sooner is not None and not line.is_question:
        return stance_frame(cast, line, token, sooner)
    told = set_phrase(cast, line, token)
    if told is None or line.is_question or is_conditional(line, token):
        return None
    if told.kind == "open":  # no act: the position is read by `open_positions`
        return replace(known, meaning=replace(known.meaning, act=None)) if known is not None else None
    act = ACTS[told.kind]
    if known is not None and known.meaning.act == act and known.content_head == told.thing.i and known.actors:
        return None
    if known is not None and known.meaning.act == "object" and act == "reject" and known.actors and not known.negated:
        return replace(
            known, content=noun_phrase(line, told.thing), content_head=told.thing.i
        )  # objecting says as much
    if known is not None and known.negated and DENIED.get(known.meaning.act or "") == act:
        return replace(known, content=noun_phrase(line, told.thing), content_head=told.thing.i)  # said of the denial
    frame = stance_frame(cast, line, token, Stance(act, told.holders, told.thing), is_deed=not told.is_state)
    if frame is None or known is None or not known.actors:
        return frame
    meaning = replace(frame.meaning, plover=known.meaning.plover, mode=known.meaning.mode)
    return replace(
        frame, meaning=meaning, status=known.status,
        recipients=known.recipients, recipients_rule=known.recipients_rule, reporters=known.reporters,
    )  # fmt: skip
