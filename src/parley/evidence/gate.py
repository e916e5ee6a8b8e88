"""The gate: nothing becomes evidence unless it stands word for word in its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from parley.evidence.record import AnyEvidence, Evidence, Mention, Refusal
from parley.reading.article import Article, Sentence
from parley.record import Span, content_id

CONTEXT = 32  # characters each side that tell equal words in two places apart
LONGEST_MENTION = 300  # a mention of an act is a clause, not a paragraph
UNBOUNDED = frozenset({"quotation", "question", "status", "exclusion", "pressure"})
ACTOR_FIELDS = (
    "speaker",
    "by",
    "to",
    "party",
    "giver",
    "getter",
    "reported_by",
    "side",
    "speaks_for",
    "actors",
    "recipients",
    "on",
    "parties",
)
WORD_FIELDS = ("content", "give", "get", "when", "where", "issue_words", "words", "talks", "role")


class Gate:
    """Lets items through that point at their own words and name nobody unknown; keeps the others, with reasons."""

    def __init__(self, article: Article, actors: Collection[str]) -> None:
        self._article = article
        self._sentences: dict[str, Sentence] = {sentence.id: sentence for sentence in article.sentences}
        self._actors = frozenset(actors)
        self._lowered = article.text.lower()  # a name may begin small where its sentence begins with it
        self._admitted: dict[str, AnyEvidence] = {}
        self.refusals: list[Refusal] = []

    @property
    def items(self) -> tuple[AnyEvidence, ...]:
        """What came through, in order of the text."""
        order = (
            "actor",
            "quotation",
            "event",
            "move",
            "position",
            "issue",
            "linkage",
            "pressure",
            "exclusion",
            "question",
            "status",
        )
        return tuple(
            sorted(
                self._admitted.values(), key=lambda item: (order.index(item.kind), item.mentions[0].span.start, item.id)
            )
        )

    def admit(self, item: AnyEvidence) -> AnyEvidence | None:
        """Give the item its id and keep it; null when it is refused."""
        reason = self._reason_against(item)
        if reason:
            self.refusals.append(
                Refusal(kind=item.kind, rule=item.rule, reason=reason, text=item.text[:120], sentence=item.sentence)
            )
            return None
        admitted = item.model_copy(update={"id": self._id(item), "source": self._article.id})
        self._admitted.setdefault(admitted.id, admitted)
        return admitted

    def _reason_against(self, item: Evidence) -> str | None:
        checks: tuple[Callable[[Evidence], str | None], ...] = (
            self._misplaced,
            self._unknown_actor,
            self._foreign_words,
            self._foreign_number,
        )
        return next((reason for check in checks if (reason := check(item))), None)

    def _misplaced(self, item: Evidence) -> str | None:
        if not item.mentions:
            return "it points at no words of the story"
        for mention in item.mentions:
            sentence = self._sentences.get(mention.sentence)
            if sentence is None:
                return f"there is no sentence {mention.sentence}"
            if not mention.text.strip() or self._article.slice(mention.span) != mention.text:
                return "its words are not the slice it points at"
            if not sentence.span.start <= mention.span.start < sentence.span.end:
                return f"its words do not stand in sentence {mention.sentence}"
            if _field(item, "kind", "") not in UNBOUNDED and len(mention.text) > LONGEST_MENTION:
                return f"{len(mention.text)} characters are no mention; at most {LONGEST_MENTION}"
        return None

    def _unknown_actor(self, item: Evidence) -> str | None:
        for field in ACTOR_FIELDS:
            value = _field(item, field)
            for key in value if isinstance(value, tuple) else (value,):
                if key is not None and key not in self._actors:
                    return f"{field} “{key}” is nobody the story names"
        return None

    def _foreign_words(self, item: Evidence) -> str | None:
        for field in WORD_FIELDS:
            value = _field(item, field)
            if isinstance(value, str) and value and value.lower() not in self._lowered:
                return f"{field} “{value[:60]}” is not in the story's words"
        return None

    def _foreign_number(self, item: Evidence) -> str | None:
        amount = _field(item, "amount")
        if amount is not None and not any(
            _same_number(amount, mention.text) for mention in self._sentence_mentions(item)
        ):
            return f"the amount {amount:g} does not stand in its sentence"
        return None

    def _sentence_mentions(self, item: Evidence) -> list[Mention]:
        found = []
        for mention in item.mentions:
            sentence = self._sentences[mention.sentence]
            found.append(Mention(sentence=sentence.id, span=sentence.span, text=self._article.slice(sentence.span)))
        return found

    def _id(self, item: Evidence) -> str:
        first = item.mentions[0].span
        before = self._article.text[max(0, first.start - CONTEXT) : first.start]
        after = self._article.text[first.end : first.end + CONTEXT]
        told_apart: list[Any] = [
            _field(item, field) for field in ("key", "act", "plover", "by", "to", "party", "issue", "form", "state")
        ]
        return content_id(self._article.id, _field(item, "kind", ""), item.text, before, after, *told_apart)


def _field(item: Evidence, name: str, default: Any = None) -> Any:
    """A field that not every kind of item has; asking a record for one that it lacks costs ten times as much."""
    return item.__dict__.get(name, default)


def _same_number(amount: float, text: str) -> bool:
    """The digits of the amount stand in the text, in figures or with a scale word ("$1.7 trillion")."""
    from parley.evidence.amounts import amounts_in

    return any(abs(found.value - amount) <= 1e-9 * max(1.0, abs(amount)) for found in amounts_in(text)) or bool(
        re.search(rf"\b{re.escape(f'{amount:g}')}\b", text)
    )


def mention_of(article: Article, sentence: str, span: Span) -> Mention:
    return Mention(sentence=sentence, span=span, text=article.slice(span))
