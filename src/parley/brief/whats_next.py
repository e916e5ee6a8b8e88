"""What's next: each open question in the story's own words, with its answer, reasons and what would flip it."""

from __future__ import annotations

import re

from parley.analysis.result import Answer, Flip
from parley.brief.english import quoted, signed, tidy, with_articles
from parley.brief.figures import answers_figure
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, percent
from parley.brief.record import BriefSentence, Bullet, Section
from parley.brief.sections import subsection
from parley.case.record import Question


def whats_next(ledger: Ledger) -> Section:
    answers = {answer.question: answer for answer in ledger.results.answers}
    asked = [_question(ledger, question, answers.get(question.key)) for question in ledger.case.questions]
    known = {question.key for question in ledger.case.questions}
    loose = [_answered(ledger, answer.text, answer, ()) for answer in answers.values() if answer.question not in known]
    shown = answers_figure(ledger)
    figures = (shown,) if shown else ()
    return Section(key="whats-next", heading="What’s Next", figures=figures, subsections=(*asked, *loose))


def _question(ledger: Ledger, question: Question, answer: Answer | None) -> Section:
    if answer:
        return _answered(ledger, question.text, answer, question.basis)
    said = ledger.say(
        f"{quoted(question.text)} stays open: the analysis has no answer to it", question.basis or ["analysis"]
    )
    return subsection("whats-next", tidy(question.text), [[said]])


def _answered(ledger: Ledger, heading: str, answer: Answer, basis: tuple[str, ...]) -> Section:
    result, about = f"answer/{answer.question}", ledger.asked(answer)
    paragraph = [
        ledger.say(ledger.made_elsewhere(answer.headline, about), [*basis, result]),
        _how_likely(ledger, answer, result),
    ]
    bullets = [*_reasons(ledger, answer, result)]
    if answer.flip:
        bullets.append(Bullet(label="What would flip it", sentences=(_flip(ledger, answer, answer.flip, result),)))
    if answer.resolution:
        how = ledger.made_elsewhere(answer.resolution, about)
        bullets.append(Bullet(label="How it resolves", sentences=(ledger.say(how, [*basis, result]),)))
    return subsection("whats-next", tidy(heading), [paragraph], bullets)


def _how_likely(ledger: Ledger, answer: Answer, result: str) -> BriefSentence:
    """The answer as a word and a figure with its range, and how much of it is assumed."""
    about = ledger.asked(answer)
    share = f"{percent(answer.default_share)} of the numbers behind it are defaults"
    if answer.form == "probability":
        odds = chance(answer.value, answer.low, answer.high, calibrated=answer.method.calibrated)
        return ledger.say(f"Yes to {about} is {odds}; {share}", [result])
    times, unit = (100, "points of probability") if answer.form == "role" else (1, answer.unit)
    value, low, high = (signed(number * times) for number in (answer.value, answer.low, answer.high))
    warning = "" if answer.method.calibrated else ", uncalibrated"
    return ledger.say(
        f"As a number, the answer to {about} is {value} {unit} ({low} to {high}{warning}); {share}", [result]
    )


def _reasons(ledger: Ledger, answer: Answer, result: str) -> list[Bullet]:
    about = ledger.asked(answer)
    said = [ledger.say(ledger.made_elsewhere(one.text, about), [*one.basis, result]) for one in answer.reasons]
    return [Bullet(label=None if number else "Why", sentences=(one,)) for number, one in enumerate(said)]


def _flip(ledger: Ledger, answer: Answer, flip: Flip, result: str) -> BriefSentence:
    within = "inside" if flip.plausible else "outside"
    moved = re.sub(
        r"^(.*): (\S+) to (\S+)$", r"Moving \1 from \2 to \3", with_articles(flip.words, ledger.case.parties)
    )
    turned = f"would turn the answer{_change(answer, flip)}"
    return ledger.say(f"{moved} {turned}; that lies {within} the range of this number", [result])


def _change(answer: Answer, flip: Flip) -> str:
    if answer.form == "probability":
        return f" from {percent(flip.answer_before)} to {percent(flip.answer_after)}"
    times = 100 if answer.form == "role" else 1
    return f" from {signed(flip.answer_before * times)} to {signed(flip.answer_after * times)} points"
