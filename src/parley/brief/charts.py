"""Vega-Lite specifications: row charts of values with ranges, and packages by what they are worth.

A row chart shows values with ranges on a line from 0 to 100 percent of its scale; the rows stand in
`spec["data"]["values"]`, so that a terminal can draw them too. Words of a story enter a specification as data
or plain titles only, never as an expression, and are cut short.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from parley.analysis.bargaining.result import Bargaining, PackageOutcome
from parley.brief.english import listed
from parley.brief.plain import plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Colours by role; the HTML renderer puts its own in their place, for light and dark.
INK, MUTED, GRID, ACCENT, SECOND, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#0b5cad", "#9a3b00", "#fefefe"
WIDTH = 380  # points; wide enough for a desk, legible when a telephone shows it at nine tenths
LONGEST_LABEL = 48
LONGEST_POINT = 30
Row = dict[str, Any]
_RANGE = {"type": "rule", "color": ACCENT, "strokeWidth": 8, "opacity": 0.3, "strokeCap": "round"}
_DOT = {"type": "point", "filled": True, "stroke": ACCENT, "strokeWidth": 2, "size": 110, "opacity": 1}
_TITLE = {"anchor": "start", "fontSize": 14, "color": INK, "offset": 6, "dx": 2}
_DIAMOND = {"type": "point", "filled": True, "shape": "diamond", "color": SECOND, "size": 140, "opacity": 1}


def row_chart(rows: Sequence[Row], titles: Sequence[str], *, ends: bool = False) -> dict[str, Any]:
    """Rows with label, shown text, value, low, high, mean, from and to, on one panel for each title."""
    panels = [_panel(number, title, ends or bool(title)) for number, title in enumerate(titles)]
    return {
        "$schema": SCHEMA,
        "data": {"values": list(rows)},
        "spacing": 22,
        "vconcat": panels,
        "config": _config(),
    }


def _panel(number: int, title: str, ends: bool) -> dict[str, Any]:
    x = {"field": "value", "type": "quantitative", "scale": {"domain": [0, 100], "nice": False}, "axis": None}
    y = {"field": "row", "type": "ordinal", "axis": None}
    spread = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}
    whole = {"x": {"datum": 0, "scale": x["scale"], "axis": None}, "x2": {"datum": 100}, "y": y}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "rule", "color": GRID, "strokeWidth": 2}, "encoding": whole},
        {
            "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 8, "opacity": 0.3, "strokeCap": "round"},
            "encoding": spread,
        },
        {
            "mark": {"type": "tick", "color": SECOND, "thickness": 3, "height": 16},
            "transform": [{"filter": "isValid(datum.mean)"}],
            "encoding": {"x": {**x, "field": "mean"}, "y": y},
        },
        _dots("datum.kind === 'judged'", ACCENT, x, y),
        _dots("datum.kind === 'default'", PAPER, x, y),
        _text("label", 0, -15, "left", INK, x, y),
        _text("shown", 100, -15, "right", INK, x, y),
    ]
    if ends:
        layers += [_text("from", 0, 15, "left", MUTED, x, y, 11), _text("to", 100, 15, "right", MUTED, x, y, 11)]
    return {
        "title": {"text": title, "anchor": "start", "fontSize": 14, "color": INK, "offset": 6, "dx": 2}
        if title
        else None,
        "transform": [{"filter": f"datum.panel === {number}"}],
        "width": WIDTH,
        "height": {"step": 50},
        "layer": layers,
    }


def _dots(which: str, fill: str, x: Row, y: Row) -> dict[str, Any]:
    return {
        "transform": [{"filter": which}],
        "mark": {
            "type": "point",
            "filled": True,
            "fill": fill,
            "stroke": ACCENT,
            "strokeWidth": 2,
            "size": 110,
            "opacity": 1,
        },
        "encoding": {"x": x, "y": y},
    }


def _text(field: str, at: int, dy: int, align: str, color: str, x: Row, y: Row, size: int = 13) -> dict[str, Any]:
    return {
        "mark": {"type": "text", "align": align, "dy": dy, "color": color, "fontSize": size, "limit": WIDTH - 70},
        "encoding": {
            "x": {"datum": at, "type": "quantitative", "scale": x["scale"], "axis": None},
            "y": y,
            "text": {"field": field, "type": "nominal"},
        },
    }


def packages_chart(
    found: Bargaining,
    solved: Sequence[tuple[str, PackageOutcome]],
    first: str,
    second: str,
    names_of: Mapping[str, str],
) -> dict[str, Any]:
    """Efficient packages and solutions by their utility to two parties; dashed lines show walking away."""

    def point(package: PackageOutcome, label: str = "") -> Row:
        return {"x": package.utility.get(first, 0.0), "y": package.utility.get(second, 0.0), "label": label}

    frontier = [point(package) for package in found.frontier]
    chosen = _apart([point(package, by) for by, package in solved])
    away = [{"x": found.walk_away.get(first, 0.0), "y": found.walk_away.get(second, 0.0), "label": "walking away"}]
    x = _utility("x", names_of[first])
    y = _utility("y", names_of[second])
    dashed = {"type": "rule", "color": MUTED, "strokeDash": [4, 4]}
    return {
        "$schema": SCHEMA,
        "width": WIDTH - 60,
        "height": WIDTH - 150,
        "layer": [
            {"data": {"values": away}, "mark": dashed, "encoding": {"x": x}},
            {"data": {"values": away}, "mark": dashed, "encoding": {"y": y}},
            {
                "data": {"values": frontier},
                "mark": {"type": "point", "filled": True, "color": ACCENT, "size": 40, "opacity": 0.45},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": chosen},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "shape": "diamond",
                    "color": SECOND,
                    "size": 140,
                    "opacity": 1,
                },
                "encoding": {"x": x, "y": y},
            },
            *(_label(chosen, left, x, y) for left in (True, False)),
        ],
        "config": _config(),
    }


def _apart(points: Sequence[Row]) -> list[Row]:
    """Solutions of equal worth to the two parties shown carry one label."""
    together: dict[tuple[float, float], list[str]] = {}
    for each in points:
        together.setdefault((each["x"], each["y"]), []).append(each["label"])
    return [{"x": x, "y": y, "label": _together(labels)} for (x, y), labels in together.items()]


def _together(labels: Sequence[str]) -> str:
    """The names of solutions beside their point; more than fit are counted, and the table names them all."""
    named = [each for label in labels for each in re.split(r", | and ", label)]
    return listed(named) if len(listed(named)) <= LONGEST_POINT else f"{named[0]} and {len(named) - 1} others"


def _label(chosen: Sequence[Row], left: bool, x: Row, y: Row) -> dict[str, Any]:
    """Labels stand to the side where there is room for them."""
    side = {"align": "right", "dx": -11} if left else {"align": "left", "dx": 11}
    return {
        "data": {"values": list(chosen)},
        "transform": [{"filter": f"datum.x {'>' if left else '<='} 0.5"}],
        "mark": {"type": "text", "color": INK, "fontSize": 12, **side},
        "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
    }


def _utility(field: str, whose: str) -> Row:
    axis = {"title": cut(f"Utility to {whose}", 40), "values": [0, 0.2, 0.4, 0.6, 0.8, 1], "format": ".1f"}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}


def _config() -> dict[str, Any]:
    return {
        "background": None,
        "font": "system-ui, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "labelColor": MUTED,
            "titleColor": INK,
            "gridColor": GRID,
            "domainColor": MUTED,
            "tickColor": MUTED,
            "labelFontSize": 12,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
        },
    }


def cut(text: str, longest: int = LONGEST_LABEL) -> str:
    """A text as a chart can hold it."""
    return plain(text, longest)
