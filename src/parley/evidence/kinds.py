"""Kinds: whether a name that no list knows is a country, a body or a person, from all that is said of it."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.figure import Figure
from parley.evidence.titles import POSSESSIVE, plain
from parley.evidence.words import lexicon, slug


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


def turn_into_bodies(cast: Cast) -> None:
    """A bare name that owns what only bodies own, says "it" of itself or stands beside a body is no person."""
    owned = frozenset(lexicon("bodies")["owned_by_bodies"])
    for figure in list(cast.figures.values()):
        if figure.type == "country" and figure.code is None and _has_executives(cast, figure):
            figure.type = "company"  # "Cadbury Chairman …": no place has one
        if figure.type != "person" or " " in figure.name or figure.title_kind not in (None, "none"):
            continue
        if _has_executives(cast, figure) or any(
            _is_body_here(cast, line, first, owned) for line, first, _ in figure.spots
        ):
            figure.type, figure.role = "company", None
            cast.people = {spot: mention for spot, mention in cast.people.items() if cast.keys.get(spot) != figure.key}
            for line, first, last in figure.spots:
                cast.senses.update({(line, at): "name" for at in range(first, last + 1)})


def _has_executives(cast: Cast, figure: Figure) -> bool:
    """Its name stands before the title of somebody who heads a firm: "Kraft Chief Executive", "Ford’s chairman"."""
    for index, _, last in figure.spots:
        tokens = cast.story.lines[index].tree.tokens
        at = last + 2 if last + 1 < len(tokens) and tokens[last + 1].text in POSSESSIVE else last + 1
        if any(plain(tokens[at:end]) in EXECUTIVES for end in (at + 1, at + 2)):
            return True
    return False


EXECUTIVES = frozenset({"chief executive", "ceo", "chairman", "chairwoman", "chairperson", "chief financial"})


def _is_body_here(cast: Cast, line_index: int, at: int, owned: frozenset[str]) -> bool:
    line = cast.story.lines[line_index]
    tree = line.tree
    token = tree.tokens[at]
    head = tree.tokens[token.head]
    if token.dep == "nmod:poss" and head.lemma.lower() in owned:
        return True
    if token.relation == "nsubj" and any(
        subject.text.lower() == "it" for clause in tree.having(head.i, "ccomp") for subject in tree.subjects(clause.i)
    ):
        return True
    others = [cast.figures.get(cast.keys.get((line_index, other.i), "")) for other in tree.conjuncts(at)]
    return any(other is not None and other.type in ("company", "organisation", "union") for other in others)


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
            if (
                key
                and (spot not in cast.keys or cast.figures[cast.keys[spot]].type != "person")
                and token.text[:1].isupper()
            ):
                cast.keys[spot] = key
                cast.senses[spot] = "name" if token.text == cast.figures[key].name else "demonym"
