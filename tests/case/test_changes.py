"""Two states of a case side by side."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.case.small import trade

from parley.case.changes import changes, told
from parley.case.edit import judgement
from parley.case.judgements import apply

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def judged(on, **change):
    return judgement(on, change, who="Erin", when=NOON, why="said so on the radio")


def after(*judgements):
    return apply(trade(), judgements)


def only(*judgements):
    (change,) = changes(trade(), after(*judgements))
    return change


def test_a_case_does_not_differ_from_itself():
    assert changes(trade(), trade()) == ()


def test_a_judged_number_is_told_with_both_ranges():
    change = only(judged("north/water/position", value=80, low=70, high=85))

    assert change.on == "north/water/position"
    assert change.words == "position of North on water"
    assert (change.before, change.after) == ("100 (90 to 110)", "80 (70 to 85)")


def test_a_renamed_party_is_told_by_its_new_name():
    change = only(judged("party/north", name="Northland"))

    assert (change.words, change.before, change.after) == ("Northland, name", "North", "Northland")


def test_a_party_that_went_takes_its_numbers_with_it():
    found = changes(trade(), after(judged("party/north", remove=True)))

    assert ("party/north", "North", "in the case", "") in [
        (each.on, each.words, each.before, each.after) for each in found
    ]
    assert all(each.after == "" for each in found if each.on.startswith("north/"))


def test_defaults_of_a_new_party_are_not_told_beside_it():
    """Nobody said them; the party itself is the news."""
    change = only(judged("party/ferries", add=True))

    assert (change.words, change.before, change.after) == ("Ferries", "", "in the case")


def test_a_link_added_is_told_in_its_words():
    change = only(judged("link/water/grain", add=True, giver="north", form="condition", threshold=50.0))

    assert change.words == "water in return for grain"
    assert change.after == "condition by North, from 50: said so on the radio"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (judged("north/water/position", value=80, low=70, high=90), "position of North on water: 80 (70 to 90)"),
        (judged("north/water/salience", value=0.5), "salience of water for North: 0.5"),
        (judged("south/influence", value=5, beside=True), "influence of South: 5, beside what others judged"),
        (judged("party/north", merge_into="south"), "North: merged into South"),
        (judged("issue/grain", remove=True), "grain: removed"),
        (judged("party/north", ratifies=True), "North: ratifies yes"),
    ],
)
def test_a_judgement_is_told_in_words(made, words):
    assert told(trade(), made) == words


def test_what_was_taken_back_is_named():
    first = judged("north/water/position", value=80)
    back = judged(f"judgement/{first.id}", undo=True)

    assert told(after(first, back), back) == "takes back: position of North on water: 80"


def test_what_has_gone_is_named_as_the_draft_named_it():
    gone = after(judged("party/north", remove=True))

    assert told(gone, judged("north/influence", value=5)) == "influence of North: 5"
