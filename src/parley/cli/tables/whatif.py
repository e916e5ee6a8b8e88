"""What changes when one thing of the case is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.results import Results


def tables(results: Results) -> list[RenderableType]:
    """One row an effect."""
    if not results.counterfactuals:
        return []
    rows = (
        (counter.name, effect, interval(change))
        for counter in results.counterfactuals
        for effect, change in counter.effects.items()
    )
    return [table("What if", ("change", "effect on", "difference"), rows)]
