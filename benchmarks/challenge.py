"""Speed of the challenge model over draws, beside the same model one draw at a time."""

from __future__ import annotations

import argparse
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.row import Row, cpu_seconds
from parley.analysis.spatial.challenge import challenge as play

Floats = NDArray[np.float64]

DRAWS, ROUNDS = 10_000, 3
BARS = {10: 0.15, 30: 1.5}  # actors -> seconds
SAMPLE = 100  # draws of the loop; its time is carried to all of them


def challenge(_: argparse.Namespace) -> list[Row]:
    """10,000 draws and three rounds with 10 and with 30 actors, on one core."""
    return [row for actors, bar in BARS.items() for row in _rows(actors, bar)]


def _rows(actors: int, bar: float) -> list[Row]:
    rng = np.random.default_rng(0)
    size = (DRAWS, actors)
    case = rng.uniform(0, 100, size), rng.uniform(0.1, 1, size), rng.uniform(0.1, 1, size)
    few = tuple(each[:SAMPLE] for each in case)
    assert np.allclose(_one_by_one(*few), play(*few, rounds=ROUNDS)[-1], atol=1e-5)
    loop = cpu_seconds(partial(_one_by_one, *few), times=3) * DRAWS / SAMPLE
    ours = cpu_seconds(partial(play, *case, rounds=ROUNDS))
    named = cpu_seconds(partial(play, *case, rounds=ROUNDS, variant="scholz-2011"), times=3)
    work = f"{DRAWS:,} draws, {ROUNDS} rounds, {actors} actors"
    return [
        Row(f"one draw at a time, {work}", loop, note=f"from {SAMPLE} draws"),
        Row(f"challenge, {work}", ours, loop / ours, "the same, one draw at a time", bar),
        Row(f"scholz-2011, {work}", named),
    ]


def _one_by_one(position: Floats, influence: Floats, salience: Floats) -> Floats:
    """The same model in plain numpy, draw by draw; shape (draws, actors) after the last round."""
    return np.array([_rounds(*row) for row in zip(position, influence, salience, strict=True)])


def _rounds(x: Floats, influence: Floats, salience: Floats) -> Floats:
    width = np.ptp(x)
    for _ in range(ROUNDS):
        x = _round(x, width, influence * salience, salience)
    return x


def _round(x: Floats, width: float, weight: Floats, salience: Floats) -> Floats:
    apart = np.abs(x[:, None] - x[None, :])
    votes = weight[:, None, None] * (apart[:, None, :] - apart[:, :, None])  # of k for i against j
    support = np.maximum(votes, 0).sum(axis=0)
    wins = support / np.maximum(support + support.T, 1e-300)
    danger = _value(apart / width, 1.0, wins, salience).sum(axis=0)
    risk = (2 * danger - danger.max() - danger.min()) / max(1e-12, np.ptp(danger))
    after = x.copy()
    for i, exponent in enumerate((1 - risk / 3) / (1 + risk / 3)):
        value = _value(apart / width, exponent, wins, salience)
        ours, theirs = value[i], value[:, i]
        pressed = np.flatnonzero(theirs > np.maximum(ours, 0) + 1e-9)
        share = np.where(ours > 0, 1.0, np.minimum(1.0, np.abs(ours) / np.maximum(np.abs(theirs), 1e-9)))
        if pressed.size:
            moves = share[pressed] * (x[pressed] - x[i])
            after[i] += moves[np.abs(moves).argmin()]
    return after


def _value(distance: Floats, exponent: float, wins: Floats, salience: Floats) -> Floats:
    """E(U_ij) for all i and j, by one exponent."""
    success, failure = 2 - 4 * (0.5 - 0.5 * distance) ** exponent, 2 - 4 * (0.5 + 0.5 * distance) ** exponent
    return np.asarray(success - salience[None, :] * (1 - wins) * (success - failure) - (2 - 4 * 0.5**exponent))
