"""What an open question asks of the model: a chance, a change under pressure, or the part a party plays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from parley.analysis.packages import PackageGrid
from parley.case.draft import HORIZON
from parley.case.record import Case, Question
from parley.record import Finding

Asks = Literal["agreement", "term", "pressure", "role"]

# Verbs that ask whether less of an issue, or no deal, comes about.
_LESS = re.compile(
    r"\b(abandon|drop|withdraw|give up|scrap|reject|refuse|block|lift|cut|end|fail|collapse|break down|walk away|stall)"
    r"(s|ed|ing)?\b",
    re.IGNORECASE,
)

# What follows tells when, not what: "before the summit ends" asks for no end.
_WHEN = re.compile(r"\b(before|until|till|after|when|once|while|unless|if|as)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question made exact."""

    question: Question
    asks: Asks
    columns: tuple[int, ...] = ()  # of the grid: issues whose terms are asked about
    against: bool = False  # whether less of them, or no deal, is asked about
    party: str | None = None  # whose stance or role is asked about
    others: tuple[str, ...] = ()  # further parties named: who presses
    findings: tuple[Finding, ...] = ()


def understand(case: Case, grid: PackageGrid, question: Question) -> Asked:
    """Make a question exact; one that fits no form asks about agreement, and a finding says so."""
    known = [party.key for party in case.parties]
    parties = [key for key in question.parties if key in known]
    columns = tuple(grid.issues.index(key) for key in question.issues if key in grid.issues)
    against = _asks_for_less(case, question)
    if question.form == "role" and parties:
        return Asked(question=question, asks="role", party=parties[0], others=tuple(parties[1:]))
    if question.form == "how" and parties:
        return Asked(question=question, asks="pressure", party=parties[0], others=tuple(parties[1:]))
    findings = _doubts(question, columns)
    if question.form in ("will", "whether") and columns:
        return Asked(question=question, asks="term", columns=columns, against=against, findings=findings)
    return Asked(question=question, asks="agreement", against=against, findings=findings)


def _asks_for_less(case: Case, question: Question) -> bool:
    """A verb of less asks for less, unless the issue itself is less of something: "an end to the embargo"."""
    found = _LESS.search(_WHEN.sub("", question.text))
    if found is None:
        return False
    names = [issue.name for issue in case.issues if issue.key in question.issues]
    return not any(_LESS.search(name) for name in names)


def _doubts(question: Question, columns: tuple[int, ...]) -> tuple[Finding, ...]:
    if question.form == "agreement" or (columns and question.form in ("will", "whether")):
        return ()
    message = (
        "The question names no issue and no party of the case in a form the model answers, so it is answered as "
        "“will there be an agreement?”. To have it answered as asked, name its issues or parties in the case file."
    )
    return (Finding(level="note", code="question-taken-as-agreement", message=message, where=question.key),)


def resolution(case: Case, grid: PackageGrid, asked: Asked) -> str:
    """How a reader can tell later what came true: who does what by when."""
    names = {party.key: party.name for party in case.parties}
    bargaining = _join([party.name for party in case.parties if party.role == "bargaining"])
    until = asked.question.resolves_by or (case.as_of + HORIZON if case.as_of else None)
    by = f"by {until.day} {until:%B %Y}" if until else f"within {HORIZON.days} days of the story"
    if asked.asks == "role":
        who = names[asked.party or ""]
        return f"Compare what {bargaining} have signed {by}, and the terms, with what {who} asked or did until then."
    if asked.asks == "pressure":
        who = names[asked.party or ""]
        return f"Compare what {who} says it would sign {by} with where it stands in the case, issue by issue."
    if asked.asks == "term":
        terms = _join([threshold_words(grid, column) for column in asked.columns])
        ending = (
            f"It comes out the other way if {bargaining} sign {by} with {terms}"
            if asked.against
            else (f"Yes if {bargaining} sign an agreement {by} with {terms}")
        )
        return f"{ending}; in every other case {'yes' if asked.against else 'no'}."
    if asked.against:
        return f"No if {bargaining} sign an agreement {by}; in every other case yes."
    return f"Yes if {bargaining} sign an agreement {by}; in every other case no."


def threshold_words(grid: PackageGrid, column: int) -> str:
    """The least term that counts as given: the first point at or past the middle of the scale."""
    middle = (grid.low[column] + grid.high[column]) / 2
    at = next(index for index, level in enumerate(grid.levels[column]) if level >= middle)
    words = grid.labels[column][at]
    return words if at == len(grid.levels[column]) - 1 else f"at least {words}"


def _join(parts: list[str]) -> str:
    if len(parts) < 2:
        return parts[0] if parts else "the parties"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
