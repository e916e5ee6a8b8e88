"""How a command ends: exit codes, messages, pipes that close, cancelling."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

COMMAND = [sys.executable, "-c", "from parley.cli.main import run; run()"]


def test_an_error_is_one_line_that_names_the_source(parley):
    """A traceback tells a reader of news nothing."""
    done = parley("read", "nowhere.txt")

    assert done.code == 65
    assert done.err.startswith("parley: nowhere.txt")
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_wrong_option_is_a_usage_error(parley):
    """2 is what shells and scripts expect."""
    assert parley("brief", "examples/iran_2015.txt", "--format", "paper").code == 2


def test_a_day_that_is_none_says_how_to_write_one(parley):
    """Days are written in many ways; only one is taken."""
    done = parley("read", "examples/iran_2015.txt", "--as-of", "9 July")

    assert done.code == 2
    assert "2023-07-17" in done.err


def test_a_page_that_is_no_negotiation_has_an_exit_code_of_its_own(parley):
    """A script over many pages must be able to tell."""
    done = parley("brief", "examples/heat_record_2022.html")

    assert done.code == 3
    assert "no negotiation found in examples/heat_record_2022.html" in done.err
    assert done.out == ""


def test_a_reader_that_goes_away_ends_the_command_quietly(desk):
    """`parley ... | head` is how people look."""
    command = subprocess.Popen(
        [*COMMAND, "read", *(["examples/iran_2015.txt"] * 40), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    command.stdout.read(10)
    command.stdout.close()

    assert command.wait(timeout=60) == 141
    assert command.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_cancelled_command_leaves_no_half_written_file(desk):
    """Ctrl-C while the story is being parsed."""
    command = subprocess.Popen(
        [*COMMAND, "brief", "examples/iran_2015.txt", "-o", "brief.html"],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        # A shell that runs the tests in the background has it ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(1.0)
    command.send_signal(signal.SIGINT)

    assert command.wait(timeout=60) == 130
    assert b"Traceback" not in command.stderr.read()
    assert sorted(path.name for path in desk.iterdir()) == ["examples"]


def test_the_version_is_the_package_s(parley):
    """What a bug report needs first."""
    import parley as package

    assert parley("--version").out == f"parley {package.__version__}\n"
