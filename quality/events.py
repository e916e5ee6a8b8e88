"""How well events are coded: python quality/events.py --data ../shared/data/text [--json FILE]

Three sets, with that folder's own scorer where it has one:
  petr2_gsr      sentences and CAMEO triples; Parley's own parse, names from its own lists (`--phoenix`: and from
                 the Phoenix lists of that folder)
  petr_unit_ud   the same with invented actors, who are read from the set's own list
  PLOVER_GSR     the PLOVER type of a sentence's main event: accuracy over all records, and the mean F1 of the types.
                 Only ever looked at as these two numbers; nothing is tuned on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `quality` is no installed package

from quality.files import module_at

from parley.evidence.coding import code_events
from parley.evidence.export import cameo_rows
from parley.evidence.names import Gazetteer, gazetteer_with
from parley.evidence.phoenix import ListedActor, names_of, read_actors
from parley.evidence.record import Dossier, Event
from parley.language.pipeline import load
from parley.reading.read import read

LISTS = {
    "petr2_gsr": ("actors/Phoenix.International.actors.txt", "actors/Phoenix.Countries.actors.txt"),
    "petr_unit_ud": ("events/dictionaries/PETR.Validate.actors.txt",),
}
# The set's older names of today's types (2016 against the manual of 2021).
RENAMED = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "YIELD": "CONCEDE",
}


def main() -> None:
    """Code the sets and print the figures."""
    options = _options()
    result: dict[str, Any] = {
        "petr2_gsr": triples_of(options.data, "petr2_gsr", listed=options.phoenix, show=options.show),
        "petr_unit_ud": triples_of(options.data, "petr_unit_ud", listed=True, show=options.show),
        "PLOVER_GSR": types_of(options.data),
    }
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def triples_of(data: Path, name: str, *, listed: bool, show: bool = False) -> dict[str, Any]:
    """The scorer's figures on a set of sentences with triples.

    Args:
        listed: know the actors of the set's lists.
        show: print each sentence that is not read as the gold has it.
    """
    scorer = module_at(data / "score_events.py")
    gold = [json.loads(line) for line in (data / "events" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    predicted = {}
    for row in gold:
        day = (
            date(int(row["date"][:4]), int(row["date"][4:6]), int(row["date"][6:8])) if len(row["date"]) == 8 else None
        )
        names = _names(tuple(data / file for file in LISTS[name]), day) if listed else None
        predicted[row["id"]] = _triples(_code(row["text"], day, names)) if row["text"].strip() else []
        if show:
            _show(scorer, row, predicted[row["id"]])
    return {level: scorer.score(gold, predicted, level) for level in ("plover", "country", "root", "dyad", "type")}


def _triples(dossier: Dossier) -> list[tuple[str, str, str]]:
    return [(row.source, row.target, row.root) for row in cameo_rows(dossier)]


def types_of(data: Path) -> dict[str, Any]:
    """Accuracy and macro-F1 of the type of the first event of each record."""
    records = [row for row in json.loads((data / "events/PLOVER_GSR_CAMEO.json").read_text("utf-8")) if "text" in row]
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for row in records:
        gold = RENAMED.get(row["event"], row["event"])
        events = _code(row["text"], None, None).of(Event)
        main = max(events, key=lambda event: event.confidence).plover if events else "NONE"
        wanted[gold] += 1
        said[main] += 1
        right[gold] += main == gold
    scores = [2 * right[name] / (said[name] + wanted[name]) for name in wanted]
    return {
        "accuracy": round(sum(right.values()) / len(records), 3),
        "macro_F1": round(sum(scores) / len(scores), 3),
        "no_event": said["NONE"],
        "records": len(records),
    }


def _code(text: str, day: date | None, names: Gazetteer | None) -> Dossier:
    return code_events(read("sentence.txt", text.encode(), as_of=day), pipeline=load(), names=names)


@cache
def _names(files: tuple[Path, ...], day: date | None) -> Gazetteer:
    listed: list[ListedActor] = [actor for file in files for actor in read_actors(file, day)]
    return gazetteer_with(names_of(listed))


def _show(scorer: ModuleType, row: dict[str, Any], predicted: list[tuple[str, str, str]]) -> None:
    score = scorer.score([row], {row["id"]: predicted}, "plover")
    if not score["hit"] == score["pred"] == score["gold"]:
        gold = [(event["source"], event["target"], event["code"]) for event in row["events"]]
        print(f"{row['id']}: {row['text']}\n   gold {gold}\n   read {predicted}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with score_events.py, events/ and actors/")
    parser.add_argument("--phoenix", action="store_true", help="know the actors of the Phoenix lists for petr2_gsr")
    parser.add_argument("--show", action="store_true", help="print the sentences of the PETR sets that are misread")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
