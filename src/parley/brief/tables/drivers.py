"""What the figures hang on: a tornado in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, line, table

if TYPE_CHECKING:
    from parley.analysis.results import Results
    from parley.analysis.uncertainty.result import Driver, Sensitivity, TurningPoint
    from parley.brief.tables.words import Names

BAR = 16  # characters of the widest swing


def tables(results: Results, names: Names) -> list[Part]:
    """The agreement's drivers as a tornado, each forecast's in one line."""
    parts: list[Part] = []
    rows: list[tuple[str, ...]] = []
    for figure in results.sensitivity:
        if figure.of == "margin":
            parts += _tornado(figure, names)
        else:
            issue = names.issue(figure.of.removeprefix("forecast/"))
            rows += [(issue, *_ends(driver, names)) for driver in figure.drivers[:1]]
    if rows:
        parts.append(table("What moves each weighted mean most", ("issue", "input", "at its low", "at its high"), rows))
    return parts


def _tornado(figure: Sensitivity, names: Names) -> list[Part]:
    widest = max((_width(driver) for driver in figure.drivers), default=0.0) or 1.0
    rows = [
        (
            *_ends(driver, names),
            "#" * max(1, round(BAR * _width(driver) / widest)),
            f"{driver.total:.2f} ± {driver.error:.2f}" if driver.total is not None else "",
        )
        for driver in figure.drivers
        if _width(driver) > 0
    ]
    title = f"What the agreement hangs on: {figure.words} ({figure.value:+.2f})"
    columns = ("input", "at its low", "at its high", "swing", "share of variance")
    turning = [line(_turning(figure.turning, names))] if figure.turning else []
    return [table(title, columns, rows), *turning] if rows else []


def _ends(driver: Driver, names: Names) -> tuple[str, str, str]:
    return names.number(driver.input), f"{driver.swing.at_low:.3g}", f"{driver.swing.at_high:.3g}"


def _width(driver: Driver) -> float:
    return abs(driver.swing.at_high - driver.swing.at_low)


def _turning(found: TurningPoint, names: Names) -> str:
    moved = "; ".join(f"{names.number(shift.input)} {shift.before:.3g} to {shift.after:.3g}" for shift in found.shifts)
    within = "all within their ranges" if found.plausible else "beyond their ranges"
    return f"It would turn ({found.before:+.2f} to {found.after:+.2f}) if together, {within}: {moved}"
