"""Sides told right beside a name: "Norway's Kari Lund", "Jan Kolb of Norway", "the Union's envoy was Anna Weiss"."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type
from parley.evidence.figure import Figure
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE
from parley.evidence.told_sides import OFFICES, set_side

BE = frozenset({"is", "was", "remains", "became"})


def named_sides(cast: Cast, people: Sequence[Figure]) -> None:
    """Set the side of people beside whose name it stands; what a person owns tells none."""
    for figure in people:
        for index, first, last in figure.spots:
            line = cast.story.lines[index]
            if any(one.text.lower() == "who" for one in line.tree.tokens[last + 1 : last + 3]):
                continue  # "Antigua's Molwyn Joseph, who chairs the Alliance": more is told of him
            if figure.side is None:
                set_side(figure, _owner_before(cast, line, first), "side/owner")
            if figure.side is None:
                set_side(figure, _of_whom(cast, line, figure, first, last), "side/of")
            if figure.side is None:
                set_side(figure, _whose_office(cast, line, first), "side/is-its")


def _body(cast: Cast, keys: Sequence[str]) -> str | None:
    sides = cast.sides(key for key in keys if cast.figures[key].type != "person")
    return sides[0] if len(sides) == 1 else None


def _owner_before(cast: Cast, line: Line, first: int) -> str | None:
    """ "*Norway's* Kari Lund"."""
    tokens = line.tree.tokens
    if first < 2 or tokens[first - 1].text not in POSSESSIVE:
        return None
    return _body(cast, cast.one(line, first - 2) or cast.within(line, first - 2, first - 2))


def _of_whom(cast: Cast, line: Line, figure: Figure, first: int, last: int) -> str | None:
    """ "Ministers Jan Kolb *of Norway* and Sofia Lind of Iceland": of a state, whose office is told before."""
    tokens = line.tree.tokens
    at = last + 2
    if at >= len(tokens) or tokens[last + 1].text.lower() != "of":
        return None
    offices = any(head_type(one.lemma.lower()) == "staff" for one in tokens[max(0, first - 9) : first])
    if figure.title_kind not in OFFICES and not offices:
        return None
    at += tokens[at].text.lower() == "the" and at + 1 < len(tokens)
    keys = [key for key in cast.within(line, at, at) if cast.figures[key].type in ("country", "bloc")]
    return _body(cast, keys)


def _whose_office(cast: Cast, line: Line, first: int) -> str | None:
    """ "*The Union's envoy was* Anna Weiss"."""
    tree = line.tree
    tokens = tree.tokens
    if first < 3 or tokens[first - 1].text.lower() not in BE:
        return None
    noun = tokens[first - 2]
    if head_type(noun.lemma.lower()) != "staff" and noun.lemma.lower() not in ("leader", "head", "chairman", "chief"):
        return None
    return _body(cast, [key for key in cast.owners(line, noun.i) if key in cast.figures])
