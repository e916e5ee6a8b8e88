"""Passages that stand beside a story, told by their words: notices, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parley.reading.article import BlockKind
from parley.reading.passage import Passage

LONGEST = 700  # characters; anything longer is prose, whatever it opens with

_NOTICES = (
    r"(?:you must|please|to) (?:be )?(?:register|log ?(?:ged )?in|sign in|subscribe|login)\b.{0,60}",
    r"(?:register|log in|sign in|login) (?:or .{0,30})?to (?:post|comment|leave|continue|read)\b.{0,60}",
    r"(?:©|\(c\)|copyright\b).{0,200}",
    r".{0,160}\ball rights reserved\b.{0,160}",
    r"(?:story|article) continues (?:below|after)\b.{0,60}",
    r"\(?(?:additional )?(?:reporting|editing|writing|compiled) by .{2,200}",
    r"this (?:story|article|material|report) (?:may not|has been|was (?:first|originally)) .{0,250}",
    r"comments? (?:are|is) (?:now )?closed\b.{0,60}",
    r"leave a (?:comment|reply)\b.{0,60}",
    r"our standards: .{0,120}",
)
_CAPTIONS = (
    r".{0,600}\bREUTERS/[^\W\d_][\w .’'-]{2,40}",
    r".{0,600}\((?:AP|AFP|Reuters|EPA|Getty)(?: Photo| Images)?/[^()]{2,60}\)\.?",
    r".{0,600}\b(?:AP|AFP) Photo/[\w .’'-]{2,40}",
    r".{0,600}\b(?:Getty Images|via AP|via REUTERS)\)?\.?",
    r"(?:file(?: photo)?|photo|image|picture|pictured|caption|photo credit|credit)\s?(?::|[-–—]).{2,600}",
)
_FURNITURE = (
    r"(?:read|see|learn|find out|show|view|load) (?:more|also|next|all)\b.{0,150}",
    r"more (?:for you|on this|from .{1,60})",
    r"(?:related|recommended|trending|most read|most popular|popular|also read|more)"
    r"(?: (?:stories|articles|topics|content|news|coverage|video|links))?:?",
    r"(?:related|also read|see also|recommended|more news): .{1,150}",
    r"(?:share|tweet|email|print|save|bookmark|copy link|follow us|facebook|twitter|x|whatsapp|reddit|linkedin)"
    r"(?: (?:this|on|via|article|story|page|with|to|the)\b.{0,60})?:?",
    r"(?:sign up|subscribe|get (?:our|the) .{0,30}newsletter|join (?:our|the) .{0,30}(?:list|newsletter))\b.{0,200}",
    r"(?:advertisements?|sponsored(?: content)?|slideshow \(\d+ images?\)|\d+ (?:comments?|shares?|min(?:ute)? read))",
    r"(?:we|this (?:site|website)) uses? cookies\b.{0,400}",
    r"accept (?:all )?(?:cookies|and continue)\b.{0,80}",
    r".{0,120}\bcookie (?:policy|settings|preferences)\b.{0,120}",
    r"(?:skip to (?:main )?content|back to top|loading\W*|menu|search|home|listen(?: to this article)?)",
    r"(?:click|tap) here\b.{0,120}",
    r"(?:next|previous) (?:article|story|post|page)\b.{0,120}",
    r"tags?: .{1,200}",
)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_BY_WORDS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("notice", _any_of(_NOTICES)),
    ("furniture", _any_of(_FURNITURE)),
    ("caption", _any_of(_CAPTIONS)),
)
_SOLICITS = re.compile(r"cookie|newsletter|sign up|subscribe", re.IGNORECASE)


def mark_furniture(passage: Passage) -> Passage:
    """Give a passage its kind when its words are those of a notice, a caption or furniture.

    Whole passages only: a sentence that opens with "See" or "More" belongs to the story.
    """
    if passage.kind not in {"paragraph", "bullet", "heading"} or len(passage.text) > LONGEST:
        return passage
    for kind, pattern in _BY_WORDS:
        if pattern.fullmatch(passage.text) and (kind != "furniture" or _is_short(passage.text)):
            return passage.as_kind(kind)
    return passage


def _is_short(text: str) -> bool:
    return len(text.split()) <= 14 or bool(_SOLICITS.search(text))
