"""Deep Look: what the agreement and each forecast hang on, with a tornado."""

from __future__ import annotations

from typing import Literal

from parley.analysis.uncertainty.result import Driver, Sensitivity, TurningPoint
from parley.brief.charts import Row, cut, row_chart
from parley.brief.english import listed, on_scale, possessive, sentence
from parley.brief.ledger import Ledger
from parley.brief.likelihood import percent
from parley.brief.record import BriefSentence, Figure, Section, Table
from parley.brief.sayings import ranked_issues
from parley.brief.sections import subsection
from parley.brief.spoken import without_article

KEY: Literal["deep-look"] = "deep-look"
MOST_DRIVERS = 6  # bars of the tornado
MOST_ISSUES = 6
LEAST_SWING = 0.005  # of utility; less cannot be seen

_WORDS = {
    "influence": "{whose} influence",
    "walk-away": "what no deal is worth to {who}",
    "position": "{whose} position on {issue}",
    "salience": "how much {who} cares about {issue}",
    "red-line": "{whose} red line on {issue}",
}

_SHORT = {
    "influence": "{who}: influence",
    "walk-away": "{who}: worth of no deal",
    "position": "{who} on {issue}",
    "salience": "{who}: weight of {issue}",
    "red-line": "{who}: red line on {issue}",
}
LONGEST_BAR = 38  # characters


def what_it_hangs_on(ledger: Ledger) -> Section | None:
    """Nothing where no number moves anything."""
    figure = next((each for each in ledger.results.sensitivity if each.of == "margin"), None)
    drivers = _moving(figure) if figure else []
    forecasts = _forecasts(ledger)
    if not drivers and not forecasts:
        return None
    said = _agreement(ledger, figure, drivers) if figure and drivers else []
    chart = _tornado(ledger, figure, drivers) if figure and drivers else None
    section = subsection(KEY, "What It Hangs On", [said], [], [chart])
    return section.model_copy(update={"tables": (forecasts,) if forecasts else ()})


def _moving(figure: Sensitivity) -> list[Driver]:
    return [driver for driver in figure.drivers if _width(driver) >= LEAST_SWING][:MOST_DRIVERS]


def _width(driver: Driver) -> float:
    return abs(driver.swing.at_high - driver.swing.at_low)


def _agreement(ledger: Ledger, figure: Sensitivity, drivers: list[Driver]) -> list[BriefSentence]:
    basis, first = [f"sensitivity/{figure.of}"], drivers[0]
    ends = f"at its low end that gain is {_signed(first.swing.at_low)}, at its high end {_signed(first.swing.at_high)}"
    least = f"The least that the best package brings anybody over no deal ({_signed(figure.value)} on a scale of 1)"
    said = [ledger.say(f"{least} hangs most on {number_in_words(ledger, first.input)}: {ends}, uncalibrated", basis)]
    if figure.turning:
        said.append(ledger.say(_turning(ledger, figure.turning), basis))
    return said


def _turning(ledger: Ledger, found: TurningPoint) -> str:
    moved = listed(
        [f"{number_in_words(ledger, each.input)} ({each.before:.2g} to {each.after:.2g})" for each in found.shifts]
    )
    several = len(found.shifts) > 1
    within = f"{'inside' if found.plausible else 'outside'} {'their ranges' if several else 'its range'}"
    turned = "there would be an agreement" if found.after > found.before else "there would be no agreement left"
    return f"If {moved} moved {'together, ' if several else ''}{within}, {turned}"


def number_in_words(ledger: Ledger, key: str) -> str:
    """A number of a case as a reader says it: "Ukraine’s position on troops" for "ukraine/troops/position"."""
    first, *rest = key.split("/")
    if first == "pressure" and len(rest) > 1:
        return f"the pressure of {ledger.party_name(rest[0])} on {ledger.party_name(rest[1])}"
    if first == "issue" and len(rest) == 2:
        return f"what holds on {ledger.issue_name(rest[0])} without a deal"
    if not rest or rest[-1] not in _WORDS:
        return key.replace("/", ", ").replace("-", " ")
    who = ledger.party_name(first)
    return _WORDS[rest[-1]].format(who=who, whose=possessive(who), issue=ledger.issue_name(rest[0]))


def _short(ledger: Ledger, key: str) -> str:
    """The same for a bar, beside its two ends."""
    first, *rest = key.split("/")
    if not rest or rest[-1] not in _SHORT:
        return _capital(number_in_words(ledger, key))
    party = ledger.party(first)
    return _SHORT[rest[-1]].format(who=party.name if party else first, issue=ledger.issue_name(rest[0]))


def _tornado(ledger: Ledger, figure: Sensitivity, drivers: list[Driver]) -> Figure:
    """Bars from the figure at a number's low end to that at its high end; the dots stand at the figure itself."""
    ends = [end for driver in drivers for end in (driver.swing.at_low, driver.swing.at_high)]
    low, high = min(*ends, figure.value), max(*ends, figure.value)
    rows = [_bar(ledger, place, driver, figure.value, low, high) for place, driver in enumerate(drivers)]
    rows[-1] |= {"from": _signed(low), "to": _signed(high)}
    return Figure(
        id="hangs-on",
        title="What the agreement hangs on",
        description=sentence(
            "The least gain over no deal that the best package leaves anybody, with one number at a time at its low "
            f"and its high end; the dots stand at {_signed(figure.value)}, with all at their own values; uncalibrated"
        ),
        spec=row_chart(rows, [""], ends=True),
        table=Table(
            caption="The least gain of the best package, one number changed at a time",
            columns=("Number", "At its low end", "At its high end", "Share of variance"),
            rows=tuple(
                (
                    _capital(number_in_words(ledger, driver.input)),
                    _signed(driver.swing.at_low),
                    _signed(driver.swing.at_high),
                    "not worked out" if driver.total is None else percent(driver.total),
                )
                for driver in drivers
            ),
        ),
        basis=ledger.rest_on([f"sensitivity/{figure.of}"]),
    )


def _bar(ledger: Ledger, place: int, driver: Driver, value: float, low: float, high: float) -> Row:
    def across(each: float) -> float:
        return round(100 * (each - low) / ((high - low) or 1.0), 2)

    first, last = sorted((driver.swing.at_low, driver.swing.at_high))
    return {
        "row": place,
        "panel": 0,
        "label": cut(_short(ledger, driver.input), LONGEST_BAR),
        "shown": f"{_signed(first)} to {_signed(last)}",
        "kind": "judged",
        "value": across(value),
        "low": across(first),
        "high": across(last),
        "from": "",
        "to": "",
    }


def _forecasts(ledger: Ledger) -> Table | None:
    """The number that moves each forecast most."""
    figures = {each.of.removeprefix("forecast/"): each for each in ledger.results.sensitivity if each.drivers}
    found = [(issue, figures[issue.key]) for issue in ranked_issues(ledger) if issue.key in figures][:MOST_ISSUES]
    if not found:
        return None
    return Table(
        caption="What moves each weighted mean most",
        columns=("Issue", "Weighted mean", "Number", "With it at its low and high end"),
        rows=tuple(
            (
                without_article(issue.name),
                on_scale(issue.scale, figure.value),
                _capital(number_in_words(ledger, figure.drivers[0].input)),
                " and ".join(
                    on_scale(issue.scale, end)
                    for end in (figure.drivers[0].swing.at_low, figure.drivers[0].swing.at_high)
                ),
            )
            for issue, figure in found
        ),
        basis=ledger.rest_on(f"sensitivity/{figure.of}" for _, figure in found),
    )


def _signed(value: float) -> str:
    """A gain in two digits with its sign; the minus is a real one."""
    return f"{value:+.2f}".replace("-", "−") if abs(value) >= LEAST_SWING else "0"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
