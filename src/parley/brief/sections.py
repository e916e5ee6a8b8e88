"""Sections put together from what there is to say; what is empty is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from parley.brief.record import BriefSentence, Bullet, Figure, Section


def subsection(
    key: Literal["deep-look", "whats-next"],
    heading: str,
    paragraphs: Sequence[Sequence[BriefSentence]],
    bullets: Sequence[Bullet] = (),
    figures: Sequence[Figure | None] = (),
) -> Section:
    """A section one level down, without empty paragraphs and absent figures."""
    return Section(
        key=key,
        heading=heading,
        level=3,
        paragraphs=tuple(tuple(paragraph) for paragraph in paragraphs if paragraph),
        bullets=tuple(bullets),
        figures=tuple(figure for figure in figures if figure),
    )
