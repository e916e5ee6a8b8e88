"""Verdicts: "called the vote a blow to children", "described the talks as constructive", "Peru was not serious"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import (
    actor_or_owner,
    clause_range,
    is_conditional,
    reporters_of,
    subject_tokens,
    told_by_others,
)
from parley.evidence.content import noun_phrase
from parley.evidence.frame import Frame
from parley.evidence.frame_told import frame_told
from parley.evidence.predicates import Meaning, is_of_class, noun_meaning
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

# These say what somebody is or does as often as what is thought of it: only with a word for the thing behind it.
FINDING = frozenset({"find", "deem", "judge", "see", "view", "regard"})
LIKENING = frozenset(  # these take "as"
    {"describe", "characterise", "characterize", "denounce", "dismiss", "view", "regard", "see"}
)
NAMING = FINDING | LIKENING | {"call", "label", "brand", "dub", "term"}


def verdict_by_name(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """What somebody calls another's deed blames or praises; words of neither list say nothing."""
    lemma = verb.lemma.lower()
    if verb.pos != "VERB" or lemma not in NAMING:
        return None
    named = line.tree.objects(verb.i) or _judged_in_one(line, verb)
    if lemma in FINDING - LIKENING and not line.tree.having(verb.i, "xcomp"):
        return None  # "found a bomb"
    words = list(_complements(line, verb, lemma in LIKENING))
    meaning = next((found for word in words if (found := _said_by(word))), None)
    if meaning is None and lemma not in FINDING and named and _is_pointed(cast, line, verb, named[0], words):
        meaning = noun_meaning("criticism")
    if meaning is None or not named:
        return None
    judged = next((token for token in named if lemma == "dismiss" or _is_on_the_table(cast, line, token)), None)
    if judged is not None:
        meaning = _of_the_table(meaning)
    actors = tuple(dict.fromkeys(key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
    hit = tuple(key for token in named for key in actor_or_owner(cast, line, token))
    content = noun_phrase(line, judged) if judged is not None else None
    return frame_told(cast, line, verb, meaning, actors, hit, judged=judged, content=content)


def _judged_in_one(line: Line, verb: Token) -> list[Token]:
    """ "Called Renz's *plan* heartless", where the parser takes the plan for a part of the verdict."""
    tree = line.tree
    return [
        inner
        for child in tree.having(verb.i, "xcomp")
        for inner in tree.having(child.i, "compound")
        if inner.pos == "NOUN" and tree.having(child.i, "nmod:poss", "det")
    ]


def _is_on_the_table(cast: Cast, line: Line, token: Token) -> bool:
    """An offer, a tariff, a bonus: who calls it names turns it down; of talks, votes and attacks one only says so."""
    if token.pos != "NOUN" or cast.one(line, token.i) or any(is_of_class(token, name) for name in DEEDS):
        return False
    return any(is_of_class(token, name) for name in OFFERED) or token.lemma.lower() not in _steps()


OFFERED = ("proposal", "demand", "price", "relief", "curb", "commitment", "concession", "share")
DEEDS = ("talks", "visit", "attack", "walkout", "suit", "advance", "troops")


@cache
def _steps() -> frozenset[str]:
    lists = lexicon("issues")
    return frozenset({*lists["steps"], *lists["light"]})


def _of_the_table(meaning: Meaning) -> Meaning:
    if meaning.plover == "SUPPORT":
        return replace(meaning, act="accept")
    return noun_meaning("objection") or meaning


def _is_pointed(cast: Cast, line: Line, verb: Token, named: Token, words: list[str]) -> bool:
    """Words of neither list, in quotation marks: what is called something in so many words is seldom praised by it."""
    tree = line.tree
    behind = line.text[verb.end :]
    marked = any(mark in behind for mark in ("“", '"', "``"))
    alone = not tree.having(verb.i, "xcomp", "ccomp", "obl") and len(tree.objects(verb.i)) < 2
    if (
        (alone and named.pos == "PRON")
        or verb.dep.startswith("acl")
        or any(one.text.lower() in WH for one in tree.children(verb.i))
    ):
        return False  # "what I like to call": a name, no verdict
    thing = named.pos in ("PRON", "PROPN") or bool(cast.owners(line, named.i)) or _is_thing_of_talks(named)
    return (
        bool(words)
        and marked
        and thing
        and not tree.is_negated(verb.i)
        and not any(_is_name(line, one) for one in words)
    )


def _is_thing_of_talks(token: Token) -> bool:
    return any(is_of_class(token, name) for name in THINGS)


def _is_name(line: Line, word: str) -> bool:
    return any(one.pos == "PROPN" and one.lemma.lower() == word for one in line.tree.tokens)


WH = frozenset({"what", "which", "who", "whom"})
THINGS = (
    "agreement",
    "proposal",
    "talks",
    "curb",
    "demand",
    "demeanour",
    "price",
    "concession",
    "commitment",
    "walkout",
)


def blame_told(cast: Cast, line: Line, token: Token) -> Frame | None:
    """ "Said Peru was not serious", "says the firm is stalling": one side blames the other."""
    tree = line.tree
    if token.pos not in ("VERB", "ADJ", "NOUN") or not _is_ill_done(line, token):
        return None
    if line.is_question or is_conditional(line, token):
        return None
    if any(one.text.lower() in MODAL for one in tree.having(token.i, "aux")):
        return None
    reporters = reporters_of(cast, line, token)
    accused = tuple(dict.fromkeys(key for one in tree.subjects(token.i) for key in cast.at(line, one.i)))
    mine, theirs = set(cast.sides(reporters)), set(cast.sides(accused))
    if not mine or not theirs or mine & theirs or not told_by_others(cast, reporters, accused):
        return None
    if not all(_is_party(cast, side) for side in mine | theirs):
        return None
    first, last = clause_range(line, token)
    return Frame(
        line=line,
        head=token.i,
        meaning=BLAME,
        actors=reporters,
        recipients=accused,
        recipients_rule="claim",
        first=first,
        last=last,
        reporters=reporters,
        is_deed=False,
    )


MODAL = frozenset(
    {"will", "would", "could", "can", "may", "might", "must", "should", "shall", "'ll", "’ll", "'d", "’d"}
)
BLAME = Meaning(
    act=None, plover="ACCUSE", mode="allege", firmness=0.5, planned=False, to=frozenset(), content=frozenset()
)


def _is_ill_done(line: Line, token: Token) -> bool:
    """A misdeed, or a good that is denied: "is stalling", "has not kept its word", "was not serious"."""
    tree = line.tree
    if token.pos == "VERB":
        if tree.is_negated(token.i):
            return token.lemma.lower() in owed()
        bad = misdeeds().get(token.lemma.lower(), misdeeds().get(token.text.lower()))
        words = {child.lemma.lower() for child in tree.having(token.i, "obj", "xcomp", "obl", "compound")}
        good = any(one.text.lower() == "good" for one in tree.tokens[token.i : token.i + 4])  # "in good faith"
        return bad is not None and not good and (not bad or bool(words & bad))
    if not tree.having(token.i, "cop"):
        return False
    blame, _ = _lists()
    if token.lemma.lower() in blame:
        return not tree.is_negated(token.i)
    return tree.is_negated(token.i) and token.pos == "ADJ" and token.lemma.lower() in owed()


@cache
def misdeeds() -> dict[str, frozenset[str]]:
    """Verbs of what is blamed on others, with the objects that some need."""
    return {verb: frozenset(things or ()) for verb, things in lexicon("verdicts")["misdeeds"].items()}


@cache
def owed() -> frozenset[str]:
    """What a partner in talks is blamed for not doing or not being."""
    return frozenset(lexicon("verdicts")["owed"])


def _is_party(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(key)
    return figure is not None and figure.type != "person"


def _complements(line: Line, verb: Token, likens: bool) -> Iterator[str]:
    """Words of what the object is called, its describing words included: "a *wasted* *trip*"."""
    tree = line.tree
    heads = [child for child in tree.having(verb.i, "xcomp", "ccomp") if child.i > verb.i]
    heads += [inner for token in tree.objects(verb.i) for inner in tree.having(token.i, "appos", "acl", "xcomp")]
    heads += [child for child in tree.having(verb.i, "advmod") if child.pos == "NOUN" and child.i > verb.i]
    heads = heads or [child for child in tree.having(verb.i, "obj") if child.i > verb.i]  # the parser may join the two
    if likens:
        heads = (
            [token for preposition, token in tree.obliques(verb.i) if preposition == "as"]
            + [
                token  # "described the closure of the ports *as blackmail*", hung on the ports
                for place in tree.tokens[verb.i + 1 : tree.subtree(verb.i)[1]]
                for preposition, token in tree.obliques(place.i)
                if preposition == "as" and place.pos in ("NOUN", "PROPN")
            ]
            + [
                child
                for child in (*heads, *tree.having(verb.i, "advcl", "obl"))
                if any(mark.text.lower() == "as" for mark in tree.having(child.i, "mark", "case"))
            ]
        )
    for head in heads:
        yield head.lemma.lower()
        yield head.text.lower()
        yield from (child.text.lower() for child in tree.having(head.i, "amod", "compound", "conj", "nmod"))
        yield from ("excessive" for child in tree.having(head.i, "advmod") if child.text.lower() == "too")


def _said_by(word: str) -> Meaning | None:
    blame, praise = _lists()
    return noun_meaning("criticism") if word in blame else noun_meaning("praise") if word in praise else None


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    lists = lexicon("verdicts")
    return frozenset(lists["blame"]), frozenset(lists["praise"])
