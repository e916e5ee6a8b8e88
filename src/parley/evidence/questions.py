"""Open questions: what the story leaves unanswered about what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.record import OpenQuestion
from parley.evidence.story import Line
from parley.evidence.term_words import phrase_words
from parley.evidence.times import is_time
from parley.evidence.words import lexicon

Form = Literal["will", "how", "role", "whether", "other"]
YES_OR_NO = frozenset(
    {"will", "would", "can", "could", "is", "are", "does", "do", "may", "might", "should", "shall", "has", "have"}
)
AHEAD = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should"})
TITLES = ("headline", "heading")
MOST_ISSUES = 4
SHORTEST = 3  # words of a question that says something


def find_questions(cast: Cast) -> list[OpenQuestion]:
    """Sentences that pose an open question, each whole; a title asks only when nothing else in the story does.

    Questions inside quotations and those a journalist asks in a transcript are not the story's own.
    """
    lines = [line for line in cast.story.lines if not line.is_label]
    found = [question for line in lines if line.kind not in TITLES for question in _in_line(cast, line)]
    if found:
        return found
    titles = [line for line in lines if line.kind in TITLES and _first_word(line) in AHEAD]
    return [question for line in titles for question in _in_line(cast, line)]


def _in_line(cast: Cast, line: Line) -> Iterator[OpenQuestion]:
    if line.kind == "turn" or line.id in cast.speakers or _is_asked_by_somebody(line):
        return
    if line.text.rstrip().endswith("?"):
        if len(line.tree) > SHORTEST and _looks_ahead(line):
            yield _question(cast, line, _form_of(line), "question/mark", 0.9)
        return
    asked = _left_open(line)
    if asked is not None:
        yield _question(cast, line, asked, "question/left-open", 0.75)


def _is_asked_by_somebody(line: Line) -> bool:
    """Inside quotation marks, or a journalist's turn ("Q  Mr. President, …")."""
    text = line.text.lstrip()
    return (
        text[:1] in '“"‘«'
        or bool(re.match(r"(Q|QUESTION|Question|REPORTER|Reporter)\b[.:]?\s", text))
        or text.rstrip().endswith(("?”", '?"'))
    )


def _first_word(line: Line) -> str:
    return line.text.split()[0].lower() if line.text.split() else ""


def _looks_ahead(line: Line) -> bool:
    """Not about what is past: "What happened in Geneva?" leaves nothing open about what comes next."""
    words = {token.text.lower() for token in line.tree.tokens}
    if words & AHEAD:
        return True
    finite = [token for token in line.tree.tokens if token.has("VerbForm=Fin")]
    return bool(finite) and not any(token.has("Tense=Past") for token in finite)


def _form_of(line: Line) -> Form:
    lowered = line.text.lower()
    if re.search(r"\b(what|which) (role|part)\b", lowered):
        return "role"
    if re.match(r"(and |but |so )?how (?!(many|much|long|soon|often|far)\b)", lowered):
        return "how"
    first = _first_word(line)
    if first in YES_OR_NO or re.match(r"(and|but|so|or) (will|would|can|could)\b", lowered):
        return "will"
    if re.match(r"(the question is )?whether\b", lowered):
        return "whether"
    return "other"


def _left_open(line: Line) -> Form | None:
    """ "It is unclear whether the talks will resume": the form of what is left open; null when nothing is."""
    lowered = line.text.lower()
    first = _fronted().match(lowered)
    if first is not None:
        fronted: Form = lexicon("questions")["asking"][first["asking"]]
        return fronted
    for match in _open().finditer(lowered):
        opening = lowered[: match.start()]
        if opening.count("“") > opening.count("”") or opening.count('"') % 2:
            continue
        asked = match["asking"]
        if _is_past(line, match.end()):
            continue
        form: Form = lexicon("questions")["asking"][asked]
        return form
    return None


@cache
def _fronted() -> re.Pattern[str]:
    """ "How the river would be shared remains undecided"."""
    asking = "|".join(sorted(map(re.escape, lexicon("questions")["asking"]), key=len, reverse=True))
    return re.compile(
        rf"(?P<asking>{asking})\b[^,;“\"]*\b(?:will|would|can|could|might|may|should)\b[^,;“\"]*"
        r"\b(?:is|remains|was|remained) (?:still )?(?:unclear|undecided|uncertain|unknown|unresolved|open|to be seen)\b"
    )


def _is_past(line: Line, start: int) -> bool:
    """The clause from a place on tells of what has been: "unclear what caused the fire"."""
    after = [token for token in line.tree.tokens if token.start >= start]
    if any(token.text.lower() in AHEAD for token in after):
        return False
    finite = next((token for token in after if token.has("VerbForm=Fin")), None)
    return finite is not None and finite.has("Tense=Past")


@cache
def _open() -> re.Pattern[str]:
    cues = "|".join(sorted(map(re.escape, lexicon("questions")["open"]), key=len, reverse=True))
    asking = "|".join(sorted(map(re.escape, lexicon("questions")["asking"]), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{cues})\b[,:]?\W(?:(?:to|for|as to|about|over|of|just|exactly) (?:\w+ )?)?(?P<asking>{asking})\b"
    )


def _question(cast: Cast, line: Line, form: Form, rule: str, confidence: float) -> OpenQuestion:
    named = cast.sides(cast.within(line, 0, len(line.tree) - 1))
    return OpenQuestion(
        id="",
        source=cast.story.article.id,
        mentions=(line.whole(),),
        rule=rule,
        confidence=confidence,
        status="question",
        form=form,
        parties=tuple(key for key in named if key in cast.figures),
        issues=_issues(cast, line),
    )


def _issues(cast: Cast, line: Line) -> tuple[str, ...]:
    """The things it is about, in its own words: objects and topics that are no party and no time."""
    found: list[str] = []
    for token in line.tree.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.relation not in ("obj", "obl", "nmod", "root", "nsubj", "conj"):
            continue
        if (
            is_time(token)
            or cast.within(line, token.i, token.i)
            or token.lemma.lower() in ("role", "question", "outcome", "exchange", "return")
        ):
            continue
        words = phrase_words(line, token).text(line)
        if len(words.split()) <= 6 and not any(words in other for other in found):
            found = [other for other in found if other not in words] + [words]
    return tuple(found[:MOST_ISSUES])
