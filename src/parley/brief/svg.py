"""Charts as SVG that takes its colours from the page and holds nothing that could act."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from parley.brief.charts import ACCENT, GRID, INK, MUTED, PAPER, SECOND
from parley.brief.record import Figure

SPACE = "http://www.w3.org/2000/svg"
# The page's own colours by role, so that one chart serves light, dark and print.
COLOURS = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    GRID: "var(--line)",
    ACCENT: "var(--accent)",
    SECOND: "var(--second)",
    PAPER: "var(--raised)",
}
# All that a chart of ours needs; whatever else a converter may write is left out: links, scripts, styles, images.
TAGS = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan", "circle"})
ATTRIBUTES = frozenset(
    [
        *(
            "viewBox",
            "transform",
            "d",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "dx",
            "dy",
            "r",
            "cx",
            "cy",
            "width",
            "height",
        ),
        *("fill", "stroke", "opacity", "fill-opacity", "stroke-opacity", "stroke-width", "stroke-dasharray"),
        *("stroke-linecap", "stroke-miterlimit", "text-anchor", "font-family", "font-size", "font-weight"),
    ]
)


def to_svg(figure: Figure, colours: Mapping[str, str] = COLOURS) -> str:
    """The chart of a figure, to be set into an HTML page that defines `COLOURS`; without `colours` it keeps its own.

    The picture is named by the page's elements `t-<id>` and `d-<id>` and hidden parts carry no names of their own.
    """
    import vl_convert  # 80 MB: only who wants a page pays for it

    return cleaned(vl_convert.vegalite_to_svg(figure.spec), figure.id, colours)


def cleaned(svg: str, id: str, colours: Mapping[str, str] = COLOURS) -> str:
    """An SVG reduced to shapes and words, sized by its page."""
    ElementTree.register_namespace("", SPACE)
    root = ElementTree.fromstring(svg)
    _clean(root, colours)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"t-{id} d-{id}")
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, colours: Mapping[str, str]) -> None:
    for name, value in list(element.attrib.items()):
        if name not in ATTRIBUTES or "url(" in value:
            del element.attrib[name]
        elif value in colours:
            element.set(name, colours[value])
    for child in list(element):
        if child.tag.removeprefix(f"{{{SPACE}}}") in TAGS:
            _clean(child, colours)
        else:
            element.remove(child)
