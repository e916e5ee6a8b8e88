"""The first verb: a source becomes an article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from parley.errors import ReadingError
from parley.reading.article import Article
from parley.reading.assemble import assemble
from parley.reading.decode import Decoded, decode
from parley.reading.forms import tell_forms
from parley.reading.header import read_header
from parley.reading.passage import Masthead
from parley.reading.plain import plain_passages
from parley.record import Finding


def read(source: str, data: bytes | None = None, *, as_of: date | None = None) -> Article:
    """Read a story from a file, an address or bytes.

    Args:
        source: a path, an http or https address, or "-" for what the caller read from standard input.
        data: the bytes themselves; then nothing is opened.
        as_of: the day the analysis is made for; nothing later is ever used.

    Raises:
        ReadingError: there is no story to be had; says what to do instead.
    """
    if data is None:
        data = _load(source)
    decoded = decode(data, source)
    masthead = Masthead()
    passages = tell_forms(read_header(plain_passages(decoded.text), masthead))
    findings = _findings(decoded, masthead, as_of)
    return assemble(passages, masthead, source, findings, as_of)


def _load(source: str) -> bytes:
    if source == "-":
        raise ReadingError("Standard input was named but its bytes were not given: pass them as `data`.")
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise ReadingError(f"{source} cannot be opened: {error.strerror}. Check the path.") from error


def _findings(decoded: Decoded, masthead: Masthead, as_of: date | None) -> list[Finding]:
    found = []
    if decoded.broken:
        found.append(
            Finding(
                level="warning",
                code="broken-bytes",
                message=f"{decoded.broken} places held bytes that are no {decoded.encoding}; they read as “\ufffd”.",
            )
        )
    if masthead.published is None and as_of is None:
        found.append(
            Finding(level="warning", code="no-date", message="The story gives no date. Say it with --as-of DATE.")
        )
    return found
