"""Ties: one thing made to hang on another ("tied to", "hinges on"), on a vote, or on what must come first."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, reporters_of
from parley.evidence.listed import thing_at
from parley.evidence.story import Line
from parley.evidence.term_words import Words, holder_of, other_side, phrase_words, trimmed, words_for
from parley.evidence.times import is_time
from parley.evidence.trades import Terms
from parley.evidence.words import lexicon
from parley.language.tree import Token

OBLIGED = frozenset({"must", "should", "can", "could", "would", "to", "will"})
BE = frozenset({"be", "been", "is", "are", "was", "were", "remain", "remains"})
REACH = 9  # words between the verb and its preposition


def ties_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every tie that a line states, in order, read by the words around its verb."""
    ties, consenting = lexicon("linkages")["ties"], words_for("consenting")
    for token in line.tree.tokens:
        lemma = token.lemma.lower()
        prepositions = ties.get(lemma)
        if not prepositions and token.text.endswith("s"):
            prepositions = ties.get(token.text.lower().removesuffix("s"))
        if prepositions:
            yield from _tie(cast, line, token, frozenset(prepositions))
        elif lemma in ("follow", "precede") or (lemma == "come" and _next(line, token) in ("after", "before")):
            yield from _order(cast, line, token)
        elif lemma in consenting and token.pos in ("VERB", "ADJ"):
            yield from _consent(cast, line, token)


def _next(line: Line, token: Token) -> str:
    after = line.tree.tokens[token.i + 1 : token.i + 2]
    return after[0].text.lower() if after else ""


def _tie(cast: Cast, line: Line, word: Token, prepositions: frozenset[str]) -> Iterator[Terms]:
    tokens = line.tree.tokens
    at = next((t.i for t in tokens[word.i + 1 : word.i + REACH] if t.text.lower() in prepositions), None)
    if at is None or line.tree.is_negated(word.i) or word.relation in ("acl", "amod"):
        return
    target = next((t for t in tokens[at + 1 :] if t.pos in ("NOUN", "PROPN") and t.relation != "compound"), None)
    doing = _doing(line, at + 1)
    if target is None or (doing is None and cast.one(line, target.i)) or _is_a_time(line, target):
        return
    active = at > word.i + 1 and any(t.pos in ("NOUN", "PROPN") for t in tokens[word.i + 1 : at])
    give: Words | None
    if active:
        thing = thing_at(line, word.i + 1)
        head = thing.head if thing is not None and thing.head < at else at - 1
        give, giver = trimmed(line, Words(word.i + 1, at - 1, head)), holder_of(cast, line, word)
    else:
        give, giver = _before(line, word) or _deed_before(line, word), None
    if give is None or _is_free(line, give):
        return
    maker = _maker(cast, line, word)
    given = tokens[give.head]
    over = tokens[given.head]
    does = holder_of(cast, line, over) if given.relation == "obj" and over.i < given.i else None
    owners = [side for at in range(give.first, give.last + 1) for side in cast.sides(cast.owners(line, at))]
    whose = (
        owners[0] if len(set(owners)) == 1 else None
    )  # "Norway's concessions hinge on", "lowers its duties subject to"
    giver = giver or maker or does or whose or _told_by(cast, line, word)
    bargained = (
        bool(maker)
        or active
        or any(
            t.lemma.lower() in words_for("acts_of_parties") | words_for("needed")
            for t in (given, *tokens[give.first : give.last + 1])
        )
    )
    if cast.one(line, given.i):
        return
    weak = word.lemma.lower() in words_for("weak_ties")
    get = doing or phrase_words(line, target, at + 1)
    yield _terms(
        cast, line, f"{word.text.lower()} {tokens[at].text.lower()}", give, get, giver, word,
        (0.5 if weak else 0.65) if bargained else 0.4,
    )  # fmt: skip


def _before(line: Line, word: Token) -> Words | None:
    """The thing in front of "is tied to", "hinges on", or between "made" and "conditional"."""
    tokens = line.tree.tokens
    if not word.i:
        return None  # a fragment that begins with it: "TIED TO"
    last = word.i - 1
    while last > 0 and (tokens[last].pos in ("AUX", "ADV", "PART") or tokens[last].text.lower() in BE):
        last -= 1
    first = last
    while (
        first
        and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "PART")
        and (tokens[first - 1].text.lower() not in ("that", "in", "on") or _is_inside(line, first - 1))
    ):
        first -= 1
    if tokens[last].pos not in ("NOUN", "PROPN", "NUM"):
        return None
    return trimmed(line, Words(first, last, last))


def _is_a_time(line: Line, noun: Token) -> bool:
    """ "On Monday", "on the day"; "a longer school day" is a thing."""
    return is_time(noun) and not line.tree.having(noun.i, "compound")


def _is_inside(line: Line, at: int) -> bool:
    """ "Concessions *on* shrimp": a preposition between two nouns that name no time."""
    tokens = line.tree.tokens
    return at > 0 and tokens[at - 1].pos == "NOUN" and tokens[at].pos == "ADP" and not is_time(tokens[at + 1])


def _doing(line: Line, at: int) -> Words | None:
    """ "Depends on *China paying as well*", "on *India's dropping* its rules": an act, its doer in front."""
    tokens = line.tree.tokens
    verb = next((t for t in tokens[at + 1 : at + 5] if t.pos == "VERB" and t.text.lower().endswith("ing")), None)
    named = verb is not None and all(
        t.pos in ("NOUN", "PROPN", "PART", "DET", "ADJ", "PRON") for t in tokens[at : verb.i]
    )
    if verb is None or not named:
        return None
    end = next((t.i for t in tokens[verb.i :] if t.text in (",", ".", ";", "”", '"')), len(tokens))
    return trimmed(line, Words(at, end - 1, verb.i))


def _deed_before(line: Line, word: Token) -> Words | None:
    """ "Offered *to double its share*, contingent on …": what is done, behind a comma."""
    tokens = line.tree.tokens
    if word.i < 3 or tokens[word.i - 1].text != ",":
        return None
    verbs = [t for t in tokens[: word.i - 1] if t.pos == "VERB" and t.lemma.lower() not in REPORTING]
    verb = next((t for t in reversed(verbs) if t.has("VerbForm=Inf") or line.tree.subjects(t.i)), None)
    return trimmed(line, Words(verb.i, word.i - 2, verb.i)) if verb is not None and verb.i < word.i - 2 else None


def _is_free(line: Line, words: Words) -> bool:
    """ "No deal depends only on …": nothing hangs on it."""
    before = line.tree.tokens[max(0, words.first - 1) : words.first + 1]
    return any(token.text.lower() == "no" for token in before)


def _maker(cast: Cast, line: Line, word: Token) -> str | None:
    """Who "made" it conditional, or by whom it is tied."""
    agents = [side for agent in line.tree.agents(word.i) for side in cast.sides(cast.at(line, agent.i))]
    if agents:
        return agents[0]
    made = next((t for t in reversed(line.tree.tokens[: word.i]) if t.lemma.lower() == "make"), None)
    return holder_of(cast, line, made) if made is not None and word.i - made.i < REACH else None


def _told_by(cast: Cast, line: Line, word: Token) -> str | None:
    sides = cast.sides(reporters_of(cast, line, word))
    return sides[0] if len(sides) == 1 else None


def _order(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "Relief must follow verified steps": the relief is given for the steps."""
    tree = line.tree
    before = {t.text.lower() for t in tree.tokens[max(0, word.i - 3) : word.i]}
    subjects = [t for t in tree.subjects(word.i) if t.pos in ("NOUN", "PROPN") and not cast.one(line, t.i)]
    objects = [*tree.objects(word.i), *(t for p, t in tree.obliques(word.i) if p in ("after", "before"))]
    objects = [t for t in objects if t.pos in ("NOUN", "PROPN", "VERB") and not is_time(t)]
    if not before & OBLIGED or not subjects or not objects:
        return
    one, two = phrase_words(line, subjects[0]), phrase_words(line, objects[0])
    first = word.lemma.lower() == "precede" or _next(line, word) == "before"
    give, get = (two, one) if first else (one, two)
    yield _terms(cast, line, word.text.lower(), give, get, _told_by(cast, line, word), word, 0.55)


def _consent(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """ "The contract must be ratified by a vote of the members": it hangs on their consent."""
    tree = line.tree
    before = {t.text.lower() for t in tree.tokens[max(0, word.i - 5) : word.i]}
    things = [t for t in tree.subjects(word.i) if t.lemma.lower() in words_for("acts_of_parties")]
    agents = list(tree.agents(word.i)) or [t for p, t in tree.obliques(word.i) if p in ("by", "to")]
    due = before & {"must", "need", "needs", "have", "has", "would", "requires", "subject", "require"}
    if not due or not things or not agents:
        return
    first = min(word.i, tree.subtree(agents[0].i)[0])
    get = trimmed(line, Words(first, max(word.i, phrase_words(line, agents[0]).last), word.i))
    give = phrase_words(line, things[0])
    if give.last < get.first:
        yield _terms(cast, line, "must be " + word.text.lower(), give, get, None, word, 0.5)


def _terms(
    cast: Cast, line: Line, marker: str, give: Words, get: Words, giver: str | None, governor: Token,
    confidence: float, form: str = "condition",
) -> Terms:  # fmt: skip
    getter = other_side(cast, line, giver, get, give) if giver else None
    return Terms(
        line, "exchange" if form == "exchange" else "condition", marker, give, get, giver, getter,
        "linkage/tie", confidence, governor.i, min(give.first, get.first), max(give.last, get.last),
    )  # fmt: skip
