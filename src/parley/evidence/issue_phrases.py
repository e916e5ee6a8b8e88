"""Issue phrases: the words that name something bargained over, cut from the clause that speaks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.content import is_somebody
from parley.evidence.listed import opens_with, thing_at, things_from
from parley.evidence.measures import MEASURES, is_date, is_named_span, past_measure, rate_at
from parley.evidence.phrase_extents import LONGEST_NAME, extent_of_phrase, opens_title
from parley.evidence.predicates import carried, light_verbs, state_verbs
from parley.evidence.receivers import past_receiver
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

# What is put on the table, whatever is in it; it names no issue of its own.
PAPERS = frozenset(
    {"demand", "proposal", "offer", "plan", "request", "condition", "deal", "package", "draft", "idea", "call",
     "bid", "term", "pact", "trade", "compromise", "invitation", "formula", "text", "scheme", "ultimatum", "bargain",
     "swap", "document", "suggestion", "figure", "them", "one", "it", "that", "this"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that names something bargained over."""

    line: Line
    first: int
    last: int
    head: int
    words: str
    stems: frozenset[str]
    head_stem: str
    weight: float
    is_deed: bool = False  # a verb with what follows it, where no noun names the thing
    on_agenda: bool = False  # the story says that the talks are about it


@cache
def light_words() -> frozenset[str]:
    return frozenset(lexicon("issues")["light"])


@cache
def faint_words() -> frozenset[str]:
    return frozenset(lexicon("issues")["faint"])


@cache
def general_nouns() -> frozenset[str]:
    """Nouns that name nothing on the table unless something tells them apart."""
    return frozenset(lexicon("issues")["general"])


@cache
def asides() -> frozenset[str]:
    """Nouns of what is asked for or given that no side bargains over: "anonymity", "patience"."""
    return frozenset(lexicon("issues")["asides"])


def is_aside(words: str) -> bool:
    """Whether the words are one of those nouns alone."""
    told = words.lower().removeprefix("the ").removeprefix("a ").removeprefix("its ").removeprefix("their ")
    return told in asides() or told.removesuffix("s") in asides()


@cache
def _families() -> dict[str, str]:
    return {word: family for family, words in lexicon("issue_families").items() for word in words}


def family_of(token: Token) -> str:
    """The word an issue is compared by: its family's name where nouns of one meaning form one, else its own stem."""
    lemma = token.lemma.lower()
    if token.pos != "VERB" and (family := _families().get(lemma)):
        return family
    return lemma[:-1] if lemma.endswith("s") and not lemma.endswith("ss") and len(lemma) > 3 else lemma


def phrase_at(cast: Cast, line: Line, head: int, weight: float = 1.0) -> Phrase | None:
    """The issue named by the noun phrase or clause headed by a token; null when it names nothing to bargain over."""
    tree = line.tree
    token = tree.tokens[head]
    noun = _noun_of_clause(cast, line, token)
    if noun is None and token.pos == "VERB":
        return _deed(cast, line, token, weight)
    rate = rate_at(line, noun or token) or rate_at(line, _past_light(cast, line, noun or token))
    if rate is not None:
        words = line.text[tree.tokens[rate[0]].start : tree.tokens[rate[1]].end]
        return Phrase(line, *rate, rate[1], words, frozenset({"price"}), "price", weight)
    token = _past_light(cast, line, past_measure(line, noun or token))
    if token.pos not in ("NOUN", "PROPN") or is_somebody(cast, line, token) or is_date(line, token):
        return None
    if (token.lemma.lower() in light_words() and opens_title(line, token)) or token.lemma.lower() == "one":
        return None
    if {token.lemma.lower(), token.text.lower().removesuffix("s")} & MEASURES and not is_named_span(line, token):
        return None  # "300 megawatts" counts, it does not name
    first, last = extent_of_phrase(cast, line, token, LONGEST_NAME)
    first, last = past_receiver(cast, line, first, last), max(last, _topic_behind(cast, line, token, last))
    inside = [
        part for part in tree.tokens[first : last + 1] if part.dep != "nmod:poss"
    ]  # whose it is, is no part of it
    found = [stem for part in inside if (stem := stem_of(cast, line, part))]
    if not found and cast.one(line, token.i) and token.lemma.lower() not in light_words():
        found = [family_of(token)]  # "a school" that is asked for is no body yet
    stems = _telling(found)
    if not stems:
        return None
    words = line.text[tree.tokens[first].start : tree.tokens[last].end]
    return Phrase(line, first, last, token.i, words, stems, stem_of(cast, line, token) or "", weight)


def _topic_behind(cast: Cast, line: Line, head: Token, last: int) -> int:
    """The end of what stands right behind a noun and tells it apart, wherever the parser hangs it.

    "Tariffs *on steel*", "a fund *for loss and damage*"; not a receiver ("a loan *to Kenya*") and not a date.
    """
    tokens = line.tree.tokens
    first = opens_with(line, head)
    near = next(iter(things_from(cast, line, first)), None)
    if near is None or near.head != head.i or not last < near.last < first + LONGEST_NAME:
        return last
    joint = tokens[last + 1].text.lower()
    behind = thing_at(line, last + 2)
    to_somebody = joint in ("in", "for", "to", "from", "with", "against") and cast.one(
        line, behind.head if behind is not None else near.last
    )
    if (
        joint not in TOPICAL
        or to_somebody
        or is_date(line, tokens[near.last])
        or not stem_of(cast, line, tokens[near.last])
    ):
        return last
    return near.last


TOPICAL = frozenset({"of", "on", "over", "in", "for", "to", "against", "and", "or"})


def _telling(stems: Iterable[str]) -> frozenset[str]:
    """The words that tell an issue: "tariff exemptions" are about tariffs; of "exemption" alone the word itself."""
    found = frozenset(stems)
    return found - faint_words() or found


def _deed(cast: Cast, line: Line, verb: Token, weight: float) -> Phrase | None:
    """A deed that no noun under it names ("step down", "withdraw from the north"): the verb with what follows it."""
    tree = line.tree
    for inner in tree.having(verb.i, "xcomp"):
        if inner.i > verb.i and inner.pos == "VERB":
            verb = inner
    if verb.lemma.lower() in state_verbs() | SAYING or stem_of(cast, line, verb) is None:
        return None
    objects = [token for token in tree.objects(verb.i) if token.i > verb.i]
    if any(token.pos == "PRON" for token in objects):
        return None  # "ratify it": what "it" is names the thing
    ends = [verb.i] + [
        tree.subtree(child.i)[1]
        for child in tree.children(verb.i)
        if child.i > verb.i
        and (
            child.dep.startswith("compound")
            or child in objects
            or (child.relation == "obl" and not is_date(line, child))
        )
    ]
    last = verb.i
    for end in sorted(ends):
        if end - verb.i < LONGEST_NAME and not any(t.pos == "PUNCT" for t in tree.tokens[verb.i : end]):
            last = end
    while last > verb.i and tree.tokens[last].pos in ("PUNCT", "DET", "CCONJ", "PART"):
        last -= 1
    named = [one for one in tree.tokens[verb.i + 1 : last + 1] if one.pos == "NOUN" and one.relation in ("obj", "obl")]
    about = phrase_at(cast, line, named[0].i, 0.6 * weight) if named else None
    if about is not None:
        return about  # "looking at tax loopholes": what the deed is about
    if last == verb.i and objects:
        return None  # what it is done to says more than the verb, and is too long or too light to name
    tokens = tree.tokens[verb.i : last + 1]
    stems = frozenset(stem for part in tokens if (stem := stem_of(cast, line, part)))
    words = line.text[verb.start : tree.tokens[last].end]
    return Phrase(line, verb.i, last, verb.i, words, stems, stem_of(cast, line, verb) or "", 0.4 * weight, True)


def _noun_of_clause(cast: Cast, line: Line, token: Token) -> Token | None:
    """What a clause is about: its object or passive subject, else a light verb's oblique, else its subject."""
    if token.pos not in ("VERB", "AUX", "ADJ"):
        return None
    tree = line.tree
    if tree.is_passive(token.i):
        for candidate in tree.subjects(token.i):
            if candidate.pos in ("NOUN", "PROPN", "ADJ") and not cast.one(line, candidate.i):
                return candidate
    for inner in (token, *tree.having(token.i, "xcomp")):
        if tree.is_passive(inner.i):  # "that the wounded be exchanged, without regard to number"
            suffering = [one for one in tree.subjects(inner.i) if one.pos == "NOUN" and not cast.one(line, one.i)]
            if suffering and stem_of(cast, line, suffering[0]) is not None:
                return suffering[0]
        objects = [part for item in tree.objects(inner.i) for part in (*carried(line, item), item)]
        light = inner.pos != "VERB" or inner.lemma.lower() in state_verbs() | light_verbs() | LEADING
        behind = [(case, head) for case, head in tree.obliques(inner.i) if not is_date(line, head)]
        obliques = [head for case, head in behind if light or (inner.lemma.lower(), case) in WITH_PREPOSITION]
        for named in (*objects, *obliques):
            candidate = _past_light(cast, line, named) if named.pos == "NOUN" else named
            if (
                candidate.pos in ("NOUN", "PROPN")
                and not cast.one(line, candidate.i)
                and stem_of(cast, line, candidate) is not None
            ):
                return candidate
    for candidate in tree.subjects(token.i):
        if candidate.pos == "NOUN" and not cast.one(line, candidate.i):
            return candidate
    return None


# Verbs whose object stands behind a preposition of theirs: "could live with the roster" is about the roster.
WITH_PREPOSITION = frozenset(
    tuple(pair.split())
    for pair in (
        "live with", "look at", "settle for", "agree to", "comply with", "abide by", "budge on", "yield on", "move on",
        "compromise on", "insist on", "bow to", "pay for", "rely on", "consent to", "adhere to", "stick to",
    )
)  # fmt: skip


def _past_light(cast: Cast, line: Line, token: Token) -> Token:
    """ "a lack of security guarantees", "talks on tariffs": what the light noun is about."""
    for _ in range(2):
        if token.lemma.lower() not in light_words() or opens_title(line, token) or is_named_span(line, token):
            return token
        inner = [
            head
            for preposition, head in line.tree.obliques(token.i)
            if preposition in ("of", "on", "over", "about", "for", "to")
            and (head.pos in ("NOUN", "PROPN") or rate_at(line, head) is not None)
            and not cast.one(line, head.i)
        ]
        if not inner:
            clauses = [
                clause
                for clause in line.tree.having(token.i, "acl", "nmod") or _infinitive_behind(line, token)
                if clause.pos == "VERB" and (clause.has("VerbForm=Inf") or clause.has("VerbForm=Ger"))
            ]  # "an offer to cut", "a commitment to extending"
            inner = [noun for clause in clauses if (noun := _noun_of_clause(cast, line, clause))]
        if not inner:
            return token
        token = inner[0]
    return token


def _infinitive_behind(line: Line, noun: Token) -> tuple[Token, ...]:
    """ "Talks on a formula *to restart* oil exports", hung elsewhere by the parser."""
    behind = line.tree.tokens[noun.i + 1 : noun.i + 3]
    return behind[1:] if len(behind) == 2 and behind[0].text.lower() == "to" else ()


SAYING = frozenset({"say", "tell", "come", "go", "do", "seize", "choose", "decide", "try"})
LEADING = frozenset(
    {"talk", "agree", "negotiate", "discuss", "insist", "cooperate", "invest", "pay", "focus", "depend", "do"}
)


def stem_of(cast: Cast, line: Line, token: Token) -> str | None:
    """The word an issue is compared by; null for light words and names of actors."""
    lemma = token.lemma.lower()
    if (
        (lemma in MEASURES and not is_named_span(line, token))
        or token.pos not in ("NOUN", "PROPN", "ADJ", "VERB")
        or lemma in light_words()
        or len(lemma) < 3
    ):
        return None
    if cast.within(line, token.i, token.i):
        return None
    after = line.tree.tokens[token.i + 1].text.lower() if token.i + 1 < len(line.tree) else ""
    return lemma if lemma == "duty" and after in ("to", "of") else family_of(token)  # a duty to pay is no tariff


def likeness(one: Phrase, two: Phrase) -> float:
    """Share of content words in common (Dice), 1 for the same words; a shared head counts double."""
    common = one.stems & two.stems
    if not common:
        return 0.0
    dice = 2 * len(common) / (len(one.stems) + len(two.stems))
    inside = one.stems <= two.stems or two.stems <= one.stems
    if not inside and len(common) == 1 and len(one.stems) > 1 and len(two.stems) > 1:
        return min(dice, 0.45)  # "tariffs on steel" and "retaliatory tariffs": each is told apart by its own word
    apart = one.head_stem != two.head_stem and len(common) == 1 and max(len(one.stems), len(two.stems)) > 2
    if apart:
        return min(dice, 0.45)  # "steel" is not yet "exports of steel pipe"
    if one.head_stem and one.head_stem == two.head_stem:
        return max(dice, 0.6 if inside or len(common) > 1 else 0.45)
    return dice if not inside or len(common) > 1 else max(dice, 0.34)


def head_of_words(line: Line, words: str) -> int | None:
    """The token that heads a stretch of words of a line: the one whose head lies outside."""
    start = line.text.find(words)
    if start < 0 or not words:
        return None
    inside = [token for token in line.tree.tokens if start <= token.start and token.end <= start + len(words)]
    indices = {token.i for token in inside}
    heads = [token.i for token in inside if token.head not in indices or token.head == token.i]
    nouns = [at for at in heads if line.tree.tokens[at].pos in ("NOUN", "PROPN", "VERB")]
    return next(iter([*nouns, *heads]), None)
