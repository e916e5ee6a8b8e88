"""Plain text becomes an article whose every sentence leads back to the source."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import ReadingError
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


LINES = st.lists(
    st.sampled_from(
        [
            "The union rejected the offer on Monday,",
            "and the port said “no” to the mediator.",
            "- Pay: 4 percent more *this year*",
            "    - No dismissals before [2030](https://example.org/a_b)",
            "**WHAT CHANGES:** The strike ends.",
            "THE CHAIR:\u00a0 Thank you. It\u200b matters.",
            "\\###",
            "<!-- -->",
            "",
            "\t   ROTTERDAM, Netherlands (AP) _ Talks stalled.",
            "2025-03-04",
            "By Ada Berg",
        ]
    )
    | st.text(alphabet="ab *_[]()<>#-.“”\t\u00a0\u200b", max_size=30),
    max_size=12,
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_every_run_is_the_same_in_text_and_source(lines):
    """Verbatim means character by character: marks and white space may go, words never change."""
    source = "\n".join(["A headline about the talks", "", *lines, "", "The talks go on in Rotterdam on Monday."])
    article = story(source)

    for start, origin, length in article.runs:
        assert article.text[start : start + length] == source[origin : origin + length]
    joined = "".join(article.slice(sentence.span) for sentence in article.sentences)
    assert [letter for letter in joined if letter.isalpha()] == [c for c in article.text if c.isalpha()]


def test_bullets_complete_the_sentence_before_them():
    article = story("Offer on the table\n\nThe port offered three things, including:\n- More pay\n- Fewer nights\n")

    assert [block.lead_in for block in article.blocks if block.kind == "bullet"] == [1, 1]


def test_a_turn_goes_on_until_the_next_speaker():
    """A transcript's later paragraphs are still said by the one who was named last."""
    article = story(
        "Remarks on the port talks\n\n5:44 P.M.\n\nTHE CHAIR: We met.\n\nIt went well.\n\nQ Mr. Chair, is it over?\n"
    )
    labels = [article.slice(block.label) for block in article.blocks if block.label]

    assert labels == ["THE CHAIR", "THE CHAIR", "Q"]
    assert [article.slice(one.span) for one in article.sentences if one.is_label] == ["THE CHAIR", "Q"]


def test_the_day_in_front_of_the_first_paragraph_dates_the_story():
    """Wire stories give it with the place; without its year it dates nothing."""
    head = "# Nurses vote to strike\n\nPORTLAND, Ore., Oct. 14{year} — Nurses voted on Monday to strike.\n\nMore.\n"
    dated, undated = (read("story.md", head.format(year=year).encode()) for year in (", 2024", ""))

    assert (dated.published, dated.dateline) == (date(2024, 10, 14), "PORTLAND, Ore.")
    assert undated.published is None


def test_a_wire_storys_wrapped_lines_are_joined_and_its_dateline_kept():
    article = story(
        "Dockers reject offer\n04/24/1998 11:55:00\n\n\t   ROTTERDAM, Netherlands (AP) _ The largest dockers' unions\n"
        "have rejected an offer, setting the stage for a strike.\n\t   ``No ship will move,'' a chair said on the\n"
        "quay of the old harbour.\n"
    )

    assert str(article.published) == "1998-04-24"
    assert (article.dateline, article.outlet) == ("ROTTERDAM, Netherlands", "AP")
    assert [block.kind for block in article.blocks] == ["headline", "dateline", "paragraph", "paragraph"]
    assert article.slice(article.blocks[2].span).endswith(
        "unions have rejected an offer, setting the stage for a strike."
    )


def test_a_story_later_than_the_day_asked_for_is_refused():
    """Nothing later than --as-of is ever used."""
    with pytest.raises(ReadingError, match="2025-03-04"):
        read("story.txt", b"Talks stall\n2025-03-04\n\nThe union said no.\n", as_of=date(2025, 3, 1))


def test_an_undated_story_takes_the_day_it_is_read_for():
    text = b"Talks stall\n\nThe union said no to the offer on Monday.\n"

    assert read("story.txt", text, as_of=date(2025, 3, 1)).as_of == date(2025, 3, 1)
    assert "no-date" in {finding.code for finding in read("story.txt", text).findings}


def test_a_story_in_another_language_is_read_with_a_warning():
    article = story("Tarifstreit\n\nDie Gewerkschaft hat das Angebot der Arbeitgeber am Montag erneut abgelehnt.\n")

    assert "not-english" in {finding.code for finding in article.findings}


def test_a_text_of_endless_bullets_is_cut_and_says_so():
    """What was left out is counted, and reading ends within seconds."""
    article = story("Offer\n\n" + "- a\n" * 100_500)

    assert "cut-short" in {finding.code for finding in article.findings}


def test_an_address_or_a_table_in_a_wrapped_text_leaves_its_paragraphs_whole():
    """A link sticks out of the wrap and a table's lines never go on: neither says how wide the prose was wrapped."""
    article = story(
        "Makers Join Price Talks\n2023-10-03\n\n"
        "The ministry said on Tuesday that all makers of the ten medicines have\n"
        "signed agreements to take part in the talks under the new Medicine\n"
        "Price Act. For years the makers had fought the law that nearly [three in\n"
        "ten](https://www.example.org/polls/health-costs/july-2023-what-people-say-of-medicines-and-their-prices/)\n"
        "patients say they need, since they cannot afford what they are\n"
        "prescribed.\n\n"
        '<table>\n<tbody>\n<tr class="odd">\n<td>Maker</td>\n<td>Medicine</td>\n</tr>\n'
        '<tr class="even">\n<td>Norden Pharma</td>\n<td>Corvin</td>\n</tr>\n</tbody>\n</table>\n'
    )
    kinds = [(block.kind, article.slice(block.span)) for block in article.blocks]

    assert [kind for kind, _ in kinds if kind in ("paragraph", "heading")] == ["paragraph"]
    assert [words for kind, words in kinds if kind == "caption"] == ["Maker", "Medicine", "Norden Pharma", "Corvin"]


def test_a_line_with_a_sentence_inside_is_no_heading():
    article = story(
        "Pay Talks\n\nThe board met. It\n\nPay Program. The Union Will Answer\n\nNobody else spoke of it.\n"
    )

    assert "heading" not in [block.kind for block in article.blocks]


@pytest.mark.parametrize("place", ["Via Teleconference", "South Court Auditorium", "Aboard Air Force One"])
def test_where_a_transcript_was_made_is_no_sentence_of_it(place):
    article = story(
        f"Press Call on Steel\n\n{place}\n\n2:31 P.M. EDT\n\nTHE PRESIDENT: We have a deal.\n\nQ Is it signed?\n"
    )

    assert [block.kind for block in article.blocks] == ["headline", "dateline", "dateline", "turn", "turn"]
