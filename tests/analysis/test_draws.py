"""A case drawn over its ranges: the distribution, the seed, and common random numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.cases import case, default, harbour, issue, judged, party, renamed, stance

from parley.analysis.draws import draw, point, redrawing
from parley.analysis.inputs import Slots, default_share, inputs
from parley.case.record import Case, CasePressure
from parley.errors import AnalysisError


def changed_position(case: Case, key: str, value: float) -> Case:
    stances = tuple(
        each.model_copy(update={"position": judged(value, value - 5, value + 5)}) if each.key == key else each
        for each in case.stances
    )
    return case.model_copy(update={"stances": stances})


@given(low=st.floats(10, 40), value=st.floats(40, 60), high=st.floats(60, 90))
def test_the_range_of_an_estimate_is_its_5th_50th_and_95th_percentile(low: float, value: float, high: float) -> None:
    """What an analyst types as a range is what the models draw, also when it is lopsided."""
    one = stance("union", "pay", 50).model_copy(update={"position": judged(value, low, high)})

    drawn = draw(case([party("union")], [issue("pay")], [one]), seed=1, draws=2000).position[:, 0, 0]

    assert np.quantile(drawn, [0.05, 0.5, 0.95]) == pytest.approx([low, value, high], abs=0.15)


def test_no_draw_leaves_the_scale() -> None:
    """Half of a wide normal would lie beyond the end; it stands at the end instead."""
    wide = stance("union", "pay", 98, width=60)

    drawn = draw(case([party("union")], [issue("pay")], [wide]), seed=1, draws=1000).position

    assert drawn.min() >= 0
    assert drawn.max() == 100


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    first, again, other = (draw(harbour(), seed=seed, draws=100) for seed in (0, 0, 1))

    assert np.array_equal(first.position, again.position)
    assert not np.array_equal(first.position, other.position)


def test_renaming_the_parties_changes_no_number() -> None:
    """Substreams go by place in the case, never by name."""
    other = renamed(harbour(), {"union": "zebra", "port": "aardvark"})

    before, after = draw(harbour(), seed=3, draws=50), draw(other, seed=3, draws=50)

    assert np.array_equal(before.position, after.position)
    assert np.array_equal(before.pressed_walk_away(), after.pressed_walk_away())


def test_changing_one_estimate_leaves_every_other_draw_as_it_was() -> None:
    """Common random numbers: a difference between two cases is the change, not the luck."""
    before = draw(harbour(), seed=3, draws=50)
    after = draw(changed_position(harbour(), "union/pay", 60), seed=3, draws=50)

    same = before.position == after.position
    assert not same[:, 0, 0].any()
    same[:, 0, 0] = True
    assert same.all()
    assert np.array_equal(before.influence, after.influence)


def test_a_case_with_a_party_removed_keeps_the_numbers_of_the_others() -> None:
    whole = harbour()
    rest = whole.model_copy(
        update={
            "parties": whole.parties[1:],
            "stances": tuple(each for each in whole.stances if each.party != "union"),
        }
    )

    reduced = draw(rest, seed=3, draws=50, slots=Slots.of(whole))

    assert np.array_equal(reduced.position, draw(whole, seed=3, draws=50).position[:, 1:])


def test_two_numbers_with_the_same_range_are_drawn_independently() -> None:
    twins = case(
        [party("union"), party("port")],
        [issue("pay")],
        [stance("union", "pay", 50), stance("port", "pay", 50)],
    )

    drawn = draw(twins, seed=1, draws=4000).position[:, :, 0]

    assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.05


def test_a_party_without_a_stance_has_no_salience_and_stands_in_the_middle() -> None:
    drawn = draw(harbour(), seed=1, draws=20)

    assert not drawn.model.has_stance[2, 1]
    assert (drawn.salience[:, 2, 1] == 0).all()
    assert (drawn.position[:, 2, 1] == 50).all()


def test_pressure_lowers_what_the_pressed_party_has_without_a_deal() -> None:
    """The walk-away of the case stands before pressure; each pressure takes its strength from it, never below 0."""
    at = point(harbour())

    assert at.walk_away[0].tolist() == pytest.approx([0.4, 0.4, 0.0])
    assert at.pressed_walk_away()[0].tolist() == pytest.approx([0.4, 0.3, 0.0])
    doubled = at.with_pressure("pressure/city/port/deadline", 2)
    assert doubled.pressed_walk_away()[0, 1] == pytest.approx(0.2)
    assert at.without_party("city").pressed_walk_away()[0, 1] == pytest.approx(0.4)


def test_two_pressures_of_one_kind_have_keys_of_their_own() -> None:
    twice = [CasePressure(by="city", on="port", form="threat", strength=judged(0.1, 0, 0.2)) for _ in range(2)]

    drawn = draw(harbour().model_copy(update={"pressures": tuple(twice)}), seed=1, draws=100)

    assert drawn.model.pressures == ("pressure/city/port/threat", "pressure/city/port/threat/2")
    assert not np.array_equal(drawn.pressure[:, 0], drawn.pressure[:, 1])


def test_a_red_line_is_drawn_only_where_the_case_has_one() -> None:
    assert draw(harbour(), seed=1, draws=5).red_line is None
    stances = (harbour().stances[0].model_copy(update={"red_line": judged(60, 55, 65)}), *harbour().stances[1:])

    red_line = draw(harbour().model_copy(update={"stances": stances}), seed=1, draws=5).red_line

    assert red_line is not None
    assert np.isfinite(red_line).sum() == 5


def test_a_value_outside_its_own_range_is_used_and_said() -> None:
    """An edit that moves the value and forgets the range must not be lost, nor pass in silence."""
    odd = stance("union", "pay", 50).model_copy(update={"position": judged(120, 40, 60)})

    drawn = draw(case([party("union")], [issue("pay")], [odd]), seed=1, draws=50)

    assert [finding.code for finding in drawn.model.findings] == ["range-without-value", "off-scale"]
    assert drawn.position.max() == 100


def test_an_empty_case_says_what_is_missing_and_what_to_do() -> None:
    with pytest.raises(AnalysisError, match=r"has no issues.*parley case check"):
        draw(case([party("union")], [], []), seed=0, draws=10)
    with pytest.raises(AnalysisError, match="has no parties"):
        draw(case([], [issue("pay")], []), seed=0, draws=10)


def test_a_stance_of_an_unknown_party_is_named() -> None:
    with pytest.raises(AnalysisError, match="“ghost/pay” names the party “ghost”"):
        inputs(case([party("union")], [issue("pay")], [stance("ghost", "pay", 50)]))


def test_a_number_that_is_none_is_refused() -> None:
    """Records keep NaN out; one made past their checks must not reach a forecast."""
    bad = judged(0.5, 0.4, 0.6).model_copy(update={"value": float("nan")})
    broken = party("union").model_copy(update={"walk_away": bad})

    with pytest.raises(AnalysisError, match="“union/walk-away” is not a finite number"):
        draw(case([broken], [issue("pay")], []), seed=0, draws=10)


def test_the_share_of_defaults_counts_numbers_nobody_gave_a_reason_for() -> None:
    assert default_share([judged(1, 0, 2), default(1, 0, 2), default(1, 0, 2), judged(1, 0, 2)]) == 0.5
    assert default_share([]) == 1.0


def test_drawing_only_what_differs_gives_what_drawing_everything_gives() -> None:
    """Taking a thousand pieces of evidence away one by one draws nearly the same case a thousand times."""
    whole = harbour()
    drawn, again = draw(whole, seed=5, draws=60), redrawing(whole, draw(whole, seed=5, draws=60))
    firmer = whole.stances[0].model_copy(update={"position": judged(60, 40, 90, "scale point")})
    weaker = whole.parties[1].model_copy(update={"walk_away": judged(0.1, 0.0, 0.3), "ratifies": True})
    changed = {
        "a stance": {"stances": (firmer, *whole.stances[1:])},
        "a party": {"parties": (whole.parties[0], weaker, whole.parties[2])},
        "no pressure": {"pressures": ()},
        "a stance less": {"stances": whole.stances[1:]},
    }

    for name, update in changed.items():
        other = whole.model_copy(update=update)
        ours, everything = again(other), draw(other, seed=5, draws=60, slots=Slots.of(whole))
        for array in ("position", "salience", "influence", "walk_away", "pressure"):
            assert np.array_equal(getattr(ours, array), getattr(everything, array)), (name, array)
    assert np.array_equal(again(whole).position, drawn.position)
