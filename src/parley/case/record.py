"""A negotiation as an analyst edits it: who bargains over what, where each stands, how sure.

Keys are readable and stable ("ukraine", "security-guarantees", "ukraine/security-guarantees/position").
A case is never overwritten: current case = draft from evidence + judgements in order.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from parley.case.chambers import Chamber
from parley.case.estimate import Estimate as Estimate  # asked for here by everybody who reads a case
from parley.case.options import Conflict
from parley.case.stakes import Stakes
from parley.record import Finding, Record

PartyRole = Literal["bargaining", "mediator", "outside", "constituency", "excluded"]


class Source(Record):
    """A story the case rests on."""

    id: str  # Article.id
    title: str
    outlet: str | None = None
    published: date | None = None
    address: str | None = None  # path or URL as read


class Citation(Record):
    """One item of evidence as a case or brief cites it: its words inside its sentence."""

    id: str  # Evidence.id
    kind: str  # Evidence.kind
    source: str  # Source.id
    sentence_id: str
    sentence: str  # the whole sentence, verbatim
    text: str  # the item's own words, a slice of `sentence`
    start: int  # of `text` inside `sentence`
    summary: str = ""  # the item in plain words: "demand by Ukraine to the United States"
    rule: str = ""  # Evidence.rule: what found it
    confidence: float | None = None  # Evidence.confidence, 0 to 1, not calibrated


class Envoy(Record):
    """A person who bargains for a party."""

    name: str
    role: str | None = None
    basis: tuple[str, ...] = ()


class Party(Record):
    key: str
    name: str
    role: PartyRole
    kind: str = "country"  # Actor.type
    number: Literal["singular", "plural"] | None = None  # Actor.number; null: the name decides
    side: str | None = None  # key of the party a constituency belongs to
    ratifies: bool = False  # its consent is needed for its side's signature to hold
    envoys: tuple[Envoy, ...] = ()
    influence: Estimate  # capability on 0 to 100, relative to the other parties of this case
    walk_away: Estimate  # utility of no deal, 0 (its worst package) to 1 (its best)
    patience: Estimate | None = None  # what a gain is worth to it one round of talks later, 0 to 1; null: a default
    basis: tuple[str, ...] = ()


class ScalePoint(Record):
    label: str
    value: float
    basis: tuple[str, ...] = ()


class Scale(Record):
    """A line between two labelled ends on which positions stand."""

    low: float = 0.0
    high: float = 100.0
    low_label: str
    high_label: str
    points: tuple[ScalePoint, ...] = ()  # labelled points between, ascending; packages are made of these and the ends
    unit: str = "scale point"


class Issue(Record):
    key: str
    name: str
    scale: Scale
    basis: tuple[str, ...] = ()
    reference: Estimate | None = None  # what holds on the scale without an agreement, when somebody has said so


class Stance(Record):
    """Where a party stands on an issue."""

    party: str
    issue: str
    position: Estimate  # on the issue's scale
    salience: Estimate  # 0 (indifferent) to 1 (everything)
    red_line: Estimate | None = None  # resistance point on the scale, when the story gives one

    @property
    def key(self) -> str:
        return f"{self.party}/{self.issue}"


class Link(Record):
    """One issue given for another, or hanging on it."""

    form: Literal["exchange", "condition"]
    giver: str | None  # party that gives
    give_issue: str
    getter: str | None
    get_issue: str
    words: str
    # Of a condition: nothing of give_issue above its low end unless get_issue reaches this value of its scale. Packages
    # that break it do not exist. null: the giver is hurt by the unpaid share instead, as by a broken exchange.
    threshold: float | None = None
    basis: tuple[str, ...] = ()


class CasePressure(Record):
    by: str
    on: str
    form: str
    strength: Estimate  # how far it moves the pressed party's walk-away, utility 0 to 1
    basis: tuple[str, ...] = ()


class Excluded(Record):
    party: str
    talks: str
    basis: tuple[str, ...] = ()


class Question(Record):
    """A question the story leaves open, or the default "Agreement by DATE?"."""

    key: str
    text: str
    form: Literal["will", "how", "role", "whether", "other", "agreement"]
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    resolves_by: date | None = None
    basis: tuple[str, ...] = ()


class Correlation(Record):
    """Two numbers of the case that rise and fall together, or against each other."""

    one: str  # keys of two numbers: "iran/influence", "iran/sanctions/position"
    other: str
    rank: float  # rank correlation, -1 to 1
    by: str = ""  # who judged
    why: str = ""
    basis: tuple[str, ...] = ()


class Judgement(Record):
    """An analyst's edit, laid over the draft."""

    id: str
    on: str  # key of the target: "ukraine/security-guarantees/position", "party/russia", "issue/pace"
    change: dict[
        str, object
    ]  # field to new value: {"value": 80, "low": 70, "high": 90}, {"merge_into": "x"}, {"remove": true}
    who: str
    when: datetime
    why: str
    cites: tuple[str, ...] = ()
    orphaned: bool = False  # its target has gone; kept and shown, not applied


class Case(Record):
    schema_version: Literal["case/1"] = "case/1"
    title: str
    as_of: date | None = None
    state: str | None = None  # where the talks stand: TalksStatus.state
    state_basis: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    stances: tuple[Stance, ...]
    links: tuple[Link, ...] = ()
    pressures: tuple[CasePressure, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    questions: tuple[Question, ...] = ()
    chambers: tuple[Chamber, ...] = ()  # who must ratify, with members and rule
    correlations: tuple[Correlation, ...] = ()  # numbers not named here are independent
    conflict: Conflict | None = None  # what each can do on its own and how it orders the outcomes; an analyst's
    stakes: Stakes | None = None  # what the deal is worth and who depends on whom; an analyst's
    citations: tuple[Citation, ...] = ()  # every evidence id used anywhere above resolves here
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    draft: Case | None = None  # what the rules said before any judgement; null: nothing was judged

    def party(self, key: str) -> Party:
        return next(party for party in self.parties if party.key == key)

    def issue(self, key: str) -> Issue:
        return next(issue for issue in self.issues if issue.key == key)

    def stance(self, party: str, issue: str) -> Stance | None:
        return next((stance for stance in self.stances if stance.party == party and stance.issue == issue), None)

    def citation(self, id: str) -> Citation | None:
        return next((citation for citation in self.citations if citation.id == id), None)
