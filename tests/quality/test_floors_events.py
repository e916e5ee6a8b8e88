"""Floors of event coding and of dates on the gold beside the project; they move up with the scores they guard."""

from __future__ import annotations

from pathlib import Path

import pytest
from quality.files import module_at

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "text"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the gold is not beside this checkout")


def test_triples_are_coded_as_well_as_they_were():
    """Measured with the Phoenix lists: plover F .76; a little room is left for a retrained parser."""
    score = module_at(ROOT / "quality" / "events.py").triples_of(DATA, "petr2_gsr", listed=True)

    assert score["plover"]["F"] >= 0.72


def test_dates_are_understood_as_well_as_they_were():
    """Measured: .911 of single dates at their own granularity; the bar is .90."""
    score = module_at(ROOT / "quality" / "dates.py").score(DATA / "time" / "gum_news_interview_dates.jsonl")

    assert score["when_right"] >= 0.90
