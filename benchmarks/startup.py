"""Start of the interpreter, of `import parley` and of `parley --help`."""

from __future__ import annotations

import argparse
import sys
from statistics import median

from benchmarks.row import Row, wall_seconds

STARTS = 11  # runs of each; the median stands
BARS = {"import parley": 0.2, "parley --help": 0.4}


def startup(given: argparse.Namespace) -> list[Row]:
    """Wall seconds, and as ratios to the bare interpreter."""
    del given
    commands = {
        "interpreter": ["-c", "pass"],
        "import parley": ["-c", "import parley"],
        "parley --help": ["-c", "import sys; sys.argv = ['parley', '--help']; from parley.cli.main import run; run()"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):  # in turn, so that load on the machine falls on all alike
        for name, command in commands.items():
            seconds[name].append(wall_seconds([sys.executable, *command]))
    middle = {name: median(values) for name, values in seconds.items()}
    bare = middle["interpreter"]
    return [
        Row(name, value, value / bare, "times the bare interpreter", BARS.get(name)) for name, value in middle.items()
    ]
