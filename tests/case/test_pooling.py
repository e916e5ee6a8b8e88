"""Several people's judgements of one number."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from tests.analysis.cases import harbour

from parley.analysis.draws import draw
from parley.case.edit import judge
from parley.case.estimate import Opinion
from parley.case.file import dump, load
from parley.case.judgements import apply
from parley.case.pooling import disagreement, pool, quantile
from parley.errors import CaseError

NOON = datetime(2025, 2, 21, 12, tzinfo=UTC)


def opinion(value, low, high, by, **more):
    return Opinion(value=value, low=low, high=high, by=by, **more)


def edited(case, assignment, who, low, high, **more):
    made = judge(case, assignment, low=low, high=high, who=who, when=NOON, why=f"{who} was there", **more)
    return apply(case, [made])


def test_two_who_disagree_keep_two_humps():
    """The pool's middle is a place neither holds, and hardly any draw stands there."""
    case = edited(harbour(), "union/influence=20", "Anna", 15, 25)
    case = edited(case, "union/influence=80", "Ben", 75, 85, beside=True)
    drawn = draw(case, seed=0, draws=2000).influence[:, 0]

    assert case.party("union").influence.by == "Anna, Ben"
    assert ((drawn > 30) & (drawn < 70)).mean() < 0.02
    assert (drawn < 50).mean() == pytest.approx(0.5, abs=0.02)


def test_the_pool_gives_back_its_own_percentiles():
    one, other = opinion(30, 10, 60, "Anna"), opinion(50, 45, 70, "Ben", weight=3.0)
    pooled = pool([one, other], unit="capability")

    assert pooled.low < pooled.value < pooled.high
    assert quantile([one, other], 0.5) == pytest.approx(pooled.value)
    assert 45 < pooled.value < 52


def test_one_opinion_is_its_own_pool():
    alone = pool([opinion(30, 10, 60, "Anna")], unit="capability")

    assert (alone.value, alone.low, alone.high) == pytest.approx((30, 10, 60), abs=1e-6)


def test_an_opinion_without_width_is_a_certainty():
    assert quantile([opinion(40, 40, 40, "Anna")], 0.2) == pytest.approx(40)


def test_disagreement_is_the_share_of_variance_between():
    far = [opinion(20, 18, 22, "Anna"), opinion(80, 78, 82, "Ben")]

    assert disagreement(far) > 0.99
    assert disagreement([far[0], far[0]]) == 0


def test_a_second_word_of_the_same_person_replaces_the_first():
    case = edited(harbour(), "union/influence=20", "Anna", 15, 25)
    case = edited(case, "union/influence=80", "Ben", 75, 85, beside=True)
    case = edited(case, "union/influence=60", "Ben", 55, 65, beside=True)

    assert [each.value for each in case.party("union").influence.opinions] == [20, 60]


def test_a_judgement_without_beside_replaces_all():
    case = edited(harbour(), "union/influence=20", "Anna", 15, 25, beside=True)
    case = edited(case, "union/influence=50", "Carla", 45, 55)

    assert case.party("union").influence.opinions == ()


def test_opinions_stand_in_the_case_file():
    case = edited(harbour(), "union/influence=20", "Anna", 15, 25, beside=True)

    assert load(dump(case)).party("union").influence == case.party("union").influence


def test_only_a_number_can_stand_beside_others():
    with pytest.raises(CaseError, match="only a number"):
        edited(harbour(), "party/city=remove", "Anna", None, None, beside=True)


def test_the_pool_is_drawn_by_slices_as_any_other_number():
    """The draws' own percentiles are the pool's."""
    case = edited(harbour(), "union/influence=20", "Anna", 10, 40)
    case = edited(case, "union/influence=60", "Ben", 30, 90, beside=True)
    drawn, held = draw(case, seed=0, draws=5000).influence[:, 0], case.party("union").influence

    assert np.quantile(drawn, [0.05, 0.5, 0.95]) == pytest.approx([held.low, held.value, held.high], abs=0.5)
