"""Items of evidence as pages show them: what each says, and a text with its items marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from parley.desk.models.stories import Story, Verdict
from parley.evidence.record import (
    Actor,
    AnyEvidence,
    Dossier,
    Event,
    Exclusion,
    IssueMention,
    Linkage,
    Move,
    OpenQuestion,
    Position,
    Pressure,
    Quotation,
    TalksStatus,
)
from parley.record import Span

Fact = tuple[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of evidence: its word on pages, and the letter that stands where an item of it begins."""

    key: str
    name: str
    letter: str
    is_shown: bool = True  # marked when nobody has chosen; actors and events are many


KINDS = (
    Kind("quotation", "quotations", "Q"),
    Kind("move", "moves", "M"),
    Kind("position", "positions", "P"),
    Kind("issue", "issues", "I"),
    Kind("linkage", "linkages", "L"),
    Kind("pressure", "pressures", "R"),
    Kind("exclusion", "exclusions", "X"),
    Kind("question", "open questions", "O"),
    Kind("status", "state of the talks", "S"),
    Kind("actor", "actors", "A", is_shown=False),
    Kind("event", "events", "E", is_shown=False),
)
BY_KEY = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True)
class Segment:
    """A stretch of text that lies in the same items from its first letter to its last."""

    text: str
    items: tuple[str, ...] = ()  # ids, the narrowest item first
    kind: str = ""  # of the narrowest
    begins: str = ""  # letters of the kinds of items that begin here
    is_rejected: bool = False  # reviewers rejected all of them

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()  # between two items: nothing to press

    @property
    def joined(self) -> str:
        return ",".join(self.items)


def cut(text: str, span: Span, items: Iterable[AnyEvidence], rejected: frozenset[str] = frozenset()) -> list[Segment]:
    """A stretch of a text cut where items begin and end, however they nest and overlap."""
    inside = [(mention.span, item) for item in items for mention in item.mentions if _meet(mention.span, span)]
    edges = {span.start, span.end}
    for mention, _ in inside:
        edges |= {max(mention.start, span.start), min(mention.end, span.end)}
    places = sorted(edges)
    return [
        _segment(text, start, end, [(m, item) for m, item in inside if m.start <= start and end <= m.end], rejected)
        for start, end in pairwise(places)
    ]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _segment(
    text: str, start: int, end: int, over: Sequence[tuple[Span, AnyEvidence]], rejected: frozenset[str]
) -> Segment:
    narrow = sorted(over, key=lambda pair: (pair[0].end - pair[0].start, pair[1].id))
    ids = tuple(dict.fromkeys(item.id for _, item in narrow))
    letters = dict.fromkeys(BY_KEY[item.kind].letter for mention, item in narrow if mention.start == start)
    return Segment(
        text=text[start:end],
        items=ids,
        kind=narrow[0][1].kind if narrow else "",
        begins="".join(letters),
        is_rejected=bool(ids) and rejected.issuperset(ids),
    )


def described(story: Story, dossier: Dossier, items: Iterable[AnyEvidence]) -> list[dict[str, Any]]:
    """Items in words: who, what, by which rule, how sure, and what a reviewer said."""
    said = {verdict.evidence: verdict for verdict in standing_verdicts(story)}
    names = {actor.key: actor.name for actor in dossier.of(Actor)}
    return [
        {
            "id": item.id,
            "kind": item.kind,
            "name": _one(item.kind),
            "letter": BY_KEY[item.kind].letter,
            "text": item.text,
            "sentence": item.sentence,
            "facts": [{"what": what, "is": value} for what, value in _facts(item, names) if value],
            "rule": item.rule,
            "extractor": item.extractor,
            "confidence": item.confidence,
            "verdict": said.get(item.id),
        }
        for item in items
    ]


def standing_verdicts(story: Story) -> list[Verdict]:
    return list(story.verdicts.filter(undone_at=None, is_lost=False).select_related("by"))


def _one(kind: str) -> str:
    return {"status": "state of the talks", "question": "open question"}.get(kind, kind)


def _facts(item: AnyEvidence, names: dict[str, str]) -> Iterator[Fact]:
    def name(key: str | None) -> str:
        return names.get(key or "", key or "")

    def many(keys: Iterable[str]) -> str:
        return ", ".join(name(key) for key in keys)

    match item:
        case Actor():
            yield "Who", item.name
            yield "What they are", ", ".join(filter(None, (item.type, item.role)))
            yield "Acts for", name(item.side)
            yield "Speaks for", name(item.speaks_for)
            yield "At the talks", item.place_in_talks or ""
        case Quotation():
            yield "Who said it", name(item.speaker) or item.speaker_name or "the story does not say"
            yield "How", item.form
        case Event():
            yield "Who", many(item.actors)
            yield "What", item.plover + (f" ({item.mode})" if item.mode else "")
            yield "To whom", many(item.recipients)
            yield "When", " · ".join(filter(None, (item.when, item.day.isoformat() if item.day else item.time)))
            yield "Where", item.where or ""
        case Move():
            yield "Who", name(item.by) or "the story does not say"
            yield "What", item.act
            yield "Towards", name(item.to)
            yield "Of what", item.content or ""
            yield "Issue", _spoken(item.issue)
            yield "How much", f"{item.amount:g} {item.unit or ''}".strip() if item.amount is not None else ""
            yield "How firmly", f"{item.firmness:.2f} of 1"
            yield "Reported by", name(item.reported_by)
        case Position():
            yield "Who", name(item.party)
            yield "Stance", item.stance
            yield "On", item.issue_words
            yield "Issue", _spoken(item.issue)
        case IssueMention():
            yield "Issue", item.name
        case Linkage():
            yield "What is given", item.give
            yield "By", name(item.giver)
            yield "For what", item.get
            yield "From", name(item.getter)
            yield "How it is said", f"{item.form}, {item.modality}: “{item.marker}”"
        case Pressure():
            yield "Who presses", many(item.by)
            yield "Whom", many(item.on)
            yield "How", item.form
        case Exclusion():
            yield "Who is left out", name(item.party)
            yield "By", many(item.by)
            yield "Of", item.talks or ""
        case OpenQuestion():
            yield "Whom it concerns", many(item.parties)
            yield "Issues", ", ".join(map(_spoken, item.issues))
        case TalksStatus():
            yield "The talks are", item.state
    yield "Said as", "" if item.status == "asserted" else item.status


def _spoken(key: str | None) -> str:
    return (key or "").replace("-", " ")
