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
    error: float | None = None  # standard error of the draws' mean: what more draws could still move


class Swing(Record):
    """How far a value moves when one input goes from its low to its high end, all else at its own value."""

    input: str
    at_low: float
    at_high: float


class Method(Record):
    """How a number was made; printed with it."""

    name: str  # "weighted median", "Nash bargaining solution"
    version: str = "1"
    parameters: dict[str, str | float | int | bool] = Field(default_factory=dict)
    source: str = ""  # "Nash (1950), Econometrica 18(2)"
    seed: int | None = None
    draws: int = 0
    calibrated: bool = False  # an uncalibrated probability is labelled so


class Outlook(Record):
    """Where an issue may end: a distribution over points of its scale, the case's own doubt folded in."""

    points: tuple[float, ...]  # of the issue's scale, ascending, equally far apart
    shares: tuple[float, ...]  # chance of each, summing to 1
    median: float
    mean: float
    low50: float  # the interval that held 50 of 100 outcomes where the forecast was fitted
    high50: float
    low80: float
    high80: float
    low90: float
    high90: float
    method: Method


class ModelForecast(Record):
    """Where an issue would settle by one more model."""

    name: str  # "challenge model"
    forecast: Interval | None  # None: it gives no number here, and `note` says why
    method: Method
    note: str = ""


class IssueForecast(Record):
    """Where an issue would settle, by each spatial model."""

    issue: str
    weighted_mean: Interval
    weighted_median: Interval
    condorcet: Interval  # probabilistic Condorcet election
    density: tuple[float, ...] = ()  # share of draws in 20 equal bins of the scale, for the chart
    outlook: Outlook | None = None  # the forecast as a distribution
    others: tuple[ModelForecast, ...] = ()  # not shown to come nearer to known outcomes
    methods: tuple[Method, ...]
    default_share: float  # share of the stances' numbers that are defaults, 0 to 1
    basis: tuple[str, ...] = ()


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
