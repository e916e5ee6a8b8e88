"""What a command is given: stories, or records an earlier command printed, told apart by their first bytes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from parley.cli.output import say, say_warnings
from parley.errors import NoNegotiation, ParleyError

if TYPE_CHECKING:
    from parley.case.record import Case, Judgement
    from parley.cli.progress import Report
    from parley.evidence.office_holders import OfficeHolder
    from parley.evidence.record import Dossier
    from parley.evidence.story import Parser
    from parley.reading.article import Article
    from parley.record import Record

HEAD = 4096  # bytes looked at to tell a record from a story
RECORD_LINE = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"schema_version"\s*:\s*"(article|dossier|case|results|brief)/')
CASE_FILE = re.compile(rb'^"?(?:schema|schema_version|parley)"?\s*:\s*["\']?case/', re.MULTILINE)


def take(sources: Sequence[str] | None, as_of: date | None) -> Iterator[Record]:
    """Every record of every source, in order; a story becomes an Article.

    Raises:
        ParleyError: a source can be read neither as a story nor as records.
    """
    for source in sources or ["-"]:
        data = _bytes_if_records_or_stdin(source)
        if data is None:
            yield _story(source, None, as_of)
        elif RECORD_LINE.match(data[:HEAD]):
            yield from _records(source, data)
        elif CASE_FILE.search(data[:HEAD]):
            yield _case(data)
        else:
            yield _story(source, data, as_of)


def articles(sources: Sequence[str] | None, as_of: date | None) -> Iterator[Article]:
    """The stories of the sources."""
    from parley.reading.article import Article

    for record in take(sources, as_of):
        if not isinstance(record, Article):
            raise _wrong(record, "parley read takes stories")
        yield record


def dossiers(
    sources: Sequence[str] | None,
    *,
    as_of: date | None = None,
    pipeline: str | None = None,
    office_holders: Path | None = None,
    report: Report,
) -> Iterator[Dossier]:
    """The evidence of the sources: as given, or extracted from the stories among them."""
    for record in take(sources, as_of):
        yield extracted(record, pipeline, office_holders, report)


def case_of(
    sources: Sequence[str] | None,
    *,
    as_of: date | None = None,
    pipeline: str | None = None,
    office_holders: Path | None = None,
    judgements: Sequence[Judgement] = (),
    report: Report,
) -> Case:
    """The case given, or one drafted from all the stories and evidence given.

    Raises:
        NoNegotiation: nobody bargains in any of them.
    """
    from parley.case.record import Case

    report("reading", -1)
    records = list(take(sources, as_of))
    cases = [record for record in records if isinstance(record, Case)]
    if cases and len(records) > 1:
        raise typer.BadParameter(
            "a case file stands alone; to add stories to it: parley case draft STORY... --keep CASE.yaml"
        )
    if cases:
        return cases[0]
    return draft_case([extracted(record, pipeline, office_holders, report) for record in records], judgements, report)


def draft_case(found: Sequence[Dossier], judgements: Sequence[Judgement], report: Report) -> Case:
    """Draft one case from all stories in which somebody bargains; the others are named on standard error."""
    from parley.case.draft import draft

    bargaining = [dossier for dossier in found if dossier.is_negotiation]
    others = [dossier.article.source for dossier in found if not dossier.is_negotiation]
    if not bargaining:
        raise NoNegotiation(
            f"no negotiation found in {', '.join(others) or 'nothing'}: nobody there bargains with anybody. "
            "If somebody does, look at what was read (parley read) and refused (parley evidence --explain)."
        )
    for source in others:
        say(f"{source}: left out of the case, no negotiation found in it")
    report("drafting the case", -1)
    return draft(bargaining, judgements=judgements)


def record_from(source: str | None, kinds: tuple[type[Record], ...]) -> Record:
    """The one record of a file, of one of these kinds."""
    found = list(take([source or "-"], None))
    if len(found) != 1 or not isinstance(found[0], kinds):
        names = ", ".join(kind.__name__.lower() for kind in kinds)
        raise typer.BadParameter(f"{source or 'standard input'} must hold one of these, once: {names}")
    return found[0]


def _bytes_if_records_or_stdin(source: str) -> bytes | None:
    """All bytes when the source is standard input or holds records; None leaves a story to `read`."""
    if source == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise typer.BadParameter("nothing to read: name a story, or pipe one in")
        return sys.stdin.buffer.read()
    path = Path(source)
    if "://" in source or not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(HEAD)
        if RECORD_LINE.match(head) or CASE_FILE.search(head):
            return head + file.read()
    return None


def _story(source: str, data: bytes | None, as_of: date | None) -> Article:
    from parley.reading.read import read

    article = read(source, data, as_of=as_of)
    say_warnings(article.findings, source)
    return article


def _records(source: str, data: bytes) -> Iterator[Record]:
    text = data.decode("utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _record(line, f"{source}, line {number}")


def _record(line: str, where: str) -> Record:
    match = RECORD_LINE.match(line.encode())
    if match is None:
        raise ParleyError(f"{where}: this line is no record of Parley's. Records are one JSON object a line.")
    try:
        return _kind(match[1].decode()).from_json(line)
    except ParleyError as error:
        raise ParleyError(f"{where}: {error}") from error


def _kind(name: str) -> type[Record]:
    from parley.analysis.results import Results
    from parley.brief.record import Brief
    from parley.case.record import Case
    from parley.evidence.record import Dossier
    from parley.reading.article import Article

    kinds: dict[str, type[Record]] = {
        "article": Article,
        "dossier": Dossier,
        "case": Case,
        "results": Results,
        "brief": Brief,
    }
    return kinds[name]


def _case(data: bytes) -> Case:
    from parley.case.file import load

    # An edit made by hand is its editor's judgement, of now: the command line holds the clock and the name.
    return load(data.decode("utf-8-sig", errors="replace"), who=login(), when=now())


def login() -> str:
    """Who sits at this machine: PARLEY_WHO if set, else the name they logged in with."""
    from getpass import getuser

    try:
        return os.environ.get("PARLEY_WHO") or getuser()
    except (KeyError, OSError):  # a container without a user of that number
        return "unknown"


def now() -> datetime:
    """The only clock in Parley: when an analyst judged, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def extracted(record: Record, pipeline: str | None, office_holders: Path | None, report: Report) -> Dossier:
    """The evidence of a story; evidence stays as it is."""
    from parley.evidence.extract import extract
    from parley.evidence.record import Dossier
    from parley.reading.article import Article

    if isinstance(record, Dossier):
        return record
    if not isinstance(record, Article):
        raise _wrong(record, "here stories or evidence are wanted")
    report(f"extracting evidence from {record.source}", -1)
    dossier = extract(record, pipeline=_parser(pipeline), office_holders=_holders(office_holders))
    # That nobody bargains is said once, where the case would be drafted.
    say_warnings(tuple(finding for finding in dossier.findings if finding.code != "no-negotiation"), record.source)
    return dossier


def _parser(name: str | None) -> Parser | None:
    from parley.language.pipeline import load

    return None if name is None else load(name)


def _holders(path: Path | None) -> tuple[OfficeHolder, ...] | None:
    from parley.evidence.office_holders import load_holders

    return None if path is None else load_holders(path)


def _wrong(record: Record, wanted: str) -> typer.BadParameter:
    return typer.BadParameter(f"this is a {type(record).__name__.lower()}; {wanted}")
