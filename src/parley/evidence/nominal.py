"""Acts named by a noun: "Ukraine’s demand for X", "a visit by the envoy", "talks with Iran"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import reporters_of, subject_tokens
from parley.evidence.content import noun_phrase
from parley.evidence.duties import REFUSAL
from parley.evidence.frame import Frame
from parley.evidence.groups import case_of
from parley.evidence.predicates import Meaning, dropping_verbs, light_verbs, noun_meaning
from parley.evidence.record import Status
from parley.evidence.story import Line
from parley.language.tree import Token

TOWARDS = frozenset({"with", "between", "among", "to", "against", "on", "of", "toward", "towards"})
DRAWING = frozenset(
    {"draw", "spark", "face", "prompt", "provoke", "trigger", "attract", "earn", "meet", "raise", "invite"}
)
YEAR = re.compile(r"1[89]\d\d|20\d\d")


def nominal(cast: Cast, line: Line, noun: Token) -> Frame | None:
    """An act named by a noun: "Ukraine’s demand for X", "a visit by the envoy", "talks with Iran"."""
    meaning = noun_meaning(noun.lemma.lower()) or noun_meaning(noun.text.lower())
    if meaning is None or _is_dropped(line, noun, meaning) or _is_sought_after(line, noun):
        return None
    negated = line.tree.is_negated(noun.i)
    if negated and line.tree.having(noun.i, "cop"):
        return None  # "silence is not an offer"
    if negated and (meaning.act in ("concede", "offer", "accept") or meaning.plover == "AGREE"):
        return _denied(cast, line, noun)
    actors = tuple(dict.fromkeys(_doers(cast, line, noun, meaning)))
    recipients = tuple(key for key in dict.fromkeys(_others(cast, line, noun, meaning)) if key not in actors)
    if not actors and meaning.plover == "CONSULT" and len(cast.sides(recipients)) > 1:
        actors, recipients = recipients, ()  # "talks between Peru and Chile"
    if not actors or (meaning.plover == "CONSULT" and not recipients and len(cast.sides(actors)) < 2):
        return None
    content = _noun_content(cast, line, noun, meaning)
    first, last = _words(line, noun, content[0] if content else None)
    return Frame(
        line=line,
        head=noun.i,
        meaning=meaning,
        actors=actors,
        recipients=recipients,
        recipients_rule="noun",
        first=first,
        last=last,
        status=_noun_status(line, noun),
        form="clausal" if _is_stated(line, noun, meaning) else "nominal",
        content=content[0] if content else None,
        content_head=content[1] if content else None,
        reporters=reporters_of(cast, line, noun),
        negated=negated,
    )


def _is_stated(line: Line, noun: Token, meaning: Meaning) -> bool:
    """ "Our offer is a pause of four years", "a seat is its demand": the clause says that it was made."""
    if meaning.act not in ("demand", "offer") or line.tree.is_negated(noun.i):
        return False
    over = line.tree.tokens[noun.head]
    if noun.relation == "nsubj":
        return over.pos in ("NOUN", "NUM") and bool(line.tree.having(over.i, "cop"))
    return noun.relation == "root" and bool(line.tree.having(noun.i, "cop"))


def _doers(cast: Cast, line: Line, noun: Token, meaning: Meaning) -> tuple[str, ...]:
    """Whose the act is: by its owner, "by" or "from", else the subject of the verb that only carries the noun."""
    named = [*_noun_actors(cast, line, noun)]
    for preposition, token in line.tree.obliques(noun.i):
        if preposition in ("by", "from"):
            named.extend(cast.at(line, token.i))
    if named or not _is_carried(line, noun, meaning):
        return tuple(named)
    return tuple(key for token in subject_tokens(line, line.tree.tokens[noun.head]) for key in cast.at(line, token.i))


def _is_carried(line: Line, noun: Token, meaning: Meaning) -> bool:
    """Under a verb the noun is its subject's act: any verb with a meeting, a light one with a move."""
    governing = line.tree.tokens[noun.head]
    if meaning.plover == "CONSULT":
        return governing.pos == "VERB" and noun.relation in ("obl", "obj", "nmod")
    return meaning.act is not None and governing.lemma.lower() in light_verbs() and noun.relation in ("obl", "obj")


def _others(cast: Cast, line: Line, noun: Token, meaning: Meaning) -> tuple[str, ...]:
    """Whom the act is towards, by the noun's prepositions; a meeting's partners also deeper in its phrase."""
    found: list[str] = []
    for preposition, token in line.tree.obliques(noun.i):
        if preposition not in TOWARDS:
            continue
        keys = cast.at(line, token.i)
        found.extend(keys or (cast.owners(line, token.i) if preposition in ("of", "on") else ()))
        if not keys and meaning.mode == "visit" and cast.is_place(line, token.i):
            found.extend(cast.within(line, token.i, token.i))  # a visit to a capital is one to its government
    if meaning.plover == "CONSULT":
        return tuple(found) or _partners(cast, line, noun)
    return tuple(found) or _drawn_by(cast, line, noun)


def _drawn_by(cast: Cast, line: Line, noun: Token) -> tuple[str, ...]:
    """Who draws an act is who it is towards: "the minister’s stance has *drawn* criticism from both parties"."""
    verb = line.tree.tokens[noun.head]
    if noun.relation != "obj" or verb.lemma.lower() not in DRAWING:
        return ()
    subjects = subject_tokens(line, verb)
    return tuple(key for token in subjects for key in cast.at(line, token.i) or cast.owners(line, token.i))


def _partners(cast: Cast, line: Line, noun: Token) -> tuple[str, ...]:
    start, end = line.tree.subtree(noun.i)
    inside = line.tree.tokens[start : end + 1]
    partners = [inner for inner in inside if inner.relation == "nmod" and case_of(line, inner) == "with"]
    return tuple(key for inner in partners for key in cast.at(line, inner.i))


def _words(line: Line, noun: Token, content: tuple[int, int] | None) -> tuple[int, int]:
    """The noun's phrase, and what it is about where that stands behind it."""
    first, last = _trim_clause(line, noun, *line.tree.subtree(noun.i))
    return first, max(last, content[1]) if content is not None and content[0] > noun.i else last


def _is_dropped(line: Line, noun: Token, meaning: Meaning) -> bool:
    """ "Shelved their call for a tax": the call is no longer made."""
    verb = line.tree.tokens[noun.head]
    made = meaning.act in ("demand", "object", "reject", "threaten", "offer")
    return made and noun.relation == "obj" and verb.lemma.lower() in dropping_verbs()


def _is_sought_after(line: Line, noun: Token) -> bool:
    """ "Teachers are in great demand": nobody demands anything."""
    words = {child.text.lower() for child in line.tree.children(noun.i)}
    return noun.lemma.lower() == "demand" and "in" in words and "for" not in words


def _denied(cast: Cast, line: Line, noun: Token) -> Frame | None:
    """ "There would be no concessions", said by somebody: a refusal of theirs."""
    reporters = reporters_of(cast, line, noun)
    if not reporters:
        return None
    first, last = line.tree.subtree(noun.i)
    return Frame(
        line=line,
        head=noun.i,
        meaning=REFUSAL,
        actors=reporters[:1],
        first=first,
        last=last,
        content=noun_phrase(line, noun),
        content_head=noun.i,
        reporters=reporters,
    )


def _noun_actors(cast: Cast, line: Line, noun: Token) -> Iterator[str]:
    for child in line.tree.children(noun.i):
        base = child.dep.split(":")[0]
        if child.dep == "nmod:poss" or base in ("amod", "compound"):
            yield from cast.at(line, child.i) or cast.owners(line, child.i)
        elif child.dep.startswith("acl") and line.tree.is_passive(child.i):
            for agent in line.tree.agents(child.i):
                yield from cast.at(line, agent.i)


def _noun_content(cast: Cast, line: Line, noun: Token, meaning: Meaning) -> tuple[tuple[int, int], int] | None:
    for preposition, token in line.tree.obliques(noun.i):
        if preposition in (*meaning.content, "for", "over") and not cast.one(line, token.i):
            return noun_phrase(line, token), token.i
    for clause in line.tree.having(noun.i, "acl"):
        if clause.has("VerbForm=Inf"):
            return line.tree.subtree(clause.i), clause.i
    following = line.tree.tokens[noun.i + 1 : noun.i + 2]
    if following and following[0].text.lower() == "for" and following[0].relation == "case":
        thing = line.tree.tokens[following[0].head]  # hung on the verb by the parser: "opened with a demand for X"
        return noun_phrase(line, thing), thing.i
    return None


def _trim_clause(line: Line, noun: Token, first: int, last: int) -> tuple[int, int]:
    for child in line.tree.children(noun.i):
        if child.dep.startswith("acl:relcl") and child.i > noun.i:
            last = min(last, line.tree.subtree(child.i)[0] - 1)
    while last > noun.i and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


def _noun_status(line: Line, noun: Token) -> Status:
    if line.is_question:
        return "question"
    words = {child.text.lower() for child in line.tree.children(noun.i)}
    if any(YEAR.fullmatch(word) for word in words):
        return "historical"  # "the 1994 genocide": news of the year needs no year before the noun
    if words & {"planned", "next", "upcoming", "future", "proposed", "possible", "potential", "further", "new"}:
        return "planned"
    if _lies_ahead(line, noun):
        return "planned"
    return "negated" if line.tree.is_negated(noun.i) else "asserted"


def _lies_ahead(line: Line, noun: Token) -> bool:
    """ "Another round of *talks* is set for Friday"."""
    tree = line.tree
    top = tree.tokens[noun.head] if noun.relation == "nmod" else noun
    over = tree.tokens[top.head]
    return top.relation == "nsubj" and over.lemma.lower() in AHEAD and bool(tree.having(over.i, "cop", "aux"))


AHEAD = frozenset({"set", "schedule", "scheduled", "plan", "planned", "due", "expect", "expected", "slate", "slated"})
