"""A case's stakes become results, with the premises checked and what has no source marked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from parley.analysis.draws import DISTRIBUTION, SAMPLING
from parley.analysis.interval import interval
from parley.analysis.result import Method
from parley.analysis.stakes import dependence as depend
from parley.analysis.stakes.criticality import supply_risk
from parley.analysis.stakes.drafts import value_fund
from parley.analysis.stakes.guarantee import (
    FEARON_SOURCE,
    LOSS_SOURCE,
    POWELL_SOURCE,
    bargaining_range,
    break_even_credibility,
    guarantee_value,
    most_later_odds,
)
from parley.analysis.stakes.numbers import Floats, at_values, drawn, without_source
from parley.analysis.stakes.result import Dependence, GuaranteeValue, OddsValue, Reliance, StakesResult
from parley.case.record import Case
from parley.case.stakes import Guarantee, Material, Odds, Vintage
from parley.record import Finding

GUARANTEE_PART, ODDS_PART = 2, 3
DRAWS = 20_000  # cheap: a fiftieth of a second
CUTS = (0.02, 0.04, 0.06, 0.08)  # of the map of break-even credibility, in yearly hazard
PRICE_STEPS = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the map, times the price asked


def assess(case: Case, *, seed: int, draws: int = DRAWS) -> StakesResult | None:
    """Value what is at stake; None where the case says nothing of it."""
    if case.stakes is None:
        return None
    stakes = case.stakes
    usable = [material for material in stakes.materials if _was_out(case, material)]
    bare, every = without_source(stakes)
    return StakesResult(
        dependence=tuple(_dependence(case, material) for material in usable),
        fund=value_fund(stakes.fund, seed=seed, draws=draws) if stakes.fund else None,
        guarantee=_guarantee(stakes.guarantee, seed, draws) if stakes.guarantee else None,
        odds=_odds(stakes.odds, seed, draws) if stakes.odds else None,
        illustrative=bare > 0,
        default_share=bare / every if every else 0.0,
        findings=tuple(_findings(case)),
    )


def _was_out(case: Case, item: Material | Vintage) -> bool:
    """Whether an edition was known on the day of the case; an undated case takes all."""
    return case.as_of is None or item.as_of <= case.as_of


def _findings(case: Case) -> Iterator[Finding]:
    for material in case.stakes.materials if case.stakes else ():
        later = [vintage.edition for vintage in material.vintages if not _was_out(case, vintage)]
        if not _was_out(case, material):
            later.append(material.edition)
        if later:
            yield Finding(
                level="note",
                code="edition-after-the-case",
                message=f"{', '.join(later)} came out after {case.as_of} and was not used for {material.name}: "
                f"a case is judged by what was known on its day.",
                where=f"stakes/{material.key}",
            )


def _dependence(case: Case, material: Material) -> Dependence:
    share = depend.shares(material.quantity, material.rest)
    leader = max(sorted(share), key=lambda name: share[name])
    spread = depend.herfindahl(material.quantity, material.rest)
    weights = {name: depend.governance_weight(rank) for name, rank in material.governance.items()}
    source = max(sorted(material.imports), key=lambda name: material.imports[name]) if material.imports else ""
    reliance = _reliance(case, material)
    known = next((each.value for each in reliance if each.in_use), None)
    return Dependence(
        material=material.name,
        measure=material.measure,
        edition=material.edition,
        leader=leader,
        leader_share=share[leader],
        herfindahl_low=spread.low,
        herfindahl_high=spread.high,
        weighted=depend.weighted_concentration(share, weights, material.trade) if weights else None,
        ungoverned=tuple(sorted(name for name in share if name not in weights)) if weights else (),
        user=material.user,
        reliance=reliance,
        supply_risk=_supply_risk(material, share, weights, known),
        exposure=depend.exposure(known, material.imports[source]) if source and known is not None else None,
        exposed_to=source,
        imports_measure=material.imports_measure,
        premises=tuple(_premise(material, country) for country in material.promised),
        method=_dependence_method(material),
    )


def _supply_risk(
    material: Material, share: dict[str, float], weights: dict[str, float], reliance: float | None
) -> float | None:
    """By the European Union's method, nothing recycled and nothing substituted; None where an input is missing."""
    if not weights or not material.imports or reliance is None:
        return None
    world = depend.weighted_concentration(share, weights, material.trade)
    sourcing = depend.weighted_concentration(material.imports, weights, material.trade)
    return supply_risk(world, sourcing, reliance=min(1.0, max(0.0, reliance)))


def _reliance(case: Case, material: Material) -> tuple[Reliance, ...]:
    out = [vintage for vintage in material.vintages if _was_out(case, vintage)]
    newest = max(out, key=lambda vintage: vintage.as_of, default=None)
    return tuple(
        Reliance(
            edition=vintage.edition,
            value=depend.net_import_reliance(vintage.production, vintage.consumption),
            in_use=vintage is newest,
        )
        for vintage in out
    )


def _premise(material: Material, country: str) -> str:
    """Whether there is anything to supply, by the table the rest is judged by."""
    amount = material.quantity.get(country, 0.0)
    if amount > 0:
        share = depend.shares(material.quantity, material.rest)[country]
        return f"{country} has {share:.1%} of {material.measure} ({material.edition})."
    return f"{material.edition} lists no {material.measure} for {country}."


def _dependence_method(material: Material) -> Method:
    return Method(
        name="dependence on suppliers",
        parameters={
            "concentration": "sum of squared shares, the rest as countless suppliers and as one",
            "governance weight": f"10 x (1 - percentile / 100) of {material.governance_source or 'no index'}",
            "reliance": "1 - production / apparent consumption",
            "exposure": "reliance x import share: a floor",
            "supply risk": "recycling 0 and substitution 1 (defaults); import sources without a rank left out",
        },
        source=f"{depend.HERFINDAHL_SOURCE}; {depend.GOVERNANCE_SOURCE}; {depend.RELIANCE_SOURCE}",
    )


def _guarantee(guarantee: Guarantee, seed: int, draws: int) -> GuaranteeValue:
    at, over = at_values(guarantee), drawn(guarantee, part=GUARANTEE_PART, seed=seed, draws=draws)
    parts = ("loss", "hazard_without", "hazard_with", "credibility", "discount")

    def worth(numbers: dict[str, Floats], **fixed: float) -> Floats:
        return np.asarray(guarantee_value(**{name: fixed.get(name, numbers[name]) for name in parts}))

    return GuaranteeValue(
        giver=guarantee.giver,
        getter=guarantee.getter,
        unit=guarantee.unit,
        value=interval(float(worth(at)[0]), worth(over), guarantee.unit),
        full_value=interval(float(worth(at, credibility=1.0)[0]), worth(over, credibility=1.0), guarantee.unit),
        method=_guarantee_method(seed, draws),
        **(_price(at, over) if guarantee.price else {}),
    )


def _price(at: dict[str, Floats], over: dict[str, Floats]) -> dict[str, object]:
    def needed(numbers: dict[str, Floats]) -> Floats:
        parts = ("price", "loss", "hazard_without", "hazard_with", "discount")
        return np.asarray(break_even_credibility(**{name: numbers[name] for name in parts}))

    asked, loss, without, rate = (float(at[name][0]) for name in ("price", "loss", "hazard_without", "discount"))
    prices = tuple(round(asked * step, 6) for step in PRICE_STEPS)
    cuts = tuple(cut for cut in CUTS if cut <= without)
    return {
        "price": asked,
        "break_even": interval(float(needed(at)[0]), needed(over), "credibility"),
        "worth_its_price": float((over["credibility"] >= needed(over)).mean()),
        "hazard_cuts": cuts,
        "prices": prices,
        "map": tuple(
            tuple(float(break_even_credibility(price, loss, without, without - cut, rate)) for cut in cuts)
            for price in prices
        ),
    }


def _guarantee_method(seed: int, draws: int) -> Method:
    return Method(
        name="guarantee by the loss it spares",
        parameters={
            "model": "one renewed attack, constant hazard, continuous discounting",
            "distribution": DISTRIBUTION,
            "sampling": SAMPLING,
            "disagreement point": "no guarantee",
        },
        source=LOSS_SOURCE,
        seed=seed,
        draws=draws,
    )


def _odds(odds: Odds, seed: int, draws: int) -> OddsValue:
    at, over = at_values(odds), drawn(odds, part=ODDS_PART, seed=seed, draws=draws)
    (low, high), (lows, highs) = _range_of(at), _range_of(over)
    return OddsValue(
        rising=odds.rising,
        declining=odds.declining,
        low=interval(float(low[0]), lows, "share"),
        high=interval(float(high[0]), highs, "share"),
        most_later_odds=interval(float(_later(at)[0]), _later(over), "probability"),
        method=Method(
            name="bargaining range and commitment",
            parameters={"loss by fighting": "both sides' costs together", "disagreement point": "fighting"},
            source=f"{FEARON_SOURCE}; {POWELL_SOURCE}",
            seed=seed,
            draws=draws,
        ),
    )


def _range_of(numbers: dict[str, Floats]) -> tuple[Floats, Floats]:
    return bargaining_range(numbers["odds"], numbers["cost_rising"], numbers["cost_declining"])


def _later(numbers: dict[str, Floats]) -> Floats:
    loss = np.minimum(0.99, numbers["cost_rising"] + numbers["cost_declining"])
    return most_later_odds(numbers["odds"], loss, numbers["patience"])
