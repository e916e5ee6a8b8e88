"""Rare earths, a fund and a guarantee as they were known on 21 February 2025.

Tonnes: U.S. Geological Survey, Mineral Commodity Summaries, January 2025 (public domain). Ranks: World Bank, Worldwide
Governance Indicators 2023, political stability (CC BY 4.0). Drafts: as reported in the press of that month.
"""

from __future__ import annotations

from datetime import date

from tests.analysis.cases import harbour

from parley.case.estimate import Estimate
from parley.case.record import Case
from parley.case.stakes import Fund, FundDraft, Guarantee, Material, Odds, Stakes, Vintage

STORY_DAY = date(2025, 2, 21)
EDITION = "U.S. Geological Survey, Mineral Commodity Summaries, January 2025"
TONNES_2024 = {
    "United States": 45_000.0,
    "Australia": 13_000.0,
    "Brazil": 20.0,
    "Burma": 31_000.0,
    "China": 270_000.0,
    "India": 2_900.0,
    "Madagascar": 2_000.0,
    "Malaysia": 130.0,
    "Nigeria": 13_000.0,
    "Russia": 2_500.0,
    "Thailand": 13_000.0,
    "Vietnam": 300.0,
}
RANKS = {
    "United States": 47.39,
    "Australia": 79.62,
    "Brazil": 28.44,
    "Burma": 4.74,
    "China": 25.12,
    "India": 21.33,
    "Madagascar": 19.91,
    "Malaysia": 50.71,
    "Nigeria": 7.58,
    "Russia": 13.27,
    "Thailand": 36.02,
    "Vietnam": 45.02,
}


def guess(value: float, low: float, high: float, unit: str = "share") -> Estimate:
    """A judgement without a source."""
    return Estimate(value=value, low=low, high=high, unit=unit, by="analyst", why="illustrative")


def sourced(value: float, low: float, high: float, unit: str = "US$ billion") -> Estimate:
    return Estimate(value=value, low=low, high=high, unit=unit, by="analyst", basis=("press",), why="as reported")


def rare_earths() -> Material:
    return Material(
        key="rare-earths",
        name="rare earths",
        measure="mine output in 2024",
        edition=EDITION,
        as_of=date(2025, 1, 31),
        quantity=TONNES_2024,
        rest=1_100.0,
        governance=RANKS,
        governance_source="World Bank, political stability, 2023",
        user="United States",
        imports={"China": 0.70, "Malaysia": 0.13, "Japan": 0.06, "Estonia": 0.05},
        imports_measure="share of tonnage, 2020 to 2023",
        vintages=(
            Vintage(edition="MCS 2025", as_of=date(2025, 1, 31), production=1_300, consumption=6_600),
            Vintage(edition="MCS 2026", as_of=date(2026, 2, 6), production=4_300, consumption=9_010),
        ),
        promised=("Ukraine",),
    )


def fund() -> Fund:
    return Fund(
        payer="ukraine",
        holder="united-states",
        base=sourced(1.1, 0.9, 1.3, "US$ billion a year"),
        growth=guess(0.01, -0.02, 0.04),
        hazard=guess(0.03, 0.01, 0.06),
        discount=guess(0.08, 0.06, 0.11),
        drafts=(
            FundDraft(
                key="february-7",
                name="draft of 7 February",
                dated=date(2025, 2, 7),
                share=sourced(0.5, 0.5, 0.5, "share"),
                controls=("sets the terms of licences", "lien on revenue"),
            ),
            FundDraft(
                key="february-21",
                name="draft of 21 February",
                dated=date(2025, 2, 21),
                share=sourced(0.5, 0.5, 0.5, "share"),
                claim=sourced(500.0, 500.0, 500.0),
                future_aid=2.0,
            ),
        ),
    )


def guarantee() -> Guarantee:
    return Guarantee(
        giver="united-states",
        getter="ukraine",
        loss=sourced(524.0, 400.0, 650.0),
        hazard_without=guess(0.10, 0.05, 0.20),
        hazard_with=guess(0.03, 0.01, 0.06),
        credibility=guess(0.30, 0.10, 0.60),
        discount=guess(0.05, 0.03, 0.08),
        price=sourced(6.9, 4.0, 10.0),
    )


def odds() -> Odds:
    return Odds(
        rising="russia",
        declining="ukraine",
        odds=guess(0.5, 0.35, 0.65),
        cost_rising=guess(0.05, 0.03, 0.08),
        cost_declining=guess(0.10, 0.05, 0.15),
        patience=guess(0.9, 0.85, 0.95),
    )


def stakes() -> Stakes:
    return Stakes(materials=(rare_earths(),), fund=fund(), guarantee=guarantee(), odds=odds())


def case() -> Case:
    """The harbour's case with the minerals' stakes laid on: the parties matter to no figure here."""
    return harbour().model_copy(update={"stakes": stakes(), "as_of": STORY_DAY})
