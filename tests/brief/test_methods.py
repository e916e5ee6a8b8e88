"""Methods: defined once, and named by the notes that rest on them."""

from __future__ import annotations

from parley.analysis.result import Method
from parley.brief.methods import Methods, method_in_words

MEAN = Method(name="weighted mean", parameters={"weights": "influence"}, seed=4, draws=1000, source="Black (1948)")


def test_a_note_names_a_method_with_its_draws_seed_and_whether_it_is_calibrated():
    assert Methods().by(MEAN) == "by “weighted mean” (1,000 draws, seed 4, uncalibrated)"


def test_a_method_named_twice_is_told_once():
    methods = Methods()
    methods.by(MEAN)
    methods.by(MEAN.model_copy())

    (told,) = methods.told().values()
    assert f"{told.name}, {told.text}" == method_in_words(MEAN)
    assert methods.named() == (told.id,)


def test_methods_of_one_name_that_differ_in_a_parameter_are_two():
    methods = Methods()
    methods.by(MEAN)
    second = methods.by(MEAN.model_copy(update={"parameters": {"weights": "salience"}}))

    assert second.startswith("by “weighted mean (2)”")
    assert [each.name for each in methods.told().values()] == ["weighted mean", "weighted mean (2)"]


def test_each_note_knows_only_the_methods_it_names():
    methods = Methods()
    methods.by(MEAN)
    first = methods.named()
    methods.by(MEAN.model_copy(update={"name": "weighted median"}))

    assert len(first) == 1
    assert first != methods.named()
    assert methods.named() == ()
