"""A page's own tree, walked once: its visible blocks of text, each with where it stands in the source."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.reading.traced import Piece

LONGEST_ATTRIBUTES = 4_000  # characters looked at of one element
MOST_OPEN = 2_000  # elements open at once; hostile pages nest deeper, and their text still comes out

# Every alternative is read once from left to right, so a broken page costs no more than a whole one.
_TOKEN = re.compile(
    r"<!--(?:.*?-->|.*\Z)"
    r"|<(?P<close>/)?(?P<tag>[a-zA-Z][^\s/<>]*+)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|</?(?P<torn>[a-zA-Z][^\s/<>]*+)[^<>]*+>"
    r"|<[!?][^<>]*+>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())  # noqa: SIM905
_RAW_END = {tag: re.compile(rf"</{tag}\b", re.IGNORECASE) for tag in _RAW}
_NEVER_TEXT = frozenset(
    "head noscript template svg math object canvas audio video select button map dialog".split()  # noqa: SIM905
)
_BLOCK = frozenset(
    "html body address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 "  # noqa: SIM905
    "h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody tfoot thead tr ul caption".split()
)
_BESIDE = frozenset({"nav", "footer", "aside", "menu"})
_CLOSES_ITSELF = {
    "li": frozenset({"ul", "ol", "menu"}),
    "p": frozenset({"div", "li", "blockquote", "td", "section", "article"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "tr": frozenset({"table"}),
}
_OPENS_PAGE = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1|section|main|meta)[\s>]", re.IGNORECASE)
_HAS_FRAME = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])|"
    r"text-indent\s*:\s*-\d{3,})",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|d-none|hidden)(?:\s|$)")
_ROLES = tuple(
    (role, re.compile(rf"(?:^|[\s_-])(?:{words})(?:[\s_-]|$)", re.IGNORECASE))
    for role, words in (
        (
            "beside",
            "nav|navbar|menu|breadcrumbs?|sidebar|footer|share|sharing|social|related|recommended|trending|newsletter|"
            "promo|advert|advertisement|ads?|cookies?|consent|banner|popup|modal|toolbar|widget|tags?|pagination|"
            "signup|subscribe|most-read|outbrain|taboola|comments-list|commentlist",
        ),
        ("byline", "byline|author|authors|by-line|writer"),
        ("date", "dateline|date|datetime|timestamp|published|pubdate|posted|publish-date|entry-date"),
        ("standfirst", "standfirst|dek|deck|subtitle|subheadline|sub-title|summary|lede|excerpt|article-description"),
        ("edition", "edition"),
        ("caption", "caption|wp-caption-text|figcaption|credit|photo-credit"),
        ("notice", "must-log-in|copyright|disclaimer|comment-notice|login-notice"),
    )
)


@dataclass(slots=True)
class Stretch:
    """One block of a page's text as it stands in the tree."""

    tag: str  # the nearest block element: "p", "li", "h2", "div"
    role: str = ""  # what class and id of it or of what holds it say: "byline", "beside", ...
    depth: int = 0  # of lists around it
    in_article: bool = False
    in_quote: bool = False
    pieces: list[Piece] = field(default_factory=list)
    letters: int = 0
    linked: int = 0  # of these letters, inside links
    bold_until: int = 0  # offset in the source where the bold run it opens with ends; 0: none
    has_plain: bool = False  # letters that are not bold were met

    @property
    def is_links(self) -> bool:
        return self.letters > 0 and self.linked > 0.6 * self.letters


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element, with all that the elements around it pass on."""

    tag: str = ""
    block: str = "div"
    role: str = ""
    depth: int = 0
    hidden: bool = False
    in_article: bool = False
    in_quote: bool = False
    linked: bool = False
    bold: bool = False


def looks_like_page(text: str) -> bool:
    """Whether a text is HTML: it opens with a tag of a page, or has its frame."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    return bool(_OPENS_PAGE.match(start) or _HAS_FRAME.search(start))


def page_stretches(source: str) -> list[Stretch]:
    """The visible blocks of text of a page, in order; scripts, styles and hidden elements have none."""
    walk = _Walk()
    at = 0
    for token in _tokens(source):
        walk.text(source[at : token.start()], at, token.start() - at)
        at = token.end()
        if token["tag"] or token["torn"]:
            walk.element(token)
        elif token.group().startswith("&"):
            walk.text(html.unescape(token.group()), token.start(), at - token.start())
    walk.text(source[at:], at, len(source) - at)
    walk.flush()
    return walk.found


def _tokens(source: str) -> Iterator[re.Match[str]]:
    """Tags, comments and entities, passing over what raw elements hold."""
    at = 0
    while token := _TOKEN.search(source, at):
        yield token
        at = token.end()
        tag = (token["tag"] or "").lower()
        if tag in _RAW and not token["close"]:
            end = _RAW_END[tag].search(source, at)
            at = end.start() if end else len(source)


class _Walk:
    """What is open at a place of the page, and the stretches found so far."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self.open: list[_Open] = [_Open()]
        self.counts: Counter[str] = Counter()  # open elements by tag
        self.now: Stretch | None = None
        self.breaks = 0  # line breaks since the last word

    def text(self, words: str, start: int, length: int) -> None:
        here = self.open[-1]
        if here.hidden or not words or (self.now is None and words.isspace()):
            return
        if self.now is None:
            self.now = Stretch(here.block, here.role, here.depth, here.in_article, here.in_quote)
        self.now.pieces.append((words, start, length))
        letters = sum(map(str.isalnum, words))
        if not letters:
            return
        self.breaks = 0
        self.now.letters += letters
        self.now.linked += letters * here.linked
        if here.bold and not self.now.has_plain:
            self.now.bold_until = start + length
        self.now.has_plain = self.now.has_plain or not here.bold

    def element(self, token: re.Match[str]) -> None:
        tag = (token["tag"] or token["torn"]).lower()
        if tag == "br":
            self._break(token)
        elif token["close"] or token.group().startswith("</"):
            self._close(tag)
        elif tag in _VOID:
            if tag == "hr":
                self.flush()
        else:
            self._start(tag, token["attributes"] or "")

    def flush(self) -> None:
        if self.now and self.now.letters:
            self.found.append(self.now)
        self.now = None
        self.breaks = 0

    def _break(self, token: re.Match[str]) -> None:
        """One line break is white space, two in a row end the block."""
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        elif self.now:
            self.now.pieces.append((" ", token.start(), token.end() - token.start()))

    def _start(self, tag: str, attributes: str) -> None:
        if tag in _BLOCK:
            self.flush()
            if self.counts["p"] and tag != "p":
                self._close("p")
        elif tag in {"td", "th"} and self.now:
            self.now.pieces.append((" ", self.now.pieces[-1][1], 0))
        if tag in _CLOSES_ITSELF and self.counts[tag]:
            self._close(tag, within=_CLOSES_ITSELF[tag])
        if len(self.open) < MOST_OPEN:
            self.open.append(_opened(self.open[-1], tag, attributes))
            self.counts[tag] += 1

    def _close(self, tag: str, within: frozenset[str] = frozenset()) -> None:
        """Close the innermost element of a name and all it holds, but never one around `within`."""
        if tag in _BLOCK:
            self.flush()
        if not self.counts[tag]:
            return
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag in within:
                return
            if self.open[place].tag == tag:
                self.counts.subtract(one.tag for one in self.open[place:])
                del self.open[place:]
                return


def _opened(around: _Open, tag: str, attributes: str) -> _Open:
    said = _said(attributes) if attributes.strip() else {}
    names = f"{said.get('class', '')} {said.get('id', '')}".strip()
    role = _role(tag, names) if names or tag in _BESIDE or tag == "figcaption" else ""
    role = "beside" if around.role == "beside" else role or around.role
    return _Open(
        tag=tag,
        block=tag if tag in _BLOCK else around.block,
        # A role that fits the whole page ("article-date-layout" on <body>) says nothing about one block.
        role="" if tag in {"html", "body", "main", "article"} else role,
        depth=around.depth + (tag in {"ul", "ol"}),
        hidden=around.hidden or tag in _RAW or tag in _NEVER_TEXT or _is_hidden(said, names),
        in_article=around.in_article or tag in {"article", "main"} or said.get("itemprop") == "articleBody",
        in_quote=around.in_quote or tag == "blockquote",
        linked=around.linked or tag == "a",
        bold=tag in {"b", "strong"} or (around.bold and tag not in _BLOCK),
    )


def _said(attributes: str) -> dict[str, str]:
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(attributes[:LONGEST_ATTRIBUTES])
    }


def _role(tag: str, names: str) -> str:
    if tag in _BESIDE:
        return "beside"
    if tag == "figcaption":
        return "caption"
    return next((role for role, pattern in _ROLES if pattern.search(names)), "")


def _is_hidden(said: dict[str, str], names: str) -> bool:
    return (
        "hidden" in said
        or said.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(said.get("style", "")))
        or bool(_HIDDEN_CLASS.search(names))
    )
