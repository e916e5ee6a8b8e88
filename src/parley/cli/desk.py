"""`parley desk`: a team's desk in the browser, from one command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parley.errors import ParleyError

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
) -> None:
    """Start the desk; stop it with Ctrl-C. Everything stays in one folder on this machine."""
    if context.invoked_subcommand:
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

    serve(host, port, ready=ready)
    say("The desk has stopped; everything is kept.")


def _prepare_demo() -> None:
    from parley.cli.progress import progress
    from parley.desk.demo import prepare

    with progress() as report:
        prepare(report)


def _need_django() -> None:
    from importlib.util import find_spec

    if find_spec("django") is None or find_spec("allauth") is None:
        raise ParleyError(
            'The desk needs the extra “desk”: pip install "parley-desk[desk]", or uv run --extra desk parley desk'
        )


def _need_port(host: str, port: int) -> None:
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ParleyError(
                f"Port {port} at {host} is not free: {error.strerror}. Name another: parley desk --port {port + 1}"
            ) from error
