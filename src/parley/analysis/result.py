"""What an analysis returns: values that name their method, seed, inputs and limits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from parley.record import Finding, Record


class Interval(Record):
    """A value with the range the case's own ranges give it."""

    value: float
    low: float  # 5th percentile over draws
    high: float  # 95th percentile over draws
    unit: str = ""


class Method(Record):
    """How a number was made; printed with it."""

    name: str  # "weighted median", "Nash bargaining solution"
    version: str = "1"
    parameters: dict[str, str | float | int | bool] = Field(default_factory=dict)
    source: str = ""  # "Nash (1950), Econometrica 18(2)"
    seed: int | None = None
    draws: int = 0
    calibrated: bool = False  # an uncalibrated probability is labelled so


class IssueForecast(Record):
    """Where an issue would settle, by each spatial model."""

    issue: str
    weighted_mean: Interval
    weighted_median: Interval
    condorcet: Interval  # probabilistic Condorcet election
    density: tuple[float, ...] = ()  # share of draws in 20 equal bins of the scale, for the chart
    methods: tuple[Method, ...]
    default_share: float  # share of the stances' numbers that are defaults, 0 to 1
    basis: tuple[str, ...] = ()


class PackageOutcome(Record):
    """One agreement over all issues and what each party has from it."""

    terms: dict[str, float]  # issue key -> value on its scale
    labels: dict[str, str]  # issue key -> words of that value
    utility: dict[str, float]  # party key -> 0 to 1
    gain: dict[str, float]  # party key -> utility over walking away


class Solution(Record):
    """A bargaining solution with its ties."""

    name: Literal["nash", "kalai-smorodinsky", "egalitarian", "utilitarian"]
    packages: tuple[PackageOutcome, ...]  # all that tie; empty: no zone of agreement
    method: Method
    chosen_share: float | None = None  # share of draws in which packages[0] is (among) the solution


class Bargaining(Record):
    """The packages the bargaining parties could agree on."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    walk_away: dict[str, float]
    ideal: dict[str, float]  # best individually rational utility of each party
    packages: int  # how many there are
    acceptable: int  # how many are at least as good as walking away for everybody (the ZOPA)
    frontier: tuple[PackageOutcome, ...]  # efficient packages (at most 200; `frontier_size` counts all)
    frontier_size: int
    solutions: tuple[Solution, ...]
    zopa: Interval  # probability that the ZOPA is not empty, over draws
    default_share: float
    findings: tuple[Finding, ...] = ()


class Reason(Record):
    """Why an answer is what it is; a sentence with what it rests on."""

    text: str
    effect: float | None = None  # change of the answer without this reason, in the answer's unit
    basis: tuple[str, ...]  # ids of evidence or judgements


class Flip(Record):
    """The smallest change of one input that would turn the answer."""

    input: str  # key: "ukraine/security-guarantees/position"
    words: str  # "Ukraine's position on security guarantees: 90 to 55"
    before: float
    after: float
    answer_before: float
    answer_after: float
    plausible: bool  # the new value lies inside the input's own range


class Answer(Record):
    """An open question of the story, answered."""

    question: str  # Question.key
    text: str
    form: Literal["probability", "effect", "role"]
    value: float  # probability 0 to 1, or an effect in `unit`
    low: float
    high: float
    unit: str
    headline: str  # one plain sentence
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    reasons: tuple[Reason, ...]
    flip: Flip | None = None
    resolution: str = ""  # how a reader can tell later whether it came true
    method: Method
    default_share: float
    details: dict[str, Interval] = Field(
        default_factory=dict
    )  # named parts of the answer: "with pressure", "without Russia"
    findings: tuple[Finding, ...] = ()


class Counterfactual(Record):
    """What changes when one thing of the case is changed, by common random numbers."""

    name: str  # "without Russia", "pressure of the United States doubled"
    change: str
    effects: dict[str, Interval]  # "zopa", "forecast/<issue>", "answer/<question>" -> difference
    method: Method
    basis: tuple[str, ...] = ()
