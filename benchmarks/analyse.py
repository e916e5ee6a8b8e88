"""The whole of `parley analyse` on a case of 12 parties and 8 issues, and of a conference of 200, each a process."""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.row import Row, wall_seconds
from parley.case.file import dump
from parley.case.record import Case, Estimate, Issue, Party, Scale, ScalePoint, Source, Stance

PARTIES, ISSUES = 12, 8
BAR = 10.0  # seconds
CONFERENCE = 200  # parties on as many issues
CONFERENCE_BAR = 60.0
MEMORY_BAR = 1.0  # GiB


def analyse(_: argparse.Namespace) -> list[Row]:
    """Time and peak memory from the case file to the printed tables, 10,000 draws asked for."""
    return [*_rows(PARTIES, BAR), *_rows(CONFERENCE, CONFERENCE_BAR)]


def _rows(parties: int, bar: float) -> list[Row]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(dump(_case(parties)), encoding="utf-8")
        command = [sys.executable, "-c", "from parley.cli.main import run; run()", "analyse", str(path)]
        seconds = wall_seconds(command)
    # Of all the children so far the largest; the other benchmarks start smaller ones.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    work = f"parley analyse, {parties} parties x {ISSUES} issues, 10,000 draws"
    return [
        Row(work, seconds, bar=bar, note="wall, a process of its own"),
        Row(f"{work}: peak memory", peak, bar=MEMORY_BAR, note="GiB, not seconds"),
    ]


def _case(count: int = PARTIES) -> Case:
    """A drawn case: every party has a stance on every issue."""
    rng = np.random.default_rng(0)
    parties = tuple(
        Party(
            key=f"party-{at}",
            name=f"Party {at}",
            role="bargaining" if at < count - 2 else "mediator",
            influence=_judged(float(rng.uniform(20, 80)), 10, 0, 100),
            walk_away=_judged(float(rng.uniform(0.1, 0.4)), 0.1, 0, 1),
        )
        for at in range(count)
    )
    issues = tuple(
        Issue(
            key=f"issue-{at}",
            name=f"Issue {at}",
            scale=Scale(low_label="none", high_label="all", points=(ScalePoint(label="half", value=50),)),
        )
        for at in range(ISSUES)
    )
    stances = tuple(
        Stance(
            party=party.key,
            issue=issue.key,
            position=_judged(float(rng.uniform(0, 100)), 12, 0, 100),
            salience=_judged(float(rng.uniform(0.1, 0.9)), 0.1, 0, 1),
        )
        for party in parties
        for issue in issues
    )
    return Case(
        title="A drawn case",
        sources=(Source(id="drawn", title="Drawn, seed 0"),),
        parties=parties,
        issues=issues,
        stances=stances,
    )


def _judged(value: float, half: float, least: float, most: float) -> Estimate:
    low, high = max(least, value - half), min(most, value + half)
    return Estimate(value=value, low=low, high=high, unit="share", basis=("drawn",), by="rule drawn/1", why="drawn")
