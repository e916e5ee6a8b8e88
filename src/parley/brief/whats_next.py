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

# Findings of an answer that a reader must see beside it, by the label they stand under.
_LABELS = {"no-flip": "What would flip it", "default-pressure": "Assumed", "no-stance": "Assumed"}


def whats_next(ledger: Ledger) -> Section:
    """The questions of the case with their answers; those the models cannot weigh say so."""
    answers = {answer.question: answer for answer in ledger.results.answers}
    parts: list[Section] = []
    told: Answer | None = None  # the answer that stands in for questions no model can weigh, once told in full
    for question in ledger.case.questions:
        answer = answers.get(question.key)
        if answer is None:
            parts.append(_unanswered(ledger, question))
        elif ledger.stands_in(answer):
            parts.append(_stood_in(ledger, question, answer, told))
            told = told or answer
        else:
            parts.append(_answered(ledger, question.text, answer, question.basis))
    known = {question.key for question in ledger.case.questions}
    parts += [_answered(ledger, answer.text, answer, ()) for answer in answers.values() if answer.question not in known]
    shown = answers_figure(ledger)
    return Section(key="whats-next", heading="What’s Next", figures=(shown,) if shown else (), subsections=tuple(parts))


def _unanswered(ledger: Ledger, question: Question) -> Section:
    text = f"{quoted(question.text)} stays open: the analysis has no answer to it"
    return subsection("whats-next", tidy(question.text), [[ledger.say(text, question.basis or ["analysis"])]])


def _answered(ledger: Ledger, heading: str, answer: Answer, basis: tuple[str, ...]) -> Section:
    result = f"answer/{answer.question}"
    paragraph = [ledger.say(answer_text(ledger, answer), [*basis, result]), _defaults(ledger, answer, result)]
    return subsection("whats-next", tidy(heading), [paragraph], _bullets(ledger, answer, basis, result))


def _stood_in(ledger: Ledger, question: Question, answer: Answer, told: Answer | None) -> Section:
    """A question no model can weigh: said so, with the chance of an agreement in its place."""
    result = f"answer/{answer.question}"
    instead = answer_text(ledger, answer)
    said = [
        ledger.say(
            f"The models cannot weigh {quoted(question.text)}; in its place, {instead[0].lower()}{instead[1:]}",
            [*question.basis, result],
        )
    ]
    if told is not None:
        above = f"What moves that chance is told under {quoted(told.text)}, not under {quoted(question.text)}"
        return subsection("whats-next", tidy(question.text), [[*said, ledger.say(above, [result])]])
    said.append(_defaults(ledger, answer, result))
    return subsection("whats-next", tidy(question.text), [said], _bullets(ledger, answer, question.basis, result))


def answer_text(ledger: Ledger, answer: Answer) -> str:
    """The answer in the analysis's own sentence, with the word and the figures that belong to it."""
    about = ledger.asked(answer)
    said = ledger.made_elsewhere(answer.headline, about)
    warning = "" if answer.method.calibrated else ", uncalibrated"
    if answer.form == "probability":
        odds = chance(answer.value, answer.low, answer.high, calibrated=answer.method.calibrated)
        # "The chance of a deal is put at 63 percent" says in two numbers what one word and its figures say.
        shorter = re.sub(r"^The chance of (?!no )(.*) is put at .*$", rf"\1 is {odds}", said)
        shorter = re.sub(r"^The chance of no (.*) is put at .*$", rf"That there will be no \1 is {odds}", shorter)
        return shorter if shorter != said else f"{said.rstrip('.')}: {odds}"
    times, unit = (100, "points of probability") if answer.form == "role" else (1, answer.unit)
    value, low, high = (signed(number * times) for number in (answer.value, answer.low, answer.high))
    figures = f"{value} {unit} ({low} to {high}{warning})"
    return ledger.made_elsewhere(f"{answer.headline.rstrip('.')}; in figures, {figures}", about)


def _defaults(ledger: Ledger, answer: Answer, result: str) -> BriefSentence:
    share = percent(answer.default_share)
    return ledger.say(f"Of the numbers behind the answer to {ledger.asked(answer)}, {share} are defaults", [result])


def _bullets(ledger: Ledger, answer: Answer, basis: tuple[str, ...], result: str) -> list[Bullet]:
    about = ledger.asked(answer)
    said = [ledger.say(ledger.made_elsewhere(one.text, about), [*one.basis, result]) for one in answer.reasons]
    bullets = [Bullet(label=None if number else "Why", sentences=(one,)) for number, one in enumerate(said)]
    if answer.flip:
        bullets.append(Bullet(label="What would flip it", sentences=(_flip(ledger, answer, answer.flip, result),)))
    for finding in answer.findings:
        if label := _LABELS.get(finding.code):
            text = ledger.made_elsewhere(finding.message, about)
            bullets.append(Bullet(label=label, sentences=(ledger.say(text, [result]),)))
    if answer.resolution:
        how = ledger.say(ledger.made_elsewhere(answer.resolution, about), [*basis, result])
        label = "How the agreement resolves" if ledger.stands_in(answer) else "How it resolves"
        bullets.append(Bullet(label=label, sentences=(how,)))
    return bullets


def _flip(ledger: Ledger, answer: Answer, flip: Flip, result: str) -> BriefSentence:
    within = "inside" if flip.plausible else "outside"
    words = with_articles(flip.words, ledger.case.parties)
    moved = re.sub(r"^(.*): (\S+) to (\S+)$", r"Moving \1 from \2 to \3", words)
    turned = f"would turn the answer to {ledger.asked(answer)}{_change(answer, flip)}"
    return ledger.say(f"{moved} {turned}; that lies {within} the range of this number", [result])


def _change(answer: Answer, flip: Flip) -> str:
    if answer.form == "probability":
        return f" from {percent(flip.answer_before)} to {percent(flip.answer_after)}"
    times = 100 if answer.form == "role" else 1
    return f" from {signed(flip.answer_before * times)} to {signed(flip.answer_after * times)} points"
