"""Single facts of a case as sentences: a gap, an exchange, a pressure, an exclusion."""

from __future__ import annotations

from collections.abc import Iterable

from parley.brief.english import is_plural, listed, name, point_range, points, quoted, tidy, with_article
from parley.brief.ledger import Ledger
from parley.brief.notes import estimate_id
from parley.brief.record import BriefSentence
from parley.case.record import CasePressure, Excluded, Issue, Link, Party, Stance

_PRESSURE = {
    "threat": "with a threat",
    "deadline": "with a deadline",
    "sanction": "with sanctions",
    "inducement": "with an inducement",
    "criticism": "with criticism",
    "time": "by the clock",
}


def scale_label(issue: Issue, value: float) -> str:
    """The labelled point of an issue's scale that lies nearest to a value; the lower one of two as near."""
    scale = issue.scale
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    labelled = sorted([*ends, *((point.value, point.label) for point in scale.points)])
    return min(labelled, key=lambda point: abs(point[0] - value))[1]


def agrees(party: Party, plural: str, singular: str) -> str:
    return plural if is_plural(party) else singular


def in_the_words(ledger: Ledger, basis: Iterable[str], *kinds: str) -> str:
    """`: “words”` of the first citation among `basis`, or nothing when there is none."""
    words = ledger.cited(basis, *kinds)
    return f": {quoted(words.text)}" if words else ""


def gap(ledger: Ledger, issue: Issue) -> BriefSentence | None:
    """How far apart the two bargaining parties farthest from each other are on an issue."""
    stances = sorted(_judged_stances(ledger, issue), key=lambda stance: (stance.position.value, stance.party))
    if len(stances) < 2 or points(stances[0].position.value) == points(stances[-1].position.value):
        return None
    low, high = stances[0], stances[-1]
    sides = [
        f"{name(party)} at {points(stance.position.value)} ({point_range(stance.position.low, stance.position.high)})"
        for stance in (low, high)
        if (party := ledger.party(stance.party))
    ]
    distance = points(high.position.value - low.position.value)
    basis = [
        id for one in (low, high) for id in (*one.position.basis, estimate_id(f"{one.key}/position", one.position))
    ]
    return ledger.say(f"On {issue.name} {listed(sides)} stand {distance} points apart", basis)


def _judged_stances(ledger: Ledger, issue: Issue) -> list[Stance]:
    bargaining = {party.key for party in ledger.bargaining()}
    return [
        stance
        for stance in ledger.case.stances
        if stance.issue == issue.key and stance.party in bargaining and not stance.position.is_default
    ]


def exchange(ledger: Ledger, link: Link) -> BriefSentence:
    """One thing for another, or hanging on it."""
    give, get = _issue_name(ledger, link.give_issue), _issue_name(ledger, link.get_issue)
    giver, getter = ledger.party(link.giver), ledger.party(link.getter)
    words = in_the_words(ledger, link.basis) or f": {quoted(link.words)}"
    if link.form == "condition":
        text = f"{_owned(giver, give)} hangs on {get}{words}"
    elif giver is None:
        text = f"{give} stands against {get}{words}"
    else:
        to = f" to {name(getter)}" if getter and getter.key != giver.key else ""
        text = f"{name(giver)} would give {give}{to} in exchange for {get}{words}"
    return ledger.say(text, link.basis or ["case"])


def pressure(ledger: Ledger, press: CasePressure) -> BriefSentence:
    by, on = ledger.party(press.by), ledger.party(press.on)
    subject = name(by) if by else _plain(press.by)
    verb = agrees(by, "press", "presses") if by else "presses"
    how = f" {_PRESSURE[press.form]}" if press.form in _PRESSURE else ""
    basis = [*press.basis, estimate_id(f"pressure/{press.by}/{press.on}", press.strength)]
    text = f"{subject} {verb} {name(on) if on else _plain(press.on)}{how}{in_the_words(ledger, press.basis)}"
    return ledger.say(text, basis)


def exclusion(ledger: Ledger, excluded: Excluded) -> BriefSentence:
    party = ledger.party(excluded.party)
    subject = name(party) if party else _plain(excluded.party)
    verb = agrees(party, "are", "is") if party else "is"
    talks = f" of {quoted(excluded.talks)}" if tidy(excluded.talks) else " of the talks"
    words = in_the_words(ledger, excluded.basis)
    return ledger.say(f"{subject} {verb} left out{talks}{words}", excluded.basis or ["case"])


def _issue_name(ledger: Ledger, key: str) -> str:
    issue = ledger.issue(key)
    return issue.name if issue else _plain(key)


def _owned(party: Party | None, thing: str) -> str:
    return f"For {name(party)}, {thing}" if party else thing


def _plain(key: str) -> str:
    """A key as words, for what the case names but does not hold."""
    return with_article(key.replace("-", " "))
