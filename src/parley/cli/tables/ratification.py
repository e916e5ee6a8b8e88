"""What would be ratified, where it hangs and on whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.tables.words import interval
from parley.cli.view import line, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.ratification.result import ChamberResult, MemberVote, Ratification, Room
    from parley.analysis.results import Results

MOST_ROWS = 8  # members shown a chamber; the JSON has more


def tables(results: Results) -> list[RenderableType]:
    """One row a chamber, then who decides in each and what it leaves on each issue."""
    return _ratification(results.ratification) if results.ratification else []


def _ratification(result: Ratification) -> list[RenderableType]:
    passing = "; ".join(f"{name} {interval(chance)}" for name, chance in result.probability.items())
    zone = f" Chance of a package that passes everywhere, over the draws: {interval(result.zone)} (uncalibrated)."
    sure = f" Chance that a text passes everywhere: {passing} (uncalibrated)" if passing else ""
    columns = ("chamber", "rule", "would pass", "text of", "chance (uncalibrated)", "cheapest way to pass it")
    rows = [row for chamber in result.chambers for row in _texts(chamber)]
    shown: list[RenderableType] = [line(f"{result.words}{zone}{sure}")]
    if rows:
        shown.append(table("Who must ratify", columns, rows))
    for chamber in result.chambers:
        shown += _members(chamber)
    findings = (*result.findings, *(each for chamber in result.chambers for each in chamber.findings))
    return [*shown, *(line(f"{finding.level}: {finding.message}") for finding in findings)]


def _texts(chamber: ChamberResult) -> list[tuple[str, ...]]:
    head = (chamber.name, chamber.rule, f"{chamber.win_share:.0%} of the packages")
    if not chamber.texts:
        return [(*head, "no text to vote on", "", "")]
    return [
        (
            *head,
            f"{', '.join(text.solutions)}: {'passes' if text.passes else 'fails'}",
            interval(text.probability),
            _payment(text.payment.members, text.payment.cost, text.payment.least),
        )
        for text in chamber.texts
    ]


def _payment(members: tuple[str, ...], cost: float | None, least: float | None) -> str:
    if cost is None:
        return "no payment makes it pass"
    if not members:
        return "passes as it is"
    at_least = "" if least is None or abs(cost - least) < 1e-9 else f" (at least {least:.2f})"
    return f"{', '.join(members)}: {cost:.2f} utility{at_least}"


def _members(chamber: ChamberResult) -> list[RenderableType]:
    shown: list[RenderableType] = [_powers(chamber)]
    if chamber.proposing:
        kept = _span(chamber.proposing.least, chamber.proposing.most)
        words = f"Who proposes how a sum is divided in {chamber.name} keeps {kept} of it"
        how = f"Baron and Ferejohn, closed rule, {chamber.proposing.needed} votes needed"
        shown.append(line(f"{words} ({how})"))
    if chamber.room:
        rows = [(room.issue, _stretches(room), _best(room)) for room in chamber.room]
        columns = ("issue", "would pass, the rest as in the text", "best for")
        shown.append(table(f"{chamber.name}: room on each issue", columns, rows))
    return shown


def _powers(chamber: ChamberResult) -> RenderableType:
    """The members most often pivotal for the text, with their power whatever the text."""
    votes = {vote.member: vote for vote in chamber.texts[0].votes} if chamber.texts else {}
    listed = sorted(chamber.power, key=lambda each: -votes[each.member].pivotal if each.member in votes else 1.0)
    owen = any(power.owen is not None for power in chamber.power)
    rows = [
        (
            power.name,
            f"{power.votes:g}",
            *_vote(votes.get(power.member)),
            f"{power.shapley_shubik:.3f}",
            f"{power.banzhaf:.3f} ({power.banzhaf_absolute:.3f})",
            *([f"{power.owen:.3f}"] if power.owen is not None else []),
        )
        for power in listed[:MOST_ROWS]
    ]
    columns = ("member", "votes", "says yes", "decides", "Shapley-Shubik", "Banzhaf (absolute)")
    return table(f"{chamber.name}: who decides", (*columns, "Owen") if owen else columns, rows)


def _vote(vote: MemberVote | None) -> tuple[str, str]:
    if vote is None:
        return ("", "")
    return f"{vote.yes:.0%}", f"{vote.pivotal:.0%}{' (by its vote now)' if vote.decides else ''}"


def _span(least: float, most: float) -> str:
    return f"{least:.0%}" if round(least, 2) == round(most, 2) else f"{least:.0%} to {most:.0%}"


def _stretches(room: Room) -> str:
    return ", ".join(f"{low:.3g} to {high:.3g}" for low, high in room.stretches) or "nothing"


def _best(room: Room) -> str:
    return ", ".join(f"{party} {offer:.3g}" for party, offer in room.best.items())
