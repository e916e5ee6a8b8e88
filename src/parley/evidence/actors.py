"""Actors: who the story is about, under one key each, and who any word of it refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.evidence.bodies import BodyMention, head_type, known_bodies, other_bodies, together
from parley.evidence.names import country_names, gazetteer
from parley.evidence.people import POSSESSIVE, Person, PersonMention, find_people
from parley.evidence.predicates import classes, sense_of
from parley.evidence.record import ActorKind
from parley.evidence.story import Line, Story
from parley.evidence.words import slug
from parley.language.tree import Token

PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "to", "into", "outside", "inside", "around", "across", "through", "via", "toward", "towards"}
)
SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER_PRONOUNS = frozenset({"it", "its", "itself"})
SPEAKER_PRONOUNS = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
STATE_TYPES = frozenset({"country", "government"})
LOOK_BACK = 3  # lines a pronoun or a definite noun may look back


@dataclass(slots=True)
class Figure:
    """What the story says of one actor, gathered line by line."""

    key: str
    name: str
    type: ActorKind
    code: str | None = None
    side: str | None = None
    side_rule: str | None = None
    role: str | None = None
    title_kind: str | None = None
    speaks_for: str | None = None
    plural: bool = False
    spots: list[tuple[int, int, int]] = field(default_factory=list)  # (line, first token, last token)
    aliases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """All actors of a story, and the answer to "whom do these words mean?"."""

    story: Story
    figures: dict[str, Figure] = field(default_factory=dict)
    _at: dict[tuple[int, int], str] = field(default_factory=dict)  # (line, token) -> key
    _sense: dict[tuple[int, int], str] = field(default_factory=dict)  # how the token names it
    people: dict[tuple[int, int], PersonMention] = field(default_factory=dict)
    home: str | None = None  # the country most named: "the government" without more is its
    speakers: dict[str, str] = field(default_factory=dict)  # line id -> key of who speaks there in a quotation or turn
    counterparts: tuple[str, ...] = ()  # parties that "both sides" stands for
    _memo: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    # -- asking ---------------------------------------------------------------------------------

    def side(self, key: str) -> str:
        """The party an actor stands for: its country, the body it speaks for, or itself."""
        figure = self.figures.get(key)
        if figure is None or figure.side is None or figure.side == key:
            return key
        return self.side(figure.side) if figure.side in self.figures else figure.side

    def sides(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.side(key) for key in keys))

    def at(self, line: Line, token: int) -> tuple[str, ...]:
        """Keys of whom the noun phrase headed by a token means, coordination included; empty: nobody."""
        memo = self._memo.get((line.index, token))
        if memo is None:
            self._memo[line.index, token] = ()  # a phrase inside itself ends here
            memo = self._memo[line.index, token] = self._resolve(line, token)
        return memo

    def one(self, line: Line, token: int) -> tuple[str, ...]:
        """Like `at`, without conjuncts."""
        return self._single(line, line.tree.tokens[token])

    def owners(self, line: Line, token: int) -> tuple[str, ...]:
        """Whose a thing is: possessor, national adjective, or "of"/"by" phrase: "Zelenskyy’s approach", "U.S. demands"."""
        found: list[str] = []
        for child in line.tree.children(token):
            base = child.dep.split(":")[0]
            if (
                (base in ("amod", "compound") or child.dep == "nmod:poss") and not self._is_mere_place(line, child)
            ) or (base == "nmod" and case_of(line, child) in ("of", "by", "from")):
                found.extend(self.at(line, child.i))
        return tuple(dict.fromkeys(found))

    def within(self, line: Line, first: int, last: int) -> tuple[str, ...]:
        """Keys named by words in a range of tokens, in order."""
        return tuple(
            dict.fromkeys(self._at[line.index, at] for at in range(first, last + 1) if (line.index, at) in self._at)
        )

    def is_place(self, line: Line, token: int) -> bool:
        """The token names a place that is no actor here: "in Ukraine", "to Kyiv"."""
        return (line.index, token) in self._at and self._is_mere_place(line, line.tree.tokens[token])

    def forget(self) -> None:
        """Resolve afresh: speakers, sides or counterparts have changed."""
        self._memo.clear()

    def add_country(self, code: str, person: Figure) -> str:
        """Take in a country that the story names only through a person who holds its office; gives its key."""
        name = country_names().get(code, code)
        key = slug(name)
        self.figures.setdefault(key, Figure(key, name, "country", code=code, spots=person.spots[:1]))
        return key

    def name(self, key: str) -> str:
        figure = self.figures.get(key)
        return figure.name if figure else key

    # -- resolving ------------------------------------------------------------------------------

    def _resolve(self, line: Line, token: int) -> tuple[str, ...]:
        tokens = line.tree.tokens
        heads = [tokens[token], *(other for other in line.tree.conjuncts(token) if other.i != token)]
        found = [key for head in heads for key in self._single(line, head)]
        return tuple(dict.fromkeys(found))

    def _single(self, line: Line, token: Token) -> tuple[str, ...]:
        key = self._at.get((line.index, token.i))
        word = token.text.lower()
        if key is not None:
            return () if self._is_mere_place(line, token) else (key,)
        if token.pos == "PRON" or word in SINGULAR_PRONOUNS | PLURAL_PRONOUNS | NEUTER_PRONOUNS | SPEAKER_PRONOUNS:
            return self._pronoun(line, token, word)
        if token.pos in ("NOUN", "PROPN", "ADJ"):
            return self._noun(line, token)
        return ()

    def _is_mere_place(self, line: Line, token: Token) -> bool:
        sense = self._sense.get((line.index, token.i))
        if sense not in ("name", "capital", "place"):
            return False
        figure = self.figures.get(self._at[line.index, token.i])
        if figure is not None and figure.type not in STATE_TYPES:
            return False
        if sense == "capital" and token.dep.split(":")[0] in ("compound", "appos", "flat"):
            return True
        preposition = case_of(line, token)
        return preposition in PLACE_PREPOSITIONS or (sense != "name" and preposition in ("from", "of", "outside"))

    def _pronoun(self, line: Line, token: Token, word: str) -> tuple[str, ...]:
        if word in RELATIVE:
            return self._antecedent_of_relative(line, token)
        if word in SPEAKER_PRONOUNS:
            speaker = self.speakers.get(line.id)
            near = {
                other.text.lower()
                for other in (*line.tree.children(token.i), *line.tree.tokens[token.i + 1 : token.i + 2])
            }
            if speaker and word == "we" and near & {"both", "all"} and self.side(speaker) in self.counterparts:
                return tuple(dict.fromkeys((speaker, *(key for key in self.counterparts if key != self.side(speaker)))))
            return (speaker,) if speaker else ()
        if word in SINGULAR_PRONOUNS:
            return self._look_back(line, token, lambda figure: figure.type == "person")
        if word in NEUTER_PRONOUNS:
            return self._look_back(line, token, lambda figure: figure.type != "person" and not figure.plural)
        if word in PLURAL_PRONOUNS:
            return self._plural_antecedent(line, token)
        return ()

    def _antecedent_of_relative(self, line: Line, token: Token) -> tuple[str, ...]:
        at = token
        for _ in range(4):  # from the pronoun up to the relative clause's verb, then to the noun it describes
            head = line.tree.tokens[at.head]
            if at.dep.startswith("acl"):
                return self.one(line, head.i)
            if head.i == at.i:
                break
            at = head
        return ()

    def _look_back(self, line: Line, token: Token, fits: object) -> tuple[str, ...]:
        """The last fitting subject before the token, else the last fitting mention."""
        assert callable(fits)
        for index in range(line.index, max(-1, line.index - LOOK_BACK - 1), -1):
            other = self.story.lines[index]
            limit = token.i if index == line.index else len(other.tree.tokens)
            spots = [
                (at, key)
                for at in range(limit)
                if (key := self._at.get((index, at))) and self._is_head(other, at) and fits(self.figures[key])
            ]
            speaker = self.speakers.get(other.id)
            spots = [(at, key) for at, key in spots if not (index == line.index and key == speaker and speaker)]
            if spots:
                subjects = [key for at, key in spots if other.tree.tokens[at].dep.startswith("nsubj")]
                return (subjects[-1] if subjects else spots[-1][1],)
        return ()

    def _plural_antecedent(self, line: Line, token: Token) -> tuple[str, ...]:
        for index in range(line.index, max(-1, line.index - LOOK_BACK), -1):
            other = self.story.lines[index]
            limit = token.i if index == line.index else len(other.tree.tokens)
            for at in range(limit - 1, -1, -1):
                candidate = other.tree.tokens[at]
                if candidate.relation != "nsubj" or (candidate.pos == "PRON" and candidate.text.lower() != "they"):
                    continue
                keys = self.at(other, at)
                many = (
                    len(keys) > 1
                    or bool(other.tree.having(at, "conj"))
                    or candidate.number == "Plur"
                    or candidate.text.lower() == "they"
                )
                if keys and (many or self.figures[keys[0]].plural):
                    return keys
        return ()

    def _is_head(self, line: Line, at: int) -> bool:
        """The token is the head of its mention, not an inner word of it."""
        head = line.tree.tokens[at].head
        return head == at or self._at.get((line.index, head)) != self._at.get((line.index, at))

    def _noun(self, line: Line, token: Token) -> tuple[str, ...]:
        """Common nouns that name an actor: "Russian officials", "the union", "both sides"."""
        kind = head_type(token.lemma.lower())
        if kind is None and token.lemma.lower() not in together():
            return ()
        owners = self._modifiers(line, token)
        if kind == "staff" and token.number != "Plur":
            described = self._by_role(line, token, owners)
            if described:
                return described
        if kind == "faction":
            house = [key for key in owners if self.figures[key].type == "legislature"] or [
                key for preposition, head in line.tree.obliques(token.i) if preposition == "in" for key in self.one(line, head.i)
                if self.figures[key].type == "legislature"
            ]  # fmt: skip
            if house:
                return (house[0],)
        if kind in ("staff", "government"):
            if owners:
                return self.sides(owners)
            if kind == "government" and token.number != "Plur":
                return (self.home,) if self.home else ()
        if not owners and token.lemma.lower() in together() and self._is_collective(line, token):
            return self.counterparts
        if kind in (None, "staff", "government", "bloc"):
            return ()
        return self._group(line, token, kind, owners)

    def _group_words(self, line: Line, token: Token) -> str:
        """The words that name a group, its national adjective included: "Yemeni parties"."""
        first = min(
            (
                child.i
                for child in line.tree.children(token.i)
                if child.relation in ("amod", "compound") and child.i < token.i and child.text[:1].isupper()
            ),
            default=token.i,
        )
        return line.text[line.tree.tokens[first].start : token.end]

    def _by_role(self, line: Line, token: Token, owners: tuple[str, ...]) -> tuple[str, ...]:
        """The one person whose role the words describe: "Trump’s special envoy", "the U.S. president"."""
        words = [
            child.text
            for child in line.tree.children(token.i)
            if child.relation in ("amod", "compound") and not self._at.get((line.index, child.i))
        ]
        phrase = " ".join([*words, token.text]).lower()
        people = [
            figure
            for figure in self.figures.values()
            if figure.type == "person" and figure.role and phrase in figure.role.lower()
        ]
        sides = set(self.sides(owners))
        people = [figure for figure in people if not sides or self.side(figure.key) in sides]
        exact = [
            figure
            for figure in people
            if owners and any(self.name(key).split()[-1] in (figure.role or "") for key in owners)
        ]
        chosen = exact if len(exact) == 1 else people
        return (chosen[0].key,) if len(chosen) == 1 and (owners or len(words) > 0 or token.text[:1].isupper()) else ()

    def _modifiers(self, line: Line, token: Token) -> tuple[str, ...]:
        found: list[str] = []
        for child in line.tree.children(token.i):
            base = child.dep.split(":")[0]
            if base in ("amod", "compound", "nmod", "det", "flat", "nummod"):
                named = self._at.get((line.index, child.i))
                if named and (base != "nmod" or child.dep == "nmod:poss" or case_of(line, child) in ("of", "from")):
                    found.append(named)
                elif child.dep == "nmod:poss" or base == "compound":
                    found.extend(self.one(line, child.i))
                found.extend(
                    key
                    for inner in line.tree.conjuncts(child.i)
                    if inner.i != child.i
                    for key in self.one(line, inner.i)
                )
        return tuple(dict.fromkeys(found))

    def _is_collective(self, line: Line, token: Token) -> bool:
        words = {child.text.lower() for child in line.tree.children(token.i)}
        plural = token.number == "Plur" or token.text.lower().endswith("s")
        return plural and bool(
            words & {"both", "two", "all", "three", "the", "rival", "warring"} or token.lemma in ("negotiator",)
        )

    def _group(self, line: Line, token: Token, kind: str, owners: tuple[str, ...]) -> tuple[str, ...]:
        """A group named by a common noun: the named body of its kind when there is just one, else itself."""
        named = [f for f in self.figures.values() if f.type == kind and f.spots and not f.key.startswith("the-")]
        if len(named) == 1:
            return (named[0].key,)
        country = next((self.side(key) for key in owners if self.figures.get(self.side(key))), None)
        lemma = token.lemma.lower()
        if kind in ("legislature", "faction") and (country or self.home):
            country = country or self.home
        key = slug(f"the {self.name(country)} {lemma}" if country else f"the {lemma}")
        if key not in self.figures:
            name = self._group_words(line, token)
            code = self.figures[country].code if country and country in self.figures else None
            self.figures[key] = Figure(key, name, _as_kind(kind), code=code, plural=token.number == "Plur")
        self.figures[key].spots.append((line.index, token.i, token.i))
        return (key,)


def _as_kind(kind: str) -> ActorKind:
    kinds: dict[str, ActorKind] = {
        "government": "government", "legislature": "legislature", "union": "union", "company": "company",
        "organisation": "organisation", "armed-group": "armed-group", "faction": "faction", "bloc": "bloc",
        "country": "country", "body": "body",
    }  # fmt: skip
    return kinds.get(kind, "group")


def case_of(line: Line, token: Token) -> str:
    """The preposition before a noun, in lower case; empty without one."""
    return " ".join(
        child.text.lower()
        for child in line.tree.children(token.i)
        if child.dep == "case" and child.text not in POSSESSIVE
    )


def cast_of(story: Story) -> Cast:
    """Find every actor of the story and where it stands; sides of people are worked out by `sides`."""
    cast = Cast(story)
    for person in find_people(story):
        _add_person(cast, person)
    for line in story.lines:
        for mention in known_bodies(line):
            _add_body(cast, mention)
    for line in story.lines:
        taken = {at for (index, at) in cast._at if index == line.index}
        for mention in other_bodies(line, taken):
            _add_body(cast, mention)
    _drop_papers(cast)
    _adopt_countries_by_demonym(cast)
    _join_acronyms(cast)
    _echo_names(cast)
    _adopt_unknown_demonyms(cast)
    cast.home = _home(cast)
    return cast


def _add_person(cast: Cast, person: Person) -> None:
    key = person.key
    titled = max(person.mentions, key=lambda mention: len(mention.title or ""))
    figure = cast.figures[key] = Figure(key, person.name, "person", role=titled.title, title_kind=titled.title_kind)
    for mention in person.mentions:
        cast.people[mention.line, mention.first] = mention
        for at in range(mention.first, mention.last + 1):
            cast._at[mention.line, at] = key
            cast._sense[mention.line, at] = "person"
        figure.spots.append((mention.line, mention.first, mention.last))


def _add_body(cast: Cast, mention: BodyMention) -> None:
    spots = [(mention.line, at) for at in range(mention.first, mention.last + 1)]
    if any(spot in cast._at for spot in spots):
        return
    known = cast.figures.get(mention.key)
    if known is not None and known.type == "person":
        return
    figure = cast.figures.setdefault(
        mention.key, Figure(mention.key, mention.name, _as_kind(mention.type), code=mention.code)
    )
    if figure.name.endswith("s") and figure.type in ("faction", "union", "group"):
        figure.plural = True
    for spot in spots:
        cast._at[spot] = mention.key
        cast._sense[spot] = mention.sense
    figure.spots.append((mention.line, mention.first, mention.last))


def _drop_papers(cast: Cast) -> None:
    """A name that stands for a treaty or its talks ("NAFTA negotiations") is no actor, unless it acts somewhere."""
    papers = classes()["agreement"] | classes()["talks"] | classes()["truce"]
    known = {match.name.key for line in cast.story.lines for match in gazetteer().find(line.tree.tokens)}
    for figure in list(cast.figures.values()):
        if figure.type != "organisation" or figure.key in known:
            continue
        tokens = [(cast.story.lines[line], cast.story.lines[line].tree.tokens[last]) for line, _, last in figure.spots]
        names_paper = any(
            token.relation == "compound" and line.tree.tokens[token.head].lemma.lower() in papers
            for line, token in tokens
        )
        acts = any(token.relation == "nsubj" and sense_of(line, line.tree.tokens[token.head]) for line, token in tokens)
        if names_paper and not acts:
            del cast.figures[figure.key]
            cast._at = {spot: key for spot, key in cast._at.items() if key != figure.key}
            cast._sense = {spot: sense for spot, sense in cast._sense.items() if spot in cast._at}


def _adopt_countries_by_demonym(cast: Cast) -> None:
    """A capitalised name whose adjective the story uses too ("Drovia", "Drovian officials") is a country."""
    tokens = [
        (line.index, token) for line in cast.story.lines for token in line.tree.tokens if token.text[:1].isupper()
    ]
    adjectives = {
        token.text
        for _, token in tokens
        if token.pos in ("ADJ", "PROPN", "NOUN") and token.relation in ("amod", "compound")
    }
    titled = {mention.name for mention in cast.people.values() if mention.title_kind or " " in mention.name}
    for index, token in tokens:
        name = token.text
        held = cast.figures.get(cast._at.get((index, token.i), ""))
        if (
            token.pos != "PROPN"
            or len(name) < 4
            or name in titled
            or (held is not None and held.code)
            or (held and " " in held.name)
        ):
            continue
        if not any(
            name + ending in adjectives or name[:-1] + ending in adjectives
            for ending in DEMONYM_ENDINGS
            if name[-1:] in "aeiouyndsl"
        ):
            continue
        if held is not None and held.key == slug(name) and held.type == "person":
            del cast.figures[held.key]
            cast._at = {spot: key for spot, key in cast._at.items() if key != held.key}
            cast.people = {spot: mention for spot, mention in cast.people.items() if mention.name != name}
        figure = cast.figures.setdefault(slug(name), Figure(slug(name), name, "country"))
        figure.type = "country"
        if (index, token.i) not in cast._at:
            cast._at[index, token.i] = figure.key
            figure.spots.append((index, token.i, token.i))
        cast._sense[index, token.i] = "name"


DEMONYM_ENDINGS = ("n", "an", "ian", "ese", "i", "ish", "er")


def _join_acronyms(cast: Cast) -> None:
    """ "T.U." is the "Tarsian Union", "UAW" the "United Auto Workers", when one name of the story fits."""
    for figure in list(cast.figures.values()):
        letters = figure.name.replace(".", "")
        if figure.type == "person" or not (2 <= len(letters) <= 6 and letters.isupper()) or figure.code:
            continue
        owners = [
            other for other in cast.figures.values()
            if other.type != "person" and other.key != figure.key and _initials(other.name) == letters
        ]  # fmt: skip
        if len(owners) == 1:
            owner = owners[0]
            owner.spots = sorted([*owner.spots, *figure.spots])
            owner.aliases.append(figure.name)
            cast._at = {spot: owner.key if key == figure.key else key for spot, key in cast._at.items()}
            del cast.figures[figure.key]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper())


def _echo_names(cast: Cast) -> None:
    """A name found once is found wherever it stands, whatever the recogniser makes of it there."""
    known = {figure.name: figure for figure in cast.figures.values() if figure.type != "person"}
    known |= {alias: figure for figure in cast.figures.values() for alias in figure.aliases}
    single = {
        name: figure for name, figure in known.items() if " " not in name and len(name) > 1 and name[:1].isupper()
    }
    for line in cast.story.lines:
        for token in line.tree.tokens:
            figure = single.get(token.text)
            if figure is not None and (line.index, token.i) not in cast._at:
                cast._at[line.index, token.i] = figure.key
                cast._sense[line.index, token.i] = "name"
                figure.spots.append((line.index, token.i, token.i))


def _adopt_unknown_demonyms(cast: Cast) -> None:
    """A capitalised adjective that begins like a country no list knows is its demonym ("Velmoran" of "Velmora")."""
    stems = {
        figure.name[: max(4, len(figure.name) - 2)]: figure.key
        for figure in cast.figures.values()
        if figure.type == "country" and figure.code is None and " " not in figure.name and len(figure.name) > 4
    }
    for line in cast.story.lines:
        for token in line.tree.tokens:
            spot = (line.index, token.i)
            key = next((key for stem, key in stems.items() if token.text.startswith(stem)), None)
            if (
                key
                and (spot not in cast._at or cast.figures[cast._at[spot]].type != "person")
                and token.text[:1].isupper()
            ):
                cast._at[spot] = key
                cast._sense[spot] = "name" if token.text == cast.figures[key].name else "demonym"


def _home(cast: Cast) -> str | None:
    """The country the story names most often; null when it names none."""
    counts = Counter(key for (_, _), key in sorted(cast._at.items()) if cast.figures[key].type == "country")
    dateline = cast.story.article.dateline or ""
    for key in counts:
        if any(
            word and word in dateline
            for word in (cast.figures[key].name, country_names().get(cast.figures[key].code or "", ""))
        ):
            return key
    return counts.most_common(1)[0][0] if counts else None
