"""What a promise of protection is worth, when it is worth its price, and when two sides prefer a deal to a fight."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

LOSS_SOURCE = "expected discounted loss from one renewed attack at a constant yearly hazard"
FEARON_SOURCE = "Fearon (1995), International Organization 49(3), 379-414"
POWELL_SOURCE = "Powell (2006), International Organization 60(1), 169-203; our algebra for two periods"


def guarantee_value(
    loss: ArrayLike, hazard_without: ArrayLike, hazard_with: ArrayLike, credibility: ArrayLike, discount: ArrayLike
) -> Floats:
    """The loss a guarantee spares, present value, in the unit of `loss`.

    Args:
        loss: what a renewed attack would cost.
        hazard_without: chance of attack a year without the guarantee, above 0.
        hazard_with: the same under one that is fully believed.
        credibility: how far it is believed, 0 to 1.
        discount: rate a year, above 0.

    Returns:
        0 for a guarantee nobody believes; rises with credibility, never above `loss`.

    >>> [round(float(guarantee_value(524, 0.10, 0.03, belief, 0.05)), 1) for belief in (1, 0.3, 0.05)]
    [152.8, 28.4, 4.2]
    """
    sum_at_risk, before, after, belief, rate = _arrays(loss, hazard_without, hazard_with, credibility, discount)
    hazard = before - belief * (before - after)
    return sum_at_risk * (before / (before + rate) - hazard / (hazard + rate))


def break_even_credibility(
    price: ArrayLike, loss: ArrayLike, hazard_without: ArrayLike, hazard_with: ArrayLike, discount: ArrayLike
) -> Floats:
    """How far a guarantee must be believed to be worth its price; above 1: no belief is enough.

    >>> [round(float(break_even_credibility(price, 524, 0.10, 0.03, 0.05)), 3) for price in (6.9, 0.6)]
    [0.081, 0.007]
    """
    asked, sum_at_risk, before, after, rate = _arrays(price, loss, hazard_without, hazard_with, discount)
    wanted = before / (before + rate) - asked / sum_at_risk
    with np.errstate(divide="ignore", invalid="ignore"):
        # The hazard h at which h / (h + rate) is what is wanted; where even no attack at all would not pay, none is.
        hazard = np.where(wanted > 0, rate * wanted / (1 - wanted), -np.inf)
        return np.asarray((before - hazard) / (before - after), dtype=np.float64)


def _arrays(*values: ArrayLike) -> list[Floats]:
    return [np.asarray(value, dtype=np.float64) for value in values]


def bargaining_range(odds: ArrayLike, cost: ArrayLike, other_cost: ArrayLike) -> tuple[Floats, Floats]:
    """The divisions both sides prefer to fighting, as the first side's share, 0 to 1.

    Args:
        odds: the first side's chance to prevail.
        cost: of fighting, to the first side, as a share of what is at stake.
        other_cost: the same to the other side.

    Source:
        Fearon (1995), International Organization 49(3), p. 387.

    >>> low, high = bargaining_range(0.5, 0.10, 0.15)
    >>> float(low), float(high)
    (0.4, 0.65)
    """
    chance, own, other = (np.asarray(each, dtype=np.float64) for each in (odds, cost, other_cost))
    return np.maximum(0.0, chance - own), np.minimum(1.0, chance + other)


def most_later_odds(odds: ArrayLike, loss: ArrayLike, patience: ArrayLike) -> Floats:
    """How strong the other side may become before the declining one prefers to fight now.

    Args:
        odds: the rising side's chance to prevail now.
        loss: share of what is at stake that fighting destroys, below 1.
        patience: discount factor a period, above 0 up to 1.

    Returns:
        The rising side's odds in the next period up to which peace holds; above 1: it always does.

    Source:
        Powell (2006), International Organization 60(1), 169-203, the special case of two periods in our algebra:
        fighting is preferred when patience x later odds - odds > loss / (1 - loss).

    >>> round(float(most_later_odds(0.5, 0.15, 0.9)), 3)
    0.752
    """
    lost = np.asarray(loss, dtype=np.float64)
    return np.asarray((np.asarray(odds) + lost / (1 - lost)) / np.asarray(patience), dtype=np.float64)
