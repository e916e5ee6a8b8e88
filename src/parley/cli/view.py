"""Plain pages for the terminal, made with Rich: the same words with and without colour."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from parley.cli.output import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    from parley.brief.tables.parts import Part

PIPE_WIDTH = 120  # columns where there is no terminal to ask
UNBROKEN = 18  # characters of a word that is not broken over two lines; a longer one may be
NARROWEST = 40  # columns: below that no table can be read


def render(*parts: RenderableType) -> str:
    """Lay the parts out one under the other, in colour when standard output is a terminal."""
    from rich.table import Table

    buffer = io.StringIO()
    console = page(buffer)
    previous: RenderableType | None = None
    for part in parts:
        if isinstance(part, Table) and previous is not None and not isinstance(previous, Table):
            console.print()  # a table ends with an empty line of its own
        console.print(part)
        previous = part
    return buffer.getvalue()


def page(buffer: io.StringIO) -> Console:
    """A console that writes into `buffer` as if it were standard output."""
    from rich.console import Console

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = page_width()
    return Console(file=buffer, width=width, force_terminal=colour, no_color=not colour, markup=False, highlight=False)


def page_width() -> int:
    """Columns of the terminal; where there is none to ask, those the environment names (COLUMNS), else 120."""
    if sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    named = os.environ.get("COLUMNS", "")
    return int(named) if named.isdecimal() and int(named) >= NARROWEST else PIPE_WIDTH


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table whose cells are a story's words: shown as they are, never as markup."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    cells = [[visible(cell) for cell in row] for row in rows]
    grid = Table(
        title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0)
    )
    for at, column in enumerate(columns):
        words = (word for text in (column, *(row[at] for row in cells)) for word in text.split())
        longest = max((len(word) for word in words), default=1)
        grid.add_column(column, overflow="fold", min_width=longest if longest <= UNBROKEN else None)
    for row in cells:
        grid.add_row(*map(Text, row))
    return grid


def told(part: Part) -> RenderableType:
    """A table or line of the analysis for the terminal."""
    from parley.brief.tables.parts import Line

    if isinstance(part, Line):
        return line(part.text, "bold" if part.is_heading else "")
    return table(part.caption, part.columns, part.rows)


def line(text: str, style: str = "") -> RenderableType:
    from rich.text import Text

    return Text(visible(text), style=style)


def marked(sentence: str, words: str, start: int | None = None) -> RenderableType:
    """A sentence with the words that count between » and « and, in colour, highlighted."""
    from rich.text import Text

    at = sentence.find(words) if start is None else start
    if at < 0 or not words:
        return Text(visible(sentence))
    text = Text(visible(sentence[:at]))
    text.append(f"»{visible(words)}«", style="bold reverse")
    text.append(visible(sentence[at + len(words) :]))
    return text
