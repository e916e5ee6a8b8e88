"""`parley why ID`: what one number, sentence, item of evidence or answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, Output

if TYPE_CHECKING:
    from parley.cli.grounds import Ground


def why_command(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id of an item, a sentence (s12), a judgement or an answer; a case key or its beginning.",
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="A brief or results (JSON), a case, evidence or stories; default -."),
    ] = None,
    as_json: AsJson = False,
    output: Output = None,
    as_of: AsOf = None,
) -> None:
    """Open what something rests on: its sentence with the words marked, source, rule and confidence.

    Works on evidence, cases, results and briefs; of a story the evidence is extracted and the case drafted first.
    """
    from parley.cli.grounds import open_grounds
    from parley.cli.output import put
    from parley.cli.progress import progress

    with progress() as report:
        grounds = open_grounds(id, sources, as_of=as_of, report=report)
    if as_json:
        put("\n".join(ground.to_json() for ground in grounds), output)
    else:
        put("\n".join(show(ground) for ground in grounds), output)


def show(ground: Ground) -> str:
    """One ground: what it is, then every cited sentence with its words marked."""
    from parley.cli.view import line, marked, render

    parts = [line(f"{ground.id}: {ground.what}", "bold")] + [line(f"  {fact}") for fact in ground.facts]
    for cited in ground.cited:
        sure = "" if cited.confidence is None else f", confidence {cited.confidence:.2f} (not calibrated)"
        rule = f", rule {cited.rule}" if cited.rule else ""
        parts.append(line(f"  {cited.id}  {cited.kind}  {cited.summary}".rstrip(), "cyan"))
        parts.append(marked(cited.sentence, cited.text, cited.start))
        parts.append(line(f"  {cited.source_title}, sentence {cited.sentence_id}{rule}{sure}", "dim"))
    return render(*parts)
