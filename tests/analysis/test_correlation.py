"""Numbers that rise and fall together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.cases import harbour

from parley.analysis.draws import draw
from parley.case.file import dump, load
from parley.case.record import Correlation
from parley.errors import AnalysisError


def rank_correlation(one, other):
    ranks = np.argsort(np.argsort(np.stack([one, other]), axis=1), axis=1)
    return float(np.corrcoef(ranks)[0, 1])


def joined(*pairs):
    found = tuple(Correlation(one=one, other=other, rank=rank) for one, other, rank in pairs)
    return harbour().model_copy(update={"correlations": found})


@given(st.sampled_from([-1.0, -0.8, -0.3, 0.0, 0.5, 0.9, 1.0]))
def test_the_draws_carry_the_rank_correlation_of_the_case(rank):
    drawn = draw(joined(("union/influence", "port/influence", rank)), seed=3, draws=4000)

    assert rank_correlation(drawn.influence[:, 0], drawn.influence[:, 1]) == pytest.approx(rank, abs=0.04)


def test_a_correlation_changes_no_number_by_itself():
    """The same values in another order; every number the case does not name keeps even its order."""
    plain = draw(harbour(), seed=3, draws=500)
    together = draw(joined(("union/influence", "port/influence", 0.9)), seed=3, draws=500)

    assert np.allclose(np.sort(plain.influence, axis=0), np.sort(together.influence, axis=0))
    assert np.array_equal(plain.influence[:, 0], together.influence[:, 0])
    assert np.array_equal(plain.position, together.position)


def test_a_chain_of_correlations_reaches_numbers_of_every_kind():
    case = joined(
        ("union/pay/position", "union/influence", 0.7), ("union/influence", "pressure/city/port/deadline", -0.6)
    )
    drawn = draw(case, seed=1, draws=4000)

    assert rank_correlation(drawn.position[:, 0, 0], drawn.influence[:, 0]) == pytest.approx(0.7, abs=0.05)
    assert rank_correlation(drawn.influence[:, 0], drawn.pressure[:, 0]) == pytest.approx(-0.6, abs=0.05)


def test_correlations_that_contradict_one_another_are_refused():
    a, b, c = "union/influence", "port/influence", "city/influence"
    with pytest.raises(AnalysisError, match="contradict"):
        draw(joined((a, b, 0.9), (b, c, 0.9), (a, c, -0.9)), seed=0, draws=100)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("union/influence", "moon/influence", 0.5), "moon/influence"),
        (("union/influence", "union/influence", 0.5), "two different numbers"),
        (("union/influence", "port/influence", 1.5), "between -1 and 1"),
    ],
)
def test_a_correlation_that_fits_nothing_is_refused(pair, message):
    with pytest.raises(AnalysisError, match=message):
        draw(joined(pair), seed=0, draws=10)


def test_correlations_stand_in_the_case_file():
    """A change by hand becomes a judgement."""
    case = joined(("union/influence", "port/influence", 0.4))
    edited = load(dump(case).replace("rank: 0.4", "rank: 0.6", 1), who="Anna")

    assert load(dump(case)).correlations == case.correlations
    assert (edited.correlations[0].rank, edited.judgements[0].on) == (0.6, "correlations")
