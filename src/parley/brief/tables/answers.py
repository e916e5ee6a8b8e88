"""The open questions of the story, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, line, table
from parley.brief.tables.words import number, percent

if TYPE_CHECKING:
    from parley.analysis.result import Answer
    from parley.analysis.results import Results
    from parley.brief.tables.words import Names


def tables(results: Results, _names: Names) -> list[Part]:
    """One row a question."""
    if not results.answers:
        return []
    asked = ("question", "answer", "range", "defaults", "would flip if")
    how = {answer.method.name: answer.method for answer in results.answers}
    said = "; ".join(f"{name} ({method.draws:,} draws)" for name, method in how.items())
    return [table("Open questions (uncalibrated)", asked, map(_answer, results.answers)), line(f"Answered by: {said}")]


def _answer(answer: Answer) -> tuple[str, ...]:
    flip = answer.flip.words if answer.flip else "nothing found"
    return (answer.text, *_figures(answer), f"{answer.default_share:.0%}", flip)


def _figures(answer: Answer) -> tuple[str, str]:
    """The answer and its range: a chance in percent, an effect in points of 100."""
    if answer.form == "probability":
        return percent(answer.value), f"{percent(answer.low)} to {percent(answer.high)}"
    share = answer.form == "role"
    value, low, high = ((100 if share else 1) * each for each in (answer.value, answer.low, answer.high))
    unit = "points of the chance of agreement" if share else answer.unit
    return f"{round(value, 1) + 0:+.3g} {unit}", f"{number(low)} to {number(high)}"
