"""How many texts without words of bargaining are taken for negotiations.

python quality/open_texts.py ../shared/data/open_texts/whitehouse.jsonl.gz [--json FILE]

The set's `group` says how a text was picked: 105 use none of the words of bargaining, so a text of that group taken for
a negotiation is most likely a mistake. The other 187 use such words four times or more, which proves nothing (prices
and court cases use them too); their share is printed beside it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("--json", type=Path, help="write the figures and the ids of the texts taken here")
    arguments.add_argument("--limit", type=int, help="only the first so many texts of each group")
    given = arguments.parse_args()
    figures = measured(list(rows(given.texts)), given.limit)
    for group, figure in figures.items():
        print(f"{group}: {figure['taken']} of {figure['texts']} taken for negotiations")
        if group == "none":
            print("".join(f"  {name}\n" for name in figure["ids"]), end="")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The texts of the set, in its own order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def measured(texts: list[dict[str, Any]], limit: int | None) -> dict[str, dict[str, Any]]:
    """For each group: how many texts, how many taken for negotiations, and which."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in texts:
        groups.setdefault(row["group"], []).append(row)
    return {group: _figure(members[:limit]) for group, members in sorted(groups.items())}


def _figure(members: list[dict[str, Any]]) -> dict[str, Any]:
    taken = [row["id"] for row in members if is_taken(row)]
    return {"texts": len(members), "taken": len(taken), "ids": taken}


def is_taken(row: dict[str, Any]) -> bool:
    """Whether the evidence of a text says that somebody bargains in it."""
    from datetime import date

    from parley.evidence.extract import extract
    from parley.reading.read import read

    article = read(f"{row['id']}.md", row["text"].encode(), as_of=date.fromisoformat(row["date"]))
    return extract(article).is_negotiation


if __name__ == "__main__":
    main()
