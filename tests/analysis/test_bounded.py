"""Between very many parties the best package is found without valuing all of them, and is the one valuing all finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.analysis.cases import case, issue, party, stance

from parley.analysis.bounded import best_package
from parley.analysis.draws import DrawSet, draw, point
from parley.analysis.packages import PackageGrid, losses, package_grid, utilities
from parley.analysis.ratification.consent import consenting
from parley.analysis.settlement import MANY, settle
from parley.case.record import Case, Link


def conference(parties: int, issues: int = 4) -> Case:
    """So many countries with a stance on everything."""
    generator = np.random.default_rng(3)
    keys, topics = [f"country-{at}" for at in range(parties)], [f"topic-{at}" for at in range(issues)]
    return case(
        [party(key, walk_away=float(generator.uniform(0.1, 0.4))) for key in keys],
        [issue(key) for key in topics],
        [
            stance(key, topic, float(generator.integers(5, 96)), float(generator.uniform(0.1, 0.9)))
            for key in keys
            for topic in topics
        ],
    )


def best_of_all(grid: PackageGrid, drawn: DrawSet, at: int) -> int:
    """Every package valued for every party: the largest product of gains, or else the largest least gain."""
    worth = utilities(
        grid, drawn.position[at], drawn.salience[at], red_line=None if drawn.red_line is None else drawn.red_line[at]
    )
    gains = worth - drawn.pressed_walk_away()[at]
    least = gains.min(axis=1)
    if (least >= 0).any():
        logs = np.log(np.maximum(gains, 1e-300)).sum(axis=1)
        return int(np.where(least >= 0, logs, -np.inf).argmax())
    return int(least.argmax())


@pytest.mark.parametrize("demand", [-0.1, 0.0, 0.2, 0.4])
def test_it_is_the_package_that_valuing_everything_finds(demand: float) -> None:
    """With room for a deal and without: what is dropped unheard could not have been the best."""
    talks = conference(40)
    grid, drawn = package_grid(talks), draw(talks, seed=1, draws=30)
    drawn = replace(drawn, walk_away=np.clip(drawn.walk_away + demand, 0, 1))
    lost = losses(grid, drawn.position, drawn.salience)

    found = [best_package(grid, lost, at, drawn.walk_away[at]) for at in range(30)]

    assert [each.package for each in found] == [best_of_all(grid, drawn, at) for at in range(30)]


def test_exchanges_conditions_and_red_lines_count_as_they_do_elsewhere() -> None:
    talks = conference(36)
    tied = Link(
        give_issue="topic-0",
        get_issue="topic-1",
        giver="country-0",
        getter="country-1",
        form="exchange",
        words="in return for",
    )
    only_if = Link(
        give_issue="topic-2",
        get_issue="topic-3",
        giver="country-2",
        getter=None,
        form="condition",
        threshold=50.0,
        words="only if",
    )
    firm = talks.stances[0].model_copy(update={"red_line": talks.stances[0].position})
    talks = talks.model_copy(update={"links": (tied, only_if), "stances": (firm, *talks.stances[1:])})
    grid, drawn = package_grid(talks), draw(talks, seed=2, draws=20)
    lost = losses(grid, drawn.position, drawn.salience, red_line=drawn.red_line)

    found = [best_package(grid, lost, at, drawn.walk_away[at]).package for at in range(20)]

    assert grid.kept is not None
    assert found == [best_of_all(grid, drawn, at) for at in range(20)]


def test_the_product_of_very_many_gains_still_tells_packages_apart() -> None:
    """The product of 200 gains of a third is 1e-95: in single precision every package would be as good as any."""
    talks = conference(200, issues=2)
    at, grid = point(talks), package_grid(talks)

    settled = settle(at, grid, consenting(talks, at).parties)

    assert len(talks.parties) >= MANY
    assert settled.margin[0] >= 0
    assert settled.values[0].tolist() == grid.values[best_of_all(grid, at, 0)].tolist()
