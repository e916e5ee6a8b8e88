"""What the parties would exchange across the issues, and where that leaves each issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, line, table
from parley.brief.tables.words import errors

if TYPE_CHECKING:
    from parley.analysis.results import Results
    from parley.analysis.spatial.result import Concession, Trade
    from parley.brief.tables.words import Names

SHOWN = 8


def tables(results: Results, names: Names) -> list[Part]:
    """The exchanges that bring most, the first round first, and where each issue stands after all of them."""
    outcome = results.exchange
    if outcome is None:
        return []
    if not outcome.trades:
        return [line(f"Exchanges across issues ({outcome.method.name}): nobody has anything to exchange")]
    trades = [_row(trade, names) for trade in outcome.trades[:SHOWN]]
    after = [(names.issue(issue), names.range_on(issue, value)) for issue, value in outcome.forecast.items()]
    most = errors(tuple(outcome.forecast.values()))
    shown = f"{min(SHOWN, len(outcome.trades))} of {outcome.made} exchanges"
    title = f"Where each issue would settle after {outcome.method.parameters['rounds']} rounds of exchange"
    touched = any(trade.others for trade in outcome.trades[:SHOWN])
    columns = ("round", "gives way", "and in return", "gain of each", *(["others"] if touched else []))
    return [
        table("What could be exchanged", columns, (row[: len(columns)] for row in trades)),
        line(f"{shown}; gains are salience times share of the scale"),
        table(title, ("issue", "weighted mean"), after),
        line(f"{outcome.method.name}: {outcome.method.draws:,} draws, Monte Carlo error at most ±{most}, uncalibrated"),
    ]


def _row(trade: Trade, names: Names) -> tuple[str, ...]:
    first, second = (_concession(side, names) for side in trade.concessions)
    touched = sorted(trade.others.items(), key=lambda each: (-abs(each[1]), each[0]))
    return (str(trade.round), first, second, f"{trade.gain:+.3f}", names.each(dict(touched[:3]), "+.2f"))


def _concession(side: Concession, names: Names) -> str:
    moved = names.stretch(side.issue, (side.before, side.after))
    return f"{names.party(side.party)} on {names.issue(side.issue)}: {moved}"
