"""Where the talks stand as a whole: stalled, advancing, near a deal, agreed, collapsed, ongoing."""

from __future__ import annotations

import re
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import clause_range
from parley.evidence.record import Mention, NegotiationState, TalksStatus
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

NEGATIONS = re.compile(r"\b(?:not|no|never|n[’']t|without|far from|unlikely)\b", re.IGNORECASE)
MODAL = frozenset({"any", "must", "will", "may", "might", "could", "would", "should", "if", "unless"})


def find_status(cast: Cast) -> list[TalksStatus]:
    """What the story says of the talks, in its order; one item per state over all its mentions."""
    found: dict[NegotiationState, list[tuple[Mention, str]]] = {}
    for line in cast.story.lines:
        if line.text.rstrip(' ”"').endswith("?") or line.kind == "turn":
            continue
        for state, mention, rule in (*_by_phrase(line), *_by_verb(line)):
            kept = found.setdefault(state, [])
            if all(mention.sentence != other.sentence for other, _ in kept):
                kept.append((mention, rule))
    return [
        TalksStatus(
            id="", source=cast.story.article.id, mentions=tuple(mention for mention, _ in kept), rule=kept[0][1],
            confidence=min(0.9, 0.6 + 0.1 * len(kept)), state=state,
        )
        for state, kept in found.items()
    ]  # fmt: skip


@cache
def _phrases() -> tuple[tuple[NegotiationState, re.Pattern[str]], ...]:
    states = lexicon("status")["states"]
    return tuple(
        (
            state,
            re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in entry["phrases"]) + r")\b", re.IGNORECASE),
        )
        for state, entry in states.items()
    )


def _by_phrase(line: Line) -> list[tuple[NegotiationState, Mention, str]]:
    """Set phrases that are said of nothing but talks and deals."""
    found = []
    for state, pattern in _phrases():
        match = pattern.search(line.text)
        if match is None or (
            NEGATIONS.search(line.text[max(0, match.start() - 25) : match.start()]) and state != "stalled"
        ):
            continue
        if state == "agreed" and MODAL & {token.text.lower() for token in line.tree.tokens}:
            continue
        if _speaks_of_talks(line):
            found.append((state, line.whole(), "status/phrase"))
    return found


def _speaks_of_talks(line: Line) -> bool:
    return any(token.lemma.lower() in _subjects() or token.text.lower() in _subjects() for token in line.tree.tokens)


@cache
def _subjects() -> frozenset[str]:
    return frozenset(lexicon("status")["subjects"])


@cache
def _verbs() -> dict[str, NegotiationState]:
    return {verb: state for state, entry in lexicon("status")["states"].items() for verb in entry["verbs"]}


def _by_verb(line: Line) -> list[tuple[NegotiationState, Mention, str]]:
    """Verbs with talks or a deal as their subject: "Negotiations stalled"."""
    found: list[tuple[NegotiationState, Mention, str]] = []
    for token in line.tree.tokens:
        state = _verbs().get(token.lemma.lower())
        if state is None or token.pos != "VERB" or line.tree.is_negated(token.i) or _is_unreal(line, token):
            continue
        if any(subject.lemma.lower() in _subjects() for subject in line.tree.subjects(token.i)):
            first, last = clause_range(line, token)
            found.append((state, line.tokens(first, last), "status/verb"))
    return found


def _is_unreal(line: Line, verb: Token) -> bool:
    return any(child.text.lower() in MODAL for child in line.tree.children(verb.i))
