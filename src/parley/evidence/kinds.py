"""Kinds: whether a name that no list knows is a body or a person, from all that is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type, is_actor_name, is_letters
from parley.evidence.calendar import DAYS
from parley.evidence.figure import Figure, as_kind
from parley.evidence.people import Person, PersonMention
from parley.evidence.record import ActorKind
from parley.evidence.story import Line, Story
from parley.evidence.titles import POSSESSIVE, plain, title_kind
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token


def adopt_unseen_names(cast: Cast) -> None:
    """Take in bodies that no recogniser sees: described ("timber company Darrow Forest Products"), or that speak."""
    small = cast.story.small_words
    inside = Counter(
        token.text for line in cast.story.lines for token in line.tree.tokens[1:] if token.text[:1].isupper()
    )
    for line in cast.story.lines:
        if line.kind in ("headline", "heading") or line.is_label:
            continue
        for token in line.tree.tokens:
            if not _begins_name(cast, line, token):
                continue
            last = _end_of_name(cast, line, token.i)
            noun = _describing_noun(line, token.i, last)
            described = noun is not None
            kind = head_type(noun) if noun is not None else None
            if described or (_speaks_of_itself(line, last) and token.text.lower() not in small and inside[token.text]):
                _adopt(cast, line, token.i, last, as_kind(kind) if kind in DESCRIBING else "organisation")


def _describing_noun(line: Line, first: int, last: int) -> str | None:
    """The noun that calls a name a body: "paint maker *Halden*", "the *BTB* union"."""
    tokens = line.tree.tokens
    before = tokens[first - 1].lemma.lower() if first else ""
    if before in _describing():
        return before
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if behind is None or behind.pos != "NOUN" or not behind.text.islower() or behind.number == "Plur":
        return None
    lemma = behind.lemma.lower()
    return lemma if before in ("the", "a") and is_letters(tokens[first]) and lemma in _describing() else None


def _begins_name(cast: Cast, line: Line, token: Token) -> bool:
    if (
        line.text.isupper()
        or not (token.pos == "PROPN" or is_letters(token))
        or token.text.lower() in DAYS
        or token.ent
        or not token.text[:1].isupper()
        or (line.index, token.i) in cast.keys
    ):
        return False
    before = line.tree.tokens[token.i - 1] if token.i else None
    if before is not None and before.pos == "PROPN":
        return False
    return title_kind(token.text.lower()) is None and is_actor_name(token.text)


def _end_of_name(cast: Cast, line: Line, at: int) -> int:
    tokens = line.tree.tokens
    while at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() and (line.index, at + 1) not in cast.keys:
        if tokens[at + 1].pos not in ("PROPN", "NOUN", "ADJ"):
            break
        at += 1
    return at


def _speaks_of_itself(line: Line, at: int) -> bool:
    """ "Unite said its members …": the subject of a verb of speech that goes on to say "it" or "its" of itself."""
    tree = line.tree
    token = tree.tokens[at]
    if token.relation != "nsubj" or tree.tokens[token.head].lemma.lower() not in TELLING:
        return False
    behind = tree.tokens[token.head + 1 : token.head + 4]
    return any(one.text.lower() in ("it", "its") for one in behind)


TELLING = frozenset({"say", "announce", "warn", "add", "confirm", "claim", "insist", "declare"})


def _adopt(cast: Cast, line: Line, first: int, last: int, kind: ActorKind) -> None:
    """Take a name in, here and wherever it stands in full, before a part of it is taken for somebody else."""
    words = tuple(token.text for token in line.tree.tokens[first : last + 1])
    name = line.text[line.tree.tokens[first].start : line.tree.tokens[last].end]
    figure = cast.figures.setdefault(slug(name), Figure(slug(name), name, kind))
    for other in cast.story.lines if last > first else (line,):
        tokens = other.tree.tokens
        for token in tokens:
            if token.text != words[0] or (other is line and token.i < first):
                continue
            spots = [(other.index, at) for at in range(token.i, token.i + len(words))]
            run = tuple(one.text for one in tokens[token.i : token.i + len(words)])
            if run == words and not any(spot in cast.keys for spot in spots):
                cast.keys.update(dict.fromkeys(spots, figure.key))
                cast.senses.update(dict.fromkeys(spots, "name"))
                figure.spots.append((other.index, token.i, token.i + len(words) - 1))


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
            if noun.lemma.lower() in _describing():
                kind = head_type(noun.lemma.lower())
                return as_kind(kind) if kind in DESCRIBING else "organisation"
    return None


DESCRIBING = frozenset({"company", "union", "organisation", "armed-group", "faction"})


@cache
def _describing() -> frozenset[str]:
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
