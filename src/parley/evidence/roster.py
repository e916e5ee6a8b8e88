"""The roster: every actor of a story under one key, where it is named and for which party it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from parley.evidence.bodies import head_type
from parley.evidence.figure import Figure
from parley.evidence.groups import PLACE_PREPOSITIONS, case_of
from parley.evidence.names import country_names
from parley.evidence.people import PersonMention
from parley.evidence.story import Line, Story
from parley.evidence.words import slug
from parley.language.tree import Token

STATE_TYPES = frozenset({"country", "government"})


@dataclass(frozen=True, slots=True)
class ActingNoun:
    """A common noun that a story lets act."""

    key: str  # of the actor; several nouns may name one
    phrase: str  # the words that name it most often: "rice growers"
    plural: bool


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
    acting: Mapping[str, ActingNoun] = field(default_factory=dict)  # common nouns that no list has, by lemma
    spoken_for: Mapping[str, str] = field(default_factory=dict)  # plural lemma -> key of the body that acts for them
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

    def one_a_side(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Of several who speak, the first for each side: "Canada and Mexico say they should be spared"."""
        first: dict[str, str] = {}
        for key in keys:
            first.setdefault(self.side(key), key)
        return tuple(first.values())

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

    def is_place(self, line: Line, token: int) -> bool:
        """The token names a place that is no actor here: "in Ukraine", "to Kyiv"."""
        return (line.index, token) in self.keys and self._is_mere_place(line, line.tree.tokens[token])

    def _is_mere_place(self, line: Line, token: Token) -> bool:
        sense = self.senses.get((line.index, token.i))
        figure = self.figures.get(self.keys.get((line.index, token.i), ""))
        if figure is not None and figure.is_mere_place:
            return True
        if sense not in ("name", "capital", "place"):
            return False
        if figure is not None and figure.type not in STATE_TYPES:
            return False
        if sense == "place" and token.relation in ("obl", "nmod") and token.dep != "nmod:poss":
            return case_of(line, token) not in ("with", "between", "by", "against", "among")
        if sense == "capital" and token.dep.split(":")[0] in ("compound", "appos", "flat"):
            return True
        if token.relation == "nsubj" and _opens_sentence(line, token):
            return True
        preposition = case_of(line, token)
        return preposition in PLACE_PREPOSITIONS or (sense != "name" and preposition in ("from", "of", "outside"))

    def name(self, key: str) -> str:
        figure = self.figures.get(key)
        return figure.name if figure else key


def _opens_sentence(line: Line, token: Token) -> bool:
    """ "In Tel Aviv, thousands marched": a place before a comma, whatever the parser takes it for."""
    tokens = line.tree.tokens
    first = line.tree.subtree(token.i)[0]
    closed = any(one.text == "," for one in tokens[token.i + 1 : token.i + 2])
    return closed and first == 0 and tokens[0].text in ("In", "At", "Near", "Outside") and token.i < 5
