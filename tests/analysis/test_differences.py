"""Trying a change out: both sides by the same random numbers."""

from __future__ import annotations

import pytest
from tests.analysis.cases import harbour

from parley.analysis.differences import changed, glance
from parley.errors import CaseError


def test_a_case_compared_with_itself_differs_in_nothing() -> None:
    """Common random numbers: what is the same on both sides cancels exactly."""
    case = harbour()
    found = glance(case, case, (), seed=7)

    assert {one.change for one in found.differences} == {0.0}
    assert {one.of for one in found.differences} >= {f"forecast/{issue.key}" for issue in case.issues} | {"zopa"}


def test_moving_a_party_moves_the_mean_its_way_and_no_other_issue() -> None:
    """One number is changed; every other draw stays as it was."""
    case = harbour()
    stance = case.stances[0]
    to = case.issue(stance.issue).scale.high
    other, words = changed(case, [], [f"{stance.key}/position={to:g}"], [])
    moved = {one.of: one.change for one in glance(case, other, words, seed=7).differences}

    assert words == (f"{stance.key}/position set to {to:g}",)
    assert moved[f"forecast/{stance.issue}"] > 0
    assert {moved[f"forecast/{issue.key}"] for issue in case.issues if issue.key != stance.issue} <= {0.0}


def test_what_a_change_took_away_has_no_figure_after_it() -> None:
    """With one of two parties gone nobody is left to agree with."""
    case = harbour()
    other, words = changed(case, [case.parties[0].key], [], [])
    zone = next(one for one in glance(case, other, words, seed=7).differences if one.of == "zopa")

    assert zone.before is not None
    assert (zone.after is None) == (sum(party.role == "bargaining" for party in other.parties) < 2)


def test_doubling_the_pressure_of_somebody_who_presses_nobody_is_refused_with_who_does() -> None:
    """The nearest right thing is named."""
    with pytest.raises(CaseError, match="presses nobody"):
        changed(harbour(), [], [], ["nobody-here"])
