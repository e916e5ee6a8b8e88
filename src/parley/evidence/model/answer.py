"""What a model answered, as evidence: aligned with its sentence word for word, or refused and counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from parley.evidence.record import (
    Actor,
    AnyEvidence,
    Event,
    Evidence,
    IssueMention,
    Linkage,
    Mention,
    Move,
    Position,
    Pressure,
    Quotation,
    Refusal,
)
from parley.reading.article import Article, Sentence
from parley.record import Span

CONFIDENCE = 0.5  # nobody has measured this model here
GLYPHS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "})


class Answered:
    """Reads the items of one answer against the sentences that were sent."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], known: Mapping[str, str], model: str) -> None:
        self._article, self._sentences, self._model = article, sentences, model
        self._known = dict(known)  # lower-case name -> Actor.key
        self.actors: dict[str, Actor] = {}
        self.issues: dict[str, IssueMention] = {}
        self.refusals: list[Refusal] = []

    def items(self, text: str) -> list[AnyEvidence]:
        """Everything that can be placed; the rest is in `refusals`."""
        try:
            listed = _listed(text)
        except _Unplaced as error:
            self._refuse("answer", text, str(error))
            return []
        found = []
        for raw in listed:
            kind = str(raw.get("kind")) if isinstance(raw, dict) else "answer"
            try:
                found.append(self._item(raw))
            except (ValidationError, _Unplaced, TypeError) as error:
                self._refuse(kind, json.dumps(raw, ensure_ascii=False, default=str), str(error).splitlines()[0])
        return found

    def _item(self, raw: Any) -> AnyEvidence:
        if not isinstance(raw, dict):
            raise _Unplaced("it is no object")
        builders: dict[str, Callable[[dict[str, Any], Mention], AnyEvidence]] = {
            "move": self._as_move,
            "position": self._as_position,
            "linkage": self._as_linkage,
            "event": self._as_event,
            "pressure": self._as_pressure,
            "quotation": self._as_quotation,
        }
        build = builders.get(str(raw.get("kind")))
        if build is None:
            raise _Unplaced(f"“{raw.get('kind')}” is no kind of evidence")
        return build(raw, self._placed(raw.get("sentence"), raw.get("quote")))

    def _placed(self, number: Any, quote: Any) -> Mention:
        """The words in their sentence, whatever glyphs and spaces the model wrote."""
        if not isinstance(number, int) or not 1 <= number <= len(self._sentences):
            raise _Unplaced(f"there is no sentence {number}")
        if not isinstance(quote, str) or not quote.strip():
            raise _Unplaced("it quotes nothing")
        mention = self._in_sentence(self._sentences[number - 1], quote)
        if mention is None:
            raise _Unplaced("its words do not stand in that sentence")
        return mention

    def _in_sentence(self, sentence: Sentence, words: str) -> Mention | None:
        span = align(self._article.slice(sentence.span), words)
        if span is None:
            return None
        start = sentence.span.start + span.start
        placed = Span(start=start, end=start + span.end - span.start)
        return Mention(sentence=sentence.id, span=placed, text=self._article.slice(placed))

    def _refuse(self, kind: str, words: str, reason: str) -> None:
        self.refusals.append(Refusal(kind=kind, rule=self._rule(kind), reason=reason, text=words[:120], sentence=""))

    def _rule(self, kind: str) -> str:
        return f"model/{kind}"

    def _base(self, kind: str, *mentions: Mention) -> dict[str, Any]:
        return {
            "id": "",
            "source": self._article.id,
            "mentions": mentions,
            "extractor": f"model/{self._model}",
            "rule": self._rule(kind),
            "confidence": CONFIDENCE,
        }

    def _as_move(self, raw: dict[str, Any], at: Mention) -> Move:
        by, to = self._actor(raw.get("by")), self._actor(raw.get("to"))
        issue = self._issue(raw.get("issue"))
        return Move.model_validate(
            {**self._base("move", at), "act": raw.get("act"), "by": by, "to": to, "issue": issue}
        )

    def _as_position(self, raw: dict[str, Any], at: Mention) -> Position:
        party, issue = self._actor(raw.get("party")), self._issue(raw.get("issue"))
        if party is None or issue is None:
            raise _Unplaced("a position needs a party and an issue that the story names")
        words = self.issues[issue].name
        fields = {"party": party, "issue": issue, "issue_words": words, "stance": raw.get("stance")}
        return Position.model_validate({**self._base("position", at), **fields})

    def _as_linkage(self, raw: dict[str, Any], at: Mention) -> Linkage:
        fields = {
            "form": raw.get("form"),
            "marker": at.text,
            "give": str(raw.get("give") or ""),
            "get": str(raw.get("get") or ""),
            "giver": self._actor(raw.get("giver")),
            "getter": self._actor(raw.get("getter")),
        }
        return Linkage.model_validate({**self._base("linkage", at), **fields})

    def _as_event(self, raw: dict[str, Any], at: Mention) -> Event:
        actors, recipients = self._actors(raw.get("actors")), self._actors(raw.get("recipients"))
        if not actors:
            raise _Unplaced("an event needs somebody who acts")
        fields = {"plover": raw.get("type"), "actors": actors, "recipients": recipients}
        return Event.model_validate({**self._base("event", at), **fields})

    def _as_pressure(self, raw: dict[str, Any], at: Mention) -> Pressure:
        by, on = self._actors(raw.get("by")), self._actors(raw.get("on"))
        if not by or not on:
            raise _Unplaced("a pressure needs who presses and who is pressed")
        return Pressure.model_validate({**self._base("pressure", at), "form": raw.get("form"), "by": by, "on": on})

    def _as_quotation(self, raw: dict[str, Any], at: Mention) -> Quotation:
        words = at.text.strip("“”\"'‘’ ")
        marked = at.text[:1] in "“\"‘'"
        form = "indirect" if not marked else "direct" if len(words.split()) > 3 else "partial"
        speaker = self._actor(raw.get("speaker"))
        return Quotation.model_validate(
            {**self._base("quotation", at), "form": form, "words": words, "speaker": speaker}
        )

    def _actors(self, names: Any) -> tuple[str, ...]:
        listed = names if isinstance(names, list) else [names]
        return tuple(dict.fromkeys(key for name in listed if (key := self._actor(name)) is not None))

    def _actor(self, name: Any) -> str | None:
        """The key of somebody the story names; a name it does not have is refused, not guessed at."""
        if name is None or name == "":
            return None
        words = str(name).strip()
        if words.lower() in self._known:
            return self._known[words.lower()]
        mention = self._found(words)
        if mention is None:
            raise _Unplaced(f"“{words[:60]}” is nobody the story names")
        key = _slug(words)
        fields = {"key": key, "name": mention.text, "type": "group"}
        self.actors[key] = Actor.model_validate({**self._base("actor", mention), **fields})
        self._known[words.lower()] = key
        return key

    def _issue(self, name: Any) -> str | None:
        if name is None or name == "":
            return None
        mention = self._found(str(name).strip())
        if mention is None:
            raise _Unplaced(f"the issue “{str(name)[:60]}” is not in the story's words")
        key = _slug(mention.text)
        fields = {"key": key, "name": mention.text}
        self.issues.setdefault(key, IssueMention.model_validate({**self._base("issue", mention), **fields}))
        return key

    def _found(self, words: str) -> Mention | None:
        """The first place in the story where words stand."""
        places = (self._in_sentence(sentence, words) for sentence in self._sentences)
        return next((mention for mention in places if mention is not None), None)


class _Unplaced(Exception):
    """An item names what the story does not have."""


def _listed(text: str) -> list[Any]:
    """The list of items in an answer, with or without a fence around it."""
    bare = re.sub(r"^\s*```(?:json)?|```\s*$", "", text.strip())
    try:
        data = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise _Unplaced("the answer is no JSON") from error
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise _Unplaced("the answer holds no list of items")
    return items


def align(text: str, quote: str) -> Span | None:
    """Where a quote stands in a text, apart from its spaces and the glyphs of its marks; None: nowhere.

    >>> align("He said “no deal” twice.", 'said "no  deal"').of("He said “no deal” twice.")
    'said “no deal”'
    """
    pattern = r"\s+".join(re.escape(word) for word in quote.translate(GLYPHS).split())
    found = re.search(pattern, text.translate(GLYPHS)) if pattern else None
    return Span(start=found.start(), end=found.end()) if found else None


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.casefold())[:6]) or "unnamed"


def everything(answered: Answered, items: Sequence[Evidence]) -> list[Any]:
    """The items after the actors and issues they name, as a gate takes them."""
    return [*answered.actors.values(), *answered.issues.values(), *items]
