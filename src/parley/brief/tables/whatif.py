"""What changes when one thing of the case is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, table
from parley.brief.tables.words import interval

if TYPE_CHECKING:
    from parley.analysis.result import Interval
    from parley.analysis.results import Results
    from parley.brief.tables.words import Names


def tables(results: Results, names: Names) -> list[Part]:
    """One row an effect."""
    if not results.counterfactuals:
        return []
    rows = (
        (counter.name, _effect(effect, names), _difference(change))
        for counter in results.counterfactuals
        for effect, change in counter.effects.items()
    )
    return [table("What if", ("change", "effect on", "difference"), rows)]


def _effect(key: str, names: Names) -> str:
    kind, _, rest = key.partition("/")
    if kind == "forecast":
        return f"weighted mean on {names.issue(rest)}"
    return "chance of a zone of agreement" if kind == "zopa" else key


def _difference(change: Interval) -> str:
    if change.unit == "probability":  # a difference of chances, in points of 100
        return f"{100 * change.value:+.2g} [{100 * change.low:.2g}, {100 * change.high:.2g}] points"
    return interval(change, unit=change.unit != "scale point")
