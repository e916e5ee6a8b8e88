"""What a predicate means in a negotiation: the patterns of `lexicon/acts.yaml`, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from parley.evidence.misplaced import is_misplaced
from parley.evidence.predicate_parts import class_candidates, doers_by, is_sum, own_words
from parley.evidence.record import Act, PloverType
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

COPULA_HEADS = ("ADJ",)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a pattern says: the move, the event, and where their parts stand."""

    act: Act | None
    plover: PloverType | None
    mode: str | None
    firmness: float
    planned: bool  # the event is under way, not done: "near a deal"
    to: frozenset[str]  # prepositions of the addressee
    content: frozenset[str]  # prepositions of what it is about


@dataclass(frozen=True, slots=True)
class Pattern:
    """`lemma (particle)* (<class> (preposition <class>)?)?`, e.g. "make <advance> toward <agreement>"."""

    words: tuple[str, ...]  # after the lemma, before the first class: particles and prepositions
    object_class: str | None
    preposition: str | None  # after the object
    second_class: str | None
    text: str

    needs: frozenset[str] = field(init=False)  # those of the words that must be there

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", frozenset(word for word in self.words if not word.startswith("-")))

    @property
    def weight(self) -> int:
        return len(self.words) + 2 * bool(self.object_class) + 2 * bool(self.second_class)


@dataclass(frozen=True, slots=True)
class Sense:
    meaning: Meaning
    pattern: Pattern
    content_head: int | None  # token of the class noun that the pattern asked for


@cache
def _verbs() -> dict[str, list[tuple[Pattern, Meaning]]]:
    table: dict[str, list[tuple[Pattern, Meaning]]] = {}
    for group in _groups():
        meaning = _meaning(group, implied=True)
        for text in group["verbs"]:
            lemma, pattern = _parse(text)
            table.setdefault(lemma, []).append((pattern, meaning))
    for patterns in table.values():
        patterns.sort(key=lambda entry: -entry[0].weight)  # stable: the file's order decides among equals
    return table


@cache
def _adjectives() -> dict[tuple[str, str], tuple[Pattern, Meaning]]:
    """Patterns of a copula and an adjective: ("be", "wary"); the first of equals counts."""
    table: dict[tuple[str, str], tuple[Pattern, Meaning]] = {}
    for copula, patterns in _verbs().items():
        for pattern, meaning in patterns:
            if pattern.words and not pattern.object_class:
                table.setdefault((copula, pattern.words[0]), (pattern, meaning))
    return table


@cache
def _nouns() -> dict[str, Meaning]:
    return {noun: _meaning(group) for group in reversed(_groups()) for noun in group.get("nouns", ())}


def _groups() -> list[dict[str, Any]]:
    """What negotiators do first, then the other deeds of political news: of equal patterns the first counts."""
    return [*lexicon("acts")["groups"], *lexicon("events")["groups"]]


# A deed of political news that is a negotiator's act all the same: "appealed to", "begged", "alleged".
IMPLIED: dict[tuple[str | None, str | None], Act] = {
    ("REQUEST", None): "demand",
    ("ACCUSE", "allege"): "accuse",
    ("ACCUSE", "disapprove"): "criticise",
}


def _meaning(group: dict[str, Any], *, implied: bool = False) -> Meaning:
    """The meaning a group of patterns shares.

    Args:
        implied: for its verbs, the act that its PLOVER type is; its nouns name deeds only.
    """
    plover = group.get("plover") if group.get("event", True) else None
    kind = (plover, group.get("mode"))
    return Meaning(
        act=group.get("act") or (IMPLIED.get(kind) if implied else None),  # a test holds the file to the Act list
        plover=plover,
        mode=group.get("mode"),
        firmness=float(group.get("firmness", 0.6)),
        planned=group.get("status") == "planned",
        to=frozenset(group.get("to", ())),
        content=frozenset(group.get("content", ())),
    )


def _parse(text: str) -> tuple[str, Pattern]:
    found = re.fullmatch(r"(\S+)((?: [^<\s]+)*)(?: <(\w+)>)?(?: (\w+) <(\w+)>)?((?: \w+)*)", text)
    if found is None:
        raise ValueError(f"acts.yaml: “{text}” is no pattern; write a lemma, particles, then a class in angle brackets")
    lemma, words, first, preposition, second, _ = found.groups()
    return lemma, Pattern(tuple(words.split()), first, preposition, second, text)


@cache
def classes() -> dict[str, frozenset[str]]:
    """Object classes: "talks" -> lemmas."""
    lists = {**lexicon("events")["classes"], **lexicon("acts")["classes"]}
    return {name: frozenset(lemmas) for name, lemmas in lists.items()}


SOMEBODY = "somebody"  # the class of whatever names somebody: "help Iran", "help refugees"


def is_of_class(token: Token, name: str) -> bool:
    if name == SOMEBODY:
        return token.pos in ("PROPN", "PRON") or token.lemma.lower() in people_nouns()
    return token.lemma.lower() in classes()[name] or token.text.lower() in classes()[name]


def carried(line: Line, noun: Token) -> tuple[Token, ...]:
    """What a noun only carries: the tariffs of "implementation of the tariffs", "all of the tariffs"."""
    if noun.lemma.lower() not in _transparent() and not is_sum(noun):
        return ()
    leads = ("of", "in", "worth of") if is_sum(noun) else ("of",)
    inner = [head for case, head in line.tree.obliques(noun.i) if case in leads and head.text != "%"]
    inner = [
        head for head in inner if head.pos not in ("NUM", "SYM") and head.lemma.lower() != "percent"
    ]  # a *rate* of 9%
    return tuple(found for head in inner for found in (head, *line.tree.conjuncts(head.i), *carried(line, head)))


@cache
def _transparent() -> frozenset[str]:
    return frozenset(lexicon("acts")["transparent"])


@cache
def people_nouns() -> frozenset[str]:
    """Nouns for people, by `sectors.yaml`."""
    return frozenset(noun for nouns in lexicon("sectors").values() for noun in nouns)


@cache
def adjectival() -> frozenset[str]:
    """Participles that say what their subject feels or does."""
    return frozenset(lexicon("acts")["adjectival"])


@cache
def light_verbs() -> frozenset[str]:
    """Verbs whose subject does what a noun under them names."""
    return frozenset(lexicon("acts")["light"])


@cache
def state_verbs() -> frozenset[str]:
    """Verbs whose denial is no refusal."""
    return frozenset(lexicon("acts")["states"])


@cache
def aspect_verbs() -> frozenset[str]:
    return frozenset(lexicon("acts")["aspect"])


@cache
def deciding_verbs() -> frozenset[str]:
    """Verbs of settling on a deed or setting about it: the deed counts."""
    return frozenset(lexicon("acts")["deciding"])


@cache
def easing_verbs() -> frozenset[str]:
    """Verbs that end, lessen or put off a burden, whatever stands between them and it."""
    return frozenset(lexicon("acts")["easing"])


@cache
def pondering_verbs() -> frozenset[str]:
    """Verbs of weighing a thing or putting it off: nothing is undertaken yet."""
    lists = lexicon("acts")
    return frozenset((*lists["pondering"]["verbs"], *lists["pondering"]["undone"], *lists["aside"]))


@cache
def planning_verbs() -> frozenset[str]:
    return frozenset(lexicon("acts")["planned_by"])


def noun_meaning(lemma: str) -> Meaning | None:
    """What a noun that names an act means: "demand", "visit"."""
    return _nouns().get(lemma)


def sense_of(line: Line, verb: Token) -> Sense | None:
    """The meaning of a predicate in its clause; the most specific pattern wins; None: no act of negotiation."""
    if verb.i not in line.senses:  # asked for by many rules, and in both passes over the frames
        line.senses[verb.i] = _sense(line, verb)
    sense: Sense | None = line.senses[verb.i]
    return sense


def _sense(line: Line, verb: Token) -> Sense | None:
    lemma = verb.lemma.lower()
    if verb.pos == "VERB" and _is_noun_misread(line, verb):
        return None
    if verb.pos == "ADJ" and not _is_verb_misread(
        line, verb
    ):  # "remains cautious", "is confident": the copula's words hang on the adjective
        copulas = {child.lemma.lower() for child in line.tree.children(verb.i) if child.dep == "cop"} or {"be"}
        for copula in (*sorted(copulas), "be", "remain"):
            found = _adjectives().get((copula, lemma))
            if found is not None:
                return Sense(found[1], found[0], None)
        return None
    word = verb.text.lower()
    for form in (lemma, word, *other_lemmas(word)) if lemma not in _verbs() else (lemma,):
        patterns = _verbs().get(form, ())
        words = own_words(line, verb) if patterns else frozenset()
        for pattern, meaning in patterns:
            if not pattern.needs <= words:
                continue
            head = _fits(line, verb, pattern)
            if head is not False:
                return Sense(meaning, pattern, head)
    return None


@lru_cache(20_000)
def other_lemmas(word: str) -> tuple[str, ...]:
    """Plain forms that a word may be of, for where the lemmatizer errs ("warning" -> "warne", "shot" -> "shot")."""
    known = lexicon("acts")["irregular"].get(word)
    if known is not None:
        return (known,)
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
    return ()


def _is_verb_misread(line: Line, word: Token) -> bool:
    """ "has pressured them", "was vetoed by Peru": a participle taken for an adjective has what only verbs have."""
    children = line.tree.children(word.i)
    has_object = any(child.relation == "obj" for child in children)
    helped = any(child.relation == "aux" and child.lemma.lower() == "have" for child in children)
    return has_object or helped or is_misplaced(line, word) or bool(doers_by(line, word))


def _is_noun_misread(line: Line, verb: Token) -> bool:
    """ "demand for security guarantees": a plural noun that the parser takes for a verb."""
    if not verb.text.lower().endswith("s") or not verb.has("VerbForm=Fin") or not verb.has("Tense=Pres"):
        return False
    if verb.i == 0 or line.tree.tokens[verb.i - 1].pos not in ("NOUN", "ADJ"):
        return False
    subjects = line.tree.subjects(verb.i)
    return not subjects or any(
        token.text.lower() in ("for", "of", "over", "on") for token in line.tree.tokens[subjects[-1].i + 1 : verb.i]
    )


def _fits(line: Line, verb: Token, pattern: Pattern) -> int | bool | None:
    """False when a pattern whose words are there does not fit; else the token of its class noun, None without one."""
    shuns_facts = len(pattern.needs) < len(pattern.words) and any(word.startswith("-") for word in pattern.words)
    if shuns_facts and _reports_a_fact(line, verb):
        return False
    if pattern.object_class is None:
        return None
    if not pattern.words and _has_particle(line, verb):
        return False  # "gave *up* a plan" gives no plan
    for noun in class_candidates(line, verb, phrasal=bool(pattern.words)):
        if pattern.object_class == "walkout" and _is_armed(line, noun):
            continue
        if pattern.object_class == "harm" and (line.tree.is_negated(noun.i) or is_at_own_cost(line, noun)):
            continue  # "promised not to cut jobs", "pledged to cut its emissions"
        if any(
            is_of_class(part, pattern.object_class)
            for part in (noun, *line.tree.conjuncts(noun.i), *carried(line, noun))
        ):
            if pattern.second_class is None:
                return noun.i
            second = _second(line, verb, noun, pattern)
            if second is not None:
                return second
    return False


def is_at_own_cost(line: Line, deed: Token) -> bool:
    """ "To cut its catch": what one does to what is one's own harms nobody else."""
    owners = (one for thing in line.tree.objects(deed.i) for one in line.tree.having(thing.i, "nmod:poss"))
    return any(owner.text.lower() in ("its", "their", "his", "her") for owner in owners)


def _has_particle(line: Line, verb: Token) -> bool:
    return any(
        child.relation == "compound" or (child.relation == "advmod" and child.text.lower() in PARTICLES)
        for child in line.tree.children(verb.i)
    )


PARTICLES = frozenset({"back", "up", "down", "off", "away", "aside", "out"})


def _is_armed(line: Line, noun: Token) -> bool:
    """An air strike stops no work."""
    return any(child.text.lower() in ARMED for child in line.tree.having(noun.i, "compound", "amod"))


ARMED = frozenset({"air", "missile", "drone", "rocket", "military", "airborne", "precision", "nuclear", "artillery"})


def _reports_a_fact(line: Line, verb: Token) -> bool:
    """The verb governs a statement, not a course of action: "suggested that he holds leverage"."""
    for clause in line.tree.having(verb.i, "ccomp"):
        modal = any(child.lemma.lower() in ("should", "must", "ought") for child in line.tree.having(clause.i, "aux"))
        if not modal and not clause.has("VerbForm=Ger") and not _is_subjunctive(line, clause):
            return True
    return not line.tree.having(verb.i, "ccomp") and verb.lemma.lower() == "insist"


def _is_subjunctive(line: Line, clause: Token) -> bool:
    """A bare form: "insisted that it be treated", "proposes that the army leave"."""
    helpers = line.tree.having(clause.i, "aux", "aux:pass", "cop")
    if helpers:
        return helpers[0].text.lower() == "be"
    singular = any(subject.has("Number=Sing") for subject in line.tree.subjects(clause.i))
    return singular and clause.text.lower() == clause.lemma.lower() and not clause.has("VerbForm=Inf")


@cache
def dropping_verbs() -> frozenset[str]:
    """Verbs under which a demand is no longer made."""
    return frozenset(lexicon("acts")["dropping"])


def _second(line: Line, verb: Token, noun: Token, pattern: Pattern) -> int | None:
    assert pattern.second_class is not None
    for owner in (noun.i, verb.i):
        for preposition, head in line.tree.obliques(owner):
            if preposition.split(" ")[-1:] == [pattern.preposition] and is_of_class(head, pattern.second_class):
                return head.i
    return None
