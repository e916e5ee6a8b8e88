"""A case file can be read, edited and compared; what is changed by hand becomes a judgement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.case.small import judged, trade
from tests.case.stories import minerals, strike

from parley.case.draft import draft
from parley.case.edit import judge
from parley.case.file import dump, load
from parley.case.judgements import apply
from parley.case.nodes import CaseFileError

NOON = datetime(2025, 2, 22, 12, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.floats(-1e6, 1e6)


@pytest.mark.parametrize("story", [minerals, strike])
def test_what_is_written_reads_back_the_same(story):
    case = draft([story().dossier()])

    assert load(dump(case)) == case


def test_an_edited_case_reads_back_with_its_judgements_and_its_draft():
    case = draft([minerals().dossier()])
    edited = apply(case, [judge(case, "party/russia=remove", who="anna", when=NOON, why="not at the table")])

    back = load(dump(edited))

    assert back == edited
    assert back.draft == case.model_copy(update={"sources": back.sources, "citations": back.citations})


@given(title=words, name=words, label=words, why=words, value=numbers, low=numbers, high=numbers)
def test_any_words_and_numbers_survive_the_file(title, name, label, why, value, low, high):
    """Colons, quotes, line breaks, "no" and 1e5 all mean something in YAML."""
    case = trade()
    first, *rest = case.issues
    scale = first.scale.model_copy(update={"low_label": label})
    estimate = judged(0).model_copy(update={"value": value, "low": low, "high": high, "why": why})
    stance = case.stances[0].model_copy(update={"position": estimate})
    case = case.model_copy(
        update={
            "title": title,
            "issues": (first.model_copy(update={"name": name, "scale": scale}), *rest),
            "stances": (stance, *case.stances[1:]),
        }
    )

    assert load(dump(case)) == case


def test_an_estimate_stands_on_one_line_with_its_range_and_reason():
    text = dump(draft([minerals().dossier()]))

    line = next(line for line in text.splitlines() if "demands" in line and "position:" in line)
    assert line.startswith("    position: {value: ")
    assert "by: rule positions/1" in line


def test_a_number_changed_by_hand_becomes_a_judgement():
    case = draft([strike().dossier()])
    text = dump(case).replace("{value: 40, range: [", "{value: 33, range: [", 1)

    edited = load(text, who="anna", when=NOON)

    assert [(each.on, each.who) for each in edited.judgements] == [("machinists/wage-increase/position", "anna")]
    assert edited.stance("machinists", "wage-increase").position.value == 33
    assert load(dump(edited)) == edited


def test_a_name_changed_and_a_party_struck_out_by_hand_become_judgements():
    case = draft([minerals().dossier()])
    head, parties, rest = dump(case).partition("parties:\n")
    start, end = rest.index("  russia:\n"), rest.index("issues:\n")
    text = head + parties + (rest[:start] + rest[end:]).replace("name: mineral access", "name: access to the mines", 1)

    edited = load(text, when=NOON)

    assert {each.on for each in edited.judgements} == {"party/russia", "issue/mineral-access"}
    assert edited.issue("mineral-access").name == "access to the mines"
    assert "russia" not in {party.key for party in edited.parties}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("role: bargaining", "role: boss", "bargaining"),
        ("{value: 91", "{valu: 91", "{value: 80, range"),
        ("parties:\n", "partys:\n", "Sections are"),
        ("schema_version: case/1", "schema_version: case/9", "case/1"),
        ("parties:\n", "parties: [\n", "brackets"),
    ],
)
def test_a_mistake_names_its_line_and_what_would_be_right(before, after, said):
    text = dump(draft([minerals().dossier()])).replace("{value: 95", "{value: 91")
    broken = text.replace(before, after, 1)

    with pytest.raises(CaseFileError, match="line") as caught:
        load(broken)

    changed = [n for n, (a, b) in enumerate(zip(text.splitlines(), broken.splitlines(), strict=True), 1) if a != b]
    assert 0 <= caught.value.line - changed[0] <= 2  # the parser of YAML itself notices a little late
    assert said in str(caught.value)


def test_a_key_written_twice_is_refused_rather_than_lost():
    text = dump(draft([minerals().dossier()])).replace("    role: bargaining\n", "    role: bargaining\n" * 2, 1)

    with pytest.raises(CaseFileError, match="second time"):
        load(text)
