"""Cases of more packages than can be listed keep all their issues."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.cases import case, issue, judged, party, stance

from parley.analysis.bargaining.layout import layout, space_of, worths
from parley.analysis.bargaining.outcome import bargain
from parley.analysis.bargaining.result import Bargaining
from parley.analysis.draws import draw, point
from parley.analysis.packages import PackageGrid, package_grid, package_menu, utilities
from parley.case.record import Case, Link
from parley.errors import AnalysisError


def conference(
    parties: int, issues: int, points: int = 5, walk_away: float = 0.3, links: tuple[Link, ...] = ()
) -> Case:
    rng = np.random.default_rng(parties)
    keys = [f"party-{number}" for number in range(parties)]
    topics = [issue(f"issue-{number}", points) for number in range(issues)]
    whole = case(
        [party(key, walk_away=walk_away) for key in keys],
        topics,
        [
            stance(key, each.key, float(rng.integers(0, 101)), float(rng.uniform(0.1, 1)))
            for key in keys
            for each in topics
        ],
    )
    return whole.model_copy(update={"links": links})


def outcome(case: Case, draws: int = 60, **given) -> Bargaining:
    return bargain(case, draw(case, seed=3, draws=draws), **given)


def link(form: str, give: int, get: int, threshold: float | None = None) -> Link:
    return Link(
        form=form,
        giver="party-0",
        give_issue=f"issue-{give}",
        getter=None,
        get_issue=f"issue-{get}",
        words="this only for that",
        threshold=threshold,
    )


LINKS = (link("exchange", 0, 1), link("condition", 2, 3, 50.0))


@pytest.mark.parametrize("links", [(), LINKS])
@pytest.mark.parametrize("red_line", [None, 40.0])
def test_sums_over_blocks_are_worth_what_the_listed_packages_are(
    links: tuple[Link, ...], red_line: float | None
) -> None:
    """The same rule by two ways: exchanges, conditions and red lines included."""
    small = conference(3, 5, 3, links=links)
    if red_line is not None:
        first = small.stances[0].model_copy(update={"red_line": judged(red_line, red_line, red_line)})
        small = small.model_copy(update={"stances": (first, *small.stances[1:])})
    grid, at = package_grid(small, limit=10**6), point(small)
    listed = utilities(grid, at.position, at.salience, red_line=at.red_line)[0]
    laid = layout(package_menu(small))
    space = space_of(laid, worths(laid, at, [0, 1, 2]))

    assert laid.packages == len(grid.values)
    cells = np.array([space.cells(row) for row in grid.index])
    assert space.worth(cells) == pytest.approx(listed, abs=1e-9)


@pytest.mark.parametrize(("parties", "links"), [(2, ()), (2, LINKS), (3, LINKS), (4, ())])
def test_the_large_way_finds_what_listing_finds(
    parties: int, links: tuple[Link, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One case, once listed and once summed: the same packages, ideals, zone and trades."""
    small = conference(parties, 4, links=links)
    listed = outcome(small)
    monkeypatch.setattr("parley.analysis.bargaining.outcome.MAX_PACKAGES", 10)
    summed = outcome(small)

    assert (summed.packages, summed.acceptable) == (listed.packages, listed.acceptable)
    assert summed.ideal == pytest.approx(listed.ideal, abs=1e-9)
    for one, other in zip(listed.solutions, summed.solutions, strict=True):
        assert [each.utility for each in one.packages] == [pytest.approx(each.utility) for each in other.packages]
    assert summed.trades == listed.trades
    assert summed.division == listed.division
    assert abs(summed.zopa.value - listed.zopa.value) < 0.1
    if parties < 4:
        assert summed.frontier_size == listed.frontier_size


def test_two_parties_on_eight_issues_keep_every_issue() -> None:
    found = outcome(conference(2, 8))

    assert (found.packages, len(found.issues)) == (5**8, 8)
    assert all(len(solution.packages[0].terms) == 8 for solution in found.solutions)
    assert all(0 <= (solution.chosen_share or 0) <= 1 for solution in found.solutions)
    (note,) = [each for each in found.findings if each.code == "packages-summed"]
    assert "390,625 packages over 8 issues" in note.message
    assert "without “Issue-" in note.message
    assert found.mediation is not None
    assert found.mediation.done


def test_twelve_parties_have_their_packages_with_what_is_proven() -> None:
    found = outcome(conference(12, 8))

    nash = found.solutions[0]
    assert found.packages == 5**8
    assert "exact" in str(nash.method.parameters["packages found by"])
    assert "in half the draws" in str(nash.method.parameters["Nash package's mean gain"])
    assert {"packages-summed", "frontier-in-part"} <= {each.code for each in found.findings}
    assert found == outcome(conference(12, 8))


def test_two_hundred_parties_are_answered() -> None:
    found = outcome(conference(200, 4, 8), draws=20)

    assert len(found.walk_away) == 200
    assert all(0 <= each <= 1 for each in found.ideal.values())


@pytest.mark.parametrize("parties", [2, 12])
def test_a_large_case_without_a_zone_says_who_falls_short(parties: int) -> None:
    found = outcome(conference(parties, 8, walk_away=0.97))

    assert found.acceptable == 0
    assert all(solution.packages == () for solution in found.solutions)
    assert found.concessions is None or parties > 2
    assert "no-zone-of-agreement" in [each.code for each in found.findings]
    assert found.tactics is not None
    assert found.tactics.package is None


def test_a_condition_takes_packages_away_and_a_later_one_more() -> None:
    """Issue 0 only if issue 1 reaches half of its scale: of 9 pairs of points, those with 0 given before 1 does go."""
    free, half = conference(2, 2, 3), conference(2, 2, 3, links=(link("condition", 0, 1, 50.0),))

    assert (outcome(free).packages, outcome(half).packages) == (9, 7)
    grid: PackageGrid = package_grid(half)
    assert all(get >= 50 for give, get in grid.values.tolist() if give > 0)


def test_a_condition_without_a_threshold_is_the_soft_exchange_it_was() -> None:
    assert outcome(conference(2, 2, 3, links=(link("condition", 0, 1),))).packages == 9


def test_a_draft_is_where_the_mediator_starts() -> None:
    small = conference(2, 3)
    found = outcome(small, draft={"issue-0": 100, "issue-1": 0})

    assert found.mediation is not None
    assert found.mediation.start == "draft"
    assert found.mediation.versions[0].terms["issue-0"] == 100
    assert found.mediation.versions[0].terms["issue-1"] == 0
    with pytest.raises(AnalysisError, match="names issue-9"):
        outcome(small, draft={"issue-9": 1})
