"""Antecedents: the words of what a move points back at: "that trade", "ratify it", "the rule", "the latter"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import PAPERS, general_nouns, head_of_words
from parley.evidence.listed import thing_at
from parley.evidence.position_words import position_words
from parley.evidence.predicates import classes
from parley.evidence.record import Linkage, Move
from parley.evidence.story import Line
from parley.language.tree import Token

ANSWERS = frozenset({"accept", "reject", "object", "concede", "criticise"})
ANSWERED_WITHIN = 2  # sentences
BACK = 3  # sentences that "it" reaches back
SIGNING = frozenset({"ratify", "sign", "approve", "adopt", "pass", "endorse", "enact", "honor", "honour", "implement"})
PRONOUNS = frozenset({"it", "them", "that", "this", "these", "those", "one", "so", "anything", "any", "none"})
POINTING = frozenset({"the", "that", "this", "these", "those", "such", "its", "their", "his", "her"})


def answered(move: Move, told_of: Mapping[str, str]) -> str | None:
    """The words of the proposal that the move answers."""
    return told_of.get(move.about) if move.about is not None else None


def answered_terms(
    cast: Cast, move: Move, earlier: Sequence[Move], stated: Sequence[Linkage]
) -> tuple[str, str | None] | None:
    """What a trade or condition asks of who answers it, and its issue: "rejected that trade", "agreed to that"."""
    words = (move.content or "").lower().split()
    bare = not words or words[-1].removesuffix("s") in PAPERS
    bare = bare or (len(words) < 3 and points_back(cast.story.by_id[move.sentence], move.content or ""))  # "that rule"
    if move.act not in ("accept", "reject", "object") or move.by is None or not bare:
        return None
    at, place = cast.story.by_id[move.sentence].index, move.mentions[0].span.start
    last = next((one for one in reversed(earlier) if one.id == move.about), None)
    for linkage in reversed(stated):
        line = cast.story.by_id[linkage.sentence]
        start = linkage.mentions[0].span.start
        if start >= place or at - line.index > ANSWERED_WITHIN:
            continue
        if last is not None and last.mentions[0].span.start > linkage.mentions[0].span.end:
            return None  # something else was put forward since
        if linkage.giver is None or cast.side(linkage.giver) != cast.side(move.by):
            asked = position_words(cast, line, linkage.get, inside=True)
            return (asked, linkage.get_issue or move.issue) if asked is not None else None
    return None


def named_before(
    cast: Cast, move: Move, earlier: Sequence[Move], told_of: Mapping[str, str]
) -> tuple[str, str | None] | None:
    """Words and issue of the last thing put forward, where the move's own content only points at it: "ratify it"."""
    if move.content is None or move.about is not None or not points_back(cast.story.by_id[move.sentence], move.content):
        return None
    line = cast.story.by_id[move.sentence]
    at = head_of_words(line, move.content or "")
    signed = at is not None and line.tree.tokens[at].lemma.lower() in SIGNING
    for other in reversed(earlier):
        if line.index - cast.story.by_id[other.sentence].index > BACK:
            return None
        words = told_of.get(other.id)
        later = other.mentions[0].span.start >= move.mentions[0].span.start
        if words is None or (other.sentence == move.sentence and (later or other.by != move.by)):
            continue
        if move.act in ANSWERS and other.by == move.by and other.sentence != move.sentence:
            continue  # nobody rejects what he has put forward himself
        if not signed or {word.removesuffix("s") for word in words.lower().split()} & papers_signed():
            return words, other.issue
    return None


def points_back(line: Line, content: str) -> bool:
    """Whether a content says nothing without what stands before it: a deed done to "it", a bare "the rule"."""
    head = head_of_words(line, content)
    if head is None:
        return False
    token = line.tree.tokens[head]
    if token.pos in ("VERB", "AUX"):
        deeds = (token, *(one for one in line.tree.having(head, "xcomp") if one.i > head))
        things = [one for deed in deeds for one in line.tree.objects(deed.i) if one.i > deed.i]
        above = line.tree.tokens[token.head]
        if token.relation == "xcomp" and token.has("VerbForm=Part") and not things:  # "wants *it* extended"
            things = [one for one in line.tree.objects(above.i) if above.i < one.i < token.i]
        return bool(things) and all(_is_pronoun(line, one) for one in things)
    if content.lower() in PRONOUNS:
        return True
    return token.pos == "NOUN" and is_bare(line, token) and _is_pointed_at(line, token)


def _is_pronoun(line: Line, token: Token) -> bool:
    """ "It"; not "them" of "all of them", nor "that" with a clause behind it."""
    return token.text.lower() in PRONOUNS and not any(child.i > token.i for child in line.tree.children(token.i))


def is_bare(line: Line, noun: Token) -> bool:
    """A general noun that nothing tells apart: "the rule", "a clause"."""
    if noun.lemma.lower() not in general_nouns():
        return False
    told = ("amod", "compound", "nmod", "acl", "nummod", "appos")
    if any(child.relation in told and child.dep != "nmod:poss" for child in line.tree.children(noun.i)):
        return False
    after = line.tree.tokens[noun.i + 1].text.lower() if noun.i + 1 < len(line.tree) else ""
    return not (after in ("of", "on", "for", "over") and thing_at(line, noun.i + 2) is not None)


def _is_pointed_at(line: Line, noun: Token) -> bool:
    return any(child.text.lower() in POINTING for child in line.tree.having(noun.i, "det", "nmod", "amod"))


def in_full(words: str, name: str | None) -> str:
    """The name of an issue in place of its bare noun: "review after two years" for "review"."""
    if name is None or " " in words or " " not in name:
        return words
    stem = words.lower().removesuffix("s")
    return name if stem in {part.lower().removesuffix("s") for part in name.split()} else words


@cache
def papers_signed() -> frozenset[str]:
    """What is signed, passed or ratified."""
    return frozenset((*classes()["agreement"], "bill", "law", "text", "budget", "legislation", "resolution"))
