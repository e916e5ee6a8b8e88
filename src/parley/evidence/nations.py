"""Nations: countries and places that no list knows, told apart from people, bodies and mere places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parley.evidence.actors import Cast
from parley.evidence.bodies import is_letters
from parley.evidence.calendar import MONTHS
from parley.evidence.figure import Figure
from parley.evidence.people import Person
from parley.evidence.story import Line, Story
from parley.evidence.titles import POSSESSIVE
from parley.evidence.words import slug


def nations_among(story: Story, people: Iterable[Person]) -> list[Person]:
    """Those of the people who are no people but countries ("half of Kasera"), and who only the dateline names."""
    people = list(people)
    found = [person for person in people if _is_nation_by_words(story, person)]
    named = {person.key for person in people}
    filed = re.findall(r", ([A-Z][^\W\d_]+)(?=$|,)", story.article.dateline or "")
    return found + [
        Person(slug(name), name) for name in filed if slug(name) not in named and name.lower() not in MONTHS
    ]


def _is_nation_by_words(story: Story, person: Person) -> bool:
    if " " in person.name or any(mention.title_kind for mention in person.mentions):
        return False
    dateline = re.split(r"\W+", (story.article.dateline or "").lower())
    return person.name.lower() in dateline or any(
        _owns_as_nations_do(story.lines[mention.line], mention.first, mention.last) for mention in person.mentions
    )


def is_nation(cast: Cast, figure: Figure) -> bool:
    """A place no list knows that has what only nations have: its own dateline, government, ministers, army."""
    if figure.type != "country" or figure.code is not None:
        return False
    if figure.name.startswith(NAMED_AS_NATIONS):
        return True
    if figure.name.lower() in (cast.story.article.dateline or "").lower():
        return True
    return any(_owns_as_nations_do(cast.story.lines[index], first, last) for index, first, last in figure.spots)


def _owns_as_nations_do(line: Line, first: int, last: int) -> bool:
    """A name stands with what only nations have: "the government of X", "X's army", "the eastern half of X"."""
    tokens = line.tree.tokens
    before = [token.lemma.lower() for token in tokens[max(0, first - 6) : first]]
    after = [token.lemma.lower() for token in tokens[last + 1 : last + 4]]
    possessive = after[:1] and tokens[last + 1].text in POSSESSIVE
    owned = after[1:] if possessive else after[:1]
    if before[-1:] == ["of"] and (_ends_with_office(before[:-1]) or set(before[-3:-1]) & PARTS):
        return True
    return bool(set(owned) & (NATIONAL if possessive else NATIONAL - {"president"}))


def _ends_with_office(words: list[str]) -> bool:
    """ "Ministry of finance", "president": not "government and of the region"."""
    at = max((at for at, word in enumerate(words) if word in NATIONAL), default=None)
    return at is not None and "the" not in words[at:]


NATIONAL = frozenset(
    {"government", "ministry", "minister", "parliament", "army", "president", "republic", "cabinet", "premier"}
)


NAMED_AS_NATIONS = ("Republic of ", "Kingdom of ", "Federation of ", "Commonwealth of ")


PARTS = frozenset({"half", "north", "south", "east", "west", "part", "third", "quarter", "coast", "border"})


def adopt_nations(cast: Cast, nations: Iterable[Person]) -> None:
    """Take in countries wherever a word that belongs to no longer name is theirs."""
    for nation in nations:
        for line in cast.story.lines:
            for token in line.tree.tokens:
                before = line.tree.tokens[token.i - 1] if token.i else None
                goes_on = before is not None and is_letters(before)  # the end of "PSA Antwerp"
                free = (line.index, token.i) not in cast.keys and not goes_on
                if token.text == nation.name and free and token.pos == "PROPN":
                    figure = cast.figures.setdefault(nation.key, Figure(nation.key, nation.name, "country"))
                    cast.keys[line.index, token.i], cast.senses[line.index, token.i] = nation.key, "name"
                    figure.spots.append((line.index, token.i, token.i))


def adopt_countries_by_demonym(cast: Cast) -> None:
    """A capitalised name whose adjective the story uses too ("Drovia", "Drovian officials") is a country."""
    tokens = [
        (line.index, token) for line in cast.story.lines for token in line.tree.tokens if token.text[:1].isupper()
    ]
    adjectives = {
        token.text
        for _, token in tokens
        if token.pos in ("ADJ", "PROPN", "NOUN") and token.relation in ("amod", "compound")
    }
    titled = {mention.name for mention in cast.people.values() if mention.title_kind or " " in mention.name}
    for index, token in tokens:
        name = token.text
        held = cast.figures.get(cast.keys.get((index, token.i), ""))
        if (
            token.pos != "PROPN"
            or len(name) < 4
            or name in titled
            or (held is not None and held.code)
            or (held and " " in held.name)
        ):
            continue
        if not any(
            name + ending in adjectives or (name[:-1] + ending in adjectives and name[:-1] + ending != name)
            for ending in DEMONYM_ENDINGS
            if name[-1:] in "aeiouyndsl"
        ):
            continue
        if held is not None and held.key == slug(name) and held.type == "person":
            del cast.figures[held.key]
            cast.keys = {spot: key for spot, key in cast.keys.items() if key != held.key}
            cast.people = {spot: mention for spot, mention in cast.people.items() if mention.name != name}
        figure = cast.figures.setdefault(slug(name), Figure(slug(name), name, "country"))
        figure.type = "country"
        if (index, token.i) not in cast.keys:
            cast.keys[index, token.i] = figure.key
            figure.spots.append((index, token.i, token.i))
        cast.senses[index, token.i] = "name"


DEMONYM_ENDINGS = ("n", "an", "ian", "ese", "i", "ish", "er")


def mark_places(cast: Cast) -> None:
    """Note the places that no list knows and that nowhere act, own what nations own or are dealt with."""
    for figure in cast.figures.values():
        if figure.type == "country" and figure.code is None:
            acts = any(_acts_at(cast.story.lines[index], first, last) for index, first, last in figure.spots)
            demonym = any(cast.senses.get(spot) == "demonym" for spot, key in cast.keys.items() if key == figure.key)
            figure.is_mere_place = not (acts or demonym or figure.aliases or is_nation(cast, figure))


def _acts_at(line: Line, first: int, last: int) -> bool:
    tree = line.tree
    for at in range(first, last + 1):
        token = tree.tokens[at]
        top = tree.tokens[token.head] if token.dep == "conj" else token
        acting = tree.tokens[top.head].pos in ("VERB", "AUX") and top.i != top.head
        if top.relation == "nsubj" and (acting or line.kind == "headline"):
            return True
        cases = {child.text.lower() for child in tree.having(top.i, "case")}
        if cases & DEALT_WITH or top.dep == "obl:agent":
            return True
    behind = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    helped = behind is not None and behind.pos == "AUX" and behind.lemma.lower() in ("have", "will", "would")
    joined = any(tree.having(at, "case") or tree.tokens[at].relation == "conj" for at in range(first, last + 1))
    return helped and not joined  # "Norhaven has not", whatever the parser makes of it


DEALT_WITH = frozenset({"with", "between", "against", "among"})


def adopt_unknown_demonyms(cast: Cast) -> None:
    """A capitalised adjective that begins like a country no list knows is its demonym ("Velmoran" of "Velmora")."""
    stems = {
        figure.name[: max(4, len(figure.name) - 2)]: figure.key
        for figure in cast.figures.values()
        if figure.type == "country" and figure.code is None and " " not in figure.name and len(figure.name) > 4
    }
    for line in cast.story.lines:
        for token in line.tree.tokens:
            spot = (line.index, token.i)
            key = next((key for stem, key in stems.items() if token.text.startswith(stem)), None)
            held = cast.figures.get(cast.keys.get(spot, ""))
            free = held is None or (held.type != "person" and " " not in held.name)  # "PSA Antwerp" is no Antwerp
            if key and free and token.text[:1].isupper():
                cast.keys[spot] = key
                cast.senses[spot] = "name" if token.text == cast.figures[key].name else "demonym"
