"""The cast as records: one `Actor` per person, party and body the evidence speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from parley.evidence.actors import Cast
from parley.evidence.figure import Figure
from parley.evidence.negotiation import PlaceInTalks
from parley.evidence.record import Actor, Mention


def actor_items(
    cast: Cast, places: Mapping[str, PlaceInTalks], speakers: Collection[str | None], *, people_only: bool
) -> Iterator[Actor]:
    """Every named person; every body that has a place in the talks, is quoted, or that somebody acts for.

    Args:
        speakers: keys of who is quoted.
        people_only: nobody bargains here, so bodies are kept only when they are quoted.
    """
    represented = {cast.side(figure.key) for figure in cast.figures.values() if figure.type == "person"}
    for figure in cast.figures.values():
        in_talks = not people_only and (figure.key in places or figure.key in represented)
        if figure.type == "person" or in_talks or figure.key in speakers:
            item = _item(cast, figure, places)
            if item is not None:
                yield item


def _item(cast: Cast, figure: Figure, places: Mapping[str, PlaceInTalks]) -> Actor | None:
    mentions = _mentions(cast, figure)
    if not mentions:
        return None
    side = cast.side(figure.key)
    return Actor(
        id="",
        source=cast.story.article.id,
        mentions=mentions,
        rule=figure.side_rule or f"actor/{figure.type}",
        confidence=0.85 if figure.side or figure.type != "person" else 0.7,
        key=figure.key,
        name=_name(cast, figure),
        type=figure.type,
        code=figure.code,
        side=None if side == figure.key else side,
        role=figure.role,
        speaks_for=figure.speaks_for,
        place_in_talks=places.get(figure.key),
        number="plural" if figure.plural else "singular",
    )


def _name(cast: Cast, figure: Figure) -> str:
    """The name by which the story knows it: letters that stand nowhere in it give way to its own words."""
    if not figure.name.isupper() or figure.name in cast.story.article.text or not figure.said:
        return figure.name
    return max(sorted(figure.said), key=len)


def _mentions(cast: Cast, figure: Figure) -> tuple[Mention, ...]:
    found = []
    for line_index, first, last in figure.spots:
        line = cast.story.lines[line_index]
        titled = cast.people.get((line_index, first))
        found.append(line.tokens(titled.title_first if titled else first, last))
    clearest = sorted(range(len(found)), key=lambda at: (-len(found[at].text) if figure.type == "person" else 0, at))
    return tuple(dict.fromkeys([found[clearest[0]], *found])) if found else ()
