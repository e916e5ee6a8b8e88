"""Help and the page made from it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    ("read",),
    ("evidence",),
    ("case", "draft"),
    ("case", "show"),
    ("case", "check"),
    ("case", "edit"),
    ("case", "export"),
    ("case", "import"),
    ("analyse",),
    ("whatif",),
    ("ledger", "freeze"),
    ("ledger", "judge"),
    ("ledger", "resolve"),
    ("ledger", "show"),
    ("why",),
    ("brief",),
]
# These need a desk that is there, or answers pages: what they do is tried in the file named, and here what they say.
NEED_A_DESK = {
    ("desk", "backup"): "tests/desk/test_backup.py",
    ("desk", "restore"): "tests/desk/test_backup.py",
    ("desk", "check"): "tests/desk/test_backup.py",
    ("pull",): "tests/desk/test_push.py",
    ("push",): "tests/desk/test_push.py",
}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_what_it_does_and_shows_an_example_that_runs(parley, command):
    """An example nobody runs ends up lying."""
    said = parley(*command, "--help")
    examples = re.findall(r"^  +(parley .*)$", said.out.partition("Example:")[2], re.MULTILINE)

    assert said.code == 0
    assert examples, said.out
    for line in examples:
        done = parley(*shlex.split(line)[1:])
        assert done.code == 0, f"{line}\n{done.err}"


def test_no_command_is_left_out_here():
    """A new command must join the examples above and the page below."""
    import typer

    from parley.cli.main import app

    root = typer.main.get_command(app)
    groups = ("case", "ledger", "desk")  # `parley desk` itself runs until it is stopped: tests/desk/test_serve.py
    names = {(name,) for name in root.commands if name not in groups}
    names |= {(group, name) for group in groups for name in root.commands[group].commands}

    assert names == set(COMMANDS) | set(NEED_A_DESK)


@pytest.mark.parametrize("command", NEED_A_DESK, ids=" ".join)
def test_a_command_that_needs_a_desk_shows_a_line_it_understands(parley, command):
    """Its options are the ones it takes; that it works is held where there is a desk."""
    import typer

    from parley.cli.main import app

    said = parley(*command, "--help")
    lines = re.findall(r"^  +(parley .*)$", said.out.partition("Example:")[2], re.MULTILINE)
    found = typer.main.get_command(app)
    for name in command:
        found = found.commands[name]
    own = [
        words[1 + len(command) :] for words in map(shlex.split, lines) if tuple(words[1 : 1 + len(command)]) == command
    ]

    assert own
    assert (ROOT / NEED_A_DESK[command]).is_file()
    Path("case.yaml").touch()  # what a line may send must be there
    for words in own:
        found.make_context(" ".join(command), list(words))


def test_the_page_of_commands_is_what_the_help_says():
    """Mend it with: python docs/make_commands.py"""
    script = "import sys; sys.path.insert(0, 'docs'); import make_commands; sys.stdout.write(make_commands.page())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)

    assert done.stdout.decode() == (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
