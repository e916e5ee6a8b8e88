"""How a legislature divides a sum among its own members: who proposes has the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parley.analysis.ratification.rule import Floats
from parley.errors import AnalysisError

CLOSED_RULE_SOURCE = (
    "Baron and Ferejohn (1989), American Political Science Review 83(4), 1181-1206, closed rule; unequal recognition "
    "after Eraslan (2002), Journal of Economic Theory 103(1), 11-30"
)
_NOISE = 1e-9
_CHANCE_NOISE = 1e-6  # of a difference divided by a price that may be tiny


@dataclass(frozen=True, kw_only=True)
class Division:
    """The stationary equilibrium of dividing 1."""

    value: Floats  # (members,) what each expects before anybody proposes; sums to 1
    proposer: Floats  # (members,) what each keeps when it proposes


def closed_rule(recognition: Sequence[float] | Floats, needed: int, discount: float) -> Division:
    """Divide 1 by majority when one member, drawn at random, proposes and no amendment is allowed.

    Whoever proposes buys the cheapest votes at what their holders expect of going on; where nobody says yes, a new
    proposer is drawn and all wait one round.

    Args:
        recognition: (members,) relative chances to propose, 0 or more; one member, one vote.
        needed: yes votes that pass a proposal, the proposer's own among them.
        discount: what a gain is worth one round later, 0 to 1.

    Raises:
        AnalysisError: chances, votes or discount are outside their bounds.

    Source:
        Baron and Ferejohn (1989); payoffs are unique (Eraslan 2002). With equal chances the proposer keeps
        1 - discount x (needed - 1) / members.

    >>> closed_rule([1, 1, 1], 2, 0.9).proposer.round(4)
    array([0.7, 0.7, 0.7])
    """
    chance = np.asarray(recognition, dtype=np.float64)
    _check(chance, needed, discount)
    order = np.argsort(chance, kind="stable")
    sorted_value = _solve(chance[order] / chance.sum(), needed, discount)
    value = np.empty_like(sorted_value)
    value[order] = sorted_value
    price = discount * value
    proposer = np.array([1 - np.sort(np.delete(price, at))[: needed - 1].sum() for at in range(len(price))])
    return Division(value=value, proposer=proposer)


def _check(chance: Floats, needed: int, discount: float) -> None:
    if not chance.size or not np.isfinite(chance).all() or (chance < 0).any() or not chance.sum() > 0:
        raise AnalysisError("Chances to propose must be finite, 0 or more, and not all 0. Give each member one.")
    if not 1 <= needed <= chance.size:
        raise AnalysisError(f"{needed} yes votes are needed of {chance.size} members; ask for 1 to {chance.size}.")
    if not 0 <= discount <= 1:
        raise AnalysisError(f"The discount is {discount:g}; what a gain is worth a round later lies between 0 and 1.")


def _solve(chance: Floats, needed: int, discount: float) -> Floats:
    """Expected shares for ascending chances: the cheapest are always bought, the dearest never, some in between.

    Who proposes more often expects more and costs more. So the members in the order of their chances fall into three
    runs: always in the majority, sometimes (all at one price), never. Each cut into runs gives two linear equations,
    for what a proposer of the first run keeps and for the price; the cut whose answer fits itself is the equilibrium.
    """
    members = chance.size
    free = int(np.count_nonzero(chance == 0)) >= needed - 1  # enough who never propose and so cost nothing
    if needed == 1 or discount == 0 or free:
        return chance.copy()
    for always in range(min(needed, members)):
        for sometimes in range(max(1, needed - always), members - always + 1):
            value = _fits(chance, needed, discount, always, sometimes)
            if value is not None:
                return value
    raise AnalysisError("No equilibrium was found for these chances to propose; this is a fault of the method.")


def _fits(chance: Floats, needed: int, discount: float, always: int, sometimes: int) -> Floats | None:
    first, last = chance[:always], chance[always + sometimes :]
    # unit x kept is what a proposer of the first run keeps beside its own price, written so that no discount makes
    # the equations fail; price is that of a vote in the second run. The first equation is what a proposer gives
    # away, the second that the shares sum to 1.
    unit = 1 - discount if always else 1.0
    system = np.array(
        [
            [unit + discount * first.sum(), needed - always],
            [first.sum() + unit * last.sum(), sometimes / discount + last.sum()],
        ]
    )
    try:
        kept, price = np.linalg.solve(system, np.ones(2))
    except np.linalg.LinAlgError:
        return None
    value = np.concatenate([first * kept, np.full(sometimes, price / discount), last * (unit * kept + price)])
    return value if _is_equilibrium(chance, value, discount, always, sometimes, unit * kept, price) else None


def _is_equilibrium(
    chance: Floats, value: Floats, discount: float, always: int, sometimes: int, kept: float, price: float
) -> bool:
    middle = slice(always, always + sometimes)
    bought = (value[middle] - chance[middle] * (kept + price)) / price if price > 0 else np.zeros(1)
    return bool(
        price > 0
        and (discount * value[:always] <= price + _NOISE).all()
        and (discount * value[always + sometimes :] >= price - _NOISE).all()
        and (bought >= -_CHANCE_NOISE).all()
        and (bought <= 1 - chance[middle] + _CHANCE_NOISE).all()
    )
