"""Speech: found quotations become records, their speakers actors of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.evidence.actors import Cast
from parley.evidence.figure import Figure
from parley.evidence.quotations import FoundQuote
from parley.evidence.record import Mention, Quotation
from parley.evidence.story import Line
from parley.evidence.titles import title_kind
from parley.record import Span

# "Statement by President X on …", "Remarks by the Prime Minister …": the whole text is this person's words.
OWN_WORDS = re.compile(
    r"^(?:Joint )?(?:Statement|Remarks|Message|Letter|Speech|Address|Proclamation)\b.{0,40}?\b(?:by|from|of)\b",
    re.IGNORECASE,
)


def set_speakers(cast: Cast, found: Sequence[FoundQuote]) -> None:
    """Note who speaks in which line, so that "we" in a quotation means its speaker."""
    for quote in found:
        if quote.form != "direct":
            continue
        key = speaker_key(cast, quote) or _of_officials(cast, quote)
        for line in cast.story.lines:
            inside = min(line.end, quote.span.end) - max(line.start, quote.span.start)
            if inside > 0.4 * len(line.text):
                if key is None:
                    cast.speakers.pop(line.id, None)
                else:
                    cast.speakers[line.id] = key
    cast.forget()


def _of_officials(cast: Cast, quote: FoundQuote) -> str | None:
    """ "SENIOR ADMINISTRATION OFFICIAL": who briefs without a name says "we" of the country most named."""
    if quote.speaker is None or not quote.rule.endswith("turn"):
        return None
    words = set(re.findall(r"[^\W\d_]+", cast.story.article.slice(quote.speaker).lower()))
    if not words & {"official", "officials", "spokesperson"}:
        return None
    if "administration" in words and "united-states" in cast.figures:
        return "united-states"  # no other state calls its government so in such a label
    return cast.home


def set_author(cast: Cast) -> None:
    """Note the author of a text that is one person's statement, before anything else is resolved."""
    author = _author(cast)
    if author is not None:
        cast.speakers.update({line.id: author for line in cast.story.lines})


def _author(cast: Cast) -> str | None:
    lines = cast.story.lines[:2]
    for line in lines:
        if OWN_WORDS.match(line.text):
            people = [
                key for key in cast.within(line, 0, len(line.tree.tokens) - 1) if cast.figures[key].type == "person"
            ]
            return people[0] if people else _body_that_says_we(cast, line)
    return None


def _body_that_says_we(cast: Cast, title: Line) -> str | None:
    """The one side that a statement's title names and that speaks of itself as "we"."""
    sides = cast.sides(cast.within(title, 0, len(title.tree.tokens) - 1))
    own = any(token.text.lower() in ("we", "our") for line in cast.story.lines for token in line.tree.tokens)
    turns = any(line.kind == "turn" for line in cast.story.lines)
    return sides[0] if len(sides) == 1 and own and not turns else None


def speaker_key(cast: Cast, quote: FoundQuote) -> str | None:
    """The actor whom the words naming the speaker mean; null when they mean nobody the story names."""
    if quote.speaker is None:
        return None
    line = cast.story.line_at(quote.speaker.start)
    if line is None:
        return None
    inside = [
        t
        for t in line.tree.tokens
        if quote.speaker.start - line.start <= t.start and t.end <= quote.speaker.end - line.start
    ]
    if not inside:
        return None
    named = cast.within(line, inside[0].i, inside[-1].i)
    people = [key for key in named if cast.figures[key].type == "person"]
    if people:
        return people[-1]
    if quote.rule.endswith("turn") or line.is_label:
        return _by_label(cast, line.text[inside[0].start : inside[-1].end]) or (named[0] if named else None)
    indices = {token.i for token in inside}
    head = next((token for token in inside if token.head not in indices or token.head == token.i), inside[-1])
    keys = cast.at(line, head.i) or named[:1]
    return keys[0] if keys else None


def _by_label(cast: Cast, label: str) -> str | None:
    """ "THE PRESIDENT", "SPEAKER MCCARTHY": the person of that name, else the first of that title."""
    words = [word for word in re.findall(r"[^\W\d_]+", label.lower()) if word != "the"]
    people = [figure for figure in cast.figures.values() if figure.type == "person"]
    named = [figure for figure in people if {*re.findall(r"[^\W\d_]+", figure.name.split()[-1].lower())} <= {*words}]
    if named:
        return named[0].key
    titled = [figure for figure in people if _bears(figure, " ".join(words))]
    return titled[0].key if titled else None


def _bears(figure: Figure, title: str) -> bool:
    return bool(title and title_kind(title) and figure.role and title in figure.role.lower())


def quotation_items(cast: Cast, found: Sequence[FoundQuote]) -> Iterator[Quotation]:
    """One record per quotation; a speaker who is no actor keeps the story's words for him."""
    for quote in found:
        line = cast.story.by_id[quote.sentence]
        key = speaker_key(cast, quote)
        text = cast.story.article
        speaker = _mention(cast, quote.speaker)
        yield Quotation(
            id="",
            source=text.id,
            mentions=(Mention(sentence=line.id, span=quote.span, text=text.slice(quote.span)),),
            rule=quote.rule,
            confidence=quote.confidence,
            form=quote.form,
            words=quote.words,
            speaker=key,
            speaker_name=None if key or speaker is None else speaker.text,
            speaker_mention=speaker,
            cue=_mention(cast, quote.cue),
        )


def _mention(cast: Cast, span: Span | None) -> Mention | None:
    if span is None:
        return None
    line: Line | None = cast.story.line_at(span.start)
    return Mention(sentence=line.id, span=span, text=cast.story.article.slice(span)) if line else None
