"""The families of models in the order an analyst reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parley.analysis.results import Results
from parley.brief.tables import (
    answers,
    bargaining,
    conflict,
    drivers,
    exchange,
    forecasts,
    ratification,
    stakes,
    whatif,
)
from parley.brief.tables.parts import Part
from parley.brief.tables.words import Names

FAMILIES: tuple[tuple[str, Callable[[Results, Names], Sequence[Part]]], ...] = (
    ("Where each issue may end", forecasts.tables),
    ("What could be exchanged across issues", exchange.tables),
    ("What could be agreed", bargaining.tables),
    ("What holds at home", ratification.tables),
    ("Who would stay where", conflict.tables),
    ("The open questions", answers.tables),
    ("What would change it", whatif.tables),
    ("What it hangs on", drivers.tables),
    ("What the deal is worth", stakes.tables),
)
