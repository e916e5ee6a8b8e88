"""The agenda: what a story says its talks are about, what keeps the sides apart, what is still to be settled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.listed import Thing, thing_at, things_from
from parley.evidence.predicates import light_verbs
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import NEGATIONS, Token

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "remain", "remains", "remained"})
REACH = 5  # words between a quarrel and its preposition: "broke down late on Monday over"
LEFT = 12  # words of "the main sticking points"


def agenda_of(cast: Cast, line: Line) -> Iterator[tuple[int, float]]:
    """Heads of what the line puts on the agenda, each with how plainly it does."""
    if line.kind in ("headline", "heading") and not any(one.pos in ("VERB", "AUX") for one in line.tree.tokens):
        return
    for token in line.tree.tokens:
        for start, weight in (*_at_issue(line, token), *_quarrelled(line, token), *_discussed(line, token)):
            yield from ((thing.head, weight) for thing in _list(cast, line, start))
        yield from ((thing.head, 1.2) for thing in _unsettled(cast, line, token))


def _list(cast: Cast, line: Line, start: int) -> list[Thing]:
    tokens = line.tree.tokens
    while start < len(tokens) and tokens[start].pos == "ADV" and tokens[start].relation == "advmod":
        start += 1
    return things_from(cast, line, start)


def _at_issue(line: Line, verb: Token) -> Iterator[tuple[int, float]]:
    """ "The sticking points are A and B", "at issue are A and B": what stands behind the verb."""
    tokens = line.tree.tokens
    if verb.text.lower() not in BE or verb.i < 2 or verb.i + 1 >= len(tokens):
        return
    start = next((one.i + 1 for one in reversed(tokens[: verb.i]) if one.pos == "PUNCT"), 0)
    before = tokens[start : verb.i]
    words = [one.text.lower() for one in before]
    opened = " ".join(words) in _listed("standing") or words[:1] == ["among"]
    points = [one for one in before if _is_point(line, one)]
    verbless = not any(one.pos in ("VERB", "AUX") for one in before if one.relation not in ("amod", "compound", "acl"))
    if (
        len(before) <= LEFT
        and verbless
        and (opened or (points and points[-1].i == before[-1].i) or _of(before, points))
    ):
        yield verb.i + 1, 1.4


def _of(before: tuple[Token, ...], points: list[Token]) -> bool:
    """ "The main obstacle to a deal": the point with what it is a point of."""
    return bool(points) and points[-1].i > before[0].i and before[points[-1].i - before[0].i + 1].pos == "ADP"


def _is_point(line: Line, noun: Token) -> bool:
    lemma = noun.lemma.lower()
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    before = line.tree.tokens[noun.i - 1].text.lower() if noun.i else ""
    return lemma in _listed("points") or f"{before} {lemma}" in _listed("points")


def _quarrelled(line: Line, word: Token) -> Iterator[tuple[int, float]]:
    """ "Talks broke down over A and B", "they remain apart on A": what stands behind the preposition."""
    tokens = line.tree.tokens
    lemma, text = word.lemma.lower(), word.text.lower()
    if word.pos not in ("VERB", "ADJ", "ADV", "NOUN") or not {lemma, text} & _listed("quarrels") | {lemma} & _listed(
        "over"
    ):
        return
    if lemma in _listed("centred") and not any(
        one.lemma.lower() in lexicon("issues")["about"] for one in line.tree.subjects(word.i)
    ):
        return
    topical = _listed("prepositions") if {lemma, text} & _listed("quarrels") else frozenset({"over", "on"})
    for at in range(word.i + 1, min(word.i + REACH, len(tokens) - 1)):
        if tokens[at].text.lower() in topical:
            yield at + 1, 1.2
            return
        if tokens[at].pos in ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT", "PRON"):
            return


def _discussed(line: Line, verb: Token) -> Iterator[tuple[int, float]]:
    """ "Discussed A, B and C", "still to settle A": the object of a verb of talks."""
    if verb.pos != "VERB" or verb.lemma.lower() not in _listed("discussed") - light_verbs():
        return
    tokens = line.tree.tokens
    following = tokens[verb.i + 1] if verb.i + 1 < len(tokens) else None
    if (
        following is not None
        and following.pos in ("NOUN", "ADJ", "DET", "PROPN", "NUM")
        and not line.tree.is_passive(verb.i)
    ):
        yield verb.i + 1, 1.0


def _unsettled(cast: Cast, line: Line, word: Token) -> list[Thing]:
    """ "A remains unresolved", "A has not been settled", "A is the main sticking point", "A is on the table"."""
    tree = line.tree
    open_ = word.text.lower() in _listed("unsettled")
    denied = word.lemma.lower() in _listed("settled") and any(
        one.lemma.lower() in NEGATIONS | {"yet"} for one in tree.tokens[max(0, word.i - 4) : word.i]
    )
    point = _is_point(line, word) and (
        word.relation in ("root", "xcomp", "ccomp", "obj") or bool(tree.having(word.i, "cop"))
    )
    if not open_ and not denied and not point:
        return []
    verb = next((one for one in reversed(tree.tokens[: word.i]) if one.text.lower() in BE), None)
    if verb is None or word.i - verb.i > REACH:
        return []
    start = next((one.i + 1 for one in reversed(tree.tokens[: verb.i]) if one.pos in ("PUNCT", "CCONJ")), 0)
    thing = thing_at(line, start)
    ends = thing is not None and all(one.pos in ("AUX", "ADV", "PART") for one in tree.tokens[thing.last + 1 : verb.i])
    named = (
        thing is not None and ends and not cast.one(line, thing.head) and not _is_point(line, tree.tokens[thing.head])
    )
    return [thing] if thing is not None and named else []


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("agenda")[name])
