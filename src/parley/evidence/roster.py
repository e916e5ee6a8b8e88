"""The roster: every actor of a story under one key, where it is named and for which party it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from parley.evidence.bodies import head_type
from parley.evidence.figure import Figure
from parley.evidence.names import country_names
from parley.evidence.people import PersonMention
from parley.evidence.story import Line, Story
from parley.evidence.words import slug


@dataclass
class Roster:
    """Who is in the story, by the names it gives them."""

    story: Story
    figures: dict[str, Figure] = field(default_factory=dict)
    keys: dict[tuple[int, int], str] = field(default_factory=dict)  # (line, token) -> key
    senses: dict[tuple[int, int], str] = field(default_factory=dict)  # how the token names it
    people: dict[tuple[int, int], PersonMention] = field(default_factory=dict)
    home: str | None = None  # the country most named: "the government" without more is its
    filed_from: str | None = None  # the country of the dateline's capital
    speakers: dict[str, str] = field(default_factory=dict)  # line id -> key of who speaks there in a quotation or turn
    counterparts: tuple[str, ...] = ()  # parties that "both sides" stands for
    onlookers: frozenset[str] = frozenset()  # sides that mediate between those or press them both

    @cached_property
    def trades(self) -> Mapping[str, int]:
        """How often the story names workers of each trade: "driver", "nurse"."""
        lemmas = (token.lemma.lower() for line in self.story.lines for token in line.tree.tokens if token.pos == "NOUN")
        return Counter(lemma for lemma in lemmas if head_type(lemma) == "union")

    def side(self, key: str) -> str:
        """The party an actor stands for: its country, the body it speaks for, or itself; a circle leads nowhere."""
        seen = [key]
        while (figure := self.figures.get(seen[-1])) is not None and figure.side is not None:
            if figure.side in seen:
                return key
            seen.append(figure.side)
        return seen[-1]

    def sides(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.side(key) for key in keys))

    def within(self, line: Line, first: int, last: int) -> tuple[str, ...]:
        """Keys named by words in a range of tokens, in order."""
        return tuple(
            dict.fromkeys(self.keys[line.index, at] for at in range(first, last + 1) if (line.index, at) in self.keys)
        )

    def add_country(self, code: str, person: Figure) -> str:
        """Take in a country that the story names only through a person who holds its office; gives its key."""
        name = country_names().get(code, code)
        key = slug(name)
        self.figures.setdefault(key, Figure(key, name, "country", code=code, spots=person.spots[:1]))
        return key

    def name(self, key: str) -> str:
        figure = self.figures.get(key)
        return figure.name if figure else key
