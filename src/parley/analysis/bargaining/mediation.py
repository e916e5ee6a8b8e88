"""A mediator's single text: from any draft by small changes that nobody minds, to a deal nobody can better for all."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bargaining.candidates import Candidates
from parley.analysis.blocks import COARSE, FINE, Space, coarse
from parley.analysis.solutions import acceptable, kalai_smorodinsky_packages

Floats = NDArray[np.float64]
Steps = NDArray[np.int64]
Cells = NDArray[np.intp]

SOURCE = "Raiffa (1982), The Art and Science of Negotiation, ch. 16: the single negotiating text"

MOST_STEPS = 100
MOST_TOGETHER = 100_000  # combinations of two blocks looked through for one step


class Revision(NamedTuple):
    """One version of the text."""

    cells: Cells  # (blocks,)
    utility: Floats  # (parties,)


def revise(space: Space, draft: Cells, among: Candidates) -> tuple[Revision, ...]:
    """Improve a draft step by step.

    Each step changes one block or trades two, leaves nobody worse off and somebody better off, and of all such
    changes takes the one that gives most, as a share of what it could still gain, to who gains least. When no such
    change is left, one last step goes to the Kalai-Smorodinsky package over the text, if an efficient one still is
    better for all.

    Args:
        space: the packages.
        draft: (blocks,) the cell of each block the mediator starts from.
        among: packages the last step may go to.

    Returns:
        The draft and every version after it.
    """
    path = [_revision(space, draft)]
    while len(path) < MOST_STEPS:
        step = _small_step(space, path[-1])
        if step is None:
            break
        path.append(step)
    last = improved(space, path[-1].utility, among)
    return tuple(path if last is None else [*path, last])


def improved(space: Space, agreed: Floats, among: Candidates) -> Revision | None:
    """A deal that is better than an agreed one for somebody and worse for nobody: a settlement after the settlement.

    Args:
        space: the packages.
        agreed: (parties,) what the agreed deal is worth to each.
        among: packages that may be better.

    Returns:
        The Kalai-Smorodinsky package with the agreed deal as what each has otherwise; None: nothing is better for all.

    Source:
        Raiffa (1985), Negotiation Journal 1(1), 9-12: post-settlement settlements.
    """
    rows = acceptable(among.utility, agreed)
    if not rows.size or not (among.utility[rows] > agreed + 1e-9).any():
        return None
    return _revision(space, among.cells(int(kalai_smorodinsky_packages(among.utility, agreed)[0])))


def _revision(space: Space, cells: Cells) -> Revision:
    return Revision(np.asarray(cells, dtype=np.intp), space.worth(cells[None, :])[0])


def _small_step(space: Space, text: Revision) -> Revision | None:
    """The best change of one block or of two together, None when there is none."""
    chosen_worth = [block.worth[cell] for block, cell in zip(space.blocks, text.cells, strict=True)]
    now = np.asarray(np.sum(chosen_worth, axis=0), dtype=np.int64)
    most = np.asarray(np.sum([block.worth.max(axis=0) for block in space.blocks], axis=0), dtype=np.int64)
    room = np.maximum((most - now) * FINE, 1e-9)
    changes = [block.worth - block.worth[cell] for block, cell in zip(space.blocks, text.cells, strict=True)]
    best, chosen = (0.0, 0.0), None
    for one in range(len(changes)):
        for other in range(one, len(changes)):
            if one != other and len(changes[one]) * len(changes[other]) > MOST_TOGETHER:
                continue
            both = changes[one] if one == other else (changes[one][:, None, :] + changes[other]).reshape(-1, now.size)
            score, row = _best_change(space, now, both, room)
            if score > best:
                best, chosen = score, (one, other, row)
    if chosen is None:
        return None
    cells = text.cells.copy()
    one, other, row = chosen
    if one == other:
        cells[one] = row
    else:
        cells[one], cells[other] = divmod(row, len(changes[other]))
    return _revision(space, cells)


def _best_change(space: Space, now: Steps, changes: Steps, room: Floats) -> tuple[tuple[float, float], int]:
    """Least and whole gain of the best of these changes, and which; (0, 0) when none leaves nobody worse off."""
    floor = round(max(space.floor, -1e6) * 1e9) if np.isfinite(space.floor) else None
    before, after = coarse(now), coarse(now + changes)
    if floor is not None:
        before, after = np.maximum(before, floor), np.maximum(after, floor)
    gain = np.asarray(after - before, dtype=np.int64)
    nobody_loses = np.asarray((gain >= 0).all(axis=1))
    shares = np.where(nobody_loses[:, None], gain * (COARSE * FINE) / room, 0.0)
    least, whole = shares.min(axis=1), shares.sum(axis=1)
    row = int(np.lexsort((whole, least))[-1])
    return (float(least[row]), float(whole[row])), row
