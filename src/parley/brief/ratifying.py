"""Deep Look: what would pass at home, how likely, and on whom it hangs."""

from __future__ import annotations

from typing import Literal

from parley.analysis.ratification.result import ChamberResult, Ratification, TextVote
from parley.analysis.ratification.result import Room as Stretch
from parley.brief.english import counted, in_figures, listed, on_scale_range, with_article
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, odds, percent
from parley.brief.record import BriefSentence, Bullet, Section, Table
from parley.brief.sections import subsection

KEY: Literal["deep-look"] = "deep-look"
MOST_CHAMBERS = 4
MOST_DECIDING = 3  # members named
OFTEN = 0.02  # of being pivotal; less is not worth a name

# A finding for the first page: ratification takes away half of what the table could sign, or is in doubt.
_LOSES = 0.5
_DOUBT = 0.75


def would_it_be_ratified(ledger: Ledger) -> Section | None:
    """Nothing where no consent beyond the table is needed."""
    found = ledger.results.ratification
    if found is None or not found.chambers:
        return None
    bullets = [_chamber(ledger, chamber) for chamber in found.chambers[:MOST_CHAMBERS]]
    section = subsection(KEY, "Would It Be Ratified", [_overall(ledger, found)], bullets)
    return section.model_copy(update={"tables": (_table(ledger, found),)}) if len(found.chambers) > 1 else section


def at_home(ledger: Ledger) -> BriefSentence | None:
    """The finding for the first page, where ratification matters."""
    found = ledger.results.ratification
    if found is None or not found.chambers or not found.at_table:
        return None
    least = min((each.value for each in found.probability.values()), default=1.0)
    matters = found.involuntary_defection or found.everywhere < _LOSES * found.at_table or least < _DOUBT
    return _room(ledger, found) if matters else None


def _overall(ledger: Ledger, found: Ratification) -> list[BriefSentence]:
    said = [_room(ledger, found)]
    zone = found.zone
    text = f"That some package suits {ledger.talkers()} and passes in {_homes(found)} is"
    said.append(ledger.say(f"{text} {chance(zone.value, zone.low, zone.high, calibrated=False)}", ["ratification"]))
    return said


def _room(ledger: Ledger, found: Ratification) -> BriefSentence:
    who, homes = ledger.talkers(), _homes(found)
    if found.involuntary_defection:
        text = f"{who} could agree on {counted(found.at_table, 'package')}, and none of them would pass in {homes}"
    elif not found.at_table:
        text = f"No package suits {who}, so that {homes} has nothing to vote on"
    else:
        pass_ = "would also pass" if found.everywhere else "would pass"
        text = f"Of {counted(found.packages, 'package')} weighed for this, {in_figures(found.at_table)} suit {who}, "
        text += f"and {in_figures(found.everywhere)} of these {pass_} in {homes}"
    return ledger.say(text, ["ratification"])


def _homes(found: Ratification) -> str:
    return listed([with_article(chamber.name) for chamber in found.chambers])


def _chamber(ledger: Ledger, chamber: ChamberResult) -> Bullet:
    name, basis = with_article(chamber.name), [f"ratification/{chamber.chamber}"]
    if chamber.members == 1:
        text = f"{name} is counted as one voice, and {percent(chamber.win_share)} of all packages would pass there"
    else:
        text = f"{name} decides by {chamber.rule.removesuffix(' (default)')}, and {percent(chamber.win_share)} of all "
        text += f"packages would pass among its {counted(chamber.members, 'member')}"
    said = [ledger.say(text, basis)]
    if chamber.texts:
        said += [_text(ledger, chamber, chamber.texts[0], basis), *_deciding(ledger, chamber, basis)]
    said += _narrowest(ledger, chamber, basis)
    return Bullet(label=chamber.name, sentences=tuple(said))


def _text(ledger: Ledger, chamber: ChamberResult, text: TextVote, basis: list[str]) -> BriefSentence:
    likely = chance(text.probability.value, text.probability.low, text.probability.high, calibrated=False)
    now = "would pass" if text.passes else "would fail"
    said = f"The {_solution(text)} package of {ledger.talkers()} {now} there as things stand; over the ranges of the "
    return ledger.say(f"{said}case, that {with_article(chamber.name)} passes it is {likely}", basis)


def _deciding(ledger: Ledger, chamber: ChamberResult, basis: list[str]) -> list[BriefSentence]:
    """Who is pivotal for this text, and what it would take where it fails."""
    text, said = chamber.texts[0], []
    pivotal = [vote for vote in text.votes if vote.pivotal >= OFTEN][:MOST_DECIDING]
    if chamber.members > 1 and pivotal:
        who = listed([f"{vote.name} ({percent(vote.pivotal)})" for vote in pivotal])
        how = f"The chance that the vote in {with_article(chamber.name)} hangs on a member is largest for {who}"
        said.append(ledger.say(how, basis))
    if not text.passes and text.payment.cost is not None:
        who = listed([with_article(each) for each in text.payment.members])
        cost = f"{text.payment.cost:.2f} on a scale from 0 to 1"
        said.append(ledger.say(f"The cheapest way to a majority is to make up {cost} to {who}", basis))
    return said


def _narrowest(ledger: Ledger, chamber: ChamberResult, basis: list[str]) -> list[BriefSentence]:
    """The issue on which the chamber leaves the least room, the rest as in the text."""
    rooms = [(share, room) for room in chamber.room if (share := _share(ledger, room)) < 0.9]
    if not rooms:
        return []
    _, room = min(rooms, key=lambda each: each[0])
    issue = ledger.issue(room.issue)
    if issue is None:
        return []
    where = listed([on_scale_range(issue.scale, *ends) for ends in room.stretches], "or") or "nothing"
    text = f"With the rest of that text as it is, {with_article(chamber.name)} would pass {where} on {issue.name}"
    return [ledger.say(text, basis)]


def _share(ledger: Ledger, room: Stretch) -> float:
    issue = ledger.issue(room.issue)
    width = issue.scale.high - issue.scale.low if issue else 0.0
    return sum(high - low for low, high in room.stretches) / width if width else 1.0


def _table(ledger: Ledger, found: Ratification) -> Table:
    rows = [
        (
            chamber.name,
            chamber.rule,
            f"{percent(chamber.win_share)} of the packages",
            _solution(text),
            "passes" if text.passes else "fails",
            odds(text.probability.value),
        )
        for chamber in found.chambers
        for text in chamber.texts[:1]
    ]
    return Table(
        caption="What passes where, chances uncalibrated",
        columns=("Chamber", "Rule", "Would pass", "Package of", "As things stand", "Chance"),
        rows=tuple(rows),
        basis=ledger.rest_on(f"ratification/{chamber.chamber}" for chamber in found.chambers),
    )


def _solution(text: TextVote) -> str:
    return text.solutions[0].replace("-", "–").title() if text.solutions else "first"
