"""A brief on a terminal: text with numbered grounds, charts as lines, and the source sentences at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from parley.brief.english import day_of
from parley.brief.methods import METHODS
from parley.brief.plain import LONGEST_NOTE, plain
from parley.brief.record import Brief, BriefSentence, Bullet, Figure, Section, Table
from parley.brief.references import Reference, references, split_at_words

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

WIDEST = 100  # columns of running text; longer lines are hard to read
NARROWEST_LINE, WIDEST_LINE = 16, 44  # columns of a chart's line
Numbers = dict[str, Reference]


def print_brief(brief: Brief, console: Console) -> None:
    """Write the brief to a console, as wide as it is; without colour it reads the same.

    Nothing of a story is ever taken for markup: every text goes out as `Text`.
    """
    _Page(console, references(brief)).write(brief)


class _Page:
    """A console with the numbers of what sentences rest on."""

    def __init__(self, console: Console, numbers: Numbers) -> None:
        self.console = console
        self.numbers = numbers
        self.width = min(console.width, WIDEST)

    def write(self, brief: Brief) -> None:
        headline = self._text([brief.headline], "bold")
        self._put(headline)
        self._put(_plain(brief.caveat, "yellow"))
        if brief.standfirst:
            self._put(self._text(brief.standfirst))
        for section in brief.sections:
            if section.key == "sources":
                self._sources(brief)
            else:
                self._section(section)

    def _section(self, section: Section) -> None:
        self._heading(section.heading, section.level)
        for paragraph in section.paragraphs:
            self._put(self._text(paragraph))
        for bullet in section.bullets:
            self._bullet(bullet, 0)
        if section.bullets:
            self._put(_plain(""), after=0)
        for figure in section.figures:
            self._figure(figure)
        for table in section.tables:
            self._table(table)
        for part in section.subsections:
            self._section(part)

    def _heading(self, heading: str, level: int) -> None:
        if level == 2:
            self._put(_plain(plain(heading).upper(), "bold cyan"))
        else:
            self._put(_plain(heading, "bold"))

    def _bullet(self, bullet: Bullet, depth: int) -> None:
        from rich.padding import Padding
        from rich.table import Table as Grid
        from rich.text import Text

        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column(overflow="fold")
        text = Text(f"{plain(bullet.label)}: ", style="bold") if bullet.label else Text()
        grid.add_row("•", text + self._text(bullet.sentences))
        self.console.print(Padding(grid, (0, 0, 0, 2 * depth)), width=self.width)
        for child in bullet.children:
            self._bullet(child, depth + 1)

    def _text(self, sentences: Sequence[BriefSentence], style: str = "") -> Text:
        from rich.text import Text

        text = Text()
        for number, sentence in enumerate(sentences):
            text.append(" " if number else "")
            text.append(plain(sentence.text), style=style)
            grounds = " ".join(str(self.numbers[id].number) for id in sentence.basis)
            text.append(f" [{grounds}]", style="dim")
        return text

    def _figure(self, figure: Figure) -> None:
        rows = figure.spec.get("data", {}).get("values", [])
        if not rows:
            self._table(figure.table)
            return
        self._put(_plain(figure.title, "bold italic"), after=0)
        self._put(_plain(figure.description, "dim"), after=0)
        self._rows(rows, [panel.get("title") for panel in figure.spec.get("vconcat", [])])

    def _rows(self, rows: Sequence[dict[str, Any]], titles: Sequence[dict[str, Any] | None]) -> None:
        from rich.table import Table as Grid

        widest = max(len(plain(row["label"])) for row in rows)
        label = min(widest, max(self.width - NARROWEST_LINE - 22, 10))
        line = max(NARROWEST_LINE, min(WIDEST_LINE, self.width - label - 22))
        for panel, title in enumerate(titles or [None]):
            if title:
                self._put(_plain(title["text"], "italic"), after=0)
            grid = Grid.grid(padding=(0, 2, 0, 0))
            for width in (label, line, None):
                grid.add_column(width=width, overflow="fold")
            for row in (row for row in rows if row["panel"] == panel):
                grid.add_row(_plain(row["label"]), _line(row, line), _plain(row["shown"]))
            self.console.print(grid)
        self.console.print()

    def _table(self, table: Table) -> None:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table as Grid

        grid = Grid(title=_plain(table.caption, "bold italic"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
        for column in table.columns:
            grid.add_column(_plain(column), overflow="fold")
        for row in table.rows:
            grid.add_row(*(_plain(cell) for cell in row))
        self.console.print(grid, width=self.width)

    def _sources(self, brief: Brief) -> None:
        self._heading("Sources", 2)
        for source in brief.sources:
            facts = [f"“{plain(source.title)}”", source.outlet, _day(source.published), source.address]
            self._put(_plain(", ".join(fact for fact in facts if fact)), after=0)
        self._put(_plain(""), after=0)
        for finding in (one for one in brief.findings if one.level == "warning"):
            self._put(_plain(f"! {finding.message}", "yellow"))
        self._references()
        if brief.methods:
            self._put(_plain(""), after=0)
            self._heading(METHODS, 3)
        for method in brief.methods:
            self._put(_plain(f"{method.name}: {plain(method.text, LONGEST_NOTE)}", "dim"), after=0)

    def _references(self) -> None:
        from rich.table import Table as Grid

        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=len(str(len(self.numbers))) + 2, justify="right", style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for reference in self.numbers.values():
            grid.add_row(_plain(f"[{reference.number}]"), _ground(reference))
        self.console.print(grid, width=self.width)

    def _put(self, renderable: RenderableType, after: int = 1) -> None:
        self.console.print(renderable, width=self.width)
        for _ in range(after):
            self.console.print()


def _line(row: dict[str, Any], width: int) -> Text:
    """A value and its range on a line; a default is a hollow dot.

    >>> _line({"value": 50, "low": 25, "high": 75, "kind": "judged"}, 9).plain
    '··━━●━━··'
    """
    from rich.text import Text

    def cell(share: float) -> int:
        return round(share / 100 * (width - 1))

    low, at, high = cell(row["low"]), cell(row["value"]), cell(row["high"])
    text = Text("·" * low, style="dim")
    text.append("━" * (at - low), style="blue")
    text.append("○" if row["kind"] == "default" else "●", style="bold blue")
    text.append("━" * (high - at), style="blue")
    text.append("·" * (width - 1 - high), style="dim")
    return text


def _ground(reference: Reference) -> Text:
    from rich.text import Text

    if reference.citation is None:
        note = reference.note.text if reference.note else reference.id
        return Text(plain(note, LONGEST_NOTE), style="dim")
    before, words, after = split_at_words(reference.citation)
    text = Text(_edged(before))
    text.append(plain(words), style="bold underline")
    text.append(_edged(after))
    source = reference.source
    text.append(f" ({plain(source.outlet or source.title)})" if source else "")
    return text


def _edged(part: str) -> str:
    """A part of a sentence made harmless, with the blank that joins it to its neighbour."""
    shown = plain(part)
    if not shown:
        return ""
    return (" " if part[:1].isspace() else "") + shown + (" " if part[-1:].isspace() else "")


def _day(day: Any) -> str:
    return day_of(day) if day else "undated"


def _plain(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(plain(text), style=style)
