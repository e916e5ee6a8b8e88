"""What the stakes come to: dependence cards, drafts of a fund, a guarantee, the odds of a fight."""

from __future__ import annotations

from parley.analysis.result import Interval, Method, Swing
from parley.record import Finding, Record


class Reliance(Record):
    """A country's reliance on others by one edition of a table."""

    edition: str
    value: float  # share of its use, below 0 for a net exporter
    in_use: bool  # the newest edition that was out on the day of the case


class Dependence(Record):
    """Who supplies a material, and how far one country hangs on one supplier."""

    material: str
    measure: str
    edition: str
    leader: str
    leader_share: float  # of the measure, 0 to 1
    herfindahl_low: float  # the unknown rest spread over countless suppliers
    herfindahl_high: float  # the unknown rest as one supplier
    weighted: float | None = None  # concentration weighted by governance, 0 to 10
    ungoverned: tuple[str, ...] = ()  # suppliers without a governance rank, left out of `weighted`
    user: str = ""
    reliance: tuple[Reliance, ...] = ()
    supply_risk: float | None = None  # the European Union's index, critical from 1.0
    exposure: float | None = None  # share of the user's use that its largest source provides: a floor
    exposed_to: str = ""
    imports_measure: str = ""
    premises: tuple[str, ...] = ()  # sentences: what the table says of countries the talks take for suppliers
    method: Method


class DraftValue(Record):
    """What one draft of a fund is worth to whom it pays."""

    key: str
    name: str
    present_value: Interval
    paid: Interval  # over the horizon, not discounted
    yearly: Interval  # the payment of the first year
    standstill: Interval | None = None  # the payment at which the claim would neither grow nor shrink
    level: Interval | None = None  # the yearly payment that would end the claim within the horizon
    years: Interval | None = None  # until the claim is paid at the first year's payment; null: no claim, or never
    never: float | None = None  # share of draws in which the claim is not paid within the horizon
    never_repaid: bool = False  # the claim does not end within the horizon at the inputs' own values
    owed: tuple[Interval, ...] = ()  # of the claim, by year
    controls: tuple[str, ...] = ()  # what no sum expresses
    guarantee: str = "none"
    future_aid: float | None = None


class FundValue(Record):
    """Drafts of one fund side by side, by the same draws."""

    payer: str
    holder: str
    unit: str
    years: int
    drafts: tuple[DraftValue, ...]
    difference: Interval | None = None  # present value of the last draft less the first's
    tornado: tuple[Swing, ...]  # of the first draft's present value, the widest first
    method: Method


class GuaranteeValue(Record):
    """What a guarantee would spare, and how far it must be believed to be worth its price."""

    giver: str
    getter: str
    unit: str
    value: Interval
    full_value: Interval  # if it were fully believed
    price: float | None = None
    break_even: Interval | None = None  # credibility; above 1: never worth the price
    worth_its_price: float | None = None  # share of draws in which it is
    hazard_cuts: tuple[float, ...] = ()  # columns of `map`: how far the guarantee would lower the yearly hazard
    prices: tuple[float, ...] = ()  # rows of `map`, in `unit`
    map: tuple[tuple[float, ...], ...] = ()  # break-even credibility by price and hazard cut
    method: Method


class OddsValue(Record):
    """The divisions both prefer to fighting, and how strong the rising side may become."""

    rising: str
    declining: str
    low: Interval  # least share of the rising side in a deal both prefer, 0 to 1
    high: Interval
    most_later_odds: Interval  # of the rising side, up to which the declining one waits; above 1: always
    method: Method


class StakesResult(Record):
    """Everything about the stakes of a case."""

    dependence: tuple[Dependence, ...] = ()
    fund: FundValue | None = None
    guarantee: GuaranteeValue | None = None
    odds: OddsValue | None = None
    illustrative: bool  # some input has no source: nobody should quote these figures
    default_share: float  # share of the judged inputs without a source, 0 to 1
    findings: tuple[Finding, ...] = ()
