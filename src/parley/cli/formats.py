"""`parley case import | export`: cases from and for the tools analysts use today."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.case import CaseFile
from parley.cli.options import Output

if TYPE_CHECKING:
    from parley.case.record import Case


class Format(StrEnum):
    """Files of other programs."""

    csv = "csv"
    xlsx = "xlsx"
    decide = "decide"
    ktab = "ktab"
    ktab_xml = "ktab-xml"
    genius = "genius"
    gmcr = "gmcr"


BY_SUFFIX = {".csv": Format.csv, ".xlsx": Format.xlsx, ".gmcr": Format.gmcr, ".tsv": Format.decide}


def export_command(
    path: CaseFile,
    to: Annotated[Format, typer.Option("--to", help="The format to write.")],
    output: Output = None,
) -> None:
    """Write a case for another program: CSV, XLSX, DECIDE, KTAB (CSV or XML), Genius XML, GMCR JSON.

    XLSX needs -o FILE, genius -o FOLDER for its domain and profiles. What a format cannot hold is said on stderr.
    """
    from parley.case.record import Case
    from parley.cli.inputs import record_from
    from parley.cli.output import put

    case = record_from(str(path), (Case,))
    assert isinstance(case, Case)
    if to in (Format.xlsx, Format.genius):
        _write_files(case, to, output)
    else:
        put(_text(case, to), output)


def import_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", exists=True, dir_okay=False, help="The file; for genius the domain, then each profile."
        ),
    ],
    given: Annotated[
        Format | None, typer.Option("--from", help="Its format; else told by the ending of its name.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the case; else the file's or its name.")] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="CASE", exists=True, dir_okay=False, help="gmcr: the case the conflict belongs to."),
    ] = None,
    output: Output = None,
) -> None:
    """Read another program's file as a case.

    What it does not say is a named default; what is lost is said on stderr.
    """
    from parley.case.file import dump
    from parley.cli.output import put, say_warnings

    form = given or BY_SUFFIX.get(files[0].suffix.casefold())
    if form is None:
        raise typer.BadParameter(f"the ending of {files[0].name} tells no format; name it with --from")
    if form is not Format.genius and len(files) > 1:
        raise typer.BadParameter("only genius takes several files, the domain and the profiles")
    case = _case(files, form, title or files[0].stem, into)
    say_warnings(case.findings, files[0].name)
    put(dump(case), output)


def _text(case: Case, to: Format) -> str:
    from parley.case.formats import decide, gmcr, ktab, sheets
    from parley.cli.output import say_warnings

    if to is Format.csv:
        return sheets.write_csv(case)
    if to is Format.decide:
        return decide.write(case)
    if to is Format.gmcr:
        return gmcr.write(case)
    text, findings = ktab.write_xml(case) if to is Format.ktab_xml else ktab.write(case)
    say_warnings(findings, case.title)
    return text


def _write_files(case: Case, to: Format, output: Path | None) -> None:
    from parley.case.formats import genius, sheets

    if output is None:
        raise typer.BadParameter(f"{to} is no text to print; name where to write it with -o")
    if to is Format.xlsx:
        sheets.write_xlsx(case, output)
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, text in genius.write(case).items():
        (output / name).write_text(text, encoding="utf-8")


def _case(files: list[Path], form: Format, title: str, into: Path | None) -> Case:
    from parley.case.formats import decide, genius, ktab, sheets

    if form is Format.xlsx:
        return sheets.read_xlsx(files[0], title)
    texts = [file.read_text(encoding="utf-8-sig", errors="replace") for file in files]
    if form is Format.genius:
        profiles = [(file.stem, text) for file, text in zip(files[1:], texts[1:], strict=True)]
        return genius.to_case(genius.read(texts[0], profiles))
    if form is Format.gmcr:
        return _with_conflict(texts[0], title, into)
    if form is Format.csv:
        return sheets.read_csv(texts[0], title)
    return decide.read(texts[0], title) if form is Format.decide else ktab.read(texts[0], title)


def _with_conflict(text: str, title: str, into: Path | None) -> Case:
    """A conflict needs parties: those of the case named, or its own decision makers."""
    from parley.case.formats import gmcr
    from parley.case.record import Case
    from parley.cli.inputs import record_from

    if into is None:
        return gmcr.to_case(text, title)
    case = record_from(str(into), (Case,))
    assert isinstance(case, Case)
    return case.model_copy(update={"conflict": gmcr.read(text)[0]})
