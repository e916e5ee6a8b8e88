"""The actor map as a picture: actors in rows by their role, ties as numbered lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from textwrap import wrap
from xml.etree import ElementTree

from parley.brief.plain import plain
from parley.brief.sheets import ActorMap, MapActor, Relation
from parley.brief.svg import SPACE

WIDTH = 960.0  # units of the picture
BOX, TALL, ROW, MARGIN = 160.0, 62.0, 148.0, 30.0
IN_A_ROW = 5
MOST_ACTORS = 30  # drawn; the table beside the picture holds all
LONGEST_LINE, MOST_LINES = 20, 2  # of a name in its box
BENDS = (0.0, 30.0, -30.0, 60.0, -60.0, 95.0, -95.0)  # how far off its middle a line may swing, as tried
# Colours by role of the page; dashes tell the kinds apart where colours cannot.
_LINES = {
    "presses": ("var(--second)", ""),
    "trades": ("var(--accent)", ""),
    "ties": ("var(--accent)", "7 4"),
    "belongs to": ("var(--muted)", ""),
    "must consent for": ("var(--ink)", "2 4"),
    "is left out by": ("var(--muted)", "9 6"),
}


Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Where an actor stands: the middle of its box."""

    actor: MapActor
    x: float
    y: float


_Row = list[tuple[MapActor, float]]  # actors of one row, each with the middle of its box


@dataclass(frozen=True)
class Curve:
    """A tie as it is drawn: from the edge of one box to that of another, past a point that bends it."""

    tie: Relation
    start: Point
    past: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point a share of the way along (a quadratic Bézier curve)."""
        first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return (
            first * self.start[0] + second * self.past[0] + third * self.end[0],
            first * self.start[1] + second * self.past[1] + third * self.end[1],
        )


def to_svg(found: ActorMap, id: str) -> str:
    """The picture, to be set into a page that defines the desk's colours and names it by `t-<id>` and `d-<id>`."""
    boxes = laid_out(found.actors)
    height = max((box.y for box in boxes.values()), default=TALL) + TALL / 2 + MARGIN
    curves = drawn(found.relations, boxes)
    ElementTree.register_namespace("", SPACE)
    root = _part(None, "svg", viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", role="img")
    root.set("aria-labelledby", f"t-{id} d-{id}")
    for curve in curves:
        _line(root, curve)
    for box in boxes.values():
        _box(root, box)
    taken: list[Point] = []
    for curve in curves:
        _number(root, curve, boxes, taken)
    return ElementTree.tostring(root, encoding="unicode")


def laid_out(actors: Sequence[MapActor]) -> dict[str, Box]:
    """A place for each actor: mediators above the table, those behind a side under it, the others below."""
    table = [actor for actor in actors if actor.role == "bargaining"]
    columns = {actor.key: (place, len(table)) for place, actor in enumerate(table)} if len(table) <= 3 else {}
    home = [actor for actor in actors if actor.role == "constituency"]
    rows = _rows([actor for actor in actors if actor.role == "mediator"]) + _rows(table)
    rows += _under(columns, home) + _rows([actor for actor in home if actor.acts_for not in columns])
    rows += _rows([actor for actor in actors if actor.role in ("excluded", "outside")])
    placed = [Box(actor, x, MARGIN + TALL / 2 + number * ROW) for number, row in enumerate(rows) for actor, x in row]
    return {box.actor.key: box for box in placed[:MOST_ACTORS]}


def _rows(actors: Sequence[MapActor]) -> list[_Row]:
    """Actors spread evenly over as many rows as they need."""
    rows = [actors[at : at + IN_A_ROW] for at in range(0, len(actors), IN_A_ROW)]
    return [[(actor, WIDTH * (place + 0.5) / len(row)) for place, actor in enumerate(row)] for row in rows]


def _under(columns: dict[str, tuple[int, int]], home: Sequence[MapActor]) -> list[_Row]:
    """Those behind a side, in the column under it."""
    rows: dict[int, _Row] = {}
    for key, (column, of) in columns.items():
        behind = [actor for actor in home if actor.acts_for == key]
        width = WIDTH / of
        fit = max(1, int(width // (BOX + 20)))
        for number, at in enumerate(range(0, len(behind), fit)):
            row = behind[at : at + fit]
            spread = [(actor, width * (column + (place + 0.5) / len(row))) for place, actor in enumerate(row)]
            rows.setdefault(number, []).extend(spread)
    return [rows[number] for number in sorted(rows)]


def drawn(relations: Iterable[Relation], boxes: dict[str, Box]) -> list[Curve]:
    """The ties between actors that have a place, each bent so that it runs into as few boxes and lines as can be."""
    curves: list[Curve] = []
    for each in relations:
        if each.by in boxes and each.on in boxes:
            tried = [_curve(each, boxes, bend) for bend in BENDS]
            curves.append(min(tried, key=lambda curve: _hits(curve, boxes, curves)))
    return curves


def _curve(each: Relation, boxes: dict[str, Box], bend: float) -> Curve:
    one, other = boxes[each.by], boxes[each.on]
    dx, dy = other.x - one.x, other.y - one.y
    length = hypot(dx, dy) or 1.0
    past = (one.x + other.x) / 2 - dy / length * bend * 2, (one.y + other.y) / 2 + dx / length * bend * 2
    return Curve(each, _edge(one, *past), past, _edge(other, *past))


def _hits(curve: Curve, boxes: dict[str, Box], others: Sequence[Curve]) -> int:
    """How often a curve runs into a box, out of the picture, or close along another line."""
    points = [curve.at(step / 20) for step in range(2, 19)]
    lowest = max(box.y for box in boxes.values()) + TALL / 2 + MARGIN
    out = sum(not (0 < x < WIDTH and 12 < y < lowest) for x, y in points)
    middles = [other.at(0.5) for other in others]
    near = sum(_near(curve.at(0.5), middle, 26) for middle in middles)
    return out + 3 * near + sum(_inside(point, box, 6) for point in points for box in boxes.values())


def _inside(point: Point, box: Box, margin: float) -> bool:
    return abs(point[0] - box.x) < BOX / 2 + margin and abs(point[1] - box.y) < TALL / 2 + margin


def _near(one: Point, other: Point, distance: float) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) < distance


def _edge(box: Box, x: float, y: float) -> tuple[float, float]:
    """Where a line from a box towards a point leaves the box."""
    dx, dy = x - box.x, y - box.y
    share = min((BOX / 2 + 3) / abs(dx) if dx else 1e9, (TALL / 2 + 3) / abs(dy) if dy else 1e9, 1.0)
    return box.x + dx * share, box.y + dy * share


def _line(root: ElementTree.Element, curve: Curve) -> None:
    colour, dash = _LINES[curve.tie.kind]
    (x1, y1), (x, y), (x2, y2) = curve.start, curve.past, curve.end
    line = _part(root, "path", d=f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}", fill="none", stroke=colour)
    line.set("stroke-width", "2")
    if dash:
        line.set("stroke-dasharray", dash)
    _part(root, "path", d=_head(x, y, x2, y2), fill=colour)


def _head(x: float, y: float, x2: float, y2: float) -> str:
    """The head of an arrow that comes from (x, y) and ends in (x2, y2)."""
    length = hypot(x2 - x, y2 - y) or 1.0
    ux, uy = (x2 - x) / length, (y2 - y) / length
    left = (x2 - 11 * ux - 5 * uy, y2 - 11 * uy + 5 * ux)
    right = (x2 - 11 * ux + 5 * uy, y2 - 11 * uy - 5 * ux)
    return f"M{x2:.1f} {y2:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"


def _number(root: ElementTree.Element, curve: Curve, boxes: dict[str, Box], taken: list[Point]) -> None:
    """The tie's number on its line, where no box and no other number stands."""
    along = [curve.at(share) for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)]
    free = [
        point
        for point in along
        if not any(_inside(point, box, 12) for box in boxes.values())
        and not any(_near(point, one, 24) for one in taken)
    ]
    x, y = (free or along)[0]
    taken.append((x, y))
    colour = _LINES[curve.tie.kind][0]
    _part(root, "circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="11", fill="var(--raised)", stroke=colour)
    _words(root, str(curve.tie.number), x, y + 4.5, 13, "var(--ink)")


def _box(root: ElementTree.Element, box: Box) -> None:
    actor = box.actor
    frame = _part(root, "rect", x=f"{box.x - BOX / 2:.1f}", y=f"{box.y - TALL / 2:.1f}", rx="6")
    frame.attrib.update({"width": f"{BOX:.0f}", "height": f"{TALL:.0f}", "fill": "var(--raised)"})
    frame.set("stroke", "var(--accent)" if actor.role == "bargaining" else "var(--muted)")
    frame.set("stroke-width", "2.5" if actor.role == "bargaining" else "1.5")
    if actor.role == "excluded":
        frame.set("stroke-dasharray", "6 4")
    lines = _name_lines(actor.name)
    top = box.y - 4 - 8 * (len(lines) - 1)
    for number, line in enumerate(lines):
        _words(root, line, box.x, top + 16 * number, 15, "var(--ink)", "600")
    _words(root, actor.role_in_words, box.x, box.y + 23, 12, "var(--muted)")


def _name_lines(name: str) -> list[str]:
    """A name on at most two lines that fit its box."""
    lines = wrap(plain(name), LONGEST_LINE) or [""]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][:17]} …"]


def _words(
    root: ElementTree.Element, text: str, x: float, y: float, size: int, colour: str, weight: str = "400"
) -> None:
    words = _part(root, "text", x=f"{x:.1f}", y=f"{y:.1f}", fill=colour)
    words.attrib.update({"text-anchor": "middle", "font-size": str(size), "font-weight": weight})
    words.text = text


def _part(parent: ElementTree.Element | None, tag: str, **attributes: str) -> ElementTree.Element:
    if parent is None:
        return ElementTree.Element(f"{{{SPACE}}}{tag}", attributes)
    return ElementTree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)
