"""One issue as a price: limits, how often they cross, what is lost by shading, and where patience leads."""

from __future__ import annotations

import pytest
from tests.analysis.cases import case, issue, judged, party, stance

from parley.analysis.bargaining.outcome import bargain
from parley.analysis.bargaining.result import Price
from parley.analysis.draws import draw
from parley.case.record import Case, Party


def at(key: str, walk_away: float, patience: float = 0.9) -> Party:
    fixed = {"walk_away": judged(walk_away, walk_away, walk_away), "patience": judged(patience, patience, patience)}
    return party(key).model_copy(update=fixed)


def wages(union: Party, port: Party, width: float = 0.0, wants: tuple[float, float] = (100, 0)) -> Case:
    """The union wants all of the pay on the table, the port none of it."""
    stances = [stance("union", "pay", wants[0], width=width), stance("port", "pay", wants[1], width=width)]
    return case([union, port], [issue("pay")], stances)


def price(story: Case, draws: int = 400) -> Price:
    (found,) = bargain(story, draw(story, seed=2, draws=draws)).prices
    return found


def test_a_limit_is_where_the_issue_alone_is_worth_walking_away():
    """Wanting all of 100 with .4 outside, the union goes down to 40; wanting none with .3, the port up to 70."""
    found = price(wages(at("union", 0.4), at("port", 0.3)))

    assert (found.buyer, found.seller) == ("port", "union")
    assert found.limits["union"].value == pytest.approx(40)
    assert found.limits["port"].value == pytest.approx(70)
    assert found.red_lines == ()


def test_a_red_line_stands_before_what_is_worked_out():
    story = wages(at("union", 0.4), at("port", 0.3))
    line = story.stances[0].model_copy(update={"red_line": judged(80, 80, 80, "scale point")})
    found = price(story.model_copy(update={"stances": (line, story.stances[1])}))

    assert found.limits["union"].value == 80
    assert found.red_lines == ("union",)
    assert (found.zone.value, found.settles) == (0, {})


def test_limits_that_cross_by_less_than_a_quarter_of_the_scale_are_lost_to_shading():
    """Chatterjee and Samuelson: sealed offers meet where value exceeds cost by a quarter of the scale."""
    near, far = price(wages(at("union", 0.5), at("port", 0.4))), price(wages(at("union", 0.3), at("port", 0.4)))

    assert (near.zone.value, near.trade.value, near.lost.value) == (1, 0, 1)
    assert (far.zone.value, far.trade.value, far.lost.value) == (1, 1, 0)
    assert near.bid < near.ask
    assert far.bid >= far.ask


def test_uncertain_limits_cross_about_as_often_as_two_normals_would():
    found = price(wages(at("union", 0.68), at("port", 0.68), width=25, wants=(75, 25)), draws=4_000)

    assert 0.2 < found.zone.value < 1
    assert found.zone_normal == pytest.approx(found.zone.value, abs=0.1)
    assert found.trade.value + found.lost.value == pytest.approx(found.zone.value)


def test_patience_divides_what_lies_between_and_a_poor_outside_option_changes_nothing():
    """Rubinstein at .9 each: the proposer has 1 / 1.9 of what lies between, and nobody would do better outside."""
    found = price(wages(at("union", 0.0), at("port", 0.0)))

    assert found.settles["union"] == pytest.approx(100 / 1.9)
    assert found.settles["port"] == pytest.approx(100 - 100 / 1.9)
    assert found.binding == ()


def test_an_outside_option_better_than_the_table_decides():
    """Binmore, Shaked and Sutton: the union has .6 outside, more than patience brings it, and gets just that."""
    found = price(wages(at("union", 0.6), at("port", 0.0)))

    assert found.settles == {"union": pytest.approx(60), "port": pytest.approx(60)}
    assert found.binding == ("union",)


def test_two_who_want_the_same_have_no_price_to_bargain_over():
    story = wages(at("union", 0.4), at("port", 0.3), wants=(50, 50))

    assert bargain(story, draw(story, seed=2, draws=50)).prices == ()


def test_every_price_names_its_method_and_its_disagreement_point():
    found = price(wages(at("union", 0.4), at("port", 0.3)))

    assert (found.method.seed, found.method.draws, found.method.calibrated) == (2, 400, False)
    assert "walking away" in str(found.method.parameters["disagreement point"])
    assert "Chatterjee" in found.method.source
