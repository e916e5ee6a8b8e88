"""Alternatives: what a party offers as the only two ways ("sign, or we leave"), and what it would sooner do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from parley.evidence.actors import Cast
from parley.evidence.clauses import OBLIGING, subject_tokens
from parley.evidence.condition_halves import told_by
from parley.evidence.listed import thing_at
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, phrase_words, trimmed, words_for
from parley.evidence.terms_told import terms_told
from parley.evidence.trades import Terms
from parley.language.tree import Token

QUOTES = ("“", '"', "``", "‘", "'")
ENDS = (",", ".", ";", "”", '"', "''", "—", "–")


def alternatives_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every choice that a line puts before somebody, in order."""
    for token in line.tree.tokens[1:-1]:
        word = token.text.lower()
        if word == "or":
            yield from _or_no(cast, line, token)
            yield from _or_we(cast, line, token)
        elif word == "and":
            yield from _do_and_we(cast, line, token)
        elif word in ("but", "though"):
            yield from _but_must(cast, line, token)
        elif token.pos == "VERB":
            yield from _any_is_refused(cast, line, token)
            yield from _refuses_any(cast, line, token)
    if not line.is_question:
        yield from _none_no(cast, line)


_terms = partial(terms_told, form="condition", rule="linkage/alternative")


def _end(line: Line, start: int) -> int:
    return next((t.i for t in line.tree.tokens[start:] if t.text in ENDS), len(line.tree))


# -- "B, or no A", "do B or we do A" ------------------------------------------------------------------


def _or_no(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Nine hundred jobs, *or no lease*": no verb, two things."""
    tokens = line.tree.tokens
    if tokens[word.i + 1].text.lower() not in ("no", "there") or word.i < 2:
        return
    at = next((t.i for t in tokens[word.i + 1 : word.i + 6] if t.text.lower() == "no"), None)
    lost = thing_at(line, at + 1) if at is not None else None
    start = word.i
    while start and tokens[start - 1].text not in (*QUOTES, ";", ":", "”", "—", "–"):
        start -= 1
    words = tokens[start : word.i]
    if lost is None or not any(t.pos in ("NOUN", "PROPN") for t in words):
        return
    if any(t.pos == "AUX" or (t.pos == "VERB" and t.has("VerbForm=Fin")) for t in words):
        return
    giver = told_by(cast, line, tokens[lost.head])
    if giver is None or tokens[lost.head].lemma.lower() not in words_for("acts_of_parties") | words_for("needed"):
        return
    get = trimmed(line, Words(start, word.i - 1, word.i - 1))
    yield from _terms(cast, line, "or no", Words(lost.first, lost.last, lost.head), get, giver, tokens[lost.head])


def _or_we(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Take your soldiers off the hill *or we move* them", "must pay by June *or be in default*"."""
    tree = line.tree
    tokens = tree.tokens
    deed = _ordered(line, word.i)
    if deed is None:
        return
    behind = tokens[word.i + 1]
    end = _end(line, word.i + 1)
    verb = next((t for t in tokens[word.i + 1 : end] if t.pos == "VERB"), None)
    verb = verb or next((t for t in tokens[word.i + 1 : end] if t.pos == "AUX"), None)
    if verb is None:
        return
    subject = next((one for one in tree.subjects(verb.i) if one.i > word.i), None)
    harmed = behind.text.lower() in ("lose", "be", "see", "forfeit", "pay") and _must(line, deed)
    if subject is None and not harmed:
        return
    if subject is not None and deed.i < subject.i and cast.at(line, subject.i) and behind.i > subject.i:
        return
    acting = cast.sides(cast.at(line, subject.i)) if subject is not None else ()
    teller = told_by(cast, line, deed)
    over = tree.tokens[deed.head]
    teller = teller or (holder_of(cast, line, over) if deed.relation == "xcomp" and over.i < deed.i else None)
    giver = acting[0] if len(acting) == 1 else teller
    if giver is None:
        return
    pronoun = subject is not None and (subject.pos == "PRON" or bool(acting))
    low = verb.i if pronoun or subject is None else tree.subtree(subject.i)[0]
    give = trimmed(line, Words(low, end - 1, verb.i))
    yield from _terms(cast, line, "or", give, trimmed(line, Words(deed.i, word.i - 1, deed.i)), giver, deed)


def _ordered(line: Line, end: int) -> Token | None:
    """What is to be done: an order at the start of a quotation, "told X to do it", "must do it"."""
    tokens = line.tree.tokens
    start = end
    while start and tokens[start - 1].text not in (*QUOTES, ";", ":"):
        start -= 1
    first = next((t for t in tokens[start:end] if t.pos not in ("PUNCT", "ADV", "CCONJ", "INTJ")), None)
    opens = start > 0 and tokens[start - 1].text in QUOTES
    if first is not None and first.pos == "VERB" and opens and not line.tree.subjects(first.i):
        return first if first.lemma.lower() == first.text.lower() else None
    for verb in reversed(tokens[:end]):
        if verb.pos != "VERB":
            continue
        if _must(line, verb):
            return verb
        over = tokens[verb.head]
        told = verb.relation in ("xcomp", "ccomp") and over.lemma.lower() in ORDERING and over.i < verb.i
        if told and verb.has("VerbForm=Inf"):
            return verb
    return None


ORDERING = frozenset({"tell", "order", "warn", "urge", "instruct", "direct", "ask", "command", "have", "need"})


def _must(line: Line, verb: Token) -> bool:
    helpers = {one.text.lower() for one in line.tree.having(verb.i, "aux")}
    return bool(helpers & (OBLIGING | {"must"}))


def _do_and_we(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Pay us *and we* protect": an order and what follows when it is obeyed."""
    tokens = line.tree.tokens
    if tokens[word.i + 1].text.lower() not in ("we", "i", "you", "there", "they"):
        return
    start = word.i
    while start and tokens[start - 1].text not in (*QUOTES, ";", ":"):
        start -= 1
    first = tokens[start]
    if not start or tokens[start - 1].text not in QUOTES or first.pos != "VERB" or line.tree.subjects(first.i):
        return
    end = _end(line, word.i + 1)
    verb = next((t for t in tokens[word.i + 2 : end] if t.pos == "VERB"), None)
    giver = told_by(cast, line, first)
    if verb is None or giver is None or first.text.lower() != first.lemma.lower() or first.lemma.lower() in CALLS:
        return
    give, get = trimmed(line, Words(verb.i, end - 1, verb.i)), trimmed(line, Words(first.i, word.i - 1, first.i))
    yield from _terms(cast, line, "and", give, get, giver, first, 0.55)


def _but_must(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "The banks would forgo interest, *but Caracas would have to* open its books": one act for the other's."""
    tree = line.tree
    deed = next(
        (t for t in tree.tokens[word.i + 1 :] if t.pos == "VERB" and t.lemma.lower() not in ("have", "need")), None
    )
    if deed is None:
        return
    over = tree.tokens[deed.head]
    due = deed.relation == "xcomp" and over.lemma.lower() in ("have", "need") and over.i > word.i
    helpers = {one.text.lower() for one in tree.having(over.i if due else deed.i, "aux")}
    if not (due and helpers & {"would", "will"}) and "must" not in helpers:
        return
    main = next((t for t in reversed(tree.tokens[: word.i]) if t.pos == "VERB" and tree.subjects(t.i)), None)
    if main is None or not {one.text.lower() for one in tree.having(main.i, "aux")} & {"would", "will", "could"}:
        return
    giver = holder_of(cast, line, main)
    others = cast.sides(key for one in subject_tokens(line, over if due else deed) for key in cast.at(line, one.i))
    if len(others) != 1 or giver is None or giver == others[0] or tree.is_negated(main.i):
        return
    get = clause_words(cast, line, deed, deed.i, len(tree))
    give = clause_words(cast, line, main, main.i, word.i)
    yield from _terms(cast, line, "but must", give, get, giver, main)


CALLS = frozenset(
    {"let", "look", "see", "listen", "wait", "remember", "think", "believe", "trust", "hope", "go", "thank"}
)


def _none_no(cast: Cast, line: Line) -> Iterator[Terms]:
    """ "If there's no subsidy, *there's no* budget"."""
    tokens = line.tree.tokens
    words = [t.text.lower() for t in tokens]
    for at in range(len(words) - 7):
        if words[at : at + 2] != ["if", "there"] or words[at + 3] != "no":
            continue
        one = thing_at(line, at + 4)
        comma = next((t.i for t in tokens[at:] if t.text == ","), None)
        if one is None or comma is None or comma + 4 >= len(tokens) or words[comma + 1] != "there":
            continue
        denied = next((i for i in range(comma + 2, min(comma + 5, len(words))) if words[i] == "no"), None)
        other = thing_at(line, denied + 1) if denied is not None else None
        if other is not None:
            give, get = Words(other.first, other.last, other.head), Words(one.first, one.last, one.head)
            yield from _terms(cast, line, "if", give, get, told_by(cast, line, tokens[other.head]), tokens[other.head])


# -- "any deal that B will be blocked", "would veto any deal of B" -----------------------------------


def _any_is_refused(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    """ "*Any merger that costs* more than 2,000 jobs *will be blocked*"."""
    tree = line.tree
    if verb.lemma.lower() not in words_for("refusing_verbs") or not tree.is_passive(verb.i):
        return
    helpers = {one.text.lower() for one in tree.having(verb.i, "aux")}
    things = [one for one in tree.subjects(verb.i) if _is_any(line, one)]
    things += [one for one in tree.tokens[: verb.i] if _is_any(line, one) and one.relation.startswith("nsubj")]
    if not things or not helpers & {"will", "would"}:
        return
    thing = things[0]
    agents = [side for one in tree.agents(verb.i) for side in cast.sides(cast.at(line, one.i))]
    giver = agents[0] if agents else told_by(cast, line, verb)
    start = thing.i + 1
    end = min([verb.i, *(one.i for one in tree.having(verb.i, "aux"))])
    if start < end - 1 and giver is not None:
        get = trimmed(line, Words(start, end - 1, start))
        yield from _terms(cast, line, "any", Words(thing.i, thing.i, thing.i), get, giver, verb)


def _refuses_any(cast: Cast, line: Line, verb: Token) -> Iterator[Terms]:
    """ "Would *veto any* lease of more than 30 years"."""
    tree = line.tree
    if verb.lemma.lower() not in words_for("refusing_verbs") or tree.is_passive(verb.i):
        return
    ahead = any(t.text.lower() in ("will", "would", "'ll") for t in tree.having(verb.i, "aux"))
    over = tree.tokens[verb.head]
    ahead = ahead or (verb.relation == "xcomp" and over.lemma.lower() in words_for("undertaking") | {"threaten"})
    things = [one for one in tree.objects(verb.i) if one.i > verb.i and _is_any(line, one)]
    if not things or not ahead or tree.is_negated(verb.i):
        return
    behind = tree.tokens[things[0].i + 1 : things[0].i + 2]
    if not behind or behind[0].pos != "ADP":
        return
    giver = holder_of(cast, line, verb) or holder_of(cast, line, over) or told_by(cast, line, verb)
    if giver is None:
        return
    get = phrase_words(line, things[0], verb.i + 1)
    if get.last > things[0].i:
        yield from _terms(cast, line, "any", Words(verb.i, verb.i, verb.i), get, giver, verb)


def _is_any(line: Line, noun: Token) -> bool:
    return noun.pos == "NOUN" and any(one.text.lower() == "any" for one in line.tree.having(noun.i, "det"))
