"""Why an answer is what it is: what it would be without each piece of evidence, by common random numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parley.analysis.measures import Setting
from parley.analysis.questions import Asked
from parley.analysis.result import Reason
from parley.case.chambers import holds_one_stance, shares_numbers_of
from parley.case.estimate import named_default
from parley.case.judgements import default_stance
from parley.case.parties import WALK_AWAY
from parley.case.record import Case, Stance

MOST = 5
LEAST_EFFECT = 0.003  # below, a reason moves nothing a reader could see

Value = Callable[[Setting, Asked], float]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Something the answer may rest on, and the case without it."""

    words: str  # the start of a sentence: "Ukraine demands security guarantees"
    basis: tuple[str, ...]
    without: Case
    about: frozenset[str]  # keys of the parties and issues it speaks of


def grounds(case: Case) -> Iterator[Ground]:
    """Everything evidence or judgement supports that can be taken away, in the order of the case."""
    yield from _stances(case)
    yield from _links(case)
    yield from _pressures(case)
    yield from _walk_aways(case)
    yield from _ratifiers(case)


def reasons(asked: Asked, base: float, found: list[tuple[Ground, float]]) -> tuple[Reason, ...]:
    """The grounds that move an answer most, each with its effect.

    Args:
        base: the answer with everything, on the draws used for the search.
        found: each ground and the answer without it, on the same draws.
    """
    effects = [(ground, base - without) for ground, without in found]
    scale = 100.0 if asked.asks == "pressure" else 1.0
    weighty = [pair for pair in effects if abs(pair[1]) >= LEAST_EFFECT * scale]
    chosen = sorted(weighty, key=lambda pair: -abs(pair[1]))[:MOST]
    if not chosen:
        named = {asked.party} if asked.party else {*asked.question.parties, *asked.question.issues}
        chosen = [pair for pair in effects if pair[0].about & named][:2]
    made = [
        Reason(text=_sentence(asked, ground, effect), effect=effect, basis=ground.basis) for ground, effect in chosen
    ]
    if not made and asked.question.basis:
        text = "The story asks this and shows nothing that moves the answer"
        made = [Reason(text=text, effect=None, basis=asked.question.basis)]
    return tuple(made)


def _sentence(asked: Asked, ground: Ground, effect: float) -> str:
    size = abs(effect) * (1 if asked.asks == "pressure" else 100)
    if size < 0.5:
        return f"{ground.words}; by itself this moves the answer by less than a point"
    direction = "raises" if effect > 0 else "lowers"
    return f"{ground.words}; this {direction} the answer by {size:.0f} point{'s' if round(size) != 1 else ''}"


def _stances(case: Case) -> Iterator[Ground]:
    names = {party.key: party.name for party in case.parties}
    matter = _who_matters(case)
    for stance in case.stances:
        if stance.party in matter and not stance.position.is_default:
            issue = case.issue(stance.issue).name
            yield Ground(
                words=f"{names[stance.party]} {_stands(case, stance)} {issue}{_acts(stance)}",
                basis=_basis(stance),
                without=_with_stance(case, stance, default_stance(case, stance.party, stance.issue)),
                about=frozenset((stance.party, stance.issue)),
            )


def _stands(case: Case, stance: Stance) -> str:
    scale = case.issue(stance.issue).scale
    share = (stance.position.value - scale.low) / (scale.high - scale.low)
    if share >= 0.75:
        return "wants all or nearly all of"
    if share >= 0.55:
        return "would give or take a good part of"
    return "stands between on" if share > 0.35 else "wants little or nothing of"


def _acts(stance: Stance) -> str:
    acts = stance.position.why.rpartition(": ")[2] if stance.position.by.startswith("rule ") else ""
    return f" ({acts})" if acts else f" ({stance.position.by}: {stance.position.why})" if stance.position.why else ""


def _basis(stance: Stance) -> tuple[str, ...]:
    lines = stance.red_line.basis if stance.red_line else ()
    return tuple(dict.fromkeys((*stance.position.basis, *lines)))


def _with_stance(case: Case, old: Stance, new: Stance) -> Case:
    return case.model_copy(update={"stances": tuple(new if each is old else each for each in case.stances)})


def _links(case: Case) -> Iterator[Ground]:
    names = {party.key: party.name for party in case.parties}
    for link in case.links:
        give, get = case.issue(link.give_issue).name, case.issue(link.get_issue).name
        who = f"{names[link.giver]} ties" if link.giver in names else "The talks tie"
        yield Ground(
            words=f"{who} {give} to {get}",
            basis=link.basis,
            without=case.model_copy(update={"links": tuple(each for each in case.links if each is not link)}),
            about=frozenset((link.give_issue, link.get_issue)),
        )


def _pressures(case: Case) -> Iterator[Ground]:
    names = {party.key: party.name for party in case.parties}
    plural = {party.key for party in case.parties if party.number == "plural"}
    for pressure in case.pressures:
        basis = tuple(dict.fromkeys((*pressure.basis, *pressure.strength.basis)))
        if not basis:
            continue
        who = f"{names.get(pressure.by, pressure.by)} {'press' if pressure.by in plural else 'presses'}"
        none = pressure.strength.model_copy(update={"value": 0.0, "low": 0.0, "high": 0.0})
        changed = [each.model_copy(update={"strength": none}) if each is pressure else each for each in case.pressures]
        yield Ground(
            words=f"{who} {names.get(pressure.on, pressure.on)} ({pressure.form})",
            basis=basis,
            without=case.model_copy(update={"pressures": tuple(changed)}),
            about=frozenset((pressure.by, pressure.on)),
        )


def _walk_aways(case: Case) -> Iterator[Ground]:
    """One ground for all parties whose walk-away rests on the same evidence: the state of the talks is one fact."""
    default, matter = named_default(WALK_AWAY, "utility"), _who_matters(case)
    seen: dict[tuple[str, ...], list[str]] = {}
    for party in case.parties:
        if not party.walk_away.is_default and party.key in matter:
            seen.setdefault(party.walk_away.basis, []).append(party.key)
    for basis, keys in seen.items():
        parties = [
            party.model_copy(update={"walk_away": default}) if party.key in keys else party for party in case.parties
        ]
        why = next(party.walk_away.why for party in case.parties if party.key in keys)
        yield Ground(
            words=f"What no deal would leave {_names(case, keys)} is judged by this: {why}",
            basis=basis,
            without=case.model_copy(update={"parties": tuple(parties)}),
            about=frozenset(keys),
        )


def _names(case: Case, keys: list[str]) -> str:
    names = [party.name for party in case.parties if party.key in keys]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _who_matters(case: Case) -> set[str]:
    """Keys of parties an agreement hangs on: at the table, ratifying, or with stances that members share."""
    shared = {key for chamber in case.chambers for key in shares_numbers_of(chamber)}
    return {party.key for party in case.parties if party.role == "bargaining" or party.ratifies} | shared


def _ratifiers(case: Case) -> Iterator[Ground]:
    for party in case.parties:
        if party.ratifies and party.basis:
            free = party.model_copy(update={"ratifies": False})
            parties = tuple(free if each is party else each for each in case.parties)
            yield _consent(case.model_copy(update={"parties": parties}), party.key, party.name, party.basis)
    ratifying = {party.key for party in case.parties if party.ratifies and party.basis}
    for chamber in case.chambers:
        if chamber.basis and chamber.key not in ratifying and not holds_one_stance(chamber):
            yield _consent(case, chamber.key, chamber.name, chamber.basis)


def _consent(case: Case, key: str, name: str, basis: tuple[str, ...]) -> Ground:
    """That somebody must consent, and the case in which it need not."""
    chambers = tuple(each for each in case.chambers if each.key != key)
    return Ground(
        words=f"{name} must consent to what is signed",
        basis=basis,
        without=case.model_copy(update={"chambers": chambers}),
        about=frozenset((key,)),
    )
