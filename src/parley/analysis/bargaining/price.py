"""One price between a buyer and a seller who do not know each other's limit: textbook cases with known answers."""

from __future__ import annotations

from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from parley.errors import AnalysisError

Offer = TypeVar("Offer", float, NDArray[np.float64])  # one, or many at once

ZONE_SOURCE = "Raiffa (1982), The Art and Science of Negotiation, ch. 4"
SEALED_SOURCE = "Chatterjee and Samuelson (1983), Operations Research 31(5), 835-851"


def zone_chance(buyer: float, buyer_sd: float, seller: float, seller_sd: float) -> float:
    """The chance that a buyer would pay at least what a seller would take, both limits normal and independent.

    Source:
        Raiffa (1982), The Art and Science of Negotiation, ch. 4: distributive bargaining with uncertain limits.

    >>> round(zone_chance(100, 10, 90, 10), 4)
    0.7602
    """
    spread = (buyer_sd**2 + seller_sd**2) ** 0.5
    if not (buyer_sd >= 0 and seller_sd >= 0):
        raise AnalysisError(f"The spreads are {buyer_sd} and {seller_sd}; a standard deviation is 0 or more.")
    if spread == 0:
        return float(buyer >= seller)
    return NormalDist().cdf((buyer - seller) / spread)


def sealed_bid(value: Offer) -> Offer:
    """What a buyer bids of a value between 0 and 1 in the linear equilibrium of a split-the-difference auction.

    Source:
        Chatterjee and Samuelson (1983), Operations Research 31(5), 835-851, values uniform on 0 to 1.
    """
    return 2 * value / 3 + 1 / 12


def sealed_ask(cost: Offer) -> Offer:
    """What a seller asks at a cost between 0 and 1, in the same equilibrium; they trade when the bid reaches it.

    That is when value exceeds cost by a quarter: 9 times in 32, though half of all pairs would gain by trading.
    """
    return 2 * cost / 3 + 1 / 4
