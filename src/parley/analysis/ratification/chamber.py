"""One chamber: its win-set, its vote on a text, whom that hangs on and what it would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from parley.analysis.draws import DrawSet, point
from parley.analysis.inputs import default_share
from parley.analysis.interval import interval
from parley.analysis.packages import PackageGrid
from parley.analysis.ratification import payments
from parley.analysis.ratification.legislature import CLOSED_RULE_SOURCE, closed_rule
from parley.analysis.ratification.payments import cheapest_payment
from parley.analysis.ratification.power import BANZHAF_SOURCE, OWEN_SOURCE, SHAPLEY_SOURCE, power
from parley.analysis.ratification.result import (
    ChamberResult,
    MemberPower,
    MemberVote,
    Proposing,
    Room,
    SidePayment,
    TextVote,
)
from parley.analysis.ratification.rule import Flags, Floats, VotingRule, in_steps
from parley.analysis.ratification.texts import along
from parley.analysis.ratification.voters import Voters, heads, rule_words, unsaid, votes_yes
from parley.analysis.ratification.votes import PASSING_SOURCE, swings, yes_distribution, yes_probability
from parley.analysis.ratification.winsets import best_offer, passing_stretches
from parley.analysis.result import Interval, Method
from parley.case.chambers import judged_numbers
from parley.case.record import Case
from parley.record import Finding

MOST_SHOWN = 20  # members listed for each text
PLACES = 101  # of a scale, tried for what would pass on it: a hundredth is finer than positions drawn from news
DISCOUNT = 0.9  # of a round of proposing, a named default
_POWER_WORK = 30_000_000  # steps of counting, a tenth of a second on one core
_SWING_CELLS = 20_000


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A chamber with what it makes of every package, and of the texts put to a vote over draws."""

    own: Voters  # at the case's own values
    rule: VotingRule
    gain: Floats  # (packages, members) over no deal
    passing: Flags  # (packages,)
    chance: dict[int, Floats]  # package -> (draws,) probability that it passes


def chamber_result(case: Case, panel: Panel, grid: PackageGrid, texts: dict[str, int], few: DrawSet) -> ChamberResult:
    """Say what one chamber would pass.

    Args:
        texts: solution -> the package put to the vote.
        few: the draws of `panel.chance`.
    """
    chamber = panel.own.chamber
    put = {package: tuple(name for name in texts if texts[name] == package) for package in texts.values()}
    powers, method = _power(panel)
    return ChamberResult(
        chamber=chamber.key,
        name=chamber.name,
        side=chamber.side,
        rule=rule_words(chamber),
        members=len(chamber.members),
        win_set=int(panel.passing.sum()),
        win_share=float(panel.passing.mean()),
        passes={name: bool(panel.passing[package]) for name, package in texts.items()},
        texts=tuple(_text(panel, grid, package, names, few) for package, names in put.items()),
        room=tuple(_rooms(case, panel, grid, next(iter(put)))) if put else (),
        power=powers,
        power_method=method,
        proposing=_proposing(panel),
        default_share=default_share(judged_numbers(chamber)),
        findings=tuple(_doubts(panel)),
    )


def _text(panel: Panel, grid: PackageGrid, package: int, names: tuple[str, ...], few: DrawSet) -> TextVote:
    gain = panel.gain[package]
    steps = in_steps(panel.rule, _SWING_CELLS)
    chance = panel.chance[package]
    return TextVote(
        solutions=names,
        terms=grid.terms(package),
        passes=bool(panel.passing[package]),
        probability=interval(float(chance.mean()), chance, "probability"),
        votes=_votes(panel, gain),
        payment=_payment(panel, gain),
        yes=_yes_votes(_yes(panel, gain)),
        method=Method(
            name="probability of passing: independent votes, weighted, counted over draws",
            parameters={
                "noise": f"{panel.own.chamber.noise.value:g} utility"
                + (" (default)" if panel.own.chamber.noise.is_default else ""),
                "weights": "exact" if steps.exact else "rounded to be counted",
                "value": "mean over draws",
            },
            source=PASSING_SOURCE,
            seed=few.seed,
            draws=few.draws,
        ),
    )


def _yes(panel: Panel, gain: Floats) -> Floats:
    own = panel.own
    judged = own.holder < 0
    voted = yes_probability(np.where(judged, 0.0, gain), float(own.noise[0]))
    return np.where(judged, np.nan_to_num(own.support[0]), voted)


def _yes_votes(yes: Floats) -> Interval:
    share = yes_distribution(yes).cumsum()
    low, high = (float(np.searchsorted(share, at)) for at in (0.05, 0.95))
    expected = float(yes.sum())
    return Interval(value=expected, low=min(low, expected), high=max(high, expected), unit="members")


def _votes(panel: Panel, gain: Floats) -> tuple[MemberVote, ...]:
    """Who votes how at the case's own values, the most often pivotal first."""
    yes, votes = _yes(panel, gain), votes_yes(gain)
    pivotal = swings(in_steps(panel.rule, _SWING_CELLS), yes[None, :]).swing[0]
    other = votes ^ np.eye(len(votes), dtype=np.bool_)
    decides = panel.rule.passes(other) != panel.rule.passes(votes)
    order = np.argsort(-pivotal, kind="stable")[:MOST_SHOWN]
    return tuple(
        MemberVote(
            member=panel.own.chamber.members[at].key,
            name=_name(panel, at),
            yes=float(yes[at]),
            gain=float(gain[at]) if panel.own.holder[at] >= 0 else None,
            decides=bool(decides[at]),
            pivotal=float(min(max(pivotal[at], 0.0), 1.0)),
        )
        for at in order.tolist()
    )


def _name(panel: Panel, at: int) -> str:
    member = panel.own.chamber.members[at]
    return member.name or member.key


def _payment(panel: Panel, gain: Floats) -> SidePayment:
    price = np.maximum(-gain, 0.0) * heads(panel.own.chamber)
    found = cheapest_payment(panel.rule, votes_yes(gain), price)
    payable = isfinite(found.cost)
    return SidePayment(
        members=tuple(_name(panel, at) for at in found.members) if payable else (),
        cost=found.cost if payable else None,
        least=found.least if isfinite(found.least) else None,
        method=Method(
            name=payments.METHOD,
            parameters={
                "price": "what the text leaves a member short of no deal, times the people it is",
                "not for sale": "a member whose support was judged directly",
                "exact": bool(found.cost == found.least),
            },
        ),
    )


def _rooms(case: Case, panel: Panel, grid: PackageGrid, package: int) -> Iterator[Room]:
    """For each issue what would pass with the rest as in the text, and whose wish that meets how far."""
    at = point(case)
    for column, issue in enumerate(grid.issues):
        places = np.linspace(grid.low[column], grid.high[column], PLACES)
        accepts = votes_yes(panel.own.gains(along(grid, package, column, places))[0])
        low, high = _ends(accepts, places)
        stretches = passing_stretches(low, high, panel.rule)
        wishes = {
            key: float(at.position[0, row, grid.columns[column]])
            for row, key in enumerate(at.model.parties)
            if at.model.bargains[row] and at.model.has_stance[row, grid.columns[column]]
        }
        offers = {key: best_offer(wish, stretches) for key, wish in wishes.items()}
        yield Room(
            issue=issue,
            stretches=stretches,
            best={key: offer for key, offer in offers.items() if offer is not None},
        )


def _ends(accepts: Flags, places: Floats) -> tuple[Floats, Floats]:
    """From where to where each member accepts, (members,) each: losses are convex, so that there is no gap between."""
    some = accepts.any(axis=0)
    low = np.where(some, places[accepts.argmax(axis=0)], np.nan)
    high = np.where(some, places[len(places) - 1 - accepts[::-1].argmax(axis=0)], np.nan)
    return low, high


def _power(panel: Panel) -> tuple[tuple[MemberPower, ...], Method]:
    members = panel.own.chamber.members
    found = power(panel.rule, blocs=[member.bloc for member in members], work=_POWER_WORK)
    order = np.argsort(-found.shapley_shubik, kind="stable")[:MOST_SHOWN]
    powers = tuple(
        MemberPower(
            member=members[at].key,
            name=_name(panel, at),
            votes=members[at].votes,
            shapley_shubik=float(found.shapley_shubik[at]),
            banzhaf=float(found.banzhaf[at]),
            banzhaf_absolute=float(found.banzhaf_absolute[at]),
            owen=None if found.owen is None else float(found.owen[at]),
        )
        for at in order.tolist()
    )
    method = Method(
        name="voting power: Shapley-Shubik; Banzhaf, normalised and absolute"
        + ("; Owen value" if found.owen is not None else ""),
        parameters={"weights": "exact" if found.exact else "rounded to be counted", "rule": "at its own quotas"},
        source="; ".join([SHAPLEY_SOURCE, BANZHAF_SOURCE, *([OWEN_SOURCE] if found.owen is not None else [])]),
    )
    return powers, method


def _proposing(panel: Panel) -> Proposing | None:
    """What proposing is worth where every member has one and the same vote; elsewhere the model says nothing."""
    members, rule = panel.own.chamber.members, panel.rule
    equal = len(rule.weights) == 1 and np.ptp(rule.weights[0]) == 0 and not rule.veto.any()
    chances = [member.votes if member.recognition is None else member.recognition for member in members]
    if len(members) < 2 or not equal or not sum(chances) > 0:
        return None
    needed = in_steps(rule, _SWING_CELLS).needed[0]
    kept = closed_rule(chances, needed, DISCOUNT).proposer
    method = Method(
        name="legislative bargaining, closed rule",
        parameters={"discount (default)": DISCOUNT, "chance to propose": "by recognition, else by votes"},
        source=CLOSED_RULE_SOURCE,
    )
    return Proposing(needed=needed, least=float(kept.min()), most=float(kept.max()), method=method)


def _doubts(panel: Panel) -> Iterator[Finding]:
    chamber = panel.own.chamber
    silent = list(unsaid(chamber))
    if silent:
        yield Finding(
            level="note",
            code="member-like-side",
            message=f"{chamber.name}: where {', '.join(silent[:5])}{' and others' if len(silent) > 5 else ''} would "
            f"stand, nobody has said yet; the stances of their side stand in.",
            where=f"chamber/{chamber.key}",
        )
    if len(chamber.members) > MOST_SHOWN:
        yield Finding(
            level="note",
            code="members-cut",
            message=f"{chamber.name} has {len(chamber.members)} members; the {MOST_SHOWN} most often pivotal and the "
            f"{MOST_SHOWN} strongest are listed.",
            where=f"chamber/{chamber.key}",
        )
