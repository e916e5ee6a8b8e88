"""Position words: what a party holds a position on, in the words of its sentence, sums and deeds included."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.amounts import amounts_in
from parley.evidence.content import is_somebody, noun_phrase
from parley.evidence.deed_extents import deed_extent
from parley.evidence.issue_phrases import (
    PAPERS,
    head_of_words,
    light_words,
    phrase_at,
    stem_of,
)
from parley.evidence.listed import thing_at
from parley.evidence.measures import MEASURES
from parley.evidence.noun_extents import LEFT_OUT, LONGEST, clause_told, described, noun_extent
from parley.evidence.receivers import past_receiver
from parley.evidence.story import Line
from parley.language.tree import Token

SUMS = 7  # words of a content that is named by its sum
OWN = frozenset({"’s", "'s", "’", "'"})


def position_words(
    cast: Cast, line: Line, content: str, *, sum_named: bool = False, inside: bool = False
) -> str | None:
    """The words of a content that name what is bargained over; null when they name nothing.

    Args:
        content: words of the line: a noun phrase or a clause.
        sum_named: the content holds an amount, so that it names itself ("offered 5 percent").
        inside: nothing behind the content belongs to it, as with the terms of a trade.
    """
    head = head_of_words(line, content)
    if head is None:
        return None
    token = line.tree.tokens[head]
    if token.lemma.lower() in ("one", "ones") and token.pos != "NUM":
        return None  # "two new ones": of what, is told elsewhere
    put = put_in(cast, line, token)
    if put is not None and (inner := position_words(cast, line, put, sum_named=sum_named)):
        return inner
    if content.startswith("that ") and token.pos == "NOUN" and len(content.split()) < LONGEST:
        return content.removeprefix("that ").removeprefix("the ")  # a short clause that the parser takes for its noun
    spot = (
        _spelled_out(line, token)
        or clause_told(line, token)
        or (deed_extent(cast, line, token) if token.pos == "VERB" else None)
    )
    if spot is None and (phrase := phrase_at(cast, line, head)) is not None:
        spot = (phrase.first, phrase.last)
        if line.tree.tokens[phrase.head].pos in ("NOUN", "PROPN"):
            spot = noun_extent(cast, line, line.tree.tokens[phrase.head], LONGEST)
    if spot is None and (sum_named or token.pos in ("NUM", "SYM")) and len(content.split()) <= SUMS:
        return content
    if spot is None and token.pos in ("NOUN", "PROPN") and not is_somebody(cast, line, token):
        spot = described(cast, line, token)
    if spot is not None and inside:
        end = line.text.find(content) + len(content)
        last = max((one.i for one in line.tree.tokens if one.end <= end), default=spot[1])
        spot = (spot[0], min(spot[1], last)) if spot[0] <= last else spot
    if spot is not None and spot[0] == spot[1] and _is_bare_deed(line, spot[0]):
        return None
    words = _text(cast, line, *spot) if spot is not None else None
    counted = any(True for _ in amounts_in(content)) and len(content.split()) <= SUMS
    if words is not None and counted and not any(map(str.isdigit, words)):
        return content.removeprefix("to ")  # "£3.10 a share" is more than a share
    return words


def _is_bare_deed(line: Line, at: int) -> bool:
    """ "Sign", "extended": of what, is told elsewhere."""
    token = line.tree.tokens[at]
    return token.pos == "VERB" and not token.text.lower().endswith("ing")


def name_words(cast: Cast, line: Line, noun: Token, longest: int) -> str | None:
    """The words that name what a noun heads, with what tells it apart."""
    return _text(cast, line, *noun_extent(cast, line, noun, longest))


def put_in(cast: Cast, line: Line, noun: Token) -> str | None:
    """What a paper puts in words: "a shorter week" of "the union's demand for a shorter week"."""
    tree = line.tree
    if noun.pos == "NOUN" and noun.lemma.lower() in BINDING:
        to = next((one for case, one in tree.obliques(noun.i) if case == "to" and one.i > noun.i), None)
        to = to or next((one for one in tree.having(noun.i, "acl", "nmod") if one.text.lower().endswith("ing")), None)
        if to is not None and not cast.one(line, to.i):
            first = to.i if to.pos == "VERB" else noun_phrase(line, to)[0]
            return line.text[tree.tokens[first].start : tree.tokens[tree.subtree(to.i)[1]].end]
    if noun.pos != "NOUN" or noun.lemma.lower() not in ASKING | SUPPOSING:
        return None
    for preposition, thing in tree.obliques(noun.i):
        named = thing.pos in ("NOUN", "NUM", "SYM") and not cast.one(line, thing.i)
        if preposition in ("for", "of") and thing.i > noun.i and named:
            first, last = noun_phrase(line, thing)
            return line.text[tree.tokens[first].start : tree.tokens[last].end]
    for deed in tree.having(noun.i, "acl"):
        if deed.i > noun.i and deed.has("VerbForm=Inf"):
            last = tree.subtree(deed.i)[1]
            return line.text[deed.start : tree.tokens[last].end]
    for clause in tree.having(noun.i, "acl", "ccomp"):
        ahead = any(one.text.lower() in ("would", "will") for one in tree.having(clause.i, "aux"))
        if clause.dep == "acl:relcl" and ahead and clause.pos == "VERB" and clause.i > noun.i:
            return line.text[clause.start : tree.tokens[tree.subtree(clause.i)[1]].end]  # "a plan that would cut"
        that = [one for one in tree.having(clause.i, "mark") if one.text.lower() == "that"]
        if that and clause.pos == "VERB":  # "a demand that it halt the drilling"
            return line.text[clause.start : tree.tokens[tree.subtree(clause.i)[1]].end]
    behind = tree.tokens[noun.i + 1].text.lower() if noun.i + 1 < len(tree) else ""
    near = thing_at(line, noun.i + 2) if behind in ("for", "of") else None  # hung on the verb: "weighs a request for X"
    if near is None or cast.one(line, near.head):
        return None
    return line.text[tree.tokens[near.first].start : tree.tokens[near.last].end]


SUPPOSING = frozenset({"budget", "bill", "package", "compromise", "speculation", "suggestion", "idea", "notion"})
BINDING = frozenset({"commitment", "opposition", "objection", "resistance", "readiness", "willingness", "openness"})
ASKING = frozenset(
    {"demand", "request", "call", "insistence", "offer", "proposal", "plan", "counteroffer", "bid", "ultimatum"}
)


def _spelled_out(line: Line, noun: Token) -> tuple[int, int] | None:
    """A paper whose terms stand behind a colon: "put forward a compromise: 33 percent, with a review"."""
    tokens = line.tree.tokens
    colon = next((one.i for one in tokens[noun.i + 1 : -1] if one.text == ":"), None)
    if noun.pos != "NOUN" or noun.lemma.lower() not in light_words() | PAPERS or colon is None:
        return None
    last = next((one.i for one in tokens[colon + 1 :] if one.text in (";", ".", "—", "–")), len(tokens)) - 1
    return (colon + 1, min(last, colon + LONGEST)) if last > colon else None


def _text(cast: Cast, line: Line, first: int, last: int) -> str | None:
    """The words without articles and owners before them."""
    tokens = line.tree.tokens
    while first < last and (tokens[first].text.lower() in LEFT_OUT or tokens[first].pos in ("PUNCT", "ADP", "CCONJ")):
        first += 1
    first = past_receiver(cast, line, first, last)
    while first < last and tokens[first + 1].pos in ("NUM", "SYM") and cast.within(line, first, first):
        first += 1  # "offered *the Kettawan* 2 percent"
    owner = next((at for at in range(first, min(first + 5, last)) if tokens[at].text in OWN), None)
    if owner is not None and cast.within(line, first, owner) and _says_something(cast, line, owner + 1, last):
        first = owner + 1
    while last > first and tokens[last].pos in ("ADP", "CCONJ", "PUNCT", "DET", "PART"):
        last -= 1
    return line.text[tokens[first].start : tokens[last].end] or None


def _says_something(cast: Cast, line: Line, first: int, last: int) -> bool:
    return any(
        stem_of(cast, line, one) is not None or one.lemma.lower() in MEASURES or one.lemma.lower() in light_words()
        for one in line.tree.tokens[first : last + 1]
    )
