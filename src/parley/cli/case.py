"""`parley case draft | show | check | edit`: the case file, from evidence to an analyst's judgement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import AsJson, AsOf, CaseSource, OfficeHolders, Output, Pipeline, Sources, example

if TYPE_CHECKING:
    from rich.console import RenderableType

    from parley.case.record import Case, Estimate, Party, Stance
    from parley.record import Finding

case_app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Draft, look at, check and edit the case file: who bargains over what, where each stands, how sure.",
    epilog=example("parley case draft examples/iran_2015.txt -o case.yaml"),
)

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", exists=True, dir_okay=False, help="The case file.")]


@case_app.command("draft", epilog=example("parley case draft examples/iran_2015.txt -o case.yaml"))
def draft_command(
    sources: Sources = None,
    as_json: AsJson = False,
    output: Output = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="CASE", exists=True, dir_okay=False, help="Lay this case's judgements over the new draft."
        ),
    ] = None,
    as_of: AsOf = None,
    pipeline: Pipeline = None,
    office_holders: OfficeHolders = None,
) -> None:
    """Draft a case from one or several stories of one negotiation, as a YAML file to read and edit.

    Reading the stories again with --keep loses no judgement: one whose target has gone is kept and shown as orphaned.
    """
    from parley.case.record import Case
    from parley.cli.inputs import case_of, record_from
    from parley.cli.progress import progress

    with progress() as report:
        kept = record_from(str(keep), (Case,)) if keep else None
        judgements = kept.judgements if isinstance(kept, Case) else ()
        case = case_of(
            sources,
            as_of=as_of,
            pipeline=pipeline,
            office_holders=office_holders,
            judgements=judgements,
            report=report,
        )
    _put_case(case, as_json, output, made_from=keep)


@case_app.command("show", epilog=example("parley case show examples/iran_2015.txt"))
def show_command(
    sources: CaseSource = None, as_json: AsJson = False, output: Output = None, as_of: AsOf = None
) -> None:
    """Show a case as tables: parties, issues, stances, links, questions, judgements."""
    from parley.cli.inputs import case_of
    from parley.cli.output import put
    from parley.cli.progress import progress

    with progress() as report:
        case = case_of(sources, as_of=as_of, report=report)
    put(case.to_json() if as_json else show(case), output)


@case_app.command("check", epilog=example("parley case check examples/iran_2015.txt"))
def check_command(
    sources: CaseSource = None,
    as_json: AsJson = False,
    output: Output = None,
    as_of: AsOf = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when there is a warning.")] = False,
) -> None:
    """List what a case lacks or contradicts: defaults nobody has said why, parties without a position."""
    from parley.case.check import check
    from parley.cli.inputs import case_of
    from parley.cli.output import put
    from parley.cli.progress import progress
    from parley.cli.view import line, render

    with progress() as report:
        findings = check(case_of(sources, as_of=as_of, report=report))
    if as_json:
        put("\n".join(finding.to_json() for finding in findings), output)
    else:
        lines = [f"{finding.level}: {_at(finding)}{finding.message} [{finding.code}]" for finding in findings]
        put(render(*(line(text) for text in lines)) if lines else "Nothing is missing.", output)
    if strict and any(finding.level == "warning" for finding in findings):
        raise typer.Exit(1)


@case_app.command(
    "edit",
    epilog=example(
        "parley case draft examples/iran_2015.txt -o case.yaml",
        'parley case edit case.yaml iran/influence=60 --low 45 --high 75 --who Anna --why "its oil is back"',
    ),
)
def edit_command(
    path: CaseFile,
    assignments: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            help="What to change: a number, remove, undo, add, merge:KEY, or words for a field (KEY.name=WORDS).",
        ),
    ],
    why: Annotated[str, typer.Option(help="Why you judge so, in a sentence.")],
    who: Annotated[
        str | None, typer.Option(envvar="PARLEY_WHO", help="Who judges; else the name you are logged in with.")
    ] = None,
    low: Annotated[float | None, typer.Option(help="5th percentile of the number.")] = None,
    high: Annotated[float | None, typer.Option(help="95th percentile of the number.")] = None,
    cites: Annotated[list[str] | None, typer.Option(metavar="ID", help="Evidence you judge from.")] = None,
    beside: Annotated[
        bool, typer.Option("--beside", help="Keep what others judged of this number, and pool it with yours.")
    ] = False,
    output: Output = None,
) -> None:
    """Add judgements to a case: who, when (now) and why. Nothing is overwritten; undo is one more judgement.

    Writes the case file anew unless -o names another.
    """
    from parley.case.edit import judge
    from parley.case.judgements import apply
    from parley.case.record import Case
    from parley.cli.inputs import login, now, record_from

    case = record_from(str(path), (Case,))
    assert isinstance(case, Case)
    for assignment in assignments:
        judgement = judge(
            case,
            assignment,
            low=low,
            high=high,
            who=who or login(),
            when=now(),
            why=why,
            cites=cites or (),
            beside=beside,
        )
        case = apply(case, [judgement])
    _put_case(case, False, output or path, made_from=path)


def show(case: Case) -> str:
    """A case as tables; a number that is a named default says so."""
    from parley.cli.view import line, render, table

    state = f"; the talks: {case.state}" if case.state else ""
    day = f" as of {case.as_of}" if case.as_of else ""
    parts: list[RenderableType] = [line(f"{case.title}{day}{state}", "bold")]
    columns = ("key", "name", "role", "influence", "walk-away", "patience")
    parts.append(table("Parties", columns, map(_party, case.parties)))
    parts.append(
        table(
            "Issues",
            ("key", "name", "from", "to"),
            (
                (
                    issue.key,
                    issue.name,
                    f"{issue.scale.low:g} {issue.scale.low_label}",
                    f"{issue.scale.high:g} {issue.scale.high_label}",
                )
                for issue in case.issues
            ),
        )
    )
    parts.append(table("Stances", ("key", "position", "salience", "red line"), map(_stance, case.stances)))
    links = [
        (link.form, f"{link.giver or '?'}: {link.give_issue}", f"{link.getter or '?'}: {link.get_issue}", link.words)
        for link in case.links
    ]
    questions = [(question.key, question.text) for question in case.questions]
    judgements = [
        (
            judgement.id,
            judgement.on,
            str(judgement.change),
            judgement.who,
            judgement.why,
            "orphaned" if judgement.orphaned else "",
        )
        for judgement in case.judgements
    ]
    parts += [table("Links", ("form", "given", "got", "words"), links)] if links else []
    parts += [table("Open questions", ("key", "question"), questions)] if questions else []
    parts += [table("Judgements", ("id", "on", "change", "who", "why", ""), judgements)] if judgements else []
    parts += [line(f"{finding.level}: {finding.message} [{finding.code}]") for finding in case.findings]
    return render(*parts)


def estimate(part: Estimate | None) -> str:
    """A judged number with its range, and a word when nobody has said why yet."""
    if part is None:
        return ""
    said = " default" if part.is_default else f" pooled of {len(part.opinions)}" if part.opinions else ""
    return f"{part.value:.3g} [{part.low:.3g}, {part.high:.3g}]{said}"


def _party(party: Party) -> tuple[str, ...]:
    role = f"{party.role}, must ratify" if party.ratifies else party.role
    return (party.key, party.name, role, estimate(party.influence), estimate(party.walk_away), estimate(party.patience))


def _stance(stance: Stance) -> tuple[str, ...]:
    return (stance.key, estimate(stance.position), estimate(stance.salience), estimate(stance.red_line))


def _at(finding: Finding) -> str:
    """Where a finding stands, unless its message begins with it."""
    return f"{finding.where}: " if finding.where and not finding.message.startswith(finding.where) else ""


def _put_case(case: Case, as_json: bool, output: Path | None, *, made_from: Path | None) -> None:
    """Write a case; from which revision on a desk the file before it was made is kept."""
    from parley.case.file import dump
    from parley.case.origin import origin_of, with_origin
    from parley.cli.output import put

    origin = origin_of(made_from.read_text("utf-8-sig", errors="replace")) if made_from else None
    put(case.to_json() if as_json else with_origin(dump(case), origin), output)
