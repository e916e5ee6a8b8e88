"""A cold `parley brief`, whole and by stage."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.row import Row, wall_seconds


def brief(given: argparse.Namespace) -> list[Row]:
    """A cold `parley brief` in each form, and its stages with their time and the peak memory after each."""
    as_of = ["--as-of", given.as_of] if given.as_of else []
    cli = [sys.executable, "-c", "from parley.cli.main import run; run()", "brief", given.story]
    forms = [
        Row(f"parley brief --format {form}", wall_seconds([*cli, "--format", form, *as_of]), note="cold")
        for form in ("text", "markdown", "html")
    ]
    return [*forms, *_stages(given.story, as_of[1:])]


def _stages(story: str, as_of: list[str]) -> list[Row]:
    script = str(Path(__file__).with_name("stages.py"))
    done = subprocess.run([sys.executable, script, story, *as_of], check=True, capture_output=True, text=True)
    return [
        Row(f"stage: {stage}", taken["seconds"], note=f"peak {taken['peak MiB']} MiB")
        for stage, taken in json.loads(done.stdout).items()
    ]
