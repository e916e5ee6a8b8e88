"""Stances told without a verb of their own: "our red line is X", "X is a non-starter for us", "is against the plan"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from parley.evidence.actors import Cast
from parley.evidence.clauses import clause_range, is_conditional, reporters_of, subject_tokens
from parley.evidence.content import is_somebody, noun_phrase
from parley.evidence.frame import Frame
from parley.evidence.predicates import Meaning, is_of_class
from parley.evidence.record import Act, PloverType
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

MODALS = frozenset({"would", "will", "could", "can", "ca", "'d", "’d", "wo", "might"})
EVENTS: dict[Act, PloverType] = {
    "demand": "REQUEST", "reject": "REJECT", "offer": "AGREE", "accept": "AGREE", "object": "ACCUSE"
}  # fmt: skip
FIRMNESS: dict[Act, float] = {"demand": 0.8, "reject": 0.8, "offer": 0.5, "accept": 0.6, "object": 0.7}


@dataclass(frozen=True, slots=True)
class Stance:
    """Who holds it, what kind it is and the word that heads what it is about."""

    act: Act
    holders: tuple[str, ...]
    thing: Token


def stance_told(cast: Cast, line: Line, token: Token) -> Frame | None:
    """The stance that a predicate without a verb of negotiation tells of; None in questions and conditions."""
    reader = _READERS.get(token.pos)
    if reader is None or (token.pos == "DET" and token.text.lower() not in ("yes", "no")):
        return None
    found = reader(cast, line, token)
    if found is None or line.is_question or is_conditional(line, token):
        return None
    return stance_frame(cast, line, token, found)


def stance_frame(cast: Cast, line: Line, token: Token, found: Stance, *, is_deed: bool = False) -> Frame | None:
    """The frame of a stance; null without a holder, or where it is about somebody."""
    holders = found.holders or reporters_of(cast, line, token)
    if not holders or is_somebody(cast, line, found.thing):
        return None
    first, last = clause_range(line, token)
    named = found.thing.pos in ("NOUN", "PROPN", "NUM")
    return Frame(
        line=line,
        head=token.i,
        meaning=_meaning(found.act),
        actors=holders[:1] if cast.sides(holders[:1]) == cast.sides(holders) else holders,
        first=min(first, token.i),
        last=max(last, token.i),
        content=noun_phrase(line, found.thing) if named else clause_range(line, found.thing),
        content_head=found.thing.i,
        reporters=reporters_of(cast, line, token),
        is_deed=is_deed,
    )


def _noun(cast: Cast, line: Line, token: Token) -> Stance | None:
    if not _is_predicate(line, token):
        return None
    return _named(cast, line, token) or _closed(cast, line, token) or _leaning(cast, line, token)


def _adjective(cast: Cast, line: Line, token: Token) -> Stance | None:
    if not _is_predicate(line, token):
        return None
    return (
        _named(cast, line, token)
        or _closed(cast, line, token)
        or _minded(cast, line, token)
        or _measured(cast, line, token)
    )


def _verb(cast: Cast, line: Line, token: Token) -> Stance | None:
    lemma = token.lemma.lower()
    if lemma == "go":
        return _bounded(cast, line, token) or _measured(cast, line, token)
    if lemma == "give":
        return _given_time(cast, line, token)
    if lemma in ("have", "see"):
        return _unopposed(cast, line, token)
    if lemma in _lists()["faulting"] and not line.tree.is_negated(token.i):
        judged = next((one for one in subject_tokens(line, token) if any(is_of_class(one, n) for n in JUDGED)), None)
        return Stance("object", (), judged) if judged is not None else None  # "said the bid undervalued the firm"
    if lemma in _lists()["preferring"]:
        return _preferred(cast, line, token)
    if lemma in _lists()["hoping"]:
        return _hoped(cast, line, token)
    if lemma in _lists()["including"]:
        return _included(cast, line, token)
    return _named(cast, line, token) if line.tree.having(token.i, "cop") else None


def _is_predicate(line: Line, token: Token) -> bool:
    """Said of a subject by "is" or "remains"."""
    if line.tree.having(token.i, "cop"):
        return True
    return token.relation == "xcomp" and line.tree.tokens[token.head].lemma.lower() == "remain"


# -- "X's red line is Y", "Y is X's red line" -----------------------------------------------------


def _named(cast: Cast, line: Line, token: Token) -> Stance | None:
    subject = next(iter(subject_tokens(line, token)), None)
    if subject is None or line.tree.is_negated(token.i):
        return None
    what = any(one.text.lower() == "what" for one in line.tree.children(subject.i))
    if subject.pos == "VERB" and subject.lemma.lower() in ("want", "need", "seek", "demand", "ask") and what:
        return Stance("demand", _subject_keys(cast, line, subject), token)  # "what we want is a fair share"
    for noun, thing in ((subject, token), (token, subject)):
        act = _act_named(line, noun)
        owner = _owner(cast, line, noun) if act is not None else ()
        if act is not None and owner and not _act_named(line, thing) and thing.pos not in ("PRON", "ADV"):
            return Stance(act, owner, thing)
    return None


def _act_named(line: Line, noun: Token) -> Act | None:
    if noun.pos != "NOUN":
        return None
    lemma = noun.lemma.lower()
    lines = _lists()["lines"].get(lemma)
    if lines is not None:
        return (
            "demand" if any(one.text.lower() in lines for one in line.tree.having(noun.i, "amod", "compound")) else None
        )
    for act in ("demand", "offer"):
        if lemma in _lists()["named"][act] or _whole(line, noun) in _lists()["named"][act]:
            return act
    return None


def _owner(cast: Cast, line: Line, noun: Token) -> tuple[str, ...]:
    """Whose it is: "the union's demand", "our floor"."""
    for child in line.tree.having(noun.i, "nmod:poss"):
        return tuple(cast.at(line, child.i)) or tuple(cast.owners(line, noun.i))
    return _whom(cast, line, noun)


# -- "Y is a non-starter for X", "Y is non-negotiable" ---------------------------------------------


def _closed(cast: Cast, line: Line, token: Token) -> Stance | None:
    subject = next((one for one in subject_tokens(line, token) if one.pos != "PRON"), None)
    if subject is None:
        return None
    word, denied = _whole(line, token), line.tree.is_negated(token.i)
    if denied and _is_up(line, token):
        return Stance("reject", _whom(cast, line, token), subject)
    if not denied and (word in _lists()["closed"] or _phrase(line, token) in _lists()["closed"]):
        return Stance("reject", _whom(cast, line, token), subject)
    if (word in _lists()["needed"]) != denied and word in (*_lists()["needed"], *_lists()["negotiable"]):
        return Stance("demand", _whom(cast, line, token), subject)
    if denied and word in _lists()["negotiable"]:
        return Stance("demand", _whom(cast, line, token), subject)
    return None


def _is_up(line: Line, token: Token) -> bool:
    """ "Not up for negotiation", "not for sale"."""
    words = " ".join(one.text.lower() for one in line.tree.tokens[max(0, token.i - 1) : token.i + 3])
    return any(f" {phrase} " in f" {words} " for phrase in _lists()["up"])


def _whom(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """ "For the union", "to Ozan"."""
    return tuple(
        key
        for preposition, inner in line.tree.obliques(token.i)
        if preposition in ("for", "to", "of")
        for key in cast.at(line, inner.i)
    )


def _phrase(line: Line, token: Token) -> str:
    before = line.tree.tokens[token.i - 1] if token.i else None
    return f"{before.text.lower()} {token.lemma.lower()}" if before is not None else token.lemma.lower()


def _whole(line: Line, token: Token) -> str:
    """The word with what a hyphen joins to it: "non-negotiable" is three tokens."""
    tokens = line.tree.tokens
    first = last = token.i
    if token.text == "-":  # the parser may take the hyphen of "non-negotiable" for its head
        first, last = max(0, token.i - 1), min(token.i + 1, len(tokens) - 1)
    while first > 1 and tokens[first - 1].text == "-" and tokens[first - 1].end == tokens[first].start:
        first -= 2
    while last + 2 < len(tokens) and tokens[last + 1].text == "-" and tokens[last + 1].start == tokens[last].end:
        last += 2
    if first == last:
        return token.lemma.lower()
    return line.text[tokens[first].start : tokens[last].end].lower()


# -- "is against the plan", "is open to a review", "would go no higher than 25" --------------------


def _leaning(cast: Cast, line: Line, token: Token) -> Stance | None:
    cases = line.tree.having(token.i, "case")
    act = _lists()["leaning"].get(cases[0].text.lower()) if len(cases) == 1 else None
    holders = _subject_keys(cast, line, token)
    if act is None or not holders or line.tree.is_negated(token.i):
        return None
    return Stance(act, holders, token)


def _minded(cast: Cast, line: Line, token: Token) -> Stance | None:
    act = _lists()["minded"].get(token.lemma.lower())
    holders = _subject_keys(cast, line, token) if act is not None else ()
    if act is None or not holders:
        return None
    for preposition, thing in line.tree.obliques(token.i):
        if preposition == "to" and thing.pos == "NOUN":
            return Stance("reject" if line.tree.is_negated(token.i) else act, holders, thing)
    return None


def _bounded(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "Could not go beyond 5 percent", "would go to 6": the most that a party gives."""
    tree = line.tree
    if not any(child.text.lower() in MODALS for child in tree.having(verb.i, "aux")):
        return None
    holders = _subject_keys(cast, line, verb)
    sum_ = next((one for _, one in tree.obliques(verb.i) if one.pos in ("NUM", "SYM") or _is_counted(line, one)), None)
    if not holders or sum_ is None:
        return None
    words = {one.text.lower() for one in tree.tokens[verb.i : sum_.i]}
    denied = tree.is_negated(verb.i) or "no" in words
    if denied and words & frozenset(_lists()["beyond"]):
        return Stance("reject", holders, sum_)
    return Stance("offer", holders, sum_) if not denied and words & frozenset(_lists()["upto"]) else None


def _preferred(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "Would prefer a fund": a thing asked for, not a deed of one's own ("prefer to settle")."""
    thing = next((one for one in line.tree.objects(verb.i) if one.pos == "NOUN"), None)
    holders = _subject_keys(cast, line, verb)
    return Stance("demand", holders, thing) if thing is not None and holders else None


def rather(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "Would rather strike than accept a freeze": the worse of two things is refused."""
    tree = line.tree
    words = {one.text.lower() for one in tree.tokens[max(0, verb.i - 3) : verb.i]}
    if verb.pos != "VERB" or not words & {"rather", "sooner"} or not words & MODALS:
        return None
    than = next((one.i for one in tree.tokens[verb.i + 1 : verb.i + 12] if one.text.lower() == "than"), None)
    deed = tree.tokens[than + 1] if than is not None and than + 1 < len(tree) else None
    holders = _subject_keys(cast, line, verb)
    if deed is None or deed.pos != "VERB" or not holders:
        return None
    things = (*tree.objects(deed.i), *(one for case, one in tree.obliques(deed.i) if case in ("to", "with", "on")))
    thing = next((one for one in reversed(things) if one.i > deed.i and one.pos in ("NOUN", "NUM", "SYM")), None)
    return Stance("reject", holders, thing or deed)


def _hoped(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "Hopes to win a shorter week", "would like to see a ban": what is to be got is asked for."""
    tree = line.tree
    if verb.lemma.lower() in ("like", "love") and not any(one.text.lower() in MODALS for one in tree.children(verb.i)):
        return None
    holders = _subject_keys(cast, line, verb)
    if not holders or tree.is_negated(verb.i):
        return None
    for deed in tree.having(verb.i, "xcomp", "advcl"):
        if deed.lemma.lower() not in _lists()["getting"]:
            continue
        thing = next((one for one in tree.objects(deed.i) if one.pos in ("NOUN", "PROPN", "NUM")), None)
        return Stance("demand", holders, thing) if thing is not None else None
    thing = next((one for one in tree.objects(verb.i) if one.pos == "NOUN" and not cast.one(line, one.i)), None)
    return Stance("demand", holders, thing) if thing is not None and verb.lemma.lower() in ("like", "love") else None


def _included(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "The company’s final offer included a raise": what a paper of a party holds."""
    paper = next(iter(subject_tokens(line, verb)), None)
    act = _act_named(line, paper) if paper is not None else None
    holders = _owner(cast, line, paper) if paper is not None and act is not None else ()
    thing = next((one for one in line.tree.objects(verb.i) if one.pos in ("NOUN", "PROPN", "NUM", "SYM")), None)
    if act is None or not holders or thing is None:
        return None
    return Stance("reject" if line.tree.is_negated(verb.i) else act, holders, thing)


def _measured(cast: Cast, line: Line, token: Token) -> Stance | None:
    """ "Was too low", "did not go far enough": found wanting by whoever says so."""
    subject = next((one for one in subject_tokens(line, token) if any(is_of_class(one, name) for name in JUDGED)), None)
    words = {one.text.lower() for one in line.tree.having(token.i, "advmod")}
    words |= {inner.text.lower() for one in line.tree.having(token.i, "advmod") for inner in line.tree.children(one.i)}
    wanting = "too" in words or ("enough" in words and line.tree.is_negated(token.i))
    return Stance("object", _whom(cast, line, token), subject) if subject is not None and wanting else None


JUDGED = ("proposal", "agreement", "price", "curb", "relief", "commitment", "concession", "share")


def _given_time(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "Gave Minsk until Monday to sign", "gave the firm ten days to answer": the deed is demanded."""
    holders = _subject_keys(cast, line, verb)
    behind = line.tree.tokens[verb.i + 1 : verb.i + 25]
    timed = any(one.text.lower() in ("until", "till") or one.lemma.lower() in _lists()["span"] for one in behind)
    asked = any(cast.at(line, one.i) for one in line.tree.objects(verb.i))
    if not holders or not timed or not asked or line.tree.is_negated(verb.i):
        return None
    deed = next(
        (one for one in behind if one.has("VerbForm=Inf") and one.i and line.tree.tokens[one.i - 1].text == "to"), None
    )
    return Stance("demand", holders, deed) if deed is not None else None


def _unopposed(cast: Cast, line: Line, verb: Token) -> Stance | None:
    """ "Has no objection to a review"."""
    tree = line.tree
    for thing in tree.objects(verb.i):
        none = any(one.text.lower() in ("no", "any") for one in tree.having(thing.i, "det"))
        if (
            none
            and thing.lemma.lower() in ("objection", "problem", "qualm", "quarrel", "difficulty", "issue")
            and not cast.one(line, thing.i)
        ):
            about = [
                one
                for preposition, one in (*tree.obliques(thing.i), *tree.obliques(verb.i))
                if preposition in ("to", "with", "about")
            ]
            holders = _subject_keys(cast, line, verb)
            return Stance("accept", holders, about[0]) if holders and about else None
    return None


def _yes_or_no(cast: Cast, line: Line, word: Token) -> Stance | None:
    """ "Said yes to the commission but no to the fee"."""
    tokens = line.tree.tokens
    following = tokens[word.i + 1] if word.i + 1 < len(tokens) else None
    said = next((one for one in reversed(tokens[: word.i]) if one.pos == "VERB"), None)
    if word.text.lower() not in ("yes", "no") or following is None or following.text != "to" or said is None:
        return None
    holders = _subject_keys(cast, line, said) if said.lemma.lower() == "say" else ()
    thing = tokens[following.head]
    if not holders or thing.i <= following.i or thing.pos not in ("NOUN", "PROPN"):
        return None
    return Stance("accept" if word.text.lower() == "yes" else "reject", holders, thing)


def _is_counted(line: Line, noun: Token) -> bool:
    """ "5 percent", "two weeks"; a year or a day of the month is no sum."""
    return noun.pos == "NOUN" and bool(line.tree.having(noun.i, "nummod"))


def _subject_keys(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in subject_tokens(line, token) for key in cast.at(line, one.i)))


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = lexicon("stances")
    return lists


@cache
def _meaning(act: Act) -> Meaning:
    return Meaning(
        act=act,
        plover=EVENTS.get(act),
        mode=None,
        firmness=FIRMNESS[act],
        planned=False,
        to=frozenset(),
        content=frozenset(),
    )


_READERS: dict[str, Callable[[Cast, Line, Token], Stance | None]] = {
    "NOUN": _noun,
    "PROPN": _noun,
    "NUM": _noun,
    "SYM": _noun,
    "ADJ": _adjective,
    "ADV": _adjective,
    "VERB": _verb,
    "INTJ": _yes_or_no,
    "DET": _yes_or_no,
}
