"""The exact versions in pyproject.toml: print them for pip, or work them out anew with uv.

python .ci/pins.py list > constraints.txt    # pip install -c constraints.txt -e ".[dev]"
python .ci/pins.py renew                     # needs uv; rewrites [tool.uv] in pyproject.toml
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
HEAD = (
    "# Exact versions of the whole tree, for `uv run` on Python 3.11 to 3.13. "
    "CONTRIBUTING.md says how they are renewed.\n"
)
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate"]


def main(job: str) -> None:
    if job == "list":
        print("\n".join(tomllib.loads(PYPROJECT.read_text())["tool"]["uv"]["constraint-dependencies"]))
    elif job == "renew":
        renew()
    else:
        sys.exit(__doc__)


def renew() -> None:
    text = re.sub(re.escape(HEAD) + r"\[tool\.uv\]\n.*?(?=\n\[)", "", PYPROJECT.read_text(), flags=re.DOTALL)
    build = "\n".join(tomllib.loads(text)["build-system"]["requires"])
    sections = {
        "constraint-dependencies": resolved(text, ["--all-extras", "pyproject.toml"]),
        "build-constraint-dependencies": resolved(text, ["-"], build),
    }
    lists = "".join(f"{name} = [\n{''.join(entries)}]\n" for name, entries in sections.items())
    before, after = text.split("[tool.hatch.version]")
    PYPROJECT.write_text(f"{before.rstrip()}\n\n{HEAD}[tool.uv]\n{lists}\n[tool.hatch.version]{after}")


def resolved(pyproject: str, arguments: list[str], given: str = "") -> list[str]:
    """Resolve without the pins of today: from a copy of pyproject.toml that has none."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(pyproject)
        done = subprocess.run(
            [*COMPILE, *arguments], cwd=folder, input=given, capture_output=True, text=True, check=True
        )
    return [f'  "{line}",\n' for line in done.stdout.splitlines() if "==" in line]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
