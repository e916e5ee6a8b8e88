"""Deep Look: where each side stands, who speaks for it and where each issue would settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from parley.analysis.result import IssueForecast
from parley.brief.english import agree_on, listed, names, on_scale, on_scale_range, placed, points
from parley.brief.figures import MOST_ISSUES, forecast_figure, stands_figure
from parley.brief.ledger import Ledger
from parley.brief.record import BriefSentence, Section
from parley.brief.sayings import in_the_words, near, ranked_issues, scale_end, spokespeople, stance_basis, where
from parley.brief.sections import subsection
from parley.case.record import Issue, Stance

KEY: Literal["deep-look"] = "deep-look"


def where_each_side_stands(ledger: Ledger) -> Section:
    forecasts = {forecast.issue: forecast for forecast in ledger.results.forecasts}
    issues = ranked_issues(ledger)
    speaking = [said for party in ledger.bargaining() if (said := spokespeople(ledger, party))]
    shown = issues[:MOST_ISSUES]
    told = [_issue_paragraph(ledger, one, forecasts.get(one.key)) for one in shown if _is_spoken_of(ledger, one)]
    rest = assumed(ledger, shown)
    rest += [_also_named(ledger, issues[MOST_ISSUES:])] if issues[MOST_ISSUES:] else []
    figures = [stands_figure(ledger), forecast_figure(ledger)]
    return subsection(KEY, "Where Each Side Stands", [speaking, *told, rest], figures=figures)


def _issue_paragraph(ledger: Ledger, issue: Issue, forecast: IssueForecast | None) -> list[BriefSentence]:
    together: dict[tuple[str, str], list[Stance]] = {}
    for stance in ledger.case.stances:
        if stance.issue == issue.key and not stance.position.is_default:
            words = in_the_words(ledger, stance.position.basis)
            together.setdefault((where(issue, stance), words), []).append(stance)
    said = [_scale(ledger, issue)]
    said += [_stand(ledger, issue, place, words, each) for (place, words), each in together.items()]
    if forecast:
        said.append(settles(ledger, issue, forecast))
    return said


def _scale(ledger: Ledger, issue: Issue) -> BriefSentence:
    scale = issue.scale
    low, high = (scale_end(ledger, issue, label) for label in (scale.low_label, scale.high_label))
    talks = f"in the talks of {ledger.talkers()} on {issue.name}"
    if scale.unit != "scale point":
        return ledger.say(f"{talks}, what is named runs from {low} to {high}", issue.basis or ["case"])
    text = f"{talks}, {points(scale.low)} stands for {low} and {points(scale.high)} for {high}"
    return ledger.say(text, issue.basis or ["case"])


def _stand(ledger: Ledger, issue: Issue, place: str, words: str, stances: Sequence[Stance]) -> BriefSentence:
    """Those who stand at one place on the strength of the same words."""
    parties = [party for stance in stances if (party := ledger.party(stance.party))]
    verb = "stand" if agree_on(parties) else "stands"
    close = near(ledger, issue, stances[0].position.value)
    basis = [id for stance in stances for id in stance_basis(stance)]
    return ledger.say(f"{names(parties)} {verb} at {place}{close}{words}", basis)


def _is_spoken_of(ledger: Ledger, issue: Issue) -> bool:
    """Somebody is told to stand somewhere; a paragraph on an issue of which nobody is would hold defaults only."""
    return any(stance.issue == issue.key and not stance.position.is_default for stance in ledger.case.stances)


def assumed(ledger: Ledger, issues: Sequence[Issue]) -> list[BriefSentence]:
    """Who is assumed where on which issues, because no story says; one sentence for each place on a scale."""
    silent: dict[str, dict[str, list[Issue]]] = {}
    basis: dict[str, list[str]] = {}
    for issue in issues:
        for stance in ledger.case.stances:
            if stance.issue == issue.key and stance.position.is_default:
                place = where(issue, stance)
                silent.setdefault(place, {}).setdefault(stance.party, []).append(issue)
                basis.setdefault(place, []).extend(stance_basis(stance))
    return [_assumed(ledger, place, each, basis[place]) for place, each in silent.items()]


def _assumed(ledger: Ledger, place: str, silent: Mapping[str, Sequence[Issue]], basis: Sequence[str]) -> BriefSentence:
    alike: dict[str, list[str]] = {}
    for key, issues in silent.items():
        alike.setdefault(listed([issue.name for issue in issues]), []).append(key)
    if len(alike) == 1:
        what, keys = next(iter(alike.items()))
        verb = "are" if agree_on([found for key in keys if (found := ledger.party(key))]) else "is"
        who = listed([ledger.party_name(key) for key in keys])
        return ledger.say(f"{who} {verb} assumed at {place} on {what}: nobody has said why yet", basis)
    told = "; ".join(f"{listed([ledger.party_name(key) for key in keys])} on {what}" for what, keys in alike.items())
    return ledger.say(f"nobody has said why yet, and these are assumed at {place}: {told}", basis)


def silences(ledger: Ledger, issue: Issue) -> list[BriefSentence]:
    """Who is assumed where, because no story says; those assumed at one place together."""
    silent: dict[str, list[Stance]] = {}
    for stance in ledger.case.stances:
        if stance.issue == issue.key and stance.position.is_default:
            silent.setdefault(where(issue, stance), []).append(stance)
    return [_silence(ledger, issue, place, each) for place, each in silent.items()]


def _silence(ledger: Ledger, issue: Issue, place: str, stances: Sequence[Stance]) -> BriefSentence:
    who = listed([ledger.party_name(stance.party) for stance in stances])
    parties = [party for stance in stances if (party := ledger.party(stance.party))]
    verb = "are" if agree_on(parties) else "is"
    basis = [id for stance in stances for id in stance_basis(stance)]
    return ledger.say(f"{who} {verb} assumed at {place} on {issue.name}: nobody has said why yet", basis)


def settles(ledger: Ledger, issue: Issue, forecast: IssueForecast) -> BriefSentence:
    """Where an issue would end by the distribution forecast, and what the three spatial models make of it."""
    scale, found = issue.scale, forecast.outlook
    mean, median, election = (
        on_scale(scale, one.value) for one in (forecast.weighted_mean, forecast.weighted_median, forecast.condorcet)
    )
    if found is None:
        place = placed(scale, *(getattr(forecast.weighted_median, end) for end in ("value", "low", "high")))
        ends = f"would settle {issue.name} at {place}{near(ledger, issue, forecast.weighted_median.value)}"
        return ledger.say(
            f"By the weighted median, {ledger.talkers()} {ends}; the weighted mean gives {mean} and a Condorcet "
            f"election {election}, all uncalibrated",
            [f"forecast/{issue.key}"],
        )
    between = on_scale_range(scale, found.low80, found.high80)
    where_to = f"{ledger.talkers()} would settle {issue.name} at {on_scale(scale, found.median)}"
    return ledger.say(
        f"{where_to}{near(ledger, issue, found.median)}, and in four of five cases at {between}; the weighted mean "
        f"gives {mean}, the weighted median {median} and a Condorcet election {election}, all uncalibrated",
        [f"outlook/{issue.key}", f"forecast/{issue.key}"],
    )


def _also_named(ledger: Ledger, issues: Sequence[Issue]) -> BriefSentence:
    named = listed([issue.name for issue in issues])
    return ledger.say(f"Also on the table: {named}", [id for one in issues for id in one.basis] or ["case"])
