"""Laws that hold for every spatial model of one issue: the mean, the medians and every election."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.spatial.decisions import Floats, issues
from tests.analysis.spatial.test_election import VARIANTS
from tests.analysis.spatial.test_models import MODELS as CENTRES

from parley.analysis.spatial.election import condorcet

MODELS = (*CENTRES, *VARIANTS)


@given(issue=issues(), at=st.floats(0, 100))
def test_an_actor_without_weight_changes_nothing(issue: tuple[Floats, Floats], at: float) -> None:
    x, w = issue
    more = np.append(x, [[at]], axis=1), np.append(w, [[0.0]], axis=1)

    for model in (*MODELS, partial(condorcet, alike=5.0)):
        assert model(*more)[0] == pytest.approx(model(x, w)[0], abs=1e-6)


@given(issue=issues(smallest=2), seed=st.integers(0, 99))
def test_the_order_of_the_actors_changes_nothing(issue: tuple[Floats, Floats], seed: int) -> None:
    x, w = issue
    order = np.random.default_rng(seed).permutation(x.shape[1])

    for model in MODELS:
        assert model(x[:, order], w[:, order])[0] == pytest.approx(model(x, w)[0], abs=1e-6)


@given(issue=issues(), scale=st.floats(0.1, 10), shift=st.floats(-50, 50), strength=st.floats(0.1, 10))
def test_the_unit_of_the_scale_and_of_the_weights_changes_nothing(
    issue: tuple[Floats, Floats], scale: float, shift: float, strength: float
) -> None:
    """Percent or share, a wage in dollars or in cents: the same settlement."""
    x, w = issue

    for model in MODELS:
        assert model(x * scale + shift, w * strength)[0] == pytest.approx(model(x, w)[0] * scale + shift, abs=1e-5)


@given(issue=issues())
def test_every_forecast_lies_between_the_outermost_positions(issue: tuple[Floats, Floats]) -> None:
    x, w = issue

    for model in MODELS:
        assert x.min() - 1e-9 <= model(x, w)[0] <= x.max() + 1e-9


def test_a_draw_in_which_nobody_has_weight_gives_no_number() -> None:
    x, w = np.array([[10.0, 90.0], [10.0, 90.0]]), np.array([[0.0, 0.0], [1.0, 1.0]])

    for model in MODELS:
        assert np.isnan(model(x, w)[0])
        assert np.isfinite(model(x, w)[1])


def test_many_draws_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(0)
    x, w = rng.uniform(0, 100, (40, 200)), rng.uniform(0, 1, (40, 200))

    for model in MODELS:
        assert model(x, w)[31] == pytest.approx(model(x[31:32], w[31:32])[0])
