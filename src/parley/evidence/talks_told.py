"""Talks and truces that are the subject of their sentence: "Talks on the catch broke up", "the truce took effect"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import extent_of, is_conditional, reporters_of, status_of
from parley.evidence.frame import Frame
from parley.evidence.nominal import nominal
from parley.evidence.predicates import Meaning, classes, noun_meaning, other_lemmas
from parley.evidence.story import Line
from parley.language.tree import Token

# What talks do that are or were held; that they stall or come amid something tells of no meeting.
COURSE = frozenset(
    {"hold", "begin", "start", "resume", "reopen", "restart", "open", "continue", "end", "conclude", "close", "break",
     "collapse", "take", "finish", "adjourn", "convene", "last", "founder", "fail", "drag", "run", "go", "get", "enter"}
)  # fmt: skip
NEEDS = {
    "break": frozenset({"up", "down", "off"}),
    "take": frozenset({"place"}),
    "drag": frozenset({"on"}),
    "run": frozenset({"into", "on", "late", "aground", "over"}),
    "go": frozenset({"on", "into", "ahead", "late", "through"}),
    "get": frozenset({"under", "underway", "going"}),
    "enter": frozenset({"day", "round", "week", "stage", "phase", "hour"}),
}
# What is done with talks that lie ahead.
AHEAD = frozenset({"plan", "schedule", "set", "due", "expect", "slate", "tentatively"})
MOST_AT_TABLE = 5
# What a truce does that is in force. Source: the guide of the gold stories counts it as a retreat.
IN_FORCE = frozenset({"hold", "begin", "start"})
INTO_FORCE = {
    "take": frozenset({"effect", "hold"}),
    "come": frozenset({"effect", "force"}),
    "go": frozenset({"effect"}),
    "enter": frozenset({"effect", "force"}),
}
FIGHTING = frozenset({"fighting", "shelling", "hostility", "bombardment", "gunfire", "battle", "gun", "violence"})
DYING = frozenset({"stop", "cease", "subside", "fall", "die", "halt"})  # "the guns fell silent", "fighting died down"
CEASING = Meaning(
    act=None, plover="RETREAT", mode="ceasefire", firmness=0.6, planned=False, to=frozenset(), content=frozenset()
)


def talks_told(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """The meeting that such a sentence asserts, of those its noun names, else of the parties of the story."""
    lemma = _plain(verb)
    if verb.pos in ("NOUN", "PROPN"):
        return _in_talks(cast, line, verb)
    if verb.pos == "VERB" and lemma == "call":
        return _phoned(cast, line, verb)
    if verb.pos == "VERB" and (lemma in IN_FORCE or lemma in INTO_FORCE or lemma in DYING):
        truce = _truce_in_force(cast, line, verb)
        if truce is not None:
            return truce
    struck = _deal_struck(cast, line, verb)
    if struck is not None:
        return struck
    if verb.relation == "advcl":
        return None  # "since the talks began": a date, no news
    ahead = lemma in AHEAD and (line.tree.is_passive(verb.i) or lemma in ("set", "due"))
    if verb.pos not in ("VERB", "ADJ") or not (lemma in COURSE or ahead) or line.tree.is_negated(verb.i):
        return None
    if lemma in NEEDS and not NEEDS[lemma] & _words_with(line, verb):
        return None
    meaning = noun_meaning("talk")
    noun = next((token for token in line.tree.subjects(verb.i) if token.lemma.lower() in classes()["talks"]), None)
    none = noun is not None and any(one.text.lower() in ("no", "any") for one in line.tree.having(noun.i, "det"))
    if noun is None or none or meaning is None or line.tree.agents(verb.i):
        return None
    held = nominal(cast, line, noun)
    actors = (*held.actors, *held.recipients) if held is not None else cast.both_sides()
    told = _shared(cast, line, verb, meaning, actors, held is not None)
    return replace(told, status="planned") if told is not None and ahead else told


def _plain(verb: Token) -> str:
    """The plain form; the lemmatizer makes "dragge" of "dragged"."""
    return _plain_form(verb.lemma.lower(), verb.text.lower())


@lru_cache(20_000)
def _plain_form(lemma: str, word: str) -> str:
    forms = (lemma, *other_lemmas(word))
    return next((form for form in forms if form in COURSE or form in AHEAD or form in DYING or form in IN_FORCE), lemma)


def _words_with(line: Line, verb: Token) -> set[str]:
    """Particles, prepositions and nouns of a verb."""
    tree = line.tree
    children = tree.children(verb.i)
    inner = (case for child in children for case in tree.having(child.i, "case"))
    following = tree.tokens[verb.i + 1 : verb.i + 2]
    return {one.text.lower() for one in (*children, *inner, *following)}


# How a deal is made, in the passive, by those it is between.
MADE = frozenset(
    {"reach", "strike", "sign", "find", "seal", "conclude", "clinch", "agree", "make", "forge", "secure", "finalize",
     "finalise", "work", "hammer", "thrash", "ink", "initial", "negotiate"}
)  # fmt: skip


def _deal_struck(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """ "A compromise was found between Peru and Chile": both have agreed."""
    tree, meaning = line.tree, noun_meaning("acceptance")
    if (
        verb.pos != "VERB"
        or verb.lemma.lower() not in MADE
        or not tree.is_passive(verb.i)
        or verb.dep.startswith("acl")
    ):
        return None
    if meaning is None or tree.is_negated(verb.i) or is_conditional(line, verb) or tree.agents(verb.i):
        return None
    deal = next((one for one in tree.subjects(verb.i) if one.lemma.lower() in classes()["accord"]), None)
    if deal is None or any(child.text.lower() in ("no", "any") for child in tree.having(deal.i, "det")):
        return None
    ends = [one for place in (deal.i, verb.i) for preposition, one in tree.obliques(place) if preposition in BETWEEN]
    actors = tuple(dict.fromkeys(key for one in ends for key in cast.at(line, one.i)))
    return _shared(cast, line, verb, meaning, actors, True) if actors else None


BETWEEN = frozenset({"between", "by", "among", "with"})


def _in_talks(cast: Cast, line: Line, noun: Token) -> Frame | None:
    """ "The two banks are in talks over a merger", "France is in talks with Peru"."""
    tree, meaning = line.tree, noun_meaning("talk")
    if noun.lemma.lower() not in MEETINGS or not tree.having(noun.i, "cop") or tree.is_negated(noun.i):
        return None
    if meaning is None or not any(child.text.lower() == "in" for child in tree.having(noun.i, "case")):
        return None
    own = [key for one in tree.subjects(noun.i) for key in cast.at(line, one.i)]
    others = [
        key for preposition, one in tree.obliques(noun.i) if preposition == "with" for key in cast.at(line, one.i)
    ]
    actors = tuple(dict.fromkeys((*own, *others)))
    return _shared(cast, line, noun, meaning, actors, True) if own else None


def _phoned(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """ "Mr. Brandt called me last night": a call, where nothing is said of what anybody is called."""
    tree, meaning = line.tree, noun_meaning("talk")
    objects = tree.objects(verb.i)
    if (
        len(objects) != 1
        or objects[0].pos not in ("PRON", "PROPN")
        or tree.having(verb.i, "xcomp", "ccomp", "compound")
    ):
        return None
    if any(preposition in ("for", "on", "upon", "to") for preposition, _ in tree.obliques(verb.i)) or meaning is None:
        return None
    callers = [key for one in tree.subjects(verb.i) for key in cast.at(line, one.i)]
    called = list(cast.at(line, objects[0].i))
    actors = tuple(dict.fromkeys((*callers, *called)))
    return _shared(cast, line, verb, meaning, actors, True) if callers and called else None


MEETINGS = frozenset(
    {"talk", "talks", "negotiation", "negotiations", "discussion", "discussions", "contact", "touch", "dialogue"}
)  # fmt: skip


def _truce_in_force(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """ "A cease-fire between them took effect at midnight": both have stopped."""
    tree, lemma = line.tree, _plain(verb)
    words = {child.lemma.lower() for child in tree.children(verb.i)}
    if tree.is_negated(verb.i) or (lemma in INTO_FORCE and not words & INTO_FORCE[lemma]):
        return None
    if (lemma == "fall" and "silent" not in words) or (lemma == "die" and not words & {"down", "away"}):
        return None
    nouns = FIGHTING if lemma in DYING else classes()["truce"]
    noun = next((one for one in tree.subjects(verb.i) if one.lemma.lower() in nouns), None)
    if noun is None:
        return None
    named = tuple(dict.fromkeys(key for _, one in tree.obliques(noun.i) for key in cast.at(line, one.i)))
    actors = named if len(cast.sides(named)) > 1 else cast.both_sides()
    return _shared(cast, line, verb, CEASING, actors, bool(named))


def _shared(
    cast: Cast, line: Line, verb: Token, meaning: Meaning, actors: tuple[str, ...], named: bool
) -> Frame | None:
    """What several do together."""
    if not 2 <= len(cast.sides(actors)) <= MOST_AT_TABLE:
        return None
    first, last = extent_of(line, verb)
    return Frame(
        line=line,
        head=verb.i,
        meaning=meaning,
        actors=actors,
        recipients_rule="noun" if named else "counterpart",
        first=first,
        last=last,
        status=status_of(line, verb, False),
        reporters=reporters_of(cast, line, verb),
    )
