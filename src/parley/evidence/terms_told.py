"""Events that a condition tells: what a party would do, withholds or threatens, depending on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.evidence.actors import Cast
from parley.evidence.pressure_words import harms
from parley.evidence.record import Event, Linkage, PloverType

# What such a sentence may already be told as; one act is one event.
ALREADY = frozenset({"AGREE", "CONCEDE", "REJECT", "THREATEN", "REQUEST", "RETREAT", "AID", "SUPPORT", "SANCTION"})
DENYING = frozenset({"not", "n't", "n’t", "no", "never", "cannot", "without"})


def events_of_terms(cast: Cast, linkages: Sequence[Linkage], events: Sequence[Event]) -> Iterator[Event]:
    """An event for each condition of a party whose sentence tells none of that party's yet.

    "Would go to 6 percent only if …" agrees for that case, "will not sign until …" refuses, "will cut supplies
    unless …" threatens.
    """
    told = {
        (mention.sentence, side)
        for event in events
        if event.plover in ALREADY and event.form == "clausal"
        for mention in event.mentions
        for side in cast.sides(event.actors)
    }
    for linkage in linkages:
        giver = linkage.giver
        stated = linkage.confidence >= 0.5 and linkage.modality in ("asserted", "potential")
        if giver is None or linkage.form == "parallel" or not stated or (linkage.sentence, giver) in told:
            continue
        if cast.figures[giver].type == "person":
            continue
        told.add((linkage.sentence, giver))
        kind = _kind(linkage)
        rest = tuple(key for key in cast.counterparts if key != giver)
        others = (linkage.getter,) if linkage.getter in rest or (linkage.getter and not rest) else rest
        yield Event(
            id="",
            source=cast.story.article.id,
            mentions=linkage.mentions[:1],
            rule=f"event/{linkage.rule}",
            confidence=0.5,
            status="asserted" if kind == "REJECT" else "hypothetical",
            plover=kind,
            actors=(giver,),
            recipients=others if len(others) <= 3 else (),
            form="clausal",
        )


def _kind(linkage: Linkage) -> PloverType:
    main = set(_main_clause(linkage).lower().replace(",", " ").split())
    if main & (DENYING | {"refused", "refuses", "refuse", "hesitated", "ruled"}):
        return "REJECT"
    if harms(linkage.give, linkage.get, linkage.marker) or main & {"threatened", "threatens"}:
        return "THREATEN"
    return "AGREE"


def _main_clause(linkage: Linkage) -> str:
    """The words around what is given, without those of the condition."""
    give, get = linkage.text.find(linkage.give), linkage.text.find(linkage.get)
    if give < 0 or get < give:
        return linkage.text[max(0, get) + len(linkage.get) :] if get >= 0 else linkage.text
    return linkage.text[: give + len(linkage.give)]
