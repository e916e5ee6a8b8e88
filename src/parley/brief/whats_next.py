"""What's next: each open question in the story's own words, with its answer, reasons and what would flip it."""

from __future__ import annotations

import re

from parley.analysis.result import Answer, Flip
from parley.brief.english import listed, quoted, signed, tidy, with_articles
from parley.brief.figures import answers_figure
from parley.brief.ledger import Ledger
from parley.brief.likelihood import chance, percent
from parley.brief.record import BriefSentence, Bullet, Section
from parley.brief.sections import subsection
from parley.case.record import Question
from parley.record import Finding

Told = dict[str, str]

# Findings of an answer that a reader must see beside it, by the label they stand under.
_LABELS = {"no-flip": "What would flip it", "default-pressure": "Assumed", "no-stance": "Assumed"}


def whats_next(ledger: Ledger) -> Section:
    """The questions of the case with their answers; those the models cannot weigh say so."""
    answers = {answer.question: answer for answer in ledger.results.answers}
    parts: list[Section] = []
    grounds: dict[str, str] = {}  # what moves an answer -> the question under which it was told
    told: Answer | None = None  # the answer that stands in for questions no model can weigh, once told in full
    for question in ledger.case.questions:
        answer = answers.get(question.key)
        if answer is None:
            parts.append(_unanswered(ledger, question))
        elif ledger.stands_in(answer):
            parts.append(_stood_in(ledger, question, answer, told, grounds))
            told = told or answer
        else:
            parts.append(_answered(ledger, question.text, answer, question.basis, grounds))
    known = {question.key for question in ledger.case.questions}
    others = [answer for answer in answers.values() if answer.question not in known]
    parts += [_answered(ledger, answer.text, answer, (), grounds) for answer in others]
    shown = answers_figure(ledger)
    return Section(key="whats-next", heading="What’s Next", figures=(shown,) if shown else (), subsections=tuple(parts))


def _unanswered(ledger: Ledger, question: Question) -> Section:
    text = f"{quoted(question.text)} stays open: the analysis has no answer to it"
    return subsection("whats-next", tidy(question.text), [[ledger.say(text, question.basis or ["analysis"])]])


def _answered(ledger: Ledger, heading: str, answer: Answer, basis: tuple[str, ...], grounds: Told) -> Section:
    result = f"answer/{answer.question}"
    text = f"{answer_text(ledger, answer)}; {_defaults(answer)}"
    bullets = _bullets(ledger, answer, basis, result, grounds)
    return subsection("whats-next", tidy(heading), [[ledger.say(text, [*basis, result])]], bullets)


def _stood_in(ledger: Ledger, question: Question, answer: Answer, told: Answer | None, grounds: Told) -> Section:
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
    said.append(ledger.say(f"Of the answer on {ledger.talkers()}, {_defaults(answer)}", [result]))
    bullets = _bullets(ledger, answer, question.basis, result, grounds)
    return subsection("whats-next", tidy(question.text), [said], bullets)


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
    return ledger.with_something_named(f"{answer.headline.rstrip('.')}; in figures, {figures}", about)


def _defaults(answer: Answer) -> str:
    return f"{percent(answer.default_share)} of the numbers behind it are defaults"


def _bullets(ledger: Ledger, answer: Answer, basis: tuple[str, ...], result: str, grounds: Told) -> list[Bullet]:
    bullets = _reasons(ledger, answer, result, grounds)
    if answer.flip:
        bullets.append(Bullet(label="What would flip it", sentences=(_flip(ledger, answer, answer.flip, result),)))
    for finding in answer.findings:
        if label := _LABELS.get(finding.code):
            said = ledger.say(_finding(ledger, answer, finding), [result])
            bullets.append(Bullet(label=label, sentences=(said,)))
    if answer.resolution:
        how = ledger.say(ledger.made_elsewhere(answer.resolution, ledger.asked(answer)), [*basis, result])
        label = "How the agreement resolves" if ledger.stands_in(answer) else "How it resolves"
        bullets.append(Bullet(label=label, sentences=(how,)))
    return bullets


def _reasons(ledger: Ledger, answer: Answer, result: str, grounds: Told) -> list[Bullet]:
    """What moves an answer; what was told under an earlier question comes in one line, with its effect here."""
    about, again = ledger.asked(answer), []
    bullets: list[Bullet] = []
    for reason in answer.reasons:
        ground = re.split(r"; (?:this|by itself this) ", reason.text)[0]
        if reason.effect is not None and grounds.setdefault(ground, answer.question) != answer.question:
            again.append((ground, reason))
        else:
            said = ledger.say(_reason(ledger, answer, reason.text, about), [*reason.basis, result])
            bullets.append(Bullet(label=None if bullets else "Why", sentences=(said,)))
    times = 1 if answer.form == "effect" else 100
    seen = [(ground, reason) for ground, reason in again if abs(times * (reason.effect or 0.0)) >= 0.5]
    if again:
        told = "; ".join(f"{_short(ledger, ground)} ({signed(times * (one.effect or 0.0))})" for ground, one in seen)
        text = (
            f"As told above, in points on {about}: {told}" if seen else f"Nothing told above moves {about} by a point"
        )
        said = ledger.say(text, [*(id for _, reason in again for id in reason.basis), result])
        bullets.append(Bullet(label=None if bullets else "Why", sentences=(said,)))
    return bullets


def _short(ledger: Ledger, ground: str) -> str:
    """A ground without the acts it rests on, which were told where it came first."""
    words = re.sub(r" \([^)]*\)", "", ground)
    return with_articles(ledger.in_our_words(words), ledger.case.parties)


def _reason(ledger: Ledger, answer: Answer, text: str, about: str) -> str:
    if text.startswith("The story asks this and shows nothing"):
        who = listed([ledger.party_name(key) for key in answer.parties])
        return f"The story shows nothing of {who} that moves the answer" if who else f"{text}: {about}"
    return ledger.with_something_named(text, about)


def _finding(ledger: Ledger, answer: Answer, finding: Finding) -> str:
    if finding.code == "no-flip":
        who = listed([ledger.party_name(key) for key in answer.parties[:1]]) or ledger.talkers()
        return f"No number of the case, moved alone within its bounds, would turn the answer on {who}"
    message = finding.message.replace(". Nobody has said why yet", ", and nobody has said why yet")
    message = re.sub(r"a default of (\S+) \[(\S+), (\S+)\] stands in", r"a default of \1 (\2 to \3) stands in", message)
    message = message.replace("no pressure by somebody on", "no pressure on")
    return ledger.with_something_named(message, ledger.asked(answer))


def _flip(ledger: Ledger, answer: Answer, flip: Flip, result: str) -> BriefSentence:
    within = "inside" if flip.plausible else "outside"
    words = with_articles(flip.words, ledger.case.parties)
    moved = re.sub(r"^(.*): (\S+) to (\S+)$", r"Moving \1 from \2 to \3", words)
    turned = f"would turn this answer{_change(answer, flip)}"
    return ledger.say(f"{moved} {turned}; that lies {within} the range of this number", [result])


def _change(answer: Answer, flip: Flip) -> str:
    if answer.form == "probability":
        return f" from {percent(flip.answer_before)} to {percent(flip.answer_after)}"
    times = 100 if answer.form == "role" else 1
    return f" from {signed(flip.answer_before * times)} to {signed(flip.answer_after * times)} points"
