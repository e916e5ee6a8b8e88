"""Forecasts frozen today and scored when it is known."""

from __future__ import annotations

from datetime import date
from math import log

import pytest
from tests.analysis.cases import harbour

from parley.analysis.analyse import analyse
from parley.analysis.ledger import MODEL, brier, calibration, forecast, freeze, read, resolve, scores
from parley.errors import AnalysisError

MONDAY, FRIDAY, LATER = date(2025, 2, 17), date(2025, 2, 21), date(2025, 3, 31)


def made(text, probability, by=MODEL, on=MONDAY):
    return forecast(
        text=text,
        about="Wage talks",
        on=on,
        resolves=LATER,
        by=by,
        criteria="signed by both",
        probability=probability,
        low=probability,
        high=probability,
        case_digest="d",
        method="m",
    )


def ended(entries, text, outcome, on=LATER):
    question = made(text, 0.5).question
    return (*entries, resolve(entries, question, outcome, on=on, by="Anna", why="the paper of the day"))


def test_an_answer_is_frozen_with_what_will_decide_it():
    case = harbour().model_copy(update={"as_of": MONDAY})
    results = analyse(case, draws=200)
    (frozen,) = freeze(case, results, on=MONDAY)

    assert frozen.probability == results.answers[0].value
    assert (frozen.opens, frozen.by, frozen.case_digest) == (MONDAY, MODEL, case.digest())
    assert frozen.criteria
    assert not frozen.calibrated


def test_results_of_another_state_of_the_case_are_not_frozen():
    results = analyse(harbour(), draws=200)
    with pytest.raises(AnalysisError, match="another state"):
        freeze(harbour().model_copy(update={"title": "Another"}), results, on=MONDAY)


def test_scores_are_the_mean_squared_error_and_the_log_of_what_happened():
    """.8 on what came true and .3 on what did not: (.04 + .09) / 2."""
    entries = (made("A?", 0.8), made("B?", 0.3))
    entries = ended(ended(entries, "A?", True), "B?", False)
    (score,) = scores(entries)

    assert score.brier == pytest.approx(0.065)
    assert score.log_score == pytest.approx(-(log(0.8) + log(0.7)) / 2)
    assert (score.questions, score.base_rate) == (2, 0.5)


def test_each_forecaster_is_scored_on_the_last_word_before_the_end():
    """Anna thought again on Friday; what she says once it is known counts for nothing."""
    entries = (made("A?", 0.6), made("A?", 0.2, "Anna"), made("A?", 0.9, "Anna", FRIDAY))
    entries = (*ended(entries, "A?", True), made("A?", 1.0, "Anna", date(2025, 4, 2)))

    assert [(score.by, round(score.brier, 4)) for score in scores(entries)] == [(MODEL, 0.16), ("Anna", 0.01)]


def test_an_annulled_question_scores_nobody():
    assert scores(ended((made("A?", 0.8),), "A?", None)) == ()


def test_the_log_score_of_certainty_gone_wrong_is_finite():
    (score,) = scores(ended((made("A?", 0.0),), "A?", True))

    assert score.log_score == pytest.approx(-log(0.001))


def test_calibration_tells_what_was_said_from_what_came():
    entries = tuple(made(f"{at}?", 0.72) for at in range(4))
    for at in range(4):
        entries = ended(entries, f"{at}?", at < 3)
    (tenth,) = calibration(entries)

    assert (tenth.low, tenth.high, tenth.forecasts, tenth.came_true) == (0.7, 0.8, 4, 0.75)


def test_a_ledger_is_read_as_it_was_written():
    entries = ended((made("A?", 0.8),), "A?", True)

    assert read("\n".join(entry.to_json() for entry in entries)) == entries


@pytest.mark.parametrize(
    ("text", "outcome", "why", "message"),
    [("B?", True, "seen", "has no question"), ("A?", True, " ", "what shows it")],
)
def test_a_resolution_that_fits_nothing_is_refused(text, outcome, why, message):
    with pytest.raises(AnalysisError, match=message):
        resolve((made("A?", 0.8),), made(text, 0.5).question, outcome, on=LATER, by="Anna", why=why)


def test_a_question_is_resolved_once():
    entries = ended((made("A?", 0.8),), "A?", True)
    with pytest.raises(AnalysisError, match="was resolved on 2025-03-31 by Anna"):
        ended(entries, "A?", False)


def test_a_broken_line_is_named():
    with pytest.raises(AnalysisError, match="Line 2"):
        read(made("A?", 0.8).to_json() + "\n{}\n")


def test_always_saying_half_has_a_quarter():
    assert brier([(0.5, True), (0.5, False)]) == 0.25
