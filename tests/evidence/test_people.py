"""People: whose name it is, and what only looks like one."""

from __future__ import annotations

import pytest
from tests.evidence.telling import cast


def people(text: str) -> set[str]:
    return {one.name for one in cast(f"Talks go on\n\n{text}\n").figures.values() if one.type == "person"}


@pytest.mark.parametrize(
    "sentence",
    [
        "In April, President Harlow signed the order. April was late for that.",
        "During a visit to North Kettawa, the President and the Vice President will meet growers.",
        "She served as Chief Information Officer before she joined the talks.",
        "The Joint Statement, President Harlow said, binds both sides. The Joint Statement names no date.",
        "They walked over the Francis Tarrant Bridge to the talks on Monday.",
        "The ministry pays for drugs against Corvin’s disease. Corvin’s disease is rare.",
        "An Ally told the minister to wait. Every Ally signed the text.",
        "The Gazelans will return to their homes. The Gazelans were tired.",
        "He spoke at the Harlow Memorial Award dinner. The Harlow Memorial Award pays nothing.",
    ],
)
def test_what_only_looks_like_a_name_is_nobody(sentence: str) -> None:
    """Months, offices, papers, prizes, bridges, illnesses and peoples."""
    assert people(sentence) <= {"Harlow"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Secretary of State Ada Merrin said the talks would go on.", "Ada Merrin"),
        ("Senator Ida Moss, Representative Jon Vale and others urged a deal on Monday.", "Ida Moss"),
        ("Senator Ida Moss, Representative Jon Vale and others urged a deal on Monday.", "Jon Vale"),
        ("Kettawa Governor Tim Orsen, Lieutenant Governor Peg Fallon and others met the union.", "Tim Orsen"),
        ("“President Harlow KEEPS HIS WORD,” the senator said. Harlow laughed.", "Harlow"),
        ("Joseph Tarrant, Jr., the union’s president, said the offer was late.", "Joseph Tarrant"),
        ("The premier, Brad Wall, rejected the bid. Wall said the province would fight it.", "Brad Wall"),
        (
            "Brazilian President Luiz Inacio Tavora da Silva has rejected any reopening of the farm chapter.",
            "Luiz Inacio Tavora da Silva",
        ),
        ("Maria Keller, who leads the union, said the offer was late.", "Maria Keller"),
        ("Omar Haddad, the spokesman who took the call, said the offer was late.", "Omar Haddad"),
    ],
)
def test_a_name_is_told_from_its_title_and_from_what_stands_beside_it(sentence: str, name: str) -> None:
    found = people(sentence)
    assert name in found
    assert not {one for one in found if one != name and (name in one or one in name)}


def test_one_bare_word_that_only_takes_part_is_no_person() -> None:
    """A state or a firm that no list knows dominates a trade as well as somebody does."""
    assert people("Control of the mines is fought over, with Shenlong currently dominating the trade.") == set()


def test_a_label_with_a_hyphen_is_its_speaker() -> None:
    found = cast("Briefing on the talks\n\nMS. MOREAU-PETIT:  The union has made an offer.\n\nQ  Is it new?\n")

    assert [(one.type, one.name) for one in found.figures.values() if "etit" in one.name.lower()] == [
        ("person", "Moreau-Petit")
    ]
