"""`parley read`: what was read from a source, block by block and sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, Output, Shape, Sources

if TYPE_CHECKING:
    from parley.reading.article import Article, Block


def read_command(
    sources: Sources = None,
    form: Annotated[Shape, typer.Option("--format", help="text for people, json for the next step.")] = Shape.text,
    as_json: AsJson = False,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Read stories: text told apart from furniture, sentences numbered, every offset kept.

    Reads plain text, Markdown and HTML pages. With --json each story is one line that parley evidence takes.
    """
    from parley.cli.inputs import articles
    from parley.cli.output import put
    from parley.cli.progress import progress

    with progress() as report:
        report("reading", -1)
        found = list(articles(sources, as_of))
    if as_json or form is Shape.json:
        put("\n".join(article.to_json() for article in found), output)
    else:
        put("\n".join(show(article) for article in found), output)


def show(article: Article) -> str:
    """A story as a person checks it: what is known about it, then its sentences by their ids."""
    from parley.cli.view import line, render

    parts = [line(f"{name:<10} {value}") for name, value in _facts(article)]
    parts += [line(f"{'finding':<10} {finding.message} [{finding.code}]", "yellow") for finding in article.findings]
    sentences: dict[int, list[str]] = {}
    for sentence in article.sentences:
        sentences.setdefault(sentence.block, []).append(f"{sentence.id:>5}  {article.slice(sentence.span)}")
    for index, block in enumerate(article.blocks):
        parts.append(line(_heading(article, block), "bold cyan"))
        parts += [line(text) for text in sentences.get(index, [f"{'':>5}  {article.slice(block.span)}"])]
    return render(*parts)


def _facts(article: Article) -> list[tuple[str, str]]:
    facts = [
        ("source", article.source),
        ("id", article.id),
        ("title", article.title),
        ("outlet", article.outlet),
        ("by", ", ".join(article.authors)),
        ("edition", article.edition),
        ("dateline", article.dateline),
        ("published", str(article.published or "")),
        ("as of", str(article.as_of or "")),
        ("language", article.language),
    ]
    return [(name, value) for name, value in facts if value]


def _heading(article: Article, block: Block) -> str:
    label = f" “{article.slice(block.label)}”" if block.label else ""
    return f"# {block.kind}{label}"
