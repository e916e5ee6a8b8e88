"""Casting: every name of the story becomes one actor, however the story writes it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from parley.evidence.actors import Cast
from parley.evidence.aliases import join_aliases, join_descriptions, merge, note_descriptions
from parley.evidence.bodies import BodyMention, known_bodies, other_bodies
from parley.evidence.commons import acting_nouns, spoken_for
from parley.evidence.figure import Figure, as_kind
from parley.evidence.kinds import turn_into_bodies, without_openers
from parley.evidence.names import Gazetteer, gazetteer, split_words
from parley.evidence.nations import (
    adopt_countries_by_demonym,
    adopt_nations,
    adopt_unknown_demonyms,
    is_nation,
    mark_places,
    nations_among,
)
from parley.evidence.open_kinds import settle_open_kinds
from parley.evidence.people import Person, find_people
from parley.evidence.predicates import classes, sense_of
from parley.evidence.story import Line, Story
from parley.evidence.titles import title_kind
from parley.evidence.unlisted import adopt_unlisted_names
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token


def cast_of(story: Story, names: Gazetteer | None = None) -> Cast:
    """Find every actor of the story and where it stands; sides of people are worked out by `sides`.

    Args:
        names: the countries and bodies to know by name; None for those of the word lists.
    """
    cast, names = Cast(story), names or gazetteer()
    people = without_openers(story, find_people(story, names))
    nations = nations_among(story, people)
    for person in people:
        if person not in nations:
            _add_person(cast, person)
    joined = _joined_names(story, names)
    for line in story.lines:
        for mention in (*_joined_mentions(line, joined), *known_bodies(line, names)):
            _add_body(cast, mention)
    for line in story.lines:
        taken = {at for (index, at) in cast.keys if index == line.index}
        for mention in other_bodies(line, taken):
            _add_body(cast, mention)
    adopt_nations(cast, nations)
    adopt_unlisted_names(cast)
    _drop_papers(cast, names)
    _drop_administrations(cast)
    _adopt_groups(cast)
    adopt_countries_by_demonym(cast)
    turn_into_bodies(cast)
    join_aliases(cast)
    _echo_names(cast)
    note_descriptions(cast)
    join_descriptions(cast)
    adopt_unknown_demonyms(cast)
    settle_open_kinds(cast)
    cast.filed_from = _filed_from(cast)
    cast.home = _home(cast)
    _give_home_its_names(cast)
    mark_places(cast)
    cast.acting = acting_nouns(cast)
    cast.spoken_for = spoken_for(cast)
    cast.forget()
    return cast


def _give_home_its_names(cast: Cast) -> None:
    """ "The Republic", "the Ministry of Finance" where one country is in the story: they are that country."""
    nations = [figure for figure in cast.figures.values() if figure.type == "country" and figure.key == cast.home]
    treasury = cast.figures.get("treasury")
    if treasury is not None and nations and nations[0].code in TREASURIES:
        merge(cast, treasury, nations[0])
    others = [
        figure for figure in cast.figures.values()
        if figure.type in ("country", "government") and figure.key != cast.home and not _is_office(figure)
    ]  # fmt: skip
    if len(nations) != 1 or any(figure.code for figure in others):
        return
    for figure in [figure for figure in cast.figures.values() if _is_office(figure)]:
        merge(cast, figure, nations[0])


TREASURIES = frozenset({"USA", "GBR", "AUS", "NZL"})  # where the ministry of finance is called so


def _is_office(figure: Figure) -> bool:
    words = figure.name.split()
    office = words[0] in ("Ministry", "Treasury") or words[-1] in ("Ministry", "Treasury", "Government", "Cabinet")
    return figure.code is None and (office or figure.name in ("Republic", "Kingdom", "Federation"))


def _joined_names(story: Story, names: Gazetteer) -> dict[str, int]:
    """Names that only seem to hold a country: "Anglo American", named so at least twice and never otherwise."""
    words = [token for line in story.lines for token in line.tree.tokens]
    small = {token.text.lower() for token in words if token.text.islower()}
    inside = frozenset(token.text for token in words if token.i and token.text[:1].isupper()) - {
        word.title() for word in small
    }
    pairs: Counter[str] = Counter()
    alone: set[str] = set()
    for line in story.lines:
        tokens = line.tree.tokens
        for match in names.find(tokens):
            before = tokens[match.first - 1] if match.first else None
            called = line.text[tokens[match.first].start : tokens[match.last].end]
            if (
                match.name.sense == "demonym"
                and before is not None
                and _may_open_name(before, inside, names)
                and before.end + 1 == tokens[match.first].start
            ):
                pairs[f"{before.text} {called}"] += 1
            else:
                alone.add(called)
    return {pair: count for pair, count in pairs.items() if count > 1 and pair.split(" ", 1)[1] not in alone}


def _may_open_name(token: Token, inside: frozenset[str], names: Gazetteer) -> bool:
    known = names.find([token])
    return token.text in inside and not known and not title_kind(token.text.lower())


def _joined_mentions(line: Line, joined: dict[str, int]) -> list[BodyMention]:
    found = []
    tokens = line.tree.tokens
    for one, two in pairwise(tokens):
        name = f"{one.text} {two.text}"
        if name in joined:
            last = two.i
            while last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper() and tokens[last + 1].pos == "PROPN":
                last += 1
            whole = line.text[one.start : tokens[last].end]
            found.append(BodyMention(line.index, one.i, last, slug(whole), whole, "company", None, "name"))
    return found


def _add_person(cast: Cast, person: Person) -> None:
    key = person.key
    titled = max(person.mentions, key=lambda mention: len(mention.title or ""))
    figure = cast.figures[key] = Figure(key, person.name, "person", role=titled.title, title_kind=titled.title_kind)
    for mention in person.mentions:
        cast.people[mention.line, mention.first] = mention
        for at in range(mention.first, mention.last + 1):
            cast.keys[mention.line, at] = key
            cast.senses[mention.line, at] = "person"
        figure.spots.append((mention.line, mention.first, mention.last))


def _add_body(cast: Cast, mention: BodyMention) -> None:
    spots = [(mention.line, at) for at in range(mention.first, mention.last + 1)]
    if any(spot in cast.keys for spot in spots):
        return
    known = cast.figures.get(mention.key)
    if known is not None and known.type == "person":
        return
    figure = cast.figures.setdefault(
        mention.key,
        Figure(mention.key, mention.name, as_kind(mention.type), code=mention.code, human=mention.human),
    )
    if figure.name.endswith("s") and figure.type in ("faction", "union", "group"):
        figure.plural = True
    for spot in spots:
        cast.keys[spot] = mention.key
        cast.senses[spot] = mention.sense
    figure.spots.append((mention.line, mention.first, mention.last))
    tokens = cast.story.lines[mention.line].tree.tokens
    called = cast.story.lines[mention.line].text[tokens[mention.first].start : tokens[mention.last].end]
    figure.said.add(called)
    if called != figure.name and mention.sense == "name" and called not in figure.called:
        figure.called.append(called)


def _adopt_groups(cast: Cast) -> None:
    """Plural names of people by their cause ("Unionists") are a faction where they act and are never written small."""
    lines = cast.story.lines
    plain = {token.text.lower() for line in lines for token in line.tree.tokens if token.text.islower()}
    found: dict[str, list[tuple[int, int, int]]] = {}
    acting: set[str] = set()
    for line in lines:
        for token in line.tree.tokens:
            if not _names_group(token) or token.text.lower() in plain or (line.index, token.i) in cast.keys:
                continue
            if token.i > 1 and line.tree.tokens[token.i - 1].text[:1].isupper():
                continue  # the end of a longer name: "Valley Growers"
            found.setdefault(token.text, []).append((line.index, token.i, token.i))
            head = line.tree.tokens[token.head]
            if token.relation == "nsubj" and head.pos == "VERB" and sense_of(line, head) is not None:
                acting.add(token.text)
    for name in sorted(acting):
        figure = Figure(slug(name), name, "faction", plural=True, spots=found[name])
        named_inside = any(at for _, at, _ in found[name])  # a capital that does not only open a sentence
        if len(found[name]) > 1 and named_inside and figure.key not in cast.figures:
            cast.figures[figure.key] = figure
            for index, at, _ in found[name]:
                cast.keys[index, at] = figure.key
                cast.senses[index, at] = "name"


def _names_group(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and text.endswith("s")
        and not text.isupper()
        and len(text) > 4
        and token.pos in ("NOUN", "PROPN")
    )


def _drop_papers(cast: Cast, names: Gazetteer) -> None:
    """A name that stands for a treaty or its talks ("NAFTA negotiations") is no actor, unless it acts somewhere."""
    papers = classes()["agreement"] | classes()["talks"] | classes()["truce"]
    known = {match.name.key for line in cast.story.lines for match in names.find(line.tree.tokens)}
    for figure in list(cast.figures.values()):
        if figure.type != "organisation" or figure.key in known:
            continue
        tokens = [(cast.story.lines[line], cast.story.lines[line].tree.tokens[last]) for line, _, last in figure.spots]
        names_paper = any(
            token.relation == "compound" and line.tree.tokens[token.head].lemma.lower() in papers
            for line, token in tokens
        )
        acts = any(token.relation == "nsubj" and sense_of(line, line.tree.tokens[token.head]) for line, token in tokens)
        only_describes = all(token.relation in ("amod", "compound") and token.pos == "ADJ" for _, token in tokens)
        if (names_paper or only_describes) and not acts:
            del cast.figures[figure.key]
            cast.keys = {spot: key for spot, key in cast.keys.items() if key != figure.key}
            cast.senses = {spot: sense for spot, sense in cast.senses.items() if spot in cast.keys}


def _drop_administrations(cast: Cast) -> None:
    """ "Harlow Administration": a government called by who leads it is no body of its own, but that state's."""
    lasts = {figure.name.split()[-1] for figure in cast.figures.values() if figure.type == "person"}
    for figure in list(cast.figures.values()):
        *leaders, last = re.split(r"[ -]", figure.name)
        if last == "Administration" and (len(leaders) < 2 or lasts & set(leaders)):
            del cast.figures[figure.key]
            cast.keys = {spot: key for spot, key in cast.keys.items() if key != figure.key}


def _echo_names(cast: Cast) -> None:
    """A name found once is found wherever it stands, whatever the recogniser makes of it there."""
    known = {figure.name: figure for figure in cast.figures.values() if figure.type != "person"}
    known |= {alias: figure for figure in cast.figures.values() for alias in figure.aliases}
    by_first: dict[str, list[tuple[tuple[str, ...], Figure]]] = {}
    for name, figure in known.items():
        words = split_words(name)
        if len(name) > 1 and name[:1].isupper():
            by_first.setdefault(words[0], []).append((words, figure))
    for line in cast.story.lines:
        tokens = line.tree.tokens
        for token in tokens:
            for words, figure in sorted(by_first.get(token.text, ()), key=lambda entry: -len(entry[0])):
                run = tokens[token.i : token.i + len(words)]
                spots = [(line.index, one.i) for one in run]
                if tuple(one.text for one in run) == words and not any(spot in cast.keys for spot in spots):
                    cast.keys.update(dict.fromkeys(spots, figure.key))
                    cast.senses.update(dict.fromkeys(spots, "name"))
                    figure.spots.append((line.index, run[0].i, run[-1].i))
                    break


def _filed_from(cast: Cast) -> str | None:
    """The country named in the story that the dateline names, or whose capital stands there: "MONROVIA"."""
    dateline = (cast.story.article.dateline or "").lower()
    for key, figure in sorted(cast.figures.items()):
        if figure.type != "country":
            continue
        if figure.code is None:
            if re.search(rf", {re.escape(figure.name.lower())}\b", dateline):
                return key  # "LUBANDO, Kasera"
        elif re.search(rf", {re.escape(figure.name.lower())}\b", dateline) or any(
            capital.lower() in dateline for capital in lexicon("countries").get(figure.code, {}).get("capitals", ())
        ):
            return key
    return None


def _home(cast: Cast) -> str | None:
    """The country the story names most often; null when it names none.

    A country that no list knows counts where the story is filed from it ("LUBANDO, Kasera") or gives it a government.
    """
    dateline = (cast.story.article.dateline or "").lower()
    counts: dict[str, int] = {}
    for key, figure in sorted(cast.figures.items()):
        if figure.type != "country":
            continue
        for line, first, _ in figure.spots:
            named = cast.senses.get((line, first)) in ("name", "demonym") or key == cast.filed_from
            if named if figure.code else is_nation(cast, figure):
                in_headline = (
                    cast.story.lines[line].kind == "headline"
                )  # whom a story is about, wherever talks are held
                counts[key] = counts.get(key, 0) + (2 if in_headline else 1)
    if not counts:
        return None
    abroad = cast.figures[cast.filed_from].code if cast.filed_from else None
    if abroad:  # a province of a listed country is not what "the government" is of
        counts = {key: count for key, count in counts.items() if cast.figures[key].code}
    if cast.filed_from is not None and cast.filed_from in counts:
        counts[cast.filed_from] += 1  # of two named as often, the one the story is filed from
    best = max(counts.values())
    return min(
        (key for key, count in counts.items() if count == best),
        key=lambda key: (cast.figures[key].name.lower() not in dateline and key != cast.filed_from, key),
    )
