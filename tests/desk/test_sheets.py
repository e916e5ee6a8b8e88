"""Two sheets of mediation practice on the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.brief.hostile import SCRIPT, hostile
from tests.desk.written import analysed_case

SHEETS = ("sheet-agreed", "sheet-actors")


def sheet(client, negotiation, name):
    answer = client.get(reverse(name, args=[negotiation.code]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", SHEETS)
def test_before_a_case_a_sheet_says_what_to_do(enter, negotiation, name):
    assert "Keep a story first" in sheet(enter("reed"), negotiation, name)


def test_facts_and_norms_stand_in_their_fields_with_their_sentences(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    page = sheet(enter("reed"), negotiation, "sheet-agreed")
    agreed, contested = page.split('id="contested_facts"')[0], page.split('id="contested_facts"')[1]

    assert "close to a deal" in agreed
    assert "making progress toward a deal</mark>" in agreed
    assert "Will the U.S. offer Ukraine security guarantees" in contested


def test_the_map_is_a_picture_and_a_table_that_says_the_same(enter, negotiation, people):
    analysed_case(negotiation, people["alice"])
    page = sheet(enter("reed"), negotiation, "sheet-actors")
    picture, tables = page.split("</svg>")

    for name in ("United States", "Ukraine", "Russia", "Democrats", "Congress"):
        assert name in picture
        assert name in tables
    assert "must consent for" in tables
    assert " style=" not in page


@pytest.mark.parametrize("name", SHEETS)
def test_hostile_words_stay_words(enter, negotiation, people, name):
    case, results = hostile()
    analysed_case(negotiation, people["alice"], case, results)

    assert SCRIPT not in sheet(enter("reed"), negotiation, name)
