"""Two sheets of mediation practice filled from a case: what is agreed and contested, and who acts with whom.

The first follows the Island of Agreement of humanitarian negotiators (CCHN Field Manual, Naivasha Grid): facts the
sides agree on and contest, norms on which they meet and part. Here a fact is what the stories report and a norm what
a side says should hold, that is, its position. The second lists the actors with their roles and ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from parley.brief.english import (
    agree_on,
    listed,
    name,
    names,
    on_scale,
    placed,
    possessive,
    quoted,
    sentence,
    with_articles,
)
from parley.brief.notes import in_words
from parley.brief.plain import plain
from parley.brief.spoken import spoken
from parley.case.keys import estimates
from parley.case.record import Case, CasePressure, Estimate, Issue, Party, PartyRole, Stance
from parley.record import Record

Tie = Literal["presses", "trades", "ties", "belongs to", "must consent for", "is left out by"]


class Entry(Record):
    """One line of a sheet with what it rests on."""

    text: str
    basis: tuple[str, ...] = ()  # ids of citations and judgements of the case; empty: nobody has said why yet


class Island(Record):
    """What is agreed and contested between those who bargain, in the four fields of the sheet and one beside it."""

    agreed_facts: tuple[Entry, ...]
    contested_facts: tuple[Entry, ...]
    convergent_norms: tuple[Entry, ...]
    divergent_norms: tuple[Entry, ...]
    not_known: tuple[Entry, ...]  # where a side stands nobody has said: to be asked before anything else


class MapActor(Record):
    """One actor of the map."""

    key: str
    name: str
    role: PartyRole
    role_in_words: str
    acts_for: str | None = None  # key of the party it belongs to
    people: tuple[str, ...] = ()  # who bargains or speaks for it, with their office
    must_consent: bool = False
    influence: Estimate
    basis: tuple[str, ...] = ()


class Relation(Record):
    """A tie between two actors, numbered as on the map."""

    number: int  # from 1
    kind: Tie
    by: str  # MapActor.key
    on: str  # MapActor.key
    text: str
    basis: tuple[str, ...] = ()


class ActorMap(Record):
    actors: tuple[MapActor, ...]
    relations: tuple[Relation, ...]


_Tie = tuple[Tie, str, str, str, tuple[str, ...]]  # kind, by, on, text, basis
ROLES: dict[PartyRole, str] = {
    "bargaining": "at the table",
    "mediator": "mediates",
    "constituency": "behind a side",
    "outside": "outside the talks",
    "excluded": "left out",
}
_STATES = {
    "near-deal": "are close to a deal",
    "advancing": "are advancing",
    "stalled": "have stalled",
    "agreed": "have ended in an agreement",
    "collapsed": "have broken down",
    "ongoing": "are under way",
}
_PRESSURES = {
    "threat": "by a threat",
    "deadline": "by a deadline",
    "sanction": "by sanctions",
    "inducement": "by an inducement",
    "criticism": "by criticism",
    "time": "by the clock",
}


def island(case: Case) -> Island:
    """Sort what a case holds into the fields of the Island of Agreement.

    Facts: what the stories report as such (where the talks stand, pressure, who is left out) is agreed as long as no
    story says otherwise; what they leave open, and numbers on which analysts differ, is contested. Norms: an issue on
    which the ranges of all sides at the table overlap is one they can meet on; where two do not, they part.
    """
    case = spoken(case)
    judged = [_Issue(case, issue) for issue in case.issues]
    return Island(
        agreed_facts=(*_state(case), *_pressures(case), *_left_out(case)),
        contested_facts=(*_open(case), *_disputed(case)),
        convergent_norms=tuple(each.meeting() for each in judged if each.is_known and each.overlap),
        divergent_norms=tuple(each.parting() for each in judged if each.is_known and not each.overlap),
        not_known=tuple(entry for each in judged for entry in each.silence()),
    )


class _Issue:
    """An issue with the positions of those at the table that somebody has judged."""

    def __init__(self, case: Case, issue: Issue) -> None:
        self.case, self.issue = case, issue
        self.table = [party for party in case.parties if party.role == "bargaining"]
        found = [case.stance(party.key, issue.key) for party in self.table]
        self.stances = [one for one in found if one and not one.position.is_default]

    @property
    def is_known(self) -> bool:
        return len(self.stances) > 1

    @property
    def overlap(self) -> tuple[float, float] | None:
        """The stretch of the scale inside every side's range; None: two ranges do not meet."""
        low = max(one.position.low for one in self.stances)
        high = min(one.position.high for one in self.stances)
        return (low, high) if low <= high else None

    def meeting(self) -> Entry:
        low, high = self.overlap or (0.0, 0.0)
        first, last = on_scale(self.issue.scale, low), on_scale(self.issue.scale, high)
        place = f"at {first}" if first == last else f"between {first} and {last}"
        return Entry(text=sentence(f"On {self.issue.name}, {self._sides()} can meet {place}"), basis=self._basis())

    def parting(self) -> Entry:
        where = [
            f"{name(party)} {_verb([party], 'stand', 'stands')} at {self._place(one)}"
            for one in self._ascending()
            for party in [self.case.party(one.party)]
        ]
        return Entry(text=sentence(f"On {self.issue.name}, {'; '.join(where)}"), basis=self._basis())

    def silence(self) -> Iterator[Entry]:
        known = {one.party for one in self.stances}
        silent = [party for party in self.table if party.key not in known]
        if silent:
            where = f"where {names(silent)} {_verb(silent, 'stand', 'stands')} on {self.issue.name}"
            yield Entry(text=sentence(f"{where}, nobody has said yet"), basis=self.issue.basis)

    def _sides(self) -> str:
        return names([self.case.party(one.party) for one in self.stances])

    def _place(self, stance: Stance) -> str:
        at, scale = stance.position, self.issue.scale
        near = min(
            [(scale.low, scale.low_label), (scale.high, scale.high_label), *((p.value, p.label) for p in scale.points)],
            key=lambda point: abs(point[0] - at.value),
        )[1]
        label = with_articles(near.split(", as ")[0], self.case.parties)
        return f"{placed(scale, at.value, at.low, at.high)}, nearest to {label}"

    def _ascending(self) -> list[Stance]:
        return sorted(self.stances, key=lambda one: (one.position.value, one.party))

    def _basis(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for one in self._ascending() for id in one.position.basis))


def _verb(parties: Sequence[Party], plural: str, singular: str) -> str:
    return plural if agree_on(parties) else singular


def _verb_of(case: Case, key: str, plural: str, singular: str) -> str:
    found = [party for party in case.parties if party.key == key]
    return _verb(found, plural, singular) if found else singular


# Facts


def _state(case: Case) -> Iterator[Entry]:
    if case.state in _STATES and case.state_basis:
        who = names([party for party in case.parties if party.role == "bargaining"])
        yield Entry(text=sentence(f"The talks of {who} {_STATES[case.state]}"), basis=case.state_basis)


def _pressures(case: Case) -> Iterator[Entry]:
    for press in case.pressures:
        text = _press(case, press, ("put pressure on", "puts pressure on"))
        yield Entry(text=sentence(text), basis=press.basis)


def _press(case: Case, press: CasePressure, verbs: tuple[str, str]) -> str:
    verb = _verb_of(case, press.by, *verbs)
    return f"{_name(case, press.by)} {verb} {_name(case, press.on)} {_PRESSURES.get(press.form, '')}"


def _left_out(case: Case) -> Iterator[Entry]:
    for one in case.excluded:
        talks = f" of {quoted(one.talks)}" if one.talks.strip() else " of the talks"
        yield Entry(
            text=sentence(f"{_name(case, one.party)} {_verb_of(case, one.party, 'are', 'is')} left out{talks}"),
            basis=one.basis,
        )


def _open(case: Case) -> Iterator[Entry]:
    """What the stories leave unanswered; the question every case can be asked is no story's."""
    for question in case.questions:
        if question.form != "agreement" and question.basis:
            yield Entry(text=plain(question.text), basis=question.basis)


def _disputed(case: Case) -> Iterator[Entry]:
    """Numbers on which those who judged differ by more than their own ranges."""
    for key, estimate in estimates(case):
        told = sorted(estimate.opinions, key=lambda one: (one.value, one.by))
        if len(told) > 1 and told[0].high < told[-1].value and told[-1].low > told[0].value:
            said = listed([f"{one.by} {one.value:g}" + (f" ({plain(one.why)})" if one.why else "") for one in told])
            yield Entry(text=sentence(f"Analysts differ on {_in_words(case, key)}: {said}"), basis=estimate.basis)


def _in_words(case: Case, key: str) -> str:
    """A key as the notes of a brief say it; they call a party's own numbers "party/KEY/..."."""
    return in_words(f"party/{key}" if key.count("/") == 1 else key, case).replace("-", " ")


# Actors


def actor_map(case: Case) -> ActorMap:
    """Who takes part, in which role and for whom, and the ties between them, numbered in the order of the case."""
    case = spoken(case)
    return ActorMap(actors=tuple(_actor(party) for party in case.parties), relations=tuple(_numbered(_relations(case))))


def _actor(party: Party) -> MapActor:
    return MapActor(
        key=party.key,
        name=party.name,
        role=party.role,
        role_in_words=ROLES[party.role],
        acts_for=party.side,
        people=tuple(f"{one.name}, {plain(one.role)}" if one.role else one.name for one in party.envoys),
        must_consent=party.ratifies,
        influence=party.influence,
        basis=tuple(dict.fromkeys([*party.basis, *(id for one in party.envoys for id in one.basis)])),
    )


def _numbered(relations: Iterable[_Tie]) -> Iterator[Relation]:
    for number, (kind, by, on, text, basis) in enumerate(relations, 1):
        yield Relation(number=number, kind=kind, by=by, on=on, text=sentence(text), basis=basis)


def _relations(case: Case) -> Iterator[_Tie]:
    known = {party.key for party in case.parties}
    for kind, by, on, text, basis in (*_pressing(case), *_trading(case), *_home(case), *_leaving_out(case)):
        if by in known and on in known and by != on:
            yield kind, by, on, text, basis


def _pressing(case: Case) -> Iterator[_Tie]:
    for press in case.pressures:
        text = _press(case, press, ("press", "presses"))
        yield "presses", press.by, press.on, text, press.basis


def _trading(case: Case) -> Iterator[_Tie]:
    """Who gives what for what; whoever gives to nobody named deals with the one other side at the table."""
    for link in case.links:
        others = [party.key for party in case.parties if party.role == "bargaining" and party.key != link.giver]
        to = link.getter if link.getter not in (None, link.giver) else (others[0] if len(others) == 1 else None)
        if link.giver is None or to is None:
            continue
        give, get = _issue(case, link.give_issue), _issue(case, link.get_issue)
        if link.form == "exchange":
            text = f"{_name(case, link.giver)} would give {_name(case, to)} {give} in exchange for {get}"
            yield "trades", link.giver, to, text, link.basis
        else:
            yield "ties", link.giver, to, f"for {_name(case, link.giver)}, {give} hangs on {get}", link.basis


def _home(case: Case) -> Iterator[_Tie]:
    for party in case.parties:
        if party.side and party.ratifies:
            text = f"{name(party)} must consent for {possessive(_name(case, party.side))} signature to hold"
            yield "must consent for", party.key, party.side, text, party.basis
        elif party.side:
            text = f"{name(party)} {_verb([party], 'belong', 'belongs')} to the side of {_name(case, party.side)}"
            yield "belongs to", party.key, party.side, text, party.basis


def _leaving_out(case: Case) -> Iterator[_Tie]:
    """Who is left out, tied to those the story names as talking without it; else to everybody at the table."""
    for one in case.excluded:
        others = [party for party in case.parties if party.key != one.party]
        named = [party for party in others if party.name.casefold() in one.talks.casefold()]
        for party in named or [party for party in others if party.role == "bargaining"]:
            text = f"{_name(case, one.party)} {_verb_of(case, one.party, 'are', 'is')} left out by {name(party)}"
            yield "is left out by", one.party, party.key, text, one.basis


def _name(case: Case, key: str) -> str:
    return next((name(party) for party in case.parties if party.key == key), key.replace("-", " "))


def _issue(case: Case, key: str) -> str:
    return next((issue.name for issue in case.issues if issue.key == key), key.replace("-", " "))
