"""Copies of one report are told from stories of their own."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from parley.reading.duplicates import SAME_REPORT, is_same_report, likeness, sketch, sketch_of

TEXTS = {
    path.stem: path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "quality" / "stories_own" / "texts").glob("*.txt"))
}


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?”])\s+|\n+", text) if part.strip()]


def edited(text):
    """As another desk prints it: its own headline and first sentence, some sentences and the end cut, words changed."""
    parts = sentences(text)
    kept = ["Another desk’s headline about the same", "It sums up in new words what the others said."]
    for at, part in enumerate(parts[1 : int(len(parts) * 0.75)]):
        words = part.split()
        if at % 3 == 1:
            words[len(words) // 2] = "elsewhere"
        if at % 6:
            kept.append(" ".join(words))
    return "\n".join(kept)


def follow_up(text, other):
    """A new story that repeats a fifth of its forerunner as background."""
    parts = sentences(text)
    return "\n".join(sentences(other)[: len(parts)] + parts[: len(parts) // 5])


@pytest.mark.parametrize("name", TEXTS)
def test_an_edited_copy_is_the_same_report(name):
    """An agency's story is printed by seven papers; it is one report, not seven."""
    assert likeness(sketch(TEXTS[name]), sketch(edited(TEXTS[name]))) > SAME_REPORT + 0.03


def test_two_stories_are_two_reports():
    """Twenty-five texts on twenty-five subjects, in pairs."""
    sketches = [sketch(text) for text in TEXTS.values()]

    assert max(likeness(*pair) for pair in combinations(sketches, 2)) < 0.02


def test_a_follow_up_that_repeats_its_background_is_a_story_of_its_own():
    """What is new in it must not be lost."""
    names = list(TEXTS)
    found = [
        likeness(sketch(TEXTS[one]), sketch(follow_up(TEXTS[one], TEXTS[other]))) for one, other in pairwise(names)
    ]

    assert max(found) < SAME_REPORT - 0.03


def test_a_sketch_is_the_same_after_it_was_kept():
    """Sketches of years ago are compared with today's."""
    drawn = sketch(TEXTS["gas_transit"])

    assert (sketch_of(drawn.tobytes()) == drawn).all()
    assert drawn[:3].tolist() == [33248212, 5755230, 3089537]
    assert len(drawn.tobytes()) == 512


def test_a_text_of_a_few_words_is_like_none():
    """Two empty pages are no two reports of one event."""
    assert not is_same_report(sketch("Talks go on"), sketch("Talks go on"))
    assert not is_same_report(sketch_of(b""), sketch_of(b""))


def test_an_endless_text_is_sketched_in_bounded_room():
    """Ten megabytes of different words make a table of 500 MB at once, and a small one in pieces."""
    assert sketch(" ".join(map(str, range(300_000)))).size == 128
