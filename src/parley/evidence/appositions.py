"""Appositions: the office set beside a name, and whom its words name."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.people import PersonMention
from parley.evidence.story import Line
from parley.evidence.titles import plain, title_in, title_kind


def apposition(line: Line, mention: PersonMention) -> tuple[int, int] | None:
    """Token range of "…, the French foreign minister, …" after a name, when it holds a title."""
    tokens = line.tree.tokens
    at = mention.last + 1
    if at + 1 >= len(tokens) or tokens[at].text not in (",", "(", "—", "–") or tokens[at + 1].pos in ("CCONJ", "SCONJ"):
        return None
    end = at + 1
    if not any(token.pos in ("VERB", "AUX") for token in tokens):
        return (at + 1, len(tokens) - 1) if title_in(tokens, at + 1, len(tokens)) else None  # a list of those present
    while (
        end < len(tokens)
        and end - at < 14
        and tokens[end].text not in (",", ")", ".", ";", "—", "–", ":")
        and (tokens[end].pos != "VERB" or title_kind(plain(tokens[end : end + 2])) == "body")  # "managing director"
    ):
        end += 1
    return (at + 1, end - 1) if title_in(tokens, at + 1, min(end, at + 12)) else None


def office_before(line: Line, mention: PersonMention) -> tuple[int, int] | None:
    """Token range of "the head of the union, " before a name."""
    tokens = line.tree.tokens
    at = mention.title_first - 1
    if at < 2 or tokens[at].text != ",":
        return None
    start = at - 1
    while (
        start > 0
        and at - start < 12
        and tokens[start - 1].text not in (",", ".", ";", "—", "–", ":", "“", "”", '"')
        and tokens[start - 1].text.lower() not in ("which", "that", "who", "where", "when", "while", "whom")
        and tokens[start - 1].pos not in ("VERB", "AUX")
    ):
        start -= 1
    return (start, at - 1) if title_in(tokens, start, at) else None


def within_office(cast: Cast, line: Line, first: int, last: int) -> tuple[str, ...]:
    """Whom the words of an office name, but not what it is for: "Mission Chief for Yemen" is not Yemen's."""
    end = end_of_office(line, first, last)
    behind = [
        key for key in cast.within(line, end + 1, last) if cast.figures[key].type not in ("country", "government")
    ]
    return (*cast.within(line, first, end), *behind)


def end_of_office(line: Line, first: int, last: int) -> int:
    """The last word before what an office is for; of a spokesman that is whose he is."""
    tokens = line.tree.tokens
    abroad = next((at for at in range(first + 1, last) if tokens[at].text.lower() in ("for", "to")), None)
    if (
        abroad is None
        or title_in(tokens, first, abroad) is None
        or tokens[abroad - 1].lemma.lower().startswith(SPEAKING_FOR)
    ):
        return last
    return abroad - 1


SPEAKING_FOR = ("spokes", "negotiator", "lawyer", "attorney", "counsel")
