"""A published brief as linked data (schema.org), so that machines find what it says and what it rests on."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from parley.brief.html import story_link
from parley.brief.plain import plain
from parley.brief.record import Brief
from parley.case.record import Source


def linked(brief: Brief, *, address: str, publisher: str, first: datetime, last: datetime, version: int) -> str:
    """The brief as JSON-LD that may stand between script tags: no character in it can end them.

    Args:
        address: where the brief stands for good.
        publisher: name of the team.
        first, last: when the first and this version went out.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle", "AnalysisNewsArticle"],
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": plain(brief.headline.text)[:110],  # the length search engines show
        "description": plain(" ".join(one.text for one in brief.standfirst)),
        "inLanguage": "en",
        "datePublished": first.isoformat(),
        "dateModified": last.isoformat(),
        "version": version,
        "author": {"@type": "Organization", "name": plain(publisher)},
        "publisher": {"@type": "Organization", "name": plain(publisher)},
        "citation": [_source(one) for one in brief.sources],
    }
    return json.dumps(data, ensure_ascii=False).translate(_SAFE)


# What could end a script element or start a comment in it, written so that JSON reads it all the same.
_SAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def _source(source: Source) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "NewsArticle", "headline": plain(source.title)[:110]}
    if link := story_link(source, None):
        told["url"] = link
    if source.published:
        told["datePublished"] = source.published.isoformat()
    if source.outlet:
        told["publisher"] = {"@type": "Organization", "name": plain(source.outlet)}
    return told
