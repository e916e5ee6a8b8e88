"""Exchange across issues at equal gain: an example by hand, the definition written out, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.spatial.decisions import Floats

from parley.analysis.spatial.exchange import SHIFT, SHIFT_UNIMPORTANT, Exchanges, exchange

Table = tuple[Floats, Floats, Floats]  # position (actors, issues), influence (actors,), salience (actors, issues)


def talks(table: Table, rounds: int = 1) -> Exchanges:
    return exchange(*table, width=np.full(table[0].shape[1], 100.0), rounds=rounds)


def tables() -> st.SearchStrategy[Table]:
    """Two to six actors on two to four issues; drawn by a seed, so that no two exchanges are worth the same."""
    return st.tuples(st.integers(2, 6), st.integers(2, 4), st.integers(0, 10_000)).map(lambda each: random_table(*each))


def random_table(actors: int, issues: int, seed: int) -> Table:
    rng = np.random.default_rng(seed)
    size = (actors, issues)
    return rng.uniform(0, 100, size), rng.uniform(0.1, 1, actors), rng.uniform(0.05, 1, size)


def harbour() -> Table:
    """A union and a port on pay and crews, and a city that cares for neither much."""
    position = np.array([[100.0, 100.0], [0.0, 0.0], [50.0, 50.0]])
    return position, np.array([1.0, 1.0, 0.5]), np.array([[0.8, 0.4], [0.4, 0.6], [0.2, 0.2]])


def test_an_exchange_by_hand() -> None:
    """The union gets pay and gives crews.

    Weights on pay .8, .4, .1, in all 1.3: the mean is 85/1.3 = 65.4. On crews .4, .6, .1, in all 1.1: 45/1.1 = 40.9.
    The port can shift pay by 100 * .4/1.3 = 30.77, the union crews by 100 * .4/1.1 = 36.36. Equal gain asks for
    Dpay (.8 + .4) = Dcrews (.4 + .6): 36.92 against 36.36, so pay is cut to 30.30 and the port moves to 98.48.
    Each gains .8 * .3030 - .4 * .3636 = .0970.
    """
    found = talks(harbour())

    deal = found.exchanges[0]
    assert (deal.first, deal.second, deal.got, deal.given) == (0, 1, 0, 1)
    assert np.array(deal.moves) == pytest.approx(np.array([[0, 98.4848], [100, 0]]), abs=1e-3)
    assert np.array(deal.outcomes) == pytest.approx(np.array([[65.3846, 95.6876], [40.9091, 4.5455]]), abs=1e-3)
    assert deal.gain == pytest.approx(0.8 * 0.30303 - 0.4 * 0.363636, abs=1e-5)
    assert found.forecast[0] == pytest.approx([95.6876, 4.5455], abs=1e-3)
    assert len(found.exchanges) == 1


def test_what_the_city_has_from_it_by_hand() -> None:
    """Pay goes from 65.4 to 95.7, 30.3 farther from its 50; crews from 40.9 to 4.5, 36.4 farther. Times .2: -.133."""
    deal = talks(harbour()).exchanges[0]

    assert deal.externality == pytest.approx([0, 0, -0.2 * (0.30303 + 0.363636)], abs=1e-5)


def test_between_rounds_everybody_comes_a_part_of_the_way_it_voted() -> None:
    """The port voted 98.48 on pay and cares .4 for it: its new start is (.1 + .4 * .6) * 98.48 = 33.48."""
    position, influence, salience = harbour()
    first = talks(harbour()).positions[0]
    start = position + (SHIFT + SHIFT_UNIMPORTANT * (1 - salience)) * (first - position)

    assert start[1, 0] == pytest.approx(33.485, abs=1e-2)
    assert talks(harbour(), rounds=2).positions[1] == pytest.approx(talks((start, influence, salience)).positions[0])


def straightforward_gain(
    x: Floats, w: Floats, s: Floats, means: tuple[Floats, Floats], deal: tuple[int, int, int, int]
) -> tuple[float, float, float]:
    """Gain and shifts of the exchange in which a gets p and b gets q, written out; means at first, and now."""
    a, b, p, q = deal
    if not all((x[a, at] - each[at]) * (x[b, at] - each[at]) < 0 for at in (p, q) for each in means):
        return 0, 0, 0
    m = means[1]
    shift_p = min(abs(x[a, p] - x[b, p]) * w[b, p] / w[:, p].sum(), abs(x[a, p] - m[p]))
    shift_q = min(abs(x[a, q] - x[b, q]) * w[a, q] / w[:, q].sum(), abs(x[b, q] - m[q]))
    shift_p = min(shift_p, shift_q * (s[a, q] + s[b, q]) / (s[a, p] + s[b, p]))
    shift_q = shift_p * (s[a, p] + s[b, p]) / (s[a, q] + s[b, q])
    return s[a, p] * shift_p - s[a, q] * shift_q, shift_p, shift_q


def straightforward_round(position: Floats, influence: Floats, salience: Floats) -> Floats:
    """One round, looking through every exchange before each; positions and gains on the unit scale."""
    x, w = position / 100, influence[:, None] * salience
    m, voted = (w * x).sum(axis=0) / w.sum(axis=0), x.copy()
    means = m.copy(), m
    actors, issues = range(x.shape[0]), range(x.shape[1])
    taken: set[tuple[int, int]] = set()
    while True:
        deals = [
            (a, b, p, q)
            for p in issues
            for q in issues
            for a in actors
            for b in actors
            if p != q and a != b and not taken & {(a, p), (a, q), (b, p), (b, q)}
        ]
        deal = max(deals, key=lambda each: straightforward_gain(x, w, salience, means, each)[0], default=None)
        if deal is None or straightforward_gain(x, w, salience, means, deal)[0] <= 1e-9:
            return voted * 100
        _, shift_p, shift_q = straightforward_gain(x, w, salience, means, deal)
        a, b, p, q = deal
        for getter, giver, issue, shift in ((a, b, p, shift_p), (b, a, q, shift_q)):
            way = np.sign(x[getter, issue] - x[giver, issue])
            voted[giver, issue] = x[giver, issue] + way * shift * w[:, issue].sum() / w[giver, issue]
            m[issue] += way * shift
            taken.add((giver, issue))


@given(table=tables())
def test_a_round_is_what_the_definition_says_exchange_by_exchange(table: Table) -> None:
    assert talks(table).positions[0] == pytest.approx(straightforward_round(*table), abs=1e-6)


@given(table=tables())
def test_both_sides_of_every_exchange_gain_the_same_and_something(table: Table) -> None:
    """Gains are the distances to the two expected outcomes that fall away, each times what the issue matters."""
    position, _, salience = table
    for deal in talks(table).exchanges:
        for actor in (deal.first, deal.second):
            gain = sum(
                salience[actor, issue]
                * (abs(position[actor, issue] - was) - abs(position[actor, issue] - becomes))
                / 100
                for issue, (was, becomes) in zip((deal.got, deal.given), deal.outcomes, strict=True)
            )
            assert gain == pytest.approx(deal.gain, abs=1e-9)
            assert gain > 0


@given(table=tables())
def test_nobody_moves_beyond_the_one_it_moves_for_nor_the_outcome_either(table: Table) -> None:
    position, _, _ = table
    for deal in talks(table).exchanges:
        for getter, issue, move, outcome in zip(
            (deal.first, deal.second), (deal.got, deal.given), deal.moves, deal.outcomes, strict=True
        ):
            target = position[getter, issue]
            for before, after in (move, outcome):
                assert abs(target - after) <= abs(target - before) + 1e-9
                assert (target - before) * (target - after) >= -1e-9


@given(table=tables())
def test_nothing_is_given_up_twice_in_a_round(table: Table) -> None:
    for number in (1, 2, 3):
        deals = [deal for deal in talks(table, rounds=3).exchanges if deal.round == number]
        given_up = [(deal.first, deal.given) for deal in deals] + [(deal.second, deal.got) for deal in deals]
        assert len(given_up) == len(set(given_up))


@given(table=tables())
def test_the_forecast_is_the_weighted_mean_of_what_is_voted(table: Table) -> None:
    _, influence, salience = table
    found = talks(table, rounds=2)

    weight = influence[:, None] * salience
    assert found.forecast[1] == pytest.approx((weight * found.positions[1]).sum(axis=0) / weight.sum(axis=0))


@given(table=tables(), turned=st.integers(0, 3))
def test_turning_any_one_scale_round_mirrors_that_issue_and_no_other(table: Table, turned: int) -> None:
    position, influence, salience = table
    issue = turned % position.shape[1]
    mirrored = position.copy()
    mirrored[:, issue] = 100 - mirrored[:, issue]

    expected = talks(table, rounds=2).positions.copy()
    expected[:, :, issue] = 100 - expected[:, :, issue]

    assert talks((mirrored, influence, salience), rounds=2).positions == pytest.approx(expected, abs=1e-6)


@given(table=tables(), shift=st.floats(-50, 50), scale=st.floats(0.1, 10), strength=st.floats(0.1, 10))
def test_the_units_of_scales_and_influence_change_nothing(
    table: Table, shift: float, scale: float, strength: float
) -> None:
    position, influence, salience = table
    width = np.full(position.shape[1], 100.0 * scale)

    other = exchange(position * scale + shift, influence * strength, salience, width=width)

    assert other.positions == pytest.approx(talks(table).positions * scale + shift, abs=1e-5)


@given(table=tables(), seed=st.integers(0, 99))
def test_the_order_of_actors_and_issues_changes_nothing(table: Table, seed: int) -> None:
    position, influence, salience = table
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(position.shape[0]), rng.permutation(position.shape[1])

    other = talks((position[rows][:, columns], influence[rows], salience[rows][:, columns]), rounds=2)

    assert other.positions == pytest.approx(talks(table, rounds=2).positions[:, rows][:, :, columns], abs=1e-6)


@given(table=tables(), at=st.floats(0, 100))
def test_an_actor_without_weight_changes_nothing(table: Table, at: float) -> None:
    position, influence, salience = table
    more = np.vstack([position, np.full(position.shape[1], at)])
    stances = np.vstack([salience, np.full(position.shape[1], 0.5)])

    other = talks((more, np.append(influence, 0.0), stances))

    assert other.positions[:, :-1] == pytest.approx(talks(table).positions)
    assert other.positions[0, -1] == pytest.approx(at)


def test_an_issue_nobody_weighs_on_has_no_forecast_and_no_exchange() -> None:
    position, influence, salience = random_table(4, 3, seed=1)
    salience[:, 1] = 0

    found = talks((position, influence, salience), rounds=2)

    assert np.isnan(found.forecast[:, 1]).all()
    assert np.isfinite(found.forecast[:, [0, 2]]).all()
    assert not any(1 in (deal.got, deal.given) for deal in found.exchanges)


@pytest.mark.parametrize("size", [(1, 3), (3, 1), (4, 0)])
def test_with_one_actor_or_one_issue_there_is_nothing_to_exchange(size: tuple[int, int]) -> None:
    assert talks(random_table(*size, seed=0)).exchanges == ()


def test_all_at_one_position_exchange_nothing() -> None:
    position, influence, salience = random_table(5, 3, seed=0)

    assert talks((np.full_like(position, 40.0), influence, salience)).exchanges == ()
