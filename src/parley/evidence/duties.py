"""Acts without a verb of their own: what must be done, what will not be done, what is found unacceptable."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.clauses import (
    FUTURE,
    OBLIGING,
    clause_range,
    extent_of,
    is_conditional,
    is_passive,
    reporters_of,
    subject_tokens,
    told_by_others,
)
from parley.evidence.content import content_of, noun_phrase
from parley.evidence.frame import Frame
from parley.evidence.predicates import Meaning, Sense, sense_of, state_verbs
from parley.evidence.story import Line
from parley.language.tree import Token

DUTY = Meaning(
    act="demand", plover="REQUEST", mode="change", firmness=0.7, planned=False, to=frozenset(), content=frozenset()
)


REFUSAL = Meaning(
    act="reject",
    plover="REJECT",
    mode=None,
    firmness=0.8,
    planned=False,
    to=frozenset(),
    content=frozenset({"in", "on", "to"}),
)


def verdict(cast: Cast, line: Line, word: Token, sense: Sense) -> Frame | None:
    """ "X said Y’s plan was unacceptable": X objects to the plan of Y; "X is disappointed": X objects."""
    subjects = subject_tokens(line, word)
    named = tuple(dict.fromkeys(key for subject in subjects for key in cast.at(line, subject.i)))
    reporters = reporters_of(cast, line, word)
    actors = named or reporters
    if not actors:
        return None
    judged = None if named else next(iter(subjects), None)
    recipients = (
        tuple(key for key in cast.owners(line, judged.i) if cast.side(key) not in cast.sides(actors)) if judged else ()
    )
    first, last = clause_range(line, word)
    return Frame(
        line=line,
        head=word.i,
        meaning=sense.meaning,
        sense=sense,
        actors=actors,
        recipients=recipients,
        recipients_rule="owner" if recipients else "none",
        first=first,
        last=last,
        content=noun_phrase(line, judged) if judged else None,
        content_head=judged.i if judged else None,
        reporters=reporters,
        negated=line.tree.is_negated(word.i),
    )


def duty(cast: Cast, line: Line, token: Token) -> Frame | None:
    """ "Kyiv must be part of any talks", said by somebody: a demand of theirs on whoever must."""
    if token.pos not in ("VERB", "ADJ", "NOUN", "AUX", "ADV", "PROPN"):
        return None
    tree = line.tree
    obliged = any(child.lemma.lower() in OBLIGING and child.dep.startswith("aux") for child in tree.children(token.i))
    head = tree.tokens[token.head]
    if (
        token.dep.startswith("xcomp")
        and head.lemma.lower() in ("have", "need", "get")
        and head.pos == "VERB"
        and token.has("VerbForm=Inf")
        and not tree.is_negated(head.i)
    ):
        obliged = True
    reported = token
    needed = _needed(line, token)
    if needed is not None:
        token, obliged = needed, True
    if not obliged or line.is_question:
        return None
    reporters = reporters_of(cast, line, reported)
    if not reporters or _is_agreed(line, token):
        return None
    subjects = tuple(dict.fromkeys(key for subject in subject_tokens(line, token) for key in cast.at(line, subject.i)))
    own = set(cast.sides(reporters))
    others = tuple(key for key in subjects if cast.side(key) not in own)
    if subjects and not others and _is_own_chore(token):
        return None
    first, last = clause_range(line, token)
    named = [subject.i for subject in tree.subjects(token.i) if subject.pos == "NOUN"]
    return Frame(
        line=line,
        head=token.i,
        meaning=DUTY,
        actors=cast.one_a_side(reporters),
        recipients=others,
        recipients_rule="obliged" if others else "none",
        first=first,
        last=last,
        content=(first, last),
        content_head=named[0] if named and not subjects else token.i,
    )


def _is_own_chore(token: Token) -> bool:
    """ "I would have to say so to the board": one's own task asks nothing, unless it is to get something."""
    return token.dep.startswith("xcomp") and token.lemma.lower() not in GETTING


GETTING = frozenset({"have", "get", "see", "receive", "hear", "know", "obtain", "win", "be"})


def _needed(line: Line, token: Token) -> Token | None:
    """ "It is critical that all parties uphold the truce": what is said to be needed."""
    if token.pos != "ADJ" or token.lemma.lower() not in NEEDFUL or line.tree.is_negated(token.i):
        return None
    clauses = line.tree.having(token.i, "csubj", "ccomp", "advcl", "acl")
    return next((one for one in clauses if one.i > token.i and one.pos == "VERB" and line.tree.subjects(one.i)), None)


NEEDFUL = frozenset({"critical", "crucial", "vital", "essential", "imperative", "necessary", "urgent", "indispensable"})


def _is_agreed(line: Line, token: Token) -> bool:
    """ "We agree we need to cut": agreed, not demanded."""
    return any(
        link.pos == "VERB" and (sense := sense_of(line, link)) is not None and sense.meaning.act == "accept"
        for link in line.tree.ancestors(token.i)
    )


def refusal(cast: Cast, line: Line, token: Token) -> Frame | None:
    """ "The government would not step in": a party that denies it will do something refuses it."""
    tree = line.tree
    if (
        token.pos != "VERB"
        or not tree.is_negated(token.i)
        or token.lemma.lower() in state_verbs()
        or _goes_on(line, token)
        or is_passive(line, token)
    ):
        return None
    words = {child.text.lower() for child in tree.children(token.i) if child.dep.startswith("aux")}
    able = words & {"can", "could", "ca"}  # "could not sell a bigger cut", said of itself
    if not words & (FUTURE | {"would", "'d", "’d"} | able) or is_conditional(line, token) or line.is_question:
        return None
    actors = tuple(dict.fromkeys(key for subject in tree.subjects(token.i) for key in cast.at(line, subject.i)))
    reporters = reporters_of(cast, line, token)
    if not actors or told_by_others(cast, reporters, actors) or (able and not reporters):
        return None
    content = content_of(cast, line, token, REFUSAL)
    first, last = extent_of(line, token)
    return Frame(
        line=line,
        head=token.i,
        meaning=REFUSAL,
        actors=actors,
        first=first,
        last=last,
        content=content[0] if content else None,
        content_head=content[1] if content else None,
        reporters=reporters,
    )


def _goes_on(line: Line, verb: Token) -> bool:
    """ "Will never stop fighting": nothing is refused by who goes on."""
    following = line.tree.tokens[verb.i + 1 : verb.i + 2]
    gerund = bool(following) and following[0].pos == "VERB" and following[0].text.lower().endswith("ing")
    return verb.lemma.lower() in ("stop", "cease", "quit") and gerund


def ruled_out(cast: Cast, line: Line, token: Token) -> Frame | None:
    """ "A default is not an option", "talks are off the table", "has no intention of signing": a refusal."""
    found = _off_the_table(line, token) or _no_intention(cast, line, token) or _under_no_obligation(cast, line, token)
    if found is None or line.is_question or is_conditional(line, token):
        return None
    thing, holders = found
    actors = holders or cast.one_a_side(reporters_of(cast, line, token))
    if not actors or cast.at(line, thing.i):
        return None
    first, last = clause_range(line, token)
    return Frame(
        line=line,
        head=token.i,
        meaning=REFUSAL,
        actors=actors,
        first=first,
        last=last,
        content=noun_phrase(line, thing) if thing.pos in ("NOUN", "PROPN") else line.tree.subtree(thing.i),
        content_head=thing.i,
        reporters=reporters_of(cast, line, token),
    )


def _off_the_table(line: Line, token: Token) -> tuple[Token, tuple[str, ...]] | None:
    """The thing that is said to be out of the question, off the table, no option."""
    tree = line.tree
    if token.lemma.lower() not in SHUT_OR_OPEN or not tree.having(token.i, "cop"):
        return None
    subjects = [one for one in tree.subjects(token.i) if one.pos in ("NOUN", "PROPN") or one.text.lower() in ANYTHING]
    if not subjects:
        return None
    cases = {child.text.lower() for child in tree.having(token.i, "case")}
    word = (token.lemma.lower(), "off" in cases or "out" in cases)
    denied = tree.is_negated(token.i) or any(child.text.lower() == "no" for child in tree.having(token.i, "det"))
    shut = (word[1] and word[0] in CLOSED and not denied) or (denied and word[0] in OPEN and "off" not in cases)
    return (subjects[0], ()) if shut else None


ANYTHING = frozenset({"anything", "everything"})
CLOSED = frozenset({"table", "question"})
OPEN = frozenset({"table", "option", "negotiation", "discussion", "sale", "debate", "part", "card", "agenda", "menu"})
SHUT_OR_OPEN = CLOSED | OPEN


# What a party that will not do a thing is said not to have, see or show.
LACKING = {
    "have": frozenset({"intention", "plan", "wish", "desire", "interest", "appetite", "intent"}),
    "see": frozenset({"need", "reason", "point", "use", "sense"}),
    "show": frozenset({"sign", "willingness", "readiness", "interest", "inclination"}),
}


def _under_no_obligation(cast: Cast, line: Line, token: Token) -> tuple[Token, tuple[str, ...]] | None:
    """ "Is under no obligation to pay", "was in no mood to compromise": what a party will not do, and the party."""
    tree = line.tree
    if token.lemma.lower() not in UNBOUND or "no" not in line.words or not tree.having(token.i, "cop"):
        return None
    if not any(child.text.lower() == "no" for child in tree.having(token.i, "det")):
        return None
    deeds = [one for one in tree.having(token.i, "acl", "xcomp", "advcl") if one.has("VerbForm=Inf")]
    keys = [key for one in subject_tokens(line, token) for key in cast.at(line, one.i)]
    return (deeds[0], tuple(keys[:1])) if deeds and keys else None


UNBOUND = frozenset({"obligation", "mood", "hurry", "rush", "position", "duty"})


def _no_intention(cast: Cast, line: Line, token: Token) -> tuple[Token, tuple[str, ...]] | None:
    """What a party has no plan to do, and the party."""
    nouns = LACKING.get(token.lemma.lower())
    if nouns is None or token.pos != "VERB":
        return None
    for thing in line.tree.objects(token.i):
        none = any(child.text.lower() == "no" for child in line.tree.having(thing.i, "det"))
        if not none or thing.lemma.lower() not in nouns:
            continue
        deeds = [one for one in line.tree.having(thing.i, "acl", "nmod") if one.pos in ("VERB", "NOUN")]
        keys = [key for one in subject_tokens(line, token) for key in cast.at(line, one.i)]
        return (deeds[0], tuple(keys[:1])) if deeds and keys else None
    return None
