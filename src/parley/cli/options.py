"""The options that several commands share, so that one word means one thing everywhere."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


def example(*lines: str) -> str:
    """The closing lines of a command's help; the tests run each of them."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def parse_day(text: str) -> date:
    """Read a day as 2023-07-17.

    Raises:
        BadParameter: it is no day of the calendar in that form.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is no day; write it as 2023-07-17") from error


class Form(StrEnum):
    """How a brief is written."""

    text = "text"
    markdown = "markdown"
    html = "html"
    pdf = "pdf"
    json = "json"


class Shape(StrEnum):
    """How a step is written: for people, or as records for the next step."""

    text = "text"
    json = "json"


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="STORY",
        help="Files, addresses, or - for standard input (the default); or records an earlier step printed.",
    ),
]
CaseSource = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CASE|STORY",
        help="A case file, or stories to draft one from; - is standard input (the default).",
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=parse_day,
        metavar="DAY",
        help="The day to stand on, as 2023-07-17: nothing later is used. Needed by undated stories.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print records, one JSON object a line; same as --format json.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all, instead of printing."),
]
Seed = Annotated[int, typer.Option(help="Seed of the draws: same seed, same numbers.")]
Draws = Annotated[int, typer.Option(min=100, max=1_000_000, help="How many draws over the case's ranges.")]
Pipeline = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Another spaCy pipeline, by name or folder, instead of Parley's own."),
]
OfficeHolders = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="A file of office holders instead of the one that ships; an empty file uses none.",
    ),
]
