"""`parley push` and `parley pull`: a case between a file and a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.options import Output

if TYPE_CHECKING:
    from parley.case.origin import Origin
    from parley.case.record import Case

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="The negotiation's page: https://desk.example/n/abc23defgh")
]
TokenFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", exists=True, dir_okay=False, help="A file that holds your token; else PARLEY_DESK_TOKEN."
    ),
]


def push_command(
    file: Annotated[Path, typer.Argument(metavar="CASE", exists=True, dir_okay=False, help="The case file.")],
    address: Address,
    why: Annotated[str, typer.Option(help="What you changed and why, for the history.")] = "",
    base: Annotated[
        int | None,
        typer.Option(min=0, help="Revision on the desk it was made from, if the file does not say; 0: none yet."),
    ] = None,
    token_file: TokenFile = None,
) -> None:
    """Send a case file to a desk, as one more revision. Nothing there is overwritten.

    The file says in its head from which revision it was pulled. When the case there has changed since, nothing is
    saved (exit code 75); pull with --keep to lay your judgements over what is there now, then push again.
    """
    from parley.case.origin import Origin
    from parley.case.record import Case
    from parley.cli.desk_client import Desk, DeskMovedOn, token_from
    from parley.cli.inputs import record_from
    from parley.cli.output import say, visible

    desk = Desk(address, token_from(token_file))
    case = record_from(str(file), (Case,))
    try:
        sent = desk.push(case.model_dump(mode="json"), base=_base(file, desk.page, base), why=why)
    except DeskMovedOn as moved:
        for change in moved.changes:
            say(visible(change))
        raise DeskMovedOn(f"{moved} Then: parley pull {desk.page} --keep {file} -o {file}", moved.changes) from moved
    number = int(sent["number"])
    # What the desk now has, so that edits made by hand stand in the file as the judgements they became.
    _write(Case.model_validate(desk.revision(number)["case"]), Origin(address=desk.page, revision=number), file)
    say(f"{desk.page} is at revision {number}; {file} says so")


def pull_command(
    address: Address,
    output: Output = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="CASE", exists=True, dir_okay=False, help="Lay this file's judgements over the case pulled."
        ),
    ] = None,
    token_file: TokenFile = None,
) -> None:
    """Fetch the case of a negotiation on a desk, as a file to read, edit and push again."""
    from parley.case.judgements import apply
    from parley.case.origin import Origin
    from parley.case.record import Case
    from parley.cli.desk_client import Desk, DeskError, token_from
    from parley.cli.inputs import record_from

    desk = Desk(address, token_from(token_file))
    found = desk.case()
    if found is None:
        raise DeskError(f"{desk.page} has no case yet. Send one with: parley push CASE {desk.page} --base 0")
    case = Case.model_validate(found["case"])
    if keep is not None:
        mine = record_from(str(keep), (Case,))
        assert isinstance(mine, Case)
        _say_what_meets(case, mine)
        case = apply(case, mine.judgements)
    _write(case, Origin(address=desk.page, revision=int(found["revision"]["number"])), output)


def _base(file: Path, page: str, given: int | None) -> int:
    """The revision a file was made from.

    Raises:
        BadParameter: neither the file nor the command line says, or the file is of another negotiation.
    """
    from parley.case.origin import origin_of

    if given is not None:
        return given
    origin = origin_of(file.read_text("utf-8-sig", errors="replace"))
    if origin is None:
        raise typer.BadParameter(
            f"{file} does not say which revision on the desk it was made from. Pull it from there first, or name the "
            "revision with --base; --base 0 sends the first case of a negotiation"
        )
    if origin.address != page:
        raise typer.BadParameter(f"{file} was pulled from {origin.address}. To send it to another, name --base")
    return origin.revision


def _say_what_meets(theirs: Case, mine: Case) -> None:
    """Name the targets that both changed: the file's own judgement will lie above."""
    from parley.cli.output import say, visible

    ids = {judgement.id for judgement in theirs.judgements} & {judgement.id for judgement in mine.judgements}
    there = {judgement.on: judgement for judgement in theirs.judgements if judgement.id not in ids}
    for judgement in mine.judgements:
        if judgement.id not in ids and judgement.on in there:
            other = there[judgement.on]
            say(visible(f"{judgement.on}: {other.who} judged it too ({other.why}); {judgement.who}'s lies above it"))


def _write(case: Case, origin: Origin, to: Path | None) -> None:
    from parley.case.file import dump
    from parley.case.origin import with_origin
    from parley.cli.output import put

    put(with_origin(dump(case), origin), to)
