"""Deep Look: what could be agreed, and what would change it."""

from __future__ import annotations

import re
from math import ceil
from typing import Literal

from parley.analysis.bargaining.result import Bargaining, PackageOutcome, Solution
from parley.analysis.result import Counterfactual, Interval
from parley.brief.english import counted, in_figures, listed, listed_short, names, quoted, signed, with_articles
from parley.brief.figures import gains_figure, packages_figure
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, percent
from parley.brief.record import BriefSentence, Bullet, Section
from parley.brief.sayings import term
from parley.brief.sections import subsection

KEY: Literal["deep-look"] = "deep-look"
SOLUTIONS = {
    "nash": "Nash",
    "kalai-smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
}
_RULES = {
    "nash": "the largest product of gains",
    "kalai-smorodinsky": "the largest equal share of what each could gain",
    "egalitarian": "the largest least gain",
    "utilitarian": "the largest sum",
}
LEAST_CHANGE = 1.0  # points of 100; below, a change is named but not told
MOST_CHANGES = 6
MOST_EFFECTS = 3  # of one change, the largest


def what_could_be_agreed(ledger: Ledger) -> Section:
    found = ledger.results.bargaining
    if found is None:
        text = f"No packages between {ledger.talkers()} could be weighed with what this case holds"
        said = ledger.say(text, ["case", "analysis"])
        return subsection(KEY, "What Could Be Agreed", [[said]])
    bullets = [_solution(ledger, each) for each in _by_package(found)]
    return subsection(
        KEY, "What Could Be Agreed", [_zone(ledger, found)], bullets, [gains_figure(ledger), packages_figure(ledger)]
    )


def worth_signing(ledger: Ledger, found: Bargaining) -> BriefSentence:
    """How many of the packages leave nobody worse off than walking away."""
    who = names([party for key in found.parties if (party := ledger.party(key))])
    what = listed_short([ledger.issue_name(key) for key in found.issues], "issue")
    whole = f"Of {counted(found.packages, 'package')} on {what}, {in_figures(found.acceptable)} would leave {who}"
    return ledger.say(f"{whole} no worse off than walking away", ["bargaining/zopa"])


def _by_package(found: Bargaining) -> list[list[Solution]]:
    """Solutions that choose the same package first, together; in the order of the results."""
    together: dict[tuple[tuple[str, float], ...], list[Solution]] = {}
    for solution in found.solutions:
        if solution.packages:
            together.setdefault(tuple(sorted(solution.packages[0].terms.items())), []).append(solution)
    return list(together.values())


def _zone(ledger: Ledger, found: Bargaining) -> list[BriefSentence]:
    who = names([party for key in found.parties if (party := ledger.party(key))])
    what = listed_short([ledger.issue_name(key) for key in found.issues], "issue")
    said = [worth_signing(ledger, found)]
    odds = chance(found.zopa.value, found.zopa.low, found.zopa.high, calibrated=False)
    text = f"With all its ranges taken into account, room for a deal on {what} is {odds}"
    said.append(ledger.say(text, ["bargaining/zopa"]))
    if not any(solution.packages for solution in found.solutions):
        empty = [f"bargaining/{solution.name}" for solution in found.solutions] or ["bargaining/zopa"]
        said.append(ledger.say(f"No package on {what} is one that {who} would all sign", empty))
    return said


def _solution(ledger: Ledger, chosen: list[Solution]) -> Bullet:
    package = chosen[0].packages[0]
    terms = _terms(ledger, list(package.labels.items()))
    text = f"{terms}: this leaves {_gains(ledger, package)} above walking away, on a scale from 0 to 1{_ties(chosen)}"
    said = [ledger.say(text, [f"bargaining/{one.name}" for one in chosen])]
    if any(one.chosen_share is not None for one in chosen):
        said.append(_shares(ledger, chosen, package))
    plural = "s" if len(chosen) > 1 else ""
    return Bullet(label=f"{listed([SOLUTIONS[one.name] for one in chosen])} Solution{plural}", sentences=tuple(said))


def _terms(ledger: Ledger, labels: list[tuple[str, str]]) -> str:
    """The terms of a package as a list; parted by semicolons where a term holds a comma itself."""
    terms = [term(ledger, key, label) for key, label in labels]
    return "; ".join(terms) if any("," in term for term in terms) else listed(terms)


def _ties(chosen: list[Solution]) -> str:
    others = max(len(one.packages) for one in chosen) - 1
    return f"; {counted(others, 'other package')} tie{'s' if others == 1 else ''} with it" if others else ""


def _shares(ledger: Ledger, chosen: list[Solution], package: PackageOutcome) -> BriefSentence:
    first = _terms(ledger, list(package.labels.items())[:2])
    picked = [(one, one.chosen_share) for one in chosen if one.chosen_share is not None]
    shares = [f"{percent(share)} of draws by {_RULES[one.name]}" for one, share in picked]
    what = f"the package with {first}" if len(package.labels) > 2 else first
    basis = [f"bargaining/{one.name}" for one in chosen]
    return ledger.say(f"Over the ranges of the case, {what} comes first in {listed(shares)}, uncalibrated", basis)


def _gains(ledger: Ledger, package: PackageOutcome) -> str:
    return listed([f"{ledger.party_name(key)} {gain:.2f}" for key, gain in package.gain.items()])


# What would change it


def what_would_change_it(ledger: Ledger) -> Section | None:
    """What moves when a party is left out or a pressure changes, the largest effects first."""
    changes = sorted(ledger.results.counterfactuals, key=lambda change: -_largest(ledger, change))
    told = [change for change in changes if _largest(ledger, change) >= LEAST_CHANGE][:MOST_CHANGES]
    rest = [change for change in ledger.results.counterfactuals if change not in told]
    bullets = [Bullet(sentences=(_effects(ledger, change),)) for change in told]
    if rest:
        bullets.append(Bullet(sentences=(_moves_little(ledger, rest, told),)))
    return subsection(KEY, "What Would Change It", [], bullets) if bullets else None


def _largest(ledger: Ledger, change: Counterfactual) -> float:
    """The largest effect of a change, in points of 100."""
    return max((abs(_points(ledger, key, effect.value)) for key, effect in change.effects.items()), default=0.0)


def _points(ledger: Ledger, key: str, value: float) -> float:
    """An effect in points of 100: of its scale, or of probability."""
    issue = ledger.issue(key.removeprefix("forecast/")) if key.startswith("forecast/") else None
    return 100 * value / (issue.scale.high - issue.scale.low or 1.0) if issue else 100 * value


def _effects(ledger: Ledger, change: Counterfactual) -> BriefSentence:
    sizes = {key: abs(_points(ledger, key, effect.value)) for key, effect in change.effects.items()}
    largest = sorted((key for key in sizes if sizes[key] >= 0.5), key=lambda key: -sizes[key])[:MOST_EFFECTS]
    seen = {key: change.effects[key] for key in largest}
    moved = listed([f"{_what(ledger, key)} by {_moved(ledger, key, effect)}" for key, effect in seen.items()])
    return ledger.say(
        f"{_supposed(ledger, change)} would move {moved}", [f"counterfactual/{change.name}", *change.basis]
    )


def _supposed(ledger: Ledger, change: Counterfactual) -> str:
    """A change as the subject of a sentence: "Leaving out Russia", "Pressure of X on Y, doubled,"."""
    words = with_articles(change.name, ledger.case.parties)
    if words.startswith("without "):
        return f"leaving out {words.removeprefix('without ')}"
    return re.sub(r"^(.*) (doubled|removed)$", lambda found: f"{_GERUNDS[found[2]]} {found[1]}", words)


_GERUNDS = {"doubled": "doubling the", "removed": "removing the"}


def _what(ledger: Ledger, key: str) -> str:
    kind, _, rest = key.partition("/")
    if kind == "forecast":
        return ledger.issue_name(rest)
    if kind == "answer":
        return f"the answer to {quoted(next((one.text for one in ledger.case.questions if one.key == rest), rest))}"
    return "the chance of room for a deal"


def _moved(ledger: Ledger, key: str, value: Interval) -> str:
    change, low, high = (signed(_points(ledger, key, number)) for number in (value.value, value.low, value.high))
    return f"{change} point{'' if change in ('+1', '−1') else 's'} of 100 ({low} to {high})"


def _moves_little(ledger: Ledger, rest: list[Counterfactual], told: list[Counterfactual]) -> BriefSentence:
    most = max(_largest(ledger, change) for change in rest)
    named = "; ".join(with_articles(ledger.in_our_words(change.name), ledger.case.parties) for change in rest)
    limit = "a point" if most < LEAST_CHANGE else counted(ceil(most + 1e-9), "point")
    each = "Each other change" if told else "Each change"
    text = f"{each} tried moves things by less than {limit} of 100: {named}"
    return ledger.say(text, [f"counterfactual/{change.name}" for change in rest])
