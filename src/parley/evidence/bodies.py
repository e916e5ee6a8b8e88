"""Bodies: organisations by name, and the common nouns that news calls actors by ("the union", "Russian officials")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from parley.evidence.calendar import DAYS
from parley.evidence.names import Gazetteer, Match
from parley.evidence.people import stands_with_place
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE, is_body_word, title_kind
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

DATELINE_MARKS = frozenset({"—", "–", "-", "_", ",", "("})
DETERMINERS = frozenset(
    {"the", "a", "an", "some", "several", "many", "most", "all", "both", "any", "its", "their", "his", "her", "our"}
)
COLLECTIVES = frozenset({"staff", "crew", "labor", "labour"})
HOUSES = frozenset({"parliament", "lawmaker", "legislator", "legislature", "congress", "senator"})


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A named body or place in one line; token indices are inclusive."""

    line: int
    first: int
    last: int
    key: str
    name: str
    type: str
    code: str | None
    sense: str  # "name", "demonym", "capital", "seat", or "place" for a location no list knows
    human: bool = False


def known_bodies(line: Line, names: Gazetteer) -> list[BodyMention]:
    """Countries and bodies of the word lists, wherever the line names them."""
    longer = _longer_names(line, names)
    matches = names.find(line.tree.tokens)
    return [
        _from_match(line, match)
        for match in matches
        if not any(first <= match.first and match.last <= last for first, last in longer)
        if not _is_office_for_labour(line, match)
    ]


def _is_office_for_labour(line: Line, match: Match) -> bool:
    """ "Labour Minister" holds an office of a state that has that name, not of the party."""
    behind = line.tree.tokens[match.last + 1 : match.last + 2]
    return match.name.name == "Labour Party" and any(one.text in _FOR_LABOUR for one in behind)


_FOR_LABOUR = frozenset(
    {"Minister", "Ministry", "Secretary", "Department", "Court", "Tribunal", "Office", "Day", "Code"}
)


def _longer_names(line: Line, names: Gazetteer) -> list[tuple[int, int]]:
    """Names of organisations that a country's name is only part of: "Anglo American", "Bank of England"."""
    tokens, found = line.tree.tokens, []
    for first, end, label in line.tree.entities():
        last = end - 1
        while first < last and tokens[first].text.lower() in DETERMINERS:
            first += 1
        inner = names.find(tokens[first : last + 1])
        if label != "ORG" or last == first or not inner or inner[0].last - inner[0].first == last - first:
            continue
        kind = head_type(tokens[last].lemma.lower())
        if head_type(tokens[first].lemma.lower()) == "government":
            continue  # "Ministry of Finance of Ukraine" is Ukraine's
        starts_with_country = inner[0].first == 0 and kind not in ("company", "union", "organisation")
        if (
            kind in ("staff", "government", "legislature", "bloc")
            or starts_with_country
            or title_kind(tokens[last].text.lower())
        ):
            continue
        found.append((first, last))
    return found


def _from_match(line: Line, match: Match) -> BodyMention:
    name = match.name
    place = (line.index, match.first, match.last)
    return BodyMention(*place, name.key, name.name, name.type, name.code, name.sense, name.human)


def other_bodies(line: Line, taken: set[int]) -> Iterator[BodyMention]:
    """Organisations and places that only the entity recogniser sees; `taken` tokens belong to others."""
    tokens = line.tree.tokens
    names = sorted((*line.tree.entities(), *_named_by_head(line)), key=lambda name: name[0] - name[1])  # longest first
    for first, end, label in names:
        last = end - 1
        while first < last and tokens[first].text.lower() in DETERMINERS:
            first += 1
        while last > first and tokens[last].text.islower() and head_type(tokens[last].lemma.lower()):
            last -= 1  # "the Auto Workers union"
        while last > first and (
            tokens[last].text in POSSESSIVE or not tokens[last].text[:1].isalnum() or tokens[last].text == "of"
        ):
            last -= 1
        if label == "PERSON" and last > first and is_body_word(tokens[last].text):
            label = "ORG"
        if label == "PERSON" and last == first and stands_with_place(line, first):
            label = "LOC"
        if label in ("PERSON", "LOC") and first and is_letters(tokens[first - 1]) and not tokens[first - 1].ent:
            first, label = first - 1, "ORG"  # "PSA Antwerp"
        if label == "NORP" and tokens[last].text.endswith("s") and tokens[last].pos in ("NOUN", "PROPN"):
            label = "FACTION"  # "Unionists": people named by their cause
        if label not in ("ORG", "LOC", "FACTION") or not tokens[first].text[:1].isupper():
            continue
        if any(at in taken for at in range(first, last + 1)) or not is_actor_name(tokens[last].text):
            continue
        if opens_longer_name(tokens, last):
            continue
        if (
            first == 0
            and tokens[0].text.isupper()
            and last + 1 < len(tokens)
            and tokens[last + 1].text in DATELINE_MARKS
        ):
            continue
        last = _past_people(tokens, last)
        name = line.text[tokens[first].start : tokens[last].end]
        if first == last and first == 0 and head_type(tokens[0].lemma.lower()):
            continue  # "Rebels reject …": a common noun that only opens its sentence
        if title_kind(name.lower()):
            continue  # "the Speaker" is somebody, not a body
        if line.text.isupper() and line.kind != "turn" and not _is_name_in_capitals(line, first, last):
            continue  # "ENDS", "THE STICKING POINTS"
        if len(name) < 2 or not any(char.isalpha() for char in name):
            continue
        sense = "place" if label == "LOC" else "name"
        kind = _type_of_name(name, label)
        if kind == "government" and last - first > 2 and tokens[last - 1].text == "of" and tokens[last].pos == "PROPN":
            nation = tokens[last].text  # "Ministry of Finance of Costaverde" names a country too
            yield BodyMention(line.index, last, last, slug(nation), nation, "country", None, "name")
            last, name = last - 2, line.text[tokens[first].start : tokens[last - 2].end]
        yield BodyMention(line.index, first, last, slug(name), name, kind, None, sense)


def _is_name_in_capitals(line: Line, first: int, last: int) -> bool:
    """A heading in capitals is all that stands there: only several words can be a name in it."""
    return last > first and is_body_word(line.tree.tokens[last].text)


def _past_people(tokens: tuple[Token, ...], last: int) -> int:
    """Past the rest of a name that begins with people: "Kasera People" of "Kasera People's Front"."""
    if (
        last + 2 >= len(tokens)
        or tokens[last + 1].text not in POSSESSIVE
        or not tokens[last].text.endswith(("s", "People"))
    ):
        return last
    end = last + 2
    while end + 1 < len(tokens) and tokens[end].text[:1].isupper() and tokens[end + 1].text[:1].isupper():
        end += 1
    return end if tokens[end].text[:1].isupper() and is_body_word(tokens[end].text) else last


def _named_by_head(line: Line) -> Iterator[tuple[int, int, str]]:
    """Capitalised names that end in a word for a body: "Nurses Guild", "Rail Workers Union"."""
    tokens = line.tree.tokens
    for token in tokens:
        if not (token.text[:1].isupper() and is_body_word(token.text)) or token.text.isupper():
            continue
        if opens_longer_name(tokens, token.i):
            continue
        first = token.i
        while first > 0:
            step = 1
            if first > 1 and tokens[first - 1].text in POSSESSIVE and tokens[first - 2].text.endswith("s"):
                step = 2  # "the Nurses' Alliance"
            before = tokens[first - step]
            if not before.text[:1].isupper() or before.pos not in ("PROPN", "NOUN", "ADJ"):
                break
            if before.text.lower() in DAYS:
                break  # "On Monday Small Hours Films …"
            first -= step
        if first < token.i and (line.kind not in ("headline", "heading") and not line.is_label):
            yield first, token.i + 1, "ORG"


def opens_longer_name(tokens: tuple[Token, ...], at: int) -> bool:
    """ "Deputy Labor Secretary", "Rail Labor Conference": no union."""
    goes_on = any(one.text[:1].isupper() for one in tokens[at + 1 : at + 2])
    return goes_on and tokens[at].text in ("Labor", "Labour")


def is_letters(token: Token) -> bool:
    """A name of capital letters, whatever the tagger makes of it: "PSA", "GDL"; not the common "CEO"."""
    text = token.text
    return 2 <= len(text) <= 6 and text.isalpha() and text.isupper() and text.lower() not in _common_letters()


@cache
def _common_letters() -> frozenset[str]:
    return frozenset(lexicon("bodies")["common_letters"])


ARMED = frozenset({"army", "front", "brigade", "brigades", "militia", "resistance"})  # "Army of the Plains"


def is_actor_name(last_word: str) -> bool:
    return last_word.lower().strip(".") not in _not_actors()


@cache
def _not_actors() -> frozenset[str]:
    return frozenset(lexicon("bodies")["not_actors"])


def _type_of_name(name: str, label: str) -> str:
    words = [word.strip("'’") for word in name.lower().replace(",", " ").replace(".", " ").split()]
    if label == "LOC" and not (len(words) > 1 and words[-1] in lexicon("bodies")["name_endings"]["company"]):
        return "country"
    if name.startswith(("Republic of ", "Kingdom of ", "Federation of ", "Commonwealth of ")):
        return "country"
    if label == "FACTION":
        return "faction"
    if any(head in ARMED and following in ("of", "for") for head, following in pairwise(words)):
        return "armed-group"
    for kind, endings in lexicon("bodies")["name_endings"].items():
        if len(words) > 1 and words[-1] in endings:
            return str(kind)
    for word in reversed(words):
        kind = head_type(word) or head_type(word.removesuffix("s"))
        if word in ("court", "courts", "tribunal"):
            return "organisation"  # "Federal Labour Court"
        if kind in ("union", "legislature", "armed-group", "government", "faction", "company"):
            return kind
    return "organisation"


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in reversed(lexicon("bodies")["heads"].items()) for word in words}


def head_type(lemma: str) -> str | None:
    """What kind of actor a common noun names: "union" -> "union", "adviser" -> "staff"; None: no actor."""
    kind = _heads().get(lemma)
    return "union" if kind is None and lemma.endswith("worker") else kind  # "dockworker", "steelworker"


@cache
def together() -> frozenset[str]:
    """Nouns that can stand for all parties of the talks: "both sides"."""
    return frozenset(lexicon("bodies")["together"])


@cache
def mediating() -> frozenset[str]:
    """Nouns of those who stand between the parties."""
    return frozenset(lexicon("bodies")["mediating"])


@cache
def modifying() -> frozenset[str]:
    """Common nouns that name an actor also before another noun: "union leaders"."""
    return frozenset(lexicon("bodies")["modifying"])


@cache
def organs() -> frozenset[str]:
    """Parts of a body that act for it: its board, its committee."""
    return frozenset(lexicon("bodies")["organs"])
