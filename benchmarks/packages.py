"""Packages of two parties without enumeration, beside the same statistics of NegMAS."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.row import Row, cpu_seconds

PEER = "negmas==0.16.0"  # AGPL: installed in an environment of its own, called from outside, never read
PUBLISHED = 18.7  # seconds of its statistics at 10^5 outcomes on another two-core machine, where it cannot be had
POINTS = 10
WALK_AWAY = 0.3

# Runs in the peer's environment: the same tables as json on standard input, seconds of CPU on standard output.
_PEER = """
import json, sys, time
from negmas import make_issue
from negmas.inout import Scenario
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction as Additive
from negmas.preferences.value_fun import TableFun

tables = json.load(sys.stdin)
names = [f"issue {at}" for at in range(len(tables))]
values = [[str(point) for point in range(len(table))] for table in tables]
outcomes = make_os([make_issue(value, name) for value, name in zip(values, names)])
sides = [
    Additive(
        values={name: TableFun(dict(zip(value, [row[party] for row in table])))
                for name, value, table in zip(names, values, tables)},
        weights={name: 1.0 for name in names}, outcome_space=outcomes, reserved_value=0.3)
    for party in (0, 1)
]
scenario = Scenario(outcome_space=outcomes, ufuns=tuple(sides))
start = time.process_time()
scenario.calc_stats()
print(time.process_time() - start)
"""


def packages(_: argparse.Namespace) -> list[Row]:
    """Frontier, Nash, Kalai-Smorodinsky, egalitarian and utilitarian packages; the count of the zone apart."""
    few, many = _tables(5), _tables(12)
    ours = cpu_seconds(partial(_solved, few), times=50)
    taken, note = _peer(few)
    return [
        Row("10^5 packages, frontier and four solutions", ours, taken / ours, "NegMAS statistics", 1e-3, note),
        Row("10^12 packages, the same", cpu_seconds(partial(_solved, many), times=50), bar=1e-2),
        Row("10^5 packages, the zone counted", cpu_seconds(partial(_counted, few), times=20)),
        Row("10^12 packages, the zone counted", cpu_seconds(partial(_counted, many), times=1)),
        *_twelve_parties(),
    ]


def _tables(issues: int, parties: int = 2, points: int = POINTS) -> list[Any]:
    import numpy as np

    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.ones(issues), parties)
    return [np.stack([weight[issue] * rng.random(points) for weight in weights], 1) for issue in range(issues)]


def _solved(tables: list[Any]) -> None:
    import numpy as np

    from parley.analysis.blocks import space
    from parley.analysis.frontier import efficient
    from parley.analysis.solutions import SOLUTIONS, ideal

    utility = efficient(space(tables)).utility
    walk_away = np.full(tables[0].shape[1], WALK_AWAY)
    ideal(utility, walk_away)
    for solve, _ in SOLUTIONS.values():
        solve(utility, walk_away)


def _counted(tables: list[Any]) -> None:
    import numpy as np

    from parley.analysis.blocks import space
    from parley.analysis.zone import count_acceptable

    count_acceptable(space(tables), np.full(tables[0].shape[1], WALK_AWAY))


def _twelve_parties() -> list[Row]:
    tables = _tables(8, 12, 5)
    return [Row("12 parties, 8 issues of 5 points: the zone counted", cpu_seconds(partial(_counted, tables)))]


def _peer(tables: list[Any]) -> tuple[float, str]:
    """Seconds of the peer's statistics on the same tables, or the published figure with a note that says so."""
    with tempfile.TemporaryDirectory() as folder:
        python = str(Path(folder) / "bin" / "python")
        try:
            _quietly([sys.executable, "-m", "venv", folder])
            _quietly([python, "-m", "pip", "install", "--quiet", PEER])
            rows = json.dumps([table.tolist() for table in tables])
            done = subprocess.run([python, "-c", _PEER], input=rows, check=True, capture_output=True, text=True)
            return float(done.stdout.split()[-1]), f"{PEER} took {done.stdout.split()[-1]} s"
        except (subprocess.CalledProcessError, OSError, ValueError) as error:
            said = (getattr(error, "stderr", "") or str(error)).strip().splitlines() or [""]
            return PUBLISHED, f"{PEER} could not be run ({said[-1][:80]}); held against {PUBLISHED} s, measured before"


def _quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
