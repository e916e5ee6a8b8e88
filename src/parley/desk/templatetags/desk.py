"""Tags and filters every template of the desk has at hand."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from parley.brief.plain import CONTROLS
from parley.brief.plain import plain as _plain
from parley.brief.record import Figure
from parley.desk.models.negotiations import Negotiation
from parley.desk.pictures import svg_of

register = template.Library()

# Each part of a negotiation: its name, and the pages that belong to it, the one it opens first.
TABS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Overview", ("negotiation", "add", "preview", "story")),
    ("Feeds", ("feeds", "watch")),
    ("Review", ("review", "lost")),
    ("Case", ("case", "case-number", "edit-number", "case-change")),
    ("Analysis", ("analysis", "whatif", "try-out")),
    ("Brief", ("brief", "brief-of", "publish", "withdraw", "share", "moderate", "answer")),
    ("Sheets", ("sheet-agreed", "sheet-actors")),
    ("What moved", ("moved", "moved-feed")),
    ("Ledger", ("ledger", "freeze", "forecast", "resolve")),
    ("History", ("history", "compare")),
)


@register.filter
def plain(text: object, longest: int | None = None) -> str:
    """Words of a story made harmless: no control or direction marks, none longer than a line can break."""
    return _plain(str(text), longest) if longest else _plain(str(text))


@register.filter
def tame(text: str) -> str:
    """Words of a story letter for letter, with what could act on the reader's screen replaced, one sign for one."""
    return CONTROLS.sub("\ufffd", text)


@register.filter
def lines(text: object) -> list[str]:
    """The paragraphs of what somebody wrote, each made harmless."""
    return [shown for line in str(text).splitlines() if (shown := _plain(line, 5000))]


@register.filter
def day(at: date | datetime | None) -> str:
    """A day as a reader says it: 4 March 2026."""
    if at is None:
        return "undated"
    return f"{at.day} {at:%B %Y}"


@register.filter
def moment(at: datetime | None) -> str:
    """A moment to the minute, in the desk's own time."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M}"


@register.filter
def percent(share: float | None) -> str:
    """A share as whole percents; figure and sign stay on one line."""
    return "" if share is None else f"{share * 100:.0f}\u00a0%"


@register.simple_tag
def chart(figure: Figure) -> SafeString:
    """The chart of a figure: shapes and escaped words, cleaned in brief/svg.py."""
    return mark_safe(svg_of(figure))


@register.filter
def short(number: float | None) -> str:
    """A number with three figures that count."""
    return "" if number is None else f"{number:.3g}"


@register.inclusion_tag("desk/parts/tabs.html")
def tabs(negotiation: Negotiation, request: HttpRequest) -> dict[str, object]:
    """The parts of a negotiation, the one shown now marked."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    places = zip(TABS, _addresses(negotiation.code), strict=True)
    return {"tabs": [{"name": name, "address": address, "here": here in urls} for (name, urls), address in places]}


@lru_cache(maxsize=2000)
def _addresses(code: str) -> tuple[str, ...]:
    return tuple(reverse(urls[0], args=[code]) for _, urls in TABS)


@register.inclusion_tag("desk/parts/move.html")
def move(row: dict[str, Any]) -> dict[str, object]:
    """A figure's way from before to after on its whole line, as a small picture with its words."""
    one, low = row["of"], row.get("low", 0.0)
    if one.change is None:
        return {"known": False, "words": "gone" if one.after is None else "new"}
    before, after = (round(100 * (value - low) / row["width"], 1) for value in (one.before, one.after))
    words = f"{100 * one.change:+.0f} points" if row["is_share"] else f"{one.change:+.3g}"
    return {"known": True, "before": before, "after": after, "words": words}


@register.filter
def bare(field: BoundField) -> str:
    """A field without the words that allauth writes into it: its label says what it is."""
    return field.as_widget(attrs={"placeholder": ""})
