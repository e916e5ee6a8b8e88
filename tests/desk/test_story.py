"""The story page: the text with its evidence, and an address for each sentence."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from tests.desk.kept import dossier_of, kept_story
from tests.desk.news import HOSTILE, MACKEREL

from parley.desk.pages.items import KINDS, cut
from parley.desk.pages.story import shown
from parley.evidence.record import Move
from parley.record import Span


@pytest.fixture
def story(negotiation, people):
    return kept_story(negotiation, MACKEREL, people["erin"])


def test_a_text_cut_where_items_begin_and_end_is_the_text_again():
    """However they nest and overlap: each segment lies in the same items from its first letter to its last."""
    dossier = dossier_of(MACKEREL)
    whole = Span(start=0, end=len(dossier.article.text))
    segments = cut(dossier.article.text, whole, dossier.items)

    assert "".join(segment.text for segment in segments) == dossier.article.text
    at = 0
    for segment in segments:
        end = at + len(segment.text)
        over = {i.id for i in dossier.items for m in i.mentions if m.span.start <= at and end <= m.span.end}
        assert set(segment.items) == over
        at = end
    assert any(len(segment.items) > 2 for segment in segments)


def test_every_item_begins_somewhere_on_the_page(story):
    """Nothing that was read is hidden behind something else."""
    found = shown(story, frozenset(kind.key for kind in KINDS))
    segments = [s for block in found["blocks"] for sentence in block["sentences"] for s in sentence["segments"]]

    assert {id for segment in segments for id in segment.items} == {item.id for item in story.dossier.items}
    assert sum(found["counts"].values()) == len(story.dossier.items) == len(found["listed"])


def test_the_text_stands_word_for_word(story, enter):
    page = enter("reed").get(reverse("story", args=[story.code])).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    article = re.sub(r"<sup>.*?</sup>|<a class=\"place\".*?</a>", "", article)
    words = html.unescape(re.sub("<[^>]+>", "", article)).split()

    assert " ".join(words) == " ".join(story.dossier.article.text.split())


def test_kinds_are_chosen_by_the_address(story, enter):
    """It works without scripts, and can be sent to a colleague."""
    client = enter("reed")
    quotations = client.get(reverse("story", args=[story.code]), {"kind": "quotation"}).content.decode()

    assert 'class="mark k-quotation' in quotations
    assert 'class="mark k-move' not in quotations
    assert 'value="quotation" checked' in quotations


def test_an_item_opens_who_what_rule_and_confidence(story, enter):
    """As a part of the page for a script, and as the whole page for whoever has none."""
    client = enter("reed")
    move = next(item for item in story.dossier.of(Move) if item.text.startswith("Norway rejected"))
    address = reverse("story-items", args=[story.code])
    part = client.get(address, {"item": move.id}, headers={"HX-Request": "true"}).content.decode()
    page = client.get(address, {"item": move.id}, follow=True).content.decode()

    for body in (part, page):
        assert "Norway" in body
        assert move.rule in body
        assert f"{move.confidence:.2f}" in body
        assert "not yet" in body
    assert "<html" not in part
    assert "<html" in page


def test_each_sentence_has_a_permanent_address(story, enter):
    client = enter("reed")

    assert client.get(f"/s/{story.code}/s2/")["Location"] == f"/s/{story.code}/#s2"
    assert client.get(f"/s/{story.code}/s999/").status_code == 404
    assert 'id="s2"' in client.get(f"/s/{story.code}/").content.decode()


def test_a_long_report_has_pages(negotiation, enter):
    """And the address of a sentence leads to its page."""
    long = "Talks go on\n\n" + "\n\n".join(f"Norway met Iceland for the {n}th time on Monday." for n in range(700))
    story = kept_story(negotiation, long)
    client = enter("reed")
    last = story.dossier.article.sentences[-1].id

    assert client.get(f"/s/{story.code}/{last}/")["Location"] == f"/s/{story.code}/?page=3#{last}"
    assert f'id="{last}"' in client.get(f"/s/{story.code}/?page=3").content.decode()
    assert client.get(f"/s/{story.code}/?page=99999999999999999999").status_code == 200


@pytest.mark.parametrize("query", ["?item=nothing", "?kind=nothing", "?page=-1", "?page=x", "?item=" + "a," * 5000])
def test_a_broken_address_breaks_nothing(story, enter, query):
    assert enter("reed").get(reverse("story", args=[story.code]) + query).status_code == 200


def test_a_hostile_text_is_shown_and_not_obeyed(negotiation, enter):
    story = kept_story(negotiation, HOSTILE)
    answer = enter("reed").get(reverse("story", args=[story.code]))
    body = answer.content.decode()

    assert answer.status_code == 200
    assert "<script>alert" not in body
    assert "<svg" not in body
    assert "\u202e" not in body
    assert "\x1b" not in body
    assert len(body) < 200_000
