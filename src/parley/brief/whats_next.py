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
    paragraph = [ledger.say(_answer(ledger, answer, about), [*basis, result]), _defaults(ledger, answer, result)]
    bullets = [*_reasons(ledger, answer, result)]
    if answer.flip:
        bullets.append(Bullet(label="What would flip it", sentences=(_flip(ledger, answer, answer.flip, result),)))
    if answer.resolution:
        how = ledger.made_elsewhere(answer.resolution, about)
        bullets.append(Bullet(label="How it resolves", sentences=(ledger.say(how, [*basis, result]),)))
    return subsection("whats-next", tidy(heading), [paragraph], bullets)


def _answer(ledger: Ledger, answer: Answer, about: str) -> str:
    """The answer in the analysis's own sentence, with the word and the figures that belong to it."""
    said = ledger.made_elsewhere(answer.headline, about)
    warning = "" if answer.method.calibrated else ", uncalibrated"
    if answer.form == "probability":
        odds = chance(answer.value, answer.low, answer.high, calibrated=answer.method.calibrated)
        # "The chance of a deal is put at 63 percent" says in two numbers what one word and its figures say.
        shorter = re.sub(r"^The chance of (?!no )(.*) is put at .*$", rf"\1 is {odds}", said)
        return shorter if shorter != said else f"{said.rstrip('.')}: {odds}"
    times, unit = (100, "points of probability") if answer.form == "role" else (1, answer.unit)
    value, low, high = (signed(number * times) for number in (answer.value, answer.low, answer.high))
    return f"{said.rstrip('.')}: {value} {unit} ({low} to {high}{warning})"


def _defaults(ledger: Ledger, answer: Answer, result: str) -> BriefSentence:
    share = percent(answer.default_share)
    return ledger.say(f"Of the numbers behind the answer to {ledger.asked(answer)}, {share} are defaults", [result])


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
