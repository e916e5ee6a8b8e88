"""What is at stake beside the terms: a material, a fund that pays in resources, a guarantee, the odds of a fight.

All of it is an analyst's: no story gives enough to draft it. Figures of published tables name their edition; what had
to be judged is an `Estimate`.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from parley.case.estimate import Estimate
from parley.record import Record


class Vintage(Record):
    """One edition of a country's own production and use of a material."""

    edition: str  # "MCS 2025"
    as_of: date  # the day it came out
    production: float  # in the unit of `consumption`
    consumption: float  # apparent consumption


class Material(Record):
    """Who supplies a material, by one measure in one edition of one table."""

    key: str
    name: str
    measure: str  # "mine output, tonnes of rare-earth oxide, 2024"
    edition: str  # "U.S. Geological Survey, Mineral Commodity Summaries, January 2025"
    as_of: date  # the day it came out; one later than the case's own day is not used
    quantity: dict[str, float]  # supplier -> output
    rest: float = 0.0  # output of suppliers the table does not tell apart
    governance: dict[str, float] = Field(default_factory=dict)  # supplier -> percentile rank, 0 (worst) to 100
    governance_source: str = ""
    trade: dict[str, float] = Field(default_factory=dict)  # above 1: limits exports; below 1: a trade agreement
    user: str = ""  # the country whose reliance is told
    imports: dict[str, float] = Field(default_factory=dict)  # supplier -> share of the user's imports, 0 to 1
    imports_measure: str = ""  # "share of tonnage, 2020 to 2023": by value it is another figure
    vintages: tuple[Vintage, ...] = ()  # of the user's production and use
    promised: tuple[str, ...] = ()  # countries the negotiation takes for suppliers: is there anything to supply?
    basis: tuple[str, ...] = ()


class FundDraft(Record):
    """One draft of a fund into which a country pays from its resources."""

    key: str
    name: str
    dated: date | None = None
    share: Estimate  # of the covered revenue that goes to the holder of the claim, 0 to 1
    existing: bool = True  # whether revenue that flows today is covered, or new revenue only
    claim: Estimate | None = None  # what is to be paid in all, in the fund's unit; null: no claim, the share goes on
    interest: Estimate | None = None  # on the claim, a year; null: none
    future_aid: float | None = None  # paid back for each 1 of new aid
    controls: tuple[str, ...] = ()  # rights the draft gives that no sum expresses: veto, first offer, lien
    guarantee: str = "none"  # what it says of protection
    source: str = ""
    basis: tuple[str, ...] = ()


class Fund(Record):
    """A claim paid from resources: what flows, how sure, and the drafts to compare."""

    payer: str  # key of a party
    holder: str  # key of the party that is paid
    unit: str = "US$ billion"
    years: int = 40  # horizon
    base: Estimate  # revenue a year that flows today
    growth: Estimate  # of the base, a year
    new: Estimate | None = None  # revenue a year of new sites at full output
    lead: Estimate | None = None  # years until the first of it
    hazard: Estimate  # chance a year that payment ends for good: war, seizure, repudiation
    discount: Estimate  # rate a year
    drafts: tuple[FundDraft, ...]


class Guarantee(Record):
    """A promise of protection: what it would spare, how far it is believed, what is asked for it."""

    giver: str  # key of a party
    getter: str
    unit: str = "US$ billion"
    loss: Estimate  # of a renewed attack
    hazard_without: Estimate  # chance of an attack a year, without the guarantee
    hazard_with: Estimate  # with one that is fully believed
    credibility: Estimate  # how far it is believed, 0 to 1
    discount: Estimate  # rate a year
    price: Estimate | None = None  # what is asked for it


class Odds(Record):
    """What fighting would bring, as the two sides see it."""

    rising: str  # key of the party whose odds may grow
    declining: str
    odds: Estimate  # the rising side's chance to prevail now, 0 to 1
    cost_rising: Estimate  # of fighting to the rising side, as a share of what is at stake
    cost_declining: Estimate
    patience: Estimate  # discount factor a period, 0 to 1


class Stakes(Record):
    """What the deal is worth and who depends on whom."""

    materials: tuple[Material, ...] = ()
    fund: Fund | None = None
    guarantee: Guarantee | None = None
    odds: Odds | None = None
