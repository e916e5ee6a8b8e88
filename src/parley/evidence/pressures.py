"""Pressures: who presses whom."""

from __future__ import annotations

from collections.abc import Sequence

from parley.evidence.actors import Cast
from parley.evidence.frame import Frame
from parley.evidence.record import Pressure

FORMS = {"THREATEN": "threat", "SANCTION": "sanction", "ACCUSE": "criticism"}


def find_pressures(cast: Cast, frames: Sequence[Frame]) -> list[Pressure]:
    """Threats, sanctions and public criticism by one side on another."""
    found = []
    for frame in frames:
        form = FORMS.get(frame.meaning.plover or "")
        by, on = cast.sides(frame.actors), cast.sides(frame.recipients)
        if form and by and on and frame.form == "clausal" and frame.status in ("asserted", "planned"):
            found.append(
                Pressure(
                    id="",
                    source=cast.story.article.id,
                    mentions=(frame.line.tokens(frame.first, frame.last),),
                    rule=f"pressure/{form}",
                    confidence=0.6,
                    by=by,
                    on=on,
                    form=form,
                )
            )
    return found
