"""The point case of a bargaining table: its packages, what each party has from them, and words for both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining.layout import Layout, layout, space_of, worths
from parley.analysis.bargaining.result import PackageOutcome
from parley.analysis.blocks import Block, Space
from parley.analysis.draws import point
from parley.analysis.packages import Menu
from parley.case.record import Case

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Who must agree on what, at the case's own values."""

    case: Case
    laid: Layout
    space: Space
    rows: list[int]  # of the case's parties: those who bargain
    parties: tuple[str, ...]  # their keys
    walk_away: Floats  # (parties,) after pressure
    position: Floats  # (parties, issues of the menu)

    @property
    def menu(self) -> Menu:
        return self.laid.menu

    def outcome(self, cells: Rows) -> PackageOutcome:
        """One package, given as the cell of each block, in words and numbers."""
        worth = self.space.worth(cells[None, :])[0]
        points = self.space.points(cells[None, :])[0]
        return PackageOutcome(
            terms=self.menu.terms_at(points),
            labels=self.menu.words_at(points),
            utility=self.by_party(worth),
            gain=self.by_party(worth - self.walk_away),
        )

    def by_party(self, values: Floats) -> dict[str, float]:
        # Nine digits: what counts as equal is printed as equal.
        return {key: round(float(value), 9) for key, value in zip(self.parties, values, strict=True)}

    def heaviest(self) -> tuple[int, int]:
        """The two parties at the table with most influence, as places among those who bargain."""
        weight = [self.case.parties[row].influence.value for row in self.rows]
        first, second = sorted(range(len(weight)), key=lambda at: (-weight[at], at))[:2]
        return first, second

    def pair(self, two: tuple[int, int]) -> Space:
        """The same packages as two parties see them."""
        blocks = tuple(
            Block(issues=block.issues, cells=block.cells, worth=np.ascontiguousarray(block.worth[:, list(two)]))
            for block in self.space.blocks
        )
        return Space(blocks=blocks, parties=2, floor=self.space.floor)


def table_of(case: Case, menu: Menu) -> Table:
    """Set the table of a case: the packages that `menu` makes, valued by those who bargain."""
    at = point(case)
    rows = np.flatnonzero(at.model.bargains).tolist()
    laid = layout(menu)
    return Table(
        case=case,
        laid=laid,
        space=space_of(laid, worths(laid, at, rows)),
        rows=rows,
        parties=at.model.bargaining,
        walk_away=at.pressed_walk_away()[0, rows],
        position=at.position[0][rows][:, menu.columns],
    )
