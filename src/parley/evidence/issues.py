"""Issues: what is on the table, in the story's own nouns, one key for one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from parley.evidence.actors import Cast
from parley.evidence.issue_phrases import Phrase, head_of_words, light_words, likeness, name_of, phrase_at
from parley.evidence.record import IssueMention, Linkage, Mention
from parley.evidence.story import Line
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

SAME = 0.5  # share of content words two phrases must have in common to be one issue; below it names drift together


@dataclass(slots=True)
class IssueTable:
    """Issues of a story, and which one a phrase is about."""

    phrases: dict[str, list[Phrase]] = field(default_factory=dict)  # key -> phrases, the naming one first
    names: dict[str, str] = field(default_factory=dict)

    def key_of(self, phrase: Phrase | None) -> str | None:
        """The issue a phrase names; null when it names none of the table."""
        if phrase is None or not phrase.stems:
            return None
        best = max(
            self.phrases, key=lambda key: max(likeness(phrase, other) for other in self.phrases[key]), default=None
        )
        if best is None or max(likeness(phrase, other) for other in self.phrases[best]) < SAME:
            return None
        return best


class Act(Protocol):
    """What the table asks of a found move."""

    @property
    def act(self) -> str: ...
    @property
    def line(self) -> Line: ...
    @property
    def content_head(self) -> int | None: ...


def issue_table(cast: Cast, acts: Sequence[Act], linkages: Sequence[Linkage]) -> IssueTable:
    """Group what moves and linkages are about; the heaviest phrases name the issues."""
    found = [*_from_acts(cast, acts), *_from_linkages(cast, linkages), *_from_lists(cast)]
    table = IssueTable()
    for phrase in sorted(found, key=lambda phrase: (-phrase.weight, phrase.line.index, phrase.first)):
        key = table.key_of(phrase)
        if key is None:
            key = slug(name_of(phrase))
            if key in table.phrases:
                table.phrases[key].append(phrase)
                continue
            table.phrases[key] = []
            table.names[key] = name_of(phrase)
        table.phrases[key].append(phrase)
    return table


def _from_acts(cast: Cast, acts: Sequence[Act]) -> Iterator[Phrase]:
    for found in acts:
        if found.content_head is None or found.act in ("predict", "criticise", "accuse", "warn"):
            continue
        weight = 2.0 if found.act in ("demand", "offer", "concede", "reject") else 1.0
        phrase = phrase_at(cast, found.line, found.content_head, weight)
        if phrase is not None:
            yield phrase


def _from_linkages(cast: Cast, linkages: Sequence[Linkage]) -> Iterator[Phrase]:
    for linkage in linkages:
        if linkage.form == "parallel" or linkage.confidence < 0.5:
            continue
        weight = 3.0 if linkage.form == "exchange" else 1.5
        line = cast.story.by_id[linkage.sentence]
        for words in (linkage.give, linkage.get):
            head = head_of_words(line, words)
            phrase = phrase_at(cast, line, head, weight) if head is not None else None
            if phrase is not None:
                yield phrase


def _from_lists(cast: Cast) -> Iterator[Phrase]:
    """ "The package included A, B and C"; "disagreements over A and B": each is an issue."""
    about, includes = frozenset(lexicon("issues")["about"]), frozenset(lexicon("issues")["includes"])
    for line in cast.story.lines:
        tree = line.tree
        for token in tree.tokens:
            heads: list[Token] = []
            if token.lemma.lower() in includes and token.pos == "VERB":
                subjects = tree.subjects(token.i)
                if token.dep.startswith("acl"):
                    subjects = (tree.tokens[token.head],)
                if any(subject.lemma.lower() in about for subject in subjects):
                    heads = list(tree.objects(token.i))
                for clause in tree.having(token.i, "xcomp", "ccomp", "advcl"):
                    heads.extend(
                        [
                            *tree.objects(clause.i),
                            *(
                                head
                                for preposition, head in tree.obliques(clause.i)
                                if preposition in ("on", "over", "about")
                            ),
                        ]
                    )
            elif token.lemma.lower() in about and token.pos == "NOUN":
                heads = [
                    head
                    for preposition, head in tree.obliques(token.i)
                    if preposition in ("on", "over", "about", "including")
                ]
            for head in heads:
                for part in _parts(line, head):
                    phrase = phrase_at(cast, line, part.i, 1.2) if part.pos in ("NOUN", "PROPN") else None
                    if phrase is not None:
                        yield phrase


def _parts(line: Line, head: Token) -> Iterator[Token]:
    """The things a list names; "steps to improve A and B" names A and B."""
    tree = line.tree
    for part in (head, *tree.conjuncts(head.i)):
        inner = (
            [item for clause in tree.having(part.i, "acl") for item in tree.objects(clause.i)]
            if part.lemma.lower() in light_words()
            else []
        )
        if inner:
            for item in inner:
                yield from (item, *tree.conjuncts(item.i))
        else:
            yield part


def issue_items(cast: Cast, table: IssueTable) -> list[IssueMention]:
    """One record per issue, over all the places that name it."""
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
                confidence=round(min(0.9, 0.4 + 0.1 * sum(phrase.weight for phrase in phrases)), 2),
                key=key,
                name=table.names[key],
            )
        )
    return found
