"""Print the reading of the seed story as its scorer reads it: python quality/seed.py STORY [--masked] [--json FILE]

Everything printed comes from evidence records. With --masked every proper name of the story is replaced by an invented
one (quality/seed_names.yaml) and the file of office holders is left empty; offsets and sides are then led back to the
story as it is, so that one scorer serves both.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from parley.evidence.extract import extract
from parley.evidence.record import Actor, Dossier, Event, Linkage, Mention, Move, OpenQuestion, Quotation
from parley.reading.read import read

NAMES = Path(__file__).with_name("seed_names.yaml")
ACTS = {"threaten": "threat", "condition": "condition"}


class Masked:
    """A text with every proper name replaced, and the way back from its offsets."""

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self.original = text
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(name)}(?![\w])" for name in longest_first))
        self.runs: list[tuple[int, int]] = []  # (masked offset, original offset) at every boundary
        pieces: list[str] = []
        at = length = 0
        for found in pattern.finditer(text):
            self._keep(pieces, text[at : found.start()], length, at)
            length += found.start() - at
            replacement = names[found[0]]
            pieces.append(replacement)
            self.runs.append((length, found.start()))
            length += len(replacement)
            at = found.end()
            self.runs.append((length, at))
        self._keep(pieces, text[at:], length, at)
        self.text = "".join(pieces)
        self._length = length

    def _keep(self, pieces: list[str], piece: str, masked: int, original: int) -> None:
        pieces.append(piece)
        self.runs.append((masked, original))

    def back(self, offset: int) -> int:
        """The offset in the original; inside a replaced name, its start."""
        masked, original = max((run for run in sorted(set(self.runs)) if run[0] <= offset), key=lambda run: run[0])
        return original + min(offset - masked, self._room(masked, original))

    def _room(self, masked: int, original: int) -> int:
        following = [run for run in self.runs if run[0] > masked]
        return min((run[1] for run in following), default=len(self.original)) - original


def reading_of(
    dossier: Dossier, codes: Mapping[str, str], people: Mapping[str, str], masked: Masked | None
) -> dict[str, Any]:
    """The scorer's lists from the records of a dossier."""
    actors = {actor.key: actor for actor in dossier.of(Actor)}

    def code(key: str | None) -> str | None:
        actor = actors.get(key) if key else None
        if actor is None:
            return None
        if actor.type == "person":
            return code(actor.side)
        return codes.get(actor.name, actor.code or ("EUR" if "Europe" in actor.name else None))

    def holder(key: str | None) -> str | None:
        actor = actors.get(key) if key else None
        if actor is None:
            return None
        return people.get(actor.name, actor.name) if actor.type == "person" else code(key)

    def place(mention: Mention) -> dict[str, Any]:
        span = dossier.article.source_span(mention.span)
        if masked is None:
            return {"start": span.start, "end": span.end, "quote": mention.text}
        start, end = masked.back(span.start), masked.back(span.end)
        return {"start": start, "end": end, "quote": masked.original[start:end]}

    def codes_of(keys: Iterable[str]) -> list[str]:
        return sorted({found for key in keys if (found := code(key))})

    return {
        "quotes": [
            place(quote.mentions[0]) | {"speaker": holder(quote.speaker) or quote.speaker_name}
            for quote in dossier.of(Quotation)
            if quote.form != "indirect"
        ],
        "persons": [
            {"name": people.get(actor.name, actor.name), "side": code(actor.side)}
            for actor in actors.values()
            if actor.type == "person"
        ],
        "events": [
            {
                "plover": event.plover + (f"/{event.mode}" if event.mode else ""),
                "actors": codes_of(event.actors),
                "recipients": codes_of(event.recipients),
                "mentions": [place(mention) for mention in event.mentions],
            }
            for event in dossier.of(Event)
        ],
        "speech_acts": [
            {
                "act": ACTS.get(move.act, move.act),
                "holder": holder(move.by),
                "mentions": [place(mention) for mention in move.mentions],
            }
            for move in dossier.of(Move)
        ],
        "linkages": [
            place(link.mentions[0]) | {"marker": link.marker} for link in dossier.of(Linkage) if link.form == "exchange"
        ],
        "questions": [place(question.mentions[0]) for question in dossier.of(OpenQuestion)],
    }


def main(arguments: list[str]) -> int:
    """Read the story and print the scorer's lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("--masked", action="store_true", help="replace every proper name, leave out the office holders")
    parser.add_argument("--json", type=Path, help="write there instead of standard output")
    args = parser.parse_args(arguments)
    text = args.story.read_text("utf-8")
    masked, codes, people = None, {}, {}
    if args.masked:
        table = yaml.safe_load(NAMES.read_text("utf-8"))
        masked, codes, people = Masked(text, table["names"]), table["codes"], table["people"]
    article = read(str(args.story), (masked.text if masked else text).encode())
    dossier = extract(article, office_holders=() if masked else None)
    output = json.dumps(reading_of(dossier, codes, people, masked), ensure_ascii=False, indent=1)
    if args.json:
        args.json.write_text(output, "utf-8")
    else:
        print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
