"""A brief as pages and programs are told it: each sentence with its grounds beside it, in plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parley.brief.html import kind_of, split, story_link
from parley.brief.record import Brief, BriefSentence, Bullet, Section
from parley.brief.references import Reference, references
from parley.case.record import Case, Citation, Source
from parley.desk.models.negotiations import Negotiation

Doors = Mapping[str, str]  # Source.id -> code of the desk's story, for members who may open it


class Telling:
    """Tells one brief; `remarks` counts what readers said of each sentence, `doors` lead members into the stories."""

    def __init__(self, brief: Brief, remarks: Mapping[str, int] | None = None, doors: Doors | None = None) -> None:
        self.brief = brief
        self.remarks = remarks or {}
        self._grounds = {id: ground(found, doors or {}) for id, found in references(brief).items()}

    def whole(self) -> dict[str, Any]:
        """Everything a page shows of the brief, in reading order."""
        return {
            "as_of": self.brief.as_of,
            "headline": self.sentence(self.brief.headline),
            "standfirst": self.sentences(self.brief.standfirst),
            "caveat": self.brief.caveat,
            "sections": [self.section(one) for one in self.brief.sections if one.key != "sources"],
            "sources": [source(one) for one in self.brief.sources],
            "grounds": list(self._grounds.values()),
            "findings": [one.message for one in self.brief.findings],
            "digest": self.brief.case_digest[:10],
            "seed": self.brief.seed,
        }

    def sentence(self, one: BriefSentence) -> dict[str, Any]:
        return {
            "id": one.id,
            "text": one.text,
            "grounds": [self._grounds[id] for id in one.basis],
            "remarks": self.remarks.get(one.id, 0),
        }

    def sentences(self, several: Sequence[BriefSentence]) -> list[dict[str, Any]]:
        return [self.sentence(one) for one in several]

    def section(self, one: Section) -> dict[str, Any]:
        return {
            "key": one.key,
            "heading": one.heading,
            "level": one.level,
            "paragraphs": [self.sentences(each) for each in one.paragraphs],
            "bullets": [self._bullet(each) for each in one.bullets],
            "figures": one.figures,
            "tables": one.tables,
            "subsections": [self.section(each) for each in one.subsections],
        }

    def _bullet(self, one: Bullet) -> dict[str, Any]:
        return {
            "label": one.label,
            "sentences": self.sentences(one.sentences),
            "children": [self._bullet(each) for each in one.children],
        }


def ground(found: Reference, doors: Doors) -> dict[str, Any]:
    """One thing a sentence rests on: a source sentence with the item's own words apart, or a note."""
    if found.citation is None:
        return {"number": found.number, "kind": kind_of(found.id), "note": found.note.text if found.note else found.id}
    return {"number": found.number, "kind": "Source sentence", **quotation(found.citation, found.source, doors)}


def quotation(citation: Citation, of: Source | None, doors: Doors) -> dict[str, Any]:
    """A cited sentence in three parts, and where it stands: on the web, and for members on the desk."""
    before, words, after = split(citation)
    told = {
        "before": before,
        "words": words,
        "after": after,
        "of": None,
        "story": doors.get(citation.source, ""),
        "sentence": citation.sentence_id,
    }
    return {**told, "of": {**source(of), "link": story_link(of, citation)}} if of else told


def source(one: Source) -> dict[str, Any]:
    return {"title": one.title, "outlet": one.outlet, "published": one.published, "link": story_link(one, None)}


def doors_into(negotiation: Negotiation) -> dict[str, str]:
    """The stories of a negotiation by the ids its case and brief cite them by."""
    return dict(negotiation.stories.exclude(article_id="").exclude(dossier_json="").values_list("article_id", "code"))


def grounds_of(case: Case, basis: Sequence[str], doors: Doors) -> list[dict[str, Any]]:
    """What a line of a sheet rests on: source sentences, and judgements in their authors' words."""
    sources = {one.id: one for one in case.sources}
    judgements = {one.id: one for one in case.judgements}
    told: list[dict[str, Any]] = []
    for id in basis:
        citation = case.citation(id)
        if citation is not None:
            told.append({"kind": "Source sentence", **quotation(citation, sources.get(citation.source), doors)})
        elif id in judgements:
            made = judgements[id]
            told.append({"kind": "Judgement", "note": f"{made.who}, {made.when:%Y-%m-%d}: {made.why}"})
    return told
