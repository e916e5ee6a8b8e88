"""Frames: every clause or noun phrase that says who did what, before it is called an event or a move.

A frame joins what the parse says of a predicate (subject, object, negation, mood) with what the cast knows
(who is meant) and what the word lists know (what the predicate means in a negotiation).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.evidence.actors import Cast, case_of
from parley.evidence.predicates import (
    Meaning,
    Sense,
    adjectival,
    aspect_verbs,
    carried,
    noun_meaning,
    planning_verbs,
    sense_of,
    state_verbs,
)
from parley.evidence.record import Status
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.language.tree import Token

IF_WORDS = frozenset({"if", "unless", "once", "until", "till", "whether", "lest", "should", "provided", "in case"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
TOWARDS_OTHERS = frozenset({"CONSULT", "COOPERATE", "SANCTION", "SUPPORT", "PROTEST", "CONCEDE", "AGREE"})
CONDITIONAL = frozenset({"would", "could", "may", "might", "can", "should", "'d", "’d"})
DEONTIC = frozenset({"must", "should", "ought", "need", "better"})
REPORTING = frozenset(
    {"say", "tell", "add", "state", "announce", "report", "claim", "argue", "note", "stress", "insist", "explain", "declare", "confirm", "believe",
     "indicate", "reiterate", "suggest", "warn", "write", "tweet", "maintain", "mean", "signal", "hint", "acknowledge", "admit", "emphasize", "vow", "promise", "pledge", "agree"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its parts; token indices count inside `line`."""

    line: Line
    head: int
    meaning: Meaning
    sense: Sense | None  # None for a nominal frame
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    recipients_rule: str  # where the recipients were found: "object", "owner", "counterpart" ...
    first: int  # token range of the words that say it
    last: int
    status: Status
    form: str  # "clausal" or "nominal"
    content: tuple[int, int] | None = None  # token range of what it is about, inclusive
    content_head: int | None = None
    reporters: tuple[str, ...] = ()  # who says so, when reported
    negated: bool = False


def frames_of(cast: Cast) -> list[Frame]:
    """All frames of the story, in order of the text."""
    found = [frame for line in cast.story.lines for frame in _line_frames(cast, line)]
    return [_with_counterpart(cast, frame) for frame in found]


def _line_frames(cast: Cast, line: Line) -> Iterator[Frame]:
    for token in line.tree.tokens:
        if token.pos in ("VERB", "ADJ", "AUX") or (token.pos in ("NOUN", "PROPN") and token.dep == "root"):
            frame = _clausal(cast, line, token)
            if frame is not None:
                yield frame
                continue
        if token.pos in ("NOUN", "PROPN"):
            frame = _nominal(cast, line, token)
            if frame is not None:
                yield frame
                continue
        frame = _duty(cast, line, token) or _refusal(cast, line, token)
        if frame is not None:
            yield frame


# -- clauses ------------------------------------------------------------------------------------


def _clausal(cast: Cast, line: Line, verb: Token) -> Frame | None:
    sense = sense_of(line, verb)
    if sense is None or _is_governed(line, verb) or _is_obliged(line, verb) or _only_introduces(line, verb):
        return None
    passive = line.tree.is_passive(verb.i)
    if verb.pos == "ADJ" and sense.meaning.act == "object":
        return _verdict(cast, line, verb, sense)
    actors = _actors(cast, line, verb, passive)
    recipients, rule = _recipients(cast, line, verb, sense, passive, actors)
    content = _content(cast, line, verb, sense, passive)
    negated = line.tree.is_negated(verb.i) or _has_no(line, verb)
    first, last = _extent(line, verb)
    return Frame(
        line=line,
        head=verb.i,
        meaning=sense.meaning,
        sense=sense,
        actors=actors,
        recipients=recipients,
        recipients_rule=rule,
        first=first,
        last=last,
        status=_status(line, verb, sense.meaning.planned),
        form="clausal",
        content=content[0] if content else None,
        content_head=content[1] if content else None,
        reporters=reporters_of(cast, line, verb),
        negated=negated,
    )


def _verdict(cast: Cast, line: Line, word: Token, sense: Sense) -> Frame | None:
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
        line=line, head=word.i, meaning=sense.meaning, sense=sense, actors=actors, recipients=recipients,
        recipients_rule="owner" if recipients else "none", first=first, last=last, status="asserted", form="clausal",
        content=_phrase(line, judged) if judged else None, content_head=judged.i if judged else None, reporters=reporters,
        negated=line.tree.is_negated(word.i),
    )  # fmt: skip


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
OBLIGING = frozenset({"must", "should", "ought", "need", "shall"})


def _duty(cast: Cast, line: Line, token: Token) -> Frame | None:
    """ "Kyiv must be part of any talks", said by somebody: a demand of theirs on whoever must."""
    if token.pos not in ("VERB", "ADJ", "NOUN", "AUX", "ADV", "PROPN") or line.text.rstrip(" ”\"'").endswith("?"):
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
    reporters = reporters_of(cast, line, token)
    if not obliged or not reporters or _is_agreed(line, token):
        return None
    subjects = tuple(dict.fromkeys(key for subject in subject_tokens(line, token) for key in cast.at(line, subject.i)))
    own = set(cast.sides(reporters))
    others = tuple(key for key in subjects if cast.side(key) not in own)
    first, last = clause_range(line, token)
    named = [subject.i for subject in tree.subjects(token.i) if subject.pos == "NOUN"]
    return Frame(
        line=line, head=token.i, meaning=DUTY, sense=None, actors=reporters[:1], recipients=others, recipients_rule="obliged" if others else "none",
        first=first, last=last, status="asserted", form="clausal", content=(first, last),
        content_head=named[0] if named and not subjects else token.i, reporters=(),
    )  # fmt: skip


def _is_agreed(line: Line, token: Token) -> bool:
    """ "We agree we need to cut": agreed, not demanded."""
    return any(
        link.pos == "VERB" and (sense := sense_of(line, link)) is not None and sense.meaning.act == "accept"
        for link in line.tree.ancestors(token.i)
    )


def _refusal(cast: Cast, line: Line, token: Token) -> Frame | None:
    """ "The government would not step in": a party that denies it will do something refuses it."""
    tree = line.tree
    if (
        token.pos != "VERB"
        or not tree.is_negated(token.i)
        or token.lemma.lower() in state_verbs()
        or tree.is_passive(token.i)
    ):
        return None
    words = {child.text.lower() for child in tree.children(token.i) if child.dep.startswith("aux")}
    if (
        not words & (FUTURE | {"would", "'d", "’d"})
        or _is_conditional(line, token)
        or line.text.rstrip(" ”\"'").endswith("?")
    ):
        return None
    actors = tuple(dict.fromkeys(key for subject in tree.subjects(token.i) for key in cast.at(line, subject.i)))
    reporters = reporters_of(cast, line, token)
    if not actors or (reporters and not set(cast.sides(reporters)) & set(cast.sides(actors))):
        return None
    content = _content_of(cast, line, token, REFUSAL)
    first, last = _extent(line, token)
    return Frame(
        line=line, head=token.i, meaning=REFUSAL, sense=None, actors=actors, recipients=(), recipients_rule="none", first=first, last=last,
        status="asserted", form="clausal", content=content[0] if content else None, content_head=content[1] if content else None,
        reporters=reporters,
    )  # fmt: skip


def clause_range(line: Line, token: Token) -> tuple[int, int]:
    """Token range of the clause a predicate heads, without the word that joins it on."""
    first, last = line.tree.subtree(token.i)
    for child in line.tree.children(token.i):
        if child.dep in ("mark", "cc", "punct") and child.i == first:
            first += 1
    while last > token.i and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    while first < token.i and line.tree.tokens[first].pos == "PUNCT":
        first += 1
    return first, last


def _is_obliged(line: Line, verb: Token) -> bool:
    """What must be done is demanded, not done: "must continue to support flights"."""
    for link in (verb, *line.tree.ancestors(verb.i)):
        if any(
            child.lemma.lower() in OBLIGING - {"shall"} and child.dep.startswith("aux")
            for child in line.tree.children(link.i)
        ):
            return True
        if link.relation not in ("xcomp", "conj"):
            return False
    return False


COMMITTING = frozenset({"agree", "pledge", "promise", "vow", "commit", "undertake"})


def _is_deed(line: Line, verb: Token) -> bool:
    """An event of its own kind that may be planned: talks, a strike, a withdrawal."""
    sense = sense_of(line, verb)
    return sense is not None and sense.meaning.act is None


WISHES = frozenset({"want", "like", "wish", "love", "let"})


def _only_introduces(line: Line, verb: Token) -> bool:
    """ "I want to thank …": the thanks count, not the wish."""
    if line.tree.objects(verb.i):
        return False
    if verb.lemma.lower() in planning_verbs() - COMMITTING:
        return any(_is_deed(line, clause) for clause in line.tree.having(verb.i, "xcomp"))
    if verb.lemma.lower() not in WISHES:
        return False
    return any(_is_own_gesture(line, clause) for clause in line.tree.having(verb.i, "xcomp"))


def _is_own_gesture(line: Line, verb: Token) -> bool:
    sense = sense_of(line, verb)
    return sense is not None and sense.meaning.act is None


def _is_governed(line: Line, verb: Token) -> bool:
    """The verb is what another act is about ("refused to *negotiate*"), no act of its own."""
    base = verb.dep.split(":")[0]
    if base == "advcl" and verb.has("VerbForm=Inf") and not line.tree.subjects(verb.i):
        return True  # a purpose: "held talks to finalize the deal"
    if base == "acl" and verb.has("VerbForm=Inf"):
        return True  # "demands to boost output", "an effort to rebuild trust"
    if base not in ("xcomp", "ccomp", "csubj"):
        return False
    head = line.tree.tokens[verb.head]
    if (
        verb.dep.startswith("xcomp")
        and head.lemma.lower() in WISHES
        and not line.tree.objects(head.i)
        and _is_own_gesture(line, verb)
    ):
        return False
    if verb.dep.startswith("xcomp") and head.lemma.lower() in planning_verbs() - COMMITTING and _is_deed(line, verb):
        return False
    if verb.dep.startswith("xcomp"):
        return head.lemma.lower() not in aspect_verbs() and head.pos in ("VERB", "ADJ", "NOUN")
    governor = sense_of(line, head)
    return (
        governor is not None
        and governor.meaning.act in ("demand", "threaten", "offer")
        and head.lemma.lower() not in REPORTING
    )


def subject_tokens(line: Line, verb: Token) -> tuple[Token, ...]:
    """Subjects of a verb, those it shares with its governor included."""
    tree = line.tree
    found = tree.understood_subjects(verb.i)
    if found:
        return found
    base = verb.dep.split(":")[0]
    head = tree.tokens[verb.head]
    if base in ("advcl", "conj", "xcomp", "parataxis", "dep") and head.i != verb.i:
        return subject_tokens(line, head) if head.pos in ("VERB", "AUX", "ADJ", "NOUN") else ()
    if base == "acl" and not tree.is_passive(verb.i) and not verb.has("VerbForm=Inf"):
        return (head,)
    if base == "acl" and verb.has("VerbForm=Inf"):
        return ()
    return ()


def _actors(cast: Cast, line: Line, verb: Token, passive: bool) -> tuple[str, ...]:
    if passive and verb.lemma.lower() not in adjectival():
        return tuple(dict.fromkeys(key for token in line.tree.agents(verb.i) for key in cast.at(line, token.i)))
    found = [key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)]
    if not found and verb.dep == "root" and not line.tree.subjects(verb.i):
        found = list(_elided_subject(cast, line, verb))
    return tuple(dict.fromkeys(found))


def actor_or_owner(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Whom a phrase means: the actor itself, or whose act or staff it is ("Kellogg’s presence", "U.S. demands")."""
    return cast.at(line, token.i) or (cast.owners(line, token.i) if token.pos in ("NOUN", "PROPN") else ())


def _elided_subject(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """A bullet without a subject has that of its label: "Harsh words: Warned …"."""
    label = cast.story.label(line)
    if label is None or line.is_label or not (verb.has("Tense=Past") or verb.has("VerbForm=Part")):
        return ()
    keys = cast.within(label, 0, len(label.tree.tokens) - 1)
    return keys[:1]


def _recipients(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool, actors: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    own = set(cast.sides(actors))
    for rule, keys in _recipient_candidates(cast, line, verb, sense, passive):
        kept = tuple(key for key in dict.fromkeys(keys) if cast.side(key) not in own)
        if kept:
            return kept, rule
    return (), "none"


def _recipient_candidates(
    cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    tree = line.tree
    if passive:
        for token in subject_tokens(line, verb):
            yield "passive-subject", cast.at(line, token.i)
        if verb.dep.startswith("acl"):
            yield "passive-subject", cast.at(line, verb.head)
    objects = tree.objects(verb.i)
    for token in objects:
        yield "object", cast.at(line, token.i)
    for preposition, token in tree.obliques(verb.i):
        if preposition.split(" ")[-1] in sense.meaning.to or preposition in ("with", "against"):
            yield "oblique", cast.at(line, token.i)
    for token in objects:
        first, last = tree.subtree(token.i)
        partners = [
            key
            for inner in tree.tokens[first : last + 1]
            if inner.relation == "nmod" and case_of(line, inner) == "with"
            for key in cast.at(line, inner.i)
        ]
        yield "object-partner", tuple(partners)
        yield "owner", cast.owners(line, token.i)
        for preposition, inner in tree.obliques(token.i):
            if preposition in ("with", "between", "to", "against", "from", "by", "of", "on"):
                yield "object-oblique", cast.at(line, inner.i)
        for clause in tree.having(token.i, "acl"):
            yield "object-clause", tuple(key for agent in tree.agents(clause.i) for key in cast.at(line, agent.i))
    for preposition, token in tree.obliques(verb.i):
        if preposition.split(" ")[-1] in (*sense.meaning.to, *sense.meaning.content, "with", "for", "over"):
            yield "owner", cast.owners(line, token.i)
    if passive:
        for token in subject_tokens(line, verb):
            yield "owner", cast.owners(line, token.i)
    for clause in tree.having(verb.i, "ccomp", "xcomp"):
        for token in tree.subjects(clause.i):
            yield "clause-subject", cast.at(line, token.i)
        for token in tree.objects(clause.i):
            yield "clause-object", cast.at(line, token.i) or cast.owners(line, token.i)
        for preposition, token in tree.obliques(clause.i):
            if preposition in ("with", "to", "against", "on", "from"):
                yield "clause-oblique", cast.at(line, token.i)


def _with_counterpart(cast: Cast, frame: Frame) -> Frame:
    """In talks of few, an act without an addressee is directed at the other parties; said as such in its rule."""
    if frame.recipients or (frame.form == "nominal" and frame.meaning.act is None) or frame.meaning.act == "predict":
        return frame
    sides = set(cast.sides(frame.actors))
    others = tuple(key for key in cast.counterparts if key not in sides)
    if (
        sides & set(cast.counterparts)
        and 1 <= len(others) <= 3
        and (frame.meaning.act or frame.meaning.plover in TOWARDS_OTHERS)
    ):
        return replace(frame, recipients=others, recipients_rule="counterpart")
    return frame


def _has_no(line: Line, verb: Token) -> bool:
    """ "There would be no concessions": the denial stands on the subject or object."""
    parts = (*line.tree.objects(verb.i), *line.tree.subjects(verb.i))
    return any(child.lemma.lower() in ("no", "neither") for part in parts for child in line.tree.having(part.i, "det"))


def _status(line: Line, verb: Token, planned: bool) -> Status:
    tree = line.tree
    if line.text.rstrip(" ”\"'").endswith("?"):
        return "question"
    words = {child.text.lower() for child in tree.children(verb.i) if child.dep.startswith("aux")}
    chain = (verb, *tree.ancestors(verb.i))
    if _is_conditional(line, verb):
        return "hypothetical"
    if tree.is_negated(verb.i):
        return "negated"
    if words & FUTURE or _going_to(line, verb) or planned:
        return "planned"
    if words & CONDITIONAL:
        reported = any(link.lemma.lower() in REPORTING for link in chain[1:2])
        return "planned" if words & {"would", "'d", "’d"} and reported else "hypothetical"
    if verb.dep.startswith("xcomp") and tree.tokens[verb.head].lemma.lower() in planning_verbs():
        return "planned"
    if verb.has("VerbForm=Inf") and verb.dep.split(":")[0] in ("advcl", "acl"):
        return "hypothetical"
    return "asserted"


def _is_conditional(line: Line, verb: Token) -> bool:
    """The verb stands in a clause of "if", "unless", "once"."""
    chain = (verb, *line.tree.ancestors(verb.i))
    return any(
        child.text.lower() in IF_WORDS
        for link in chain
        for child in line.tree.having(link.i, "mark", "advmod")[:2]
        if _is_own(link, verb, chain)
    )


def _is_own(link: Token, verb: Token, chain: tuple[Token, ...]) -> bool:
    """A condition counts when the verb stands inside its clause: each step up is a clause or a conjunct."""
    return (
        all(
            step.dep.split(":")[0] in ("conj", "xcomp", "advcl", "ccomp", "root") for step in chain[: chain.index(link)]
        )
        or link is verb
    )


def _going_to(line: Line, verb: Token) -> bool:
    head = line.tree.tokens[verb.head]
    return verb.dep.startswith("xcomp") and head.lemma.lower() == "go" and head.text.lower() == "going"


def reporters_of(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """Who says what the clause says: the subject of the reporting verb above it, or the speaker of the quotation."""
    tree = line.tree
    for link in tree.ancestors(verb.i):
        if link.lemma.lower() in REPORTING and link.pos == "VERB":
            keys = tuple(key for token in subject_tokens(line, link) for key in cast.at(line, token.i))
            if keys:
                return keys
    for child in tree.having(verb.i, "parataxis"):
        if child.lemma.lower() in REPORTING:
            keys = tuple(key for token in tree.subjects(child.i) for key in cast.at(line, token.i))
            if keys:
                return keys
    speaker = cast.speakers.get(line.id)
    return (speaker,) if speaker else ()


def _extent(line: Line, verb: Token) -> tuple[int, int]:
    """The clause from its subject to its end, without what is only appended to it."""
    tree = line.tree
    starts = [tree.subtree(token.i)[0] for token in tree.subjects(verb.i)] + [verb.i]
    starts += [
        child.i for child in tree.children(verb.i) if child.dep.split(":")[0] in ("aux", "cop") and child.i < verb.i
    ]
    ends = [verb.i]
    for child in tree.children(verb.i):
        base = child.dep.split(":")[0]
        if child.i > verb.i and base in ("obj", "iobj", "obl", "xcomp", "ccomp", "compound", "advmod", "nmod", "nsubj"):
            ends.append(tree.subtree(child.i)[1])
    last = max(ends)
    while last > verb.i and tree.tokens[last].pos == "PUNCT" and tree.tokens[last].text not in ("”", '"'):
        last -= 1
    return min(starts), last


# -- content ------------------------------------------------------------------------------------


def _content(cast: Cast, line: Line, verb: Token, sense: Sense, passive: bool) -> tuple[tuple[int, int], int] | None:
    """What the act is about, its passive subject included."""
    tree = line.tree
    found = _content_of(cast, line, verb, sense.meaning)
    if found is not None:
        return found
    if passive:
        for token in subject_tokens(line, verb):
            if not cast.one(line, token.i):
                return _phrase(line, token), token.i
        if verb.dep.startswith("acl"):
            return _phrase(line, tree.tokens[verb.head], drop_clauses=True), verb.head
    return None


def _content_of(cast: Cast, line: Line, verb: Token, meaning: Meaning) -> tuple[tuple[int, int], int] | None:
    """An oblique the pattern names, the object, else the clause the predicate governs."""
    tree = line.tree
    for preposition, token in tree.obliques(verb.i):
        if preposition.split(" ")[-1] in meaning.content and not cast.one(line, token.i) and not is_time(token):
            return _phrase(line, token), token.i
    for token in tree.objects(verb.i):
        if token.pos != "PRON" and not cast.one(line, token.i):
            for inner in carried(line, token):
                return _phrase(line, inner), inner.i
            for preposition, inner in tree.obliques(token.i):
                if (
                    preposition in (*meaning.content, "on", "over", "for", "of")
                    and _is_thin(token)
                    and not cast.one(line, inner.i)
                ):
                    return _phrase(line, inner), inner.i
            return _phrase(line, token), token.i
    for clause in tree.having(verb.i, "xcomp", "ccomp", "advcl") if meaning.act else ():
        if clause.dep.startswith("advcl") and not clause.has("VerbForm=Inf"):
            continue
        return tree.subtree(clause.i), clause.i
    return None


def _is_thin(token: Token) -> bool:
    """Nouns that only point at what they are about: "agreement on X", "concern over X"."""
    return token.lemma.lower() in (
        "agreement", "deal", "call", "concern", "commitment", "progress", "demand", "pressure", "criticism", "support", "talk", "willingness", "readiness",
    )  # fmt: skip


def _phrase(line: Line, token: Token, drop_clauses: bool = True) -> tuple[int, int]:
    """Token range of a noun phrase without its relative clauses, determiner and preposition."""
    tree = line.tree
    kept = {token.i}
    stack = [token.i]
    while stack:
        for child in tree.children(stack.pop()):
            base = child.dep.split(":")[0]
            outer = child.head == token.i
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
    return first, last


# -- nouns --------------------------------------------------------------------------------------


def _nominal(cast: Cast, line: Line, noun: Token) -> Frame | None:
    """An act named by a noun: "Ukraine’s demand for X", "a visit by the envoy", "talks with Iran"."""
    meaning = noun_meaning(noun.lemma.lower()) or noun_meaning(noun.text.lower())
    if meaning is None:
        return None
    tree = line.tree
    if line.tree.is_negated(noun.i) and (meaning.act in ("concede", "offer", "accept") or meaning.plover == "AGREE"):
        return _denied(cast, line, noun)
    actors = list(_noun_actors(cast, line, noun))
    recipients: list[str] = []
    for preposition, token in tree.obliques(noun.i):
        keys = cast.at(line, token.i)
        if preposition in ("by", "from"):
            actors.extend(keys)
        elif preposition in ("with", "between", "among", "to", "against", "on", "of", "toward", "towards"):
            recipients.extend(keys or (cast.owners(line, token.i) if preposition in ("of", "on") else ()))
            if not keys and meaning.mode == "visit" and cast.is_place(line, token.i):
                recipients.extend(_place_owner(cast, line, token))
    governing = tree.tokens[noun.head]
    if (
        not actors
        and noun.dep.split(":")[0] in ("obl", "obj", "nmod")
        and governing.pos == "VERB"
        and meaning.plover == "CONSULT"
    ):
        actors.extend(key for token in subject_tokens(line, governing) for key in cast.at(line, token.i))
    actors = list(dict.fromkeys(actors))
    recipients = [key for key in dict.fromkeys(recipients) if key not in actors]
    if not actors or (meaning.plover == "CONSULT" and not recipients and len(cast.sides(actors)) < 2):
        return None
    content = _noun_content(cast, line, noun, meaning)
    first, last = tree.subtree(noun.i)
    first, last = _trim_clause(line, noun, first, last)
    return Frame(
        line=line, head=noun.i, meaning=meaning, sense=None, actors=tuple(actors), recipients=tuple(recipients),
        recipients_rule="noun", first=first, last=last, status=_noun_status(line, noun), form="nominal",
        content=content[0] if content else None, content_head=content[1] if content else None,
        reporters=reporters_of(cast, line, noun), negated=tree.is_negated(noun.i),
    )  # fmt: skip


def _denied(cast: Cast, line: Line, noun: Token) -> Frame | None:
    """ "There would be no concessions", said by somebody: a refusal of theirs."""
    reporters = reporters_of(cast, line, noun)
    if not reporters:
        return None
    first, last = line.tree.subtree(noun.i)
    return Frame(
        line=line, head=noun.i, meaning=REFUSAL, sense=None, actors=reporters[:1], recipients=(), recipients_rule="none", first=first, last=last,
        status="asserted", form="clausal", content=_phrase(line, noun), content_head=noun.i, reporters=reporters,
    )  # fmt: skip


def _noun_actors(cast: Cast, line: Line, noun: Token) -> Iterator[str]:
    for child in line.tree.children(noun.i):
        base = child.dep.split(":")[0]
        if child.dep == "nmod:poss" or base in ("amod", "compound"):
            yield from cast.at(line, child.i) or cast.owners(line, child.i)
        elif child.dep.startswith("acl") and line.tree.is_passive(child.i):
            for agent in line.tree.agents(child.i):
                yield from cast.at(line, agent.i)


def _place_owner(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """A visit to a capital or country is a visit to its government."""
    return cast.within(line, token.i, token.i)


def _noun_content(cast: Cast, line: Line, noun: Token, meaning: Meaning) -> tuple[tuple[int, int], int] | None:
    for preposition, token in line.tree.obliques(noun.i):
        if preposition in (*meaning.content, "for", "over") and not cast.one(line, token.i):
            return _phrase(line, token), token.i
    for clause in line.tree.having(noun.i, "acl"):
        if clause.has("VerbForm=Inf"):
            return line.tree.subtree(clause.i), clause.i
    return None


def _trim_clause(line: Line, noun: Token, first: int, last: int) -> tuple[int, int]:
    for child in line.tree.children(noun.i):
        if child.dep.startswith("acl:relcl") and child.i > noun.i:
            last = min(last, line.tree.subtree(child.i)[0] - 1)
    while last > noun.i and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


def _noun_status(line: Line, noun: Token) -> Status:
    if line.text.rstrip(" ”\"'").endswith("?"):
        return "question"
    words = {child.text.lower() for child in line.tree.children(noun.i)}
    if words & {"planned", "next", "upcoming", "future", "proposed", "possible", "potential", "further", "new"}:
        return "planned"
    return "negated" if line.tree.is_negated(noun.i) else "asserted"
