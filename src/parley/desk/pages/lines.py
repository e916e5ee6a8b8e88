"""Where the marks of a small line chart go: in units of its own viewBox, drawn by a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 680, 280
LEFT, RIGHT, TOP, BOTTOM = 44, 500, 14, 246  # the plot; to its right stand the names of the lines
APART = 17  # between two names
MOST = 8  # lines a reader can tell apart; the table holds all


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: its name and a value, or none, at each place along the chart."""

    name: str
    values: tuple[float | None, ...]


def steps(lines: Sequence[Line], low: float, high: float) -> list[dict[str, object]]:
    """Lines that hold their value until the next, with the place of each one's name beside its end.

    Args:
        low, high: ends of the vertical axis, in the unit of the values.
    """
    drawn = [_drawn(at, line, low, high) for at, line in enumerate(lines[:MOST], start=1)]
    ends = sorted((each for each in drawn if each["marks"]), key=lambda each: float(str(each["end"])))
    heights = spread([float(str(each["end"])) for each in ends])
    for each, height in zip(ends, heights, strict=True):
        each["label"] = round(height, 1)
    return drawn


def _drawn(at: int, line: Line, low: float, high: float) -> dict[str, object]:
    marks: list[tuple[float, float]] = []
    path: list[tuple[float, float]] = []
    before: float | None = None
    for place, value in enumerate(line.values):
        if value is None:
            continue
        x, y = across(place, len(line.values)), up(value, low, high)
        if before is not None and value != before:
            path.append((x, path[-1][1]))
        path.append((x, y))
        if value != before:
            marks.append((x, y))
        before = value
    return {
        "name": line.name,
        "look": at,
        "points": " ".join(f"{x:.1f},{y:.1f}" for x, y in path),
        "marks": [{"x": round(x, 1), "y": round(y, 1)} for x, y in marks],
        "end": path[-1][1] if path else 0.0,
    }


def across(place: int, places: int) -> float:
    """The middle of the plot when there is one place, else from its left to its right."""
    return (LEFT + RIGHT) / 2 if places < 2 else LEFT + (RIGHT - LEFT) * place / (places - 1)


def up(value: float, low: float, high: float) -> float:
    """Height of a value; one off the scale stands at its end."""
    share = (value - low) / (high - low) if high > low else 0.5
    return BOTTOM - (BOTTOM - TOP) * min(1.0, max(0.0, share))


def spread(heights: Sequence[float]) -> list[float]:
    """Heights in their order, moved apart so that no two names overlap and the last stays in the picture.

    >>> spread([10, 12, 100])
    [10, 27, 100]
    """
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + APART) if found else height)
    limit: float = BOTTOM + 6
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], limit)
        limit = found[at] - APART
    return found
