"""Screening and shares of variance, held against functions whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from parley.analysis.uncertainty.sensitivity import morris, sobol


def ishigami(u):
    """Ishigami and Homma (1990) on -pi to pi, a = 7, b = 0.1."""
    x = (2 * u - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(u):
    """Saltelli and Sobol (1995), a = 0, 1, 4.5, 9: Sobol's g."""
    a = np.array([0.0, 1.0, 4.5, 9.0])
    return ((np.abs(4 * u - 2) + a) / (1 + a)).prod(axis=1)


def test_shares_of_the_ishigami_function():
    """The exact shares: .3139, .4424, 0 alone; .5576, .4424, .2437 in all. The third matters only with the first."""
    shares = sobol(ishigami, 3, seed=1, runs=8192)

    assert shares.first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert shares.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_shares_of_the_g_function():
    """Exact: V_i = 1 / (3 (1 + a_i)^2), over the product of (1 + V_i) less 1."""
    parts = 1 / (3 * (1 + np.array([0.0, 1.0, 4.5, 9.0])) ** 2)
    exact = parts / (np.prod(1 + parts) - 1)

    assert sobol(g_function, 4, seed=1, runs=8192).first == pytest.approx(exact, abs=0.02)


def test_errors_cover_the_truth_and_shrink_with_more_runs():
    few, many = sobol(ishigami, 3, seed=1, runs=256), sobol(ishigami, 3, seed=1, runs=4096)

    assert (many.total_error < few.total_error).all()
    assert (np.abs(many.total - [0.5576, 0.4424, 0.2437]) < 4 * many.total_error).all()


def test_a_function_that_does_not_move_has_no_shares():
    shares = sobol(lambda u: np.full(len(u), 3.0), 2, seed=0)

    assert shares.total.tolist() == [0.0, 0.0]


def test_screening_tells_signs_and_interactions():
    """A product of two inputs has effects that hang on the other; a third does nothing."""
    effects = morris(lambda u: u[:, 0] * u[:, 1] - 2 * u[:, 2], 4, seed=0, paths=50)

    assert effects.mean[2] == pytest.approx(-2)
    assert effects.spread[2] == pytest.approx(0, abs=1e-9)
    assert effects.spread[0] > 0.1
    assert effects.mean_absolute[3] == 0


def test_zero_is_a_seed_of_its_own():
    zero, again, one = (morris(ishigami, 3, seed=seed).mean for seed in (0, 0, 1))

    assert np.array_equal(zero, again)
    assert not np.array_equal(zero, one)
