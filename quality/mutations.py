"""Whether spoilt documents are read without a crash: python quality/mutations.py --data ../shared/data/open_texts

Makes documents from the open texts, each spoilt in some ways (quality/mutations_made.py), and reads their evidence.
Document N of a seed is always the same one, so that `--only N` runs it again alone. Refusals in plain words (a
`ParleyError`) are no crashes; they are counted by their message. The bar: 0 crashes, none over 5 seconds of the
processor, and every item the slice of the text it points at. Leaves with 1 when one of these does not hold.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # `quality` is no installed package

from quality.mutations_made import mutated
from quality.open_texts import rows

SLOWEST = 5.0  # seconds of the processor for one document: the bar
FILE_NAMES = ("story.md", "story.txt", "story.html")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one document."""

    number: int
    text: str  # id of the open text it was made from
    ways: tuple[str, ...]
    seconds: float  # of the processor
    items: int = 0
    not_slices: int = 0
    refusal: str | None = None  # the message of a ParleyError, without what is particular to the document
    crash: str | None = None  # the traceback


def main() -> int:
    """Run the documents, print the figures and say with the exit status whether the bar is met."""
    given = _options()
    texts = list(rows(given.data / "whitehouse.jsonl.gz"))
    numbers = range(given.count) if given.only is None else [given.only]
    outcomes = list(_watched(outcomes_of(texts, numbers, given.seed, given.processes), len(numbers)))
    figures = {"seed": given.seed, **summary(outcomes)}
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    _show(figures)
    return int(bool(figures["crashes"] or figures["slow"] or figures["not_slices"]))


def outcomes_of(
    texts: Sequence[dict[str, Any]], numbers: Sequence[int], seed: int, processes: int
) -> Iterator[Outcome]:
    """What becomes of the documents of these numbers, in their order."""
    if processes < 2 or len(numbers) < 2:
        _warm()
        yield from (outcome(texts, seed, number) for number in numbers)
        return
    with ProcessPoolExecutor(processes, initializer=_keep, initargs=(texts, seed)) as pool:
        yield from pool.map(_kept_outcome, numbers, chunksize=4)


def document(
    texts: Sequence[dict[str, Any]], seed: int, number: int
) -> tuple[str, dict[str, Any], bytes, tuple[str, ...]]:
    """Make the document of a number: its file name, the open text, its bytes and the ways it was spoilt."""
    dice = random.Random(f"{seed}:{number}")
    row = dice.choice(texts)
    name = dice.choice(FILE_NAMES)
    return (name, row, *mutated(row["text"], dice))


def outcome(texts: Sequence[dict[str, Any]], seed: int, number: int) -> Outcome:
    """Make a document, read its evidence and say what became of it."""
    name, row, data, ways = document(texts, seed, number)
    start = time.process_time()
    found = _read(name, data, date.fromisoformat(row["date"]))
    seconds = round(time.process_time() - start, 3)
    return Outcome(number=number, text=row["id"], ways=ways, seconds=seconds, **found)


def summary(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Counts over all documents, and the documents that fail, each with its number."""
    done = list(outcomes)
    return {
        "documents": len(done),
        "items": sum(one.items for one in done),
        "refused": dict(Counter(one.refusal for one in done if one.refusal).most_common()),
        "slowest": max((one.seconds for one in done), default=0.0),
        "crashes": [asdict(one) for one in done if one.crash],
        "slow": [asdict(one) for one in done if one.seconds > SLOWEST],
        "not_slices": [asdict(one) for one in done if one.not_slices],
    }


def _read(name: str, data: bytes, as_of: date) -> dict[str, Any]:
    import parley
    from parley.errors import ParleyError

    try:
        found = parley.extract(parley.read(name, data, as_of=as_of))
    except ParleyError as error:
        return {"refusal": re.sub(r"\d[\d,.]*", "N", str(error).replace(name, "The file"))}
    except Exception:
        return {"crash": traceback.format_exc()}
    mentions = [
        (found.article.text[one.span.start : one.span.end], one.text) for i in found.items for one in i.mentions
    ]
    return {"items": len(found.items), "not_slices": sum(slice_ != text for slice_, text in mentions)}


def _warm() -> None:
    """Load the pipeline and the lists before the clock of the first document runs."""
    _read("story.txt", b"The union refused the offer of the company, and the minister met both.", date(2020, 1, 1))


_kept: tuple[Sequence[dict[str, Any]], int] = ((), 0)  # one process keeps the texts, so that only numbers travel


def _keep(texts: Sequence[dict[str, Any]], seed: int) -> None:
    global _kept
    _kept = (texts, seed)
    _warm()


def _kept_outcome(number: int) -> Outcome:
    return outcome(*_kept, number)


def _watched(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import track

    yield from track(outcomes, description="spoilt documents", total=total, console=Console(stderr=True))


def _show(figures: dict[str, Any]) -> None:
    print(f"{figures['documents']} documents of seed {figures['seed']}, {figures['items']} items")
    print(f"slowest: {figures['slowest']:.2f} s of the processor")
    for message, times in figures["refused"].items():
        print(f"refused {times} times: {message}")
    for key, words in (("crashes", "crashed"), ("slow", f"over {SLOWEST:g} s"), ("not_slices", "items not the slice")):
        print(f"{words}: {len(figures[key])}")
        for one in figures[key]:
            last = (one["crash"] or "").strip().rpartition("\n")[2]
            print(f"  --only {one['number']}: {one['text']} ({', '.join(one['ways'])}), {one['seconds']:g} s {last}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of whitehouse.jsonl.gz")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--count", type=int, default=10_000, help="how many documents")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="the one document of this number")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
