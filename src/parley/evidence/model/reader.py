"""A story read by a model: compared with the rules' reading, or merged with it."""

from __future__ import annotations

from collections import Counter

from parley.evidence.gate import Gate
from parley.evidence.model.answer import Answered, everything
from parley.evidence.model.asking import INSTRUCTIONS, question
from parley.evidence.model.endpoint import Endpoint
from parley.evidence.record import Actor, AnyEvidence, Dossier, Evidence
from parley.reading.article import STORY_KINDS, Sentence
from parley.record import Finding, Record

AT_ONCE = 60  # sentences a request: short enough for a small model, long enough to see who is who


class Agreement(Record):
    """How far two readings of one story agree, by kind of evidence."""

    kind: str
    both: int
    first_only: int
    second_only: int


def read_with_model(rules: Dossier, endpoint: Endpoint) -> Dossier:
    """The same story read by a model, through the same gate.

    Args:
        rules: what the rules read: its people and parties are known by name, and its article is what is sent.
        endpoint: where the model is. Nothing else is asked.

    Returns:
        A dossier with the model's items only, its refusals counted, and a finding that says what it cost.

    Raises:
        EvidenceError: the model could not be asked.
    """
    article = rules.article
    known = {actor.name.lower(): actor.key for actor in rules.of(Actor)}
    known |= {mention.text.lower(): actor.key for actor in rules.of(Actor) for mention in actor.mentions}
    sentences = [each for each in article.sentences if _tells(rules, each)]
    found: list[AnyEvidence] = []
    refusals, cost, tokens, tries = [], 0.0, 0, 0
    for start in range(0, len(sentences), AT_ONCE):
        part = sentences[start : start + AT_ONCE]
        reply = endpoint.ask(INSTRUCTIONS, question(part, article))
        answered = Answered(article, part, known, endpoint.model)
        found += everything(answered, answered.items(reply.text))
        refusals += answered.refusals
        cost += endpoint.cost(reply)
        tokens += reply.prompt_tokens + reply.answer_tokens
        tries += reply.tries
    actors = {actor.key for actor in rules.of(Actor)} | {item.key for item in found if isinstance(item, Actor)}
    gate = Gate(article, actors)
    for item in found:
        gate.admit(item)
    refusals += gate.refusals
    return Dossier(
        article=article,
        items=gate.items,
        refusals=tuple(refusals),
        is_negotiation=rules.is_negotiation,
        findings=(*article.findings, _asked(endpoint, cost, tokens, tries, len(refusals))),
    )


def merge(rules: Dossier, model: Dossier) -> Dossier:
    """Both readings as one: what the rules found stands, what only the model found is added and says so.

    Two items are one where they are of one kind and overlap in the text. In a story in which, by the rules, nobody
    bargains, only people and quotations are taken from the model.
    """
    taken = [item for item in model.items if not any(same(item, other) for other in rules.items)]
    if not rules.is_negotiation:
        taken = [item for item in taken if item.kind in ("actor", "quotation")]
    return rules.model_copy(
        update={
            "items": (*rules.items, *taken),
            "refusals": (*rules.refusals, *model.refusals),
            "findings": tuple(dict.fromkeys((*rules.findings, *model.findings))),
        }
    )


def compare(first: Dossier, second: Dossier) -> tuple[Agreement, ...]:
    """Count, kind by kind, what both readings have and what only one has."""
    both: Counter[str] = Counter()
    only: dict[str, Counter[str]] = {"first": Counter(), "second": Counter()}
    for item in first.items:
        (both if any(same(item, other) for other in second.items) else only["first"])[item.kind] += 1
    for item in second.items:
        if not any(same(item, other) for other in first.items):
            only["second"][item.kind] += 1
    kinds = sorted({*both, *only["first"], *only["second"]})
    return tuple(
        Agreement(kind=kind, both=both[kind], first_only=only["first"][kind], second_only=only["second"][kind])
        for kind in kinds
    )


def same(one: Evidence, other: Evidence) -> bool:
    """Whether two items are one: of one kind and name, or with words in common and nothing that tells them apart."""
    if getattr(one, "kind", "") != getattr(other, "kind", ""):
        return False
    if hasattr(one, "key"):
        return bool(one.key == getattr(other, "key", None))
    told_apart = ("act", "plover", "party", "stance", "form", "by")
    if any(getattr(one, name, None) != getattr(other, name, None) for name in told_apart):
        return False
    return any(
        mine.span.start < theirs.span.end and theirs.span.start < mine.span.end
        for mine in one.mentions
        for theirs in other.mentions
    )


def _tells(rules: Dossier, sentence: Sentence) -> bool:
    return rules.article.blocks[sentence.block].kind in STORY_KINDS


def _asked(endpoint: Endpoint, cost: float, tokens: int, tries: int, refused: int) -> Finding:
    price = f", {cost:.4f} by the prices named" if cost else ""
    return Finding(
        level="note",
        code="model-read",
        message=f"{endpoint.model} read the story as a second reader: {tries} requests, {tokens:,} tokens{price}; "
        f"{refused} of its items were refused at the gate.",
    )
