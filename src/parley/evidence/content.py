"""Content: the words that say what an act is about."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import objects_of, subject_tokens
from parley.evidence.measures import is_date, rate_at
from parley.evidence.phrase_extents import opens_title
from parley.evidence.predicates import Meaning, Sense, carried
from parley.evidence.receivers import past_receiver
from parley.evidence.story import Line
from parley.language.tree import Token


def content_with_subject(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool
) -> tuple[tuple[int, int], int] | None:
    """What the act is about, its passive subject included."""
    tree = line.tree
    found = content_of(cast, line, verb, sense.meaning, sense.pattern.words)
    if found is not None:
        return found
    if passive:
        for token in subject_tokens(line, verb):
            if not is_somebody(cast, line, token):
                return noun_phrase(line, token), token.i
        if verb.dep.startswith("acl"):
            return noun_phrase(line, tree.tokens[verb.head], drop_clauses=True), verb.head
    return _of_relative(cast, line, verb) if sense.meaning.act else None


def _of_relative(cast: Cast, line: Line, verb: Token) -> tuple[tuple[int, int], int] | None:
    """What a relative clause is about: "close two terminals, *which* the union opposes", "a step that it rejects"."""
    tree = line.tree
    noun = tree.tokens[verb.head]
    if verb.dep != "acl:relcl" or noun.i >= verb.i or noun.pos not in ("NOUN", "PROPN"):
        return None
    own = [one for one in tree.subjects(verb.i) if one.text.lower() not in ("which", "that", "who")]
    if not own or cast.one(line, noun.i):
        return None
    if noun.relation in ("appos", "parataxis") and tree.tokens[noun.head].i < noun.i:
        noun = tree.tokens[noun.head]  # "tied it to an end of deliveries, a condition that Kyiv rejects"
    deed = tree.tokens[noun.head]
    if (
        noun.relation == "obj"
        and deed.has("VerbForm=Inf")
        and tree.tokens[tree.subtree(own[0].i)[0] - 1].text.lower() == "which"
    ):
        return (deed.i, noun_phrase(line, noun)[1]), deed.i
    return noun_phrase(line, noun), noun.i


def content_of(
    cast: Cast, line: Line, verb: Token, meaning: Meaning, particles: tuple[str, ...] = ()
) -> tuple[tuple[int, int], int] | None:
    """An oblique the pattern names, the object, else the clause the predicate governs.

    Args:
        particles: words of the pattern that found the predicate: "with" of "live with".
    """
    tree = line.tree
    objects = [
        token
        for token in objects_of(line, verb)
        if token.pos in ("NOUN", "PROPN", "SYM") and not is_somebody(cast, line, token)
    ]
    if {"until", "till"} & set(particles) and (deed := _due(line, verb)) is not None:
        return (deed.i, tree.subtree(deed.i)[1]), deed.i
    if meaning.act == "demand" and (deed := _asked_of(line, verb)) is not None:
        return (deed.i, tree.subtree(deed.i)[1]), deed.i
    for preposition, token in _about(line, verb) if not objects or _is_thin(objects[0]) else ():
        if (
            (token.pos != "NUM" or meaning.act)
            and not _is_manner(preposition, token)
            and preposition.split(" ")[-1] in (*meaning.content, *particles)
            and not is_somebody(cast, line, token)
            and not (is_date(line, token) and not _is_counted(line, token))
        ):
            return noun_phrase(line, token), token.i
    for token in objects_of(line, verb):
        if token.pos != "PRON" and not is_somebody(cast, line, token):
            for inner in carried(line, token):
                if not is_somebody(cast, line, inner):
                    whole = noun_phrase(line, token)
                    kept = _is_share(line, token) and whole[0] <= inner.i <= whole[1]
                    return (whole if kept else noun_phrase(line, inner)), inner.i
            for preposition, inner in tree.obliques(token.i):
                if (
                    preposition in (*meaning.content, "on", "over", "for", "of", "to")
                    and _is_thin(token)
                    and not opens_title(line, token)
                    and not cast.one(line, inner.i)
                ):
                    return noun_phrase(line, inner), inner.i
            first, last = noun_phrase(line, token)
            return (past_receiver(cast, line, first, last), last), token.i
    ways = [one.i for _, one in tree.obliques(verb.i) if one.lemma.lower() in TRADED]
    loose = [one for at in ways for one in tree.having(at, "acl") if one.has("VerbForm=Inf")]
    for clause in (*tree.having(verb.i, "xcomp", "ccomp", "advcl"), *loose) if meaning.act else ():
        if clause.dep.startswith("advcl") and not clause.has("VerbForm=Inf") and not _is_marked(line, clause, meaning):
            continue
        return tree.subtree(clause.i), clause.i
    return None


def _about(line: Line, verb: Token) -> Iterator[tuple[str, Token]]:
    """The phrases under a verb, and under what only says how: "agreed in principle *to joint patrols*"."""
    for preposition, token in line.tree.obliques(verb.i):
        yield preposition, token
        if _is_manner(preposition, token):
            yield from line.tree.obliques(token.i)


def _is_manner(preposition: str, token: Token) -> bool:
    words = preposition.split(" ")
    return bool(TRADED & set(words)) or (words[0] in ("in", "as") and token.lemma.lower() in TRADED)


# "In return for" leads to the other term; "in principle" says how.
TRADED = frozenset({"exchange", "return", "compensation", "lieu", "principle", "part", "full", "writing", "advance"})


def _is_share(line: Line, noun: Token) -> bool:
    """How much of a thing: "36 percent of the quota", "half of the sum", "two rounds of talks"."""
    return bool(line.tree.having(noun.i, "nummod")) or noun.lemma.lower() in FRACTIONS


FRACTIONS = frozenset({"half", "third", "quarter", "majority", "most", "rest", "remainder"})


def _asked_of(line: Line, verb: Token) -> Token | None:
    """The deed that somebody is to do: "wants the company *to hire* drivers", "called on all holders *to accept*".

    The parser hangs it on the verb or on whoever is asked; it stands right behind them.
    """
    tree = line.tree
    for thing in (*tree.objects(verb.i), *(one for _, one in tree.obliques(verb.i))):
        joined = [one for one in tree.conjuncts(thing.i) if one.i > thing.i and one.pos in ("NOUN", "PROPN")]
        at = (joined[-1].i if joined else thing.i) + 1  # "urged banks and unions *to settle*"
        if thing.i < verb.i or at + 1 >= len(tree):
            continue
        at += tree.tokens[at].text.lower() == "not"
        to, deed = tree.tokens[at], tree.tokens[at + 1] if at + 1 < len(tree) else tree.tokens[at]
        if to.text.lower() == "to" and deed.pos == "VERB" and (deed.has("VerbForm=Inf") or to.pos == "PART"):
            return deed
    return None


def _due(line: Line, verb: Token) -> Token | None:
    """ "Gave Minsk until Monday *to sign*"."""
    tokens = line.tree.tokens
    behind = (one for one in tokens[verb.i + 2 : verb.i + 25] if one.pos == "VERB" and one.has("VerbForm=Inf"))
    return next((one for one in behind if tokens[one.i - 1].text.lower() == "to"), None)


def _is_marked(line: Line, clause: Token, meaning: Meaning) -> bool:
    """ "Insisted *on* keeping its troops"."""
    marks = {one.text.lower() for one in line.tree.having(clause.i, "mark", "case")}
    return clause.text.lower().endswith("ing") and bool(marks & meaning.content)


def _is_counted(line: Line, noun: Token) -> bool:
    """ "A cooling-off period of 30 days", "eighteen months": a length of time that is asked for is no date."""
    counted = [noun, *(one for _, one in line.tree.obliques(noun.i))]
    spans = [one for one in counted if one.lemma.lower() in SPANS]
    return any(line.tree.having(one.i, "nummod") for one in spans)


SPANS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "quarter"})


def _is_thin(token: Token) -> bool:
    """Nouns that only point at what they are about: "agreement on X", "concern over X"."""
    return token.lemma.lower() in (
        "agreement",
        "deal",
        "call",
        "concern",
        "commitment",
        "progress",
        "demand",
        "objection",
        "opposition",
        "insistence",
        "claim",
        "line",
        "stance",
        "bid",
        "pressure",
        "criticism",
        "support",
        "talk",
        "willingness",
        "readiness",
        "name",
        "signature",
        "consent",
        "backing",
        "blessing",
        "ground",
        "way",
    )


def is_somebody(cast: Cast, line: Line, token: Token) -> bool:
    """It names an actor; "a commission" that is asked for or offered does not, there is none yet."""
    new = token.pos == "NOUN" and any(one.text.lower() in ("a", "an") for one in line.tree.having(token.i, "det"))
    return bool(cast.one(line, token.i)) and not new


def noun_phrase(line: Line, token: Token, drop_clauses: bool = True) -> tuple[int, int]:
    """Token range of a noun phrase without its relative clauses, determiner and preposition."""
    tree = line.tree
    kept = {token.i}
    stack = [token.i]
    while stack:
        for child in tree.children(stack.pop()):
            base = child.dep.split(":")[0]
            outer = child.head == token.i
            if base == "nmod" and child.lemma.lower() in ("return", "exchange", "compensation", "lieu"):
                continue  # "a longer grace period in return for": what it is for is another term
            if base in ("punct", "cc", "conj", "appos", "parataxis", "mark") or (
                base == "acl" and drop_clauses and outer
            ):
                continue
            if outer and base in ("case", "det") and child.i < token.i:
                continue
            kept.add(child.i)
            stack.append(child.i)
    first = last = token.i
    while first - 1 in kept or (first - 2 in kept and tree.tokens[first - 1].text in ("-", ",")):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and tree.tokens[last + 1].text in ("-", "’s", "'s")):
        last += 1
    rate = rate_at(line, token) if first == token.i else None
    return (rate[0], max(rate[1], last)) if rate is not None else (first, last)
