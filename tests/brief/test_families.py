"""What a brief tells of ratification, a conflict, the stakes and what the agreement hangs on, from the example."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.brief.cast import issue, minerals, minerals_results

from parley.analysis.analyse import analyse
from parley.analysis.results import Results
from parley.brief.compose import compose
from parley.brief.ledger import Ledger
from parley.brief.record import Brief, Section
from parley.brief.references import references, sentences
from parley.brief.sayings import degree, scale_end, term
from parley.case.file import load
from parley.case.record import Case

EXAMPLE = Path(__file__).parents[2] / "examples" / "minerals_2025.yaml"
FAMILIES = ("Would It Be Ratified", "Who Would Stay Where", "What Is at Stake", "What It Hangs On")


@pytest.fixture(scope="module")
def case() -> Case:
    return load(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def results(case: Case) -> Results:
    return analyse(case, draws=400)


@pytest.fixture(scope="module")
def brief(case: Case, results: Results) -> Brief:
    return compose(case, results)


def deep_look(brief: Brief) -> dict[str, Section]:
    section = next(each for each in brief.sections if each.key == "deep-look")
    return {part.heading: part for part in section.subsections}


def told(section: Section) -> str:
    every = [*section.paragraphs, *(bullet.sentences for bullet in section.bullets)]
    return " ".join(sentence.text for each in every for sentence in each)


def test_every_family_that_gave_a_result_is_told(brief: Brief) -> None:
    assert set(FAMILIES) <= set(deep_look(brief))


def test_a_story_without_them_says_nothing_of_them() -> None:
    """A heading over nothing would look like a finding."""
    plain = minerals()

    assert not set(FAMILIES) & set(deep_look(compose(plain, minerals_results(plain))))


def test_each_sentence_and_table_rests_on_the_family_it_tells_of(brief: Brief) -> None:
    kinds = dict(zip(FAMILIES, ("ratification", "conflict", "stakes", "sensitivity"), strict=True))
    parts, known = deep_look(brief), references(brief)

    for heading, kind in kinds.items():
        section = parts[heading]
        every = [*section.paragraphs, *(bullet.sentences for bullet in section.bullets)]
        basis = [id for each in every for sentence in each for id in sentence.basis]
        assert basis
        assert all(id.split("/")[0] == kind and known[id].note is not None for id in basis)


def test_the_chamber_says_how_likely_it_passes_and_that_nobody_calibrated_it(brief: Brief, results: Results) -> None:
    said = told(deep_look(brief)["Would It Be Ratified"])

    assert results.ratification is not None
    assert f"{results.ratification.packages} packages weighed for this" in said
    assert "the Verkhovna Rada passes it" in said
    assert "uncalibrated" in said


def test_a_state_comes_with_the_definitions_by_which_it_lasts(brief: Brief, results: Results) -> None:
    section = deep_look(brief)["Who Would Stay Where"]

    assert "(Nash, GMR, SMR, SEQ and SIM)" in told(section)
    assert "would not last" in told(section)
    assert section.tables[0].rows[0][0].startswith("now: ")


def test_figures_without_a_source_are_said_to_illustrate(brief: Brief) -> None:
    """Nobody should quote a sum that rests on what somebody guessed."""
    said = told(deep_look(brief)["What Is at Stake"])

    assert "they illustrate, and are not for quoting" in said
    assert "US$ 5.2 billion" in said


def test_the_tornado_has_its_widest_bar_first_and_the_table_says_the_same(brief: Brief) -> None:
    (figure,) = deep_look(brief)["What It Hangs On"].figures
    rows = figure.spec["data"]["values"]
    widths = [row["high"] - row["low"] for row in rows]

    assert widths == sorted(widths, reverse=True)
    assert len(figure.table.rows) == len(rows)
    assert len({row["value"] for row in rows}) == 1  # all dots stand at the figure itself


def test_a_forecast_is_the_distribution_with_an_interval_for_four_of_five_cases(brief: Brief, results: Results) -> None:
    minerals_issue = next(one for one in results.forecasts if one.issue == "minerals")
    stands = deep_look(brief)["Where Each Side Stands"]
    figure = next(each for each in stands.figures if each.id == "forecast")
    row = next(each for each in figure.table.rows if "mineral" in each[0])

    assert minerals_issue.outlook is not None
    assert row[1].startswith(f"{minerals_issue.outlook.median:.0f} ({minerals_issue.outlook.low80:.0f} to ")
    assert "in four of five cases at" in told(stands)


@pytest.mark.parametrize(
    ("label", "much"),
    [
        ("no mineral access", "none"),
        ("partial mineral access", "part"),
        ("full mineral access, as the United States asks", "all"),
        ("all", "all"),
        ("a jointly owned company", None),
    ],
)
def test_a_label_of_a_drafted_scale_says_how_much_of_its_issue_it_is(label: str, much: str | None) -> None:
    assert degree(issue("mineral-access", "mineral access"), label) == much


def test_several_ask_and_one_asks() -> None:
    """A scale is labelled before anybody knows how its party's name is spoken."""
    known = minerals()
    parties = tuple(
        one.model_copy(update={"name": "traders", "number": "plural"}) if one.key == "ukraine" else one
        for one in known.parties
    )
    ledger = Ledger(known.model_copy(update={"parties": parties}), minerals_results(known))
    access = issue("mineral-access", "mineral access")

    assert scale_end(ledger, access, "full mineral access, as traders asks") == "all of it, as traders ask"
    assert scale_end(ledger, access, "full mineral access, as United States asks").endswith("the United States asks")


def test_terms_read_as_english() -> None:
    """ "Partial Iran's nuclear programme" and "full end to tiers" are no English."""
    names = {"tiers": "end to tiers", "atoms": "Ukraine's nuclear plants", "troops": "troops"}
    plain = minerals()
    story = plain.model_copy(update={"issues": (*plain.issues, *(issue(key, name) for key, name in names.items()))})
    ledger = Ledger(story, minerals_results(plain))

    assert term(ledger, "tiers", "full end to tiers") == "an end to tiers in full"
    assert term(ledger, "atoms", "no Ukraine's nuclear plants") == "Ukraine's nuclear plants not at all"
    assert term(ledger, "troops", "no troops") == "no troops"
    assert ledger.in_our_words("a deal with at least partial end to tiers") == (
        "a deal with at least part of an end to tiers"
    )


def test_no_sentence_is_said_twice(brief: Brief) -> None:
    """Who reads three questions should not read one reason three times."""
    asked = next(each for each in brief.sections if each.key == "whats-next")
    said = [one.text for part in asked.subsections for bullet in part.bullets for one in bullet.sentences]

    assert len(said) == len(set(said))
    assert all(sentence.text.count("uncalibrated") <= 2 for sentence in sentences(brief))
