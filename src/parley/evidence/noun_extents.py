"""Fuller names: a noun phrase with what stands right behind it and tells it apart, wherever the parser hangs that."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import general_nouns
from parley.evidence.listed import thing_at
from parley.evidence.measures import is_date, is_span
from parley.evidence.phrase_extents import extent_of_phrase
from parley.evidence.story import Line
from parley.language.tree import Token

LONGEST = 12  # words
MOST_PHRASES = 3  # behind a noun
JOINING = frozenset(
    {"of", "at", "on", "for", "over", "to", "from", "in", "into", "by", "under", "across", "with", "until", "after",
     "within", "between", "against", "about", "per", "below", "above", "beyond", "along",
     "off", "around", "through", "throughout", "near"}
)  # fmt: skip
TRADED = frozenset({"exchange", "return", "compensation", "lieu", "favor", "favour", "response"})
LEFT_OUT = frozenset(
    {"the", "a", "an", "any", "its", "their", "his", "her", "our", "my", "this", "that", "such", "some"}
)


def noun_extent(cast: Cast, line: Line, noun: Token, longest: int) -> tuple[int, int]:
    """A noun phrase with what tells it apart: "slots at Heathrow", "a payment tied to the price of coffee"."""
    tree = line.tree
    first, last = extent_of_phrase(cast, line, noun, longest)
    end = last
    for _ in range(MOST_PHRASES):  # "flights to more places to and from Sana’a"
        end = max(end, _behind(cast, line, noun, end))
    if end > noun.i:
        end = _with_others(cast, line, tree.tokens[end], end)
    stop = next((one.i for one in tree.tokens[last + 1 : end + 1] if _begins_another(line, one)), end + 1)
    end = max(last, min(stop - 1, first + longest - 1))
    return first, _with_clause(line, noun, first, end)


def clause_told(line: Line, noun: Token) -> tuple[int, int] | None:
    """ "A promise that the tunnel will open": a word of assuring with its clause; null where none stands behind it."""
    end = _with_clause(line, noun, noun.i, noun.i) if noun.lemma.lower() in ASSURING else noun.i
    return (noun.i, end) if end > noun.i else None


def _with_clause(line: Line, noun: Token, first: int, last: int) -> int:
    """The end of the clause that tells a noun apart: "a clause by which it ends", "guarantees that ships may pass"."""
    tree = line.tree
    near = tree.tokens[last + 1 : last + 3]
    if noun.lemma.lower() in BINDING and len(near) == 2 and near[0].text.lower() == "to" and near[1].pos == "VERB":
        end = tree.subtree(near[1].i)[1]  # "a duty to pay", wherever the parser hangs it
        return end if end - first < LONGEST and tree.tokens[end].pos != "PUNCT" else near[1].i
    for clause in tree.having(noun.i, "acl"):
        start, end = tree.subtree(clause.i)
        while end > clause.i and tree.tokens[end].pos == "PUNCT":
            end -= 1
        binds = any(one.text.lower() == "that" for one in tree.having(clause.i, "mark"))
        binds = binds and noun.lemma.lower() in ASSURING
        told = binds or (clause.dep == "acl:relcl" and noun.lemma.lower() in general_nouns())
        told = told and start == last + 1 and end - first < LONGEST
        if told and not any(one.pos == "PUNCT" and one.text != "-" for one in tree.tokens[start:end]):
            return end
    return last


BINDING = frozenset(
    {"duty", "obligation", "right", "power", "freedom", "authority", "permission", "licence", "license"}
)
ASSURING = frozenset(
    {"guarantee", "assurance", "promise", "pledge", "proof", "commitment", "condition", "rule", "demand"}
)


def _begins_another(line: Line, token: Token) -> bool:
    """A clause, or a thing with an article of its own: "classes capped at 24 pupils *and a raise*"."""
    after = line.tree.tokens[token.i + 1].text.lower() if token.i + 1 < len(line.tree) else ""
    joins = token.pos == "SCONJ" and token.text.lower() not in JOINING
    return token.pos == "PUNCT" or joins or (token.pos == "CCONJ" and after in ("a", "an"))


def _behind(cast: Cast, line: Line, noun: Token, last: int) -> int:
    """The last token of what stands right behind a phrase and belongs to it; `last` when nothing does."""
    tree = line.tree
    after = tree.tokens[last + 1] if last + 1 < len(tree) else None
    if after is not None and after.relation == "acl" and after.head == noun.i and not after.has("VerbForm=Inf"):
        return tree.subtree(after.i)[1]
    if after is not None and after.pos == "VERB" and after.relation in ("acl", "xcomp", "ccomp", "advcl"):
        ended = last + 2 >= len(tree) or tree.tokens[last + 2].pos in ("PUNCT", "CCONJ")
        return last + 1 if ended and after.text.lower().endswith(("ed", "n")) else last  # "wants the budget withdrawn"
    if after is not None and after.text.lower() == "out" and last + 2 < len(tree):
        out = thing_at(line, last + 3) if tree.tokens[last + 2].text.lower() == "of" else None
        return out.last if out is not None else last  # "wants their ships out of the strait"
    if after is not None and after.text == "(":
        closed = next((one.i for one in tree.tokens[last + 2 : last + 6] if one.text == ")"), None)
        end = _behind(cast, line, noun, closed) if closed is not None else last
        return end if closed is not None and end > closed else last  # "12 million tons (MMT) of soybeans"
    if after is None or after.text.lower() not in JOINING or after.pos not in ("ADP", "SCONJ", "ADV"):
        return last
    thing = _marked(line, after)
    near = thing_at(line, after.i + 1)
    words = tree.tokens[near.first : near.head + 1] if near is not None else ()
    if any(is_date(line, one) for one in words) and not any(is_span(line, one) for one in words):
        return last  # "by 12 July", whatever heads it
    if thing is None or thing.lemma.lower() in TRADED or (is_date(line, thing) and not is_span(line, thing)):
        return last
    if after.text.lower() in ("to", "from", "by", "with", "against") and cast.within(line, thing.i, thing.i):
        return last  # "soybeans from the United States": from whom is no part of the issue
    return _with_others(cast, line, thing, extent_of_phrase(cast, line, thing, LONGEST)[1])


def _with_others(cast: Cast, line: Line, thing: Token, last: int) -> int:
    """ "Tariffs on steel and aluminum": what is joined to the last word by "and" belongs to it."""
    tokens = line.tree.tokens
    others = [one for one in line.tree.conjuncts(thing.i) if one.i > last and one.pos in ("NOUN", "PROPN")]
    if not others or others[0].i - last > 4 or tokens[last + 1].text.lower() not in ("and", "or"):
        return last
    if tokens[last + 2].pos in ("VERB", "AUX"):
        return last  # "rejected more money and *demanded cuts*"
    return extent_of_phrase(cast, line, others[0], LONGEST)[1]


def _marked(line: Line, preposition: Token) -> Token | None:
    """The noun behind a preposition: by the parse, unless another noun phrase stands right behind it."""
    head = line.tree.tokens[preposition.head]
    near = thing_at(line, preposition.i + 1)
    if near is not None and (not near.first <= head.i <= near.last or near.first <= head.i < near.head):
        return line.tree.tokens[near.head]  # another noun phrase, or more of the same: "the Section 232 *tariffs*"
    if near is None and head.i == preposition.i + 1 and head.text.lower().endswith("ing"):
        behind = line.tree.tokens[head.i + 1].pos if head.i + 1 < len(line.tree) else "PUNCT"
        return head if behind in ("PUNCT", "CCONJ", "ADP") else None  # "a veto over drilling"
    return head if preposition.i < head.i <= preposition.i + 6 and head.pos in ("NOUN", "PROPN", "NUM", "SYM") else None


def described(cast: Cast, line: Line, token: Token) -> tuple[int, int] | None:
    """A paper told apart by its description: "draft deal", "two-year pact"; "the proposal" alone is told by another."""
    first, last = noun_extent(cast, line, token, LONGEST)
    told = [one for one in line.tree.tokens[first : last + 1] if one.pos in ("ADJ", "NOUN", "PROPN", "NUM")]
    told = [one for one in told if not cast.within(line, one.i, one.i) and one.text.lower() not in LEFT_OUT]
    return (first, last) if len(told) > 1 else None
