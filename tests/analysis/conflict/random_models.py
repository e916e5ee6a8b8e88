"""Random conflicts for the tests, the same on every machine: as the package takes them, and as plain sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from tests.analysis.conflict.exhaustive import Plain

from parley.analysis.conflict.moves import ListedMoves, Moves, moves_of
from parley.analysis.conflict.states import States

SHAPES = ((1, 1), (2, 1), (2, 2), (3, 1), (1, 1, 1), (2, 1, 1), (2, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1))


def in_option_form(seed: int, count: int, *, irreversible: bool) -> Iterator[tuple[States, np.ndarray, Plain]]:
    """Conflicts of two to four decision makers with ties, two in three with infeasible states."""
    random = np.random.default_rng(seed)
    for at in range(count):
        shape = SHAPES[at % len(SHAPES)]
        owner = [mover for mover, options in enumerate(shape) for _ in range(options)]
        random.shuffle(owner)
        keys = [f"o{bit}" for bit in range(len(owner))]
        kinds = random.integers(0, 3, len(owner)) if irreversible else np.zeros(len(owner), dtype=int)
        states = States.of(
            dict(zip(keys, owner, strict=True)),
            infeasible=_patterns(random, len(owner)) if at % 3 else (),
            only_to_yes=[key for key, kind in zip(keys, kinds, strict=True) if kind == 1],
            only_to_no=[key for key, kind in zip(keys, kinds, strict=True) if kind == 2],
        )
        worth = random.integers(0, (3, 6, 1_000)[at % 3], (len(shape), len(states.codes)))
        yield states, worth, plain_of(states, worth)


def _patterns(random: np.random.Generator, options: int) -> list[str]:
    """Patterns that never exclude the state in which nothing is done."""
    found = []
    for _ in range(int(random.integers(1, 4))):
        letters = random.choice(["Y", "N", "-"], size=options)
        letters[int(random.integers(options))] = "Y"
        found.append("".join(letters))
    return found


def listed(seed: int, count: int) -> Iterator[tuple[Moves, np.ndarray, Plain]]:
    """Conflicts given by moves alone, where two moves of one decision maker may do what one cannot."""
    random = np.random.default_rng(seed)
    for at in range(count):
        movers, states = 2 + at % 3, int(random.integers(2, 8))
        moves = [
            {
                state: {int(to) for to in np.flatnonzero(random.random(states) < 0.25)} - {state}
                for state in range(states)
            }
            for _ in range(movers)
        ]
        worth = random.integers(0, 5, (movers, states))
        pairs = [sorted((one, to) for one, targets in each.items() for to in targets) for each in moves]
        lists = [
            (np.array([one for one, _ in each], dtype=np.intp), np.array([to for _, to in each], dtype=np.intp))
            for each in pairs
        ]
        plain = Plain(states=range(states), moves=tuple(moves), worth=tuple(map(tuple, worth.tolist())))
        yield ListedMoves(states, lists), worth, plain


def plain_of(states: States, worth: np.ndarray) -> Plain:
    """An option form written out as sets, from the codes alone."""
    codes = [int(code) for code in states.codes]
    movers = len(worth)
    masks = [sum(1 << bit for bit, owner in enumerate(states.owner) if owner == mover) for mover in range(movers)]

    def legal(one: int, to: int, mask: int) -> bool:
        changed = one ^ to
        back, up = changed & one, changed & to
        return bool(changed) and not changed & ~mask and not back & states.only_to_yes and not up & states.only_to_no

    moves = tuple(
        {row: {target for target, to in enumerate(codes) if legal(one, to, mask)} for row, one in enumerate(codes)}
        for mask in masks
    )
    return Plain(
        states=range(len(codes)),
        moves=moves,
        worth=tuple(map(tuple, worth.tolist())),
        codes=tuple(codes),
        masks=tuple(masks),
    )


def moves_for(states: States, worth: Sequence[Sequence[int]] | np.ndarray) -> Moves:
    return moves_of(states, len(worth))
