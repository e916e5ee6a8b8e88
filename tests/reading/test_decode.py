"""Bytes become text, or a refusal that says what to do."""

from __future__ import annotations

import pytest

from parley.errors import ReadingError
from parley.reading.decode import LARGEST, decode
from parley.reading.read import read

STORY = "Talks stall\n\nThe union said “no” on Monday – again.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_same_words_come_out_of_every_encoding(encoding):
    assert decode(STORY.encode(encoding), "story.txt").text == STORY


def test_a_page_may_name_its_own_encoding():
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p></body></html>'

    assert "Łódź" in decode(page.encode("iso-8859-2"), "page.html").text


def test_broken_bytes_are_replaced_and_counted():
    """Two broken bytes in a file of good ones are no reason to give the others up."""
    article = read("story.txt", STORY.encode() + b"The port said \xff\xfe nothing.")

    assert "“no”" in article.text
    assert "2 places" in next(one.message for one in article.findings if one.code == "broken-bytes")


@pytest.mark.parametrize(
    ("data", "way_out"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7\n...", "Export it as text"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"PK\x03\x04....", "plain text or HTML"),
        (b"\x00\x01\x02\x03abc" * 99, "binary"),
        (b"a " * (LARGEST // 2 + 1), "10 MB"),
    ],
)
def test_what_holds_no_story_is_refused_with_a_way_out(data, way_out):
    with pytest.raises(ReadingError, match=way_out):
        decode(data, "input")
