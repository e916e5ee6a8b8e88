"""A case file remembers from which revision on a desk it was made."""

from __future__ import annotations

from pathlib import Path

from parley.case.file import dump, load
from parley.case.origin import Origin, origin_of, with_origin

CASE = (Path(__file__).parents[2] / "examples" / "minerals_2025.yaml").read_text()
HERE = Origin(address="https://desk.example/n/abc23defgh", revision=7)


def test_an_origin_is_read_back_and_changes_nothing_else():
    """Equal cases stay equal, wherever they were pulled from."""
    case = load(CASE)
    text = with_origin(dump(case), HERE)

    assert origin_of(text) == HERE
    assert load(text) == case
    assert text.replace(f"# From {HERE.address}, revision 7.\n", "") == dump(case)


def test_a_later_origin_takes_the_place_of_the_one_before():
    """A file is of one revision."""
    text = with_origin(with_origin(CASE, HERE), Origin(address=HERE.address, revision=8))

    assert origin_of(text).revision == 8
    assert "revision 7" not in text


def test_words_of_a_story_are_no_origin():
    """Only the head of the file speaks of it, not what somebody wrote in a reason."""
    assert origin_of(f"title: x\n# From {HERE.address}, revision 3.\n") is None
    assert origin_of(CASE) is None
