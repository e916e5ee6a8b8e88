"""What words for a time mean."""

from __future__ import annotations

from datetime import date

import pytest

from parley.evidence.calendar import time_value
from parley.evidence.times import lean_of
from parley.language.pipeline import load

FRIDAY = date(2015, 5, 15)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday, May 1, 2015", "2015-05-01"),
        ("1 May 2015", "2015-05-01"),
        ("May 2015", "2015-05"),
        ("2014", "2014"),
        ("yesterday", "2015-05-14"),
        ("Tuesday", "2015-05-12"),
        ("next month", "2015-06"),
        ("last week", "2015-W19"),
        ("two years ago", "2013"),
        ("the end of the year", "2015-12-31"),
        ("late April", "2015-04-21/2015-04-30"),
        ("the sixties", "1960-01-01/1969-12-31"),
        ("this weekend", "2015-05-16/2015-05-17"),
    ],
)
def test_a_date_keeps_the_granularity_of_its_words(words, value):
    """“May 2015” is a month: no day of it is claimed."""
    assert time_value(words, FRIDAY).value == value


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("three-day", "duration", "P3D"),
        ("18 months", "duration", "P18M"),
        ("every week", "set", "P1W"),
        ("daily", "set", "P1D"),
    ],
)
def test_how_long_and_how_often_are_no_dates(words, kind, value):
    """A three-day visit says nothing of its day."""
    found = time_value(words, FRIDAY)

    assert (found.kind, found.value, found.day) == (kind, value, None)


@pytest.mark.parametrize(
    ("words", "value"), [("yesterday", "day-1"), ("next month", "month+1"), ("Monday", "weekday-1")]
)
def test_without_a_day_of_the_story_a_time_stays_symbolic(words, value):
    """Nothing is invented for a story that has no date."""
    found = time_value(words)

    assert found.symbolic
    assert found.value == value


def test_words_that_name_no_time_mean_none():
    """“The opening night” is a time only for who knows the show."""
    assert time_value("the opening night", FRIDAY) is None
    assert time_value("February 31, 2015", FRIDAY) is None


@pytest.mark.parametrize(
    ("sentence", "lean"),
    [
        ("The union will strike on Friday.", "future"),
        ("The first vote is to be held on Friday.", "future"),
        ("The union struck on Friday.", "past"),
    ],
)
def test_the_tense_says_whether_a_weekday_lies_ahead(sentence, lean):
    """A bare “Friday” is the last one in news of what happened, the coming one in news of a plan."""
    assert lean_of(load().parse([sentence])[0], "Friday") == lean
