"""Purposes: what is given so that something comes back: "would give up six routes to win approval"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from parley.evidence.actors import Cast
from parley.evidence.clauses import subject_tokens
from parley.evidence.condition_halves import told_by
from parley.evidence.listed import thing_at
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, phrase_words, trimmed, words_for
from parley.evidence.terms_told import terms_told
from parley.evidence.times import is_time
from parley.evidence.trades import Terms
from parley.language.tree import Token

AHEAD = frozenset({"will", "would", "could", "'d", "’d", "'ll", "’ll"})
OFFERING = frozenset({"offer", "agree", "promise", "pledge", "propose", "willing", "ready", "prepared", "commit"})


def purposes_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every gift with a purpose that a line states, in order."""
    for token in line.tree.tokens:
        word = token.text.lower()
        if token.lemma.lower() in words_for("gaining"):
            yield from _to_win(cast, line, token)
        elif word == "so":
            yield from _so_that(cast, line, token)
        elif word in ("for", "against"):
            yield from _for(cast, line, token)


_terms = partial(terms_told, form="exchange", rule="linkage/purpose")


def _offer(cast: Cast, line: Line, end: int) -> tuple[Token, int, str] | None:
    """The verb under which something is given before a place: where what is given begins, and who gives it.

    "Has offered *to give up* six routes", "agreed *to* observers", "would *give up* a day".
    """
    tokens = line.tree.tokens
    for verb in reversed(tokens[:end]):
        if verb.lemma.lower() in OFFERING and verb.pos in ("VERB", "ADJ") and end - verb.i > 2:
            giver = holder_of(cast, line, verb) or told_by(cast, line, verb)
            start = verb.i + (2 if tokens[verb.i + 1].text.lower() in ("to", "on") else 1)
            return (verb, start, giver) if giver is not None else None
        ahead = any(one.text.lower() in AHEAD for one in line.tree.having(verb.i, "aux"))
        if verb.pos == "VERB" and ahead and verb.lemma.lower() in words_for("giving") | words_for("giving_up"):
            giver = holder_of(cast, line, verb)
            return (verb, verb.i, giver) if giver is not None else None
    return None


# -- "to win B" ------------------------------------------------------------------------------------------


def _to_win(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Offered to give up six routes to win approval": the routes for the approval."""
    tokens = line.tree.tokens
    if word.i < 3 or tokens[word.i - 1].text.lower() != "to" or not line.tree.objects(word.i):
        return
    end = word.i - 1
    if tokens[end - 1].text.lower() == "order" and tokens[end - 2].text.lower() == "in":
        end -= 2
    found = _offer(cast, line, end)
    if found is None or found[1] >= end or end - found[0].i < 3:
        return
    verb, start, giver = found
    if any(t.text in ("—", "–", ";", ":") for t in tokens[start:end]) or not _is_named(line, word):
        return
    if tokens[end - 1].lemma.lower() in (
        "get",
        "go",
        "able",
        "going",
        "due",
        "try",
        "fail",
        "struggle",
        "attempt",
        "vow",
        "promise",
        "try",
        "seek",
        "want",
        "hope",
        "agree",
        "have",
        "need",
        "offer",
        "effort",
        "bid",
    ):
        return
    get = phrase_words(line, line.tree.objects(word.i)[0], word.i + 1)
    give = trimmed(line, Words(start, end - 1, start))
    yield from _terms(cast, line, f"to {word.text.lower()}", give, get, giver, verb, 0.5)


def _is_named(line: Line, verb: Token) -> bool:
    """What is won has a noun for its name."""
    return any(one.pos in ("NOUN", "PROPN") for one in line.tree.objects(verb.i))


# -- "so that B" -------------------------------------------------------------------------------------------


def _so_that(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Agreed to observers *so that* Norway would lift the ban": another's act is what it is for."""
    tree = line.tree
    tokens = tree.tokens
    if word.i + 3 >= len(tokens) or tokens[word.i + 1].text.lower() != "that" or tokens[word.i - 1].text == ",":
        return
    verb = next((t for t in tokens[word.i + 2 :] if t.pos == "VERB"), None)
    found = _offer(cast, line, word.i)
    if verb is None or found is None or found[1] >= word.i:
        return
    helpers = {one.text.lower() for one in tree.having(verb.i, "aux")}
    doers = cast.sides(key for one in subject_tokens(line, verb) for key in cast.at(line, one.i))
    governor, start, giver = found
    if not helpers & (AHEAD | {"can"}) or len(doers) != 1 or doers[0] == giver:
        return
    get = clause_words(cast, line, verb, verb.i, len(tokens))
    yield from _terms(cast, line, "so that", trimmed(line, Words(start, word.i - 1, start)), get, giver, governor, 0.5)


# -- "unfreeze the money for a halt", "a longer maturity against a higher coupon" ----------------------------


def _for(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    tokens = line.tree.tokens
    thing = thing_at(line, word.i + 1)
    if thing is None and word.i + 1 < len(tokens) and tokens[word.i + 1].lemma.lower() in words_for("yielded"):
        thing = thing_at(line, word.i + 1)
    first = tokens[word.i + 1] if word.i + 1 < len(tokens) else None
    if first is None:
        return
    at = next((t for t in tokens[word.i + 1 : word.i + 5] if t.pos in ("NOUN", "VERB")), first)
    while at.i + 1 < len(tokens) and tokens[at.i + 1].pos == "NOUN":
        at = tokens[at.i + 1]
    yields = at.lemma.lower() in words_for("yielded") or at.text.lower() in words_for("yielded")
    compared = word.text.lower() == "against" and any(
        t.text.lower()
        in ("higher", "lower", "longer", "shorter", "more", "fewer", "less", "better", "larger", "smaller")
        for t in tokens[word.i + 1 : at.i]
    )
    bartered = word.text.lower() == "against" and at.lemma.lower() in words_for("acts_of_parties") | words_for(
        "bartered"
    )
    if not (yields or compared or bartered) or is_time(at):
        return
    before = tokens[word.i - 1] if word.i else at
    if before.pos not in ("NOUN", "PROPN", "NUM", "ADJ", "ADV", "PRON") or before.lemma.lower() in words_for(
        "names_its_aim"
    ):
        return
    found = _offer(cast, line, word.i)
    if found is None or found[1] >= word.i or any(t.text in (",", ";", ":", "—") for t in tokens[found[1] : word.i]):
        return
    governor, start, giver = found
    objects = line.tree.objects(governor.i) or line.tree.objects(start)
    if not objects and governor.lemma.lower() not in OFFERING:
        return
    last = thing.last if thing is not None and thing.last >= at.i else at.i
    get = Words(word.i + 1, last, at.i)
    give = trimmed(line, Words(start, word.i - 1, start))
    yield from _terms(cast, line, word.text.lower(), give, trimmed(line, get), giver, governor, 0.5)
