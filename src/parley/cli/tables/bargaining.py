"""What could be agreed over all issues at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import line, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from parley.analysis.bargaining.result import (
        Bargaining,
        Concessions,
        Division,
        Mediation,
        PackageOutcome,
        Trade,
    )
    from parley.analysis.results import Results


def tables(results: Results) -> list[RenderableType]:
    """The zone of agreement, one package for each solution, trades, a mediator's text, a fair division and tactics."""
    return _bargaining(results.bargaining) if results.bargaining else []


def _bargaining(result: Bargaining) -> list[RenderableType]:
    counts = (
        f"{result.packages:,} packages over {len(result.issues)} issues; {result.acceptable:,} at least as good as "
        f"walking away for everybody; {result.frontier_size:,} efficient. Chance of such a package over the draws: "
        f"{interval(result.zopa)} (uncalibrated)"
    )
    rows = [
        (
            solution.name,
            _terms(package),
            ", ".join(f"{party} {gain:+.2f}" for party, gain in package.gain.items()),
        )
        for solution in result.solutions
        for package in solution.packages[:1]
    ]
    walk = ", ".join(f"{party} {value:.2f}" for party, value in result.walk_away.items())
    ideal = ", ".join(f"{party} {value:.2f}" for party, value in result.ideal.items())
    return [
        line(counts),
        line(f"Walking away is worth: {walk}. The most each could have with nobody walking away: {ideal}"),
        table("What could be agreed", ("solution", "package (the first where several tie)", "gain"), rows),
        *_trades(result.trades),
        *(_mediation(result.mediation) if result.mediation else ()),
        *(_division(result.division) if result.division else ()),
        *(_tactics(result) if result.tactics else ()),
        *(line(f"{finding.level}: {finding.message}") for finding in result.findings),
    ]


def _terms(package: PackageOutcome) -> str:
    return "; ".join(f"{issue}: {label}" for issue, label in package.labels.items())


def _each(values: Mapping[str, float]) -> str:
    return ", ".join(f"{key} {value:.2f}" for key, value in values.items())


def _trades(trades: tuple[Trade, ...]) -> list[RenderableType]:
    if not trades:
        return [line("No two parties care differently enough about two issues to trade one for the other.")]
    rows = [
        (
            f"{trade.takes_by} takes {trade.takes}, concedes {trade.concedes} to {trade.other}",
            f"{trade.least_price:.2f} to " + ("any" if trade.most_price is None else f"{trade.most_price:.2f}"),
            ", ".join(f"{party} {gain:+.2f}" for party, gain in trade.gain.items()),
        )
        for trade in trades
    ]
    return [table("Trades", ("trade", "price: conceded for each part taken", "gain over an even split"), rows)]


def _mediation(found: Mediation) -> list[RenderableType]:
    rows = [
        (str(step) if step else "draft", _terms(version), _each(version.utility))
        for step, version in enumerate(found.versions)
    ]
    begins = "the middle of the positions" if found.start == "middle" else "the draft"
    end = "nothing is better for all than the last" if found.done else "a better one for all is not ruled out"
    title = f"A mediator's text from {begins}: each version is worse for nobody; {end}"
    return [table(title, ("version", "package", "worth"), rows)]


def _division(found: Division) -> list[RenderableType]:
    first, second = found.parties
    shares = ", ".join(f"{issue} {share:.0%}" for issue, share in found.share.items())
    return [
        line(
            f"Adjusted Winner: {first} gets its way on {shares}; the rest goes {second}'s way. Each has "
            f"{found.received:.1f} of its own 100 points."
        )
    ]


def _tactics(result: Bargaining) -> list[RenderableType]:
    found = result.tactics
    assert found is not None
    first = found.parties[0]
    held = ", ".join(
        f"{key} {each.value:.2f}{' (default)' if key in found.defaults else ''}" for key, each in found.patience.items()
    )
    shares = ", ".join(f"{key} {interval(each)}" for key, each in found.share.items())
    last = ", ".join(f"{share:.2f} with {rounds}" for rounds, share in found.deadline.items())
    said = [
        f"Patience a round: {held}. Who proposes first gets of the gain: {shares}. As rounds grow short: "
        f"{_each(found.short_rounds)}. With offers left until a deadline, {first} first: {last}."
    ]
    if found.package:
        said.append(f"Weighted by patience, Nash: {_terms(found.package)} ({_each(found.package.utility)})")
    if result.concessions:
        said.append(_concessions(result.concessions))
    for meeting in found.meetings:
        manners = ", ".join(f"{party} {manner}" for party, manner in meeting.manner.items())
        said.append(f"Conceding to a deadline ({manners}): they meet at {meeting.time:.0%}, {_each(meeting.utility)}.")
    said += [f"Threat by {each.by} on {each.on} ({each.form}): {each.why}" for each in found.threats]
    return [line("Tactics", "bold"), *map(line, said)]


def _concessions(found: Concessions) -> str:
    return (
        f"Conceding by risk (Zeuthen; opening risks {_each(found.risks)}): after {found.rounds} concessions they meet "
        f"at {_terms(found.package)} ({_each(found.package.utility)})."
    )
