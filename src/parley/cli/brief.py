"""`parley brief`: from stories to a brief in which every sentence opens its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, CaseSource, Draws, Form, OfficeHolders, Output, Pipeline, Seed

if TYPE_CHECKING:
    from parley.brief.record import Brief

SUFFIXES = {".html": Form.html, ".htm": Form.html, ".md": Form.markdown, ".pdf": Form.pdf, ".json": Form.json}


def brief_command(
    sources: CaseSource = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="How to write it; else told by the end of FILE's name, else text.")
    ] = None,
    as_json: AsJson = False,
    output: Output = None,
    seed: Seed = 0,
    draws: Draws = 10_000,
    as_of: AsOf = None,
    pipeline: Pipeline = None,
    office_holders: OfficeHolders = None,
) -> None:
    """Write the brief of a negotiation: where each side stands, what could be agreed, what is next.

    Several stories of one negotiation are merged into one case, each estimate citing its stories.
    A case file gives the brief of the case as its analyst has edited it.
    """
    from parley.cli.output import put
    from parley.cli.progress import progress

    wanted = chosen(form, as_json, output)
    if wanted is Form.pdf:
        from parley.brief.pdf import need_typesetter

        need_typesetter()
    with progress() as report:
        from parley.cli.inputs import case_of

        case = case_of(sources, as_of=as_of, pipeline=pipeline, office_holders=office_holders, report=report)
        from parley.analysis.analyse import analyse
        from parley.brief.compose import compose

        results = analyse(case, seed=seed, draws=draws, progress=report)
        report("composing the brief", -1)
        made = written(compose(case, results), wanted)
    put(made, output)


def chosen(form: Form | None, as_json: bool, output: Path | None) -> Form:
    """The form asked for: by --json, by --format, by the file's name, else text."""
    if as_json:
        return Form.json
    return form or SUFFIXES.get(output.suffix.lower() if output else "", Form.text)


def written(brief: Brief, form: Form) -> str | bytes:
    """A brief in one of its forms; a PDF is bytes.

    Raises:
        NoTypesetter: a PDF is asked for without the extra that sets it.
    """
    if form is Form.json:
        return brief.to_json()
    if form is Form.html:
        from parley.brief.html import to_html

        return to_html(brief)
    if form is Form.pdf:
        from parley.brief.pdf import to_pdf

        return to_pdf(brief)
    if form is Form.markdown:
        from parley.brief.markdown import to_markdown

        return to_markdown(brief)
    return _text(brief)


def _text(brief: Brief) -> str:
    import io

    from parley.brief.terminal import print_brief
    from parley.cli.view import page

    buffer = io.StringIO()
    print_brief(brief, page(buffer))
    return buffer.getvalue()
