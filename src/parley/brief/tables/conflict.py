"""Where the conflict may settle, and who could upset it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.brief.tables.parts import Part, heading, line, table

if TYPE_CHECKING:
    from parley.analysis.conflict.result import ConflictPath, ConflictResult, ConflictState
    from parley.analysis.results import Results
    from parley.brief.tables.words import Names


WORTH_TELLING = 0.2  # of the draws


def tables(results: Results, _names: Names) -> list[Part]:
    """One row a state, then the way there from the state now."""
    found = results.conflict
    if found is None:
        return []
    made = "default model, made from the case" if found.is_default else "the case's own model"
    title = f"Where the conflict may settle ({made}; {found.states:,} states)"
    columns = ("state", "all would stay", "share of draws", "who would leave")
    told = [state for state in found.shown if state.key == found.status_quo or _lasts(state)]
    rows = [_row(found, state) for state in told]
    note = (
        "Nash: nobody gains alone. SEQ: nobody gains once others answer in their own interest. GMR, SMR, SIM: weaker. "
        "A share of draws (Nash; SEQ) is how often the drawn preferences make all stay: ranking frequencies are not "
        "action probabilities."
    )
    parts: list[Part] = [table(title, columns, rows), line(note)]
    parts += [line(f"Taken for granted: {sentence}") for sentence in found.assumptions]
    keys = [state.key for state in told]
    ways = [line(_way(path)) for path in found.paths if path.to in keys]
    parts += [heading("Ways there from now, step by step"), *ways] if ways else []
    return [*parts, *(line(f"{finding.level}: {finding.message}") for finding in found.findings)]


def _lasts(state: ConflictState) -> bool:
    """Whether more than fear of answers against the answerer's own interest keeps all there, now or in some draws."""
    return "SEQ" in state.equilibrium or ("SEQ" in state.shares and state.shares["SEQ"].value >= WORTH_TELLING)


def _row(found: ConflictResult, state: ConflictState) -> tuple[str, ...]:
    now = "now: " if state.key == found.status_quo else ""
    by = ", ".join(state.equilibrium) or "no"
    shares = "; ".join(f"{state.shares[name].value:.0%}" for name in ("Nash", "SEQ") if name in state.shares)
    leaving = "; ".join(" + ".join(found.names[member] for member in members) for members in state.left_by)
    nobody = "not judged" if state.coalitional is None else "nobody, alone or together"
    return (f"{now}{state.words}", by, shares or "certain", leaving or nobody)


def _way(path: ConflictPath) -> str:
    steps = ", then ".join(step.words for step in path.steps)
    how = "each step in the mover's interest" if path.improving else "not every step in the mover's interest"
    return f"- {steps} ({how})"
