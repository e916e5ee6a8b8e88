"""Quotations: what is quoted, and the words that name who said it.

Marks are paired paragraph by paragraph before any syntax is looked at. A speaker comes from the quotation's own
sentence; failing that from the quotation it goes on from, from a lead-in that ends with a colon, or from the
sentence before. Where the text names nobody the speaker stays open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from parley.evidence.attribution import UNKNOWN_VERB, Attribution, attribute, nearest, sourced
from parley.evidence.indirect import Statement, find_statements
from parley.evidence.paragraphs import Paragraph, Word, paragraphs
from parley.evidence.speakers import phrase_of, subject
from parley.evidence.story import Story
from parley.record import Span

Form = Literal["direct", "partial", "indirect"]

UNNAMED: Final = frozenset({"Q", "QUESTION", "Question", "Q."})  # labels of a transcript that name nobody: the press
FEW_WORDS: Final = 4  # below this a marked stretch inside a sentence is a fragment
OPENINGS: Final = frozenset({":", ","})
HEADINGS: Final = frozenset({"headline", "heading"})
# Rules whose cue stands next to the marks: whatever is quoted there is a quotation
ADJACENT: Final = frozenset(
    {"quotation/signed", "quotation/cue-inverted", "quotation/cue-after", "quotation/colon-before"}
)


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """One quotation before its speaker is an actor: everything here is a span of Article.text."""

    form: Form
    span: Span  # marks included when marked; of an indirect one the clause that says what was said
    words: str  # without the marks
    sentence: str  # Line.id where it starts
    speaker: Span | None  # the shortest words that name the speaker: "Foreign Minister Elena Marsh", "he"
    speaker_line: str | None
    cue: Span | None
    cue_line: str | None
    rule: str  # "quotation/cue-after"
    confidence: float  # 0 to 1, the rule's own
    carried_from: int | None = None  # index of the earlier quotation whose speaker it inherits


def find_quotations(story: Story) -> list[FoundQuote]:
    """Find every quotation of a story in the order of the text: marked ones, turns of a transcript, indirect ones."""
    finder = _Finder(story)
    blocks = paragraphs(story)
    for paragraph in blocks:
        finder.read(paragraph)
    marked = finder.found
    indirect = [_indirect(statement) for statement in find_statements(blocks, [quote.span for quote in marked])]
    return _in_order(marked, indirect)


def _in_order(marked: list[FoundQuote], indirect: list[FoundQuote]) -> list[FoundQuote]:
    """Sort by place and let `carried_from` follow its quotation."""
    order = sorted([*enumerate(marked), *((None, quote) for quote in indirect)], key=lambda pair: pair[1].span.start)
    place = {old: new for new, (old, _) in enumerate(order) if old is not None}
    return [
        quote if quote.carried_from is None else replace(quote, carried_from=place[quote.carried_from])
        for _, quote in order
    ]


def _indirect(statement: Statement) -> FoundQuote:
    return FoundQuote(
        form="indirect",
        span=statement.span,
        words=statement.words,
        sentence=statement.line,
        speaker=statement.speaker,
        speaker_line=statement.line if statement.speaker else None,
        cue=statement.cue,
        cue_line=statement.line,
        rule=statement.rule,
        confidence=statement.confidence,
    )


class _Finder:
    """Goes through a story and remembers who spoke last."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.found: list[FoundQuote] = []
        self._before: Paragraph | None = None  # the paragraph before this one
        self._last: int | None = None  # the quotation that ended the paragraph before this one
        self._is_running = False  # that quotation was never closed
        self._label: Span | None = None  # of the turn that is being read

    def read(self, paragraph: Paragraph) -> None:
        first = len(self.found)
        if paragraph.kind == "turn":
            self._turn(paragraph)
        elif paragraph.kind == "quote" and not _is_all_marked(paragraph):
            self._block(paragraph)
        else:
            self._marked(paragraph)
        self._before = paragraph
        if len(self.found) > first:
            self._last = len(self.found) - 1
        elif paragraph.kind not in HEADINGS:
            self._last = None
        self._is_running = bool(paragraph.marks) and not paragraph.marks[-1].closed and len(self.found) > first

    # -- transcripts and block quotations ---------------------------------------------------------

    def _turn(self, paragraph: Paragraph) -> None:
        label = self.story.article.blocks[paragraph.block].label
        opens = label is not None and paragraph.start <= label.start < paragraph.start + len(paragraph.text)
        self._label = label or self._label
        start = label.end if label is not None and opens else paragraph.start
        while start < paragraph.start + len(paragraph.text) and self.story.article.text[start] in ": \u00a0":
            start += 1
        span = Span(start=start, end=paragraph.start + len(paragraph.text))
        if span.end <= span.start or (self._label and self.story.article.slice(self._label) in UNNAMED):
            return
        line = self.story.line_at(span.start)
        speaker_line = self.story.line_at(self._label.start) if self._label else None
        self.found.append(
            FoundQuote(
                form="direct",
                span=span,
                words=self.story.article.slice(span),
                sentence=line.id if line else paragraph.words[0].line.id,
                speaker=self._label,
                speaker_line=speaker_line.id if speaker_line else None,
                cue=None,
                cue_line=None,
                rule="quotation/turn",
                confidence=0.95 if self._label else 0.5,
                carried_from=None if opens else self._last,
            )
        )

    def _block(self, paragraph: Paragraph) -> None:
        """A block quotation without marks is quoted as a whole."""
        span = Span(start=paragraph.start, end=paragraph.start + len(paragraph.text))
        source = self._lead_in()
        if source is None and self._last is not None and self._before is not None and self._before.kind == "quote":
            source = self._carry(self._last, "quotation/running")
        self._add(paragraph, span, self.story.article.slice(span), "direct", source)

    # -- marked stretches -------------------------------------------------------------------------

    def _marked(self, paragraph: Paragraph) -> None:
        previous: int | None = None  # the quotation before this one in the paragraph
        for at, mark in enumerate(paragraph.marks):
            words = paragraph.inside(at)
            if not words:
                continue
            source = attribute(paragraph, at)
            form = _form(paragraph, at, words, source)
            if form == "direct" and (source is None or source.speaker is None):
                source = self._from_elsewhere(paragraph, at, previous) or source
            if not _is_quotation(words, form, source):
                continue
            span = Span(start=paragraph.start + mark.start, end=paragraph.start + mark.end)
            self._add(paragraph, span, paragraph.inner(at).strip(), form, source)
            previous = len(self.found) - 1

    def _from_elsewhere(self, paragraph: Paragraph, at: int, previous: int | None) -> Attribution | None:
        """The speaker of a sentence that names none, from what stands around it."""
        if previous is not None:
            return self._carry(previous, "quotation/continued")
        if not _starts_paragraph(paragraph, at):
            return _sentence_before(paragraph, paragraph.marks[at].start)
        if self._last is not None and self._is_running:
            return self._carry(self._last, "quotation/running")
        source = self._lead_in()
        if source is None and self._last is not None:
            source = self._carry(self._last, "quotation/resumed")
        return source

    def _carry(self, earlier: int, rule: str) -> Attribution | None:
        quote = self.found[earlier]
        if quote.speaker is None:
            return None
        confidence = quote.confidence * (0.7 if rule == "quotation/resumed" else 0.95)
        return Attribution(
            quote.speaker, quote.speaker_line, quote.cue, quote.cue_line, rule, round(confidence, 3), earlier
        )

    def _lead_in(self) -> Attribution | None:
        """Who speaks by the last sentence of the paragraph before: "…, stating:" or a sentence about what X says."""
        if self._before is None or self._before.kind in HEADINGS:
            return None
        source = _last_sentence(self._before, len(self._before.words))
        has_colon = self._before.text.rstrip().endswith(":")
        if source is not None and has_colon:
            return source._replace(rule="quotation/lead-in", confidence=0.85)
        if source is not None and self._last is None:
            return source._replace(rule="quotation/sentence-before", confidence=0.5)
        return None

    def _add(self, paragraph: Paragraph, span: Span, words: str, form: Form, source: Attribution | None) -> None:
        line = self.story.line_at(span.start)
        self.found.append(
            FoundQuote(
                form=form,
                span=span,
                words=words,
                sentence=line.id if line else paragraph.words[0].line.id,
                speaker=source.speaker if source else None,
                speaker_line=source.speaker_line if source else None,
                cue=source.cue if source else None,
                cue_line=source.cue_line if source else None,
                rule=source.rule if source else "quotation/no-source",
                confidence=source.confidence if source else 0.3,
                carried_from=source.carried_from if source else None,
            )
        )


def _is_all_marked(paragraph: Paragraph) -> bool:
    marked = sum(mark.end - mark.start for mark in paragraph.marks)
    return marked >= 0.9 * len(paragraph.text)


def _starts_paragraph(paragraph: Paragraph, at: int) -> bool:
    return not any(char.isalnum() for char in paragraph.text[: paragraph.marks[at].start])


def _form(paragraph: Paragraph, at: int, words: list[Word], source: Attribution | None) -> Form:
    """Direct is a sentence or a clause; partial a fragment inside the reporter's sentence."""
    inner = paragraph.inner(at).strip()
    stands_alone = not [word for word in paragraph.before(at) if word.text.isalnum()]
    led_in = any(word.text in OPENINGS for word in paragraph.before(at)[-1:])
    capital = inner.lstrip("[(…. ")[:1].isupper()
    if capital and (stands_alone or led_in) and (source is not None or inner.endswith((".", "?", "!", ","))):
        return "direct"
    if len(inner.split()) < FEW_WORDS:
        return "partial"
    return "direct" if _has_clause(words) else "partial"


def _has_clause(words: list[Word]) -> bool:
    """A subject and its verb stand inside, and no conjunction or preposition makes it a mere part of a clause."""
    if words[0].pos in ("ADP", "CCONJ") or words[0].text.lower() in ("to", "who", "which"):
        return False
    inside = {(word.line.id, word.token.i) for word in words}
    return any(word.token.relation in ("nsubj", "expl") and (word.line.id, word.token.head) in inside for word in words)


def _is_quotation(words: list[Word], form: Form, source: Attribution | None) -> bool:
    """Titles, terms and scare quotes are none: nobody is said to have used them."""
    if source is not None and source.rule in ADJACENT and source.confidence > UNKNOWN_VERB:
        return True
    if source is not None and source.rule == "quotation/continued" and words[-1].text in (".", "!", "?"):
        return True
    if _is_title(words):
        return False
    return source is not None or form == "direct"


def _is_title(words: list[Word]) -> bool:
    """Every longer word has a capital: the name of a book, a programme, a bill."""
    longer = [word.text for word in words if len(word.text) > 3 and word.text[:1].isalpha()]
    return bool(longer) and len(words) < 9 and all(text[:1].isupper() for text in longer)


def _sentence_before(paragraph: Paragraph, offset: int) -> Attribution | None:
    """Who is said to speak in the sentence before a place in the paragraph."""
    end = next((w.at for w in paragraph.words if w.start >= paragraph.start + offset), len(paragraph.words))
    source = _last_sentence(paragraph, end)
    return source._replace(rule="quotation/sentence-before", confidence=0.55) if source else None


def _last_sentence(paragraph: Paragraph, end: int) -> Attribution | None:
    words = list(paragraph.words[:end])
    while words and (paragraph.is_stop(words[-1]) or words[-1].text == ":"):
        words.pop()
    if not words:
        return None
    own = [word for word in words if word.line is words[-1].line and word.quote < 0]
    source = nearest(paragraph, own) if own else None
    if source is not None and source.speaker is not None:
        return source
    return _main_subject(paragraph, own)


def _main_subject(paragraph: Paragraph, own: list[Word]) -> Attribution | None:
    """The subject of the sentence, when it is a person or a pronoun for one."""
    root = next((word for word in own if word.token.head == word.token.i), None)
    who = subject(paragraph, root) if root is not None else None
    if who is None or not (who.token.ent == "PERSON" or who.text.lower() in ("he", "she")):
        return None
    return sourced(paragraph, phrase_of(paragraph, who), [], "quotation/sentence-before", 0.5)
