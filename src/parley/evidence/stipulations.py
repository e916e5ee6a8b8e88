"""Stipulations: what any deal must hold or must not, what comes first, what happens otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from parley.evidence.actors import Cast
from parley.evidence.clauses import FUTURE, OBLIGING, reporters_of, subject_tokens
from parley.evidence.groups import case_of
from parley.evidence.listed import thing_at
from parley.evidence.predicates import is_of_class, sense_of
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, phrase_words, trimmed, words_for
from parley.evidence.terms_told import terms_told
from parley.evidence.trades import Terms
from parley.language.tree import Token

ANY = frozenset({"any", "a", "an", "no"})
PAPER = ("agreement", "truce", "proposal")


def stipulations_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every stipulation that a line states, in order."""
    for token in line.tree.tokens:
        if token.pos in ("VERB", "AUX"):
            yield from _must_hold(cast, line, token)
            yield from _that(cast, line, token)
        elif token.pos == "NOUN" and token.lemma.lower() in words_for("conditions_named"):
            yield from _comes_first(cast, line, token)
    yield from _no_no(cast, line)
    yield from _or_else(cast, line)
    yield from _otherwise(cast, line)
    yield from _to_get(cast, line)


_terms = partial(terms_told, form="condition", rule="linkage/stipulation")


def _told_by(cast: Cast, line: Line, word: Token) -> str | None:
    sides = cast.sides(reporters_of(cast, line, word))
    return sides[0] if len(sides) == 1 else None


# -- "any deal must include B" ------------------------------------------------------------------


def _must_hold(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    tree = line.tree
    if verb.lemma.lower() not in words_for("holding") or tree.is_negated(verb.i):
        return
    helpers = {one.text.lower() for one in tree.having(verb.i, "aux")}
    above = tree.tokens[verb.head]
    has_to = verb.relation == "xcomp" and above.lemma.lower() in ("have", "need")
    paper = next(iter(subject_tokens(line, verb)), None)
    thing = next((one for one in tree.objects(verb.i) if one.i > verb.i), None)
    if paper is None or thing is None or not (helpers & (OBLIGING | {"would", "will"}) or has_to):
        return
    if not any(is_of_class(paper, name) for name in PAPER) or cast.one(line, thing.i):
        return
    giver = _told_by(cast, line, verb)
    any_ = any(one.text.lower() in ANY for one in tree.having(paper.i, "det"))
    if giver is None and not any_:
        return
    give, get = phrase_words(line, paper), phrase_words(line, thing, verb.i + 1)
    yield from _terms(cast, line, f"must {verb.lemma.lower()}", give, get, giver, verb, 0.6 if giver else 0.5)


# -- "will not sign a deal that B", "will vote against any deal that does not B" -------------------


def _that(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    tree = line.tree
    noun = tree.tokens[verb.head]
    if verb.dep != "acl:relcl" or noun.i >= verb.i or noun.pos != "NOUN" or tree.objects(noun.i):
        return
    if not any(one.text.lower() in ANY for one in tree.having(noun.i, "det")):
        return
    joined = next((one for one in tree.subjects(verb.i) if one.text.lower() in ("that", "which")), None)
    main = next((one for one in tree.ancestors(noun.i) if one.pos == "VERB"), None)
    if joined is None or main is None or main.i >= noun.i or not _refuses(line, main):
        return
    if noun.relation != "obj" and case_of(line, noun) not in ("in", "to", "against", "with"):
        return  # "will not halt it for a study that may take years"
    giver = holder_of(cast, line, main) or _told_by(cast, line, main)
    if giver is None:
        return
    get = clause_words(cast, line, verb, verb.i, len(tree))
    give = Words(main.i, phrase_words(line, noun, 0, joined.i).last, main.i)
    denied = tree.is_negated(verb.i)
    yield from _terms(cast, line, "any that does not" if denied else "any that", give, get, giver, main, 0.6)


def _refuses(line: Line, verb: Token) -> bool:
    """ "Will not sign", "vote against", "would veto", "is threatening to block"."""
    tree = line.tree
    links = (verb, tree.tokens[verb.head])
    helpers = {one.text.lower() for link in links for one in tree.having(link.i, "aux")}
    if tree.is_negated(verb.i):
        return bool(helpers & (FUTURE | {"would", "can", "could", "ca", "'d", "’d"}))
    sense = sense_of(line, verb)
    against = any(one.text.lower() == "against" for one in tree.tokens[verb.i + 1 : verb.i + 3])
    refused = against or (sense is not None and sense.meaning.act == "reject")
    if verb.lemma.lower() in ("oppose", "resist") and verb.has("Tense=Pres"):
        return True
    ahead = helpers & (FUTURE | {"would", "could"}) or links[1].lemma.lower() in words_for("undertaking") | {"threaten"}
    return refused and bool(ahead)


# -- "B is a condition for A", "made B a condition of A", "its price for A is B" ----------------------


def _comes_first(cast: Cast, line: Line, noun: Token) -> Iterator[Terms]:
    tree = line.tree
    target = next((one for case, one in tree.obliques(noun.i) if case in ("for", "of", "to") and one.i > noun.i), None)
    if target is None or target.pos not in ("NOUN", "PROPN", "VERB") or cast.one(line, target.i):
        return
    give = phrase_words(line, target, noun.i + 1)
    owner = next((side for one in tree.having(noun.i, "nmod:poss") for side in cast.sides(cast.at(line, one.i))), None)
    colon = next((one.i for one in tree.tokens[give.last + 1 : -1] if one.text == ":"), None)
    above = tree.tokens[noun.head]
    if tree.having(noun.i, "cop"):
        thing = next((one for one in tree.subjects(noun.i) if one.pos in ("NOUN", "PROPN")), None)
        holder = owner or _told_by(cast, line, noun)
    elif noun.relation == "nsubj" and tree.having(above.i, "cop") and above.pos == "NOUN":
        thing, holder = above, owner or _told_by(cast, line, above)
    elif above.lemma.lower() == "make" and noun.i > above.i:
        thing = next((one for one in tree.objects(above.i) if above.i < one.i < noun.i), None)
        holder = holder_of(cast, line, above)
    elif colon is not None:
        told = thing_at(line, colon + 1)
        thing = tree.tokens[told.head] if told is not None else None
        holder = holder_of(cast, line, above)
    else:
        return
    if thing is None or thing.lemma.lower() in words_for("conditions_named") or cast.one(line, thing.i):
        return
    get = phrase_words(line, thing, give.last + 1 if thing.i > give.last else 0, None if thing.i > noun.i else noun.i)
    if noun.lemma.lower() == "price" and any(
        one.pos in ("NUM", "SYM") for one in tree.tokens[get.first : get.last + 1]
    ):
        return  # "the price of lithium is 12,000 dollars a ton"
    yield from _terms(cast, line, f"{noun.lemma.lower()} for", give, get, holder, noun, 0.6)


# -- "no floor, no contract", "no survey until they leave" -------------------------------------------


def _no_no(cast: Cast, line: Line) -> Iterator[Terms]:
    """A sentence without a verb: what there will not be, and what must come first."""
    tokens = line.tree.tokens
    for start in (one.i for one in tokens if one.text.lower() == "no"):
        opens = start == 0 or tokens[start - 1].text in ("“", '"', "``", ":", "—", "–")
        one = thing_at(line, start + 1) if opens else None
        if one is None or one.last + 2 >= len(tokens):
            continue
        marker = tokens[one.last + 1].text.lower()
        holder = _told_by(cast, line, tokens[one.head])
        if marker == "," and tokens[one.last + 2].text.lower() == "no":
            other = thing_at(line, one.last + 3)
            if other is not None:
                give, get = Words(other.first, other.last, other.head), Words(one.first, one.last, one.head)
                yield from _terms(cast, line, "no … no", give, get, holder, tokens[one.head], 0.6)
        elif marker in ("until", "unless", "without", "before"):
            end = next((t.i for t in tokens[one.last + 2 :] if t.text in (",", ".", "”", '"', ";")), len(tokens))
            if end > one.last + 2:
                give = Words(one.first, one.last, one.head)
                get = trimmed(line, Words(one.last + 2, end - 1, end - 1))
                yield from _terms(cast, line, marker, give, get, holder, tokens[one.head], 0.6)


# -- "or else", "otherwise" ----------------------------------------------------------------------------


def _or_else(cast: Cast, line: Line) -> Iterator[Terms]:
    """ "Told Turkey to withdraw the ships or else face sanctions": the demand and what follows if it is not met."""
    tokens = line.tree.tokens
    at = next((t.i for t in tokens[1:-1] if t.text.lower() == "or" and _opens_harm(line, t)), None)
    if at is None:
        return
    deed = next((t for t in reversed(tokens[:at]) if t.pos == "VERB" and t.has("VerbForm=Inf")), None)
    start = at + 2 if tokens[at + 1].text.lower() == "else" else at + 1
    end = next((t.i for t in tokens[start:] if t.text in (",", ".", ";", "”", '"')), len(tokens))
    if deed is None or end <= start or at <= deed.i:
        return
    above = next((one for one in line.tree.ancestors(deed.i) if one.pos == "VERB" and one.i < deed.i), None)
    holder = _told_by(cast, line, deed) or (holder_of(cast, line, above) if above is not None else None)
    get, give = Words(deed.i, at - 1, deed.i), trimmed(line, Words(start, end - 1, start))
    if holder is not None:
        yield from _terms(cast, line, "or else", give, trimmed(line, get), holder, deed, 0.55)


def _opens_harm(line: Line, word: Token) -> bool:
    after = line.tree.tokens[word.i + 1]
    return after.text.lower() in ("else", "face", "risk", "lose", "suffer")


def _otherwise(cast: Cast, line: Line) -> Iterator[Terms]:
    """ "Gave the club until June to sign, and said that the gates would otherwise be locked"."""
    tree = line.tree
    word = next((t for t in tree.tokens[2:] if t.text.lower() == "otherwise" and t.relation == "advmod"), None)
    verb = tree.tokens[word.head] if word is not None else None
    if word is None or verb is None or verb.pos != "VERB":
        return
    helped = any(one.text.lower() in FUTURE | {"would", "could"} for one in tree.having(verb.i, "aux"))
    deed = next((t for t in reversed(tree.tokens[: word.i]) if t.has("VerbForm=Inf") and t.head < t.i), None)
    holder = _told_by(cast, line, verb) or (holder_of(cast, line, tree.tokens[deed.head]) if deed else None)
    if not helped or deed is None or holder is None or deed.i == verb.i:
        return
    end = next((t.i for t in tree.tokens[deed.i :] if t.text in (",", ";") or t.pos == "CCONJ"), len(tree))
    thing = next(iter(tree.subjects(verb.i)), None)
    low = tree.subtree(thing.i)[0] if thing is not None and not cast.at(line, thing.i) else verb.i
    given = clause_words(cast, line, verb, low, len(tree))
    yield from _terms(
        cast, line, "otherwise", given,
        trimmed(line, Words(deed.i, end - 1, deed.i)), holder, verb, 0.55,
    )  # fmt: skip


# -- "to get the loan, X must cut subsidies" -------------------------------------------------------------


def _to_get(cast: Cast, line: Line) -> Iterator[Terms]:
    tree = line.tree
    if len(tree) < 6 or tree.tokens[0].text.lower() != "to" or tree.tokens[1].lemma.lower() not in words_for("gaining"):
        return
    comma = next((t.i for t in tree.tokens if t.text == ","), None)
    thing = thing_at(line, 2)
    verb = next((t for t in tree.tokens[comma or 0 :] if t.pos == "VERB"), None)
    if comma is None or thing is None or thing.last >= comma or verb is None:
        return
    links = (verb, tree.tokens[verb.head])
    if not any(one.text.lower() in OBLIGING for link in links for one in tree.having(link.i, "aux")):
        return
    get = clause_words(cast, line, verb, verb.i, len(tree))
    give = trimmed(line, Words(thing.first, thing.last, thing.head))
    yield from _terms(cast, line, "to get", give, get, _told_by(cast, line, verb), verb, 0.5)
