"""What a family of results is told in: tables and lines, as data that a terminal and a page each show their way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.brief.record import Table
from parley.record import Record


class Line(Record):
    """A sentence under a table, or the heading over what follows."""

    text: str
    is_heading: bool = False


Part = Table | Line


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table whose cells are words ready to be shown."""
    return Table(caption=title, columns=tuple(columns), rows=tuple(tuple(row) for row in rows))


def line(text: str) -> Line:
    return Line(text=text)


def heading(text: str) -> Line:
    return Line(text=text, is_heading=True)
