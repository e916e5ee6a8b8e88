"""A brief as Markdown: footnotes hold the source sentences with the item's own words in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.brief.english import day_of
from parley.brief.methods import METHODS
from parley.brief.plain import LONGEST_NOTE, LONGEST_SENTENCE, plain
from parley.brief.record import Brief, BriefSentence, Bullet, Section, Table
from parley.brief.references import Reference, references, split_at_words
from parley.case.record import Source

# What means something inside a line; "://" and "www." too, since many readers make links of bare addresses.
_INLINE = re.compile(r"([\\`*_\[\]<>#|~&$])|(?<=[a-z])(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])(?=\s|[-+=]|$)")


def to_markdown(brief: Brief) -> str:
    """The whole brief as CommonMark with footnotes and tables, ending in one newline."""
    numbers = references(brief)
    lines = [f"# {_sentence(brief.headline, numbers)}", "", f"*{_text(brief.caveat)}*", ""]
    if brief.standfirst:
        lines += [_paragraph(brief.standfirst, numbers), ""]
    for section in brief.sections:
        lines += _sources(brief) if section.key == "sources" else _section(section, numbers)
    lines += [f"[^{reference.number}]: {_footnote(reference)}" for reference in numbers.values()]
    return "\n".join(lines).rstrip() + "\n"


def _section(section: Section, numbers: dict[str, Reference]) -> Iterator[str]:
    yield from (f"{'#' * section.level} {_text(section.heading)}", "")
    for paragraph in section.paragraphs:
        yield from (_paragraph(paragraph, numbers), "")
    for bullet in section.bullets:
        yield from _bullet(bullet, numbers, "")
    if section.bullets:
        yield ""
    for table in (*section.tables, *(figure.table for figure in section.figures)):
        yield from _table(table)
    for part in section.subsections:
        yield from _section(part, numbers)


def _bullet(bullet: Bullet, numbers: dict[str, Reference], indent: str) -> Iterator[str]:
    label = f"**{_text(bullet.label)}:** " if bullet.label else ""
    yield f"{indent}- {label}{_paragraph(bullet.sentences, numbers)}"
    for child in bullet.children:
        yield from _bullet(child, numbers, indent + "  ")


def _paragraph(sentences: Sequence[BriefSentence], numbers: dict[str, Reference]) -> str:
    return " ".join(_sentence(sentence, numbers) for sentence in sentences)


def _sentence(sentence: BriefSentence, numbers: dict[str, Reference]) -> str:
    return _text(sentence.text) + "".join(f"[^{numbers[id].number}]" for id in sentence.basis)


def _table(table: Table) -> Iterator[str]:
    yield from (f"*{_text(table.caption)}*", "")
    yield _row(table.columns)
    yield _row(["---"] * len(table.columns), escaped=False)
    yield from (_row(row) for row in table.rows)
    yield ""


def _row(cells: Sequence[str], *, escaped: bool = True) -> str:
    return f"| {' | '.join(_text(cell) if escaped else cell for cell in cells)} |"


def _sources(brief: Brief) -> Iterator[str]:
    yield from ("## Sources", "")
    yield from (f"- {source_line(source)}" for source in brief.sources)
    yield ""
    warnings = [finding for finding in brief.findings if finding.level == "warning"]
    if warnings:
        yield from ("### What to Know About the Reading", "")
        yield from (f"- {_text(finding.message)}" for finding in warnings)
        yield ""
    if brief.methods:
        yield from (f"### {METHODS}", "")
        yield from (f"- **{_text(one.name)}:** {_text(one.text, longest=LONGEST_NOTE)}" for one in brief.methods)
        yield ""


def source_line(source: Source) -> str:
    parts = [f"“{_text(source.title)}”"]
    parts += [_text(source.outlet)] if source.outlet else []
    parts += [day_of(source.published)] if source.published else ["undated"]
    parts += [_text(source.address)] if source.address and source.address != "-" else []
    return ", ".join(parts)


def _footnote(reference: Reference) -> str:
    if reference.citation is None:
        return _text(reference.note.text if reference.note else reference.id, longest=LONGEST_NOTE)
    before, words, after = (_text(part, edges=True) for part in split_at_words(reference.citation))
    title = f" ({_text(reference.source.outlet or reference.source.title)})" if reference.source else ""
    return f"{before}{_bold(words)}{after}{title}"


def _bold(words: str) -> str:
    """Bold marks stand next to the words: blanks at the edges would leave them as asterisks."""
    inner = words.strip()
    lead = words[: len(words) - len(words.lstrip())]
    return f"{lead}**{inner}**{words[len(words.rstrip()) :]}" if inner else words


def _text(text: str, *, edges: bool = False, longest: int = LONGEST_SENTENCE) -> str:
    """A text that Markdown shows as it is; `edges` keeps the blank at either end."""
    shown = plain(text, longest)
    if edges and shown:
        shown = (" " if text[:1].isspace() else "") + shown + (" " if text[-1:].isspace() else "")
    escaped = _INLINE.sub(lambda found: "\\" + found[0], shown)
    return _LINE_START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", escaped)
