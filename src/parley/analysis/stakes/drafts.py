"""Drafts of a fund valued side by side by the same draws."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from parley.analysis.draws import DISTRIBUTION, SAMPLING
from parley.analysis.interval import interval
from parley.analysis.result import Interval, Method, Swing
from parley.analysis.stakes.fund import (
    SOURCE,
    claim_balance,
    level_payment,
    present_value,
    production_profile,
    revenue,
    standstill_payment,
    surviving,
    years_to_repay,
)
from parley.analysis.stakes.numbers import at_values, drawn, held
from parley.analysis.stakes.result import DraftValue, FundValue
from parley.case.stakes import Fund, FundDraft

Floats = NDArray[np.float64]
Numbers = Mapping[str, Floats]

FUND_PART = 1
DRAFT_PART = 10  # the first draft; the others follow
TORNADO = ("base", "growth", "new", "lead", "hazard", "discount")


def value_fund(fund: Fund, *, seed: int, draws: int) -> FundValue:
    """Value each draft over the ranges of its inputs, with common random numbers for what the drafts share."""
    shared = drawn(fund, part=FUND_PART, seed=seed, draws=draws)
    own = [drawn(draft, part=DRAFT_PART + at, seed=seed, draws=draws) for at, draft in enumerate(fund.drafts)]
    values = [_present(fund, draft, shared, each) for draft, each in zip(fund.drafts, own, strict=True)]
    return FundValue(
        payer=fund.payer,
        holder=fund.holder,
        unit=fund.unit,
        years=fund.years,
        drafts=tuple(_draft(fund, draft, shared, each) for draft, each in zip(fund.drafts, own, strict=True)),
        difference=_difference(fund, values) if len(values) > 1 else None,
        tornado=_tornado(fund),
        method=_method(fund, seed, draws),
    )


def payments(fund: Fund, draft: FundDraft, shared: Numbers, own: Numbers) -> tuple[Floats, Floats]:
    """What is paid under a draft, and what is still owed after each year (0 without a claim), both (draws, years).

    A payment counts with the chance that nothing has ended the payments by then.
    """
    flow = _covered(fund, draft, shared) * own["share"][..., None] * surviving(shared["hazard"], fund.years)
    if "claim" not in own:
        return flow, np.zeros_like(flow)
    owed, paid = claim_balance(own["claim"], own.get("interest", np.zeros(1)), flow)
    return paid, owed


def present_at(fund: Fund, draft: FundDraft, shared: Numbers) -> Floats:
    """Present value of a draft at given inputs of the fund, its own terms at their values; for sensitivity."""
    return _present(fund, draft, shared, at_values(draft))


def _covered(fund: Fund, draft: FundDraft, shared: Numbers) -> Floats:
    """Revenue a year that the draft covers, (draws, years)."""
    base = revenue(shared["base"], shared["growth"], fund.years)
    covered = base if draft.existing else np.zeros_like(base)
    if "new" in shared:
        lead = shared.get("lead", np.zeros(1))
        covered = covered + shared["new"][..., None] * production_profile(fund.years, lead=lead, life=fund.years)
    return covered


def _present(fund: Fund, draft: FundDraft, shared: Numbers, own: Numbers) -> Floats:
    return present_value(payments(fund, draft, shared, own)[0], shared["discount"])


def _draft(fund: Fund, draft: FundDraft, shared: Numbers, own: Numbers) -> DraftValue:
    centre, terms = at_values(fund), at_values(draft)
    paid, owed = payments(fund, draft, shared, own)
    paid_at, owed_at = payments(fund, draft, centre, terms)
    first, first_at = _covered(fund, draft, shared)[:, 0] * own["share"], _covered(fund, draft, centre)[:, 0]
    worth_at, worth = present_value(paid_at, centre["discount"]), present_value(paid, shared["discount"])
    claim = {} if draft.claim is None else _claim(fund, own, terms, owed, owed_at, first, first_at * terms["share"])
    return DraftValue(
        key=draft.key,
        name=draft.name,
        present_value=_spread(worth_at, worth, fund),
        paid=_spread(paid_at.sum(axis=-1), paid.sum(axis=-1), fund),
        yearly=_spread(first_at * terms["share"], first, fund),
        controls=draft.controls,
        guarantee=draft.guarantee,
        future_aid=draft.future_aid,
        **claim,
    )


def _claim(
    fund: Fund, own: Numbers, terms: Numbers, owed: Floats, owed_at: Floats, first: Floats, first_at: Floats
) -> dict[str, object]:
    rate, rate_at = own.get("interest", np.zeros(1)), terms.get("interest", np.zeros(1))
    years, years_at = years_to_repay(own["claim"], first, rate), years_to_repay(terms["claim"], first_at, rate_at)
    return {
        "standstill": _spread(
            standstill_payment(terms["claim"], rate_at), standstill_payment(own["claim"], rate), fund
        ),
        "level": _spread(
            level_payment(terms["claim"], rate_at, fund.years), level_payment(own["claim"], rate, fund.years), fund
        ),
        "years": interval(float(years_at[0]), years, "years") if np.isfinite(years_at[0]) else None,
        "never": float((owed[:, -1] > 0).mean()),
        "never_repaid": bool(owed_at[0, -1] > 0),
        "owed": tuple(_spread(owed_at[:, year], owed[:, year], fund) for year in range(fund.years)),
    }


def _spread(value: Floats, sample: Floats, fund: Fund) -> Interval:
    return interval(float(value[0]), sample, fund.unit)


def _difference(fund: Fund, values: list[Floats]) -> Interval:
    centre = at_values(fund)
    first, last = (float(present_at(fund, fund.drafts[at], centre)[0]) for at in (0, -1))
    return interval(last - first, values[-1] - values[0], fund.unit)


def _tornado(fund: Fund) -> tuple[Swing, ...]:
    centre = at_values(fund)
    swings = []
    for name in TORNADO:
        estimate = getattr(fund, name)
        if estimate is None:
            continue
        ends = [
            float(present_at(fund, fund.drafts[0], {**centre, name: held(name, end)})[0])
            for end in (estimate.low, estimate.high)
        ]
        swings.append(Swing(input=name, at_low=ends[0], at_high=ends[1]))
    return tuple(sorted(swings, key=lambda swing: -abs(swing.at_high - swing.at_low)))


def _method(fund: Fund, seed: int, draws: int) -> Method:
    return Method(
        name="resource fund by discounted payments",
        parameters={
            "horizon in years": fund.years,
            "payments": "end of each year, weighted with the chance that nothing has ended them",
            "new sites": "full output three years after the first, for the rest of the horizon",
            "distribution": DISTRIBUTION,
            "sampling": SAMPLING,
            "disagreement point": "no fund: nothing is paid",
        },
        source=SOURCE,
        seed=seed,
        draws=draws,
    )
