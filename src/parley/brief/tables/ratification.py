"""What would be ratified, where it hangs and on whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, line, table
from parley.brief.tables.words import interval, percent

if TYPE_CHECKING:
    from parley.analysis.ratification.result import (
        ChamberResult,
        DealPower,
        IssueWinSet,
        MemberVote,
        Ratification,
        Room,
        TextVote,
    )
    from parley.analysis.results import Results
    from parley.brief.tables.words import Names

TITLES = {"nash": "Nash", "kalai-smorodinsky": "Kalai-Smorodinsky"}
MOST_ROWS = 8  # members shown a chamber; the JSON has more


def tables(results: Results, names: Names) -> list[Part]:
    """One row a chamber, who decides in each and what it leaves on each issue; then win-sets and the whole deal."""
    return _ratification(results.ratification, names) if results.ratification else []


def _ratification(result: Ratification, names: Names) -> list[Part]:
    passing = "; ".join(f"{TITLES[name]} {interval(chance)}" for name, chance in result.probability.items())
    zone = f" Chance of a package that passes everywhere, over the draws: {interval(result.zone)} (uncalibrated)."
    sure = f" Chance that a text passes everywhere: {passing} (uncalibrated)" if passing else ""
    columns = ("chamber", "rule", "would pass", "text of", "chance", "cheapest way to pass it")
    rows = [row for chamber in result.chambers for row in _texts(chamber)]
    shown: list[Part] = [line(f"{result.words}{zone}{sure}")]
    if rows:
        shown.append(table("Who must ratify (chances uncalibrated)", columns, rows))
    for chamber in result.chambers:
        shown += _members(chamber, names)
    shown += [*_win_sets(result.win_sets, names), *_whole(result.power)]
    findings = (*result.findings, *(each for chamber in result.chambers for each in chamber.findings))
    return [*shown, *(line(f"{finding.level}: {finding.message}") for finding in findings)]


def _texts(chamber: ChamberResult) -> list[tuple[str, ...]]:
    head = (chamber.name, chamber.rule, f"{chamber.win_share:.0%} of the packages")
    if not chamber.texts:
        return [(*head, "no text to vote on", "", "")]
    return [
        (
            *head,
            f"{', '.join(TITLES[name] for name in text.solutions)}: {'passes' if text.passes else 'fails'}{_yes(text)}",
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


def _members(chamber: ChamberResult, names: Names) -> list[Part]:
    shown: list[Part] = [_powers(chamber)]
    if chamber.proposing:
        kept = _span(chamber.proposing.least, chamber.proposing.most)
        words = f"Who proposes how a sum is divided in {chamber.name} keeps {kept} of it"
        how = f"Baron and Ferejohn, closed rule, {chamber.proposing.needed} votes needed"
        shown.append(line(f"{words} ({how})"))
    if chamber.room:
        rows = [
            (names.issue(room.issue), _stretches(room.issue, room.stretches, names), _best(room, names))
            for room in chamber.room
        ]
        columns = ("issue", "would pass, the rest as in the text", "best for")
        shown.append(table(f"{chamber.name}: room on each issue", columns, rows))
    return shown


def _powers(chamber: ChamberResult) -> Part:
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


def _stretches(issue: str, stretches: tuple[tuple[float, float], ...], names: Names) -> str:
    return ", ".join(names.stretch(issue, each) for each in stretches) or "nothing"


def _best(room: Room, names: Names) -> str:
    return ", ".join(f"{names.party(key)} {names.place(room.issue, offer)}" for key, offer in room.best.items())


def _yes(text: TextVote) -> str:
    """How many vote yes, where there is more than one to vote."""
    return "" if len(text.votes) < 2 else f" ({text.yes.value:.3g} [{text.yes.low:.3g}, {text.yes.high:.3g}] say yes)"


def _win_sets(found: tuple[IssueWinSet, ...], names: Names) -> list[Part]:
    """Each issue against what holds now: chambers and parties in columns of their own as far as the page is wide."""
    keys = [*found[0].chambers, *found[0].table] if found else []
    if not keys:
        return []
    shown = keys if len(keys) <= names.fit(first=45, each=11) else list(found[0].chambers)
    rows = []
    for each in found:
        now = f"{names.place(each.issue, each.status_quo)}{'*' if each.is_default else ''}"
        parts = {**each.chambers, **each.table}
        own = (names.stretch(each.issue, parts[key]) for key in shown)
        all_of_them = _stretches(each.issue, each.common, names)
        rows.append((names.issue(each.issue), now, *own, all_of_them, percent(each.change.value)))
    columns = ("issue", "now", *(names.party(key) for key in shown), "all", "chance of change")
    title = "What each would rather have than what holds now, each issue alone (uncalibrated)"
    assumed = "; * nobody has said what holds, the low end of the scale stands in"
    note = "Win-sets around the status quo (Putnam). All: what nobody would stop"
    return [
        table(title, columns, rows),
        line(f"{note}{assumed if any(each.is_default for each in found) else ''}"),
    ]


def _whole(power: DealPower) -> list[Part]:
    """How much each decides over the whole deal."""
    if not power.voices:
        return []
    rows = [
        (
            voice.name,
            f"{voice.shapley_shubik:.3f}",
            f"{voice.banzhaf:.3f}",
            f"{voice.owen:.3f}",
            "" if voice.expects is None else f"{voice.expects:.0%}",
            "" if voice.keeps is None else f"{voice.keeps:.0%}",
        )
        for voice in power.voices
    ]
    columns = ("whose yes it needs", "Shapley-Shubik", "Banzhaf", "Owen, by sides", "expects", "keeps, if it proposes")
    note = (
        "Expects, keeps: of a sum divided at the table, who proposes drawn by influence (Baron and Ferejohn, discount "
        f"{power.method.parameters['discount (default)']}, default)"
    )
    return [table("Power over the whole deal", columns, rows), line(note)]
