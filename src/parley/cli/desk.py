"""`parley desk`: a team's desk in the browser, from one command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from parley.cli.options import AsJson, example
from parley.errors import ParleyError

_SPOKEN = (
    ("user", "account", "accounts"),
    ("team", "team", "teams"),
    ("negotiation", "negotiation", "negotiations"),
    ("story", "story", "stories"),
    ("revision", "revision of a case", "revisions of cases"),
    ("version", "published version", "published versions"),
    ("comment", "comment", "comments"),
)

desk_app = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
    help="Start the desk: a page server and a worker on this machine, for a team and its readers.",
)

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", envvar="PARLEY_DESK_HOME", help="Folder the desk keeps its things in; else your own data folder."
    ),
]


@desk_app.callback()
def desk_command(
    context: typer.Context,
    home: Home = None,
    host: Annotated[str, typer.Option(help="Address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to answer at.")] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="Open on the worked example, in a folder of its own beside the desk's.")
    ] = False,
    threaded: Annotated[
        bool, typer.Option("--threaded", hidden=True, help="Answer pages from one process with threads, as on Windows.")
    ] = sys.platform == "win32",
) -> None:
    """Start the desk; stop it with Ctrl-C. Everything stays in one folder on this machine."""
    if context.invoked_subcommand:
        context.obj = home
        return
    _need_django()
    from parley.cli.output import say
    from parley.desk.home import home as folder
    from parley.desk.start import bring_up_to_date, first_link, set_up

    set_up((home or folder()) / "demo" if demo else home)
    from parley.desk.serve import serve

    _need_port(host, port)
    bring_up_to_date()
    if demo:
        _prepare_demo()
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    link = first_link(address)

    def ready() -> None:
        say(f"The desk is at {address} and keeps its things in {folder()}. Ctrl-C stops it.")
        if link:
            typer.echo(f"Make the first account (this link works once): {link}")

    serve(host, port, ready=ready, threaded=threaded)
    say("The desk has stopped; everything is kept.")


def _prepare_demo() -> None:
    from parley.cli.progress import progress
    from parley.desk.demo import prepare

    with progress() as report:
        prepare(report)


@desk_app.command("backup", epilog=example("parley desk backup desk.zip"))
def backup_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The file to write, a zip.")],
    home: Home = None,
) -> None:
    """Write all a desk keeps into one file, as it is at one moment, while people go on working.

    The file holds what the desk holds, digests of passwords too: keep it as you keep the desk. It can be restored into
    SQLite or PostgreSQL, whichever it was taken from.
    """
    _open(home or context.obj)
    from parley.cli.output import say
    from parley.desk.backup import back_up

    say(f"{file}: {_counted(back_up(file))}")


@desk_app.command(
    "restore", epilog=example("parley desk restore desk.zip --home elsewhere", "parley desk --home elsewhere")
)
def restore_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="A file that `backup` wrote.")],
    home: Home = None,
) -> None:
    """Put a backup into an empty desk, all of it or nothing. Everybody logs in again."""
    _need_django()
    from parley.desk.start import set_up

    set_up(home or context.obj)
    from parley.cli.output import say
    from parley.desk.backup import restore
    from parley.desk.home import home as folder

    counts = restore(file)
    say(f"restored into {folder()}: {_counted(counts)}. Look it over with: parley desk check")


@desk_app.command("check", epilog=example("parley desk check"))
def check_command(context: typer.Context, home: Home = None, as_json: AsJson = False) -> None:
    """Read every record a desk keeps, and say what cannot be read or does not fit together.

    Ends with 1 when something is wrong. Nothing is changed.
    """
    _open(home or context.obj)
    from parley.cli.output import put, visible
    from parley.desk.soundness import examine

    found = examine()
    if as_json:
        import json

        put(json.dumps({"counts": found.counts, "problems": found.problems, "orphans": found.orphans}), None)
    else:
        last = (
            f"{_counted(found.counts)}; {found.orphans} verdicts have lost their place; {len(found.problems)} problems"
        )
        put("\n".join(visible(line) for line in (*found.problems, last)), None)
    if found.problems:
        raise typer.Exit(1)


def _open(home: Path | None) -> None:
    """Make ready a desk that must be there already."""
    _need_django()
    from parley.desk.start import is_there, set_up

    if not is_there(home):
        raise ParleyError(f"There is no desk in {home or 'the usual folder'}. Name its folder: --home FOLDER")
    set_up(home)


def _counted(counts: dict[str, int]) -> str:
    """How many there are of what people speak of."""
    numbers = [(counts.get(f"desk.{table}", 0), one, many) for table, one, many in _SPOKEN]
    return ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in numbers)


def _need_django() -> None:
    from importlib.util import find_spec

    if find_spec("django") is None or find_spec("allauth") is None:
        raise ParleyError(
            'The desk needs the extra “desk”: pip install "parley-desk[desk]", or uv run --extra desk parley desk'
        )


def _need_port(host: str, port: int) -> None:
    """Wait a little for a port: a desk that was killed a moment ago has children that are still ending."""
    import time

    for last in (False,) * 25 + (True,):
        problem = _port_problem(host, port)
        if problem is None:
            return
        if not last:
            time.sleep(0.2)
    raise ParleyError(f"Port {port} at {host} is not free: {problem}. Name another: parley desk --port {port + 1}")


def _port_problem(host: str, port: int) -> str | None:
    """Why nobody can answer at this port; None: it is free."""
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows would give a port that is taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or str(error)
    return None
