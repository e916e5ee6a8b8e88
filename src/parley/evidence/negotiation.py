"""Whether anybody bargains here, and who: the parties, their opposite numbers, who looks on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, subject_tokens
from parley.evidence.frame import Frame
from parley.evidence.mediation import mediators
from parley.evidence.record import AnyEvidence, Event, Exclusion, Linkage, Move, Position, Pressure, Quotation
from parley.evidence.words import lexicon

NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
MOST_PARTIES = 5
SHARE_OF_SECOND = (
    0.6  # a third party bargains too when it deals this share of what the second does; by eye on ten stories
)
# A story without words for talks is one when so many sentences, and so large a share of them, tell of dealings.
# By eye on twelve stories and two match and court reports that are none; re-measure before changing.
FEW_DEALS = 4
DEALING_SHARE = 0.2
DENSE = 0.33  # so many tell of dealings that no word for talks is asked for
EVERY_OTHER = 0.5  # with so many, and two pairs that deal with each other, no word is asked for
OTHER_KIND = 0.3  # of the lines hold a word of trials, matches or lives; no negotiation of 45 texts has .2
CLEARLY = 0.5  # with so many lines that name talks a story is one of talks, whoever is in court
THIN = 0.1  # with fewer, the words for talks are about something else
PlaceInTalks = Literal["party", "mediator", "outside", "constituency", "excluded", "context"]

DEALING_ACTS = frozenset({"demand", "offer", "promise", "accept", "reject", "concede", "threaten"})
DEALING_EVENTS = frozenset({"AGREE", "CONSULT", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SANCTION", "PROTEST"})


def counterparts_of(cast: Cast, frames: Sequence[Frame]) -> tuple[str, ...]:
    """The parties that "both sides" means: those that deal most, by what they do and have done to them.

    Returns:
        Two to five keys, who deals most first; empty when fewer than two sides deal with anybody. Parliaments and
        factions count only where nobody else bargains.
    """
    weight: Counter[str] = Counter()
    for frame in (one for one in frames if one.is_deed):
        if frame.meaning.act in DEALING_ACTS or frame.meaning.plover in DEALING_EVENTS:
            actors = set(cast.sides(frame.actors))
            weight.update(dict.fromkeys(actors, 2))
            weight.update(dict.fromkeys(set(cast.sides(frame.recipients)) - actors, 1))
    for line in cast.story.lines[:3]:  # headline and standfirst name the parties
        keys = [key for token in line.tree.tokens if token.pos in NAMING for key in cast.one(line, token.i)]
        weight.update(dict.fromkeys(set(cast.sides(keys)), 3))
    bargaining = {key: count for key, count in weight.items() if _can_bargain(cast, key)}
    onlookers = cast.onlookers and cast.onlookers - (_bound(cast, frames) - mediators(cast))
    if sum(key not in onlookers for key in bargaining) > 1:
        bargaining = {key: count for key, count in bargaining.items() if key not in onlookers}
    main = {key: count for key, count in bargaining.items() if cast.figures[key].type not in ("legislature", "faction")}
    chosen = main if len(main) > 1 else bargaining
    ranked = sorted(chosen, key=lambda key: (-chosen[key], key))
    if len(ranked) < 2:
        return ()
    second = chosen[ranked[1]]
    return tuple(key for key in ranked[:MOST_PARTIES] if chosen[key] >= SHARE_OF_SECOND * second)


def _bound(cast: Cast, frames: Sequence[Frame]) -> set[str]:
    """Sides that have agreed to or conceded something: they are no onlookers, even if they urge "both sides"."""
    binding = (frame for frame in frames if frame.meaning.act in ("accept", "concede") and not frame.negated)
    return {key for frame in binding for key in cast.sides(frame.actors)}


def _can_bargain(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(key)
    return figure is not None and figure.type != "person"


def is_negotiation(cast: Cast, frames: Sequence[Frame], linkages: Sequence[Linkage]) -> bool:
    """At least two sides deal with each other, in words of bargaining, more than in passing."""
    lines = [
        {token.lemma.lower() for token in line.tree.tokens} | {token.text.lower() for token in line.tree.tokens}
        for line in cast.story.lines
        if not line.is_label
    ]
    if not lines:
        return False
    bargaining, strong = (frozenset(lexicon("negotiation")[name]) for name in ("bargaining", "strong"))
    strong_lines = sum(bool(words & strong) for words in lines)
    if strong_lines < CLEARLY * len(lines) and _is_of_another_kind(lines):
        return False
    any_words = sum(bool(words & bargaining) for words in lines)
    dealing = [frame for frame in frames if _is_dealing(cast, frame)]
    sides = {
        key for frame in dealing for key in cast.sides((*frame.actors, *frame.recipients)) if _can_bargain(cast, key)
    }
    trades = sum(linkage.form == "exchange" for linkage in linkages)
    share = any_words / len(lines)
    told = {frame.line.index for frame in dealing}
    if len(sides) < 2 or len(dealing) < 2:
        return False
    if len(told) > FEW_DEALS and len(told) >= EVERY_OTHER * len(lines) and len(_dealt_with(cast, dealing)) > 1:
        return True
    often = len(told) >= FEW_DEALS and len(told) >= DEALING_SHARE * len(lines) and any_words
    if often and (strong_lines or len(_dealt_with(cast, dealing)) >= 3 or len(told) >= DENSE * len(lines)):
        return True  # sides deal with each other in sentence after sentence, whatever the talks are called
    spoken_of = strong_lines >= 2 or (strong_lines >= 1 and trades >= 1)
    return spoken_of and share >= 0.08 and len(told) >= THIN * len(lines)


def _is_of_another_kind(lines: Sequence[set[str]]) -> bool:
    """A trial, a match or a life: pleas are bargained over and players are bought, but no talks are told."""
    kinds = [frozenset(known) for known in lexicon("negotiation")["other_kinds"].values()]
    return any(sum(bool(words & known) for words in lines) >= OTHER_KIND * len(lines) for known in kinds)


def _dealt_with(cast: Cast, dealing: Sequence[Frame]) -> set[tuple[str, str]]:
    """Who deals with whom, where the words name both."""
    return {
        (one, other)
        for frame in dealing
        if frame.recipients_rule != "counterpart"
        for one in cast.sides(frame.actors)
        for other in cast.sides(frame.recipients)
        if one != other and _can_bargain(cast, one) and _can_bargain(cast, other)
    }


def _is_dealing(cast: Cast, frame: Frame) -> bool:
    return (frame.meaning.act in DEALING_ACTS or frame.meaning.plover in DEALING_EVENTS) and any(
        _can_bargain(cast, key) for key in cast.sides(frame.actors)
    )


def parties_of(cast: Cast, items: Sequence[AnyEvidence]) -> dict[str, PlaceInTalks]:
    """What each side of the evidence is in the talks."""
    deals: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    excluded: set[str] = set()
    for item in items:
        if isinstance(item, (Event, Move)):
            actors = item.actors if isinstance(item, Event) else ((item.by,) if item.by else ())
            others = item.recipients if isinstance(item, Event) else ((item.to,) if item.to else ())
            deals.update(cast.sides(actors))
            touched.update(cast.sides(others))
        elif isinstance(item, Position):
            deals.update((item.party,))
        elif isinstance(item, Pressure):
            touched.update((*item.by, *item.on))
        elif isinstance(item, Exclusion):
            excluded.add(item.party)
    between, heard = mediators(cast), _heard(cast, items)
    found: dict[str, PlaceInTalks] = {}
    for key in sorted({*deals, *touched, *excluded, *heard}):
        told = key in excluded or deals[key] or key in heard or _is_known(cast, key) or touched[key] > 1
        if _can_bargain(cast, key) and told:
            found[key] = _place(cast, key, deals[key], excluded, between)
    return found


def _heard(cast: Cast, items: Sequence[AnyEvidence]) -> set[str]:
    """Sides that have a word in the story: they are quoted, say something, or somebody named speaks for them."""
    found = {cast.side(item.speaker) for item in items if isinstance(item, Quotation) and item.speaker}
    for line in cast.story.lines:
        if line.kind == "headline" or line.is_label:
            continue
        for verb in line.tree.tokens:
            if verb.pos != "VERB" or line.tree.is_passive(verb.i):
                continue
            subjects = subject_tokens(line, verb) if verb.dep == "root" else line.tree.having(verb.i, "nsubj")
            for key in (key for token in subjects for key in cast.at(line, token.i)):
                named = not cast.side(key).startswith("the-")
                if verb.lemma.lower() in REPORTING or (named and _is_known(cast, cast.side(key))):
                    found.add(cast.side(key))
    return {key for key in found if _can_bargain(cast, key) and cast.figures[key].type != "group"}


def _is_known(cast: Cast, key: str) -> bool:
    """A country of the lists or a body by its kind: it need not act itself; a bare place or name must."""
    figure = cast.figures[key]
    return figure.code is not None or figure.type in ("union", "legislature", "armed-group", "government", "bloc")


def _place(cast: Cast, key: str, deals: int, excluded: set[str], between: frozenset[str]) -> PlaceInTalks:
    figure = cast.figures[key]
    if key in cast.counterparts:
        return "party"
    if figure.type in ("legislature", "faction"):
        return "constituency"
    if key in between:
        return "mediator"
    if key in excluded:
        return "excluded"
    return "party" if deals >= 2 and not cast.counterparts else "outside"
