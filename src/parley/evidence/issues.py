"""Issues: what is on the table, in the story's own nouns, one key for one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parley.evidence.actors import Cast
from parley.evidence.issue_names import name_of
from parley.evidence.issue_phrases import (
    Phrase,
    asides,
    faint_words,
    family_of,
    general_nouns,
    light_words,
    likeness,
)
from parley.evidence.issue_sources import Act, phrases_of
from parley.evidence.phrase_extents import LONGEST_NAME
from parley.evidence.position_words import name_words
from parley.evidence.predicates import is_of_class, people_nouns
from parley.evidence.record import IssueMention, Linkage, Mention
from parley.evidence.story import Line
from parley.evidence.words import lexicon, slug

SAME = 0.5  # share of content words two phrases must have in common to be one issue; below it names drift together
# Chosen by eye on fifteen stories; what an issue gains by being named again where nobody acts, and in a heading.
AGAIN, MOST_AGAIN, IN_HEADING = 0.4, 1.2, 0.5
FULL_NAME = 2  # words that tell an issue
SURE, ONE_WORD_ONCE = 0.6, 0.45  # one word, named once, is an issue only where somebody asks for it or gives it
STEP_OF_TALKS = 0.4  # confidence of what only names a step of the talks: "approval", "the signature"


@dataclass(slots=True)
class IssueTable:
    """Issues of a story, and which one a phrase is about."""

    phrases: dict[str, list[Phrase]] = field(default_factory=dict)  # key -> phrases, the heaviest first
    names: dict[str, str] = field(default_factory=dict)

    def key_of(self, phrase: Phrase | None) -> str | None:
        """The issue a phrase names; null when it names none of the table."""
        if phrase is None or not phrase.stems:
            return None
        best, nearest = None, 0.0
        for key, others in self.phrases.items():
            near = max(likeness(phrase, other) for other in others)
            if near > nearest:
                best, nearest = key, near
        return best if nearest >= SAME else None


def issue_table(cast: Cast, acts: Sequence[Act], linkages: Sequence[Linkage]) -> IssueTable:
    """Group what moves and linkages are about; the heaviest phrase of a group names the issue."""
    groups = IssueTable()
    found = sorted(
        phrases_of(cast, acts, linkages), key=lambda phrase: (-phrase.weight, phrase.line.index, phrase.first)
    )
    for phrase in found:
        key = groups.key_of(phrase)
        groups.phrases.setdefault(key if key is not None else str(len(groups.phrases)), []).append(phrase)
    table = IssueTable()
    for phrases in groups.phrases.values():
        name = name_of(_in_full(cast, _naming(phrases)))
        table.names.setdefault(slug(name), name)
        table.phrases.setdefault(slug(name), []).extend(phrases)
    return table


def _in_full(cast: Cast, phrase: Phrase) -> Phrase:
    """A bare noun with what stands behind it and tells it apart, however that is parsed: "slots at Heathrow"."""
    noun = phrase.line.tree.tokens[phrase.head]
    if phrase.is_deed or noun.pos != "NOUN" or " " in name_of(phrase):
        return phrase
    words = name_words(cast, phrase.line, noun, LONGEST_NAME) or ""
    _, _, tail = words.partition(f"{noun.text} ")
    told = tail.split(" ")[0] in TELLING and not re.search(r"\d|\bown\b", tail)
    return replace(phrase, words=words) if tail and (told or noun.lemma.lower() in general_nouns()) else phrase


TELLING = frozenset({"of", "on", "at", "in", "over"})


def _naming(phrases: Sequence[Phrase]) -> Phrase:
    """The heaviest phrase, a noun rather than a deed; of a bare word the one that tells it apart, if there is one."""
    heaviest = max(phrases, key=lambda phrase: (not phrase.is_deed, phrase.weight, len(phrase.stems) == FULL_NAME))
    if heaviest.is_deed or " " in name_of(heaviest):
        return heaviest
    told = [one for one in phrases if one.head_stem == heaviest.head_stem and len(one.stems) == FULL_NAME]
    return max(told, key=lambda phrase: phrase.weight, default=heaviest)


def issue_items(cast: Cast, table: IssueTable) -> list[IssueMention]:
    """One record per issue, over all the places that name it."""
    again, talks = _lines_naming(cast), _names_of_talks(cast)
    found = []
    for key, phrases in table.phrases.items():
        mentions: list[Mention] = list(
            dict.fromkeys(phrase.line.tokens(phrase.first, phrase.last) for phrase in phrases)
        )
        found.append(
            IssueMention(
                id="",
                source=cast.story.article.id,
                mentions=tuple(mentions),
                rule="issue/what-acts-are-about",
                confidence=_confidence(table.names[key], phrases, again, talks),
                key=key,
                name=table.names[key],
            )
        )
    return found


def _lines_naming(cast: Cast) -> dict[str, list[Line]]:
    """Lines by the issue words they hold, whoever acts there."""
    found: dict[str, list[Line]] = {}
    for line in cast.story.lines:
        words = {family_of(token) for token in line.tree.tokens if token.pos in ("NOUN", "PROPN")}
        for word in words:
            found.setdefault(word, []).append(line)
    return found


def _names_of_talks(cast: Cast) -> frozenset[str]:
    """Names that the talks or the treaty as a whole go by: "the NAFTA talks", "the NAFTA deal"."""
    return frozenset(
        family_of(token)
        for line in cast.story.lines
        for token in line.tree.tokens
        if token.pos == "PROPN" and token.relation == "compound" and token.text.isupper()
        if line.tree.tokens[token.head].lemma.lower() in light_words()
    )


def _confidence(name: str, phrases: Sequence[Phrase], again: dict[str, list[Line]], talks: frozenset[str]) -> float:
    """How sure it is that this is bargained over: how often and how weightily it is, what it is made of."""
    if all(_is_step(phrase) or phrase.stems <= talks for phrase in phrases):
        return STEP_OF_TALKS
    heads = Counter(phrase.head_stem for phrase in phrases if not phrase.is_deed)
    told = {phrase.line.index for phrase in phrases}
    others = [line for line in again.get(heads.most_common(1)[0][0], ()) if line.index not in told] if heads else []
    weight = sum(phrase.weight for phrase in phrases) + min(MOST_AGAIN, AGAIN * len(others))
    weight += IN_HEADING * any(line.kind in ("headline", "standfirst", "heading") for line in others)
    value = round(min(0.9, 0.4 + 0.1 * weight), 2)
    bare = " " not in name and not any(phrase.on_agenda for phrase in phrases)
    if bare and all(_says_little(phrase) for phrase in phrases):
        return min(value, STEP_OF_TALKS)
    return min(value, ONE_WORD_ONCE) if bare and len(told) == 1 and not others and value < SURE else value


def _says_little(phrase: Phrase) -> bool:
    """A general noun, people or an aside: "the money", "patients", "anonymity"."""
    noun = phrase.line.tree.tokens[phrase.head]
    lemma = noun.lemma.lower()
    freed = is_of_class(noun, "captive") or is_of_class(noun, "troops")
    persons = people_nouns() | set(lexicon("issues")["persons"])
    return lemma in general_nouns() | asides() or (lemma in persons and not freed)


def _is_step(phrase: Phrase) -> bool:
    """It names a step of the talks or a bare deed ("retaliate"), nothing that lies on the table."""
    steps = frozenset(lexicon("issues")["steps"]) | light_words() | faint_words()
    return phrase.stems <= steps or phrase.is_deed
