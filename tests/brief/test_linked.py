"""A brief as machines read it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from tests.brief.cast import minerals, minerals_results
from tests.brief.hostile import hostile

from parley.brief.compose import compose
from parley.brief.linked import linked

WHEN = datetime(2025, 2, 22, 9, tzinfo=UTC)


def of(brief) -> str:
    return linked(brief, address="https://desk.example/b/x/", publisher="The desk", first=WHEN, last=WHEN, version=1)


def test_it_is_an_analysis_and_cites_its_stories():
    told = json.loads(of(compose(minerals(), minerals_results(minerals()))))

    assert told["@type"] == ["NewsArticle", "AnalysisNewsArticle"]
    assert told["citation"] == [
        {
            "@type": "NewsArticle",
            "headline": "U.S. and Ukraine Near Deal",
            "url": "https://example.org/m",
            "publisher": {"@type": "Organization", "name": "Newslooks"},
        }
    ]
    assert told["datePublished"] == "2025-02-22T09:00:00+00:00"


def test_nothing_in_it_can_end_a_script_element():
    """A headline with “</script>” would let a story write into the page."""
    told = of(compose(*hostile()))

    assert not set("<>&\u2028\u2029") & set(told)
    assert "</script>" in json.loads(told)["headline"] or "<script>" in json.loads(told)["headline"]
