"""A fund that repays a claim from a country's resources: what is paid, when, and whether the claim ever ends.

Years run along the last axis, year 1 first; payments fall at the end of a year. Every function takes one case or many
draws at once: arguments broadcast over the axes before the years.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SOURCE = "share of covered revenue x growth x survival, discounted; claim with interest less what is paid"


def revenue(base: ArrayLike, growth: ArrayLike, years: int) -> Floats:
    """Yearly revenue that grows from `base` of year 1 at a constant rate, shape (..., years).

    >>> revenue(1.0, 0.5, 3)
    array([1.  , 1.5 , 2.25])
    """
    return np.asarray(base)[..., None] * (1 + np.asarray(growth)[..., None]) ** np.arange(years)


def production_profile(years: int, *, lead: ArrayLike, ramp: float = 3.0, life: float = 20.0) -> Floats:
    """A mine's output by year as a share of its capacity, 0 to 1, shape (..., years).

    Args:
        lead: years before the first output; may be a fraction.
        ramp: years from the first output to full capacity, in equal steps; 0: at once.
        life: years of output.

    >>> production_profile(6, lead=1, ramp=2, life=4)
    array([0. , 0.5, 1. , 1. , 1. , 0. ])
    """
    age = np.arange(1, years + 1) - np.asarray(lead, dtype=np.float64)[..., None]
    rising = np.clip(age / ramp, 0.0, 1.0) if ramp > 0 else (age > 0).astype(np.float64)
    return np.where(age <= life, rising, 0.0)


def state_take(revenue: ArrayLike, cost: ArrayLike, *, royalty: float, profit_share: float) -> Floats:
    """What a state has of a mine: a royalty on revenue and a share of what is left after it and the cost.

    >>> float(state_take(100.0, 60.0, royalty=0.05, profit_share=0.5))
    22.5
    """
    sold, spent = np.asarray(revenue, dtype=np.float64), np.asarray(cost, dtype=np.float64)
    return royalty * sold + profit_share * (sold * (1 - royalty) - spent)


def surviving(hazard: ArrayLike, years: int) -> Floats:
    """The chance that nothing has ended the payments by each year, shape (..., years)."""
    return np.asarray((1 - np.asarray(hazard)[..., None]) ** np.arange(1, years + 1), dtype=np.float64)


def present_value(payments: Floats, discount: ArrayLike) -> Floats:
    """Payments at the end of each year in today's money, shape (...).

    >>> round(float(present_value(np.array([110.0, 121.0]), 0.10)), 6)
    200.0
    """
    years = np.arange(1, payments.shape[-1] + 1)
    return np.asarray((payments / (1 + np.asarray(discount)[..., None]) ** years).sum(axis=-1), dtype=np.float64)


def claim_balance(claim: ArrayLike, interest: ArrayLike, payments: Floats) -> tuple[Floats, Floats]:
    """What is still owed after each year and what was paid of it, both shape (..., years).

    The balance grows with interest, falls with payments and never below 0; what is offered beyond it is not paid.

    >>> owed, paid = claim_balance(10.0, 0.1, np.array([6.0, 6.0, 6.0]))
    >>> owed.round(2), paid.round(2)
    (array([5., 0., 0.]), array([6. , 5.5, 0. ]))
    """
    shape = np.broadcast_shapes(np.shape(claim), np.shape(interest), payments.shape[:-1])
    left = np.broadcast_to(np.asarray(claim, dtype=np.float64), shape).copy()
    owed, paid = np.empty((*shape, payments.shape[-1])), np.empty((*shape, payments.shape[-1]))
    for year in range(payments.shape[-1]):
        left = left * (1 + np.asarray(interest))
        paid[..., year] = np.minimum(left, payments[..., year])
        left = left - paid[..., year]
        owed[..., year] = left
    return owed, paid


def standstill_payment(claim: ArrayLike, interest: ArrayLike) -> Floats:
    """The yearly payment at which a claim neither grows nor shrinks.

    >>> round(float(standstill_payment(123, 0.04)), 2)
    4.92
    """
    return np.multiply(claim, interest, dtype=np.float64)


def level_payment(claim: ArrayLike, interest: ArrayLike, years: int) -> Floats:
    """The yearly payment that ends a claim in so many years.

    >>> round(float(level_payment(123, 0.04, 30)), 2), float(level_payment(120, 0, 30))
    (7.11, 4.0)
    """
    owed, rate = np.broadcast_arrays(np.asarray(claim, dtype=np.float64), np.asarray(interest, dtype=np.float64))
    some = np.where(rate == 0, 1.0, rate)
    return np.asarray(np.where(rate == 0, owed / years, owed * some / (1 - (1 + some) ** -years)), dtype=np.float64)


def years_to_repay(claim: ArrayLike, payment: ArrayLike, interest: ArrayLike = 0.0) -> Floats:
    """Years until a claim is paid by a constant payment; infinite where it grows faster than it is paid.

    >>> round(float(years_to_repay(123, 10, 0.04)), 2), float(years_to_repay(123, 0.55, 0.04))
    (17.27, inf)
    >>> [round(float(years_to_repay(500, payment))) for payment in (0.55, 0.048)]
    [909, 10417]
    """
    owed, paid, rate = (np.asarray(each, dtype=np.float64) for each in (claim, payment, interest))
    with np.errstate(divide="ignore", invalid="ignore"):
        growing = -np.log1p(-rate * owed / paid) / np.log1p(rate)
        found = np.where(rate > 0, growing, owed / paid)
    return np.asarray(np.where(paid > rate * owed, found, np.inf), dtype=np.float64)


def side_payment(weight: float, points: float, money: float) -> float:
    """The sum that makes up for moving an issue by so many points of 100.

    Args:
        weight: of the issue to the party, 0 to 1.
        points: of the issue's scale, 0 to 100.
        money: utility of one unit of money, above 0.

    >>> side_payment(0.4, 10, 0.02)
    2.0
    """
    return weight * points / 100 / money
