"""Deep Look: what the deal is worth: drafts of a fund, a guarantee, the odds of a fight, who depends on whom."""

from __future__ import annotations

from typing import Literal

from parley.analysis.result import Interval
from parley.analysis.stakes.result import Dependence, DraftValue, FundValue, GuaranteeValue, OddsValue, StakesResult
from parley.brief.english import listed, possessive
from parley.brief.ledger import Ledger
from parley.brief.likelihood import percent
from parley.brief.record import BriefSentence, Bullet, Section, Table
from parley.brief.sections import subsection

KEY: Literal["deep-look"] = "deep-look"
MOST_MATERIALS = 3


def what_is_at_stake(ledger: Ledger) -> Section | None:
    """Nothing where the case gives no stakes."""
    found = ledger.results.stakes
    if found is None:
        return None
    bullets = [bullet for bullet in _bullets(ledger, found) if bullet.sentences]
    if not bullets:
        return None
    warning = [_warning(ledger, found)] if found.illustrative else []
    section = subsection(KEY, "What Is at Stake", [warning], bullets)
    tables = (_drafts_table(ledger, found.fund),) if found.fund and len(found.fund.drafts) > 1 else ()
    return section.model_copy(update={"tables": tables})


def _warning(ledger: Ledger, found: StakesResult) -> BriefSentence:
    basis = [f"stakes/{name}" for name in ("fund", "guarantee", "odds") if getattr(found, name)]
    basis = basis or [f"stakes/dependence/{found.dependence[0].material}"]
    share = "None" if found.default_share >= 1 else f"Only {percent(1 - found.default_share)}"
    text = f"{share} of the judged inputs behind these sums for {ledger.talkers()} has a source: they illustrate"
    return ledger.say(f"{text}, and are not for quoting", basis)


def _bullets(ledger: Ledger, found: StakesResult) -> list[Bullet]:
    parts: list[tuple[str, list[BriefSentence]]] = []
    if found.fund:
        parts.append(("The Fund", _fund(ledger, found.fund)))
    if found.guarantee:
        parts.append(("The Guarantee", [_guarantee(ledger, found.guarantee)]))
    if found.odds:
        parts.append(("Fight or Settle", [_odds(ledger, found.odds)]))
    parts += [("Who Depends on Whom", _depends(ledger, each)) for each in found.dependence[:MOST_MATERIALS]]
    return [Bullet(label=label, sentences=tuple(said)) for label, said in parts]


def _fund(ledger: Ledger, fund: FundValue) -> list[BriefSentence]:
    payer, holder = ledger.party_name(fund.payer), ledger.party_name(fund.holder)
    first, *others = fund.drafts
    said = [_draft(ledger, fund, first, f"The {first.name} would take from {payer} for {holder}")]
    for draft in others:
        if abs(draft.present_value.value - first.present_value.value) < 1e-6:
            text = f"The {draft.name} would take the same sum from {payer}{_unpaid(fund, draft)}"
            said.append(ledger.say(text, ["stakes/fund"]))
        else:
            said.append(_draft(ledger, fund, draft, f"The {draft.name} would take from {payer}"))
    if fund.difference and abs(fund.difference.value) > 1e-6 and others:
        text = f"Against the {first.name}, the {others[-1].name} changes what {payer} pays by "
        said.append(ledger.say(f"{text}{_sum(fund.difference, fund.unit)}, uncalibrated", ["stakes/fund"]))
    return said


def _draft(ledger: Ledger, fund: FundValue, draft: DraftValue, opening: str) -> BriefSentence:
    worth = f"{_sum(draft.present_value, fund.unit)} in present value over {fund.years} years, uncalibrated"
    return ledger.say(f"{opening} {worth}{_unpaid(fund, draft)}", ["stakes/fund"])


def _unpaid(fund: FundValue, draft: DraftValue) -> str:
    if draft.never is None:
        return ""
    often = "in every draw" if draft.never == 1 else f"in {percent(draft.never)} of draws"
    return f"; {often} its claim is not paid within {fund.years} years"


def _guarantee(ledger: Ledger, found: GuaranteeValue) -> BriefSentence:
    giver, getter = ledger.party_name(found.giver), ledger.party_name(found.getter)
    text = f"A guarantee by {giver} would spare {getter} {_sum(found.value, found.unit)}, uncalibrated"
    if found.break_even is not None and found.price is not None:
        even, price = found.break_even, _amount(found.price, found.unit)
        least = f"{percent(even.value)} ({percent(even.low)} to {percent(even.high)}) or more"
        worth = f"it is worth a price of {price} if it is believed at {least}"
        text += f"; {worth if even.value <= 1 else f'at a price of {price} it is not worth it, however sure'}"
    return ledger.say(text, ["stakes/guarantee"])


def _odds(ledger: Ledger, found: OddsValue) -> BriefSentence:
    rising, declining = ledger.party_name(found.rising), ledger.party_name(found.declining)
    low, high = percent(found.low.value), percent(found.high.value)
    text = f"{rising} and {declining} would both rather settle than fight if {possessive(rising)} share of what they "
    return ledger.say(f"{text}dispute lies between {low} and {high}, uncalibrated", ["stakes/odds"])


def _depends(ledger: Ledger, found: Dependence) -> list[BriefSentence]:
    basis = [f"stakes/dependence/{found.material}"]
    said = []
    users = {party.name: ledger.party_name(party.key) for party in ledger.case.parties}
    used = next((each for each in found.reliance if each.in_use), None)
    if used and found.user:
        user, source = (users.get(each, each) for each in (found.user, found.exposed_to))
        bought = f"buys {percent(used.value)} of its {found.material} abroad"
        sold = f"sells more {found.material} than it buys"
        whom = "" if found.exposure is None else f", and {percent(found.exposure)} of what it uses comes from {source}"
        said.append(ledger.say(f"{user} {bought if used.value > 0 else sold}{whom}", basis))
    leads = f"{found.leader} has {percent(found.leader_share)} of the world’s {found.measure} of {found.material}"
    said.append(ledger.say(leads, basis))
    said += [ledger.say(premise, basis) for premise in found.premises]
    return said


def _drafts_table(ledger: Ledger, fund: FundValue) -> Table:
    return Table(
        caption=f"Drafts of the fund over {fund.years} years, in {fund.unit}, uncalibrated",
        columns=("Draft", "Present value", "First year", "Claim not paid in", "What no sum expresses"),
        rows=tuple(
            (
                draft.name,
                _figures(draft.present_value),
                _figures(draft.yearly),
                "no claim" if draft.never is None else f"{percent(draft.never)} of draws",
                listed(list(draft.controls)) or "nothing named",
            )
            for draft in fund.drafts
        ),
        basis=ledger.rest_on(["stakes/fund"]),
    )


def _sum(value: Interval, unit: str) -> str:
    return f"{_amount(value.value, unit)} ({value.low:.2g} to {value.high:.2g})"


def _amount(value: float, unit: str) -> str:
    """ "US$ 5.2 billion", where the unit is written "US$ billion"."""
    currency, _, size = unit.partition(" ")
    return f"{currency} {value:.2g} {size}" if size else f"{value:.2g} {unit}"


def _figures(value: Interval) -> str:
    return f"{value.value:.2g} ({value.low:.2g} to {value.high:.2g})"
