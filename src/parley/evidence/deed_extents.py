"""Deeds as names: a verb with what it is done to, cut as short as it still says so: "release jailed rebels"."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.content import is_somebody
from parley.evidence.issue_phrases import LEADING, general_nouns, light_words
from parley.evidence.listed import thing_at
from parley.evidence.measures import MEASURES, is_date, is_span
from parley.evidence.noun_extents import JOINING, LEFT_OUT, LONGEST, described, noun_extent
from parley.evidence.phrase_extents import extent_of_phrase
from parley.evidence.predicates import aspect_verbs, light_verbs, people_nouns, planning_verbs, state_verbs
from parley.evidence.story import Line
from parley.language.tree import Token

EMPTY = frozenset({"act", "move", "work", "try", "cooperate", "step"})
HANDING = frozenset(
    {"use", "introduce", "hand", "send", "pay", "deliver", "supply", "grant", "make", "accept", "get", "receive"}
)
THIN = frozenset({"take", "do", "show", "create", "provide", "see", "give", "keep", "let", "try", "set", "find"})


def deed_extent(cast: Cast, line: Line, verb: Token) -> tuple[int, int] | None:
    """A deed with what it is done to: "release jailed rebels", "arms embargo be lifted"."""
    tree = line.tree
    verb = _innermost(line, verb)
    if verb.lemma.lower() in EMPTY and not tree.objects(verb.i):
        ends = [one for one in tree.having(verb.i, "advcl", "xcomp") if one.i > verb.i and one.has("VerbForm=Inf")]
        return deed_extent(cast, line, ends[0]) if ends else None  # "must act to prevent a default"
    passive = tree.is_passive(verb.i)
    if verb.lemma.lower() in state_verbs() | light_verbs() | THIN and not passive:
        return None
    if passive:
        done_to = [one for one in tree.understood_subjects(verb.i) if one.pos != "PRON" and one.i < verb.i]
        sides = set(cast.counterparts)
        things = [one for one in done_to if not cast.one(line, one.i)]
        subjects = things or [one for one in done_to if not set(cast.sides(cast.at(line, one.i))) & sides]
        spot = _from_subject(cast, line, subjects[0], verb) if subjects else None
        if spot is None or spot[1] != verb.i or verb.lemma.lower() not in PLACING | THIN:
            return spot
        on = _with_phrase(line, verb)  # "a limit be placed *on the size of the nets*"
        return (spot[0], on[1]) if on is not None and on[1] - spot[0] < LONGEST else spot
    objects = [one for one in tree.objects(verb.i) if one.i > verb.i and one.pos in ("NOUN", "PROPN", "NUM", "SYM")]
    subjects = [one for one in tree.subjects(verb.i) if one.pos == "NOUN"]
    if not subjects and not objects:  # "wants disputes to go to a court"
        shared = [one for one in tree.understood_subjects(verb.i) if one.pos == "NOUN" and one.relation == "obj"]
        subjects = [one for one in shared if one.lemma.lower() not in people_nouns() | light_words()]
    things = [one for one in subjects if not cast.at(line, one.i) or not is_somebody(cast, line, one)]
    if things and things[0].i < verb.i:
        spot = _from_subject(cast, line, things[0], objects[0] if objects else verb)
        behind = _with_phrase(line, verb) if not objects and spot[1] == verb.i else None
        return (spot[0], behind[1]) if behind is not None and behind[1] - spot[0] < LONGEST else spot
    if not objects:
        return _with_phrase(line, verb)
    if objects[0].i - verb.i > LONGEST or is_date(line, objects[0]):
        return None
    if _is_empty(line, objects[0]):
        further = _further(cast, line, verb, objects[0])
        if further is not None or objects[0].lemma.lower() in light_words():
            return further
    first, last = noun_extent(cast, line, objects[0], LONGEST - 1)
    if verb.lemma.lower() in HANDING:
        return first, last
    away = _away(line, last)
    if away > last and away - verb.i < LONGEST:
        return verb.i, away
    between = tree.tokens[verb.i + 1 : first]
    between = between[1:] if between and between[0].text.lower() in AWAY | {"in"} else between  # "phase down oil"
    if any(one.text.lower() not in LEFT_OUT | {","} and one.pos not in ("DET", "ADJ", "ADV") for one in between):
        return None
    if last - verb.i >= MOST_OF_A_DEED:  # "suspend flights" says it; where and how long is said beside it
        end = objects[0].i
        while end + 1 < last and tree.tokens[end + 1].pos == "NUM":
            end += 1  # "£ 2 million" is headed by its sign
        last = min(last, max(end, _of_behind(line, end)))
    return (verb.i, last) if last - verb.i < LONGEST else (first, last)


PLACING = frozenset({"place", "put", "impose", "set", "lay", "take", "leave", "add", "move"})
MOST_OF_A_DEED = 6  # words


def _away(line: Line, last: int) -> int:
    """The end of what says whither a thing is moved: "pull its troops *back from the river*"."""
    tokens = line.tree.tokens
    at = last + 1
    if at >= len(tokens) or tokens[at].text.lower() not in AWAY or tokens[at].pos not in ("ADV", "ADP", "PART"):
        return last
    led = at + 2 < len(tokens) and tokens[at + 1].text.lower() in ("from", "of", "to", "behind", "into", "across")
    thing = thing_at(line, at + 2) if led else None
    if thing is not None and not is_date(line, tokens[thing.head]):
        return thing.last
    ended = at + 1 >= len(tokens) or tokens[at + 1].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP")
    return at if ended else last


AWAY = frozenset({"back", "out", "over", "away", "off", "down", "home", "up"})


def _of_behind(line: Line, last: int) -> int:
    """The end of an "of" or "on" phrase right behind a noun."""
    tokens = line.tree.tokens
    topical = last + 2 < len(tokens) and tokens[last + 1].text.lower() in ("of", "on")
    inner = thing_at(line, last + 2) if topical else None
    return inner.last if inner is not None else last


def _with_phrase(line: Line, verb: Token) -> tuple[int, int] | None:
    """ "Drill in the strait", "pay for the damage": a deed that takes no object, with what stands behind it."""
    tokens = line.tree.tokens
    if verb.lemma.lower() in LEADING - {"pay", "invest"}:
        return None  # "agreed to a ban" is about the ban
    at = verb.i + 1
    at += at < len(tokens) and tokens[at].relation in ("compound", "advmod") and tokens[at].pos in ("ADP", "ADV")
    far = at + 2 < len(tokens) and tokens[at].pos == "NUM" and tokens[at + 1].lemma.lower() in MEASURES
    at += 2 * far  # "pull back *5 miles* from the river"
    if at + 1 >= len(tokens) or tokens[at].text.lower() not in JOINING or tokens[at].pos != "ADP":
        return None
    thing = thing_at(line, at + 1)
    if thing is not None and is_span(line, tokens[thing.head]) and tokens[at].text.lower() == "for":
        led = thing.last + 2 < len(tokens) and tokens[thing.last + 1].text.lower() in JOINING
        thing = (thing_at(line, thing.last + 2) if led else None) or thing  # "stay for five years in the cartel"
    elif thing is None or is_date(line, tokens[thing.head]):
        return None
    return (verb.i, thing.last) if thing.last - verb.i < LONGEST else None


def _innermost(line: Line, verb: Token) -> Token:
    """The deed under verbs that only begin, plan or continue it: "continue to support flights"."""
    for clause in line.tree.having(verb.i, "xcomp"):
        lets = verb.lemma.lower() in ("let", "allow", "permit", "enable")  # "lets a studio *feed* scripts to software"
        if clause.i > verb.i and clause.pos == "VERB" and (lets or not line.tree.objects(verb.i)):
            known = aspect_verbs() | planning_verbs() | state_verbs() | THIN | CEASING
            if verb.lemma.lower() in known:
                return _innermost(line, clause)
    return verb


CEASING = frozenset({"stop", "cease", "quit", "avoid", "refrain", "halt", "finish"})  # "stop *enriching uranium*"


def _is_empty(line: Line, noun: Token) -> bool:
    """ "Seize this opportunity": the object says nothing by itself."""
    plain = all(child.pos in ("DET", "PUNCT") or child.i > noun.i for child in line.tree.children(noun.i))
    told = any(child.relation in ("nmod", "acl") for child in line.tree.children(noun.i))
    lemma = noun.lemma.lower()
    return plain and (lemma in light_words() or (lemma in general_nouns() and not told))


def _further(cast: Cast, line: Line, verb: Token, noun: Token) -> tuple[int, int] | None:
    """ "Seize this chance to work together to reach a fair accord": the end that such words lead up to."""
    tree = line.tree
    clauses = [one for at in (noun.i, verb.i) for one in tree.having(at, "acl", "advcl", "xcomp") if one.i > noun.i]
    aimed = noun.lemma.lower() in general_nouns()  # "pass a law to cap rents": what it does, not what that is for
    for clause in clauses[:1] if aimed else reversed(clauses):
        if clause.pos == "VERB" and clause.has("VerbForm=Inf"):
            inner = [one for one in tree.having(clause.i, "advcl", "xcomp") if one.has("VerbForm=Inf")]
            for deed in (clause,) if aimed else (*reversed(inner), clause):
                things = [one for one in tree.objects(deed.i) if one.pos in ("NOUN", "PROPN")]
                spot = described(cast, line, things[0]) if things else None
                if spot is not None:
                    return spot
    return None


def _from_subject(cast: Cast, line: Line, subject: Token, verb: Token) -> tuple[int, int]:
    first, last = extent_of_phrase(cast, line, subject, LONGEST - 2)
    joined = [one for one in line.tree.conjuncts(subject.i) if last < one.i < verb.i and one.pos in ("NOUN", "PROPN")]
    if joined and joined[-1].i - first < LONGEST - 2:
        last = extent_of_phrase(cast, line, joined[-1], LONGEST)[1]
    return (first, verb.i) if last < verb.i <= first + LONGEST - 1 and verb.i - last <= 5 else (first, last)
