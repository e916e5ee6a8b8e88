"""Common nouns that act: whom a story speaks of by no name that any list knows ("the trust", "creditors", "the city").

A noun is an actor when the story lets it do what only people do (say, refuse, agree), or more than one act of
bargaining. Papers, plans and events are none, though news lets them "call for" things; a single person without a name
is none either.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type
from parley.evidence.groups import case_of, noun_words
from parley.evidence.predicates import noun_meaning, sense_of
from parley.evidence.roster import ActingNoun
from parley.evidence.story import Line
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

KNOWN_BY = frozenset({"the", "this", "that", "its", "their", "his", "her", "our", "these", "those", "both", "all"})
INDEFINITE = frozenset({"a", "an", "any", "every", "each", "no", "another"})


@dataclass(slots=True)
class _Deeds:
    """What the story lets one common noun do."""

    acts: int = 0  # of bargaining, as subject or agent
    human: int = 0  # that only somebody does: says, refuses
    met: int = 0  # dealt with: told, met, offered something
    plural: int = 0
    definite: int = 0
    phrases: Counter[str] = field(default_factory=Counter)


def acting_nouns(cast: Cast) -> dict[str, ActingNoun]:
    """The common nouns of the story that act in it, by lemma, with the words that name them."""
    deeds: dict[str, _Deeds] = defaultdict(_Deeds)
    for line in cast.story.lines:
        for token in line.tree.tokens:
            if _may_name(cast, line, token):
                _note(line, token, deeds[token.lemma.lower()])
    found = {
        lemma: ActingNoun(slug(f"the {lemma}"), _phrase(done), done.plural * 2 > sum(done.phrases.values()))
        for lemma, done in deeds.items()
        if lemma not in _lists()["local"] and _is_somebody(lemma, done)
    }
    local = {lemma: done for lemma, done in deeds.items() if lemma in _lists()["local"]}
    if sum(done.human + done.acts for done in local.values()):
        best = max(
            local,
            key=lambda lemma: (lemma in ("council", "city"), lemma == "council", sum(local[lemma].phrases.values())),
        )
        found |= {lemma: ActingNoun("the-city", _phrase(local[best]), False) for lemma in local}
    return found


def _phrase(done: _Deeds) -> str:
    """The words that name it: of those that stand at least twice or say most, the longest."""
    return max(done.phrases, key=lambda words: (len(words.split()), done.phrases[words]))


def _may_name(cast: Cast, line: Line, token: Token) -> bool:
    lemma = token.lemma.lower()
    opens = token.i == 0 and token.pos == "PROPN" and token.number == "Plur" and not token.ent
    if token.pos != "NOUN" and not opens:
        return False
    if (token.i and not token.text.islower()) or (line.index, token.i) in cast.keys:
        return False
    if lemma in _lists()["local"]:
        return True
    if len(lemma) < 3 or head_type(lemma) is not None or token.text.lower() != token.text.lower().strip("-"):
        return False
    return not is_thing(lemma) and not _is_somebody_alone(lemma, token)


def is_thing(lemma: str) -> bool:
    """No list of bodies has it, and its form or meaning is that of a thing, an act, a time or a measure."""
    lists = _lists()
    if lemma in lists["bodies"]:
        return False
    if lemma in lists["things"] or noun_meaning(lemma) is not None:
        return True
    return lemma.endswith(tuple(lists["thing_endings"]))


def _is_somebody_alone(lemma: str, token: Token) -> bool:
    """One person without a name is no party: "the driver", "a witness"."""
    lists = _lists()
    if lemma in lists["bodies"]:
        return False
    if lemma in lists["onlookers"]:
        return True
    singular = token.number != "Plur"
    return singular and (lemma in lists["persons"] or lemma.endswith(tuple(lists["person_endings"])))


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon("commons").items()}


def _note(line: Line, token: Token, done: _Deeds) -> None:
    tree = line.tree
    words = {child.text.lower() for child in tree.children(token.i) if child.i < token.i}
    plural = token.number == "Plur"
    if not plural and (words & INDEFINITE or not (words & KNOWN_BY or tree.having(token.i, "nmod:poss"))):
        return
    top = tree.tokens[token.head] if token.relation == "conj" else token
    verb = tree.tokens[top.head]
    told = line.kind not in ("headline", "heading") and not line.is_label
    acting = top.relation == "nsubj" and not top.dep.endswith(":pass") and verb.i != top.i
    agent = top.dep == "obl:agent"
    lemma = verb.lemma.lower()
    done.definite += 1
    done.plural += plural
    done.phrases[noun_words(line, token)] += 1
    if (acting or agent) and told:
        done.human += lemma in _lists()["human_verbs"]
        done.acts += _is_act(line, verb)
    elif top.relation in ("obj", "iobj") or (top.relation == "obl" and case_of(line, top) in ("with", "to", "against")):
        done.met += _is_act(line, verb) or lemma in ("tell", "give", "ask")
    elif token.dep == "nmod:poss" and noun_meaning(verb.lemma.lower()) is not None:
        done.met += 1


def _is_act(line: Line, verb: Token) -> bool:
    sense = sense_of(line, verb)
    return sense is not None and (sense.meaning.act is not None or sense.meaning.plover is not None)


def _is_somebody(lemma: str, done: _Deeds) -> bool:
    lists = _lists()
    known = lemma in lists["bodies"]
    people = lemma.endswith(tuple(lists["person_endings"])) or lemma in lists["persons"]
    if done.plural and people:
        return done.human + done.acts >= 1
    if known:
        return done.human + done.acts >= 1 or done.met >= 2
    return done.human >= 1 and done.human + done.acts + done.met >= 2


# -- whom bodies speak for ----------------------------------------------------------------------


def spoken_for(cast: Cast) -> dict[str, str]:
    """Plural nouns whose people one body of the story speaks for: "the alliance, which represents shipping lines"."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in cast.story.lines:
        for verb in line.tree.tokens:
            for body, token in _represented(cast, line, verb):
                key = cast.keys.get((line.index, token.i))
                figure = cast.figures.get(key or "")
                if figure is not None and figure.type in ("company", "organisation") and figure.side is None:
                    figure.side = body if figure.key != body else None
                elif key is None and token.pos == "NOUN" and token.number == "Plur":
                    found[noun_words(line, token, lemma=True)].add(body)
        for words, body in (*_whose_body(cast, line), *_self_named(cast, line)):
            found[words].add(body)
    return {words: next(iter(bodies)) for words, bodies in found.items() if len(bodies) == 1}


SPEAKING_FOR = frozenset({"bargain", "negotiate", "speak", "act", "talk"})


def _whose_body(cast: Cast, line: Line) -> Iterator[tuple[str, str]]:
    """ "Their organisation, the Fishers' Alliance": that of those who acted in the sentence before."""
    if line.index == 0 or "their" not in line.words:
        return
    for token in line.tree.tokens:
        if head_type(token.lemma.lower()) not in ("union", "organisation") or token.number == "Plur":
            continue
        if not any(owner.text.lower() == "their" for owner in line.tree.having(token.i, "nmod:poss")):
            continue
        behind = line.tree.tokens[token.i + 1 : token.i + 6]
        apart = bool(behind) and behind[0].text == ","
        named = [key for one in behind if apart and (key := cast.keys.get((line.index, one.i)))]
        before_line = cast.story.lines[line.index - 1]
        subjects = [one for one in before_line.tree.tokens if one.relation == "nsubj" and one.pos == "NOUN"]
        if named and subjects and subjects[-1].number == "Plur":
            yield noun_words(before_line, subjects[-1], lemma=True), named[0]


def _self_named(cast: Cast, line: Line) -> Iterator[tuple[str, str]]:
    """ "The trappers, who call themselves the Keepers", "fishermen known as the Blue Fleet": their own name."""
    tree = line.tree
    for clause in tree.tokens:
        if clause.lemma.lower() not in ("call", "name", "know") or not clause.dep.startswith("acl"):
            continue
        noun = tree.tokens[clause.head]
        own = any(one.text.lower() == "themselves" for one in tree.tokens[clause.i : clause.i + 3])
        known_as = any(one.text.lower() == "as" for one in tree.tokens[clause.i + 1 : clause.i + 2])
        if noun.pos != "NOUN" or noun.number != "Plur" or not (own or known_as):
            continue
        named = [key for one in tree.tokens[clause.i + 1 : clause.i + 5] if (key := cast.keys.get((line.index, one.i)))]
        if named and cast.figures[named[0]].type not in ("person", "country"):
            yield noun_words(line, noun, lemma=True), named[0]


def _represented(cast: Cast, line: Line, verb: Token) -> Iterator[tuple[str, Token]]:
    tree = line.tree
    lemma = verb.lemma.lower()
    if lemma == "represent":
        heads = tree.objects(verb.i)
    elif lemma in SPEAKING_FOR:
        heads = tuple(token for token in tree.having(verb.i, "obl") if case_of(line, token) in ("for", "on behalf of"))
    else:
        return
    bodies = [
        key
        for subject in tree.understood_subjects(verb.i)
        for key in cast.one(line, subject.i)
        if cast.figures[key].type in ("union", "organisation", "company", "legislature", "bloc", "group")
    ]
    if bodies:
        for head in heads:
            for token in (head, *(other for other in tree.conjuncts(head.i) if other.i != head.i)):
                yield bodies[0], token
