"""What's next: each open question in the story's own words, with its answer, reasons and what would flip it."""

from __future__ import annotations

from parley.analysis.result import Answer, Flip
from parley.brief.english import quoted, tidy
from parley.brief.figures import answers_figure
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, percent
from parley.brief.record import BriefSentence, Bullet, Section
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
    return Section(key="whats-next", heading=tidy(question.text), level=3, paragraphs=((said,),))


def _answered(ledger: Ledger, heading: str, answer: Answer, basis: tuple[str, ...]) -> Section:
    result = f"answer/{answer.question}"
    paragraph = [ledger.say(answer.headline, [*basis, result]), _how_likely(ledger, answer, result)]
    bullets = [*_reasons(ledger, answer, result)]
    if answer.flip:
        bullets.append(Bullet(label="What would flip it", sentences=(_flip(ledger, answer, answer.flip, result),)))
    if answer.resolution:
        bullets.append(Bullet(label="How it resolves", sentences=(ledger.say(answer.resolution, [*basis, result]),)))
    return Section(
        key="whats-next",
        heading=tidy(heading),
        level=3,
        paragraphs=(tuple(paragraph),),
        bullets=tuple(bullets),
    )


def _how_likely(ledger: Ledger, answer: Answer, result: str) -> BriefSentence:
    share = f"{percent(answer.default_share)} of the inputs are defaults"
    if answer.form == "probability":
        odds = chance(answer.value, answer.low, answer.high, calibrated=answer.method.calibrated)
        text = f"Yes to {quoted(answer.text)} is {odds}; {share}"
    else:
        warning = "" if answer.method.calibrated else ", uncalibrated"
        text = (
            f"The effect asked for by {quoted(answer.text)} is {answer.value:.2g} {answer.unit} "
            f"(range {answer.low:.2g} to {answer.high:.2g}{warning}); {share}"
        )
    return ledger.say(text, [result])


def _reasons(ledger: Ledger, answer: Answer, result: str) -> list[Bullet]:
    return [
        Bullet(label="Why" if number == 0 else None, sentences=(ledger.say(reason.text, [*reason.basis, result]),))
        for number, reason in enumerate(answer.reasons)
    ]


def _flip(ledger: Ledger, answer: Answer, flip: Flip, result: str) -> BriefSentence:
    within = "inside" if flip.plausible else "outside"
    change = _change(answer, flip)
    return ledger.say(
        f"{flip.words} would turn the answer{change}; that lies {within} the range of this input", [result]
    )


def _change(answer: Answer, flip: Flip) -> str:
    if answer.form == "probability":
        return f" from {percent(flip.answer_before)} to {percent(flip.answer_after)}"
    return f" from {flip.answer_before:.2g} to {flip.answer_after:.2g}"
