"""Issue by issue against what holds now: the win-sets of chambers, and what everybody would rather have."""

from __future__ import annotations

import pytest
from tests.analysis.cases import judged
from tests.analysis.ratification.test_ratify import congress, hall, ratified, wants, with_chambers

from parley.analysis.ratification.rule import voting_rule
from parley.analysis.ratification.winsets import win_set
from parley.case.chambers import Member
from parley.case.record import Case


def with_reference(case: Case, pay: float) -> Case:
    issues = tuple(
        each.model_copy(update={"reference": judged(pay, pay, pay, "scale point")}) if each.key == "pay" else each
        for each in case.issues
    )
    return case.model_copy(update={"issues": issues})


def on_pay(case: Case):
    return next(each for each in ratified(case).win_sets if each.issue == "pay")


def test_a_chambers_win_set_reaches_as_far_again_as_its_pivotal_member_wants():
    """Five members at 10 to 50 and nothing now: three of five go along up to twice the third's 30."""
    chamber = hall(*(wants(f"m{at}", at) for at in (10, 20, 30, 40, 50)))

    assert on_pay(with_chambers(chamber)).chambers["hall"] == (0, pytest.approx(60))


def test_what_all_prefer_is_the_intersection_with_those_at_the_table():
    """The port wants 5 of pay and would go along to 10, wherever the hall and the union would go."""
    found = on_pay(with_chambers(hall(*(wants(f"m{at}", 60) for at in range(3)))))

    assert found.table["port"] == (0, pytest.approx(10))
    assert found.common == ((0, pytest.approx(10)),)
    assert 0.9 < found.change.value <= 1


def test_a_status_quo_nobody_gave_is_the_low_end_and_says_so():
    chamber = hall(wants("a", 60))
    assert (on_pay(with_chambers(chamber)).status_quo, on_pay(with_chambers(chamber)).is_default) == (0, True)

    said = on_pay(with_reference(with_chambers(chamber), 50))

    assert (said.status_quo, said.is_default) == (50, False)
    assert said.chambers["hall"] == (50, pytest.approx(70))
    assert said.common == ((50, 50),)
    assert said.change.value == 0


def test_a_sure_no_keeps_what_holds_and_a_sure_yes_takes_anything():
    no, yes = (Member(key=key, support=judged(at, at, at)) for key, at in (("no", 0.0), ("yes", 1.0)))

    assert on_pay(with_chambers(hall(no))).chambers["hall"] == (0, 0)
    assert on_pay(with_chambers(hall(yes))).chambers["hall"] == (0, 100)


def test_a_member_to_whom_all_is_the_same_goes_along_everywhere_on_the_scale():
    rule = voting_rule([[1, 1, 1]], [2])

    assert win_set([float("nan"), 20, 40], 0, rule, (0, 100)) == (0, 80)


def test_whose_yes_the_deal_needs_is_counted_alone_and_by_sides():
    """All three must consent: a third each; but the council stands with the port, so the union alone is a half."""
    power = ratified(congress()).power
    voice = {each.key: each for each in power.voices}

    assert [round(each.shapley_shubik, 6) for each in power.voices] == [round(1 / 3, 6)] * 3
    assert voice["union"].owen == pytest.approx(1 / 2)
    assert voice["council/council"].owen == pytest.approx(1 / 4)
    assert voice["council/council"].expects is None
    assert "discount (default)" in power.method.parameters


def test_who_proposes_more_often_expects_more_and_whoever_proposes_keeps_more_than_that():
    """By influence 60 to 70; all must agree, so each expects its chance to propose."""
    union, port = ratified(congress()).power.voices[:2]

    assert union.expects == pytest.approx(60 / 130)
    assert port.expects == pytest.approx(70 / 130)
    assert union.keeps == pytest.approx(1 - 0.9 * 70 / 130)


def test_members_count_singly_in_the_whole_deal_while_they_can_be_listed():
    few = ratified(with_chambers(hall(*(wants(f"m{at}", 60) for at in range(3))))).power
    many = ratified(with_chambers(hall(*(wants(f"m{at}", 60) for at in range(40))))).power

    assert len(few.voices) == 5
    assert few.voices[2].shapley_shubik < few.voices[0].shapley_shubik
    assert [each.key for each in many.voices] == ["union", "port", "hall"]
