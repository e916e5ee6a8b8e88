"""Who can move where: what the worst and the best state is that some decision makers can bring about.

All stability definitions come down to three questions about a state, asked for all states at once: the least value
over the states a set of decision makers can reach, the most, and the least when each of them only moves to what it
likes better. Two answers to them:

- `GroupedMoves`, where every option can be taken and left: the states a decision maker can reach from each other form
  cells ("same code without its bits"), and each question is a minimum over cells; O(decision makers x states).
- `ListedMoves`, for irreversible options and for moves given one by one: lists of source and target.

No decision maker moves twice in a row (Fang, Hipel and Kilgour 1993, chapter 3). Where one move of a decision maker
can do what two can, as always in option form, the rule changes nothing; listed moves keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parley.analysis.conflict.states import States
from parley.errors import AnalysisError

Worth = NDArray[np.int64]  # only its order counts
Rows = NDArray[np.intp]

MOST_LISTED = 30_000_000  # moves kept in a list: half a gigabyte


class Improvements(Protocol):
    """Moves to states that the mover likes better, for one order of preference or one for each draw."""

    def least(self, movers: Sequence[int], values: Worth) -> Worth:
        """The least value over every state and those reachable from it by improvements of these decision makers.

        Args:
            movers: places of decision makers, in sequence no one twice in a row; none: `values` itself.
            values: (..., states), the leading axes as in the order of preference.
        """


class Moves(Protocol):
    """What decision makers can do on their own."""

    states: int
    decision_makers: int

    def least(self, movers: Sequence[int], values: Worth) -> Worth:
        """The least value over every state and those reachable from it by these decision makers, (..., states)."""

    def most(self, movers: Sequence[int], values: Worth) -> Worth:
        """The largest value over every state and those reachable from it by these decision makers, (..., states)."""

    def improving(self, worth: Worth) -> Improvements:
        """The moves that improve on an order of preference, (..., decision makers, states)."""

    def targets(self, mover: int, state: int) -> Rows:
        """States one decision maker can move to in one step, ascending."""


def moves_of(states: States, decision_makers: int) -> Moves:
    """The moves of a conflict in option form."""
    if states.is_reversible:
        return GroupedMoves(states, decision_makers)
    return ListedMoves(len(states.codes), [_legal(states, mover) for mover in range(decision_makers)])


def _legal(states: States, mover: int) -> tuple[Rows, Rows]:
    """Every legal move of a decision maker as rows from and to."""
    sources, targets, total = [], [], 0
    for change in states.changes(mover):
        landing = states.place[states.codes ^ change]
        source = np.flatnonzero(states.allows(change) & (landing >= 0))
        sources.append(source)
        targets.append(landing[source].astype(np.intp))
        total += source.size
        if total > MOST_LISTED:
            raise AnalysisError(
                f"With irreversible options there are more than {MOST_LISTED:,} moves to list. Join options, exclude "
                f"states that cannot be, or let all options move both ways."
            )
    none = np.empty(0, dtype=np.intp)
    return np.concatenate([none, *sources]), np.concatenate([none, *targets])


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """A partition of the states: those in one cell can be reached from each other."""

    order: Rows  # (states,) rows, cell by cell
    starts: Rows  # (cells,) where each begins in `order`
    label: Rows  # (states,) the cell of each

    @classmethod
    def by(cls, key: NDArray[np.integer]) -> _Cells:
        order = np.argsort(key, kind="stable")
        begins = np.ones(key.size, dtype=np.bool_)
        begins[1:] = np.diff(key[order]) != 0
        label = np.empty(key.size, dtype=np.intp)
        label[order] = np.cumsum(begins) - 1
        return cls(order=order, starts=np.flatnonzero(begins), label=label)

    def least(self, values: Worth) -> Worth:
        found = np.minimum.reduceat(values[..., self.order], self.starts, axis=-1)[..., self.label]
        return np.asarray(found, dtype=np.int64)


class GroupedMoves:
    """Moves where every option can be taken and left."""

    def __init__(self, states: States, decision_makers: int) -> None:
        self.states, self.decision_makers = len(states.codes), decision_makers
        self._of = states
        self._kept: dict[tuple[int, ...], _Cells] = {}

    def least(self, movers: Sequence[int], values: Worth) -> Worth:
        return self.cells(tuple(movers)).least(values) if movers else values

    def most(self, movers: Sequence[int], values: Worth) -> Worth:
        return -self.least(movers, -values)

    def improving(self, worth: Worth) -> Improvements:
        return _GroupedImprovements(self, worth)

    def targets(self, mover: int, state: int) -> Rows:
        cells = self.cells((mover,))
        row = int(cells.label[state])
        end = cells.starts[row + 1] if row + 1 < cells.starts.size else self.states
        inside = cells.order[cells.starts[row] : end]
        return np.sort(inside[inside != state])

    def cells(self, movers: tuple[int, ...]) -> _Cells:
        """The cells that several decision makers can move within together."""
        if movers not in self._kept:
            self._kept[movers] = self._joined(movers)
        return self._kept[movers]

    def _joined(self, movers: tuple[int, ...]) -> _Cells:
        mask = sum(self._of.mask(mover) for mover in movers)
        if len(movers) == 1 or self.states == 1 << len(self._of.options):
            return _Cells.by(self._of.codes & ~mask)
        # Some states between are missing, so two states that differ only in these bits may not be joined by moves:
        # the least row of a cell spreads until nothing changes.
        label: Worth = np.arange(self.states, dtype=np.int64)
        while True:
            before = label
            for mover in movers:
                label = self.cells((mover,)).least(label)
            if np.array_equal(label, before):
                return _Cells.by(label)


class _GroupedImprovements:
    """Within a cell, sorted from the mover's best, what improves on a state stands before it."""

    def __init__(self, moves: GroupedMoves, worth: Worth) -> None:
        self._moves, self._worth = moves, worth
        self._kept: dict[int, _Sorted] = {}

    def least(self, movers: Sequence[int], values: Worth) -> Worth:
        found = values
        while movers:
            before = found
            for mover in movers:
                found = self._sorted(mover).least_before(found)
            # One decision maker's improvements follow on each other as one; several need another round.
            if len(movers) == 1 or np.array_equal(found, before):
                break
        return found

    def _sorted(self, mover: int) -> _Sorted:
        if mover not in self._kept:
            label = self._moves.cells((mover,)).label
            self._kept[mover] = _Sorted.by(label, self._worth[..., mover, :])
        return self._kept[mover]


@dataclass(frozen=True, kw_only=True)
class _Sorted:
    """The states by cell, and in each cell from the best down."""

    order: Rows  # (..., states)
    cell: Rows  # (..., states) in that order
    better: Rows  # (..., states) place of the last state that is strictly better, the place itself where there is none

    @classmethod
    def by(cls, label: Rows, worth: Worth) -> _Sorted:
        top, span = worth.max(), worth.max() - worth.min() + 1
        key = label * span + (top - worth)
        order = np.argsort(key, axis=-1)
        ranked = np.take_along_axis(key, order, axis=-1)
        place = np.arange(key.shape[-1])
        begins = np.ones(key.shape, dtype=np.bool_)
        begins[..., 1:] = np.diff(ranked, axis=-1) != 0
        tie = np.maximum.accumulate(np.where(begins, place, 0), axis=-1)  # where each run of ties begins
        cell = ranked // span
        before = np.maximum(tie - 1, 0)
        inside = (tie > 0) & (np.take_along_axis(cell, before, axis=-1) == cell)
        return cls(order=order, cell=cell, better=np.where(inside, before, -1))

    def least_before(self, values: Worth) -> Worth:
        """The least value over each state and those better for the mover, (..., states)."""
        ordered = np.take_along_axis(values, self.order, axis=-1)
        # Each cell is shifted below all earlier ones, so one running minimum starts afresh in every cell.
        shift = self.cell * (values.max() - values.min() + 1)
        running = np.minimum.accumulate(ordered - shift, axis=-1)
        least = np.take_along_axis(running, np.maximum(self.better, 0), axis=-1) + shift
        found = np.empty_like(values)
        np.put_along_axis(found, self.order, np.where(self.better >= 0, np.minimum(ordered, least), ordered), axis=-1)
        return found


class ListedMoves:
    """Moves given as lists: for each decision maker the rows moved from and the rows moved to."""

    def __init__(self, states: int, lists: Sequence[tuple[Rows, Rows]]) -> None:
        self.states, self.decision_makers = states, len(lists)
        self._lists = [_Arrows.of(states, source, target) for source, target in lists]

    def least(self, movers: Sequence[int], values: Worth) -> Worth:
        return _least_in_sequence([self._lists[mover] for mover in movers], values, [None] * len(movers))

    def most(self, movers: Sequence[int], values: Worth) -> Worth:
        return -self.least(movers, -values)

    def improving(self, worth: Worth) -> Improvements:
        return _ListedImprovements(self._lists, worth)

    def targets(self, mover: int, state: int) -> Rows:
        arrows = self._lists[mover]
        return np.unique(arrows.target[arrows.source == state])


class _ListedImprovements:
    def __init__(self, lists: Sequence[_Arrows], worth: Worth) -> None:
        self._lists, self._worth = lists, worth

    def least(self, movers: Sequence[int], values: Worth) -> Worth:
        arrows = [self._lists[mover] for mover in movers]
        better = [
            each.pick(self._worth[..., mover, :], each.target) > each.pick(self._worth[..., mover, :], each.source)
            for mover, each in zip(movers, arrows, strict=True)
        ]
        return _least_in_sequence(arrows, values, better)


@dataclass(frozen=True, kw_only=True)
class _Arrows:
    """One decision maker's moves, by the row they start from."""

    source: Rows  # (moves,) ascending
    target: Rows  # (moves,)
    starts: Rows  # (rows with a move,) where each begins
    rows: Rows  # (rows with a move,)

    @classmethod
    def of(cls, states: int, source: Rows, target: Rows) -> _Arrows:
        every = np.concatenate([source, target])
        outside = every[(every < 0) | (every >= states)]
        if outside.size:
            raise AnalysisError(f"A move names state {outside[0]}, but there are {states} states, from 0. Correct it.")
        away = source != target
        order = np.argsort(source[away], kind="stable")
        rows, starts = np.unique(source[away][order], return_index=True)
        return cls(source=source[away][order], target=target[away][order], starts=starts, rows=rows)

    @staticmethod
    def pick(values: Worth, rows: Rows) -> Worth:
        return np.asarray(values[..., rows], dtype=np.int64)

    def least(self, values: Worth, allowed: NDArray[np.bool_] | None, nothing: int) -> Worth:
        """The least value one move away, `nothing` where no move is left; (..., states)."""
        found = np.full(values.shape, nothing, dtype=np.int64)
        if self.rows.size:
            reached = self.pick(values, self.target)
            if allowed is not None:
                reached = np.where(allowed, reached, nothing)
            found[..., self.rows] = np.minimum.reduceat(reached, self.starts, axis=-1)
        return found


def _least_in_sequence(arrows: Sequence[_Arrows], values: Worth, allowed: Sequence[NDArray[np.bool_] | None]) -> Worth:
    """The least value over legal sequences: no decision maker moves twice in a row.

    For every decision maker it keeps the least value reachable once it has just moved, and so may not move next.
    """
    if not arrows:
        return values
    nothing = int(values.max()) + 1
    moved = [values for _ in arrows]
    while True:
        ahead = [each.least(least, open_, nothing) for each, least, open_ in zip(arrows, moved, allowed, strict=True)]
        after = [_least_of(values, _others(ahead, at)) for at in range(len(arrows))]
        if all(np.array_equal(one, other) for one, other in zip(after, moved, strict=True)):
            return _least_of(values, ahead)
        moved = after


def _others(items: Sequence[Worth], at: int) -> Iterator[Worth]:
    return (item for place, item in enumerate(items) if place != at)


def _least_of(values: Worth, more: Iterator[Worth] | Sequence[Worth]) -> Worth:
    for each in more:
        values = np.minimum(values, each)
    return values
