"""The top of a brief: headline, standfirst and Quick Looks."""

from __future__ import annotations

from parley.analysis.result import Answer
from parley.brief.english import is_plural, listed, name, names, possessive, quoted
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, likelihood, percent
from parley.brief.notes import estimate_id
from parley.brief.record import BriefSentence, Bullet, Section
from parley.brief.sayings import exchange, exclusion, gap, pressure, scale_label
from parley.case.record import Issue, Party, Stance

# Where the talks stand, as a headline says it of several parties and of one.
_STATES = {
    "near-deal": ("{who} near a deal on {what}", "{who} nears a deal on {what}"),
    "advancing": ("{who} move closer to a deal on {what}", "{who} moves closer to a deal on {what}"),
    "stalled": ("Talks of {who} on {what} have stalled",) * 2,
    "agreed": ("{who} have agreed on {what}", "{who} has agreed on {what}"),
    "collapsed": ("Talks of {who} on {what} have broken down",) * 2,
    "ongoing": ("{who} are still bargaining over {what}", "{who} is still bargaining over {what}"),
}
_IN_TEXT = {
    "near-deal": "close to a deal",
    "advancing": "advancing",
    "stalled": "stalled",
    "agreed": "settled",
    "collapsed": "broken down",
    "ongoing": "under way",
}


def headline(ledger: Ledger) -> BriefSentence:
    """Who bargains over what, where it stands and how likely a deal is, as one sentence."""
    parties = ledger.bargaining()[:3]
    issue = leading_issue(ledger)
    who = names(parties) or "the parties"
    what = issue.name if issue else ledger.case.title
    several = len(parties) != 1 or is_plural(parties[0])
    text = _STATES[ledger.case.state or "ongoing"][0 if several else 1].format(who=who, what=what)
    basis = [*ledger.case.state_basis, *(issue.basis if issue else ()), *(id for p in parties for id in p.basis[:1])]
    return _headline(ledger, text, basis or ["case"])


def _headline(ledger: Ledger, text: str, basis: list[str]) -> BriefSentence:
    said = ledger.say(text, basis)
    return said.model_copy(update={"text": said.text.rstrip(".")})


def standfirst(ledger: Ledger) -> tuple[BriefSentence, ...]:
    """What holds the talks up, and how likely it is that it can be settled."""
    found = [gap(ledger, issue) for issue in ranked_issues(ledger)[:1]]
    return tuple(sentence for sentence in (*found, _room(ledger)) if sentence)


def quick_looks(ledger: Ledger) -> Section:
    """Five to seven bullets, the most important thing of each kind."""
    candidates = (
        ("State of the Talks", _state(ledger)),
        ("Sticking Point", _sticking_point(ledger)),
        ("What for What", next((exchange(ledger, link) for link in ledger.case.links), None)),
        ("Under Pressure", next((pressure(ledger, press) for press in ledger.case.pressures), None)),
        ("Left Out", next((exclusion(ledger, excluded) for excluded in ledger.case.excluded), None)),
        ("Room for Agreement", _room(ledger)),
        ("Next Question", _next_question(ledger)),
    )
    bullets = tuple(Bullet(label=label, sentences=(sentence,)) for label, sentence in candidates if sentence)
    return Section(key="quick-looks", heading="Quick Looks", bullets=bullets)


def ranked_issues(ledger: Ledger) -> list[Issue]:
    """Issues by how much of the evidence is about them, the most first; ties in the order of the case."""

    def evidence(issue: Issue) -> int:
        stances = [stance for stance in ledger.case.stances if stance.issue == issue.key]
        return -len({*issue.basis, *(id for stance in stances for id in stance.position.basis)})

    return sorted(ledger.case.issues, key=evidence)


def leading_issue(ledger: Ledger) -> Issue | None:
    return next(iter(ranked_issues(ledger)), None)


def _state(ledger: Ledger) -> BriefSentence | None:
    case = ledger.case
    words = ledger.cited(case.state_basis)
    if case.state is None or words is None:
        return None
    who = names(ledger.bargaining()) or "the parties"
    return ledger.say(
        f"The talks of {who} are {_IN_TEXT[case.state]}: {quoted(words.text)}",
        [*case.state_basis, *(id for party in ledger.bargaining() for id in party.basis[:1])],
    )


def _sticking_point(ledger: Ledger) -> BriefSentence | None:
    """The firmest red line or the farthest stance that rests on evidence, in the story's words."""
    stances = [
        stance for stance in ledger.case.stances if not stance.position.is_default and _said(ledger, stance) is not None
    ]
    if not stances:
        return None
    stance = max(stances, key=lambda one: (one.red_line is not None, one.salience.value, len(one.position.basis)))
    party, issue, words = ledger.party(stance.party), ledger.issue(stance.issue), _said(ledger, stance)
    if party is None or issue is None or words is None:
        return None
    return ledger.say(_stance_text(party, issue, stance, words), _stance_basis(stance))


def _said(ledger: Ledger, stance: Stance) -> str | None:
    citation = ledger.cited(stance.position.basis)
    return citation.text if citation else None


def _stance_text(party: Party, issue: Issue, stance: Stance, words: str) -> str:
    label = scale_label(issue, stance.position.value)
    return f"{possessive(name(party))} stance on {issue.name} is nearest to {quoted(label)}, from {quoted(words)}"


def _stance_basis(stance: Stance) -> list[str]:
    return [*stance.position.basis, estimate_id(f"{stance.key}/position", stance.position)]


def _room(ledger: Ledger) -> BriefSentence | None:
    found = ledger.results.bargaining
    if found is None:
        return None
    parties = [party for key in found.parties if (party := ledger.party(key))]
    issues = [issue.name for key in found.issues if (issue := ledger.issue(key))]
    odds = chance(found.zopa.value, found.zopa.low, found.zopa.high, calibrated=False)
    return ledger.say(
        f"That some package on {listed(issues)} leaves {names(parties)} no worse off than walking away is {odds}",
        ["bargaining/zopa"],
    )


def _next_question(ledger: Ledger) -> BriefSentence | None:
    answers = [answer for answer in ledger.results.answers if answer.form == "probability"]
    return _first_answer(ledger, answers[0]) if answers else None


def _first_answer(ledger: Ledger, answer: Answer) -> BriefSentence:
    question = next((one for one in ledger.case.questions if one.key == answer.question), None)
    return ledger.say(
        f"{quoted(answer.text)} {likelihood(answer.value).capitalize()} ({percent(answer.value)}, uncalibrated)",
        [*(question.basis if question else ()), f"answer/{answer.question}"],
    )
