"""What the bargaining parties of a case could agree on: exactly at its values, and over its ranges."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining.between import conceded, divided, mediated, trades
from parley.analysis.bargaining.candidates import Candidates
from parley.analysis.bargaining.deals import MOST_TIES, deals
from parley.analysis.bargaining.layout import fits
from parley.analysis.bargaining.one_price import prices
from parley.analysis.bargaining.over_draws import large, large_draws
from parley.analysis.bargaining.result import Bargaining, PackageOutcome, Solution
from parley.analysis.bargaining.simulation import affordable_draws, simulate
from parley.analysis.bargaining.table import table_of
from parley.analysis.bargaining.tactics import tactics
from parley.analysis.batches import Choices
from parley.analysis.draws import DISTRIBUTION, SAMPLING, DrawSet, point
from parley.analysis.frontier import efficient
from parley.analysis.inputs import default_share
from parley.analysis.interval import share
from parley.analysis.packages import MAX_PACKAGES, Menu, PackageGrid, package_grid, package_menu, utilities
from parley.analysis.result import Method
from parley.analysis.solutions import SOLUTIONS, acceptable, frontier, ideal
from parley.analysis.zone import Count
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


def bargain(
    case: Case, drawn: DrawSet, grid: PackageGrid | None = None, *, draft: Mapping[str, float] | None = None
) -> Bargaining:
    """Find what the bargaining parties could agree on.

    Up to 2,500 packages are listed one by one. More are never listed: the solutions come from sums over issues, on all
    issues and points of the case.

    Args:
        case: with two bargaining parties or more.
        drawn: the case over its ranges; as many of its draws are used as the packages can afford.
        grid: the case's packages; None: laid out here.
        draft: issue -> value, where a mediator starts; None: the middle of the parties' positions.

    Raises:
        AnalysisError: conditions between issues leave no package, or the draft names an issue the case does not have.
    """
    grid = grid or package_grid(case)
    menu = package_menu(case)
    summed = menu.combinations > MAX_PACKAGES and fits(menu)
    at = _Summed(case, menu, grid) if summed else _Listed(case, grid)
    return at.bargaining(drawn, draft)


class _Room(ABC):
    """What both ways of finding agreements have in common."""

    def __init__(self, case: Case, menu: Menu) -> None:
        self.case = case
        self.table = table_of(case, menu)
        self.walk_away = self.table.walk_away

    def bargaining(self, drawn: DrawSet, draft: Mapping[str, float] | None) -> Bargaining:
        """Everything the room has to say, in one record."""
        solved = {name: self.solve(name) for name in get_args(Name)}
        priced = prices(self.table, drawn)
        drawn = self.afforded(drawn)
        over, said = self.simulated(drawn, {name: rows for name, rows in solved.items() if rows.size})
        table, among = self.table, self.candidates()
        front = efficient(table.pair(table.heaviest()))
        return Bargaining(
            parties=table.parties,
            issues=table.menu.issues,
            walk_away=table.by_party(self.walk_away),
            ideal=table.by_party(ideal(self.utility, self.walk_away)),
            packages=table.laid.packages,
            acceptable=self.zone.packages,
            acceptable_error=self.zone.error,
            frontier=self.efficient(),
            frontier_size=self.frontier_size,
            solutions=tuple(
                Solution(
                    name=name,
                    packages=self.outcomes(rows),
                    method=self._method(name, drawn, said),
                    chosen_share=float(over.watched[name].mean()) if name in over.watched else None,
                )
                for name, rows in solved.items()
            ),
            zopa=share(over.has_zone),
            trades=trades(table),
            mediation=mediated(table, among, draft),
            division=divided(table),
            concessions=conceded(table, front),
            tactics=tactics(table, among, front),
            prices=priced,
            default_share=default_share(bargaining_estimates(self.case)),
            findings=(*self.notes(), *self._no_zone(), *self._cut()),
        )

    utility: Floats  # (points, parties) among which the solutions lie
    zone: Count
    frontier_size: int

    def solve(self, name: Name) -> Rows:
        """Points of a solution."""
        return SOLUTIONS[name][0](self.utility, self.walk_away)

    @abstractmethod
    def candidates(self) -> Candidates: ...

    @abstractmethod
    def afforded(self, drawn: DrawSet) -> DrawSet: ...

    @abstractmethod
    def simulated(self, drawn: DrawSet, solved: Mapping[Name, Rows]) -> tuple[Choices, dict[str, str | float]]:
        """What the draws come to, and what to say of the method."""

    @abstractmethod
    def outcomes(self, points: Rows) -> tuple[PackageOutcome, ...]: ...

    @abstractmethod
    def efficient(self) -> tuple[PackageOutcome, ...]: ...

    @abstractmethod
    def notes(self) -> Iterable[Finding]: ...

    def _method(self, name: Name, drawn: DrawSet, said: Mapping[str, str | float]) -> Method:
        return Method(
            name=TITLES[name],
            parameters={
                "disagreement point": "walking away after pressure: "
                + ", ".join(f"{key} {value:.2f}" for key, value in self.table.by_party(self.walk_away).items()),
                "packages": self.table.laid.packages,
                "ties": "utilities closer than 1e-9 count as equal; all are listed",
                **said,
                "distribution": DISTRIBUTION,
                "sampling": SAMPLING,
            },
            source=SOLUTIONS[name][1],
            seed=drawn.seed,
            draws=drawn.draws,
        )

    def _no_zone(self) -> Iterator[Finding]:
        """Say how near the parties come, and who falls short in the nearest package."""
        if self.zone.packages:
            return
        gains = self.utility - self.walk_away
        nearest = int(gains.min(axis=1).argmax())
        short = int(gains[nearest].argmin())
        names, key = {party.key: party.name for party in self.case.parties}, self.table.parties[short]
        yield Finding(
            level="note",
            code="no-zone-of-agreement",
            message=f"At the case's own values no package leaves every party at least as well off as walking away. "
            f"In the nearest one {names[key]} falls short by {-gains[nearest, short]:.2f} (utility from 0 to 1).",
            where=f"party/{key}",
        )

    def _cut(self) -> Iterator[Finding]:
        if self.frontier_size > MOST_SHOWN:
            yield Finding(
                level="note",
                code="frontier-cut",
                message=f"{self.frontier_size:,} packages are efficient; {MOST_SHOWN} of them are listed, "
                f"acceptable ones first, spread evenly.",
            )


class _Listed(_Room):
    """Few packages: each of them looked at."""

    def __init__(self, case: Case, grid: PackageGrid) -> None:
        super().__init__(case, grid)
        at = point(case)
        worth = utilities(grid, at.position, at.salience, red_line=at.red_line, parties=self.table.rows)
        self.grid = grid
        self.utility = np.asarray(worth[0], dtype=np.float64)
        self._efficient = frontier(self.utility)
        self._inside = acceptable(self.utility, self.walk_away)
        self.frontier_size = self._efficient.size
        self.zone = Count(packages=self._inside.size, exact=True, method="listed")

    def candidates(self) -> Candidates:
        return Candidates(
            utility=self.utility, cells=lambda row: self.table.space.cells(self.grid.index[row]), whole=True
        )

    def afforded(self, drawn: DrawSet) -> DrawSet:
        return drawn.first(affordable_draws(drawn, self.grid))

    def simulated(self, drawn: DrawSet, solved: Mapping[Name, Rows]) -> tuple[Choices, dict[str, str | float]]:
        return simulate(drawn, self.grid, {name: int(rows[0]) for name, rows in solved.items()}), {}

    def outcomes(self, points: Rows) -> tuple[PackageOutcome, ...]:
        return tuple(
            PackageOutcome(
                terms=self.grid.terms(row),
                labels=self.grid.words(row),
                utility=self.table.by_party(self.utility[row]),
                gain=self.table.by_party(self.utility[row] - self.walk_away),
            )
            for row in points.tolist()
        )

    def efficient(self) -> tuple[PackageOutcome, ...]:
        return self.outcomes(_spread(self._efficient, self._inside, self.utility))

    def notes(self) -> Iterable[Finding]:
        return self.grid.findings


class _Summed(_Room):
    """Too many packages to list: sums over issues."""

    def __init__(self, case: Case, menu: Menu, grid: PackageGrid) -> None:
        super().__init__(case, menu)
        self.grid = grid
        self.found = deals(self.table.space, self.walk_away, MOST_SHOWN)
        self.utility, self.zone, self.frontier_size = self.found.utility, self.found.zone, self.found.efficient_size

    def candidates(self) -> Candidates:
        return self.found.candidates()

    def afforded(self, drawn: DrawSet) -> DrawSet:
        return drawn.first(large_draws(drawn, len(self.table.parties)))

    def simulated(self, drawn: DrawSet, solved: Mapping[Name, Rows]) -> tuple[Choices, dict[str, str | float]]:
        watch: dict[str, Rows] = {name: self.found.packages(int(rows[0]))[0] for name, rows in solved.items()}
        over, said = large(self.table.laid, drawn, self.table.rows, watch)
        return over, {"packages found by": self.found.note, **said}

    def outcomes(self, points: Rows) -> tuple[PackageOutcome, ...]:
        cells = [package for point in points.tolist() for package in self.found.packages(point)][:MOST_TIES]
        return tuple(self.table.outcome(each) for each in cells)

    def efficient(self) -> tuple[PackageOutcome, ...]:
        return tuple(self.table.outcome(each) for each in self.found.efficient)

    def notes(self) -> Iterator[Finding]:
        names = {issue.key: issue.name for issue in self.case.issues}
        out = [names[key] for key in self.table.menu.issues if key not in self.grid.issues]
        without = f", without {', '.join(f'“{name}”' for name in out)}" if out else ""
        yield Finding(
            level="note",
            code="packages-summed",
            message=f"All {self.table.laid.packages:,} packages over {len(names)} issues stand behind the solutions; "
            f"they were found by: {self.found.note}. The answers and what-ifs look at {len(self.grid.values):,} "
            f"coarser packages{without}.",
        )
        if not self.zone.exact and self.zone.packages:
            yield Finding(
                level="note",
                code="zone-sampled",
                message=f"The zone of agreement is too large to count: {self.zone.packages:,} packages give or take "
                f"{self.zone.error:,.0f} (standard error), from {self.zone.method}.",
            )
        if self.found.frontier is None:
            yield Finding(
                level="note",
                code="frontier-in-part",
                message=f"With {len(self.table.parties)} parties most packages are efficient; those listed are each "
                f"the best there is for some weighting of the parties, and there are more.",
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
