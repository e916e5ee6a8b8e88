"""Codes as event data write them: actors with country and role, CAMEO's roots for PLOVER's types."""

from __future__ import annotations

import re

from parley.evidence.populace import sector_of
from parley.evidence.record import Actor, Dossier, Event
from parley.evidence.titles import title_kind

# CAMEO's primary roles by kind of actor. Source: CAMEO Event and Actor Codebook 1.1b3 (Schrodt 2012), section 3.3.
ROLES = {
    "government": "GOV", "legislature": "LEG", "faction": "OPP", "company": "BUS", "union": "LAB",
    "armed-group": "REB", "body": "GOV",
}  # fmt: skip
OFFICES = {"state": "GOV", "government": "GOV", "envoy": "GOV", "legislature": "LEG", "forces": "MIL", "body": "BUS"}

# CAMEO root codes of PLOVER's types and modes, our own reading of the two public ontologies: each PLOVER type takes
# the root whose cue categories it was made from, a mode where the type was put together from two roots.
# Source: PLOVER's own conversion table of 2021 (openeventdata/PLOVER, CC BY-SA 4.0), read the other way round.
ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "ACCUSE/investigate": "09", "REJECT": "12", "THREATEN": "13", "PROTEST": "14",
    "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "19", "ASSAULT/abduct": "18", "ASSAULT/beat": "18",
    "ASSAULT/suicide-attack": "18", "ASSAULT/unconventional": "20",
}  # fmt: skip
SIGNED = frozenset({"sign", "ratify", "initial", "endorse", "approve", "adopt", "ink", "conclude"})  # CAMEO 051, 057
ANNOUNCED = frozenset({"CONCEDE"})  # CAMEO 035: intent to yield
APPEALS = frozenset(
    {"ask", "appeal", "call", "invite", "urge", "encourage", "want", "need"}
)  # 02, not the demands of 10


def cameo_root(event: Event) -> str:
    """The CAMEO root code of an event: "04" for a meeting.

    Yielding that is only announced is intent (03). Two roots of CAMEO share a PLOVER type where only the verb tells
    them apart: signing an agreement is cooperation (05), agreeing to one intent (03); asking is an appeal (02),
    demanding a demand (10).
    """
    if event.status == "planned" and event.plover in ANNOUNCED:
        return "03"
    verb = event.rule.rsplit("/", 1)[-1]
    if event.plover == "AGREE" and verb in SIGNED:
        return "05"
    if event.plover == "REQUEST" and verb in APPEALS:
        return "02"
    return ROOTS.get(f"{event.plover}/{event.mode}", ROOTS[event.plover])


def actor_code(actor: Actor, dossier: Dossier) -> str:
    """The CAMEO code of an actor: country and role ("USAGOV"), "IGO" for a bloc, "---" for an unknown country."""
    country = country_of(actor, dossier)
    if country is None and actor.type == "bloc":
        return "IGO"
    return (country or "---") + role_of(actor)


def country_of(actor: Actor, dossier: Dossier) -> str | None:
    """ISO 3166-1 alpha-3 of an actor, or of whom it acts for."""
    actors = {other.key: other for other in dossier.of(Actor)}
    seen: set[str] = set()
    while actor.code is None and actor.side in actors and actor.key not in seen:
        seen.add(actor.key)
        actor = actors[actor.side]
    return actor.code


def role_of(actor: Actor) -> str:
    """CAMEO's three letters for what an actor is; empty for a country as a whole."""
    words = re.sub(r"[^\w\s]", " ", (actor.role or "").lower()).split()
    if actor.type != "person":
        return next((found for word in words if (found := _sector(word))), ROLES.get(actor.type, ""))
    for end in range(len(words), 0, -1):
        kind = title_kind(" ".join(words[:end]))
        if kind:
            return OFFICES.get(kind, "")
    return ""


def _sector(word: str) -> str | None:
    return sector_of(word) or sector_of(word.removesuffix("s"))
