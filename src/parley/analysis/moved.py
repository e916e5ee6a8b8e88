"""What a change of a case moved: positions, what parties care about, and what the analysis makes of it.

Both analyses are of one seed, so that most of what differs is the case and not the draws. What is smaller than a reader
would notice is left out; the rest comes largest first, each by its share of what it could have moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parley.analysis.result import Answer
from parley.analysis.results import Results
from parley.case.changes import figure, issue_name, party_name
from parley.case.record import Case, Party, Stance
from parley.record import Record

# Shares of a scale. A position is judged to a few points of a hundred; one that moves by less has not been heard to.
LEAST_POSITION = 0.03
LEAST_FORECAST = 0.03
# Of 1. Salience and walk-away are rougher than positions.
LEAST_WEIGHT = 0.05
# Of 1. Ten thousand draws leave a probability open by half a point; twice that is told.
LEAST_PROBABILITY = 0.01


class Move(Record):
    """One thing that moved."""

    of: str  # "ukraine/guarantees/position", "forecast/<issue>", "answer/<question>", "zopa", "party/<key>"
    text: str  # "moves Ukraine on guarantees 60 to 68"
    before: float | None  # null: it was not there
    after: float | None  # null: it is gone
    size: float  # share of what it could have moved, 0 to 1


Pair = tuple[Case, Results]


def moves(before: Pair, after: Pair) -> tuple[Move, ...]:
    """What moved from one analysed state of a case to another, the largest first; nothing a reader would not notice.

    Args:
        before: the case and its results; both analyses with the same seed and draws.
    """
    old, new = before[0], after[0]
    found = [
        *_seats(old, new),
        *_positions(old, new),
        *_weights(old, new),
        *_forecasts(before, after),
        *_chances(before[1], after),
    ]
    return tuple(sorted(found, key=lambda move: -move.size))


def _seats(old: Case, new: Case) -> Iterator[Move]:
    """A party or an issue that came or went changes what all else is about."""
    kinds: tuple[tuple[str, Callable[[Case], list[str]], Callable[[Case, str], str]], ...] = (
        ("party", lambda case: [party.key for party in case.parties], party_name),
        ("issue", lambda case: [issue.key for issue in case.issues], issue_name),
    )
    for kind, keys, name in kinds:
        was, is_now = keys(old), keys(new)
        for key in is_now:
            if key not in was:
                yield Move(of=f"{kind}/{key}", text=f"brings in {name(new, key)}", before=None, after=1.0, size=1.0)
        for key in was:
            if key not in is_now:
                yield Move(of=f"{kind}/{key}", text=f"leaves out {name(old, key)}", before=1.0, after=None, size=1.0)


def _positions(old: Case, new: Case) -> Iterator[Move]:
    for now in new.stances:
        was = old.stance(now.party, now.issue)
        if was is None:
            continue
        scale, before = new.issue(now.issue).scale, old.issue(now.issue).scale
        if (scale.low, scale.high) != (before.low, before.high):
            continue  # numbers of two scales do not compare
        size = abs(now.position.value - was.position.value) / (scale.high - scale.low)
        if size >= LEAST_POSITION:
            yield _position(new, was, now, size)


def _position(case: Case, was: Stance, now: Stance, size: float) -> Move:
    one, other = was.position.value, now.position.value
    who, what = party_name(case, now.party), issue_name(case, now.issue)
    text = f"moves {who} on {what} {figure(round(one))} to {figure(round(other))}"
    if was.position.is_default:
        text += ", where nobody had said anything before"
    return Move(of=f"{now.key}/position", text=text, before=one, after=other, size=min(1.0, size))


def _weights(old: Case, new: Case) -> Iterator[Move]:
    for now in new.stances:
        was = old.stance(now.party, now.issue)
        if was is not None:
            words = f"{issue_name(new, now.issue)} weighs for {party_name(new, now.party)}"
            yield from _weight(f"{now.key}/salience", words, was.salience.value, now.salience.value, 1.0)
    parties = {party.key: party for party in old.parties}
    for party in new.parties:
        if party.key in parties:
            yield from _of_party(parties[party.key], party)


def _of_party(was: Party, now: Party) -> Iterator[Move]:
    yield from _weight(
        f"{now.key}/influence", f"influence of {now.name}", was.influence.value, now.influence.value, 100
    )
    words = f"what no deal is worth to {now.name}"
    yield from _weight(f"{now.key}/walk-away", words, was.walk_away.value, now.walk_away.value, 1.0)


def _weight(of: str, words: str, before: float, after: float, span: float) -> Iterator[Move]:
    size = abs(after - before) / span
    if size >= LEAST_WEIGHT:
        shown = (figure(before), figure(after)) if span > 1 else (_hundredths(before), _hundredths(after))
        yield Move(of=of, text=f"{words}: {shown[0]} to {shown[1]}", before=before, after=after, size=min(1.0, size))


def _forecasts(before: Pair, after: Pair) -> Iterator[Move]:
    """Where an issue may end, by the distribution forecast where there is one, else by the weighted median."""
    was = {each.issue: each for each in before[1].forecasts}
    for now in after[1].forecasts:
        old = was.get(now.issue)
        if old is None:
            continue
        one, other = (each.outlook.median if each.outlook else each.weighted_median.value for each in (old, now))
        scale = after[0].issue(now.issue).scale
        size = abs(other - one) / (scale.high - scale.low)
        if size >= LEAST_FORECAST:
            text = f"forecast for {issue_name(after[0], now.issue)} {figure(round(one))} to {figure(round(other))}"
            yield Move(of=f"forecast/{now.issue}", text=text, before=one, after=other, size=min(1.0, size))


def _chances(old: Results, after: Pair) -> Iterator[Move]:
    case, new = after
    if old.bargaining and new.bargaining:
        one, other = old.bargaining.zopa.value, new.bargaining.zopa.value
        yield from _chance("zopa", "probability that some package suits everybody", one, other, calibrated=False)
    was = {answer.question: answer for answer in old.answers if answer.form == "probability"}
    for answer in new.answers:
        if answer.form == "probability" and answer.question in was:
            before = was[answer.question].value
            yield from _chance(
                f"answer/{answer.question}",
                _asked(case, answer),
                before,
                answer.value,
                calibrated=answer.method.calibrated,
            )


def _asked(case: Case, answer: Answer) -> str:
    """An answer named without the words of a story, which no mail and no feed may carry."""
    question = next((each for each in case.questions if each.key == answer.question), None)
    if question is None or question.form == "agreement":
        return f"probability of “{answer.text}”"
    issues = ", ".join(issue_name(case, key) for key in answer.issues)
    by = f" by {question.resolves_by.day} {question.resolves_by:%B %Y}" if question.resolves_by else ""
    return f"probability of a yes on {issues or 'an open question'}{by}"


def _chance(of: str, words: str, before: float, after: float, *, calibrated: bool) -> Iterator[Move]:
    size = abs(after - before)
    if size >= LEAST_PROBABILITY:
        warning = "" if calibrated else " (uncalibrated)"
        text = f"{words} {_hundredths(before)} to {_hundredths(after)}{warning}"
        yield Move(of=of, text=text, before=before, after=after, size=size)


def _hundredths(share: float) -> str:
    """A share to two places, as forecasters write it.

    >>> _hundredths(0.41), _hundredths(1.0), _hundredths(0.0)
    ('.41', '1.00', '.00')
    """
    return f"{share:.2f}".removeprefix("0") if share < 1 else f"{share:.2f}"
