"""The gold stories of our own: every item of the gold stands in its text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from quality.files import module_at

from parley.evidence.extract import extract
from parley.evidence.record import PloverType, PositionStance
from parley.reading.read import read

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


def test_every_story_is_in_one_part():
    """Rules are written with one part in view; a story in both would flatter the other."""
    script = module_at(FOLDER.parent / "stories_own.py")
    assert sorted(script.part("all")) == NAMES
    assert not set(script.part("dev")) & set(script.part("held"))


def test_the_held_part_as_it_was_can_still_be_scored():
    """Figures from before some of its stories were opened are compared with the same ten stories."""
    script = module_at(FOLDER.parent / "stories_own.py")
    first, held = set(script.part("held_first")), set(script.part("held"))
    opened = {"nuclear_talks", "nurses_hospital", "port_lockout", "hostage_release", "climate_finance", "drug_prices"}
    assert len(first) == 10
    assert first - held == opened
    assert opened <= set(script.part("dev"))


def test_nothing_is_claimed_of_texts_that_only_sound_like_bargaining():
    """A court report and a match report: people and quotations, and no party, position or event."""
    stories = module_at(FOLDER.parent / "stories.py")
    for name in (name for name in NAMES if not gold(name)["is_negotiation"]):
        path = FOLDER / "texts" / f"{name}.txt"
        record = stories.Prediction(extract(read(path.name, path.read_bytes()))).record()
        assert not record["is_negotiation"]
        assert not record["parties"] + record["positions"] + record["events"] + record["pressures"]
