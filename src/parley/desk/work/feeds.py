"""Watching feeds: what is new in one becomes a story to preview."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from parley.desk.fetching import Fetched, fetch
from parley.desk.jobs import Effect, Report, start
from parley.desk.models.stories import Feed, FeedEntry, Story
from parley.desk.models.work import Job
from parley.desk.work.reading import bring_in
from parley.errors import ParleyError, ReadingError

EVERY = timedelta(minutes=15)  # between two looks
AT_ONCE = 20  # stories of one look; the rest of a long feed comes with the next looks


@dataclass(frozen=True)
class Contents:
    """What a feed holds, the newest first as feeds have it."""

    title: str
    addresses: tuple[str, ...]  # of its entries, each once
    without: int = 0  # entries that name no page of the web


def check_feed(job: Job, report: Report) -> Effect:
    """Look into a feed: each address it names for the first time becomes a story that waits for its preview."""
    feed = Feed.objects.filter(pk=int(job.target)).first()
    if feed is None:
        raise ParleyError("This feed is no longer watched.")
    # Said before the look, so that a feed on which the desk stumbles is not looked into again at once.
    Feed.objects.filter(pk=feed.pk).update(checked_at=timezone.now())
    report("fetching the feed", 0.1)
    try:
        contents = contents_of(fetch(feed.address, settings.RESOLVER))
    except ReadingError as error:
        problem = str(error)
        return lambda: _note(feed, problem=problem)
    return lambda: _bring_in_new(feed, contents)


def look_into_due() -> int:
    """Queue a look into every feed whose last one is a quarter of an hour ago; how many."""
    due = Feed.objects.filter(Q(checked_at=None) | Q(checked_at__lt=timezone.now() - EVERY))
    found = list(due.select_related("negotiation"))
    for feed in found:
        start(feed.negotiation, "check-feed", str(feed.pk), None)
    return len(found)


def contents_of(found: Fetched) -> Contents:
    """Read RSS, Atom or JSON Feed.

    Raises:
        ReadingError: it is none of them.
    """
    data = found.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"{"):
        return _json_feed(data, found.address)
    # An entity can stand for a billion letters; no feed needs to declare one.
    if b"<!ENTITY" in data.replace(b"\0", b"").upper():
        raise ReadingError(f"{found.address} declares entities, which no feed needs. It is not read.")
    import feedparser

    kind = {"content-type": f"application/xml; charset={found.charset}"} if found.charset else {}
    read = feedparser.parse(data, response_headers={**kind, "content-location": found.address})
    if not read.get("version"):
        raise _no_feed(found.address)
    links = [str(entry.get("link") or "") for entry in read.entries]
    return _contents(str(read.feed.get("title") or ""), links, found.address)


def _json_feed(data: bytes, address: str) -> Contents:
    """JSON Feed (jsonfeed.org, version 1 and 1.1)."""
    try:
        feed: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _no_feed(address) from error
    items = feed.get("items")
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(items, list):
        raise _no_feed(address)
    links = [str(item.get("url") or item.get("external_url") or "") for item in items if isinstance(item, dict)]
    return _contents(str(feed.get("title") or ""), links, address)


def _contents(title: str, links: Iterable[str], base: str) -> Contents:
    links = list(links)
    pages = [page for link in links if (page := _page(link, base)) is not None]
    return Contents(title=title, addresses=tuple(dict.fromkeys(pages)), without=len(links) - len(pages))


def _page(link: str, base: str) -> str | None:
    """The address of an entry's page; None when it has none."""
    try:
        address = urljoin(base, link.strip()) if link.strip() else ""
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if is_web and len(address) <= 2000 else None


def _no_feed(address: str) -> ReadingError:
    return ReadingError(
        f"{address} is no RSS, Atom or JSON feed. Look for a link named “RSS” or “feed” on the site, and give that."
    )


def _bring_in_new(feed: Feed, contents: Contents) -> None:
    with transaction.atomic():
        if not Feed.objects.filter(pk=feed.pk).exists():
            return  # taken off the list meanwhile
        seen = set(feed.entries.values_list("address", flat=True))
        new = [address for address in contents.addresses if address not in seen]
        here = set(Story.objects.filter(negotiation=feed.negotiation, source__in=new).values_list("source", flat=True))
        for address in new[:AT_ONCE]:
            FeedEntry.objects.create(feed=feed, address=address)
            if address not in here:  # somebody added it by hand, or another feed has it too
                bring_in(feed.negotiation, Story.Came.FEED, address, is_private=False, by=feed.added_by)
        _note(feed, title=contents.title, problem=_left_out(contents, len(new)))


def _left_out(contents: Contents, new: int) -> str:
    said = []
    if contents.without:
        several = contents.without > 1
        said.append(f"{contents.without} entr{'ies name' if several else 'y names'} no page and stayed out.")
    if new > AT_ONCE:
        said.append(f"{new - AT_ONCE} more stories come in with the next looks.")
    return " ".join(said)


def _note(feed: Feed, *, problem: str, title: str = "") -> None:
    Feed.objects.filter(pk=feed.pk).update(
        checked_at=timezone.now(), problem=problem[:500], title=(title or feed.title)[:300]
    )
