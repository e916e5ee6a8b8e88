"""What can be read from a story: each item a verbatim span of its source."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from parley.reading.article import Article
from parley.record import Finding, Record, Span

Status = Literal["asserted", "planned", "hypothetical", "negated", "historical", "question"]

ActorKind = Literal[
    "person",
    "country",
    "government",
    "body",
    "legislature",
    "faction",
    "organisation",
    "company",
    "union",
    "armed-group",
    "bloc",
    "group",
]

Act = Literal[
    "demand",
    "offer",
    "promise",
    "accept",
    "reject",
    "object",
    "criticise",
    "accuse",
    "threaten",
    "warn",
    "concede",
    "condition",
    "predict",
]

PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

PositionStance = Literal["demands", "rejects", "offers", "accepts", "conditional", "open"]

NegotiationState = Literal["stalled", "advancing", "near-deal", "agreed", "collapsed", "ongoing"]


class Mention(Record):
    """One place in the story where an item stands."""

    sentence: str  # Sentence.id
    span: Span  # in Article.text
    text: str  # the slice itself


class Evidence(Record):
    """The base of all evidence: where it stands, who found it by which rule, how sure.

    Actors are named by `Actor.key` everywhere; a null holder means the story names none.
    """

    id: str  # digest of source, kind, words and their surroundings
    source: str  # Article.id
    mentions: tuple[Mention, ...]  # at least one; the first is the clearest
    extractor: str = "rules/1"
    rule: str  # the rule that found it: "quotation/cue-after"
    confidence: float  # 0 to 1, the rule's own; not calibrated
    status: Status = "asserted"

    @property
    def text(self) -> str:
        return self.mentions[0].text

    @property
    def sentence(self) -> str:
        return self.mentions[0].sentence


class Actor(Evidence):
    """A person, state, body or group that acts, speaks, is addressed or must agree."""

    kind: Literal["actor"] = "actor"
    key: str  # stable, readable, made of the name: "united-states"
    name: str  # the fullest form in the story, or the canonical name of a country
    type: ActorKind
    code: str | None = None  # ISO 3166-1 alpha-3 of a country or of the country a body belongs to
    side: str | None = None  # key of the party a person or body acts for; null: none known
    role: str | None = None  # words of the story: "special envoy"
    speaks_for: str | None = None  # key of the principal of an envoy or spokesperson
    place_in_talks: Literal["party", "mediator", "outside", "constituency", "excluded", "context"] | None = None
    number: Literal["singular", "plural"] = "singular"


class Quotation(Evidence):
    """Words somebody said; mentions[0] is the quotation with its marks when it is marked."""

    kind: Literal["quotation"] = "quotation"
    form: Literal["direct", "partial", "indirect"]
    words: str  # without the marks
    speaker: str | None  # Actor.key
    speaker_name: str | None = None  # the speaker as the story has it when it is no actor of the talks
    speaker_mention: Mention | None = None
    cue: Mention | None = None


class Event(Evidence):
    """Who did what to whom (PLOVER), over all its mentions."""

    kind: Literal["event"] = "event"
    plover: PloverType
    mode: str | None = None
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    when: str | None = None  # words of the story
    day: date | None = None  # the day it is anchored to, when it can be
    time: str | None = None  # what `when` means, never finer than its words: "2015-09", "P3D"; undated "day-1"
    where: str | None = None
    form: Literal["clausal", "nominal"] = "clausal"


class Move(Evidence):
    """A negotiator's act: who does it, towards whom, on what, how firmly."""

    kind: Literal["move"] = "move"
    act: Act
    by: str | None
    to: str | None = None
    issue: str | None = None  # IssueMention.key
    content: str | None = None  # words of the story: what is demanded, offered, refused
    about: str | None = None  # id of the earlier move it answers
    amount: float | None = None
    unit: str | None = None  # "percent", "USD", "seats"
    firmness: float = 0.7  # 0 a hint, 1 an ultimatum; from the cue's own table
    reported_by: str | None = None  # key of who says so, when it is not the story itself


class Position(Evidence):
    """What a party wants on an issue, as the story has it."""

    kind: Literal["position"] = "position"
    party: str
    issue: str  # IssueMention.key
    issue_words: str  # the issue in this sentence's own words
    stance: PositionStance
    moves: tuple[str, ...] = ()  # ids of the moves it is drawn from


class IssueMention(Evidence):
    """Something on the table, named in the story's own nouns."""

    kind: Literal["issue"] = "issue"
    key: str
    name: str


class Linkage(Evidence):
    """What for what: an exchange or a condition the story states."""

    kind: Literal["linkage"] = "linkage"
    form: Literal["exchange", "condition", "parallel"]
    marker: str  # "in exchange for", "unless"
    give: str  # words of the story: what the holder gives (or what happens)
    get: str  # words of the story: what it gets (or what it hangs on)
    giver: str | None = None
    getter: str | None = None
    give_issue: str | None = None
    get_issue: str | None = None
    modality: Literal["asserted", "potential", "question", "negated"] = "asserted"


class Pressure(Evidence):
    """Who presses whom, and how."""

    kind: Literal["pressure"] = "pressure"
    by: tuple[str, ...]
    on: tuple[str, ...]
    form: Literal["threat", "deadline", "sanction", "inducement", "criticism", "time", "unspecified"]


class Exclusion(Evidence):
    """Who is left out of talks that concern it."""

    kind: Literal["exclusion"] = "exclusion"
    party: str
    by: tuple[str, ...] = ()  # who talks without it
    talks: str | None = None  # words of the story


class OpenQuestion(Evidence):
    """What the story leaves unanswered."""

    kind: Literal["question"] = "question"
    form: Literal["will", "how", "role", "whether", "other"]
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


class TalksStatus(Evidence):
    """Where the talks stand as a whole."""

    kind: Literal["status"] = "status"
    state: NegotiationState


AnyEvidence = Annotated[
    Actor
    | Quotation
    | Event
    | Move
    | Position
    | IssueMention
    | Linkage
    | Pressure
    | Exclusion
    | OpenQuestion
    | TalksStatus,
    Field(discriminator="kind"),
]


Kind = TypeVar("Kind", bound=Evidence)


class Refusal(Record):
    """An item the gate did not let through, and why."""

    kind: str
    rule: str
    reason: str
    text: str
    sentence: str


class Dossier(Record):
    """All evidence of one story, with what was refused and what should be known about it."""

    schema_version: Literal["dossier/1"] = "dossier/1"
    article: Article
    items: tuple[AnyEvidence, ...]
    refusals: tuple[Refusal, ...] = ()
    is_negotiation: bool  # false: nobody bargains here, and no party, issue or move is claimed
    findings: tuple[Finding, ...] = ()

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(item for item in self.items if isinstance(item, kind))
