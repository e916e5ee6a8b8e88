"""How well words for a time are understood: python quality/dates.py --data ../shared/data/text [--json FILE]

The dated expressions of GUM's news and interviews (time/gum_news_interview_dates.jsonl), anchored on the day each
document was made. An expression with one value (`when`) is right when the value is the gold's, at its granularity; an
expression with two ends (`from`, `to`) when both are. Misspelled gold values ("-2009-03-13") are left as they are.
"""

from __future__ import annotations

import argparse
import json
import re
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from parley.evidence.calendar import time_value
from parley.evidence.times import lean_of
from parley.language.pipeline import load

SET = "time/gum_news_interview_dates.jsonl"


def main() -> None:
    """Score the expressions and print the figures."""
    options = _options()
    result = score(options.data / SET, show=options.show)
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def score(path: Path, *, show: bool = False) -> dict[str, Any]:
    """Counts and shares of right values, of single dates and of intervals."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    trees = load().parse([row["sentence"] for row in rows])
    right = {"when": 0, "from_to": 0}
    asked = {"when": 0, "from_to": 0}
    for row, tree in zip(rows, trees, strict=True):
        kind = "when" if "when" in row else "from_to" if "from" in row else None
        if kind is None:
            continue
        lean = lean_of(tree, row["text"])
        found = time_value(row["text"], date.fromisoformat(row["dateCreated"]), lean=lean)
        gold = (row["when"],) if kind == "when" else (row["from"], row["to"])
        said = found.value if found else None
        is_right = said is not None and (said == gold[0] if kind == "when" else _ends(said) == _ends("/".join(gold)))
        asked[kind] += 1
        right[kind] += is_right
        if show and not is_right:
            print(f"{row['dateCreated']} {row['text']!r} gold {gold} read {said} ({lean}): {row['sentence'][:120]}")
    return {
        "when_right": round(right["when"] / asked["when"], 3),
        "when": f"{right['when']}/{asked['when']}",
        "from_to_right": round(right["from_to"] / asked["from_to"], 3),
        "from_to": f"{right['from_to']}/{asked['from_to']}",
    }


def _ends(value: str) -> tuple[str, str]:
    """First and last day of a value or an interval."""
    first, _, last = value.partition("/")
    return _first(first), _last(last or first)


def _first(value: str) -> str:
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
    return value + {4: "-01-01", 7: "-01"}.get(len(value), "")


def _last(value: str) -> str:
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return (date.fromisocalendar(int(week[1]), int(week[2]), 1) + timedelta(days=6)).isoformat()
    if len(value) == 7 and value[:4].isdigit():
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02d}"
    return value + ("-12-31" if len(value) == 4 else "")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds time/")
    parser.add_argument("--show", action="store_true", help="print what is misread")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    if not (options.data / SET).is_file():
        parser.error(f"{options.data / SET} is not there: --data must name the folder that holds it")
    return options


if __name__ == "__main__":
    main()
