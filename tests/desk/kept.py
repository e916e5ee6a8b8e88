"""Stories that were read and kept; the real reader reads each text once for all tests that want it."""

from __future__ import annotations

from collections import Counter
from functools import cache

from parley.desk.models.stories import Story
from parley.evidence.extract import extract
from parley.evidence.record import Dossier
from parley.reading.duplicates import sketch
from parley.reading.read import read


@cache
def dossier_of(text: str) -> Dossier:
    return extract(read("-", text.encode()))


def kept_story(negotiation, text, by=None):
    """A kept story, as the job that reads one leaves it."""
    dossier = dossier_of(text)
    return Story.objects.create(
        negotiation=negotiation,
        came=Story.Came.PASTE,
        source="pasted text",
        raw=text.encode(),
        state=Story.State.KEPT,
        dossier_json=dossier.to_json(),
        item_count=len(dossier.items),
        kinds=Counter(item.kind for item in dossier.items),
        article_id=dossier.article.id,
        title=dossier.article.title or "",
        published=dossier.article.published,
        sketch=sketch(dossier.article.text).tobytes(),
        is_negotiation=dossier.is_negotiation,
        added_by=by,
    )
