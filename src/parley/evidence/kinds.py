"""Kinds: whether a name that no list knows is a body or a person, from all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type
from parley.evidence.figure import Figure, as_kind
from parley.evidence.people import Person, PersonMention
from parley.evidence.record import ActorKind
from parley.evidence.story import Line, Story
from parley.evidence.titles import POSSESSIVE, plain, title_kind
from parley.evidence.words import lexicon, slug


def without_openers(story: Story, people: Iterable[Person]) -> list[Person]:
    """The people, without the word that only opens their sentence: "Rival Sonnefeld", "Striker Danny Webb"."""
    small = story.small_words
    found: dict[str, Person] = {}
    for person in people:
        words = person.name.split()
        if len(words) == 1 and words[0].endswith("s") and head_type(words[0][:-1].lower()):
            continue  # "Actors, who have been on strike"
        if len(words) > 1 and all(mention.first == 0 for mention in person.mentions if " " in mention.name):
            opener = words[0].lower()
            if opener in small or opener in _openers() or head_type(opener):
                name = " ".join(words[1:])
                if title_kind(name):
                    continue  # "The Minister" is named elsewhere
                mentions = [_without_first(mention) if " " in mention.name else mention for mention in person.mentions]
                person = Person(slug(name), name, mentions)
        held = found.setdefault(person.key, person)
        if held is not person:
            held.mentions = sorted(
                [*held.mentions, *person.mentions], key=lambda mention: (mention.line, mention.first)
            )
    return list(found.values())


@cache
def _openers() -> frozenset[str]:
    groups = (word for group in lexicon("bodies")["country_groups"] for word in group)
    return frozenset((*lexicon("bodies")["openers"], *groups))


def _without_first(mention: PersonMention) -> PersonMention:
    name = mention.name.split(maxsplit=1)[1]
    return replace(
        mention, first=mention.first + 1, name=name, title=None, title_kind=None, title_first=mention.first + 1
    )


def turn_into_bodies(cast: Cast) -> None:
    """Settle from the story what a name is that no list knows.

    A bare name that owns what only bodies own, says "it" of itself, stands beside a body or is described as one is no
    person; a place that has a chief executive, shares or a takeover bid is a company.
    """
    small = cast.story.small_words
    for figure in list(cast.figures.values()):
        if figure.type == "country" and figure.code is None:
            figure.type = _described_as(cast, figure) or ("company" if _is_firm(cast, figure) else "country")
        elif figure.type == "person" and figure.title_kind in (None, "none"):
            kind = _body_kind(cast, figure, small)
            if kind is not None:
                _make_body(cast, figure, kind)


def _body_kind(cast: Cast, figure: Figure, small: frozenset[str]) -> ActorKind | None:
    """The kind of body that a name taken for a person's is; None: nothing tells against a person."""
    words = figure.name.split()
    last = words[-1].lower()
    if len(words) > 1:
        common = last.endswith("s") and last in small
        if _has_last_name(figure):
            return None
        if last == "party":
            return "faction"
        return "company" if common else _described_as(cast, figure, bears=False)
    owned = frozenset(lexicon("bodies")["owned_by_bodies"])
    described = _described_as(cast, figure)
    if described is not None:
        return described
    if _is_firm(cast, figure) or any(_is_body_here(cast, line, first, owned) for line, first, _ in figure.spots):
        return "company"
    return "organisation" if _is_listed_with_bodies(cast, figure) or _has_article(cast, figure) else None


def _has_last_name(figure: Figure) -> bool:
    """The last name stands alone elsewhere, as only people's do: "Danny Webb … Webb"."""
    return any(first == last for _, first, last in figure.spots)


def _make_body(cast: Cast, figure: Figure, kind: ActorKind) -> None:
    figure.type, figure.role = kind, None
    cast.people = {spot: mention for spot, mention in cast.people.items() if cast.keys.get(spot) != figure.key}
    for line, first, last in figure.spots:
        cast.senses.update({(line, at): "name" for at in range(first, last + 1)})


def _described_as(cast: Cast, figure: Figure, *, bears: bool = True) -> ActorKind | None:
    """What the noun right before or behind a name calls it: "paint maker Halden", "the IG Metall union".

    Args:
        bears: a noun behind the name counts too, as does one that another name stands between; False for names of
            several words, which people bear: "Anna Berg, of the bank", but "the state railway Deutsche Bahn".
    """
    for index, first, last in figure.spots:
        line = cast.story.lines[index]
        if line.kind in ("headline", "heading"):
            continue
        tokens = line.tree.tokens
        before = tokens[first - 1] if first else None
        behind = tokens[last + 1] if last + 1 < len(tokens) else None
        comma = first > 1 and tokens[first - 1].text == ","
        beside = tokens[first - 2] if comma else None  # "the men's employer, Petrolia, …"
        apart = [one for at in range(first, last + 1) for one in line.tree.having(at, "appos") if one.i > last + 1]
        for noun in (before, behind, beside, *apart) if bears else (before,):
            if noun is None or not noun.text.islower() or noun.number == "Plur":
                continue
            if noun.lemma.lower() in describing_nouns():
                kind = head_type(noun.lemma.lower())
                return as_kind(kind) if kind in DESCRIBING else "organisation"
    return None


DESCRIBING = frozenset({"company", "union", "organisation", "armed-group", "faction"})


@cache
def describing_nouns() -> frozenset[str]:
    """Nouns that describe a body by its name, not somebody who may bear one ("investor", "driver")."""
    return frozenset(lexicon("bodies")["describing"])


def _is_firm(cast: Cast, figure: Figure) -> bool:
    """It has a chief executive, shares or a takeover: no place and nobody has."""
    firm = lexicon("bodies")["firms_have"]
    owned, bids, chiefs = frozenset(firm["owned"]), frozenset(firm["bids"]), frozenset(firm["chiefs"])
    for index, first, last in figure.spots:
        tokens = cast.story.lines[index].tree.tokens
        possessive = last + 1 < len(tokens) and tokens[last + 1].text in POSSESSIVE
        at = last + 2 if possessive else last + 1
        if any(plain(tokens[at:end]) in EXECUTIVES for end in (at + 1, at + 2)):
            return True
        if possessive and any(token.lemma.lower() in owned for token in tokens[at : at + 3]):
            return True
        before = [token.lemma.lower() for token in tokens[max(0, first - 3) : first]]
        if before[-1:] in (["of"], ["for"], ["with"], ["in"]) and set(before[-2:-1]) & bids:
            return True
        if before[-1:] == ["of"] and any(
            plain(tokens[first - 1 - n : first - 1]) in chiefs for n in (1, 2, 3) if first > n
        ):
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
    if _speaks_of_itself(line, at):
        return True
    if token.relation == "nsubj" and any(
        subject.text.lower() == "it" for clause in tree.having(head.i, "ccomp") for subject in tree.subjects(clause.i)
    ):
        return True
    others = [cast.figures.get(cast.keys.get((line_index, other.i), "")) for other in tree.conjuncts(at)]
    return any(other is not None and other.type in ("company", "organisation", "union") for other in others)


def _is_listed_with_bodies(cast: Cast, figure: Figure) -> bool:
    """It leads to "and other studios", or follows "unions such as"."""
    for index, first, last in figure.spots:
        tokens = cast.story.lines[index].tree.tokens
        behind = tokens[last + 1 : last + 8]
        for at, token in enumerate(behind[:-1]):
            if token.text.lower() == "other" and head_type(behind[at + 1].lemma.lower()) in DESCRIBING:
                return True
        lead = tokens[max(0, first - 3) : first]
        if len(lead) == 3 and plain(lead[1:]) == "such as" and head_type(lead[0].lemma.lower()) in DESCRIBING:
            return True
    return False


def _has_article(cast: Cast, figure: Figure) -> bool:
    """ "The Kesqua": people take no article where their name stands by itself."""
    for index, first, last in figure.spots:
        tokens = cast.story.lines[index].tree.tokens
        closed = last + 1 == len(tokens) or tokens[last + 1].pos in ("VERB", "AUX", "PUNCT")
        if first and tokens[first - 1].text.lower() == "the" and closed and tokens[last].relation == "nsubj":
            return True
    return False


def _speaks_of_itself(line: Line, at: int) -> bool:
    """ "Unite said its members …": the subject of a verb of speech that goes on to say "it" or "its" of itself."""
    tree = line.tree
    token = tree.tokens[at]
    if token.relation != "nsubj" or tree.tokens[token.head].lemma.lower() not in TELLING:
        return False
    behind = tree.tokens[token.head + 1 : token.head + 4]
    return any(one.text.lower() in ("it", "its") for one in behind)


TELLING = frozenset({"say", "announce", "warn", "add", "confirm", "claim", "insist", "declare"})
