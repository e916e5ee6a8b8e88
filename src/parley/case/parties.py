"""Who bargains, for whom, who must ratify, who stands outside: actors of all stories as parties of one case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parley.case.estimate import named_default
from parley.case.record import Envoy, Estimate, Party, PartyRole
from parley.evidence.record import Actor, Dossier, Exclusion, Move, Position, Pressure, TalksStatus

# The nearest role to the table wins when stories see a party differently.
ROLES: dict[str, PartyRole] = {
    "party": "bargaining",
    "mediator": "mediator",
    "constituency": "constituency",
    "excluded": "excluded",
    "outside": "outside",
}
ORDER: tuple[PartyRole, ...] = ("bargaining", "mediator", "constituency", "excluded", "outside")

# Named defaults, wide on purpose: no story says how strong a side is, or what it has without a deal.
INFLUENCE: dict[PartyRole, tuple[float, float, float]] = {
    "bargaining": (60, 30, 90),
    "mediator": (40, 10, 70),
    "outside": (30, 5, 60),
    "constituency": (25, 5, 50),
    "excluded": (10, 0, 30),
}
WALK_AWAY = (0.4, 0.05, 0.75)
# Where talks stand says how far the sides think no deal would leave them: close to a deal, little; after a break, much.
WALK_AWAY_BY_STATE: dict[str, tuple[float, float, float]] = {
    "near-deal": (0.25, 0.05, 0.5),
    "advancing": (0.32, 0.08, 0.58),
    "agreed": (0.15, 0.0, 0.4),
    "ongoing": (0.4, 0.1, 0.7),
    "stalled": (0.5, 0.2, 0.8),
    "collapsed": (0.6, 0.3, 0.9),
}
# Bargaining theory's usual examples run from .8 to .95; a round lost costs a side a tenth of what it would gain.
PATIENCE = (0.9, 0.7, 0.98)
PRESSES = 8.0  # points of influence for each party one presses, by threat, sanction or inducement
_RATIFIES = re.compile(r"\b(ratif\w+|approv\w+|ballot\w*|vote[sd]?|voting)\b", re.IGNORECASE)


@dataclass(kw_only=True)
class Cast:
    """The parties of a case and the way from any actor to the party it acts for."""

    actors: dict[str, Actor] = field(default_factory=dict)  # first of each key
    all: dict[str, list[Actor]] = field(default_factory=dict)
    roles: dict[str, PartyRole] = field(default_factory=dict)

    def party_of(self, key: str | None) -> str | None:
        """The party an actor is or acts for, following sides and principals; None: none of this case."""
        seen: set[str] = set()
        while key is not None and key not in seen:
            if key in self.roles:
                return key
            seen.add(key)
            actor = self.actors.get(key)
            key = (actor.side or actor.speaks_for) if actor else None
        return None


def cast_of(dossiers: Sequence[Dossier]) -> Cast:
    """Tell the parties from the rest: by their place in the talks, else by what they do in them."""
    cast = Cast()
    for dossier in dossiers:
        for actor in dossier.of(Actor):
            cast.actors.setdefault(actor.key, actor)
            cast.all.setdefault(actor.key, []).append(actor)
    for key, actors in cast.all.items():
        found = {ROLES[actor.place_in_talks] for actor in actors if actor.place_in_talks in ROLES}
        if found:
            cast.roles[key] = min(found, key=ORDER.index)
    for dossier in dossiers:
        for exclusion in dossier.of(Exclusion):
            cast.roles.setdefault(exclusion.party, "excluded")
    _promote(cast, dossiers)
    return cast


def _promote(cast: Cast, dossiers: Sequence[Dossier]) -> None:
    """Where a story seats fewer than two at the table, those who act most in the talks sit there."""
    acts: dict[str, int] = {}
    for dossier in dossiers:
        holders = [move.by for move in dossier.of(Move)] + [position.party for position in dossier.of(Position)]
        for holder in holders:
            actor = cast.actors.get(holder or "")
            key = cast.party_of(holder) or (actor.key if actor and actor.type != "person" else None)
            if key is not None and cast.roles.get(key) in (None, "outside"):
                acts[key] = acts.get(key, 0) + 1
    seated = sum(role == "bargaining" for role in cast.roles.values())
    for key in sorted(acts, key=lambda key: (-acts[key], key))[: max(0, 2 - seated)]:
        cast.roles[key] = "bargaining"


def build_parties(
    cast: Cast, dossiers: Sequence[Dossier], pressures: Iterable[Pressure], states: Sequence[TalksStatus]
) -> tuple[Party, ...]:
    """One record a party: bargaining first, then by how often the stories name them."""
    pressing = _pressing(cast, pressures)
    walk_away = _walk_away(states)
    order = sorted(cast.roles, key=lambda key: (ORDER.index(cast.roles[key]), -_mentions(cast, key), _first(cast, key)))
    return tuple(_party(cast, key, dossiers, pressing.get(key, []), walk_away) for key in order)


def _party(cast: Cast, key: str, dossiers: Sequence[Dossier], pressing: list[Pressure], walk_away: Estimate) -> Party:
    actors, role = cast.all.get(key, []), cast.roles[key]
    first = actors[0] if actors else None
    exclusions = [item.id for dossier in dossiers for item in dossier.of(Exclusion) if item.party == key]
    return Party(
        key=key,
        name=first.name if first else key.replace("-", " ").title(),
        role=role,
        kind=first.type if first else "group",
        number=first.number if first else None,
        side=_side(cast, key) if role == "constituency" else None,
        ratifies=role == "constituency" and any(_ratifies(actor, dossiers) for actor in actors),
        envoys=_envoys(cast, key),
        influence=_influence(role, pressing),
        walk_away=walk_away,
        basis=tuple(sorted({actor.id for actor in actors} or set(exclusions))),
    )


def _side(cast: Cast, key: str) -> str | None:
    """The party a constituency belongs to: as read, else the one bargaining party of its country."""
    actor = cast.actors.get(key)
    if actor is None:
        return None
    if actor.side is not None:
        return cast.party_of(actor.side)
    same = [
        other
        for other, role in cast.roles.items()
        if role == "bargaining" and actor.code and getattr(cast.actors.get(other), "code", None) == actor.code
    ]
    return same[0] if len(same) == 1 else None


def _ratifies(actor: Actor, dossiers: Sequence[Dossier]) -> bool:
    """A legislature among the constituencies; another body where the story speaks of its vote or approval."""
    if actor.type == "legislature":
        return True
    if actor.type not in ("body", "union", "organisation", "group"):
        return False
    sentences = {mention.sentence for mention in actor.mentions}
    return any(
        _RATIFIES.search(dossier.article.slice(sentence.span))
        for dossier in dossiers
        if dossier.article.id == actor.source
        for sentence in dossier.article.sentences
        if sentence.id in sentences
    )


def _envoys(cast: Cast, key: str) -> tuple[Envoy, ...]:
    people = [
        actors
        for actors in cast.all.values()
        if actors[0].type == "person" and cast.party_of(actors[0].key) == key and actors[0].side
    ]
    return tuple(
        Envoy(
            name=max((actor.name for actor in actors), key=len),
            role=next((actor.role for actor in actors if actor.role), None),
            basis=tuple(sorted(actor.id for actor in actors)),
        )
        for actors in people
    )


def _pressing(cast: Cast, pressures: Iterable[Pressure]) -> dict[str, list[Pressure]]:
    found: dict[str, list[Pressure]] = {}
    for pressure in pressures:
        if pressure.form in ("threat", "sanction", "inducement", "deadline"):
            for key in {cast.party_of(by) for by in pressure.by} - {None}:
                found.setdefault(str(key), []).append(pressure)
    return found


def _influence(role: PartyRole, pressing: list[Pressure]) -> Estimate:
    if not pressing:
        return named_default(INFLUENCE[role], "capability")
    value, low, high = INFLUENCE[role]
    more = PRESSES * len({on for pressure in pressing for on in pressure.on})
    return Estimate(
        value=min(value + more, 95.0),
        low=low + more / 2,
        high=min(high + more, 100.0),
        unit="capability",
        basis=tuple(sorted(pressure.id for pressure in pressing)),
        by="rule influence/1",
        why="it can press others, and does",
    )


def default_patience() -> Estimate:
    """How patient a party is when nobody has said: a named default, wide on purpose."""
    return named_default(PATIENCE, "share a round")


def _walk_away(states: Sequence[TalksStatus]) -> Estimate:
    known = [status for status in states if status.state in WALK_AWAY_BY_STATE]
    if not known:
        return named_default(WALK_AWAY, "utility")
    parts = [WALK_AWAY_BY_STATE[status.state] for status in known]
    value, low, high = (round(sum(part[at] for part in parts) / len(parts), 4) for at in range(3))
    return Estimate(
        value=value,
        low=low,
        high=high,
        unit="utility",
        basis=tuple(sorted({status.id for status in known})),
        by="rule walk-away/1",
        why="from where the talks stand: " + ", ".join(sorted({status.state for status in known})),
    )


def _mentions(cast: Cast, key: str) -> int:
    return sum(len(actor.mentions) for actor in cast.all.get(key, []))


def _first(cast: Cast, key: str) -> int:
    return min((actor.mentions[0].span.start for actor in cast.all.get(key, [])), default=0)
