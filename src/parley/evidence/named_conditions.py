"""Conditions that a noun tells: "not without B", "in the event of B", "only after B", "for every B"."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING
from parley.evidence.condition_halves import LONGEST, end_of, half_of, main_range, told_by
from parley.evidence.listed import thing_at
from parley.evidence.pending_acts import DENIALS, MODALS, MOVING, holds_back, is_partys_thing, names_deed
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
from parley.evidence.trades import Terms
from parley.evidence.words import lexicon
from parley.language.tree import Token


def named_conditions_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every condition of a line that no clause tells, in order."""
    lists = lexicon("linkages")
    for token in line.tree.tokens:
        word = token.text.lower()
        if word == "without":
            yield from _without(cast, line, token)
        elif word == "only":
            yield from _only(cast, line, token)
        elif word in ("every", "each") and token.i and line.tree.tokens[token.i - 1].text.lower() == "for":
            yield from _for_every(cast, line, token)
    openers = (*lists["exchange"], *lists["lacking"], *lists["should_there_be"])
    for marker, first, last in find_phrases(line, openers):
        if first <= 1:
            yield from _opening(cast, line, marker, last)
        elif marker in (*lists["lacking"], *lists["should_there_be"]) and marker != "without":
            yield from _behind(cast, line, marker, first, last)
    for marker, first, last in find_phrases(line, lists["failing_which"]):
        yield from _failing_which(cast, line, marker, first, last)


# -- "not … without B", "no A without B" --------------------------------------------------------


def _without(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    tree = line.tree
    head = tree.tokens[word.head]
    if head.i <= word.i or is_time(head) or cast.one(line, head.i):
        return
    above = tree.tokens[head.head]
    if above.i >= word.i or head.lemma.lower() in words_for("without_these"):
        return
    get = phrase_words(line, head, word.i + 1)
    if above.pos in ("NOUN", "PROPN"):
        if any(child.lemma.lower() == "no" for child in tree.having(above.i, "det")):
            give = phrase_words(line, above, 0, word.i)
            yield _lacking(cast, line, give, get, told_by(cast, line, above), above, 0.6, give.first - 1)
            return
        above = next((link for link in tree.ancestors(above.i) if link.pos in ("VERB", "ADJ")), above)
    if above.pos not in ("VERB", "ADJ") or not holds_back(line, above):
        return
    giver = holder_of(cast, line, above)
    denied = any(child.lemma.lower() == "no" for s in tree.subjects(above.i) for child in tree.having(s.i, "det"))
    if giver is None and not is_partys_thing(line, above) and not denied:
        return
    give = clause_words(cast, line, above, 0, word.i)
    starts = [tree.subtree(token.i)[0] for link in (above, tree.tokens[above.head]) for token in tree.subjects(link.i)]
    yield _lacking(cast, line, give, get, giver, above, 0.65, min([*starts, give.first]))


def _lacking(
    cast: Cast, line: Line, give: Words, get: Words, giver: str | None, governor: Token, confidence: float, first: int
) -> Terms:
    getter = other_side(cast, line, giver, get, give) if giver else None
    return Terms(
        line, "condition", "without", give, get, giver, getter, "linkage/without", confidence, governor.i,
        max(0, first),
    )  # fmt: skip


# -- "in return for A, X would …", "without A, X will not …" --------------------------------------


def _opening(cast: Cast, line: Line, marker: str, last: int) -> Iterator[Terms]:
    """A sentence that opens with what its act is for, hangs on, or will not be done without."""
    tokens = line.tree.tokens
    comma = next((t.i for t in tokens[last + 1 :] if t.text == ","), None)
    if comma is None and marker in words_for("lacking"):
        yield from _there_is_none(cast, line, last)
    if comma is None or comma - last > LONGEST or is_time(tokens[comma - 1]):
        return
    start = comma + 1
    said = next((t for t in tokens[start : start + 5] if t.lemma.lower() in REPORTING), None)
    if said is not None and said.i + 1 < len(tokens) and tokens[said.i + 1].text == ",":
        start = said.i + 2  # "In return, the minister said, X would …"
    main = half_of(cast, line, start, end_of(line, start))
    lacking = marker in words_for("lacking")
    if main is None or not (main.parties or (lacking and names_deed(line, main))):
        return
    held = any(t.text.lower() in DENIALS for t in tokens[start : main.verb.i + 1])
    ahead = any(t.text.lower() in MODALS for t in tokens[start : main.verb.i + 1])
    if lacking and not held and not (ahead and main.parties and marker != "without"):
        return  # "failing an agreement, Greece will raise its tariffs" threatens
    if not lacking and not (ahead or main.verb.lemma.lower() in words_for("giving") | words_for("undertaking")):
        return
    get = trimmed(line, Words(last + 1, comma - 1, comma - 1))
    giver = main.parties[0] if len(main.parties) == 1 else None
    getter = other_side(cast, line, giver, get, main.words) if giver else None
    exchange = marker in words_for("exchange")
    yield Terms(
        line, "exchange" if exchange else "condition", marker, main.words, get, giver, getter,
        f"linkage/{marker.replace(' ', '-')}", 0.65, main.verb.i, min(main.words.first, get.first),
        max(main.words.last, get.last),
    )  # fmt: skip


def _there_is_none(cast: Cast, line: Line, last: int) -> Iterator[Terms]:
    """ "Without B there will be no A": no comma stands between them."""
    tokens = line.tree.tokens
    there = next((t.i for t in tokens[last + 2 :] if t.text.lower() == "there"), None)
    thing = thing_at(line, last + 1)
    denied = next((t.i for t in tokens[(there or 0) :] if t.text.lower() == "no"), None)
    if there is None or denied is None or thing is None or not thing.last < there < denied < there + 5:
        return
    lost = thing_at(line, denied + 1)
    if lost is None or is_time(tokens[thing.head]):
        return
    give, get = Words(lost.first, lost.last, lost.head), trimmed(line, Words(thing.first, there - 1, thing.head))
    giver = told_by(cast, line, tokens[lost.head])
    yield _lacking(cast, line, give, get, giver, tokens[lost.head], 0.6, last)


# -- "A in the event of B", "A pending B", "A only after B" -----------------------------------------


def _behind(cast: Cast, line: Line, marker: str, first: int, last: int) -> Iterator[Terms]:
    """What a party will do, and behind it the noun on which it hangs."""
    tokens = line.tree.tokens
    thing = thing_at(line, last + 1)
    start, end = main_range(line, first)
    main = half_of(cast, line, start, end)
    if thing is None or main is None or is_time(tokens[thing.head]) or cast.one(line, thing.head):
        return
    ahead = any(t.text.lower() in MODALS for t in tokens[start : main.verb.i + 1])
    undertaken = any(t.lemma.lower() in words_for("undertaking") for t in tokens[start : main.verb.i])
    if not (ahead or undertaken) or not (main.parties or names_deed(line, main)):
        return
    get = Words(thing.first, thing.last, thing.head)
    giver = main.parties[0] if len(main.parties) == 1 else told_by(cast, line, main.verb)
    yield _condition(cast, line, marker, main.words, get, giver, main.verb, 0.6)


def _only(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Will ratify the pact *only after a debate*": the noun on which alone the act hangs."""
    tokens = line.tree.tokens
    if not 0 < word.i < len(tokens) - 2 or tokens[word.i + 1].text.lower() not in words_for("only_with"):
        return
    thing = thing_at(line, word.i + 2)
    start, end = main_range(line, word.i)
    main = half_of(cast, line, start, end)
    if thing is None or main is None or is_time(tokens[thing.head]) or cast.one(line, thing.head):
        return
    behind = tokens[thing.last + 1] if thing.last + 1 < len(tokens) else None
    if behind is not None and behind.pos in ("VERB", "AUX") and behind.relation not in ("acl", "amod"):
        return  # "only after the parliament ratifies it": a clause
    ahead = any(t.text.lower() in MODALS for t in tokens[start : main.verb.i + 1])
    goes = bool(main.parties) and main.verb.lemma.lower() in MOVING - {"come"}
    talks = goes or main.verb.lemma.lower() in REPORTING | words_for("without_these")
    if not ahead or talks or not (main.parties or names_deed(line, main)):
        return
    giver = main.parties[0] if len(main.parties) == 1 else told_by(cast, line, main.verb)
    subject = next((one for one in line.tree.subjects(main.verb.i) if one.pos == "NOUN"), None)
    give = main.words
    if subject is not None and not cast.one(line, subject.i):  # "Turkey's signature will come only with …"
        give, giver = phrase_words(line, subject), owner_side(cast, line, subject) or giver
    get = Words(thing.first, thing.last, thing.head)
    yield _condition(cast, line, f"only {tokens[word.i + 1].text.lower()}", give, get, giver, main.verb, 0.6)


def _condition(
    cast: Cast, line: Line, marker: str, give: Words, get: Words, giver: str | None, governor: Token, confidence: float
) -> Terms:
    getter = other_side(cast, line, giver, get, give) if giver else None
    return Terms(
        line, "condition", marker, give, get, giver, getter, f"linkage/{marker.replace(' ', '-')}", confidence,
        governor.i, min(give.first, get.first), max(give.last, get.last),
    )  # fmt: skip


# -- "for every B, A", "or else", "failing which" ---------------------------------------------------


def _for_every(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "For every ten soldiers freed, X would release thirty": so much of one for so much of the other."""
    tokens = line.tree.tokens
    thing = thing_at(line, word.i + 1)
    if thing is None:
        return
    last = thing.last
    while last + 1 < len(tokens) and tokens[last + 1].pos in ("VERB", "PART") and last < thing.last + 3:
        last += 1  # "soldiers *freed*"
    comma = last + 1 < len(tokens) and tokens[last + 1].text == ","
    opens = word.i == 1 or tokens[word.i - 2].pos == "PUNCT" or tokens[word.i - 2].lemma.lower() in REPORTING
    if opens and comma:
        start, end = last + 2, end_of(line, last + 2)
    elif word.i > 3 and not opens:
        start, end = main_range(line, word.i - 1)
    else:
        return
    main = half_of(cast, line, start, end)
    if main is None or not any(t.text.lower() in MODALS for t in tokens[start : main.verb.i + 1]):
        return
    giver = main.parties[0] if len(main.parties) == 1 else told_by(cast, line, main.verb)
    if giver is None or not (names_deed(line, main) or any(t.pos == "NUM" for t in tokens[start:end])):
        return
    get = Words(thing.first, last, thing.head)
    yield Terms(
        line, "exchange", "for every", main.words, get, giver, other_side(cast, line, giver, get, main.words),
        "linkage/for-every", 0.6, main.verb.i, min(main.words.first, get.first), max(main.words.last, get.last),
    )  # fmt: skip


def _failing_which(cast: Cast, line: Line, marker: str, first: int, last: int) -> Iterator[Terms]:
    """ "Gave the company until June to produce a result, *failing which* there would be strikes"."""
    tokens = line.tree.tokens
    deed = next((t for t in reversed(tokens[:first]) if t.pos == "VERB" and t.has("VerbForm=Inf")), None)
    deed = deed or next((t for t in reversed(tokens[:first]) if t.pos == "VERB"), None)
    end = end_of(line, last + 1)
    rest = tokens[last + 1 : end]
    nouns = [t.i for t in rest if t.pos in ("NOUN", "PROPN", "VERB")]
    if deed is None or not nouns:
        return
    over = next((one for one in line.tree.ancestors(deed.i) if one.i < deed.i), deed)
    giver = holder_of(cast, line, over) or told_by(cast, line, deed)
    main = half_of(cast, line, last + 1, end)
    if main is not None and main.parties:
        give, giver = main.words, main.parties[0]
    else:
        give = trimmed(line, Words(last + 1, nouns[-1], nouns[-1]))
    if any(t.text.lower() == "there" for t in rest[:1]):
        thing = next((thing_at(line, t.i) for t in rest if t.pos in ("NOUN", "ADJ", "NUM")), None)
        give = Words(thing.first, thing.last, thing.head) if thing is not None else give
    get = trimmed(line, Words(deed.i, first - 1, deed.i))
    yield _condition(cast, line, marker, give, get, giver, deed, 0.6)
