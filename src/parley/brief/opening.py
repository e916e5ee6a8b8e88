"""The top of a brief: headline, standfirst and Quick Looks."""

from __future__ import annotations

import re

from parley.analysis.result import Answer
from parley.brief.agreement import worth_signing
from parley.brief.english import agree_on, listed_short, name, names, possessive, quoted
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, likelihood, odds
from parley.brief.ratifying import at_home
from parley.brief.record import BriefSentence, Bullet, Section
from parley.brief.sayings import exchange, exclusion, gap, near, pressures, ranked_issues, spokespeople, stance_basis
from parley.brief.standing import settles, silences
from parley.brief.whats_next import answer_text
from parley.case.record import Issue, Stance

# Where the talks stand, as a headline says it of several parties and of one.
_STATES = {
    "near-deal": ("{who} near a deal on {what}", "{who} nears a deal on {what}"),
    "advancing": ("{who} move closer to a deal on {what}", "{who} moves closer to a deal on {what}"),
    "stalled": ("Talks of {who} on {what} have stalled",) * 2,
    "agreed": ("{who} have agreed on {what}", "{who} has agreed on {what}"),
    "collapsed": ("Talks of {who} on {what} have broken down",) * 2,
    "ongoing": ("{who} are still bargaining over {what}", "{who} is still bargaining over {what}"),
}
# The same where the story does not say it of that issue: it may be the one they are farthest apart on.
_AS_A_WHOLE = {
    "near-deal": ("{who} near a deal, with {what} on the table", "{who} nears a deal, with {what} on the table"),
    "advancing": (
        "{who} move closer to a deal, with {what} on the table",
        "{who} moves closer to a deal, with {what} on the table",
    ),
    "stalled": ("Talks of {who} have stalled, with {what} on the table",) * 2,
    "collapsed": ("Talks of {who} have broken down, with {what} on the table",) * 2,
    "agreed": ("{who} have struck a deal in talks on {what}", "{who} has struck a deal in talks on {what}"),
}
_IN_TEXT = {
    "near-deal": "are close to a deal",
    "advancing": "are advancing",
    "stalled": "have stalled",
    "agreed": "are settled",
    "collapsed": "have broken down",
    "ongoing": "are under way",
}
MOST_LOOKS = 7
_SMALL = frozenset({"from", "into", "over", "under", "with", "without"})


def headline(ledger: Ledger) -> BriefSentence:
    """Who bargains over what, and where it stands, as one line."""
    parties = ledger.bargaining()
    issue = next(iter(ranked_issues(ledger)), None)
    who = listed_short([name(party) for party in parties], "party", "parties", most=3) or "the parties"
    what = issue.name if issue else quoted(ledger.case.title)
    state = ledger.case.state or "ongoing"
    wordings = _STATES[state] if issue is None or _is_said_of(ledger, issue) else _AS_A_WHOLE.get(state, _STATES[state])
    text = wordings[0 if agree_on(parties) else 1].format(who=who, what=what)
    basis = [*ledger.case.state_basis, *(issue.basis if issue else ()), *(id for p in parties for id in p.basis[:1])]
    said = ledger.say(text, basis or ["case"])
    return said.model_copy(update={"text": said.text.rstrip(".")})


def _is_said_of(ledger: Ledger, issue: Issue) -> bool:
    """Whether a sentence that says where the talks stand names the issue."""
    said = " ".join(found.sentence.casefold() for id in ledger.case.state_basis if (found := ledger.cited([id])))
    telling = [word.rstrip("s") for word in re.findall(r"\w{4,}", issue.name.casefold()) if word not in _SMALL]
    return bool(telling) and all(re.search(rf"\b{re.escape(word)}", said) for word in telling)


def standfirst(ledger: Ledger) -> tuple[BriefSentence, ...]:
    """How far apart the sides are, and how likely it is that there is room for a deal."""
    gaps = (gap(ledger, issue) for issue in ranked_issues(ledger))
    return tuple(sentence for sentence in (next(filter(None, gaps), None), _room(ledger)) if sentence)


def quick_looks(ledger: Ledger) -> Section:
    """Five to seven bullets, the most important thing of each kind; what there is most of comes last."""
    case = ledger.case
    candidates = [
        ("State of the Talks", _state(ledger)),
        ("Sticking Point", _sticking_point(ledger)),
        ("What for What", next((exchange(ledger, link) for link in case.links), None)),
        ("Under Pressure", next(iter(pressures(ledger)), None)),
        ("Left Out", next((exclusion(ledger, excluded) for excluded in case.excluded), None)),
        ("Room for Agreement", _packages(ledger)),
        ("At Home", at_home(ledger)),
        *(("Open Question", said) for said in _questions(ledger)[:1]),
        *(("At the Table", said) for party in ledger.bargaining() if (said := spokespeople(ledger, party))),
        *(("Open Question", said) for said in _questions(ledger)[1:]),
        *(("Likely Outcome", said) for said in _outcome(ledger)),
        *(("Not Yet Said", said) for issue in ranked_issues(ledger)[:1] for said in silences(ledger, issue)),
    ]
    bullets = [Bullet(label=label, sentences=(sentence,)) for label, sentence in candidates if sentence]
    return Section(key="quick-looks", heading="Quick Looks", bullets=tuple(bullets[:MOST_LOOKS]))


def _state(ledger: Ledger) -> BriefSentence | None:
    case = ledger.case
    words = ledger.cited(case.state_basis)
    if case.state is None or words is None:
        return None
    who = names(ledger.bargaining()) or "the parties"
    return ledger.say(
        f"The talks of {who} {_IN_TEXT[case.state]}: {quoted(words.text)}",
        [*case.state_basis, *(id for party in ledger.bargaining() for id in party.basis[:1])],
    )


def _sticking_point(ledger: Ledger) -> BriefSentence | None:
    """The stance that is held the firmest, in the story's words."""
    stances = [stance for stance in ledger.case.stances if ledger.cited(stance.position.basis)]
    if not stances:
        return None
    stance = max(stances, key=_firmness)
    party, issue = ledger.party(stance.party), ledger.issue(stance.issue)
    words = ledger.cited(stance.position.basis)
    if party is None or issue is None or words is None:
        return None
    place = near(ledger, issue, stance.position.value).removeprefix(", ") or "a matter of figures"
    text = f"{possessive(name(party))} stance on {issue.name} is {place}, from {quoted(words.text)}"
    return ledger.say(text, stance_basis(stance))


def _firmness(stance: Stance) -> tuple[bool, float, int]:
    return stance.red_line is not None, stance.salience.value, len(stance.position.basis)


def _room(ledger: Ledger) -> BriefSentence | None:
    found = ledger.results.bargaining
    if found is None:
        return None
    parties = [party for key in found.parties if (party := ledger.party(key))]
    what = listed_short([ledger.issue_name(key) for key in found.issues], "issue")
    odds = chance(found.zopa.value, found.zopa.low, found.zopa.high, calibrated=False)
    return ledger.say(
        f"That some package on {what} leaves {names(parties)} no worse off than walking away is {odds}",
        ["bargaining/zopa"],
    )


def _packages(ledger: Ledger) -> BriefSentence | None:
    return worth_signing(ledger, found) if (found := ledger.results.bargaining) else None


def _outcome(ledger: Ledger) -> list[BriefSentence]:
    forecasts = {forecast.issue: forecast for forecast in ledger.results.forecasts}
    leading = (issue for issue in ranked_issues(ledger) if issue.key in forecasts)
    return [settles(ledger, issue, forecasts[issue.key]) for issue in leading][:1]


def _questions(ledger: Ledger) -> list[BriefSentence]:
    """The questions a probability answers; one that stands in for others only where there is no other."""
    found = [answer for answer in ledger.results.answers if answer.form == "probability"]
    weighed = [answer for answer in found if not ledger.stands_in(answer)]
    return [_question(ledger, answer) for answer in weighed] or [_instead(ledger, answer) for answer in found[:1]]


def _question(ledger: Ledger, answer: Answer) -> BriefSentence:
    text = f"{ledger.asked(answer)} {likelihood(answer.value).capitalize()} ({odds(answer.value)}, uncalibrated)"
    return ledger.say(text, _asked_by(ledger, answer))


def _instead(ledger: Ledger, answer: Answer) -> BriefSentence:
    said = answer_text(ledger, answer)
    text = f"Short of what {quoted(answer.text)} asks, {said[0].lower()}{said[1:]}"
    return ledger.say(text, _asked_by(ledger, answer))


def _asked_by(ledger: Ledger, answer: Answer) -> list[str]:
    asked = next((question.basis for question in ledger.case.questions if question.key == answer.question), ())
    return [*asked, f"answer/{answer.question}"]
