"""The first verb: a source becomes an article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from parley.errors import ReadingError
from parley.reading.article import STORY_KINDS, Article
from parley.reading.assemble import assemble
from parley.reading.decode import LARGEST, Decoded, decode
from parley.reading.fetch import fetch, is_address
from parley.reading.forms import tell_forms
from parley.reading.header import read_header
from parley.reading.language import other_language
from parley.reading.markup import looks_like_page
from parley.reading.page import page_passages
from parley.reading.passage import Masthead, Passage
from parley.reading.plain import plain_passages
from parley.reading.traced import count_unseen
from parley.record import Finding

MOST_BLOCKS = 100_000  # paragraphs and bullets; ten megabytes of prose have fewer


def read(source: str, data: bytes | None = None, *, charset: str | None = None, as_of: date | None = None) -> Article:
    """Read a story from a file, an address or bytes.

    Args:
        source: a path, an http or https address, or "-" for what the caller read from standard input.
        data: the bytes themselves; then nothing is opened.
        charset: what the sender of `data` said they are written in, if anything.
        as_of: the day the analysis is made for; nothing later is ever used.

    Raises:
        ReadingError: there is no story to be had; says what to do instead.
    """
    if data is None:
        data, charset = _load(source)
    decoded = decode(data, source, charset)
    passages, masthead, findings = _passages(decoded.text, source)
    if len(passages) > MOST_BLOCKS:
        message = f"Only the first {MOST_BLOCKS} of {len(passages)} blocks were read; no story has so many."
        findings.append(Finding(level="warning", code="cut-short", message=message))
    passages = tell_forms(read_header(passages[:MOST_BLOCKS], masthead))
    if not any(passage.kind in STORY_KINDS for passage in passages):
        raise ReadingError(f"{source} holds no story: nothing in it but menus, notices or captions. Give its text.")
    _refuse_what_is_later(source, masthead.published, as_of)
    article = assemble(passages, masthead, source, (), as_of)
    findings = [*_bytes_findings(decoded), *findings, *_story_findings(article)]
    return article.model_copy(update={"findings": tuple(findings)})


def _load(source: str) -> tuple[bytes, str | None]:
    if source == "-":
        raise ReadingError("Standard input was named but its bytes were not given: pass them as `data`.")
    if is_address(source):
        return fetch(source)
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST + 1), None  # one byte more than may be, so that too much is noticed
    except OSError as error:
        raise ReadingError(f"{source} cannot be opened: {error.strerror}. Check the path.") from error


def _passages(text: str, source: str) -> tuple[list[Passage], Masthead, list[Finding]]:
    if looks_like_page(text) or (source.lower().endswith((".html", ".htm")) and "<" in text):
        return page_passages(text, source, source if is_address(source) else None)
    return plain_passages(text), Masthead(), []


def _refuse_what_is_later(source: str, published: date | None, as_of: date | None) -> None:
    if published and as_of and published > as_of:
        raise ReadingError(
            f"{source} was published on {published}, after the day it is read for, {as_of}: nothing later is used. "
            f"Leave the story out, or say --as-of {published}."
        )


def _bytes_findings(decoded: Decoded) -> list[Finding]:
    found = []
    if decoded.broken:
        message = f"{decoded.broken} places held bytes that are no {decoded.encoding}; they read as “\ufffd”."
        found.append(Finding(level="warning", code="broken-bytes", message=message))
    unseen = count_unseen(decoded.text)
    if unseen:
        message = f"{unseen} invisible characters were left out of the text."
        found.append(Finding(level="note", code="invisible-characters", message=message))
    return found


def _story_findings(article: Article) -> list[Finding]:
    found = []
    if article.published is None and article.as_of is None:
        message = "The story gives no date, so “today” in it has none either. Say it with --as-of DATE."
        found.append(Finding(level="warning", code="no-date", message=message))
    language = other_language(article)
    if language:
        message = f"The story reads like “{language}”, and only English is understood. Give an English version."
        found.append(Finding(level="warning", code="not-english", message=message))
    return found
