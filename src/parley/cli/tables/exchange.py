"""What the parties would exchange across the issues, and where that leaves each issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import line, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.results import Results
    from parley.analysis.spatial.result import Concession, Trade

SHOWN = 8


def tables(results: Results) -> list[RenderableType]:
    """The exchanges that bring most, the first round first, and where each issue stands after all of them."""
    outcome = results.exchange
    if outcome is None:
        return []
    if not outcome.trades:
        return [line(f"Exchanges across issues ({outcome.method.name}): nobody has anything to exchange")]
    trades = map(_row, outcome.trades[:SHOWN])
    after = [(issue, interval(value)) for issue, value in outcome.forecast.items()]
    shown = f"{min(SHOWN, len(outcome.trades))} of {outcome.made} exchanges"
    title = f"Where each issue would settle after {outcome.method.parameters['rounds']} rounds of exchange"
    return [
        table("What could be exchanged", ("round", "gives way", "and in return", "gain of each", "others"), trades),
        line(f"{shown}; gains are salience times share of the scale"),
        table(title, ("issue", "weighted mean"), after),
        line(f"{outcome.method.name}: {outcome.method.draws:,} draws, uncalibrated"),
    ]


def _row(trade: Trade) -> tuple[str, ...]:
    first, second = map(_concession, trade.concessions)
    touched = sorted(trade.others.items(), key=lambda each: (-abs(each[1]), each[0]))
    others = ", ".join(f"{party} {effect:+.2f}" for party, effect in touched[:3])
    return (str(trade.round), first, second, f"{trade.gain:+.3f}", others)


def _concession(side: Concession) -> str:
    return f"{side.party} on {side.issue}: {side.before:.3g} to {side.after:.3g}"
