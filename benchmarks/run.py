"""Speed as ratios against peers or bare baselines, taken in the same run.

python benchmarks/run.py [NAME ...] [--json FILE]
Without a name, every benchmark runs. Those that need data of ../shared/data say so and are left out without it.
A machine under load makes times longer, ratios less so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.row import Row

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from any folder

DATA = ROOT.parent / "shared" / "data"

# Name -> the module that holds a function of the name.
BENCHMARKS = {
    "conflict": "benchmarks.conflict",
    "packages": "benchmarks.packages",
    "startup": "benchmarks.startup",
    "evidence": "benchmarks.evidence",
    "brief": "benchmarks.brief",
    "challenge": "benchmarks.challenge",
    "exchange": "benchmarks.exchange",
    "analyse": "benchmarks.analyse",
    "desk": "benchmarks.desk",
}


def main() -> None:
    given = _arguments()
    tables = {name: _benchmark(name)(given) for name in given.names or BENCHMARKS}
    for name, rows in tables.items():
        _show(name, rows)
    if given.json:
        figures = {name: [row._asdict() for row in rows] for name, rows in tables.items()}
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(BENCHMARKS)}")
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--texts", type=Path, default=DATA / "open_texts" / "whitehouse.jsonl.gz")
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--story", default=str(ROOT / "examples" / "iran_2015.txt"))
    arguments.add_argument("--as-of")
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        arguments.error(f"no benchmark is called {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
    return given


def _benchmark(name: str) -> Callable[[argparse.Namespace], list[Row]]:
    function: Callable[[argparse.Namespace], list[Row]] = getattr(import_module(BENCHMARKS[name]), name)
    return function


def _show(name: str, rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("work", "seconds", "ratio", "against", "bar", "note", title=name, title_justify="left")
    for row in rows:
        held = "" if row.bar is None else f"< {row.bar:g} {'kept' if row.seconds < row.bar else 'MISSED'}"
        ratio = "" if row.ratio is None else f"{row.ratio:,.3g}"
        table.add_row(row.work, f"{row.seconds:.4g}", ratio, row.against, held, row.note)
    Console().print(table)


if __name__ == "__main__":
    main()
