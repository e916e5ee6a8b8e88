"""Events in the forms that event data come in: CAMEO triples, POLECAT-style rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations, product

from parley.evidence.codes import actor_code, cameo_root, country_of, role_of
from parley.evidence.record import Actor, Dossier, Event, Mention
from parley.evidence.words import lexicon
from parley.record import Record

MUTUAL = frozenset({"CONSULT"})  # who meets is met
SHARED = frozenset({"AGREE", "COOPERATE", "CONSULT", "SUPPORT"})  # done by several together, to each other
OFF = ("REJECT", "meet")  # so is a meeting that several put off


def pairs(event: Event, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Who does it to whom, as pairs of actor keys that are known, none twice."""
    keys = frozenset(known)
    actors, recipients = ([key for key in ends if key in keys] for ends in (event.actors, event.recipients))
    found: Iterable[tuple[str, ...]] = product(actors, recipients)
    if (event.plover in SHARED or (event.plover, event.mode) == OFF) and not recipients:
        found = permutations(actors, 2)
    for source, target in dict.fromkeys(pair for pair in found if pair[0] != pair[1]):
        yield source, target
        if event.plover in MUTUAL and recipients and event.mode != "visit":
            yield target, source


class EventActor(Record):
    """Who takes part: the story's name for it, its country (ISO 3166-1 alpha-3) and sector (CAMEO role)."""

    name: str
    country: str | None
    sector: str | None


class EventRow(Record):
    """One event as POLECAT writes them: actors and recipients as lists, one row an event."""

    id: str
    event_type: str  # PLOVER type
    mode: str | None
    auxiliary: str | None  # "future", "hypothetical", "historical": PLOVER's auxiliary modes; null: asserted
    contexts: tuple[str, ...]  # PLOVER contexts that the sentence's words speak for
    actors: tuple[EventActor, ...]
    recipients: tuple[EventActor, ...]
    date: str | None  # ISO 8601 in the granularity of the story's words, symbolic without a date
    place: str | None
    form: str
    source: str
    sentence: str


class Triple(Record):
    """One CAMEO triple: the codes of two actors and a root code, with where it was read."""

    date: str | None
    source: str
    target: str
    root: str  # "04"
    plover: str
    sentence: str


AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "historical": "historical", "negated": "negated"}


def event_rows(dossier: Dossier) -> Iterator[EventRow]:
    """The events of a dossier in POLECAT's columns."""
    actors = {actor.key: actor for actor in dossier.of(Actor)}

    def described(keys: Iterable[str]) -> tuple[EventActor, ...]:
        known = [actors[key] for key in keys if key in actors]
        return tuple(
            EventActor(name=actor.name, country=country_of(actor, dossier), sector=role_of(actor) or None)
            for actor in known
        )

    for event in dossier.of(Event):
        sentence = _sentence(dossier, event)
        yield EventRow(
            id=event.id,
            event_type=event.plover,
            mode=event.mode,
            auxiliary=AUXILIARY.get(event.status),
            contexts=contexts_of(sentence),
            actors=described(event.actors),
            recipients=described(event.recipients),
            date=_date(dossier, event),
            place=event.where,
            form=event.form,
            source=dossier.article.source,
            sentence=sentence,
        )


def cameo_rows(dossier: Dossier) -> Iterator[Triple]:
    """The events of a dossier as CAMEO triples, one for each pair of an event's actors and recipients.

    What the story tells as long past is no news and left out, and so is an act only named inside the words of another
    ("condemned an *attack* by Y"): CAMEO codes what the sentence asserts. A meeting goes both ways; a deed of several
    together without a recipient is done to each other.
    """
    codes = {actor.key: actor_code(actor, dossier) for actor in dossier.of(Actor)}
    events = dossier.of(Event)
    for event in events:
        if event.status == "historical" or any(_is_named_in(event, other) for other in events):
            continue
        for source, target in pairs(event, codes):
            yield Triple(
                date=_date(dossier, event),
                source=codes[source],
                target=codes[target],
                root=cameo_root(event),
                plover=event.plover,
                sentence=_sentence(dossier, event),
            )


def _is_named_in(event: Event, other: Event) -> bool:
    """Every mention of an act named by a noun lies within the words of one that a clause asserts."""
    return (
        event.form == "nominal"
        and other.form == "clausal"
        and all(any(_holds(outer, inner) for outer in other.mentions) for inner in event.mentions)
    )


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def contexts_of(sentence: str) -> tuple[str, ...]:
    """PLOVER's contexts by the words of a sentence, in the order of the word list."""
    words = {word.lower().rstrip("s") for word in re.findall(r"[^\W\d_]+", sentence)}
    return tuple(name for name, cues in lexicon("contexts").items() if words & {cue.rstrip("s") for cue in cues})


def _date(dossier: Dossier, event: Event) -> str | None:
    published = dossier.article.published
    return event.time or (published.isoformat() if published else None)


def _sentence(dossier: Dossier, event: Event) -> str:
    sentence = next(item for item in dossier.article.sentences if item.id == event.sentence)
    return dossier.article.slice(sentence.span)
