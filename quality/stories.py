"""Read a folder of stories and write one prediction each: python quality/stories.py TEXTS OUT

The predictions have the schema of the gold stories (people, parties, quotes, events, positions, issues, linkages,
pressures, questions) and are made from evidence records only. Acts that are only named by a noun are left out here, as
the guide of those stories asks; the evidence keeps them. A story that cannot be read is reported and gets an empty one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from parley.errors import ParleyError
from parley.evidence.export import SHARED
from parley.evidence.extract import extract
from parley.evidence.record import (
    Actor,
    Dossier,
    Event,
    Evidence,
    IssueMention,
    Linkage,
    OpenQuestion,
    Position,
    Pressure,
    Quotation,
)
from parley.reading.read import read

SUFFIXES = {".txt", ".md", ".html", ".htm"}
STATUS = {"planned": "planned", "hypothetical": "hypothetical", "question": "hypothetical"}
PRESSURES = {"threat", "deadline", "sanction", "inducement", "criticism"}
MOST_ISSUES = 8  # the guide: two to eight


class Prediction:
    """One story's dossier in the words of the gold."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.actors = {actor.key: actor for actor in dossier.of(Actor)}
        self.sentences = {sentence.id: dossier.article.slice(sentence.span) for sentence in dossier.article.sentences}

    def record(self) -> dict[str, Any]:
        dossier = self.dossier
        return {
            "title": dossier.article.title or "",
            "is_negotiation": dossier.is_negotiation,
            "people": self._people(),
            "parties": self._parties(),
            "quotes": self._quotes(),
            "events": self._events(),
            "positions": self._positions(),
            "issues": self._issues(),
            "linkages": self._linkages(),
            "pressures": self._pressures(),
            "questions": [self._sentence(question) for question in dossier.of(OpenQuestion)],
        }

    def _side(self, key: str | None) -> str | None:
        actor = self.actors.get(key) if key else None
        while actor is not None and actor.side and actor.side in self.actors and actor.side != actor.key:
            actor = self.actors[actor.side]
        return actor.name if actor is not None and actor.type != "person" else None

    def _sides(self, keys: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(name for key in keys if (name := self._side(key))))

    def _sentence(self, item: Evidence) -> str:
        return self.sentences[item.sentence]

    def _people(self) -> list[dict[str, Any]]:
        people = [actor for actor in self.actors.values() if actor.type == "person"]
        return [{"name": actor.name, "side": self._side(actor.key), "role": actor.role} for actor in people]

    def _parties(self) -> list[str]:
        return [actor.name for actor in self.actors.values() if actor.place_in_talks not in (None, "context")]

    def _quotes(self) -> list[dict[str, Any]]:
        marked = [quote for quote in self.dossier.of(Quotation) if quote.form != "indirect"]
        return [
            {"text": quote.words, "speaker": self._speaker(quote), "kind": quote.form}
            for quote in marked
            if len(quote.words.split()) > 1 or quote.form == "partial"
        ]

    def _speaker(self, quote: Quotation) -> str | None:
        actor = self.actors.get(quote.speaker) if quote.speaker else None
        return actor.name if actor else quote.speaker_name

    def _events(self) -> list[dict[str, Any]]:
        found = []
        for event in self.dossier.of(Event):
            actors, recipients = self._sides(event.actors), self._sides(event.recipients)
            if event.form == "nominal" or not actors or (event.status == "historical" and not recipients):
                continue
            if event.plover == "CONSULT" and len(set(actors + recipients)) > 1:
                actors = recipients = list(dict.fromkeys(actors + recipients))
            if event.plover in SHARED and len(actors) > 1 and not recipients:
                recipients = actors  # done together is done to each other
            found.append(
                {
                    "type": event.plover.lower(),
                    "actors": actors,
                    "recipients": recipients,
                    "when": event.when,
                    "where": event.where,
                    "status": STATUS.get(event.status, "happened"),
                    "sentence": self._sentence(event),
                }
            )
        return found

    def _positions(self) -> list[dict[str, Any]]:
        return [
            {
                "party": self._side(position.party) or position.party,
                "issue": position.issue_words,
                "stance": position.stance,
                "sentence": self._sentence(position),
            }
            for position in self.dossier.of(Position)
        ]

    def _issues(self) -> list[str]:
        likely = [issue for issue in self.dossier.of(IssueMention) if issue.confidence >= 0.5]
        issues = sorted(likely, key=lambda issue: -issue.confidence)
        return [issue.name for issue in issues[:MOST_ISSUES]]

    def _linkages(self) -> list[dict[str, Any]]:
        return [
            {"gives": link.give, "gets": link.get, "holder": self._side(link.giver), "sentence": self._sentence(link)}
            for link in self.dossier.of(Linkage)
            if link.form != "parallel" and link.confidence >= 0.5 and link.modality != "negated"
        ]

    def _pressures(self) -> list[dict[str, Any]]:
        return [
            {
                "by": ";".join(self._sides(pressure.by)),
                "on": ";".join(self._sides(pressure.on)),
                "kind": pressure.form,
                "sentence": self._sentence(pressure),
            }
            for pressure in self.dossier.of(Pressure)
            if pressure.form in PRESSURES and self._sides(pressure.by)
        ]


EMPTY: dict[str, Any] = {
    "title": "", "is_negotiation": False, "people": [], "parties": [], "quotes": [], "events": [], "positions": [],
    "issues": [], "linkages": [], "pressures": [], "questions": [],
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write a prediction for every text and page of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in sorted(path for path in args.texts.iterdir() if path.suffix.lower() in SUFFIXES):
        try:
            record = Prediction(extract(read(path.name, path.read_bytes()))).record()
        except ParleyError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            record, failed = EMPTY, failed + 1
        (args.out / f"{path.stem}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
