"""What the bargaining parties of a case could agree on: exactly at its values, and over its ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining.result import Bargaining, PackageOutcome, Solution
from parley.analysis.bargaining.simulation import affordable_draws, simulate
from parley.analysis.batches import Choices
from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.inputs import default_share
from parley.analysis.interval import share
from parley.analysis.packages import PackageGrid, package_grid, utilities
from parley.analysis.result import Method
from parley.analysis.solutions import SOLUTIONS, acceptable, frontier, ideal
from parley.case.record import Case, Estimate
from parley.record import Finding

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Name = Literal["nash", "kalai-smorodinsky", "egalitarian", "utilitarian"]

TITLES: dict[Name, str] = {
    "nash": "Nash bargaining solution",
    "kalai-smorodinsky": "Kalai-Smorodinsky solution (maximin)",
    "egalitarian": "egalitarian solution",
    "utilitarian": "utilitarian solution",
}

MOST_SHOWN = 200  # packages of the frontier listed in a result; its size counts all


def bargain(case: Case, drawn: DrawSet, grid: PackageGrid | None = None) -> Bargaining:
    """Find what the bargaining parties could agree on.

    Args:
        case: with two bargaining parties or more.
        drawn: the case over its ranges; as many of its draws are used as the packages can afford.
        grid: the case's packages; None: laid out here.
    """
    return _Table(case, grid or package_grid(case)).bargaining(drawn)


class _Table:
    """The point case: what every package is worth to those who must agree."""

    def __init__(self, case: Case, grid: PackageGrid) -> None:
        at = point(case)
        rows = np.flatnonzero(at.model.bargains)
        red_line = None if at.red_line is None else at.red_line
        worth = utilities(grid, at.position, at.salience, red_line=red_line, parties=rows.tolist())
        self.case, self.grid = case, grid
        self.parties = at.model.bargaining
        self.utility: Floats = np.asarray(worth[0], dtype=np.float64)
        self.walk_away: Floats = at.pressed_walk_away()[0, rows]

    def bargaining(self, drawn: DrawSet) -> Bargaining:
        solved = {name: SOLUTIONS[name][0](self.utility, self.walk_away) for name in get_args(Name)}
        drawn = drawn.first(affordable_draws(drawn, self.grid))
        over = simulate(drawn, self.grid, {name: int(rows[0]) for name, rows in solved.items() if rows.size})
        efficient = frontier(self.utility)
        zone = acceptable(self.utility, self.walk_away)
        return Bargaining(
            parties=self.parties,
            issues=self.grid.issues,
            walk_away=self._by_party(self.walk_away),
            ideal=self._by_party(ideal(self.utility, self.walk_away)),
            packages=len(self.utility),
            acceptable=zone.size,
            frontier=self._packages(_spread(efficient, zone, self.utility)),
            frontier_size=efficient.size,
            solutions=tuple(self._solution(name, rows, over, drawn) for name, rows in solved.items()),
            zopa=share(over.has_zone),
            default_share=default_share(bargaining_estimates(self.case)),
            findings=(*self.grid.findings, *self._findings(zone, efficient)),
        )

    def _solution(self, name: Name, rows: Rows, over: Choices, drawn: DrawSet) -> Solution:
        watched = over.watched.get(name)
        return Solution(
            name=name,
            packages=self._packages(rows),
            method=self._method(name, drawn),
            chosen_share=None if watched is None else float(watched.mean()),
        )

    def _method(self, name: Name, drawn: DrawSet) -> Method:
        return Method(
            name=TITLES[name],
            parameters={
                "disagreement point": "walking away after pressure: "
                + ", ".join(f"{key} {value:.2f}" for key, value in self._by_party(self.walk_away).items()),
                "packages": len(self.utility),
                "ties": "utilities closer than 1e-9 count as equal; all are listed",
                "distribution": DISTRIBUTION,
                "sampling": SAMPLING,
            },
            source=SOLUTIONS[name][1],
            seed=drawn.seed,
            draws=drawn.draws,
        )

    def _packages(self, rows: Rows) -> tuple[PackageOutcome, ...]:
        return tuple(
            PackageOutcome(
                terms=self.grid.terms(row),
                labels=self.grid.words(row),
                utility=self._by_party(self.utility[row]),
                gain=self._by_party(self.utility[row] - self.walk_away),
            )
            for row in rows.tolist()
        )

    def _by_party(self, values: Floats) -> dict[str, float]:
        # Nine digits: what counts as equal is printed as equal.
        return {key: round(float(value), 9) for key, value in zip(self.parties, values, strict=True)}

    def _findings(self, zone: Rows, efficient: Rows) -> list[Finding]:
        found = []
        if not zone.size:
            found.append(self._no_zone())
        if efficient.size > MOST_SHOWN:
            found.append(
                Finding(
                    level="note",
                    code="frontier-cut",
                    message=f"{efficient.size:,} packages are efficient; {MOST_SHOWN} of them are listed, "
                    f"acceptable ones first, spread evenly.",
                )
            )
        return found

    def _no_zone(self) -> Finding:
        """Say how near the parties come, and who falls short in the nearest package."""
        gains = self.utility - self.walk_away
        nearest = int(gains.min(axis=1).argmax())
        short = int(gains[nearest].argmin())
        names = {party.key: party.name for party in self.case.parties}
        return Finding(
            level="note",
            code="no-zone-of-agreement",
            message=f"At the case's own values no package leaves every party at least as well off as walking away. "
            f"In the nearest one {names[self.parties[short]]} falls short by {-gains[nearest, short]:.2f} "
            f"(utility from 0 to 1).",
            where=f"party/{self.parties[short]}",
        )


def _spread(efficient: Rows, zone: Rows, utility: Floats) -> Rows:
    """At most 200 efficient packages, acceptable ones first, evenly along the first party's utility."""
    if efficient.size <= MOST_SHOWN:
        return efficient
    inside = np.isin(efficient, zone)
    first, rest = efficient[inside], efficient[~inside]
    chosen = _evenly(first, MOST_SHOWN, utility)
    return np.sort(np.concatenate([chosen, _evenly(rest, MOST_SHOWN - chosen.size, utility)]))


def _evenly(rows: Rows, most: int, utility: Floats) -> Rows:
    if rows.size <= most:
        return rows
    ordered = rows[np.argsort(utility[rows, 0], kind="stable")]
    return np.asarray(ordered[np.linspace(0, rows.size - 1, most).round().astype(np.intp)], dtype=np.intp)


def bargaining_estimates(case: Case) -> list[Estimate]:
    """The numbers the packages rest on: stances and walk-aways of those who must agree, and the pressure on them."""
    parties = {party.key: party for party in case.parties if party.role == "bargaining"}
    stances = [stance for stance in case.stances if stance.party in parties]
    found: list[Estimate | None] = [
        *(party.walk_away for party in parties.values()),
        *(estimate for stance in stances for estimate in (stance.position, stance.salience, stance.red_line)),
        *(pressure.strength for pressure in case.pressures if pressure.on in parties),
    ]
    return _known(found)


def _known(estimates: Sequence[Estimate | None]) -> list[Estimate]:
    return [estimate for estimate in estimates if estimate is not None]
