"""A ledger of frozen forecasts, kept as JSON lines: nothing in it is changed, and what came true scores it later.

A forecast stands from the day it was frozen. A later one on the same question by the same forecaster takes its place
from then on; a resolution ends the question. Scores use the last forecast each forecaster made before it closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import log
from typing import Literal

from pydantic import Field

from parley.analysis.result import Answer
from parley.analysis.results import Results
from parley.case.record import Case
from parley.errors import AnalysisError
from parley.record import Record, content_id

MODEL = "model"
LEAST = 0.001  # the log score takes no chance nearer to 0 or 1
BINS = 10  # of the calibration table

BRIER_SOURCE = "Brier (1950), Monthly Weather Review 78(1), 1-3"
LOG_SOURCE = "Good (1952), Journal of the Royal Statistical Society B 14(1), 107-114"


class Forecast(Record):
    """A probability, frozen on a day."""

    schema_version: Literal["forecast/1"] = "forecast/1"
    id: str
    question: str  # id of the question: the same words about the same case have the same
    text: str
    by: str  # MODEL, or who judged
    opens: date  # the day it was frozen
    closes: date | None  # no forecast counts after it; null: when it resolves
    resolves: date | None  # the day by which it is known; null: the case gives none
    criteria: str  # what makes it come true
    probability: float = Field(ge=0, le=1)
    low: float
    high: float
    case_digest: str
    method: str
    seed: int | None = None
    calibrated: bool = False
    why: str = ""


class Resolution(Record):
    """What became of a question."""

    schema_version: Literal["resolution/1"] = "resolution/1"
    question: str
    outcome: bool | None  # null: annulled, it scores nobody
    on: date
    by: str
    why: str  # what shows it


Entry = Forecast | Resolution


class Score(Record):
    """How one forecaster did on the questions that were resolved."""

    by: str
    questions: int
    brier: float  # mean squared error, 0 (perfect) to 1; always saying .5 has .25
    log_score: float  # mean of minus the logarithm of the chance given to what happened; .69 for always .5
    base_rate: float  # share of those questions that came true


class CalibrationBin(Record):
    """Forecasts of about one probability, and how often they came true."""

    low: float
    high: float
    forecasts: int
    mean: float  # of the probabilities
    came_true: float  # share


def freeze(case: Case, results: Results, *, on: date) -> tuple[Forecast, ...]:
    """The answers that are probabilities, as forecasts of the model made on a day.

    Raises:
        AnalysisError: the results are not of this case, or none of the answers is a probability.
    """
    if results.case_digest != case.digest():
        raise AnalysisError("These results are of another state of the case. Run parley analyse on it again.")
    found = tuple(_frozen(case, results, answer, on) for answer in results.answers if answer.form == "probability")
    if not found:
        raise AnalysisError(
            "No question of this case has a probability for an answer, so there is nothing to score later. Ask one: "
            "“Will ... sign ... by ...?”"
        )
    return found


def _frozen(case: Case, results: Results, answer: Answer, on: date) -> Forecast:
    day = next((question.resolves_by for question in case.questions if question.key == answer.question), None)
    return forecast(
        text=answer.text,
        about=case.title,
        by=MODEL,
        on=on,
        resolves=day,
        criteria=answer.resolution,
        probability=answer.value,
        low=answer.low,
        high=answer.high,
        case_digest=results.case_digest,
        method=answer.method.name,
        seed=results.seed,
        calibrated=answer.method.calibrated,
    )


def forecast(*, text: str, about: str, on: date, resolves: date | None, **fields: object) -> Forecast:
    """A forecast with its content ids: the question's from its words and case, its own from all it says."""
    question = "q-" + content_id(about, text, resolves or "")
    every = {"text": text, "opens": on, "closes": resolves, "resolves": resolves, "question": question, **fields}
    return Forecast.model_validate({"id": "f-" + content_id(*map(str, sorted(every.items()))), **every})


def beside(entries: Sequence[Entry], question: str, probability: float, *, by: str, on: date, why: str) -> Forecast:
    """Somebody's own probability beside the model's on a question of the ledger.

    Args:
        probability: 0 to 1.

    Raises:
        AnalysisError: the ledger has no such question, no reason is given, or the name is the model's.
    """
    model = next((each for each in entries if isinstance(each, Forecast) and each.question == question), None)
    if model is None:
        raise AnalysisError(f"The ledger has no question “{question}”. Freeze the model's forecast first.")
    if not why.strip() or by == MODEL:
        raise AnalysisError(f"A forecast needs its reason, and a name that is not “{MODEL}”.")
    fields = {"by": by, "opens": on, "probability": probability, "low": probability, "high": probability, "why": why}
    judged = {"method": "judgement", "seed": None, "id": "f-" + content_id(question, *map(str, fields.values()))}
    return Forecast.model_validate({**model.model_dump(), **fields, **judged})


def read(text: str) -> tuple[Entry, ...]:
    """The entries of a ledger, in their order.

    Raises:
        AnalysisError: a line is no entry; says which.
    """
    return tuple(_entry(line, at) for at, line in enumerate(text.splitlines(), start=1) if line.strip())


def _entry(line: str, at: int) -> Entry:
    kind = Resolution if '"resolution/1"' in line[:60] else Forecast
    try:
        return kind.model_validate_json(line)
    except ValueError as error:
        raise AnalysisError(
            f"Line {at} of the ledger is no forecast and no resolution ({str(error).splitlines()[0]}). Entries are "
            f"written by parley ledger; restore the file from its last good copy."
        ) from error


def resolve(
    entries: Sequence[Entry], question: str, outcome: bool | None, *, on: date, by: str, why: str
) -> Resolution:
    """What became of a question, checked against the ledger.

    Raises:
        AnalysisError: no such question, no reason given, or it is resolved already.
    """
    known = {entry.question: entry.text for entry in entries if isinstance(entry, Forecast)}
    if question not in known:
        listed = "; ".join(f"{key} {text}" for key, text in known.items()) or "none yet"
        raise AnalysisError(f"The ledger has no question “{question}”. It has: {listed}.")
    if not why.strip():
        raise AnalysisError('Say what shows it: --why "..."')
    before = resolutions(entries).get(question)
    if before is not None:
        raise AnalysisError(f"“{known[question]}” was resolved on {before.on} by {before.by}: {before.why}")
    return Resolution(question=question, outcome=outcome, on=on, by=by, why=why.strip())


def questions(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Ids of the questions, in the order they came up."""
    return tuple(dict.fromkeys(entry.question for entry in entries))


def resolutions(entries: Iterable[Entry]) -> dict[str, Resolution]:
    """The resolution of each question that has one."""
    return {entry.question: entry for entry in entries if isinstance(entry, Resolution)}


def counting(entries: Sequence[Entry]) -> Iterator[tuple[Forecast, bool]]:
    """The forecasts that are scored, with what happened: each forecaster's last before the question closed."""
    known = resolutions(entries)
    last: dict[tuple[str, str], Forecast] = {}
    for entry in entries:
        if isinstance(entry, Forecast) and _in_time(entry, known.get(entry.question)):
            last[entry.question, entry.by] = entry
    for (question, _), made in last.items():
        outcome = known[question].outcome
        if outcome is not None:
            yield made, outcome


def _in_time(made: Forecast, end: Resolution | None) -> bool:
    return end is not None and made.opens < end.on and (made.closes is None or made.opens <= made.closes)


def scores(entries: Sequence[Entry]) -> tuple[Score, ...]:
    """How each forecaster did; none before the first question is resolved.

    Source:
        Brier (1950); Good (1952) for the log score.
    """
    by: dict[str, list[tuple[float, bool]]] = {}
    for made, outcome in counting(entries):
        by.setdefault(made.by, []).append((made.probability, outcome))
    return tuple(_score(name, by[name]) for name in sorted(by, key=lambda name: (name != MODEL, name)))


def _score(by: str, pairs: list[tuple[float, bool]]) -> Score:
    given = [min(max(chance if came else 1 - chance, LEAST), 1 - LEAST) for chance, came in pairs]
    return Score(
        by=by,
        questions=len(pairs),
        brier=brier(pairs),
        log_score=-sum(map(log, given)) / len(given),
        base_rate=sum(came for _, came in pairs) / len(pairs),
    )


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """The mean squared distance of probabilities from what happened.

    >>> round(brier([(0.9, True), (0.2, False), (0.5, True)]), 6)
    0.1
    """
    return sum((chance - came) ** 2 for chance, came in pairs) / len(pairs)


def calibration(entries: Sequence[Entry], by: str = MODEL) -> tuple[CalibrationBin, ...]:
    """How often forecasts of about one probability came true, in tenths; empty tenths are left out."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for made, outcome in counting(entries):
        if made.by == by:
            bins.setdefault(min(BINS - 1, int(made.probability * BINS + 1e-9)), []).append((made.probability, outcome))
    return tuple(
        CalibrationBin(
            low=at / BINS,
            high=(at + 1) / BINS,
            forecasts=len(pairs),
            mean=sum(chance for chance, _ in pairs) / len(pairs),
            came_true=sum(came for _, came in pairs) / len(pairs),
        )
        for at, pairs in sorted(bins.items())
    )
