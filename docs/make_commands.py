"""Write docs/commands.md from the commands' own help; a test holds that the page is what this writes.

python docs/make_commands.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("commands.md")
COMMANDS = (
    (),
    ("read",),
    ("evidence",),
    ("case",),
    ("case", "draft"),
    ("case", "show"),
    ("case", "check"),
    ("case", "edit"),
    ("case", "export"),
    ("case", "import"),
    ("analyse",),
    ("whatif",),
    ("ledger",),
    ("ledger", "freeze"),
    ("ledger", "judge"),
    ("ledger", "resolve"),
    ("ledger", "show"),
    ("why",),
    ("brief",),
    ("desk",),
    ("desk", "backup"),
    ("desk", "restore"),
    ("desk", "check"),
    ("pull",),
    ("push",),
)
HEAD = """# Commands

Made from the commands' own help by `docs/make_commands.py`. Every command takes stories or what an earlier command
printed, from files, addresses or standard input, so each step can be looked at and changed:

    parley read story.txt --json | parley evidence --json | parley case draft -o case.yaml
    parley brief case.yaml -o brief.html

| exit code | what it means |
|---|---|
| 0 | done |
| 1 | something else of Parley's own went wrong; or `case check --strict` found a warning, `desk check` a problem |
| 2 | the command line was wrong |
| 3 | no negotiation in the stories: nobody there bargains with anybody |
| 65 | a source, a case file, an edit or a backup is wrong; the message says where |
| 69 | the language pipeline is missing or unfit; a desk cannot be asked |
| 70 | a brief could not be composed |
| 75 | the case on the desk has changed since the file was pulled; nothing was saved |
| 77 | a desk refuses: no such token, role or negotiation |
| 130 | cancelled; no half-written file is left |
| 141 | the reader of a pipe went away |
"""


def page() -> str:
    """The whole page, the same at every width of terminal."""
    return HEAD + "".join(
        f"\n## parley {' '.join(names)}".rstrip() + f"\n```\n{_help(names)}```\n" for names in COMMANDS
    )


def _help(names: tuple[str, ...]) -> str:
    command = [sys.executable, "-c", "from parley.cli.main import run; run()", *names, "--help"]
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "TERMINAL_WIDTH": "100",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, encoding="utf-8")
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
