"""The steps from story to brief, alone and through pipes."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pytest

STORY = "examples/iran_2015.txt"
STRIKE = "examples/uaw_2023.md"


def test_a_story_read_keeps_its_bullets_as_sentences(parley):
    """The questions that close a story are what a brief must answer."""
    done = parley("read", STORY)

    assert "What role will Russia play in settling the dispute over weapons?" in done.out
    assert "2015-07-09" in done.out


def test_each_step_takes_what_the_one_before_printed(parley):
    """A pipe of steps and one command give the same case."""
    article = parley("read", STORY, "--json").out
    dossier = parley("evidence", "--json", stdin=article).out
    piped = parley("case", "draft", "-", stdin=dossier).out

    assert piped == parley("case", "draft", STORY).out


def test_standard_input_is_a_story_when_it_is_no_record(parley, desk):
    """Text pasted from anywhere."""
    text = (desk / STORY).read_bytes()
    done = parley("evidence", "--json", stdin=text)

    assert json.loads(done.out)["is_negotiation"] is True


def test_evidence_prints_one_item_a_line_for_other_programs(parley):
    """`jq` and DuckDB read JSON lines."""
    lines = parley("evidence", STORY, "--format", "items").out.splitlines()

    assert {"actor", "quotation", "move"} <= {json.loads(line)["kind"] for line in lines}


def test_refusals_are_explained_with_counts(parley):
    """Nothing is dropped in silence."""
    assert "refused" in parley("evidence", STORY, "--explain").out


def test_a_file_is_written_whole_and_nothing_is_printed(parley, desk):
    """-o and a pipe at once would print twice."""
    done = parley("case", "draft", STORY, "-o", "case.yaml")

    assert done.out == ""
    assert (desk / "case.yaml").read_text(encoding="utf-8").startswith("#")


def test_several_stories_become_one_case_that_cites_them_all(parley):
    """Two stories of one strike; here one story told twice under two names stands in for them."""
    case = json.loads(parley("case", "draft", STORY, STRIKE, "--json").out)

    assert len(case["sources"]) == 2


def test_a_story_that_is_no_negotiation_is_named_when_left_out(parley):
    """One stray page must not spoil a case, and must not vanish either."""
    done = parley("case", "draft", STORY, "examples/heat_record_2022.html")

    assert done.code == 0
    assert "heat_record_2022.html: left out of the case" in done.err


def test_an_edit_is_kept_with_who_and_why_and_undone_by_one_more(parley, desk):
    """Nothing is overwritten."""
    parley("case", "draft", STORY, "-o", "case.yaml")
    parley("case", "edit", "case.yaml", "iran/influence=61", "--who", "Anna", "--why", "oil prices fell")
    edited = json.loads(parley("case", "show", "case.yaml", "--json").out)
    judgement = edited["judgements"][0]
    parley(
        "case", "edit", "case.yaml", f"judgement/{judgement['id']}=undo", "--who", "Anna", "--why", "they rose again"
    )
    undone = json.loads(parley("case", "show", "case.yaml", "--json").out)

    influence = {party["key"]: party["influence"]["value"] for party in edited["parties"]}
    assert influence["iran"] == 61
    assert (judgement["who"], judgement["why"]) == ("Anna", "oil prices fell")
    assert len(undone["judgements"]) == 2
    assert {party["key"]: party["influence"]["value"] for party in undone["parties"]}["iran"] != 61


def test_reading_the_stories_again_keeps_the_judgements(parley):
    """--keep lays an earlier case's judgements over the new draft."""
    parley("case", "draft", STORY, "-o", "case.yaml")
    parley("case", "edit", "case.yaml", "iran/influence=61", "--who", "Anna", "--why", "oil prices fell")
    again = json.loads(parley("case", "draft", STORY, "--keep", "case.yaml", "--json").out)

    assert [judgement["who"] for judgement in again["judgements"]] == ["Anna"]


def test_why_marks_the_words_in_their_sentence(parley):
    """The whole point of evidence: a reader can look."""
    done = parley("why", "iran/relief-from-sanctions/position", STORY)

    assert "»" in done.out
    assert "rule " in done.out


def test_why_names_what_is_near_when_an_id_is_wrong(parley):
    """A key half remembered should be enough."""
    done = parley("why", "relief", STORY)

    assert done.code == 1
    assert "relief-from-sanctions" in done.err


def test_characters_that_steer_a_terminal_do_not_reach_it(parley):
    """A story is data, also to the screen."""
    done = parley("read", stdin="A headline\n\nThe minister said \x1b[31mno\x1b[0m to the offer on Monday.\n")

    assert "\x1b" not in done.out


@pytest.mark.parametrize(("form", "mark"), [("text", "What"), ("markdown", "## "), ("html", "</html>"), ("json", "{")])
def test_a_brief_comes_in_four_forms(parley, form, mark):
    """One object, four renderings."""
    done = parley("brief", STORY, "--format", form, "--draws", "500")

    assert done.code == 0, done.err
    assert mark in done.out


@pytest.mark.skipif(find_spec("typst") is None, reason="a PDF needs the extra “desk”")
def test_a_brief_is_set_as_a_pdf_by_its_files_name(parley, desk):
    """Pages for the briefcase."""
    done = parley("brief", STORY, "-o", "brief.pdf", "--draws", "500")

    assert done.code == 0, done.err
    assert (desk / "brief.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(find_spec("typst") is not None, reason="the typesetter is here")
def test_without_the_typesetter_a_pdf_says_what_to_install(parley):
    """Before any work is done."""
    done = parley("brief", STORY, "-o", "brief.pdf")

    assert done.code == 69
    assert "parley-desk[desk]" in done.err


def test_same_story_and_seed_give_the_same_brief(parley):
    """Byte for byte."""
    first, second = (parley("brief", STORY, "--json", "--draws", "500", "--seed", "7").out for _ in range(2))

    assert first == second


def test_what_if_prints_differences_and_leaves_the_case_alone(parley, desk):
    """Supposing is not judging."""
    parley("case", "draft", STORY, "-o", "case.yaml")
    before = (desk / "case.yaml").read_bytes()
    done = parley("whatif", "case.yaml", "--without", "russia", "--draws", "500")

    assert done.code == 0, done.err
    assert "without russia" in done.out
    assert (desk / "case.yaml").read_bytes() == before


def test_what_if_counts_what_stays_as_it_is(parley):
    """Only differences are rows."""
    done = parley("whatif", STORY, "--set", "iran/influence=50", "--draws", "500")
    rows = [line.split() for line in done.out.splitlines() if "weighted mean" in line or "chance" in line]

    assert "figures stay as they are" in done.out
    assert rows
    assert all("+0" not in row for row in rows)


def test_what_if_sees_the_change_that_the_analysis_tells_of(parley):
    """Without Russia the troops stand higher: by the weighted mean, as in the block “What if” of the analysis."""
    done = parley("whatif", "examples/minerals_2025.yaml", "--without", "russia", "--draws", "500")

    (row,) = [line for line in done.out.splitlines() if line.lstrip().startswith("troops: weighted mean")]
    assert float(row.split()[-1]) == pytest.approx(10, abs=1)


def test_what_if_needs_to_be_told_what(parley):
    """Otherwise nothing would differ."""
    assert parley("whatif", STORY).code == 2
