"""Prices: what something at the table costs, is paid with, would buy or would put an end to."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.condition_halves import told_by
from parley.evidence.listed import Thing, opens_with, thing_at
from parley.evidence.pending_acts import MODALS
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, other_side, owner_side, trimmed, words_for
from parley.evidence.times import is_time
from parley.evidence.trades import Terms
from parley.language.tree import Token

BE = frozenset({"is", "are", "was", "were", "be", "remains", "remained", ":"})
REACH = 10  # words between "the price of A" and its "is"


def prices_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every price that a line states, in order."""
    for token in line.tree.tokens:
        if token.pos == "NOUN" and token.lemma.lower() in words_for("conditions_named"):
            yield from _price_is(cast, line, token)
            yield from _price_to_pay(cast, line, token)
            yield from _but_its_price(cast, line, token)
        elif token.pos == "VERB":
            yield from _paid_with(cast, line, token)
            yield from _bought_with(cast, line, token)
            yield from _would_bring(cast, line, token)
            yield from _would_end(cast, line, token)
    for marker, first, last in find_phrases(line, words_for("on_one_condition")):
        yield from _on_one_condition(cast, line, marker, first, last)


def _terms(
    cast: Cast, line: Line, marker: str, give: Words, get: Words, giver: str | None, governor: Token,
    confidence: float = 0.55, *, exchange: bool = False, give_line: Line | None = None,
) -> Iterator[Terms]:  # fmt: skip
    if give_line is None and give.first <= get.last and get.first <= give.last:
        return
    getter = other_side(cast, line, giver, get) if giver else None
    firsts = [get.first] if give_line is not None else [give.first, get.first]
    lasts = [get.last] if give_line is not None else [give.last, get.last]
    yield Terms(
        line, "exchange" if exchange else "condition", marker, give, get, giver, getter, "linkage/price", confidence,
        governor.i, min(firsts), max(lasts), give_line=give_line,
    )  # fmt: skip


def _words(thing: Thing) -> Words:
    return Words(thing.first, thing.last, thing.head)


def _behind(line: Line, at: int) -> Words | None:
    """What is named behind "is" or a colon: a thing, "to do it", "that they do it"."""
    tokens = line.tree.tokens
    while at < len(tokens) and (tokens[at].text.lower() in ("that", "to") or tokens[at].pos == "PUNCT"):
        at += 1
    end = next((t.i for t in tokens[at:] if t.text in (",", ";", ".", "”", '"', "—", "–")), len(tokens))
    if end <= at:
        return None
    thing = thing_at(line, at)
    clause = any(t.pos in ("VERB", "AUX") and t.relation not in ("amod", "acl") for t in tokens[at:end])
    if thing is not None and not clause:
        return _words(thing)
    return trimmed(line, Words(at, end - 1, at)) if clause else None


# -- "the price of A is B", "B is the price X must pay for A", "A, but its price is B" -----------------


def _price_is(cast: Cast, line: Line, noun: Token) -> Iterator[Terms]:
    tokens = line.tree.tokens
    if noun.i + 2 >= len(tokens) or tokens[noun.i + 1].text.lower() not in ("of", "for"):
        return
    thing = thing_at(line, noun.i + 2)
    if thing is None or is_time(tokens[thing.head]) or cast.one(line, thing.head):
        return
    be = next((t.i for t in tokens[thing.last + 1 : thing.last + 1 + REACH] if t.text.lower() in BE), None)
    wanted = _behind(line, be + 1) if be is not None else None
    if (
        wanted is None
        or be is None
        or any(t.pos == "VERB" and t.i < be - 2 for t in tokens[thing.last + 1 : thing.last + 2])
    ):
        return
    if any(t.pos in ("NUM", "SYM") for t in tokens[wanted.first : wanted.first + 2]):
        return  # "the price of oil is 80 dollars"
    if noun.lemma.lower() == "price" and tokens[thing.head].lemma.lower() in words_for("goods"):
        return
    giver = owner_side(cast, line, noun) or told_by(cast, line, noun) or _told_between(cast, line, thing.last, be)
    yield from _terms(cast, line, f"{noun.lemma.lower()} of", _words(thing), wanted, giver, noun)


def _told_between(cast: Cast, line: Line, first: int, last: int) -> str | None:
    """ "The price of a raise, *the company made clear*, is …"."""
    sides = cast.sides(cast.within(line, first, last))
    return sides[0] if len(sides) == 1 else None


def _price_to_pay(cast: Cast, line: Line, noun: Token) -> Iterator[Terms]:
    """ "Observers are the price X must pay for the licenses"."""
    tokens = line.tree.tokens
    pay = next((t.i for t in tokens[noun.i + 1 : noun.i + 7] if t.lemma.lower() == "pay"), None)
    if noun.lemma.lower() != "price" or pay is None or pay + 2 >= len(tokens) or tokens[pay + 1].text.lower() != "for":
        return
    be = next((t.i for t in reversed(tokens[max(0, noun.i - 4) : noun.i]) if t.text.lower() in BE), None)
    thing = thing_at(line, pay + 2)
    if be is None or be == 0 or thing is None or is_time(tokens[thing.head]):
        return
    start = be
    while start and tokens[start - 1].pos in ("NOUN", "ADP", "DET", "ADJ", "NUM", "PROPN"):
        start -= 1
    payers = cast.sides(cast.within(line, noun.i + 1, pay))
    others = [key for key in cast.counterparts if key not in payers]
    giver = others[0] if len(others) == 1 and payers else told_by(cast, line, noun)
    if start < be:
        give, get = _words(thing), trimmed(line, Words(start, be - 1, be - 1))
        yield from _terms(cast, line, "price for", give, get, giver, noun)


def _but_its_price(cast: Cast, line: Line, noun: Token) -> Iterator[Terms]:
    """ "They would abstain, but *their condition is* an election"; "The price: an end to shifts at night"."""
    tokens = line.tree.tokens
    following = tokens[noun.i + 1].text.lower() if noun.i + 1 < len(tokens) else ""
    if following not in BE or noun.i == 0:
        return
    opening = tokens[noun.i - 1]
    if not (opening.dep == "nmod:poss" or opening.text.lower() in ("the", "one", "only", "sole", "main")):
        return
    wanted = _behind(line, noun.i + 2)
    if wanted is None or any(t.pos in ("NUM", "SYM") for t in tokens[wanted.first : wanted.first + 2]):
        return
    start = opening.i
    while start and tokens[start - 1].pos in ("CCONJ", "PUNCT", "DET", "ADJ"):
        start -= 1
    owner = owner_side(cast, line, noun)
    main = next((t for t in tokens[:start] if t.pos == "VERB" and line.tree.subjects(t.i)), None)
    if main is not None:
        if any(t.text.lower() in MODALS for t in tokens[: main.i]):
            give = clause_words(cast, line, main, main.i, start)
            yield from _terms(
                cast, line, f"its {noun.lemma.lower()}", give, wanted, owner or holder_of(cast, line, main), noun
            )
        return
    before = cast.story.lines[line.index - 1] if line.index and start <= 1 else None
    if before is None or before.block != line.block or not before.tree.tokens or before.tree.root.pos != "VERB":
        return
    root = before.tree.root
    give = clause_words(cast, before, root, root.i, len(before.tree))
    giver = owner or holder_of(cast, before, root)
    yield from _terms(cast, line, f"its {noun.lemma.lower()}", give, wanted, giver, noun, 0.5, give_line=before)


def _on_one_condition(cast: Cast, line: Line, marker: str, first: int, last: int) -> Iterator[Terms]:
    """ "They agreed *on one condition*: that the union give up its slowdowns"."""
    tokens = line.tree.tokens
    wanted = _behind(line, last + 1)
    verb = next((t for t in reversed(tokens[:first]) if t.pos == "VERB"), None)
    if wanted is None or verb is None:
        return
    over = line.tree.tokens[verb.head] if verb.relation == "xcomp" else verb
    giver = holder_of(cast, line, verb) or holder_of(cast, line, over) or told_by(cast, line, verb)
    if giver is None and wanted is not None:  # "They agreed": not those of whom something is asked
        asked = cast.sides(cast.within(line, wanted.first, wanted.last))
        rest = [key for key in cast.counterparts if key not in asked]
        giver = rest[0] if len(rest) == 1 and asked else None
    before = cast.story.lines[line.index - 1] if line.index else None
    bare = verb.i == first - 1 and verb.lemma.lower() in ("agree", "accept", "consent")
    if bare and before is not None and before.block == line.block and before.tree.tokens:
        root = before.tree.root
        deed = next((one for one in before.tree.having(root.i, "xcomp") if one.i > root.i), root)
        give = clause_words(cast, before, deed, deed.i, len(before.tree))
        yield from _terms(cast, line, marker, give, wanted, giver, verb, 0.6, give_line=before)
        return
    yield from _terms(cast, line, marker, trimmed(line, Words(verb.i, first - 1, verb.i)), wanted, giver, verb, 0.6)


# -- "must be paid for with B", "bought A with B" -----------------------------------------------------


def _paid_with(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    """ "A lower rent must be *earned with* jobs": the rent for the jobs."""
    tree = line.tree
    if verb.text.lower() not in words_for("paid_with") or not tree.is_passive(verb.i):
        return
    things = [one for one in tree.subjects(verb.i) if one.pos in ("NOUN", "PROPN")]
    at = next((t.i for t in tree.tokens[verb.i + 1 : verb.i + 3] if t.text.lower() in ("by", "with")), None)
    price = _behind(line, at + 1) if at is not None else None
    if not things or price is None or not any(t.text.lower() in MODALS for t in tree.having(verb.i, "aux")):
        return
    if cast.one(line, things[0].i) or cast.one(line, price.head) or is_time(tree.tokens[price.head]):
        return
    thing = thing_at(line, opens_with(line, things[0]))
    if thing is not None and thing.last < verb.i:
        giver = told_by(cast, line, verb)
        yield from _terms(cast, line, f"{verb.text.lower()} with", _words(thing), price, giver, verb)


def _bought_with(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    """ "Bought the release of two of them with a ton of rice"."""
    tree = line.tree
    objects = [one for one in tree.objects(verb.i) if one.i > verb.i]
    if verb.lemma.lower() not in ("buy", "purchase", "reward", "repay") or not objects or tree.is_negated(verb.i):
        return
    won = objects[0].lemma.lower() in words_for("needed") | words_for("yielded")
    at = next((t.i for t in tree.tokens[objects[0].i + 1 :] if t.text.lower() in ("with", "by")), None)
    price = _behind(line, at + 1) if at is not None else None
    giver = holder_of(cast, line, verb)
    if not won or at is None or price is None or giver is None or is_time(tree.tokens[price.head]):
        return
    get = trimmed(line, Words(verb.i + 1, at - 1, objects[0].i))
    yield from _terms(cast, line, f"{verb.lemma.lower()} with", price, get, giver, verb, 0.6, exchange=True)


# -- "B would buy A", "B would clear the way for A" --------------------------------------------------------


def _would_bring(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    """ "A visit by inspectors would *clear the way for* the release of the funds": the release is given for it."""
    tree = line.tree
    lemma = verb.lemma.lower()
    helpers = {one.text.lower() for one in tree.having(verb.i, "aux")}
    subjects = [one for one in tree.subjects(verb.i) if one.pos in ("NOUN", "PROPN", "NUM", "VERB")]
    if not helpers & {"will", "would", "could", "'ll"} or not subjects or tree.is_negated(verb.i):
        return
    subject = subjects[0]
    if cast.one(line, subject.i) or tree.is_passive(verb.i) or is_time(subject):
        return
    objects = [one for one in tree.objects(verb.i) if one.i > verb.i]
    given: Thing | None = None
    if (
        lemma in words_for("opening_verbs")
        and objects
        and max(objects, key=lambda one: one.i).lemma.lower() in ("way", "door", "path", "road")
    ):
        at = next(
            (
                t.i
                for t in tree.tokens[
                    max(objects, key=lambda one: one.i).i + 1 : max(objects, key=lambda one: one.i).i + 3
                ]
                if t.text.lower() in ("for", "to")
            ),
            None,
        )
        given = thing_at(line, at + 1) if at is not None else None
    elif lemma in words_for("bringing_verbs") and objects:
        thing = next((one for one in reversed(objects) if not cast.one(line, one.i)), None)
        given = thing_at(line, opens_with(line, thing)) if thing is not None else None
    if given is None or given.first <= verb.i or (is_time(tree.tokens[given.head]) and lemma not in ("buy",)):
        return
    deeds = words_for("needed") | words_for("acts_of_parties") | words_for("yielded")
    named = {t.lemma.lower() for t in tree.tokens[given.first : given.last + 1]} & deeds
    if told_by(cast, line, verb) is not None:
        named |= {t.lemma.lower() for t in tree.tokens[tree.subtree(subject.i)[0] : verb.i]} & deeds
    low = tree.subtree(subject.i)[0]
    end = min([verb.i, *(one.i for one in tree.having(verb.i, "aux"))])
    giver = told_by(cast, line, verb) or owner_side(cast, line, tree.tokens[given.head])
    if named and low < end:
        get = trimmed(line, Words(low, end - 1, subject.i))
        yield from _terms(cast, line, f"would {lemma}", _words(given), get, giver, verb, 0.5)


def _would_end(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    """ "Tariffs above 15 percent would *kill* the deal, Lund warned": said by a party, its own term."""
    tree = line.tree
    helpers = {one.text.lower() for one in tree.having(verb.i, "aux")}
    if verb.lemma.lower() not in words_for("ending_verbs") or not helpers & {"will", "would", "could"}:
        return
    subjects = [one for one in tree.subjects(verb.i) if one.pos in ("NOUN", "PROPN")]
    objects = [one for one in tree.objects(verb.i) if one.lemma.lower() in words_for("ended")]
    giver = told_by(cast, line, verb)
    if not subjects or not objects or giver is None or cast.one(line, subjects[0].i) or tree.is_negated(verb.i):
        return
    low = tree.subtree(subjects[0].i)[0]
    end = min(verb.i, *(one.i for one in tree.having(verb.i, "aux")))
    given = thing_at(line, opens_with(line, objects[0]))
    if given is not None and low < end:
        get = trimmed(line, Words(low, end - 1, subjects[0].i))
        yield from _terms(cast, line, f"would {verb.lemma.lower()}", _words(given), get, giver, verb, 0.5)
