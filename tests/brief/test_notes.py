"""Notes: every figure a sentence tells can be found in a note it cites."""

from __future__ import annotations

import pytest
from tests.brief.cast import minerals, minerals_results

from parley.brief.notes import notes


@pytest.fixture(scope="module")
def made():
    case = minerals()
    results = minerals_results(case)
    return results, {id: note.text for id, note in notes(case, results)[0].items()}


def test_the_note_of_an_answer_holds_its_result_and_range(made):
    results, texts = made
    assert results.answers
    for answer in results.answers:
        told = f"{answer.value:.3f} ({answer.low:.3f} to {answer.high:.3f})"
        assert told in texts[f"answer/{answer.question}"]


def test_the_note_of_an_answer_holds_the_effect_of_each_reason_and_its_turning_point(made):
    results, texts = made
    assert any(answer.reasons for answer in results.answers)
    assert any(answer.flip for answer in results.answers)
    for answer in results.answers:
        text = texts[f"answer/{answer.question}"]
        for reason in answer.reasons:
            assert reason.effect is None or f"{reason.effect:+.3f}" in text
        if answer.flip:
            assert f"{answer.flip.answer_before:.3f} to {answer.flip.answer_after:.3f}" in text


def test_the_note_of_a_solution_holds_its_package_and_what_each_party_gains(made):
    results, texts = made
    assert results.bargaining.solutions
    for solution in results.bargaining.solutions:
        text = texts[f"bargaining/{solution.name}"]
        for package in solution.packages[:1]:
            assert all(label in text for label in package.labels.values())
            assert all(f"{gain:.2f}" in text for gain in package.gain.values())


def test_the_note_of_a_change_holds_the_differences_it_makes(made):
    results, texts = made
    assert results.counterfactuals
    for change in results.counterfactuals:
        text = texts[f"counterfactual/{change.name}"]
        assert ("Differences: " in text) == bool(change.effects)
        for effect in change.effects.values():
            assert f"{effect.value:+.1f}" in text or f"{effect.value:+.3f}" in text
