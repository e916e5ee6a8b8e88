"""Ways through the graph of moves: from the state now to where it may settle, and from an improvement to its answer.

Source:
    Li, Kilgour and Hipel (2005), Status quo analysis in the graph model for conflict resolution, Journal of the
    Operational Research Society 56(6), 699-707.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from parley.analysis.conflict.moves import Moves, Worth

Step = tuple[int, int]  # the decision maker that moves, and the state it moves to
Path = tuple[Step, ...]


def walks(moves: Moves, start: int, movers: Sequence[int], worth: Worth | None = None) -> Iterator[tuple[int, Path]]:
    """The states reachable by legal sequences, each with a shortest one; the nearest first, `start` itself left out.

    Args:
        movers: who may move; no one twice in a row.
        worth: (decision makers, states): every step must improve things for the one who takes it; None: any move.
    """
    waiting: deque[tuple[int, int, Path]] = deque([(start, -1, ())])
    seen, told = {(start, -1)}, {start}
    while waiting:
        state, last, path = waiting.popleft()
        for mover in movers:
            for target in moves.targets(mover, state).tolist() if mover != last else ():
                if (target, mover) in seen or (worth is not None and worth[mover, target] <= worth[mover, state]):
                    continue
                seen.add((target, mover))
                way = (*path, (mover, target))
                waiting.append((target, mover, way))
                if target not in told:
                    told.add(target)
                    yield target, way
