"""A brief: sentences that each list what they rest on, from which every format is rendered."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from parley.case.record import Citation, Source
from parley.record import Finding, Record


class BriefSentence(Record):
    """One sentence and the ids it rests on.

    `basis` holds ids of citations, of judgements, or names of results ("forecast/<issue>", "answer/<question>",
    "bargaining/nash", "default/<key>"); it is never empty.
    """

    id: str
    text: str
    basis: tuple[str, ...]


class Bullet(Record):
    label: str | None = None
    sentences: tuple[BriefSentence, ...]
    children: tuple[Bullet, ...] = ()


class Table(Record):
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    basis: tuple[str, ...] = ()


class Figure(Record):
    """A Vega-Lite chart with the table that says the same."""

    id: str
    title: str
    description: str  # for those who cannot see it
    spec: dict[str, Any]
    table: Table
    basis: tuple[str, ...] = ()


class Section(Record):
    key: Literal["quick-looks", "deep-look", "whats-next", "sources"]
    heading: str
    level: int = 2
    paragraphs: tuple[tuple[BriefSentence, ...], ...] = ()
    bullets: tuple[Bullet, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    subsections: tuple[Section, ...] = ()


class Note(Record):
    """Something a sentence may rest on that is no citation: a result, a judgement, a default."""

    id: str
    text: str
    methods: tuple[str, ...] = ()  # ids of the methods it comes by (MethodNote.id)


class MethodNote(Record):
    """How results were made, told once for all notes that name it."""

    id: str
    name: str  # the label notes name it by: "weighted mean"
    text: str  # version, parameters, draws, seed, source, whether calibrated


class Brief(Record):
    schema_version: Literal["brief/1"] = "brief/1"
    headline: BriefSentence
    standfirst: tuple[BriefSentence, ...] = ()
    as_of: date | None = None
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    notes: tuple[Note, ...]
    methods: tuple[MethodNote, ...] = ()  # those the notes come by
    sources: tuple[Source, ...]
    case_digest: str
    seed: int
    caveat: str  # what no reader may miss: uncalibrated, share of defaults
    findings: tuple[Finding, ...] = ()
