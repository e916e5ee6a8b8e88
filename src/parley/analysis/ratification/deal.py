"""Whose yes the deal as a whole needs: everybody at the table, and in each chamber a majority by its rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parley.analysis.ratification.legislature import CLOSED_RULE_SOURCE, closed_rule
from parley.analysis.ratification.power import BANZHAF_SOURCE, OWEN_SOURCE, SHAPLEY_SOURCE, power_by_list
from parley.analysis.ratification.result import DealPower, DealVoice
from parley.analysis.ratification.rule import Flags, VotingRule
from parley.analysis.ratification.voters import rule_of
from parley.analysis.result import Method
from parley.case.chambers import Chamber
from parley.case.record import Case

DISCOUNT = 0.9  # of a round of proposing, a named default
MOST_LISTED = 14  # whose yes is needed, counted by listing 16,384 coalitions: a hundredth of a second


@dataclass(frozen=True, kw_only=True)
class _Voice:
    key: str
    name: str
    side: str  # those of one side act together before they meet the other


def deal_power(case: Case, chambers: list[Chamber]) -> DealPower:
    """Say how much each whose yes is needed decides, alone and as part of its side, and what proposing is worth to it.

    Where chambers have too many members to list all coalitions, each chamber is one voice.
    """
    table = [party for party in case.parties if party.role == "bargaining"]
    listed = len(table) + sum(len(chamber.members) for chamber in chambers) <= MOST_LISTED
    voices = [_Voice(key=p.key, name=p.name, side=p.key) for p in table]
    rules: list[tuple[slice, VotingRule | None]] = []
    for chamber in chambers:
        seated = _seated(chamber) if listed else [_whole(chamber)]
        rules.append((slice(len(voices), len(voices) + len(seated)), rule_of(chamber) if listed else None))
        voices += seated
    if len(voices) > MOST_LISTED:
        return DealPower(voices=(), method=_method("left out: too many whose yes is needed"))

    def passes(yes: Flags) -> Flags:
        met = yes[:, : len(table)].all(axis=1)
        for part, rule in rules:
            met = met & (yes[:, part].all(axis=1) if rule is None else rule.passes(yes[:, part]))
        return np.asarray(met)

    found = power_by_list(len(voices), passes, blocs=[voice.side for voice in voices])
    chances = [party.influence.value for party in table]
    proposing = closed_rule(chances if sum(chances) > 0 else [1.0] * len(table), len(table), DISCOUNT)
    owen = found.shapley_shubik if found.owen is None else found.owen
    return DealPower(
        voices=tuple(
            DealVoice(
                key=voice.key,
                name=voice.name,
                shapley_shubik=float(found.shapley_shubik[at]),
                banzhaf=float(found.banzhaf[at]),
                owen=float(owen[at]),
                expects=float(proposing.value[at]) if at < len(table) else None,
                keeps=float(proposing.proposer[at]) if at < len(table) else None,
            )
            for at, voice in enumerate(voices)
        ),
        method=_method("each member of a chamber" if listed else "each chamber as one"),
    )


def _seated(chamber: Chamber) -> list[_Voice]:
    side = chamber.side or chamber.key
    return [_Voice(key=f"{chamber.key}/{m.key}", name=m.name or m.key, side=side) for m in chamber.members]


def _whole(chamber: Chamber) -> _Voice:
    return _Voice(key=chamber.key, name=chamber.name, side=chamber.side or chamber.key)


def _method(counted: str) -> Method:
    return Method(
        name="power over the whole deal: Shapley-Shubik, Banzhaf, Owen by sides; proposing by Baron and Ferejohn",
        parameters={
            "rule": "all at the table, and every chamber by its own rule",
            "counted": counted,
            "sides": "a chamber stands with the party whose signature it ratifies",
            "chance to propose": "by influence, those at the table alone",
            "discount (default)": DISCOUNT,
            "disagreement point": "nothing is divided",
        },
        source="; ".join([SHAPLEY_SOURCE, BANZHAF_SOURCE, OWEN_SOURCE, CLOSED_RULE_SOURCE]),
    )
