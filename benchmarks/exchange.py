"""Speed of the exchange model on a climate conference, beside the same model with every exchange weighed every time."""

from __future__ import annotations

import argparse
import csv
import math
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.row import Row, cpu_seconds
from parley.analysis.spatial.exchange import SHIFT, SHIFT_UNIMPORTANT
from parley.analysis.spatial.exchange import exchange as trade

Floats = NDArray[np.float64]

ROUNDS = 10
BAR = 0.2  # seconds


def exchange(given: argparse.Namespace) -> list[Row]:
    """15 parties on 13 issues, ten rounds. Without the data of the conference a drawn one of the same size."""
    position, influence, salience, name = _conference(given.data / "bargaining" / "decide" / "cop21.csv")
    width = np.ptp(position, axis=0)
    ours = cpu_seconds(partial(trade, position, influence, salience, width=width, rounds=ROUNDS))
    plain = cpu_seconds(partial(_plain, position / width, influence, salience), times=1)
    made = trade(position, influence, salience, width=width, rounds=ROUNDS)
    apart = np.abs(made.forecast[-1] / width - _plain(position / width, influence, salience)).max()
    assert apart < 1e-6, f"the two come to different outcomes, {apart:g} of a scale apart"
    work = f"{name}, {ROUNDS} rounds"
    return [
        Row(f"every exchange weighed before each, {work}", plain),
        Row(f"exchange, {work}", ours, plain / ours, "the same", BAR, f"{len(made.exchanges)} exchanges"),
    ]


def _conference(path: Path) -> tuple[Floats, Floats, Floats, str]:
    """Position (parties, issues), influence (parties,) and salience."""
    if not path.exists():
        rng = np.random.default_rng(0)
        drawn = rng.uniform(0, 100, (15, 13)), rng.uniform(0.1, 1, 15), rng.uniform(0.1, 1, (15, 13))
        return *drawn, "drawn, 15 parties x 13 issues"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    issues, parties = (list(dict.fromkeys(row[what] for row in rows)) for what in ("issue", "actor"))
    position, salience = np.zeros((len(parties), len(issues))), np.zeros((len(parties), len(issues)))
    influence = np.zeros(len(parties))
    for row in rows:
        at = parties.index(row["actor"]), issues.index(row["issue"])
        position[at], salience[at] = float(row["position"]), float(row["salience_0_1"])
        influence[at[0]] = float(row["power_0_1"])
    return position, influence, salience, f"COP21, {len(parties)} parties x {len(issues)} issues"


def _plain(x: Floats, influence: Floats, salience: Floats) -> Floats:
    """The outcome of every issue after the last round, on the unit scale: plain loops over pairs, numpy within."""
    weight = influence[:, None] * salience
    for _ in range(ROUNDS):
        voted = _plain_round(x, weight, salience)
        x = x + (SHIFT + SHIFT_UNIMPORTANT * (1 - salience)) * (voted - x)
    return np.asarray((weight * voted).sum(axis=0) / weight.sum(axis=0), dtype=np.float64)


def _plain_round(x: Floats, weight: Floats, salience: Floats) -> Floats:
    total = weight.sum(axis=0)
    first = (weight * x).sum(axis=0) / total
    means, voted, closed = first.copy(), x.copy(), np.zeros(x.shape, dtype=np.bool_)
    while True:
        gain, a, b, p, q, shift, back = max(
            (_best(x, weight / total, salience, first, means, closed, p, q) for p, q in _pairs(x.shape[1])),
            key=lambda each: round(each[0], 12),
        )
        if gain <= 1e-9:
            return voted
        for getter, giver, issue, by in ((a, b, p, shift), (b, a, q, back)):
            way = math.copysign(1.0, x[getter, issue] - x[giver, issue])
            voted[giver, issue] += way * by * total[issue] / weight[giver, issue]
            means[issue] += way * by
            closed[giver, issue] = True


def _pairs(issues: int) -> list[tuple[int, int]]:
    return [(p, q) for p in range(issues) for q in range(p + 1, issues)]


def _best(
    x: Floats,
    power: Floats,
    salience: Floats,
    first: Floats,
    means: Floats,
    closed: NDArray[np.bool_],
    p: int,
    q: int,
) -> tuple[float, int, int, int, int, float, float]:
    """The best exchange on two issues: its gain, a, b, p, q and both shifts; a gets p."""
    usable = ~(closed[:, p] | closed[:, q])
    able = usable[:, None] & usable[None, :]
    for issue in (p, q):
        for mean in (first[issue], means[issue]):
            side = x[:, issue] - mean
            able &= side[:, None] * side[None, :] < 0
    apart_p, apart_q = (np.abs(x[:, None, issue] - x[None, :, issue]) for issue in (p, q))
    shift = np.minimum(apart_p * power[None, :, p], np.abs(x[:, p] - means[p])[:, None])
    back = np.minimum(apart_q * power[:, None, q], np.abs(x[:, q] - means[q])[None, :])
    both_p, both_q = (np.maximum(salience[:, None, k] + salience[None, :, k], 1e-12) for k in (p, q))
    shift = np.minimum(shift, back * both_q / both_p)
    gain = np.where(able, salience[:, None, p] * shift - salience[:, None, q] * shift * both_p / both_q, 0.0)
    a, b = np.unravel_index(np.round(gain, 12).argmax(), gain.shape)
    return gain[a, b], int(a), int(b), p, q, shift[a, b], shift[a, b] * both_p[a, b] / both_q[a, b]
