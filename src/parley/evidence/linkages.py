"""Linkages: what is given for what."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.record import Linkage

MARKERS = ("in exchange for", "in return for", "as compensation for")


def find_linkages(cast: Cast) -> list[Linkage]:
    """Exchanges that a preposition states."""
    found = []
    for line in cast.story.lines:
        for marker in MARKERS:
            at = line.text.find(f" {marker} ")
            if at > 0:
                get = line.text[:at].split(",")[-1].strip(" :“")
                start = line.text.find(get)
                give = line.text[at + len(marker) + 2 :].rstrip(" .?!”")
                end = line.text.find(give) + len(give)
                keys = cast.sides(cast.within(line, 0, len(line.tree.tokens) - 1))
                found.append(
                    Linkage(
                        id="",
                        source=cast.story.article.id,
                        mentions=(line.mention(start, end),),
                        rule="linkage/preposition",
                        confidence=0.7,
                        form="exchange",
                        marker=marker,
                        give=give,
                        get=get,
                        giver=keys[0] if keys else None,
                        getter=keys[1] if len(keys) > 1 else None,
                        modality="question" if line.text.endswith("?") else "asserted",
                    )
                )
    return found
