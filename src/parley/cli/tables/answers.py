"""The open questions of the story, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.cli.view import table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.analysis.result import Answer
    from parley.analysis.results import Results


def tables(results: Results) -> list[RenderableType]:
    """One row a question."""
    if not results.answers:
        return []
    asked = ("question", "answer", "range", "method", "defaults", "would flip if")
    return [table("Open questions (uncalibrated)", asked, map(_answer, results.answers))]


def _answer(answer: Answer) -> tuple[str, ...]:
    value = f"{answer.value:.0%}" if answer.form == "probability" else f"{answer.value:+.3g} {answer.unit}"
    spread = f"{answer.low:.3g} to {answer.high:.3g}"
    flip = answer.flip.words if answer.flip else "nothing found"
    return (answer.text, value, spread, answer.method.name, f"{answer.default_share:.0%}", flip)
