"""`parley evidence --model`: a language model as a second reader beside the rules."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from parley.evidence.model.endpoint import Endpoint
    from parley.evidence.record import Dossier


class Second(StrEnum):
    """What is done with the second reading."""

    merge = "merge"  # add what only the model found
    alone = "alone"  # the model's reading only
    compare = "compare"  # count what both have and what only one has


def endpoint(
    address: str | None, model: str, record: Path | None, replay: bool, prices: tuple[float, float]
) -> Endpoint:
    """Where the model is; its key comes from PARLEY_MODEL_KEY and is never written anywhere."""
    from parley.evidence.model.endpoint import Endpoint

    if replay and record is None:
        raise typer.BadParameter("--replay takes answers from a file; name it with --record")
    return Endpoint(
        address=address or "",
        model=model,
        key=os.environ.get("PARLEY_MODEL_KEY"),
        prices=prices,
        recording=record,
        only_replay=replay,
    )


def reread(dossier: Dossier, asked: Endpoint, *, merged: bool) -> Dossier:
    """The model's reading, or both as one; what it cost is said on stderr."""
    from parley.cli.output import say
    from parley.evidence.model.reader import merge, read_with_model

    read = read_with_model(dossier, asked)
    say(next(finding.message for finding in read.findings if finding.code == "model-read"))
    return merge(dossier, read) if merged else read


def compared(dossier: Dossier, asked: Endpoint) -> str:
    """What both readings have and what only one has, as a table."""
    from parley.cli.view import render, table
    from parley.evidence.model.reader import compare

    read = reread(dossier, asked, merged=False)
    rows = [(each.kind, str(each.both), str(each.first_only), str(each.second_only)) for each in compare(dossier, read)]
    title = dossier.article.title or dossier.article.source
    return render(table(f"{title}: two readings", ("kind", "both", "rules only", "model only"), rows))
