"""`parley evidence`: what a story says about a negotiation, each item with its words and the rule that found it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, OfficeHolders, Output, Pipeline, Sources
from parley.cli.second_reader import Second, compared, endpoint, reread

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.evidence.record import Dossier, Evidence


class EvidenceForm(StrEnum):
    """How evidence is written."""

    text = "text"
    json = "json"  # one dossier a line: what the next step takes
    items = "items"  # one item a line: for other programs
    plover = "plover"  # one event a line, in POLECAT's columns
    cameo = "cameo"  # tab-separated triples: date, source, target, root code, PLOVER type, sentence


def evidence_command(
    sources: Sources = None,
    form: Annotated[
        EvidenceForm,
        typer.Option(
            "--format",
            help="text for people, json for the next step, items for one item a line, "
            "plover for one event a line, cameo for tab-separated triples.",
        ),
    ] = EvidenceForm.text,
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Also show what was refused and why, counted.")] = False,
    output: Output = None,
    as_of: AsOf = None,
    pipeline: Pipeline = None,
    office_holders: OfficeHolders = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Also ask a language model at this OpenAI-compatible address; needs [llm]."
        ),
    ] = None,
    model_name: Annotated[str, typer.Option(metavar="NAME", help="Which model to ask there.")] = "default",
    second: Annotated[Second, typer.Option(help="What to do with the model's reading.")] = Second.merge,
    record: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the model's answers here; ask nothing twice.")
    ] = None,
    replay: Annotated[bool, typer.Option("--replay", help="Take answers from --record only; nothing is sent.")] = False,
    prices: Annotated[
        tuple[float, float], typer.Option(help="Price of a million tokens asked and answered, to show the cost.")
    ] = (0.0, 0.0),
) -> None:
    """Extract evidence: people, parties, quotations, events, moves, positions, links, questions.

    Every item is a verbatim span of its story; whatever is not, the gate refuses (--explain shows it).
    """
    from parley.cli.inputs import dossiers
    from parley.cli.output import put
    from parley.cli.progress import progress

    with progress() as report:
        found = list(
            dossiers(sources, as_of=as_of, pipeline=pipeline, office_holders=office_holders, report=report),
        )
    if model or replay:
        asked = endpoint(model, model_name, record, replay, prices)
        if second is Second.compare:
            put("\n".join(compared(dossier, asked) for dossier in found), output)
            return
        found = [reread(dossier, asked, merged=second is Second.merge) for dossier in found]
    if as_json or form is EvidenceForm.json:
        put("\n".join(dossier.to_json() for dossier in found), output)
    elif form is EvidenceForm.items:
        put("\n".join(item.to_json() for dossier in found for item in dossier.items), output)
    elif form is EvidenceForm.plover:
        put("\n".join(_plover_lines(found)), output)
    elif form is EvidenceForm.cameo:
        put("\n".join(_cameo_lines(found)), output)
    else:
        put("\n".join(show(dossier, explain=explain) for dossier in found), output)


def _plover_lines(dossiers: Iterable[Dossier]) -> Iterator[str]:
    from parley.evidence.export import event_rows

    for dossier in dossiers:
        yield from (row.to_json() for row in event_rows(dossier))


def _cameo_lines(dossiers: Iterable[Dossier]) -> Iterator[str]:
    from parley.evidence.export import cameo_rows

    for dossier in dossiers:
        for row in cameo_rows(dossier):
            sentence = " ".join(row.sentence.split())  # no tab or line break inside a column
            yield "\t".join((row.date or "", row.source, row.target, row.root, row.plover, sentence))


def show(dossier: Dossier, *, explain: bool) -> str:
    """A dossier as tables, one for each kind of evidence; with `explain` also the refusals."""
    from parley.cli.view import line, render, table

    kinds: dict[str, list[Evidence]] = {}
    for item in dossier.items:
        kinds.setdefault(item.kind, []).append(item)
    parts: list[RenderableType] = [
        line(f"{dossier.article.title or dossier.article.source}: {_verdict(dossier)}", "bold")
    ]
    parts += [
        table(f"{kind} ({len(items)})", ("id", "at", "sure", "what", "words"), (_row(item) for item in items))
        for kind, items in kinds.items()
    ]
    if explain:
        parts += _refusals(dossier)
    return render(*parts)


def _verdict(dossier: Dossier) -> str:
    if not dossier.is_negotiation:
        return "no negotiation found; no parties, issues or moves are claimed"
    return f"{len(dossier.items)} items of evidence, {len(dossier.refusals)} refused"


def _row(item: Evidence) -> tuple[str, ...]:
    return (item.id, item.sentence, f"{item.confidence:.2f}", detail(item), item.text)


def detail(item: Evidence) -> str:
    """The parts of an item beyond its words, as name=value; empty parts and its anchoring are left out."""
    anchoring = {"id", "source", "mentions", "extractor", "rule", "confidence", "status", "kind", "words"}
    parts = {name: value for name, value in item.model_dump(mode="json").items() if name not in anchoring}
    shown = [f"{name}={_plain(value)}" for name, value in parts.items() if value not in (None, [], "")]
    return " ".join([*shown, *([] if item.status == "asserted" else [item.status])])


def _plain(value: object) -> str:
    if isinstance(value, dict):  # a mention: its words are enough
        return f"“{value.get('text', '')}”"
    if isinstance(value, list):
        return ",".join(_plain(part) for part in value)
    return str(value)


def _refusals(dossier: Dossier) -> list[RenderableType]:
    from parley.cli.view import line, table

    if not dossier.refusals:
        return [line("Nothing was refused.")]
    counts = Counter((refusal.kind, refusal.rule, refusal.reason) for refusal in dossier.refusals)
    counted = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        table(
            f"refused ({len(dossier.refusals)})",
            ("times", "kind", "rule", "reason"),
            ((str(times), *key) for key, times in counted),
        ),
        table(
            "refused, one by one",
            ("at", "kind", "reason", "words"),
            ((refusal.sentence, refusal.kind, refusal.reason, refusal.text) for refusal in dossier.refusals),
        ),
    ]
