"""The bargaining of a case over its draws."""

from __future__ import annotations

import numpy as np
from tests.analysis.cases import harbour, party, stance

from parley.analysis.bargaining.simulation import simulate, zones
from parley.analysis.draws import draw
from parley.analysis.packages import package_grid, utilities
from parley.analysis.solutions import acceptable, nash_packages
from parley.case.record import Case


def three() -> Case:
    """The harbour with pilots at the table and walk-aways so good that a deal is uncertain."""
    parties = (party("union", walk_away=0.6), party("port", walk_away=0.55), harbour().parties[2], party("pilots"))
    stances = (*harbour().stances, stance("pilots", "crews", 70), stance("pilots", "pay", 40))
    return harbour().model_copy(update={"parties": parties, "stances": stances})


def test_every_draw_comes_to_what_the_exact_solution_says() -> None:
    """Draw by draw against the function with ties and certificates."""
    drawn, grid = draw(harbour(), seed=2, draws=60), package_grid(harbour())
    utility = utilities(grid, drawn.position, drawn.salience, parties=[0, 1])
    walk_away = drawn.pressed_walk_away()[:, :2]

    over = simulate(drawn, grid)

    for row in range(60):
        exact = nash_packages(np.asarray(utility[row], dtype=np.float64), walk_away[row]).tolist()
        assert over.chosen["nash"][row] in (exact or [-1])


def test_many_versions_of_a_case_are_looked_at_as_each_would_be_alone() -> None:
    case = three()
    drawn, grid = draw(case, seed=2, draws=700), package_grid(case)
    pressure = drawn.model.pressures[0]
    versions = [
        drawn,
        drawn.without_party("pilots"),
        drawn.without_party("union"),
        drawn.with_pressure(pressure, 0),
        drawn.with_pressure(pressure, 2),
    ]

    together = zones(versions, grid)

    assert len({zone.mean() for zone in together}) > 2
    for version, zone in zip(versions, together, strict=True):
        assert zone.tolist() == simulate(version, grid).has_zone.tolist()


def test_a_party_fewer_at_the_table_never_makes_a_deal_less_likely() -> None:
    """Its consent is no longer needed; its own pressure apart, that can only widen the zone."""
    case = three().model_copy(update={"pressures": ()})
    drawn, grid = draw(case, seed=2, draws=400), package_grid(case)

    whole, without = zones([drawn, drawn.without_party("pilots")], grid)

    assert (without | ~whole).all()


def test_a_zone_is_what_some_package_gives_everybody() -> None:
    case = three()
    drawn, grid = draw(case, seed=2, draws=40), package_grid(case)
    utility = utilities(grid, drawn.position, drawn.salience, parties=[0, 1, 3])
    walk_away = drawn.pressed_walk_away()[:, [0, 1, 3]]

    (zone,) = zones([drawn], grid)

    for row in range(40):
        assert zone[row] == bool(acceptable(np.asarray(utility[row], dtype=np.float64), walk_away[row]).size)
