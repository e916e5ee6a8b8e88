"""What a sentence may rest on that is no span of a story: estimates, defaults, judgements and results.

Every note says how its number came about: who judged it by which rule, or by which method with which
parameters, seed and share of defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.analysis.bargaining.result import Solution
from parley.analysis.result import Answer, Counterfactual, Interval, IssueForecast
from parley.analysis.results import Results
from parley.brief.english import counted, day_of, listed, points, possessive, quoted, sentence, tidy, with_article
from parley.brief.family_notes import family_notes
from parley.brief.likelihood import odds, percent
from parley.brief.methods import Methods
from parley.brief.record import MethodNote, Note
from parley.case.estimate import NOBODY
from parley.case.record import Case, Estimate, Judgement, Party

Pairs = Iterator[tuple[str, str]]


def notes(case: Case, results: Results) -> tuple[dict[str, Note], dict[str, MethodNote]]:
    """Every note that case and results can offer, and every method these name, by id; a brief keeps what it uses."""
    methods = Methods()
    found: dict[str, Note] = {}
    for id, text in _pairs(case, results, methods):
        found[id] = Note(id=id, text=text, methods=methods.named())
    return found, methods.told()


def _pairs(case: Case, results: Results, methods: Methods) -> Pairs:
    yield from ((f"party/{party.key}", _party_note(case, party)) for party in case.parties)
    yield from _estimates(case)
    yield from ((judgement.id, _judgement(judgement)) for judgement in case.judgements)
    yield from ((f"source/{source.id}", sentence(f"Story read: {quoted(source.title)}")) for source in case.sources)
    yield from ((f"forecast/{forecast.issue}", _forecast(case, forecast, methods)) for forecast in results.forecasts)
    yield from _bargaining(case, results, methods)
    yield from family_notes(results, methods, {issue.key: issue.name for issue in case.issues})
    yield from ((f"answer/{answer.question}", _answer(case, answer, methods)) for answer in results.answers)
    for change in results.counterfactuals:
        yield f"counterfactual/{change.name}", _counterfactual(case, change, methods)
    yield "analysis", _analysis(results)
    yield "case", _case(case, results)


def estimate_id(key: str, estimate: Estimate) -> str:
    """The note that tells where a case's number comes from: a default, or a judgement of a rule or an analyst."""
    return f"default/{key}" if estimate.is_default else f"estimate/{key}"


def in_words(key: str, case: Case) -> str:
    """A key of a case as a reader says it.

    "ukraine/pace/position" becomes "Ukraine’s position on pace of the talks".
    """
    first, *rest = key.split("/")
    if first == "party" and rest:
        return f"{possessive(_party(case, rest[0]))} {listed(rest[1:]) or 'place in the talks'}".replace("_", " ")
    if first == "pressure" and len(rest) > 1:
        form = f" ({rest[2]})" if len(rest) > 2 else ""
        return f"{possessive(_party(case, rest[0]))} pressure on {_party(case, rest[1])}{form}"
    if first == "issue" and rest:
        return _issue(case, rest[0])
    if len(rest) > 1:
        return f"{possessive(_party(case, first))} {rest[1].replace('_', ' ')} on {_issue(case, rest[0])}"
    return key.replace("/", ", ").replace("-", " ").replace("_", " ")


def _estimates(case: Case) -> Pairs:
    for stance in case.stances:
        for field in ("position", "salience", "red_line"):
            estimate = getattr(stance, field)
            if estimate is not None:
                yield _estimate(case, f"{stance.key}/{field}", estimate)
    for party in case.parties:
        yield _estimate(case, f"party/{party.key}/influence", party.influence)
        yield _estimate(case, f"party/{party.key}/walk_away", party.walk_away)
        if party.patience is not None:
            yield _estimate(case, f"party/{party.key}/patience", party.patience)
    for pressure in case.pressures:
        yield _estimate(case, f"pressure/{pressure.by}/{pressure.on}/{pressure.form}", pressure.strength)


def _estimate(case: Case, key: str, estimate: Estimate) -> tuple[str, str]:
    what = f"{in_words(key, case)}: {number(estimate)}"
    why = re.sub(r"^.* on .*: (?=\w)", "", tidy(estimate.why))  # the note has said whose position on what
    if estimate.is_default:
        return f"default/{key}", sentence(
            f"{what}, a default: nobody has said why yet{'; ' + why if why and why != NOBODY else ''}"
        )
    return f"estimate/{key}", sentence(f"{what}, judged by {estimate.by}{': ' + why if why else ''}")


def number(estimate: Estimate) -> str:
    """A value with its range: whole points on a scale, two digits of a share."""
    if estimate.unit in ("share", "probability", "utility"):
        return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"
    return f"{points(estimate.value)} ({points(estimate.low)} to {points(estimate.high)})"


def interval(value: Interval) -> str:
    return f"{points(value.value)} ({points(value.low)} to {points(value.high)})"


def _party_note(case: Case, party: Party) -> str:
    """What the case takes a party for, which decides whose consent a package needs."""
    side = f" on the side of {_party(case, party.side)}" if party.side else ""
    consent = "; its consent is counted as needed" if party.ratifies else ""
    return sentence(f"In this case {with_article(party.name)} is {_ROLES[party.role]}{side}{consent}")


_ROLES = {
    "bargaining": "a bargaining party",
    "mediator": "a mediator",
    "outside": "an outside party",
    "constituency": "a constituency",
    "excluded": "a party left out of the talks",
}


def _judgement(judgement: Judgement) -> str:
    orphaned = " (kept, not applied: its target has gone)" if judgement.orphaned else ""
    return sentence(f"Judgement by {judgement.who} on {day_of(judgement.when)}{orphaned}: {judgement.why}")


def _forecast(case: Case, forecast: IssueForecast, methods: Methods) -> str:
    how = listed([methods.by(method) for method in forecast.methods])
    return sentence(
        f"{_issue(case, forecast.issue)}: weighted median {interval(forecast.weighted_median)}, weighted mean "
        f"{interval(forecast.weighted_mean)}, Condorcet election {interval(forecast.condorcet)}; "
        f"{percent(forecast.default_share)} of the inputs are defaults; {how}"
    )


def _bargaining(case: Case, results: Results, methods: Methods) -> Pairs:
    found = results.bargaining
    if found is None:
        return
    walking = listed([f"{_party(case, key)} {value:.2f}" for key, value in sorted(found.walk_away.items())])
    yield (
        "bargaining/zopa",
        sentence(
            f"{found.acceptable:,} of {found.packages:,} packages leave every party at least as well off as walking "
            f"away (utility of walking away: {walking}); over the ranges of the case such a package exists with "
            f"probability {odds(found.zopa.value)} ({odds(found.zopa.low)} to {odds(found.zopa.high)}), "
            f"uncalibrated; {percent(found.default_share)} of the inputs are defaults"
        ),
    )
    for solution in found.solutions:
        yield f"bargaining/{solution.name}", _solution(case, solution, walking, methods)


def _solution(case: Case, solution: Solution, walking: str, methods: Methods) -> str:
    share = "" if solution.chosen_share is None else f"; first in {percent(solution.chosen_share)} of draws"
    parts = [
        methods.by(solution.method),
        f"disagreement point: {walking}",
        f"packages that tie: {len(solution.packages)}{share}",
    ]
    if solution.packages:
        first = solution.packages[0]
        gains = listed([f"{_party(case, key)} {gain:.2f}" for key, gain in sorted(first.gain.items())])
        terms = listed(
            [f"{_issue(case, key)} {points(term)} ({first.labels[key]})" for key, term in first.terms.items()]
        )
        parts += [f"the package: {terms}", f"gain over walking away: {gains}"]
    return sentence("; ".join(parts))


def _answer(case: Case, answer: Answer, methods: Methods) -> str:
    result = f"{answer.value:.3f} ({answer.low:.3f} to {answer.high:.3f}) {answer.unit}".rstrip()
    parts = [f"result: {result}", methods.by(answer.method)]
    parts.append(f"{percent(answer.default_share)} of the inputs are defaults")
    parts += [_detail(case, key, value) for key, value in answer.details.items()]
    effects = [f"{reason.effect:+.3f}" for reason in answer.reasons if reason.effect is not None]
    if effects:
        parts.append(f"effects of the reasons, in the order told: {', '.join(effects)}")
    if answer.flip:
        flip = answer.flip
        side = "inside" if flip.plausible else "outside"
        parts.append(
            f"turning point, by search: {tidy(flip.words)}, {side} its range; the result goes from "
            f"{flip.answer_before:.3f} to {flip.answer_after:.3f}"
        )
    return sentence("; ".join(parts))


def _detail(case: Case, key: str, value: Interval) -> str:
    """A named part of an answer; a key that holds an issue or a party is said in words."""
    what, _, rest = key.partition("/")
    of = f" on {_issue(case, rest)}" if rest else ""
    return f"{what}{of}: {value.value:.2f} ({value.low:.2f} to {value.high:.2f})"


def _counterfactual(case: Case, change: Counterfactual, methods: Methods) -> str:
    effects = "; ".join(_effect(case, key, value) for key, value in change.effects.items())
    found = f". Differences: {effects}" if effects else ""
    return sentence(f"{tidy(change.change).rstrip('.')}{found}; {methods.by(change.method)}")


def _effect(case: Case, key: str, value: Interval) -> str:
    """A difference a change makes; chances to three digits, places on a scale to one."""
    what, _, rest = key.partition("/")
    if what == "forecast":
        return f"{_issue(case, rest)} {value.value:+.1f} ({value.low:+.1f} to {value.high:+.1f})"
    told = {"zopa": "chance of room for a deal", "answer": f"answer to {rest}"}.get(what, key.replace("/", " "))
    return f"{told} {value.value:+.3f} ({value.low:+.3f} to {value.high:+.3f})"


def _analysis(results: Results) -> str:
    return sentence(
        f"Analysis of “{tidy(results.title)}”: seed {results.seed}, {results.draws:,} draws, "
        f"{percent(results.default_share)} of the inputs are defaults, uncalibrated"
    )


def _case(case: Case, results: Results) -> str:
    parts = [
        counted(len(case.parties), "party", "parties"),
        counted(len(case.issues), "issue"),
        counted(len(case.links), "exchange or condition", "exchanges or conditions"),
        counted(len(case.pressures), "pressure"),
        counted(sum(party.ratifies for party in case.parties), "party that must consent", "parties that must consent"),
        f"{counted(len(case.excluded), 'party', 'parties')} left out",
    ]
    named = "The case" if case.title == "Untitled" else f"Case “{tidy(case.title)}”"
    return sentence(f"{named} holds {listed(parts)}; digest {results.case_digest[:10]}")


def _party(case: Case, key: str) -> str:
    return next((with_article(party.name) for party in case.parties if party.key == key), key.replace("-", " "))


def _issue(case: Case, key: str) -> str:
    return next((issue.name for issue in case.issues if issue.key == key), key.replace("-", " "))
