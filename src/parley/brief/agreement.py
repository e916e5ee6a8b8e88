"""Deep Look: what could be agreed, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from parley.analysis.result import Bargaining, Interval, PackageOutcome, Solution
from parley.brief.english import counted, in_figures, listed, names, quoted, signed, tidy, with_articles
from parley.brief.figures import packages_figure
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, percent
from parley.brief.record import BriefSentence, Bullet, Section
from parley.brief.sections import subsection

KEY: Literal["deep-look"] = "deep-look"
SOLUTIONS = {
    "nash": "Nash Bargaining Solution",
    "kalai-smorodinsky": "Kalai-Smorodinsky Solution",
    "egalitarian": "Egalitarian Solution",
    "utilitarian": "Utilitarian Solution",
}


def what_could_be_agreed(ledger: Ledger) -> Section:
    found = ledger.results.bargaining
    if found is None:
        text = f"No packages between {ledger.talkers()} could be weighed with what this case holds"
        said = ledger.say(text, ["case", "analysis"])
        return subsection(KEY, "What Could Be Agreed", [[said]])
    bullets = [_solution(ledger, solution) for solution in found.solutions if solution.packages]
    return subsection(KEY, "What Could Be Agreed", [_zone(ledger, found)], bullets, [packages_figure(ledger)])


def _zone(ledger: Ledger, found: Bargaining) -> list[BriefSentence]:
    who = names([party for key in found.parties if (party := ledger.party(key))])
    what = listed([issue.name for key in found.issues if (issue := ledger.issue(key))])
    whole = f"Of {counted(found.packages, 'package')} on {what}, {in_figures(found.acceptable)} would leave {who}"
    said = [ledger.say(f"{whole} no worse off than walking away", ["bargaining/zopa"])]
    odds = chance(found.zopa.value, found.zopa.low, found.zopa.high, calibrated=False)
    text = f"With all its ranges taken into account, room for a deal on {what} is {odds}"
    said.append(ledger.say(text, ["bargaining/zopa"]))
    if not any(solution.packages for solution in found.solutions):
        empty = [f"bargaining/{solution.name}" for solution in found.solutions] or ["bargaining/zopa"]
        said.append(ledger.say(f"No package on {what} is one that {who} would all sign", empty))
    return said


def _solution(ledger: Ledger, solution: Solution) -> Bullet:
    package = solution.packages[0]
    terms = listed([_term(ledger, key, label) for key, label in package.labels.items()])
    leaves = f"leaves {_gains(ledger, package)} above walking away"
    text = f"{terms}; this {leaves} on a scale from 0 to 1{_ties(solution)}{_share(solution)}"
    return Bullet(label=SOLUTIONS[solution.name], sentences=(ledger.say(text, [f"bargaining/{solution.name}"]),))


def _term(ledger: Ledger, key: str, label: str) -> str:
    """A term of a package: its label says the issue itself, or stands after its name."""
    issue = ledger.issue_name(key)
    label = with_articles(tidy(label), ledger.case.parties)
    return label if issue.casefold() in label.casefold() else f"{issue} at {label}"


def _ties(solution: Solution) -> str:
    others = len(solution.packages) - 1
    return f", as well as {counted(others, 'package')} that tie{'s' if others == 1 else ''} with it" if others else ""


def _share(solution: Solution) -> str:
    return "" if solution.chosen_share is None else f", and comes first in {percent(solution.chosen_share)} of draws"


def _gains(ledger: Ledger, package: PackageOutcome) -> str:
    return listed([f"{ledger.party_name(key)} {gain:.2f}" for key, gain in package.gain.items()])


# What would change it


def what_would_change_it(ledger: Ledger) -> Section | None:
    bullets = [
        Bullet(label=change.name[:1].upper() + change.name[1:], sentences=(said,))
        for change in ledger.results.counterfactuals
        if (said := _effects(ledger, change.name, change.effects, change.basis))
    ]
    return subsection(KEY, "What Would Change It", [], bullets) if bullets else None


def _effects(ledger: Ledger, change: str, effects: dict[str, Interval], basis: Sequence[str]) -> BriefSentence | None:
    said = [_effect(ledger, key, value) for key, value in effects.items()]
    if not said:
        return None
    return ledger.say(f"{change} would move {listed(said)}", [f"counterfactual/{change}", *basis])


def _effect(ledger: Ledger, key: str, value: Interval) -> str:
    kind, _, rest = key.partition("/")
    if kind == "forecast":
        return f"{ledger.issue_name(rest)} by {_moved(value, 1)}"
    what = "the chance of room for a deal"
    if kind == "answer":
        question = next((one.text for one in ledger.case.questions if one.key == rest), rest)
        what = f"the answer to {quoted(question)}"
    return f"{what} by {_moved(value, 100)}"


def _moved(value: Interval, times: float) -> str:
    """A difference in points: of the scale, or of a percentage when a share is taken `times` 100."""
    low, high = signed(value.low * times), signed(value.high * times)
    return f"{signed(value.value * times)} points ({low} to {high})"
