"""The number a key names and the values it may take."""

from __future__ import annotations

import pytest
from tests.case.small import trade

from parley.case.numbers import is_optional, limits, number_at


def test_a_number_that_was_given_is_found_by_its_key():
    assert number_at(trade(), "north/water/position").value == 100


@pytest.mark.parametrize(
    ("key", "value"),
    [("north/patience", 0.9), ("issue/water/reference", 50), ("north/water/red-line", 100)],
)
def test_a_number_nobody_gave_starts_where_a_judgement_on_it_would(key, value):
    assert number_at(trade(), key).value == pytest.approx(value)


def test_a_stance_nobody_has_starts_in_the_middle():
    case = trade().model_copy(update={"stances": trade().stances[1:]})

    assert number_at(case, "north/water/position").is_default
    assert number_at(case, "north/water/position").value == 50


@pytest.mark.parametrize("key", ["east/influence", "north/wine/position", "north", "party/north", "judgement/j-1", ""])
def test_what_is_no_number_of_the_case_is_none(key):
    assert number_at(trade(), key) is None


def test_a_position_may_stand_anywhere_on_its_scale_and_a_share_between_none_and_all():
    assert limits(trade(), "north/water/position") == (0.0, 100.0)
    assert limits(trade(), "north/water/salience") == (0.0, 1.0)
    assert limits(trade(), "pressure/north/south/threat") == (0.0, 1.0)


def test_only_what_may_be_missing_can_be_taken_away():
    assert is_optional("north/patience")
    assert not is_optional("north/influence")
