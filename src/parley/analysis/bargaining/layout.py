"""The packages of a case as blocks: laid out once, valued at the case's own values or in any draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import FINE, MOST_CELLS, Block, Bond, Space, space
from parley.analysis.draws import DrawSet
from parley.analysis.packages import Menu, losses

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Which issues stand together, and which combinations of their points may be."""

    menu: Menu
    issues: tuple[tuple[int, ...], ...]  # per block: columns of the menu
    cells: tuple[Rows, ...]  # per block: (cells, issues of the block) which point of each

    @property
    def packages(self) -> int:
        """How many packages there are, those that break a condition left out."""
        count = 1
        for cells in self.cells:
            count *= len(cells)
        return count


def layout(menu: Menu) -> Layout:
    """Lay out the blocks of a menu: linked issues together, the others each on its own.

    Raises:
        AnalysisError: conditions contradict each other, or too many issues hang together (`fits` tells beforehand).
    """
    bonds = [Bond(first=int(give), second=int(get)) for give, get in menu.links]
    bonds += [Bond(first=each.give, second=each.get, allowed=each.allowed(menu)) for each in menu.conditions]
    plain = space([np.zeros((len(level), 1)) for level in menu.levels], bonds)
    return Layout(
        menu=menu,
        issues=tuple(block.issues for block in plain.blocks),
        cells=tuple(block.cells for block in plain.blocks),
    )


def fits(menu: Menu) -> bool:
    """Whether no block would hold more combinations than one can."""
    pairs = [(int(give), int(get)) for give, get in menu.links] + [(each.give, each.get) for each in menu.conditions]
    group = list(range(len(menu.issues)))
    for give, get in pairs:
        one, other = group[give], group[get]
        group = [one if each == other else each for each in group]
    sizes = dict.fromkeys(group, 1)
    for issue, name in enumerate(group):
        sizes[name] *= len(menu.levels[issue])
    return max(sizes.values()) <= MOST_CELLS


def worths(laid: Layout, drawn: DrawSet, parties: list[int]) -> list[Floats]:
    """What each cell of each block adds for each party, per block (draws, cells, parties).

    Their sum over blocks is the utility of a package; below 0 it counts as 0.

    Args:
        laid: from `layout`.
        drawn: any number of draws.
        parties: rows of the case.
    """
    menu = laid.menu
    found = losses(menu, drawn.position, drawn.salience, red_line=drawn.red_line, parties=parties)
    whole = 1.0  # all a party asks; counted once, with the first block
    result = []
    for issues, cells in zip(laid.issues, laid.cells, strict=True):
        worth = np.full((drawn.draws, len(cells), len(parties)), whole)
        for at, issue in enumerate(issues):
            worth -= np.swapaxes(found.by_point[issue], -1, -2)[:, cells[:, at], :]
        for link, (give, get) in enumerate(menu.links):
            if give in issues:
                granted = [menu.granted(each)[cells[:, issues.index(each)]] for each in (give, get)]
                unpaid = np.clip(granted[0] - granted[1], 0.0, 1.0)
                worth -= unpaid[None, :, None] * found.by_link[link][:, None, :]
        result.append(worth)
        whole = 0.0
    return result


def space_of(laid: Layout, worth: list[Floats], draw: int = 0) -> Space:
    """The packages of one draw, ready for sum and prune; `worth` from `worths`."""
    blocks = tuple(
        Block(issues=issues, cells=cells, worth=np.rint(each[draw] * (1 / FINE)).astype(np.int64))
        for issues, cells, each in zip(laid.issues, laid.cells, worth, strict=True)
    )
    return Space(blocks=blocks, parties=worth[0].shape[2], floor=0.0)
