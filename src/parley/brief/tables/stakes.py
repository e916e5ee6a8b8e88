"""What the deal is worth and who depends on whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, heading, line, table
from parley.brief.tables.words import interval

if TYPE_CHECKING:
    from parley.analysis.results import Results
    from parley.analysis.stakes.result import Dependence, DraftValue, FundValue, GuaranteeValue, OddsValue
    from parley.brief.tables.words import Names


def tables(results: Results, names: Names) -> list[Part]:
    """Dependence, the drafts of a fund, a guarantee and the odds of a fight, with their premises."""
    found = results.stakes
    if found is None:
        return []
    parts: list[Part] = []
    if found.illustrative:
        parts.append(heading(f"Stakes: illustrative, {found.default_share:.0%} of the judged inputs name no source"))
    for dependence in found.dependence:
        parts += _dependence(dependence)
    parts += _fund(found.fund, names) if found.fund else []
    parts += _guarantee(found.guarantee, names) if found.guarantee else []
    parts += [line(_odds(found.odds, names))] if found.odds else []
    return [*parts, *(line(f"{finding.level}: {finding.message}") for finding in found.findings)]


def _dependence(card: Dependence) -> list[Part]:
    rows = [
        (f"{card.leader}'s share", f"{card.leader_share:.1%}"),
        ("concentration (HHI)", _span(card.herfindahl_low, card.herfindahl_high)),
    ]
    if card.weighted is not None:
        left_out = f"; without {', '.join(card.ungoverned)}" if card.ungoverned else ""
        rows.append(("weighted by governance, 0 to 10", f"{card.weighted:.2f}{left_out}"))
    if card.supply_risk is not None:
        rows.append(("supply risk by the EU's method (critical from 1)", f"{card.supply_risk:.2f}"))
    for each in card.reliance:
        used = " (used)" if each.in_use else ""
        rows.append((f"{card.user} reliance, {each.edition}{used}", f"{each.value:.0%}"))
    if card.exposure is not None:
        rows.append((f"exposed to {card.exposed_to}, at least", f"{card.exposure:.0%} of use; {card.imports_measure}"))
    grid = table(f"{card.material}: {card.measure} ({card.edition})", ("what", "value"), rows)
    return [grid, *(line(f"Premise: {sentence}") for sentence in card.premises)]


def _span(low: float, high: float) -> str:
    """Bounds of three digits; one number where they are the same."""
    return f"{low:.3f}" if f"{low:.3f}" == f"{high:.3f}" else f"{low:.3f} to {high:.3f}"


def _fund(fund: FundValue, names: Names) -> list[Part]:
    title = (
        f"Drafts of a fund, {names.party(fund.payer)} to {names.party(fund.holder)}, {fund.unit} over {fund.years} "
        f"years (discounted)"
    )
    columns = ("draft", "present value", "first year", "claim", "protection", "not priced")
    parts: list[Part] = [table(title, columns, map(_draft, fund.drafts))]
    if fund.difference is not None:
        parts.append(line(f"Last draft against the first: {interval(fund.difference)}"))
    swings = ((swing.input, f"{swing.at_low:.3g}", f"{swing.at_high:.3g}") for swing in fund.tornado)
    return [*parts, table("What moves the first draft's value", ("input", "at its low end", "at its high end"), swings)]


def _draft(draft: DraftValue) -> tuple[str, ...]:
    return (
        draft.name,
        interval(draft.present_value, unit=False),
        interval(draft.yearly, unit=False),
        "; ".join(_claim(draft)) or "none",
        draft.guarantee,
        "; ".join(draft.controls) or "nothing",
    )


def _claim(draft: DraftValue) -> Iterator[str]:
    if draft.never is None:
        return
    yield "never repaid" if draft.never_repaid else "repaid within the horizon"
    yield f"unpaid in {draft.never:.0%} of draws"
    if draft.years is not None:
        yield f"{draft.years.value:,.0f} years at the first year's payment"
    if draft.level is not None:
        yield f"would end in time at {draft.level.value:.3g} a year"
    if draft.standstill is not None and draft.standstill.value > 0:
        yield f"stands still at {draft.standstill.value:.3g} a year"
    if draft.future_aid is not None:
        yield f"new aid repaid {draft.future_aid:g} for 1"


def _guarantee(found: GuaranteeValue, names: Names) -> list[Part]:
    title = f"A guarantee by {names.party(found.giver)} for {names.party(found.getter)}"
    rows = [
        ("spares, as far as it is believed", interval(found.value)),
        ("if fully believed", interval(found.full_value)),
    ]
    if found.break_even is not None and found.price is not None:
        rows.append((f"must be believed, to be worth {found.price:g}", interval(found.break_even)))
        rows.append(("worth it, in share of draws", f"{found.worth_its_price or 0:.0%}"))
    parts: list[Part] = [table(title, ("what", "value"), rows)]
    if found.map:
        columns = ("price", *(f"hazard -{cut:.0%} a year" for cut in found.hazard_cuts))
        cells = (
            (f"{price:g}", *(f"{belief:.1%}" if belief <= 1 else "never" for belief in row))
            for price, row in zip(found.prices, found.map, strict=True)
        )
        parts.append(table("How far it must be believed, by its price and what it prevents", columns, cells))
    return parts


def _odds(found: OddsValue, names: Names) -> str:
    rising, declining = names.party(found.rising), names.party(found.declining)
    return (
        f"Both prefer a deal to a fight where {rising} has {interval(found.low)} to {interval(found.high)}; "
        f"{declining} waits as long as its later odds stay below {interval(found.most_later_odds)}"
    )
