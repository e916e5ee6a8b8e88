"""Plain text becomes an article whose every sentence leads back to the source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley.reading.article import Article
from parley.reading.read import read

SEED = Path(__file__).parents[3] / "shared" / "data" / "seed"


def story(text: str) -> Article:
    return read("story.txt", text.encode())


@pytest.fixture(scope="module")
def seed() -> Article:
    files = sorted(SEED.glob("*.txt"))
    if not files:
        pytest.skip("the seed story is not beside this checkout")
    return read(str(files[0]))


def test_every_unit_of_the_seed_stands_where_the_gold_says(seed):
    """Seventy units were marked by hand; a brief that quotes one must open exactly that stretch of the file."""
    units = json.loads((SEED / "gold.json").read_text())["units"]
    kinds = {"sentence": "paragraph", "chrome": "notice"}

    ours = {(place.start, place.end): block.kind for block in seed.blocks for place in [seed.source_span(block.span)]}
    for sentence in seed.sentences:
        place = seed.source_span(sentence.span)
        ours[(place.start, place.end)] = seed.blocks[sentence.block].kind
    missed = [u["text"] for u in units if ours.get((u["start"], u["end"])) != kinds.get(u["kind"], u["kind"])]

    assert missed == []


def test_a_header_line_tells_headline_site_place_name_edition_and_standfirst():
    """Some sites paste the whole head of a story into one line."""
    article = story(
        "Port Unions Weigh Offer \\ Harbour Post \\ Rotterdam \\ Ada Berg \\ Morning Edition \\ "
        "Dockers in Rotterdam weigh a new offer tonight, after three weeks in which no ship was unloaded.\n\n"
        "The union will answer on Friday. It has asked for more time twice before, its chair said.\n"
    )

    assert article.title == "Port Unions Weigh Offer"
    assert (article.outlet, article.dateline, article.authors, article.edition) == (
        "Harbour Post",
        "Rotterdam",
        ("Ada Berg",),
        "Morning Edition",
    )
    assert article.blocks[5].kind == "standfirst"
