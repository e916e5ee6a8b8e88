"""Stability in the graph model: minima over cells of bit-coded states beside plain matrices of states by states."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.row import Row, cpu_seconds
from parley.analysis.conflict.moves import GroupedMoves
from parley.analysis.conflict.simultaneous import simultaneous
from parley.analysis.conflict.stability import solve
from parley.analysis.conflict.states import States

SIZES = (((5, 5), 0.005), ((10, 10), 60.0), ((4, 3, 3), None), ((4, 4, 4, 4), None), ((5, 5, 5, 5), None))
LARGEST_DENSE = 1_024  # states by states in bytes, and products of them


def conflict(given: argparse.Namespace) -> list[Row]:
    """Nash, GMR, SMR and SEQ with nothing kept between runs; SIM apart; the dense solver where it can be had."""
    del given
    rows = []
    for shape, bar in SIZES:
        states, worth = _model(shape)
        size, times = len(states.codes), 5 if len(states.codes) < 100_000 else 1
        work = f"{len(shape)} decision makers, {size:,} states"
        seconds = cpu_seconds(_cells(states, worth), times=times)
        dense = None
        if len(shape) == 2 and size <= LARGEST_DENSE:
            dense = cpu_seconds(partial(dense_stability, states, worth), times=3)
        against = "plain matrices of the same run" if dense else ""
        rows.append(Row(f"{work}: Nash, GMR, SMR, SEQ", seconds, dense and dense / seconds, against, bar))
        if size <= LARGEST_DENSE:
            sim = cpu_seconds(partial(simultaneous, states, worth), times=3)
            rows.append(Row(f"{work}: SIM", sim, note="apart; grows with the square of the states"))
    return rows


def _model(shape: tuple[int, ...]) -> tuple[States, NDArray[np.int64]]:
    """A conflict with a random strict order for each decision maker; every option can be taken and left."""
    owner = [mover for mover, options in enumerate(shape) for _ in range(options)]
    states = States.of({f"o{bit}": mover for bit, mover in enumerate(owner)})
    random = np.random.default_rng(0)
    return states, np.stack([random.permutation(len(states.codes)) for _ in shape]).astype(np.int64)


def _cells(states: States, worth: NDArray[np.int64]) -> Callable[[], object]:
    return lambda: solve(GroupedMoves(states, len(worth)), worth)


def dense_stability(states: States, worth: NDArray[np.int64]) -> dict[str, NDArray[np.bool_]]:
    """The definitions for two decision makers with one matrix entry for each pair of states.

    Source:
        Xu, Hipel and Kilgour (2009), IEEE Transactions on Systems, Man, and Cybernetics A 39(6): matrices of reachable
        states and of preference.
    """
    found: dict[str, list[NDArray[np.bool_]]] = {"Nash": [], "GMR": [], "SMR": [], "SEQ": []}
    keys = [states.codes & ~states.mask(mover) for mover in range(2)]
    reach = [(key[:, None] == key[None, :]) & ~np.eye(key.size, dtype=np.bool_) for key in keys]
    better = [own[None, :] > own[:, None] for own in worth]  # (from, to)
    for mover in range(2):
        other = 1 - mover
        improves = (reach[mover] & better[mover]).astype(np.float32)
        stuck = ~better[mover].T  # (answer, state): no better than the state
        escape = (reach[mover].astype(np.float32) @ better[mover].T.astype(np.float32)) > 0  # (answer, state)
        answers = reach[other].astype(np.float32)
        credible = (reach[other] & better[other]).astype(np.float32)
        deterred = {
            "Nash": np.zeros_like(stuck),
            "GMR": answers @ stuck.astype(np.float32) > 0,  # (improvement, state)
            "SMR": answers @ (stuck & ~escape).astype(np.float32) > 0,
            "SEQ": credible @ stuck.astype(np.float32) > 0,
        }
        for concept, spoiled in deterred.items():
            found[concept].append(~((improves > 0) & ~spoiled.T).any(axis=1))
    return {concept: np.stack(verdicts) for concept, verdicts in found.items()}
