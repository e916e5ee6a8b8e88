"""The probabilistic Condorcet election: published figures, its definition written out, and laws."""

from __future__ import annotations

from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.spatial.decisions import Decision, Floats, issues, mean_error

from parley.analysis.spatial.election import Kind, Loss, condorcet

LOSSES: tuple[Loss, ...] = ("linear", "quadratic")
KINDS: tuple[Kind, ...] = ("markov-uniform", "conditional")

VARIANTS = tuple(
    partial(condorcet, loss=loss, kind=kind, candidates=candidates)
    for loss, kind, candidates in product(LOSSES, KINDS, ("positions", "actors"))
)


@pytest.mark.parametrize(
    ("loss", "m", "expected"),
    [
        ("linear", 1, 22.59),
        ("linear", 2, 23.64),
        ("linear", 4, 25.43),
        ("linear", 8, 26.82),
        ("quadratic", 2, 22.34),
    ],
)
def test_the_election_by_positions_comes_to_its_known_errors(
    decisions: list[Decision], loss: Loss, m: float, expected: float
) -> None:
    """Those figures used a capability table whose weighted mean is off by .02, so ours may be as far off."""
    assert mean_error(decisions, partial(condorcet, m=m, loss=loss)) == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize(("loss", "m", "expected"), [("linear", 1, 24.03), ("quadratic", 2, 23.63)])
def test_a_candidate_for_every_actor_comes_to_larger_errors(
    decisions: list[Decision], loss: Loss, m: float, expected: float
) -> None:
    """The figures known for this election are those of a candidate for every position, not for every actor."""
    by_actor = partial(condorcet, m=m, loss=loss, candidates="actors")

    assert mean_error(decisions, by_actor) == pytest.approx(expected, abs=0.005)


def test_counting_near_positions_as_one_candidate_costs_nothing(decisions: list[Decision]) -> None:
    assert mean_error(decisions, lambda x, w: condorcet(x, w, alike=5)) == pytest.approx(22.58, abs=0.005)


def test_three_on_a_line_by_hand() -> None:
    """Weights 3, 1, 2 at 0, 40, 100: votes 0 : 40 are 120 to 120, 0 : 100 are 320 to 200, 40 : 100 are 240 to 120.

    So p = 1/2, 8/13, 2/3. Each product of chances: 1/2 * 8/13, 1/2 * 2/3, 5/13 * 1/3, that is 24, 26 and 10 of 60.
    """
    x, w = np.array([[0.0, 40.0, 100.0]]), np.array([[3.0, 1.0, 2.0]])

    assert condorcet(x, w, kind="conditional")[0] == pytest.approx((26 * 40 + 10 * 100) / 60)


def straightforward_election(x: Floats, w: Floats, m: float, loss: Loss, kind: Kind, by_actor: bool) -> float:
    """The definition, written out: pairwise votes, and the fixpoint by patience or the product."""
    options = x if by_actor else np.unique(x)
    distance = np.abs(options[:, None] - x[None, :]) / max(1.0, np.ptp(x))
    cost = distance if loss == "linear" else distance**2
    votes = np.maximum(cost[None, :, :] - cost[:, None, :], 0) @ (w / w.sum()) + 1e-12
    p = 1 / (1 + (votes.T / votes) ** m)
    if kind == "conditional":
        chance = p.prod(axis=1)
        return float(chance @ options / chance.sum())
    chance = np.full(len(options), 1 / len(options))
    for _ in range(4000):
        chance = (p * (chance[:, None] + chance[None, :])).mean(axis=1)
    return float(chance @ options)


@given(
    issue=issues(),
    m=st.sampled_from([1.0, 2.0]),
    loss=st.sampled_from(LOSSES),
    kind=st.sampled_from(KINDS),
    by_actor=st.booleans(),
)
def test_the_election_is_what_its_definition_says(
    issue: tuple[Floats, Floats], m: float, loss: Loss, kind: Kind, by_actor: bool
) -> None:
    x, w = issue
    ours = condorcet(x, w, m=m, loss=loss, kind=kind, candidates="actors" if by_actor else "positions")

    assert ours[0] == pytest.approx(straightforward_election(x[0], w[0], m, loss, kind, by_actor), abs=1e-4)


@given(issue=issues())
def test_turning_the_scale_round_mirrors_every_election(issue: tuple[Floats, Floats]) -> None:
    """Which end of a scale is called 100 is an analyst's choice and must not move the forecast."""
    x, w = issue

    for model in VARIANTS:
        assert model(100 - x, w)[0] == pytest.approx(100 - model(x, w)[0], abs=1e-6)


def test_a_crowd_with_unsure_positions_counts_as_the_crowd_it_is() -> None:
    """Five who want about the same are about one candidate: a width in their positions may not win them the vote."""
    exact = np.array([[0.0, 100.0, 100.0, 100.0, 100.0, 100.0]])
    unsure = np.array([[0.0, 99.6, 99.7, 99.8, 99.9, 100.0]])
    weight = np.array([[5.0, 1.0, 1.0, 1.0, 1.0, 1.0]])

    assert condorcet(exact, weight)[0] == pytest.approx(50)
    assert condorcet(unsure, weight)[0] > 80
    assert condorcet(unsure, weight, alike=5.0)[0] == pytest.approx(50, abs=3)


def test_very_many_options_come_to_the_same_one_draw_at_a_time() -> None:
    """Of a single draw the options are eliminated in blocks, of many draws one by one: the same fixpoint."""
    generator = np.random.default_rng(4)
    x, w = generator.uniform(0, 100, (80, 70)), generator.uniform(0, 1, (80, 70))

    together = condorcet(x, w)

    assert [condorcet(x[[at]], w[[at]])[0] for at in range(80)] == pytest.approx(together, abs=1e-9)
