"""Floors of the distribution forecast on decisions of the European Union."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from quality.deu_data import decisions
from quality.deu_models import crps, dressed, quantile, table, with_positions
from quality.deu_nested import nested
from quality.deu_report import FITTED, Forecast, fitted, scores

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "deu"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the decisions are not beside the repository")


@pytest.fixture(scope="module")
def found():
    return table(decisions(DATA))


def test_the_dressed_mean_reproduces_its_published_scores(found):
    """The bar: residuals of other proposals, weighted by likeness, and mass at positions."""
    rows = np.arange(len(found.outcome))
    bare = dressed(found, "mean", rows, rows)
    at = [bare, *(with_positions(found, bare, rows, part) for part in (0.3, 0.5))]
    at.append(dressed(found, "mean", rows, rows, alike=False))

    assert [float(crps(each, found.outcome).mean()) for each in at] == pytest.approx(
        [16.044, 15.869, 16.134, 16.323], abs=0.01
    )


def test_the_shipped_forecast_keeps_its_bars(found):
    """Everything chosen and fitted without the proposal forecast; measured: 20.86, 15.07, 78.9 of 100."""
    *_, whole = nested(found, seed=0)
    figures = scores(found, Forecast(quantile(whole.shares, 0.5), whole.shares, whole.inside))

    assert figures["mae"] <= 21.2
    assert figures["crps"] <= 15.2
    assert 0.77 <= figures["cover80"] <= 0.83


def test_the_shipped_numbers_are_what_the_command_gives(found):
    """`python quality/deu.py --fit` writes this very file, up to the last digits of another processor."""
    written, given = ({}, {})
    exec(FITTED.read_text("utf-8"), written)
    exec(fitted(found), given)

    assert written["COEFFICIENTS"] == pytest.approx(given["COEFFICIENTS"], rel=1e-3, abs=1e-4)
    assert written["LEVELS"] == given["LEVELS"]
