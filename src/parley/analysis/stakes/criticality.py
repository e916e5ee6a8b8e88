"""Published scores of how critical a material is, and when to wait with a mine. Formulas only: no score is shipped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt
from statistics import stdev


def supply_risk(
    world: float, sourcing: float, *, reliance: float, recycling: float = 0.0, substitution: float = 1.0
) -> float:
    """The European Union's supply risk; a material counts as critical from 1.0 (with economic importance from 2.8).

    Args:
        world: governance-weighted concentration of world output, 0 to 10.
        sourcing: the same of the countries bought from.
        reliance: import reliance, 0 to 1.
        recycling: share of demand met by end-of-life recycling, 0 to 1.
        substitution: index, 1 where nothing can take its place.

    Source:
        Blengini et al. (2017), doi 10.2760/73303. The thresholds are from general knowledge, not read in the source.

    >>> round(supply_risk(3.665, 3.764, reliance=0.80, recycling=0.01, substitution=0.9), 2)
    3.32
    """
    mixed = world * reliance / 2 + sourcing * (1 - reliance / 2)
    return mixed * (1 - recycling) * substitution


def geometric_risk(disruption: float, exposure: float, vulnerability: float) -> float:
    """The cube root of three factors, each 0 to 1.

    Source:
        Nassar et al. (2020), Science Advances 6, eaay8647: the factors; their inner formulas are not built here.

    >>> round(geometric_risk(0.62, 0.80, 0.30), 3)
    0.53
    """
    return float((disruption * exposure * vulnerability) ** (1 / 3))


def criticality_length(supply: float, environment: float, vulnerability: float) -> float:
    """The length of a vector of three scores, each 0 to 100, over the root of three.

    Source:
        Graedel et al. (2012), Environmental Science & Technology 46(2); from general knowledge.

    >>> round(criticality_length(70, 55, 60), 2)
    61.98
    """
    return sqrt(supply**2 + environment**2 + vulnerability**2) / sqrt(3)


def yearly_volatility(prices: Sequence[float]) -> float:
    """The standard deviation of yearly log returns, from one price a year; rough with few years.

    >>> round(yearly_volatility([49, 98, 134, 78, 56]), 2)
    0.57
    """
    return stdev(log(after / before) for before, after in pairwise(prices))


def waiting_multiple(rate: float, payout: float, volatility: float) -> float:
    """How many times its cost a mine must be worth before it pays to build rather than to wait.

    Args:
        rate: riskless, a year.
        payout: what waiting forgoes, a year.
        volatility: of the mine's value, a year.

    Source:
        McDonald and Siegel (1986), Quarterly Journal of Economics 101(4); Dixit and Pindyck (1994), ch. 5. From
        general knowledge.

    >>> [round(waiting_multiple(0.05, 0.04, volatility), 2) for volatility in (0.2, 0.4, 0.57)]
    [2.18, 3.93, 6.11]
    """
    drift = (rate - payout) / volatility**2
    beta = 0.5 - drift + sqrt((drift - 0.5) ** 2 + 2 * rate / volatility**2)
    return beta / (beta - 1)
