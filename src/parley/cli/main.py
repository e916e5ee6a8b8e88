"""The `parley` command and how it ends.

Exit codes: 0 done; 2 the command line was wrong; 3 no negotiation in the stories; 130 cancelled;
141 the reader of a pipe went away; else `exit_code` of the error (`parley.errors`).
"""

from __future__ import annotations

import sys

import typer

from parley.cli.analyse import analyse_command
from parley.cli.brief import brief_command
from parley.cli.case import case_app
from parley.cli.desk import desk_app
from parley.cli.evidence import evidence_command
from parley.cli.formats import export_command, import_command
from parley.cli.ledger import freeze_command, judge_command, ledger_app, resolve_command, show_command
from parley.cli.options import example
from parley.cli.push import pull_command, push_command
from parley.cli.read import read_command
from parley.cli.whatif import whatif_command
from parley.cli.why import why_command
from parley.errors import ParleyError

app = typer.Typer(
    name="parley",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: starts fast, reads the same in a pipe and in the docs
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("parley brief examples/iran_2015.txt"),
)


@app.callback(invoke_without_command=True)
def parley(
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True),
) -> None:
    """Follow a negotiation from the news to a checkable answer.

    Stories in, a brief out in which every sentence opens its source. Every command takes stories (files, addresses,
    or - for standard input) or what the command before it printed, so that each step can be looked at and changed.
    """
    if version:
        from parley import __version__

        typer.echo(f"parley {__version__}")
        raise typer.Exit()


app.command("read", epilog=example("parley read examples/iran_2015.txt"))(read_command)
app.command("evidence", epilog=example("parley evidence examples/iran_2015.txt --explain"))(evidence_command)
case_app.command(
    "export",
    epilog=example(
        "parley case draft examples/iran_2015.txt -o case.yaml", "parley case export case.yaml --to xlsx -o case.xlsx"
    ),
)(export_command)
case_app.command(
    "import",
    epilog=example(
        "parley case draft examples/iran_2015.txt -o case.yaml",
        "parley case export case.yaml --to csv -o table.csv",
        "parley case import table.csv -o again.yaml",
    ),
)(import_command)
app.add_typer(case_app, name="case")
app.command("analyse", epilog=example("parley analyse examples/iran_2015.txt --draws 2000"))(analyse_command)
app.command("whatif", epilog=example("parley whatif examples/iran_2015.txt --without russia"))(whatif_command)
FREEZE = "parley ledger freeze examples/iran_2015.txt --ledger ledger.jsonl --draws 500"
for name, command, line in (
    ("freeze", freeze_command, ""),
    ("judge", judge_command, 'parley ledger judge 1 0.3 --ledger ledger.jsonl --why "both say so" --who Anna'),
    ("resolve", resolve_command, 'parley ledger resolve 1 yes --ledger ledger.jsonl --why "signed on 14 July"'),
    ("show", show_command, "parley ledger show --ledger ledger.jsonl"),
):
    ledger_app.command(name, epilog=example(*filter(None, (FREEZE, line))))(command)
app.add_typer(ledger_app, name="ledger")
app.command("why", epilog=example("parley why s3 examples/iran_2015.txt"))(why_command)
app.command("brief", epilog=example("parley brief examples/iran_2015.txt --format markdown -o brief.md"))(brief_command)

app.add_typer(desk_app, name="desk")
PAGE = "https://desk.example/n/abc23defgh"
app.command("pull", epilog=example(f"parley pull {PAGE} -o case.yaml"))(pull_command)
app.command("push", epilog=example(f'parley push case.yaml {PAGE} --why "its port is closed"'))(push_command)


def run() -> None:
    """Run the command line; an error of Parley's own is one line on stderr, never a traceback."""
    try:
        app(prog_name="parley")
    except ParleyError as error:
        print(f"parley: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
