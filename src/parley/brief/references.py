"""Numbers for what a brief rests on, in the order a reader meets them: shared by every renderer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.brief.record import Brief, BriefSentence, Bullet, Note, Section
from parley.case.record import Citation, Source


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing sentences rest on: a citation with its source, or a note."""

    number: int
    id: str
    citation: Citation | None = None
    source: Source | None = None
    note: Note | None = None


def references(brief: Brief) -> dict[str, Reference]:
    """Every id that a sentence rests on, numbered from 1 by first appearance."""
    citations = {citation.id: citation for citation in brief.citations}
    notes = {note.id: note for note in brief.notes}
    sources = {source.id: source for source in brief.sources}
    found: dict[str, Reference] = {}
    for sentence in sentences(brief):
        for id in sentence.basis:
            if id not in found:
                citation = citations.get(id)
                source = sources.get(citation.source) if citation else None
                found[id] = Reference(len(found) + 1, id, citation, source, notes.get(id))
    return found


def sentences(brief: Brief) -> Iterator[BriefSentence]:
    """Every sentence of a brief in reading order."""
    yield brief.headline
    yield from brief.standfirst
    for section in brief.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[BriefSentence]:
    for paragraph in section.paragraphs:
        yield from paragraph
    for bullet in section.bullets:
        yield from _of_bullet(bullet)
    for part in section.subsections:
        yield from _of_section(part)


def _of_bullet(bullet: Bullet) -> Iterator[BriefSentence]:
    yield from bullet.sentences
    for child in bullet.children:
        yield from _of_bullet(child)


def split_at_words(citation: Citation) -> tuple[str, str, str]:
    """The cited sentence as what stands before the item's own words, the words, and what stands after."""
    end = citation.start + len(citation.text)
    if citation.sentence[citation.start : end] != citation.text:  # an item over several sentences
        return "", citation.sentence, ""
    return citation.sentence[: citation.start], citation.text, citation.sentence[end:]
