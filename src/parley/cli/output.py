"""Where a command's words go: to standard output, or whole or not at all to a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import typer

from parley.record import Finding

BROKEN_PIPE = 141  # what a shell reports for a program ended by SIGPIPE


def put(made: str | bytes, to: Path | None) -> None:
    """Write a text (with its last newline) or a document's bytes to `to`, or to standard output when that is None."""
    data = made if isinstance(made, bytes) else _ended(made).encode("utf-8", errors="replace")
    if to is None:
        _print(data)
    elif to.exists() and not to.is_file():
        to.write_bytes(data)  # a device or a named pipe cannot be replaced
    else:
        _replace(to, data)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def say(message: str) -> None:
    """One line on standard error, named like all others."""
    print(f"parley: {message}", file=sys.stderr)


def say_warnings(findings: tuple[Finding, ...], source: str) -> None:
    """What a reader should know before trusting what follows; notes stay in the records."""
    for finding in findings:
        if finding.level == "warning":
            where = f"{source}, {finding.where}" if finding.where else source
            say(f"{where}: {visible(finding.message)} [{finding.code}]")


def visible(text: str) -> str:
    """A story's words without characters that would steer a terminal; newlines and tabs stay."""
    return "".join(char if char.isprintable() or char in "\n\t\u00a0\u202f" else "\ufffd" for char in text)


def _print(data: bytes) -> None:
    try:
        _write_all(memoryview(data))
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()


def _write_all(rest: memoryview) -> None:
    """Byte by byte accounted for: unbuffered (PYTHONUNBUFFERED), Python drops what a closing pipe did not take."""
    sys.stdout.flush()
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]


def _leave_quietly() -> NoReturn:
    """The reader has gone (`| head`): end without a word, also when Python closes its streams."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(BROKEN_PIPE)


def _replace(path: Path, data: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        half.replace(path)
    except FileNotFoundError as error:
        raise typer.BadParameter(f"there is no folder {path.parent} to write {path.name} into") from error
    finally:
        half.unlink(missing_ok=True)
