"""Deep Look: where each side stands, what is traded, who presses, who must agree, what could be agreed."""

from __future__ import annotations

from collections.abc import Sequence

from parley.analysis.result import Bargaining, Interval, IssueForecast, PackageOutcome, Solution
from parley.brief.english import (
    counted,
    in_figures,
    is_plural,
    listed,
    name,
    names,
    point_range,
    points,
    possessive,
    quoted,
)
from parley.brief.figures import forecast_figure, packages_figure, stands_figure
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, percent
from parley.brief.notes import estimate_id, number
from parley.brief.record import BriefSentence, Bullet, Figure, Section
from parley.brief.sayings import agrees, exchange, exclusion, in_the_words, pressure, scale_label
from parley.case.record import Issue, Party, Stance

SOLUTIONS = {
    "nash": "Nash Bargaining Solution",
    "kalai-smorodinsky": "Kalai-Smorodinsky Solution",
    "egalitarian": "Egalitarian Solution",
    "utilitarian": "Utilitarian Solution",
}


def deep_look(ledger: Ledger) -> Section:
    subsections = (
        _stands(ledger),
        _traded(ledger),
        _presses(ledger),
        _ratifies(ledger),
        _agreeable(ledger),
        _changes(ledger),
    )
    return Section(key="deep-look", heading="Deep Look", subsections=tuple(part for part in subsections if part))


def _section(
    heading: str,
    paragraphs: Sequence[Sequence[BriefSentence]],
    bullets: Sequence[Bullet] = (),
    figures: Sequence[Figure | None] = (),
) -> Section:
    return Section(
        key="deep-look",
        heading=heading,
        level=3,
        paragraphs=tuple(tuple(paragraph) for paragraph in paragraphs if paragraph),
        bullets=tuple(bullets),
        figures=tuple(figure for figure in figures if figure),
    )


# Where each side stands


def _stands(ledger: Ledger) -> Section:
    forecasts = {forecast.issue: forecast for forecast in ledger.results.forecasts}
    paragraphs = [_issue_paragraph(ledger, issue, forecasts.get(issue.key)) for issue in ledger.case.issues]
    return _section("Where Each Side Stands", paragraphs, figures=[stands_figure(ledger), forecast_figure(ledger)])


def _issue_paragraph(ledger: Ledger, issue: Issue, forecast: IssueForecast | None) -> list[BriefSentence]:
    stances = [stance for stance in ledger.case.stances if stance.issue == issue.key]
    judged = [stance for stance in stances if not stance.position.is_default]
    silent = [stance for stance in stances if stance.position.is_default]
    said = [_scale(ledger, issue), *(_stance(ledger, issue, stance) for stance in judged)]
    if silent:
        said.append(_silence(ledger, issue, silent))
    if forecast:
        said.append(_settles(ledger, issue, forecast))
    return said


def _scale(ledger: Ledger, issue: Issue) -> BriefSentence:
    scale = issue.scale
    return ledger.say(
        f"On {issue.name} the scale runs from {quoted(scale.low_label)} ({points(scale.low)}) to "
        f"{quoted(scale.high_label)} ({points(scale.high)})",
        issue.basis or ["case"],
    )


def _stance(ledger: Ledger, issue: Issue, stance: Stance) -> BriefSentence:
    position = stance.position
    who = _name(ledger, stance.party)
    verb = agrees(party, "stand", "stands") if (party := ledger.party(stance.party)) else "stands"
    near = quoted(scale_label(issue, position.value))
    where = f"{points(position.value)} ({point_range(position.low, position.high)})"
    words = in_the_words(ledger, position.basis)
    return ledger.say(
        f"{who} {verb} at {where}, nearest to {near}{words}",
        [*position.basis, estimate_id(f"{stance.key}/position", position)],
    )


def _silence(ledger: Ledger, issue: Issue, stances: Sequence[Stance]) -> BriefSentence:
    assumed = [f"{_name(ledger, stance.party)} ({number(stance.position)})" for stance in stances]
    return ledger.say(
        f"For {listed(assumed)} the place on {issue.name} is assumed: nobody has said why yet",
        [estimate_id(f"{stance.key}/position", stance.position) for stance in stances],
    )


def _settles(ledger: Ledger, issue: Issue, forecast: IssueForecast) -> BriefSentence:
    median = forecast.weighted_median
    near = quoted(scale_label(issue, median.value))
    return ledger.say(
        f"By the weighted median {issue.name} would settle at {_interval(median)}, nearest to {near}; the weighted "
        f"mean gives {points(forecast.weighted_mean.value)} and a Condorcet election {points(forecast.condorcet.value)}"
        ", all uncalibrated",
        [f"forecast/{issue.key}"],
    )


def _interval(value: Interval) -> str:
    return f"{points(value.value)} ({point_range(value.low, value.high)})"


# What is traded for what, who presses whom


def _traded(ledger: Ledger) -> Section:
    said = [exchange(ledger, link) for link in ledger.case.links]
    if not said:
        who = names(ledger.bargaining()) or "the parties"
        said = [ledger.say(f"No exchange and no condition between {who} is stated", ["case"])]
    return _section("What Is Traded for What", [said])


def _presses(ledger: Ledger) -> Section:
    said = [pressure(ledger, press) for press in ledger.case.pressures]
    if not said:
        who = names(ledger.bargaining()) or "the parties"
        said = [ledger.say(f"No pressure on {who} is reported", ["case"])]
    return _section("Who Presses Whom", [said])


# Who must ratify and who is left out


def _ratifies(ledger: Ledger) -> Section:
    consent = [
        _consent(ledger, party) for party in ledger.case.parties if party.ratifies or party.role == "constituency"
    ]
    if not any(party.ratifies for party in ledger.case.parties):
        consent.append(_nobody_ratifies(ledger))
    left_out = [exclusion(ledger, excluded) for excluded in ledger.case.excluded]
    outside = [_outside(ledger, party) for party in ledger.case.parties if party.role in ("outside", "mediator")]
    return _section("Who Must Ratify and Who Is Left Out", [consent, [*left_out, *outside]])


def _consent(ledger: Ledger, party: Party) -> BriefSentence:
    side = ledger.party(party.side)
    words = in_the_words(ledger, party.basis)
    if party.ratifies:
        whose = f"{possessive(name(side))} signature" if side else "a signature"
        text = f"{name(party)} must consent for {whose} to hold{words}"
    else:
        of = f" of {name(side)}" if side else ""
        text = f"{name(party)} {agrees(party, 'are', 'is')} a constituency{of}{words}"
    return ledger.say(text, party.basis or ["case"])


def _nobody_ratifies(ledger: Ledger) -> BriefSentence:
    who = names(ledger.bargaining()) or "the parties"
    return ledger.say(f"Nobody is named whose consent {who} would need for a signature to hold", ["case"])


def _outside(ledger: Ledger, party: Party) -> BriefSentence:
    plural = is_plural(party)
    if party.role == "mediator":
        part = "mediate" if plural else "mediates"
    else:
        part = "stand outside the bargaining" if plural else "stands outside the bargaining"
    return ledger.say(f"{name(party)} {part}{in_the_words(ledger, party.basis)}", party.basis or ["case"])


# What could be agreed


def _agreeable(ledger: Ledger) -> Section:
    found = ledger.results.bargaining
    if found is None:
        who = names(ledger.bargaining()) or "the parties"
        said = ledger.say(f"No packages between {who} could be weighed with what this case holds", ["case", "analysis"])
        return _section("What Could Be Agreed", [[said]])
    bullets = [_solution(ledger, solution) for solution in found.solutions if solution.packages]
    return _section("What Could Be Agreed", [_zone(ledger, found)], bullets, [packages_figure(ledger)])


def _zone(ledger: Ledger, found: Bargaining) -> list[BriefSentence]:
    who = names([party for key in found.parties if (party := ledger.party(key))])
    what = listed([issue.name for key in found.issues if (issue := ledger.issue(key))])
    odds = chance(found.zopa.value, found.zopa.low, found.zopa.high, calibrated=False)
    return [
        ledger.say(
            f"Of {counted(found.packages, 'package')} on {what}, {in_figures(found.acceptable)} would leave "
            f"{who} no worse off than walking away",
            ["bargaining/zopa"],
        ),
        ledger.say(f"With all the ranges on {what} taken into account, room for a deal is {odds}", ["bargaining/zopa"]),
    ]


def _solution(ledger: Ledger, solution: Solution) -> Bullet:
    package = solution.packages[0]
    basis = [f"bargaining/{solution.name}"]
    terms = listed([f"{_issue_name(ledger, key)} at {quoted(label)}" for key, label in package.labels.items()])
    leaves = f"leaves {_gains(ledger, package)} above walking away"
    said = [ledger.say(f"{terms}: this {leaves}{_ties(solution)}{_share(solution)}", basis)]
    return Bullet(label=SOLUTIONS[solution.name], sentences=tuple(said))


def _ties(solution: Solution) -> str:
    others = len(solution.packages) - 1
    return f", as well as {counted(others, 'package')} that tie{'s' if others == 1 else ''} with it" if others else ""


def _share(solution: Solution) -> str:
    return "" if solution.chosen_share is None else f", and comes first in {percent(solution.chosen_share)} of draws"


def _gains(ledger: Ledger, package: PackageOutcome) -> str:
    return listed([f"{_name(ledger, key)} {gain:.2f}" for key, gain in package.gain.items()])


# What would change it


def _changes(ledger: Ledger) -> Section | None:
    bullets = [
        Bullet(label=change.name[:1].upper() + change.name[1:], sentences=(said,))
        for change in ledger.results.counterfactuals
        if (said := _effects(ledger, change.name, change.effects, change.basis))
    ]
    return _section("What Would Change It", [], bullets) if bullets else None


def _effects(ledger: Ledger, change: str, effects: dict[str, Interval], basis: Sequence[str]) -> BriefSentence | None:
    said = [_effect(ledger, key, value) for key, value in effects.items()]
    if not said:
        return None
    return ledger.say(f"{change} would move {listed(said)}", [f"counterfactual/{change}", *basis])


def _effect(ledger: Ledger, key: str, value: Interval) -> str:
    kind, _, rest = key.partition("/")
    if kind == "forecast":
        return f"{_issue_name(ledger, rest)} by {_moved(value, 1)}"
    what = "the chance of room for a deal"
    if kind == "answer":
        question = next((one.text for one in ledger.case.questions if one.key == rest), rest)
        what = f"the answer to {quoted(question)}"
    return f"{what} by {_moved(value, 100)}"


def _moved(value: Interval, times: float) -> str:
    """A difference in points: of the scale, or of a percentage when a share is taken `times` 100."""
    low, high = _signed(value.low * times), _signed(value.high * times)
    return f"{_signed(value.value * times)} points ({low} to {high})"


def _signed(value: float) -> str:
    return points(value) if round(value) <= 0 else f"+{points(value)}"


def _name(ledger: Ledger, key: str) -> str:
    party = ledger.party(key)
    return name(party) if party else key.replace("-", " ")


def _issue_name(ledger: Ledger, key: str) -> str:
    issue = ledger.issue(key)
    return issue.name if issue else key.replace("-", " ")
