"""The gold stories of our own: every item of the gold stands in its text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from parley.evidence.record import PloverType, PositionStance

FOLDER = Path(__file__).resolve().parents[2] / "quality" / "stories_own"
NAMES = sorted(path.stem for path in (FOLDER / "gold").glob("*.json"))


def gold(name: str) -> dict:
    return json.loads((FOLDER / "gold" / f"{name}.json").read_text("utf-8"))


def flat(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<!--.*?-->", " ", words))


def text(name: str) -> str:
    return flat((FOLDER / "texts" / f"{name}.txt").read_text("utf-8"))


def test_every_story_has_its_text_and_is_listed():
    listed = (FOLDER / "README.md").read_text("utf-8")
    assert sorted(path.stem for path in (FOLDER / "texts").iterdir()) == NAMES
    assert all(f"| {name} |" in listed for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_quotations_and_sentences_stand_in_the_text(name):
    story, words = gold(name), text(name)
    quoted = [quote["text"] for quote in story["quotes"]]
    items = [item["sentence"] for key in ("events", "positions", "linkages", "pressures") for item in story[key]]
    assert [line for line in quoted + items + story["questions"] if flat(line) not in words] == []


@pytest.mark.parametrize("name", NAMES)
def test_values_are_those_of_the_guide(name):
    story = gold(name)
    types = {one.lower() for one in get_args(PloverType)}
    assert all({event["type"], *event.get("alt_types", [])} <= types for event in story["events"])
    assert {event["status"] for event in story["events"]} <= {"happened", "planned", "hypothetical"}
    assert {position["stance"] for position in story["positions"]} <= set(get_args(PositionStance))
    assert {position["party"] for position in story["positions"]} <= set(story["parties"])


@pytest.mark.parametrize("name", NAMES)
def test_a_text_without_negotiation_has_people_and_quotations_only(name):
    story = gold(name)
    if not story["is_negotiation"]:
        fields = ("parties", "events", "positions", "issues", "linkages", "pressures", "questions")
        assert not any(story[field] for field in fields)
