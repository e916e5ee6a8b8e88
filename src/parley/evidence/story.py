"""A story parsed and in its place: what every extractor of evidence works on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Protocol

from parley.evidence.mending import mended
from parley.evidence.record import Mention
from parley.evidence.words import lexicon
from parley.language.recase import recase
from parley.language.tree import Tree
from parley.reading.article import STORY_KINDS, Article, Block, Sentence
from parley.record import Span


class Parser(Protocol):
    """What the evidence stage asks of a language pipeline."""

    def parse(self, sentences: Sequence[str]) -> list[Tree]: ...


@dataclass(frozen=True)
class Line:
    """One sentence of the story with its parse; token offsets count from `start`."""

    index: int  # place in Story.lines
    id: str  # Sentence.id
    text: str
    start: int  # of the sentence in Article.text
    block: int  # index into Article.blocks
    kind: str  # Block.kind
    is_label: bool
    tree: Tree
    senses: dict[int, Any] = field(
        default_factory=dict, compare=False, repr=False
    )  # what its predicates mean, once asked

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in small letters."""
        return frozenset([token.text.lower() for token in self.tree.tokens])

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def mention(self, start: int, end: int) -> Mention:
        """The words from `start` to `end`, counted inside the sentence."""
        return Mention(
            sentence=self.id, span=Span(start=self.start + start, end=self.start + end), text=self.text[start:end]
        )

    def tokens(self, first: int, last: int) -> Mention:
        """The words of tokens `first` to `last` inclusive."""
        return self.mention(self.tree.tokens[first].start, self.tree.tokens[last].end)

    @property
    def is_question(self) -> bool:
        """It asks: a question mark ends it, whatever quotation marks stand behind."""
        return self.text.rstrip(" ”\"'’").endswith("?")

    def whole(self) -> Mention:
        return self.mention(0, len(self.text))


@dataclass(frozen=True)
class Story:
    """The lines of an article that tell something; furniture is left out."""

    article: Article
    lines: tuple[Line, ...]

    @cached_property
    def by_id(self) -> dict[str, Line]:
        return {line.id: line for line in self.lines}

    @cached_property
    def by_block(self) -> dict[int, tuple[Line, ...]]:
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.block, []).append(line)
        return {block: tuple(lines) for block, lines in found.items()}

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Every word the story writes in small letters."""
        return frozenset(token.text for line in self.lines for token in line.tree.tokens if token.text.islower())

    def block(self, line: Line) -> Block:
        return self.article.blocks[line.block]

    def lead_in(self, line: Line) -> Line | None:
        """The last line of the block that this bullet completes ("… officials, including:")."""
        block = self.block(line).lead_in
        lines = self.by_block.get(block, ()) if block is not None else ()
        return lines[-1] if lines else None

    def label(self, line: Line) -> Line | None:
        """The label of the bullet or turn that this line belongs to."""
        return next((other for other in self.by_block[line.block] if other.is_label and other is not line), None)

    def line_at(self, offset: int) -> Line | None:
        """The line that holds an offset of the article's text."""
        sentence = self.article.sentence_at(offset)
        return self.by_id.get(sentence.id) if sentence else None


RUNNING = frozenset({"paragraph", "turn", "quote"})  # kinds of block whose sentences have a main verb


def parse_story(article: Article, parser: Parser) -> Story:
    """Parse what tells something; headings and labels in title case are re-cased first (same length)."""
    sentences = [sentence for sentence in article.sentences if _block(article, sentence).kind in STORY_KINDS]
    seen = _names_in_body(article, sentences)
    texts = [
        recase(text, seen) if _is_heading(article, sentence) and not _lists_somebody(text) else text
        for sentence in sentences
        for text in (article.slice(sentence.span),)
    ]
    trees = parser.parse(_without_dateline(article, sentences, texts))
    lines = tuple(
        Line(
            index=index,
            id=sentence.id,
            text=article.slice(sentence.span),
            start=sentence.span.start,
            block=sentence.block,
            kind=_block(article, sentence).kind,
            is_label=sentence.is_label,
            tree=mended(tree, running=_block(article, sentence).kind in RUNNING and not sentence.is_label),
        )
        for index, (sentence, tree) in enumerate(zip(sentences, trees, strict=True))
    )
    return Story(article=article, lines=lines)


def _without_dateline(article: Article, sentences: Sequence[Sentence], texts: list[str]) -> list[str]:
    """The texts with the dateline of the first paragraphs made blank: "BAKU, Azerbaijan — Developing nations …".

    The place a story was filed from acts in no sentence, and a parser takes it for the subject. Offsets stay.
    """
    opening = [at for at, sentence in enumerate(sentences) if _block(article, sentence).kind == "paragraph"][:2]
    blanked = list(texts)
    for at in opening:
        found = DATELINE.match(texts[at])
        if found and (found["place"] or found["agency"]):
            blanked[at] = " " * found.end() + texts[at][found.end() :]
    return blanked


# "BAKU, Azerbaijan — ", "COPENHAGEN, Denmark (AP) _ ", "ATHENS/BRUSSELS, June 22, 2015 - ", "(Reuters) - "
DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z.’'-]{2,}(?:[ /][A-Z][A-Z.’'-]+)*(?:, [^—–_]{2,45}?)?)?\s*"
    r"(?:\((?P<agency>[A-Z][\w .&/-]{1,25})\))?\s*(?:—|–|--|_| - )\s*(?=[\w“\"‘'`])"
)


def _block(article: Article, sentence: Sentence) -> Block:
    return article.blocks[sentence.block]


def _is_heading(article: Article, sentence: Sentence) -> bool:
    return sentence.is_label or _block(article, sentence).kind in ("headline", "heading")


def _lists_somebody(text: str) -> bool:
    """A line that a list of those taking part is made of: "Ada Lund, Minister of Finance, Republic of Norhaven"."""
    name, comma, office = text.partition(", ")
    words = {word.lower().strip(_MARKS) for word in office.split()}
    return bool(comma and re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?){2,4}", name) and words & _offices())


@cache
def _offices() -> frozenset[str]:
    return frozenset(title.split()[-1] for titles in lexicon("titles").values() for title in titles) | {"minister"}


def _names_in_body(article: Article, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Words that are names, whatever else begins a heading with a capital.

    Those with a capital inside a sentence of running text, those after a title ("President X"), known countries.
    """
    seen: set[str] = set(_known_words())
    for sentence in sentences:
        words = [
            word.strip(_MARKS) for word in article.slice(sentence.span).replace("’s", "").replace("'s", "").split()
        ]
        if not _is_heading(article, sentence):
            seen.update(word for word in words[1:] if word[:1].isupper())
        seen.update(word for title, word in pairwise(words) if title.lower() in _TITLES and word[:1].isupper())
        if _is_heading(article, sentence) and OF_SOMEBODY.match(article.slice(sentence.span)):
            seen.update(_named_behind_titles(words))
        seen.update(found for found in _OF_A_STATE.findall(article.slice(sentence.span)))
    return frozenset(seen - {""} - _NEVER_NAMES)


# Headings of statements, briefings and letters name whom they are by, with first and last name: "Statement from …"
OF_SOMEBODY = re.compile(
    r"(?:\w+ )?(?:Statement|Remarks|Readout|Press (?:Briefing|Gaggle|Call)|Briefing|Letter|Message|Interview|Op-Ed)\b.*"
    r"\b(?:by|from|with|of)\b"
)


def _named_behind_titles(words: list[str]) -> list[str]:
    """The first and last name right behind each title: "Communications Director Ben LaBolt"."""
    found: list[str] = []
    for title, first, last in zip(words, words[1:], words[2:], strict=False):
        if (
            title.lower() in _offices()
            and first[:1].isupper()
            and last[:1].isupper()
            and first.lower() not in _offices()
        ):
            found += [first, last]
    return found


_MARKS = "“”\"'‘’(),.;:—–-!?"
_TITLES = frozenset(
    {
        "president",
        "speaker",
        "minister",
        "secretary",
        "senator",
        "chancellor",
        "king",
        "sultan",
        "mr",
        "mrs",
        "ms",
        "dr",
        "governor",
        "envoy",
    }
)
# "Statement by the Ministry of Finance of Costaverde": what has a government is named, though no sentence repeats it
_OF_A_STATE = re.compile(
    r"\b(?:(?:Ministry|Department) of \w+(?: and \w+)?|Government|Republic|Kingdom|President|Parliament) of ([A-Z]\w+)"
)
_NEVER_NAMES = frozenset(
    {"The", "A", "An", "In", "On", "Of", "And", "For", "To", "Before", "After", "With", "Meeting", "Deal", "Talks"}
)


@cache
def _known_words() -> frozenset[str]:
    countries = lexicon("countries").values()
    names = [entry["name"] for entry in countries] + [
        name
        for entry in countries
        for field in ("demonyms", "capitals", "seats", "also")
        for name in entry.get(field, ())
    ]
    return frozenset(word for name in names for word in name.split() if word[:1].isupper())
