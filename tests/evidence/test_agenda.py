"""The agenda: what talks are said to be about names issues, whoever acts."""

from __future__ import annotations

import pytest

from parley.evidence.extract import extract
from parley.evidence.record import IssueMention
from parley.reading.read import read

OPENING = (
    "The Dockers Union and Harbor Freight Corp. held talks on Monday. The union demanded free parking. Harbor Freight "
    "rejected the demand and offered a shuttle bus. Talks between the union and Harbor Freight will resume on Friday."
)


def issues(text: str) -> set[str]:
    dossier = extract(read("story.txt", f"Dock talks go on\n\n{OPENING}\n\n{text}\n".encode()), office_holders=[])
    return {item.name for item in dossier.of(IssueMention) if item.confidence >= 0.5}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The two sides remain apart on tolls, night shifts and drones.", {"tolls", "night shifts", "drones"}),
        ("At issue are tolls, health care and the use of drones.", {"tolls", "health care", "use of drones"}),
        ("The main sticking points are the tolls and the length of the lease.", {"tolls", "length of the lease"}),
        ("Talks broke down over tolls and the status of the islands.", {"tolls", "status of the islands"}),
        ("On the agenda are tolls and night shifts.", {"tolls", "night shifts"}),
        ("Night shifts remain the main sticking point.", {"night shifts"}),
        ("The status of the islands has not been settled.", {"status of the islands"}),
        ("The ministers discussed tolls, night shifts and a hotline.", {"tolls", "night shifts", "hotline"}),
    ],
)
def test_what_keeps_the_sides_apart_is_an_issue(sentence: str, expected: set[str]) -> None:
    assert expected <= issues(sentence)


def test_what_a_quarrel_is_not_about_is_none() -> None:
    """A day, a party and a place behind the preposition are no issues."""
    assert issues("The two sides disagree on Monday with the union over Harbor Freight.") == issues("")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The union demanded a fund for loss and damage.", "fund for loss and damage"),
        ("The union wants a ban on netting below the dam.", "ban on netting"),
        ("Harbor Freight offered a raise of 5 percent in the first year and a bonus for safety.", "bonus for safety"),
    ],
)
def test_an_issue_keeps_what_tells_it_apart(sentence: str, name: str) -> None:
    assert name in issues(sentence)


def test_a_measure_alone_is_no_issue() -> None:
    found = issues("The union wants 300 megawatts. Harbor Freight offered 240 cubic metres.")

    assert not {"megawatts", "cubic metres"} & found
