"""Evidence after its reviewers: what was rejected is gone with all that leans on it, and words stand corrected.

A judgement is kept with the words it was made of (the text quote and text position selectors of the W3C's Web
Annotation Data Model, 2017, sections 4.2.4 and 4.2.5), so that it is found again when newer rules read the story anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from parley.errors import EvidenceError
from parley.evidence.record import (
    Actor,
    AnyEvidence,
    Dossier,
    Event,
    Evidence,
    Exclusion,
    IssueMention,
    Linkage,
    Mention,
    Move,
    OpenQuestion,
    Position,
    Pressure,
    Quotation,
    TalksStatus,
)
from parley.reading.article import Article
from parley.record import Record, Span

CONTEXT = 32  # characters kept each side of a quote

# What an item claims about its words. The same words claimed of another party are another item.
_CLAIMS = ("key", "act", "plover", "form", "stance", "state", "speaker", "by", "actors", "party", "to", "recipients")
_CLAIMS_ON = ("on", "parties", "issue", "give_issue", "get_issue", "amount")
_NAME_ACTORS = (
    *("speaker", "to", "giver", "getter", "reported_by", "side", "speaks_for"),
    *("actors", "recipients", "by", "on", "parties"),
)
_MARKS = "“”„«»\"'‘’"


class Quote(Record):
    """Words of a story with their surroundings, and where they stood."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0  # in Article.text

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.start + len(self.exact))


def quote_of(article: Article, item: Evidence) -> Quote:
    """The words of an item's clearest mention, as a judgement keeps them."""
    span = item.mentions[0].span
    return Quote(
        exact=article.slice(span),
        prefix=article.text[max(0, span.start - CONTEXT) : span.start],
        suffix=article.text[span.end : span.end + CONTEXT],
        start=span.start,
    )


def told(item: Evidence, longest: int = 300) -> str:
    """What an item claims of its words, in one line: who, to whom, what, on what. Equal claims, equal lines."""
    claims = []
    for field in (*_CLAIMS, *_CLAIMS_ON):
        value = getattr(item, field, None)
        if value:
            claims.append(f"{field} {', '.join(value) if isinstance(value, tuple) else value}")
    return "; ".join(claims)[:longest]


def locate(text: str, quote: Quote) -> Span | None:
    """Where a quote stands now: where most of its surroundings are the same, then nearest to where it stood.

    >>> locate("He agreed. She agreed.", Quote(exact="agreed", prefix="She ", start=3))
    Span(start=15, end=21)
    """
    if not quote.exact:
        return None
    best: tuple[int, int] | None = None
    at, found = text.find(quote.exact), None
    while at >= 0:
        end = at + len(quote.exact)
        alike = _common_end(text[max(0, at - CONTEXT) : at], quote.prefix)
        alike += _common_start(text[end : end + CONTEXT], quote.suffix)
        if best is None or (alike, -abs(at - quote.start)) > best:
            best, found = (alike, -abs(at - quote.start)), Span(start=at, end=end)
        at = text.find(quote.exact, at + 1)
    return found


def found_again(dossier: Dossier, kind: str, claim: str, quote: Quote) -> AnyEvidence | None:
    """The item a judgement was made of, in a story read anew.

    It is of the same kind, claims the same (`told`) and holds words of the quote where that stands now. None: it lost
    its place, or the rules now claim something else, of which nobody has judged.
    """
    span = locate(dossier.article.text, quote)
    if span is None:
        return None
    alike = [item for item in dossier.items if item.kind == kind and told(item) == claim]
    best = max(alike, key=lambda item: _shared(item, span), default=None)
    return best if best is not None and _shared(best, span) > (0, 0) else None


def moved(article: Article, words: str, *, start: int, before: Quote, now: Quote) -> Span | None:
    """Where corrected words stand now, in a story read anew.

    Args:
        start: where they stood when the item stood as `before`; `now` is how it stands.
    """
    expected = now.start + start - before.start
    if article.text[max(0, expected) : max(0, expected) + len(words)] == words:
        return Span(start=expected, end=expected + len(words))
    return locate(article.text, Quote(exact=words, start=expected))


def words_at(article: Article, start: int, words: str) -> Span:
    """The span of words a reviewer selected.

    Raises:
        EvidenceError: these words do not stand there.
    """
    span = Span(start=start, end=start + len(words))
    if not words.strip() or start < 0 or article.slice(span) != words:
        raise EvidenceError("The words selected are not words of the story. Select them again in the sentence.")
    if article.sentence_at(start) is None:
        raise EvidenceError("The words selected begin outside every sentence. Select words inside one.")
    return span


def reviewed(dossier: Dossier, rejected: Collection[str], corrected: Mapping[str, Span]) -> Dossier:
    """A dossier as its reviewers left it.

    Args:
        rejected: ids of items that are wrong. What cannot stand without them goes too: the position of a party that
            is none, the position drawn only from moves that were none. What can stand without them loses the link.
        corrected: ids of items whose words are others, with the span of the right ones.

    Returns:
        The dossier itself when nothing is said of it. Ids stay, so that a case names its evidence as before. Nobody
        bargains in a story of which no act, position, linkage or pressure is left.
    """
    wrong = set(rejected) & {item.id for item in dossier.items}
    if not wrong and not any(item.id in corrected for item in dossier.items):
        return dossier
    items = [_corrected(dossier.article, item, corrected.get(item.id)) for item in dossier.items]
    items = _without(items, wrong)
    bargains = any(isinstance(item, (Move, Position, Linkage, Pressure)) for item in items)
    return dossier.model_copy(
        update={"items": tuple(items), "is_negotiation": dossier.is_negotiation and (bargains or not wrong)}
    )


def _without(items: list[AnyEvidence], wrong: set[str]) -> list[AnyEvidence]:
    """Drop items, and then what leaned on them, until nothing does."""
    gone = set(wrong)
    while True:
        lost = _Lost([item for item in items if item.id in gone])
        kept = [item for item in items if item.id not in gone]
        after = [lost.rest(item) for item in kept]
        fallen = {item.id for item, rest in zip(kept, after, strict=True) if rest is None}
        if not fallen:
            return [rest for rest in after if rest is not None]
        gone |= fallen


class _Lost:
    """What is no longer there, and what is left of an item without it."""

    def __init__(self, items: Iterable[AnyEvidence]) -> None:
        items = list(items)
        self.ids = {item.id for item in items}
        self.actors = {item.key for item in items if isinstance(item, Actor)}
        self.issues = {item.key for item in items if isinstance(item, IssueMention)}

    def rest(self, item: AnyEvidence) -> AnyEvidence | None:
        """The item without them; None: it says nothing any more."""
        if self._carries(item):
            return None
        changes: dict[str, Any] = {}
        for field, lost in self._links():
            value = getattr(item, field, None)
            if isinstance(value, tuple) and not lost.isdisjoint(value):
                changes[field] = tuple(each for each in value if each not in lost)
            elif isinstance(value, str) and value in lost:
                changes[field] = None
        return item.model_copy(update=changes) if changes else item

    def _links(self) -> Iterable[tuple[str, set[str]]]:
        """Fields that name other items, each with what it must not name any more."""
        for field in _NAME_ACTORS:
            yield field, self.actors
        for field in ("issue", "give_issue", "get_issue", "issues"):
            yield field, self.issues
        for field in ("about", "moves"):
            yield field, self.ids

    def _carries(self, item: AnyEvidence) -> bool:
        """Whether an item cannot stand without what is lost: who acts, who wants, what is wanted."""
        match item:
            case Move():
                return item.by in self.actors
            case Position():
                drawn = bool(item.moves) and self.ids.issuperset(item.moves)
                return item.party in self.actors or item.issue in self.issues or drawn
            case Event():
                return bool(item.actors) and self.actors.issuperset(item.actors)
            case Pressure():
                return any(names and self.actors.issuperset(names) for names in (item.by, item.on))
            case Exclusion():
                return item.party in self.actors
            case Actor() | Quotation() | IssueMention() | Linkage() | OpenQuestion() | TalksStatus():
                return False


def _corrected(article: Article, item: AnyEvidence, span: Span | None) -> AnyEvidence:
    """The item with the right words; what else it takes from its words goes with them."""
    sentence = article.sentence_at(span.start) if span is not None else None
    if span is None or sentence is None:
        return item
    words = article.slice(span)
    mention = Mention(sentence=sentence.id, span=span, text=words)
    changes: dict[str, Any] = {"mentions": (mention, *item.mentions[1:])}
    match item:
        case Quotation():
            changes["words"] = words.strip(_MARKS + " ") or words
        case IssueMention():
            changes["name"] = words
        case Actor() if item.code is None:
            changes["name"] = words
        case Move():
            if item.content and item.content not in words:
                changes["content"] = words
            if item.amount is not None and not _says(words, item.amount):
                changes |= {"amount": None, "unit": None}
        case Position():
            changes["issue_words"] = item.issue_words if item.issue_words in words else words
    return item.model_copy(update=changes)


def _says(words: str, amount: float) -> bool:
    from parley.evidence.amounts import amounts_in

    return any(abs(found.value - amount) <= 1e-9 * max(1.0, abs(amount)) for found in amounts_in(words))


def _shared(item: Evidence, span: Span) -> tuple[int, int]:
    """Characters an item's mentions share with a span, and how well the two begin and end together."""
    best = (0, 0)
    for mention in item.mentions:
        common = min(mention.span.end, span.end) - max(mention.span.start, span.start)
        if common > 0:
            apart = abs(mention.span.start - span.start) + abs(mention.span.end - span.end)
            best = max(best, (common, -apart))
    return best


def _common_start(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])
