"""Speed as ratios against bare baselines, taken in the same run.

python benchmarks/run.py startup
python benchmarks/run.py evidence [--texts ../shared/data/open_texts/whitehouse.jsonl.gz] [--limit 50]
python benchmarks/run.py brief [--story examples/iran_2015.txt]
Add --json FILE to keep the figures. Times are wall time; a machine under load makes them longer, ratios less so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "data" / "open_texts" / "whitehouse.jsonl.gz"
STARTS = 11  # runs of each; the median stands
WARM_UP = 3  # texts before the clock starts: the first parses build caches


def main() -> None:
    benchmarks: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
        "startup": startup,
        "evidence": evidence,
        "brief": brief,
    }
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("name", choices=benchmarks)
    arguments.add_argument("--texts", type=Path, default=TEXTS)
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--story", default=str(ROOT / "examples" / "iran_2015.txt"))
    arguments.add_argument("--as-of")
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    figures = benchmarks[given.name](given)
    text = json.dumps({given.name: figures}, indent=2)
    print(text)
    if given.json:
        given.json.write_text(text + "\n", encoding="utf-8")


def startup(given: argparse.Namespace) -> dict[str, Any]:
    """Start of the interpreter, of `import parley` and of `parley --help`, in seconds and as ratios to the first."""
    del given
    commands = {
        "interpreter": ["-c", "pass"],
        "import parley": ["-c", "import parley"],
        "parley --help": ["-c", "import sys; sys.argv = ['parley', '--help']; from parley.cli.main import run; run()"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):  # in turn, so that load on the machine falls on all alike
        for name, command in commands.items():
            seconds[name].append(_timed([sys.executable, *command]))
    middle = {name: median(values) for name, values in seconds.items()}
    bare = middle["interpreter"]
    return {name: {"seconds": round(value, 3), "ratio": round(value / bare, 1)} for name, value in middle.items()}


def _timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def evidence(given: argparse.Namespace) -> dict[str, Any]:
    """Speed of `extract` as a share of the bare pipeline's on the same texts, text by text in turn."""
    import spacy

    from parley.evidence.extract import extract
    from parley.language.pipeline import SHIPPED, load
    from parley.reading.read import read

    bare, own = spacy.load(SHIPPED), load()
    with gzip.open(given.texts, "rt", encoding="utf-8") as file:
        texts = [json.loads(row)["text"] for row in file][: given.limit]
    spent = {"bare": 0.0, "extract": 0.0}
    words = 0
    for index, text in enumerate(texts[:WARM_UP] + texts):
        article = read("text.md", text.encode())
        jobs: list[tuple[str, Callable[[], object]]] = [
            ("bare", partial(bare, article.text)),
            ("extract", partial(extract, article, pipeline=own)),
        ]
        for name, job in jobs if index % 2 else reversed(jobs):
            start = time.perf_counter()
            job()
            if index >= WARM_UP:
                spent[name] += time.perf_counter() - start
        words += len(article.text.split()) if index >= WARM_UP else 0
    return {
        "texts": len(texts),
        "words": words,
        "bare words per second": round(words / spent["bare"]),
        "extract words per second": round(words / spent["extract"]),
        "share of bare speed": round(spent["bare"] / spent["extract"], 3),
    }


def brief(given: argparse.Namespace) -> dict[str, Any]:
    """A cold `parley brief` in each form, and its stages with their time and the peak memory after each."""
    as_of = ["--as-of", given.as_of] if given.as_of else []
    forms = {}
    for form in ("text", "markdown", "html"):
        cli = ["-c", "from parley.cli.main import run; run()", "brief", given.story, "--format", form, *as_of]
        forms[form] = round(_timed([sys.executable, *cli]), 2)
    stages = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stages.py")), given.story, *(as_of[1:])],
        check=True,
        capture_output=True,
        text=True,
    )
    return {"seconds by form": forms, "stages": json.loads(stages.stdout)}


if __name__ == "__main__":
    main()
