"""Runs of capitalised words: where a name may stand that nobody of the story bears yet."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.bodies import is_letters, opens_longer_name
from parley.evidence.figure import Figure
from parley.evidence.name_forms import GENERIC_FIRST, HYPHENS, calendar_words
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE, is_body_word, title_kind
from parley.evidence.words import lexicon
from parley.language.tree import Token

NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})
JOINERS = frozenset({"of", "for", "&", *POSSESSIVE, *HYPHENS})


def name_runs(cast: Cast, line: Line) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that are nobody's yet, or only in part somebody's whom no list knows."""
    tokens = line.tree.tokens
    if line.text.isupper():
        return
    at = 0
    while at < len(tokens):
        if not _is_name_word(tokens[at]):
            at += 1
            continue
        end = at
        while end + 1 < len(tokens):
            if _is_name_word(tokens[end + 1]):
                end += 1
            elif tokens[end + 1].text in JOINERS and end + 2 < len(tokens) and _is_joined(cast, line, end + 1):
                end += 2
            else:
                break
        first = at + 1 if _only_opens(cast, tokens, at, end) else at
        if (
            first <= end
            and not opens_longer_name(tokens, end)
            and (_is_free(cast, line, first, end) or _is_of_nation(cast, line, first, end))
        ):
            yield first, end
        at = end + 1


def _is_name_word(token: Token) -> bool:
    text = token.text
    if not text[:1].isupper() or token.pos not in NAMING:
        return False
    if not any(char.islower() for char in text[1:]):
        return is_letters(token)
    lower = text.lower().rstrip(".")
    titled = title_kind(lower) or title_kind(lower.removesuffix("s"))
    return lower not in calendar_words() and lower not in GENERIC_FIRST and not titled


def _is_joined(cast: Cast, line: Line, at: int) -> bool:
    """The word at a joint belongs to the name on both sides: "Office for Fair Markets", "Saint Oswin's Hospital"."""
    tokens = line.tree.tokens
    before, joint, after = tokens[at - 1], tokens[at].text, tokens[at + 1]
    if not _is_name_word(after):
        return False
    if joint in POSSESSIVE:
        return is_body_word(after.text)
    if joint in HYPHENS:
        return before.end == tokens[at].start and tokens[at].end == after.start
    if joint == "&":
        return True
    return is_body_word(before.text) and (line.index, at + 1) not in cast.keys


def _only_opens(cast: Cast, tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """A first word that has its capital from the sentence only: "Last" of "Last Aldport wrote"."""
    opens = first == 0 or tokens[first - 1].text in ("“", '"', "``")
    if not opens or first == last or tokens[first].text.lower() not in cast.story.small_words:
        return False
    part = tokens[first].relation in ("amod", "compound") and first < tokens[first].head <= last
    return not part or last - first < 2 or tokens[first].text.lower() in lexicon("bodies")["openers"]


def _is_free(cast: Cast, line: Line, first: int, last: int) -> bool:
    tokens = line.tree.tokens[first : last + 1]
    held = {cast.keys.get((line.index, token.i)) for token in tokens if token.text not in JOINERS}
    if held == {None}:
        return first > 0 or last > first or tokens[0].text.lower() not in cast.story.small_words
    others = [cast.figures[key] for key in held if key]
    return len(others) == 1 and _is_weak(cast, others[0])


def _is_of_nation(cast: Cast, line: Line, first: int, last: int) -> bool:
    """A body named after its nation first: "Canadian Federation of Independent Business", "American Rice Growers"."""
    tokens = line.tree.tokens
    demonym = cast.senses.get((line.index, first)) == "demonym"
    free = all((line.index, at) not in cast.keys for at in range(first + 1, last + 1))
    named = is_body_word(tokens[last].text) or (last > first and is_body_word(tokens[first + 1].text))
    of_people = tokens[last].number == "Plur" and tokens[last].pos in ("PROPN", "NOUN")
    return last > first + 1 and demonym and free and (named or of_people) and tokens[last].text.lower() != "states"


def _is_weak(cast: Cast, figure: Figure) -> bool:
    """One word of which a recogniser has made a person or a place, and nothing in the story has."""
    if figure.code or " " in figure.name or figure.type not in ("person", "country"):
        return False
    return not any(mention.title_kind for spot, mention in cast.people.items() if cast.keys.get(spot) == figure.key)
