"""Single facts of a case as sentences: a gap, an exchange, a pressure, an exclusion, who speaks for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parley.brief.english import (
    in_figures,
    is_plural,
    listed,
    listed_short,
    name,
    on_scale,
    placed,
    points,
    quoted,
    tidy,
    with_articles,
)
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
    "unspecified": "in ways not told",
}
MOST_ENVOYS = 5
_GRANTED = 0.4  # what a stance counts for that rests on offers and consent alone


def ranked_issues(ledger: Ledger) -> list[Issue]:
    """Issues on which those at the table are known to stand first: the more surely, and the more they care, the higher.

    Not what is named most often: "plants" may be struck, closed and joint, and nobody bargains over them. What somebody
    asks for or refuses stands before what has only been offered or granted, over which the bargaining is done. Ties go
    by the evidence about an issue, then in the order of the case.
    """
    at_table = {party.key for party in ledger.bargaining()}

    def said(issue: Issue) -> tuple[float, int]:
        stances = [stance for stance in ledger.case.stances if stance.issue == issue.key]
        span = issue.scale.high - issue.scale.low
        known = [each for each in stances if each.party in at_table and ledger.cited(each.position.basis)]
        surely = sum(
            each.salience.value
            * (1 - (each.position.high - each.position.low) / span)
            * (1 if ledger.is_contested(each.position.basis) else _GRANTED)
            for each in known
        )
        return -surely, -len({*issue.basis, *(id for stance in stances for id in stance.position.basis)})

    return sorted(ledger.case.issues, key=said)


def scale_label(issue: Issue, value: float) -> str:
    """The labelled point of an issue's scale that lies nearest to a value; the lower one of two as near."""
    scale = issue.scale
    ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
    labelled = sorted([*ends, *((point.value, point.label) for point in scale.points)])
    return min(labelled, key=lambda point: abs(point[0] - value))[1]


def near(ledger: Ledger, issue: Issue, value: float) -> str:
    """`, nearest to LABEL`; nothing on a scale of amounts, where the value says it all."""
    if issue.scale.unit != "scale point":
        return ""
    return f", nearest to {point_label(ledger, issue, scale_label(issue, value))}"


def short_label(ledger: Ledger, label: str) -> str:
    """A label of a scale without the clause that says who asks for it, which the scale itself has told."""
    return with_articles(tidy(label).split(", as ")[0], ledger.case.parties)


def degree(issue: Issue, label: str) -> str | None:
    """How much of an issue a label of a drafted scale stands for: "none", "part" or "all"; None: words of its own."""
    words = tidy(label).split(", as ")[0]
    if words.casefold().removesuffix(" of it") in ("none", "all"):
        return words.casefold().removesuffix(" of it")
    found = re.fullmatch(r"(no|partial|full) (.+)", words)
    if found is None:
        return None
    known = {_slug(issue.name), _slug(issue.name.partition(" ")[2]), issue.key}
    return {"no": "none", "partial": "part", "full": "all"}[found[1]] if _slug(found[2]) in known else None


def point_label(ledger: Ledger, issue: Issue, label: str) -> str:
    """A point of a scale beside the issue’s name: "part of it" for "partial relief from sanctions"."""
    much = degree(issue, label)
    return f"{much} of it" if much else short_label(ledger, label)


def scale_end(ledger: Ledger, issue: Issue, label: str) -> str:
    """The same with the clause that says who asks for it."""
    much, (_, asks, who) = degree(issue, label), tidy(label).partition(", as ")
    words = f"{much} of it{asks}{who}" if much else tidy(label)
    for party in ledger.case.parties:
        if is_plural(party) and words.endswith(f", as {party.name} asks"):
            words = words.removesuffix("s")  # a drafted label knows no number: "as traders ask"
    return with_articles(words, ledger.case.parties)


def term(ledger: Ledger, key: str, label: str) -> str:
    """A term of a package: "relief from sanctions in part"; a label that says the issue itself stands alone."""
    issue, name = ledger.issue(key), ledger.issue_name(key)
    much = degree(issue, label) if issue else None
    if much:
        return f"no {name}" if much == "none" and _bare(name) else f"{name} {_AMOUNTS[much]}"
    said = short_label(ledger, label)
    return said if name.casefold() in said.casefold() else f"{name} at {said}"


_AMOUNTS = {"none": "not at all", "part": "in part", "all": "in full"}


def _bare(name: str) -> bool:
    """Whether "no" can stand before a name: not before "an end to", "Iran’s" or a name of its own."""
    return name[:1].islower() and not re.match(r"(an?|the|\S+[’'’]s) ", name)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def agrees(party: Party, plural: str, singular: str) -> str:
    return plural if is_plural(party) else singular


def in_the_words(ledger: Ledger, basis: Iterable[str], shown: str = "") -> str:
    """`: “words”` of the surest citation among `basis`; nothing when there is none, or it says no more than `shown`."""
    words = ledger.cited(basis)
    if words is None or words.kind == "actor" or words.text.casefold() in shown.casefold():
        return ""
    return f": {quoted(words.text)}"


def gap(ledger: Ledger, issue: Issue) -> BriefSentence | None:
    """How far apart the two bargaining parties farthest from each other are on an issue."""
    stances = sorted(_judged_stances(ledger, issue), key=lambda stance: (stance.position.value, stance.party))
    if len(stances) < 2 or points(stances[0].position.value) == points(stances[-1].position.value):
        return None
    low, high, scale = stances[0], stances[-1], issue.scale
    sides = [f"{ledger.party_name(stance.party)} at {where(issue, stance)}" for stance in (low, high)]
    ends = [low.position.value, high.position.value]
    distance = on_scale(scale, round(ends[1]) - round(ends[0]) if scale.unit == "scale point" else ends[1] - ends[0])
    unit = (" point" if distance == "1" else " points") if scale.unit == "scale point" else ""
    basis = [id for one in (low, high) for id in stance_basis(one)]
    return ledger.say(f"On {issue.name}, {listed(sides)} stand {distance}{unit} apart", basis)


def where(issue: Issue, stance: Stance) -> str:
    """A position with its range, where it has one."""
    return placed(issue.scale, stance.position.value, stance.position.low, stance.position.high)


def stance_basis(stance: Stance) -> list[str]:
    return [*stance.position.basis, estimate_id(f"{stance.key}/position", stance.position)]


def _judged_stances(ledger: Ledger, issue: Issue) -> list[Stance]:
    bargaining = {party.key for party in ledger.bargaining()}
    return [
        stance
        for stance in ledger.case.stances
        if stance.issue == issue.key and stance.party in bargaining and not stance.position.is_default
    ]


def exchange(ledger: Ledger, link: Link) -> BriefSentence:
    """One thing for another, or hanging on it."""
    give, get = ledger.issue_name(link.give_issue), ledger.issue_name(link.get_issue)
    giver, getter = ledger.party(link.giver), ledger.party(link.getter)
    words = in_the_words(ledger, link.basis) or f": {quoted(link.words)}"
    if link.form == "condition":
        text = f"{_owned(giver, give)} hangs on {get}{words}"
    elif giver is None:
        text = f"{give} would be exchanged for {get}{words}"
    else:
        to = f" to {name(getter)}" if getter and getter.key != giver.key else ""
        text = f"{name(giver)} would give {give}{to} in exchange for {get}{words}"
    return ledger.say(text, link.basis or ["case"])


def pressures(ledger: Ledger) -> list[BriefSentence]:
    """Who presses whom and how, the strongest first; those pressed alike in the same words in one sentence."""
    pairs: dict[tuple[str, str], list[CasePressure]] = {}
    for press in sorted(ledger.case.pressures, key=lambda one: -one.strength.value):
        pairs.setdefault((press.by, press.on), []).append(press)
    alike: dict[tuple[str, str], list[CasePressure]] = {}
    for (by, _), each in pairs.items():
        alike.setdefault((by, _ways(ledger, each)), []).extend(each)
    return [_pressure(ledger, by, ways, each) for (by, ways), each in alike.items()]


def _ways(ledger: Ledger, each: Sequence[CasePressure]) -> str:
    return listed([f"{_PRESSURE.get(one.form, '')}{_aside(ledger, one.basis)}".strip() for one in each])


def _pressure(ledger: Ledger, by: str, ways: str, each: Sequence[CasePressure]) -> BriefSentence:
    party = ledger.party(by)
    verb = agrees(party, "press", "presses") if party else "presses"
    pressed = listed(list(dict.fromkeys(ledger.party_name(one.on) for one in each)))
    keys = [estimate_id(f"pressure/{by}/{one.on}/{one.form}", one.strength) for one in each]
    basis = [*dict.fromkeys(id for one in each for id in one.basis), *keys]
    return ledger.say(f"{ledger.party_name(by)} {verb} {pressed} {ways}", basis)


def _aside(ledger: Ledger, basis: Iterable[str]) -> str:
    words = ledger.cited(basis)
    return f" ({quoted(words.text)})" if words else ""


def exclusion(ledger: Ledger, excluded: Excluded) -> BriefSentence:
    party = ledger.party(excluded.party)
    verb = agrees(party, "are", "is") if party else "is"
    whole = {ledger.cited([id]) for id in excluded.basis}
    named = tidy(excluded.talks) and all(one is None or one.text != excluded.talks for one in whole)
    talks = f" of {quoted(excluded.talks)}" if named else " of the talks"
    words = in_the_words(ledger, excluded.basis, excluded.talks if named else "")
    return ledger.say(f"{ledger.party_name(excluded.party)} {verb} left out{talks}{words}", excluded.basis or ["case"])


def spokespeople(ledger: Ledger, party: Party) -> BriefSentence | None:
    """The persons who bargain or speak for a party, with their roles in the story's words."""
    named = [f"{one.name} ({tidy(one.role)})" if one.role else one.name for one in party.envoys[:MOST_ENVOYS]]
    if not named:
        return None
    more = len(party.envoys) - len(named)
    who = listed([*named, f"{in_figures(more)} more"] if more else named)
    verb = "speaks" if len(party.envoys) == 1 else "speak"
    basis = [id for one in party.envoys for id in one.basis] or list(party.basis)
    others = [name(other) for other in ledger.bargaining() if other.key != party.key]
    talks = f" in the talks with {listed_short(others, 'party', 'parties', most=3)}" if others else ""
    return ledger.say(f"{who} {verb} for {name(party)}{talks}", [*basis, f"party/{party.key}"])


def _owned(party: Party | None, thing: str) -> str:
    return f"For {name(party)}, {thing}" if party else thing
