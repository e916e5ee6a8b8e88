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

PIPE_WIDTH = 120  # columns where there is no terminal to ask


def render(*parts: RenderableType) -> str:
    """Lay the parts out one under the other, in colour when standard output is a terminal."""
    buffer = io.StringIO()
    console = page(buffer)
    for part in parts:
        console.print(part)
    return buffer.getvalue()


def page(buffer: io.StringIO) -> Console:
    """A console that writes into `buffer` as if it were standard output."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else PIPE_WIDTH
    colour = is_terminal and "NO_COLOR" not in os.environ
    return Console(file=buffer, width=width, force_terminal=colour, no_color=not colour, markup=False, highlight=False)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table whose cells are a story's words: shown as they are, never as markup."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    return grid


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
