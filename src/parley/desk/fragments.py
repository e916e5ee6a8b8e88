"""Parts of pages rendered once and found again by what they show.

A revision, an analysis, a version and what was read in a story do not change once written, so neither does what is
drawn from them: the same words, charts and tables for everybody who may see them. The pages lay the visitor's own
parts around it (who is logged in, forms with their tokens, work that is going on). A fragment is found by the content
it was made of and by the code that made it, never by its age; one whose content has changed is not found.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils.safestring import SafeString, mark_safe

from parley.desk.models.negotiations import Negotiation
from parley.desk.models.work import Fragment

_FAST = 1  # of zlib: a tenth of the size for a millisecond; better takes longer than rendering saves


def kept(negotiation: Negotiation, slot: str, shows: Iterable[object], render: Callable[[], str]) -> SafeString:
    """The fragment that shows this, rendered now unless it has been before.

    Args:
        slot: which part of which page, at most 60 characters. Each holds one fragment.
        shows: everything the fragment depends on, the role it is rendered for too.
        render: makes it, from templates without a request: with one, something of a visitor could get into it.
    """
    key = key_of(shows)
    return find(negotiation, slot, key) or keep(negotiation, slot, key, render())


def find(negotiation: Negotiation, slot: str, key: str) -> SafeString | None:
    """The fragment that was kept under this key; None: there is none, or its content is another now."""
    row = Fragment.objects.filter(negotiation=negotiation, slot=slot).values_list("key", "html").first()
    if row is None or row[0] != key:
        return None
    return mark_safe(zlib.decompress(row[1]).decode())


def keep(negotiation: Negotiation, slot: str, key: str, html: str) -> SafeString:
    """Keep a fragment in place of the one before in its slot."""
    packed = zlib.compress(html.encode(), _FAST)
    made = Fragment(negotiation=negotiation, slot=slot, key=key, html=packed)
    try:
        with transaction.atomic():
            Fragment.objects.bulk_create(
                [made], update_conflicts=True, unique_fields=["negotiation", "slot"], update_fields=["key", "html"]
            )
    except DatabaseError:  # the database is busy, or the negotiation has just gone: the page is shown all the same
        pass
    return mark_safe(html)


def forget(negotiation: Negotiation, beginning: str) -> None:
    """Drop the fragments of what has gone: those in slots that begin so."""
    Fragment.objects.filter(negotiation=negotiation, slot__startswith=beginning).delete()


def forget_all() -> None:
    """Drop every fragment: somebody's name was taken out of what they show."""
    Fragment.objects.all().delete()


def key_of(shows: Iterable[object]) -> str:
    """One key for all that a fragment shows, and for the code that renders it."""
    found = hashlib.sha256(_code())
    for part in shows:
        words = str(part).encode()
        found.update(b"%d:" % len(words))  # else ("ab", "c") would be ("a", "bc")
        found.update(words)
    return found.hexdigest()


@cache
def _code() -> bytes:
    """Digest of Parley's own code and templates: another version renders anew, and so does a changed template."""
    root = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted(each for suffix in ("py", "html") for each in root.rglob(f"*.{suffix}")):
        found.update(str(path.relative_to(root)).encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.digest()
