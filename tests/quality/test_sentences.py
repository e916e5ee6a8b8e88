"""The annotated sentences of our own: well formed, of many kinds, and read as well as they were."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from quality.files import module_at

from parley.evidence.record import Act, Status

QUALITY = Path(__file__).resolve().parents[2] / "quality"
ROWS = [json.loads(line) for line in (QUALITY / "sentences" / "sentences.jsonl").read_text("utf-8").splitlines()]


def figures(part: str, folder: Path, monkeypatch) -> dict:
    scorer = module_at(QUALITY / "sentences.py")
    monkeypatch.setattr(sys, "argv", ["sentences.py", "--part", part, "--json", str(folder / "figures.json")])
    scorer.main()
    return json.loads((folder / "figures.json").read_text("utf-8"))


def test_every_sentence_has_its_own_id_and_a_part():
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 160
    assert min(Counter(row["part"] for row in ROWS).values()) >= 80


def test_at_least_ten_kinds_of_negotiation_stand_in_each_part():
    """A rule that fits one kind of bargaining only must show."""
    for part in ("dev", "held"):
        assert len({row["kind"] for row in ROWS if row["part"] == part} - {"none"}) >= 10


def test_sentences_without_any_move_are_among_them():
    """Cue words in another sense are half of what a rule gets wrong."""
    assert sum(not row["moves"] and not row["linkages"] for row in ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_what_is_annotated_stands_in_the_sentence(row):
    phrases = [link[side] for link in row["linkages"] for side in ("give", "get")]
    phrases += [one[side] for one in row["conditions"] for side in ("what", "on")]
    phrases += [move["issue"] for move in row["moves"]]
    sentence = row["text"].lower()
    assert all(word in sentence for phrase in phrases for word in phrase.lower().split())


@pytest.mark.parametrize("row", [row for row in ROWS if row["moves"]], ids=lambda row: row["id"])
def test_acts_and_statuses_are_those_of_the_record(row):
    for move in row["moves"]:
        assert {move["act"], *move["also"]} <= set(get_args(Act)) - {"condition"}
        assert set(move["status"]) <= set(get_args(Status))
        assert move["by"]


def test_the_dev_sentences_are_read_as_well_as_they_were(tmp_path, monkeypatch):
    """Measured: moves F .85, linkages F .90, conditions F .87; the bars are .75 and .8; floors follow scores."""
    score = figures("dev", tmp_path, monkeypatch)

    assert score["moves"]["f"] >= 0.8
    assert score["linkages"]["f"] >= 0.84
