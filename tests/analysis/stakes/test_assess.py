"""The stakes of a case: what was known on its day, what has no source, what moves the value."""

from __future__ import annotations

from datetime import date

import pytest
from tests.analysis.cases import harbour
from tests.analysis.stakes.minerals import case, fund, guarantee, rare_earths

from parley.analysis.stakes.assess import assess
from parley.case.check import check
from parley.case.estimate import Estimate
from parley.case.file import dump, load
from parley.case.stakes import Stakes


@pytest.fixture(scope="module")
def found():
    return assess(case(), seed=0)


def test_a_case_without_stakes_has_none():
    assert assess(harbour(), seed=0) is None


def test_an_edition_that_came_out_later_is_not_used(found):
    """A story of February 2025 is judged by the table of January 2025, not by next year's revision."""
    (card,) = found.dependence

    assert [(each.edition, each.in_use) for each in card.reliance] == [("MCS 2025", True)]
    assert found.findings[0].code == "edition-after-the-case"
    assert "MCS 2026" in found.findings[0].message


def test_the_premise_of_the_talks_is_checked(found):
    """The table lists no output of the country whose rare earths are bargained over."""
    (card,) = found.dependence

    assert card.premises == (f"{card.edition} lists no mine output in 2024 for Ukraine.",)


def test_a_table_after_the_day_of_the_case_is_left_out():
    later = rare_earths().model_copy(update={"as_of": date(2026, 2, 6)})
    result = assess(case().model_copy(update={"stakes": Stakes(materials=(later,))}), seed=0)

    assert result.dependence == ()
    assert "MCS 2026" in result.findings[0].message


def test_the_two_drafts_bring_the_same_cash(found):
    """A claim of 500 never binds while the share brings half a billion a year."""
    first, second = found.fund.drafts

    assert second.present_value.value == pytest.approx(first.present_value.value)
    assert found.fund.difference.value == pytest.approx(0.0)
    assert 2 < first.present_value.low < first.present_value.value < first.present_value.high < 10


def test_a_claim_that_outlasts_the_horizon_is_called_never_repaid(found):
    first, second = found.fund.drafts

    assert (first.never, first.never_repaid) == (None, False)
    assert (second.never, second.never_repaid) == (1.0, True)
    assert second.years.value == pytest.approx(909, abs=1)
    assert len(second.owed) == found.fund.years


def test_the_tornado_starts_with_what_moves_most(found):
    widths = [abs(swing.at_high - swing.at_low) for swing in found.fund.tornado]

    assert widths == sorted(widths, reverse=True)
    assert {swing.input for swing in found.fund.tornado} == {"base", "growth", "hazard", "discount"}


def test_a_guarantee_beside_its_price(found):
    assert found.guarantee.value.value == pytest.approx(28.4, abs=0.05)
    assert found.guarantee.break_even.value == pytest.approx(0.081, abs=5e-4)
    assert found.guarantee.worth_its_price > 0.9
    assert found.guarantee.map[0] == tuple(sorted(found.guarantee.map[0], reverse=True))


def test_figures_without_a_source_are_called_illustrative(found):
    assert found.illustrative
    assert 0 < found.default_share < 1


def test_the_same_seed_gives_the_same_figures(found):
    assert assess(case(), seed=0) == found
    assert assess(case(), seed=1) != found


def test_stakes_stand_in_the_case_file_and_an_edit_there_becomes_a_judgement():
    """The section is one record: a number changed in it is one judgement on the whole."""
    plain = case()
    text = dump(plain)

    assert load(text).stakes == plain.stakes
    edited = load(text.replace("value: 524", "value: 486", 1), who="Anna")
    assert edited.stakes.guarantee.loss.value == 486
    assert edited.judgements[0].on == "stakes"
    assert edited.draft.stakes == plain.stakes


def test_stakes_can_be_added_to_a_case_by_hand():
    bare = harbour()
    added = dump(bare.model_copy(update={"stakes": Stakes(guarantee=guarantee())}))
    head, _, draft = added.partition("\ndraft:")
    edited = load(head + "\ndraft:" + dump(bare).partition("\ndraft:")[2], who="Anna")

    assert draft
    assert edited.stakes.guarantee == guarantee()
    assert edited.judgements[0].who == "Anna"


def test_a_hazard_beyond_one_is_held_to_what_a_chance_can_be():
    wild = fund().model_copy(update={"hazard": Estimate(value=3.0, low=2.0, high=4.0, unit="share", by="analyst")})
    result = assess(case().model_copy(update={"stakes": Stakes(fund=wild)}), seed=0, draws=100)

    assert 0 <= result.fund.drafts[0].present_value.value < 0.1


def test_stakes_about_nobody_at_the_table_are_pointed_out():
    """The harbour has no such parties: the check names them, the figures stand."""
    found = [finding.where for finding in check(case()) if finding.code == "unknown-party"]

    assert found == [
        "stakes/fund/payer",
        "stakes/fund/holder",
        "stakes/guarantee/giver",
        "stakes/guarantee/getter",
        "stakes/odds/rising",
        "stakes/odds/declining",
    ]
