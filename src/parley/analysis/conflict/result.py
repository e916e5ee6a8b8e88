"""What a conflict comes to: where it may settle, why, and how sure."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from parley.analysis.result import Interval, Method
from parley.case.options import Option
from parley.record import Finding, Record

ConceptName = Literal["Nash", "GMR", "SMR", "SEQ", "SIM"]


class Step(Record):
    """One decision maker's move."""

    party: str
    to: str  # key of the state it leads to
    words: str


class Deterred(Record):
    """An improvement a party could make, and what would follow."""

    improvement: str  # key of a state
    answer: tuple[Step, ...] = ()  # how others would answer; empty: nothing deters it


class Verdict(Record):
    """Why a state is stable for a party by a concept, or is not."""

    party: str
    concept: ConceptName
    stable: bool
    improvements: tuple[Deterred, ...] = ()  # none: the party cannot do better on its own


class ConflictState(Record):
    """One state: who would stay there, and who would not."""

    key: str  # "YNN": which options are taken
    words: str
    alike: int = 1  # states that everybody values as this one, itself among them
    stable: dict[str, tuple[ConceptName, ...]]  # party -> the concepts by which it would stay
    equilibrium: tuple[ConceptName, ...]  # the concepts by which all would stay
    shares: dict[str, Interval] = Field(default_factory=dict)  # concept -> share of draws in which all would stay
    coalitional: tuple[ConceptName, ...] | None = None  # by which every coalition judged would stay; null: not judged
    left_by: tuple[tuple[str, ...], ...] = ()  # smallest coalitions with a joint improvement that nothing deters (SEQ)
    verdicts: tuple[Verdict, ...] = ()  # for the states told in full


class ConflictPath(Record):
    """A shortest way from the state now to an equilibrium."""

    to: str
    improving: bool  # every step improves things for the one who takes it
    steps: tuple[Step, ...]


class ConflictResult(Record):
    """The graph model of a case, solved."""

    parties: tuple[str, ...]
    names: dict[str, str]  # party -> its name
    options: tuple[Option, ...]
    is_default: bool  # made from the case by rule, not written by an analyst
    assumptions: tuple[str, ...] = ()
    states: int  # feasible ones
    status_quo: str
    equilibria: dict[str, int]  # concept -> how many states
    shown: tuple[ConflictState, ...]  # the state now and the likeliest equilibria
    paths: tuple[ConflictPath, ...] = ()
    coalitions: int = 0  # how many were judged
    method: Method
    findings: tuple[Finding, ...] = ()
