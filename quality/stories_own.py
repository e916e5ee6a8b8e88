"""How well the gold stories of our own are read: python quality/stories_own.py --scorer FILE [--part PART]

Writes one prediction for every text as quality/stories.py does, and compares them with the scorer of the shared gold
stories (../shared/data/stories/score.py). The parts are dev, held, held_first and all, as quality/stories_own/README.md
names them; `--json FILE` keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `quality` is no installed package

from quality.files import module_at

HERE = Path(__file__).parent
FOLDER = HERE / "stories_own"


def main() -> None:
    """Read the stories, compare the chosen part and print what the scorer prints."""
    options = _options()
    scorer, names = module_at(options.scorer), part(options.part)
    gold: dict[str, Any] = {name: record for name, record in scorer.load(FOLDER / "gold").items() if name in names}
    counts, accuracies, *rest = scorer.score(gold, _predictions(scorer))
    accuracies.pop("anchored sentences", None)  # those are looked up beside the scorer
    result = scorer.report(counts, accuracies, *rest, show=True)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def part(name: str) -> list[str]:
    """Name the stories of a part, as the README of the folder lists them.

    `held_first` is an older membership of `held`: its stories stand in one of the two other parts as well.

    >>> "eu_budget" in part("held"), "eu_budget" in part("dev")
    (True, False)
    """
    listing = (FOLDER / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(dev|held|held_first)` \| (.*) \|$", listing, re.MULTILINE)
    listed = {
        row: [word for word in re.findall(r"\w+", names) if (FOLDER / "gold" / f"{word}.json").is_file()]
        for row, names in rows
    }
    return listed["dev"] + listed["held"] if name == "all" else listed[name]


def _predictions(scorer: ModuleType) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as out:
        if module_at(HERE / "stories.py").main([str(FOLDER / "texts"), out]):
            raise SystemExit("a story could not be read; the message stands above")
        predictions: dict[str, Any] = scorer.load(out)
    return predictions


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True, help="score.py of the shared gold stories")
    parser.add_argument("--part", choices=("dev", "held", "held_first", "all"), default="all")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
