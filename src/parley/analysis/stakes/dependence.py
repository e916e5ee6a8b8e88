"""Who depends on whom for a material: shares, concentration, reliance, exposure.

Shares are of one measure (tonnes or money) in one edition of one table; a result that does not say which is no result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HERFINDAHL_SOURCE = "Herfindahl-Hirschman index; Hirschman (1945), National Power and the Structure of Foreign Trade"
GOVERNANCE_SOURCE = "European Commission's method for critical raw materials: Blengini et al. (2017), doi 10.2760/73303"
RELIANCE_SOURCE = "U.S. Geological Survey, Mineral Commodity Summaries: net import reliance"


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """A sum of squared shares, between two readings of the suppliers a table does not tell apart."""

    low: float  # the rest is spread over countless suppliers
    high: float  # the rest is one supplier


def shares(quantity: Mapping[str, float], rest: float = 0.0) -> dict[str, float]:
    """Each supplier's share of all, 0 to 1; `rest` counts in the whole and has no entry.

    Raises:
        ValueError: a quantity is negative, or all are 0.

    >>> shares({"China": 270, "United States": 45}, rest=85)["China"]
    0.675
    """
    total = sum(quantity.values()) + rest
    if min(*quantity.values(), rest) < 0 or total <= 0:
        raise ValueError(f"quantities must be 0 or more and not all 0; they are {dict(quantity)}, rest {rest}")
    return {name: value / total for name, value in quantity.items()}


def herfindahl(quantity: Mapping[str, float], rest: float = 0.0) -> Concentration:
    """The Herfindahl-Hirschman index, 1/n (equal suppliers) to 1 (one supplier), as a pair of bounds.

    Args:
        quantity: of each supplier told apart, 0 or more.
        rest: of all others together.

    >>> found = herfindahl({"a": 50, "b": 30}, rest=20)
    >>> round(found.low, 2), round(found.high, 2)
    (0.34, 0.38)
    """
    told = sum(share**2 for share in shares(quantity, rest).values())
    unknown = rest / (sum(quantity.values()) + rest)
    return Concentration(low=told, high=told + unknown**2)


def governance_weight(percentile: float) -> float:
    """How badly a supplier is governed, 0 (best) to 10 (worst), from its percentile rank, 0 (worst) to 100.

    >>> governance_weight(25.0)
    7.5
    """
    return 10 * (1 - percentile / 100)


def weighted_concentration(
    share: Mapping[str, float], governance: Mapping[str, float], trade: Mapping[str, float] | None = None
) -> float:
    """Concentration in which a badly governed supplier counts more, 0 to 10.

    Args:
        share: of each supplier, 0 to 1.
        governance: weight of each, 0 to 10; a supplier without one is left out, so say which those are.
        trade: above 1 for a supplier that limits exports, below 1 under a trade agreement; 1 where not named.

    >>> weighted_concentration({"a": 0.5, "b": 0.5}, {"a": 8.0, "b": 2.0}, {"a": 1.1})
    2.7
    """
    limits = trade or {}
    total = sum(share[name] ** 2 * governance[name] * limits.get(name, 1.0) for name in share if name in governance)
    return round(total, 12)


def net_import_reliance(production: float, consumption: float) -> float:
    """The share of apparent consumption that does not come from own production; below 0 for a net exporter.

    >>> round(net_import_reliance(1300, 6600), 3)
    0.803
    """
    if consumption <= 0:
        raise ValueError(f"apparent consumption is {consumption}; it must be above 0")
    return 1 - production / consumption


def european_import_reliance(production: float, imports: float, exports: float) -> float:
    """The European Commission's import reliance: net imports over production and net imports.

    >>> european_import_reliance(20, 100, 20)
    0.8
    """
    return (imports - exports) / (production + imports - exports)


def exposure(reliance: float, import_share: float) -> float:
    """The share of a country's use that one supplier provides: a floor, since goods pass through third countries.

    >>> round(exposure(0.803, 0.70), 2)
    0.56
    """
    return max(0.0, reliance) * import_share
