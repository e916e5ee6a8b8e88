"""What sentences on ratification, a conflict, the stakes and what an answer hangs on rest on: how each came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parley.analysis.conflict.result import ConflictResult
from parley.analysis.ratification.result import ChamberResult, Ratification
from parley.analysis.result import Interval, IssueForecast
from parley.analysis.results import Results
from parley.analysis.stakes.result import StakesResult
from parley.analysis.uncertainty.result import Sensitivity
from parley.brief.english import listed, sentence
from parley.brief.likelihood import odds, percent
from parley.brief.methods import Methods

Pairs = Iterator[tuple[str, str]]


def family_notes(results: Results, methods: Methods, issues: Mapping[str, str]) -> Pairs:
    """The notes of all families that gave a result, by id; `issues` holds the names of issues by their keys."""
    for forecast in results.forecasts:
        if forecast.outlook is not None:
            name = issues.get(forecast.issue, forecast.issue.replace("-", " "))
            yield f"outlook/{forecast.issue}", _outlook(forecast, name, methods)
    if results.ratification:
        yield from _ratification(results.ratification, methods)
    if results.conflict:
        yield "conflict", _conflict(results.conflict, methods)
    if results.stakes:
        yield from _stakes(results.stakes, methods)
    yield from ((f"sensitivity/{figure.of}", _sensitivity(figure, methods)) for figure in results.sensitivity)


def _outlook(forecast: IssueForecast, name: str, methods: Methods) -> str:
    found = forecast.outlook
    assert found is not None
    return sentence(
        f"{name}: median {found.median:.3g}, mean {found.mean:.3g}, half of all cases "
        f"{found.low50:.3g} to {found.high50:.3g}, four of five {found.low80:.3g} to {found.high80:.3g}, nine of ten "
        f"{found.low90:.3g} to {found.high90:.3g}; {percent(forecast.default_share)} of the inputs are defaults; "
        f"{methods.by(found.method)}"
    )


def _ratification(found: Ratification, methods: Methods) -> Pairs:
    yield (
        "ratification",
        sentence(
            f"{found.at_table:,} of {found.packages:,} packages leave all at the table no worse off than no deal; "
            f"{found.everywhere:,} of these pass in every chamber; over the ranges such a package exists with "
            f"probability {_odds(found.zone)}; {percent(found.default_share)} of the inputs are defaults; "
            f"{methods.by(found.method)}"
        ),
    )
    for chamber in found.chambers:
        yield f"ratification/{chamber.chamber}", _chamber(chamber, methods)


def _chamber(chamber: ChamberResult, methods: Methods) -> str:
    texts = [
        f"text of {listed(list(text.solutions))} {'passes' if text.passes else 'fails'}, probability "
        f"{_odds(text.probability)}; {methods.by(text.method)}"
        for text in chamber.texts
    ]
    return sentence(
        "; ".join(
            [
                f"{chamber.name}: {chamber.rule}, {chamber.members:,} members, {chamber.win_set:,} packages would pass",
                *texts,
                f"{percent(chamber.default_share)} of the inputs are defaults",
            ]
        )
    )


def _conflict(found: ConflictResult, methods: Methods) -> str:
    made = "made from the case by rule" if found.is_default else "written by an analyst"
    counts = listed([f"{name} {number:,}" for name, number in found.equilibria.items()])
    taken = f"; taken for granted: {' '.join(found.assumptions)}" if found.assumptions else ""
    return sentence(
        f"Graph model {made}, {found.states:,} states; states at which all would stay: {counts}; Nash: nobody gains "
        f"by moving alone; SEQ: nobody gains once others answer in their own interest; GMR, SMR and SIM are weaker"
        f"{taken.rstrip('.')}; {methods.by(found.method)}"
    )


def _stakes(found: StakesResult, methods: Methods) -> Pairs:
    sourced = "; some input has no source, so these figures only illustrate" if found.illustrative else ""
    share = f"{percent(found.default_share)} of the judged inputs have no source{sourced}"
    for each in found.dependence:
        yield f"stakes/dependence/{each.material}", sentence(f"{each.edition}; {methods.by(each.method)}")
    for name, part in (("fund", found.fund), ("guarantee", found.guarantee), ("odds", found.odds)):
        if part is not None:
            yield f"stakes/{name}", sentence(f"{share}; {methods.by(part.method)}")


def _sensitivity(figure: Sensitivity, methods: Methods) -> str:
    return sentence(f"{figure.words}: {figure.value:.3g} {figure.unit}; {methods.by(figure.method)}")


def _odds(value: Interval) -> str:
    return f"{odds(value.value)} ({odds(value.low)} to {odds(value.high)})"
