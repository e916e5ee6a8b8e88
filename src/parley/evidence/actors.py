"""Actors: who the story is about, under one key each, and who any word of it refers to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from parley.evidence.bodies import COLLECTIVES, HOUSES, head_type, modifying, organs, together
from parley.evidence.figure import Figure, as_kind
from parley.evidence.groups import (
    BODIES,
    OFFICIAL,
    PLACE_PREPOSITIONS,
    UNION_WORDS,
    call_by_trade,
    case_of,
    country_group,
    described_by_relative,
    described_name,
    ends_name,
    group_lemma,
    group_words,
    has_general_trade,
    has_trade,
    heads_mention,
    is_any_body,
    is_called,
    is_collective,
    is_definite,
    is_of_strangers,
    is_official,
    known_group,
    may_be_it,
    members_of,
    named_by_start,
    named_of_kind,
    nation_of_house,
    opens_compound,
    reporting_name,
    speaks_of_many,
    spoken_for_by,
    union_of,
)
from parley.evidence.pronouns import NEUTER, PLURAL, RELATIVE, SINGULAR, SPEAKER
from parley.evidence.roles import house_before, nameless_government, owned_before, person_by_role, share_of
from parley.evidence.roster import STATE_TYPES, Roster
from parley.evidence.story import Line
from parley.evidence.subordinate import is_of_many, leading
from parley.evidence.titles import is_body_word
from parley.evidence.words import slug
from parley.language.tree import Token

LOOK_BACK = 3  # lines a pronoun or a definite noun may look back


@dataclass
class Cast(Roster):
    """All actors of a story, and the answer to "whom do these words mean?"."""

    others: Callable[[Cast, Line, Token], tuple[str, ...]] | None = None  # whom more nouns mean: "two Brazilian men"
    turned: bool = False  # an answer given since this was last False turned on who the counterparts are
    _memo: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    _open: set[tuple[int, int]] = field(default_factory=set)  # places whose answer is being worked out
    _turning: set[tuple[int, int]] = field(default_factory=set)  # places in the memo whose answer did

    # -- asking ---------------------------------------------------------------------------------

    def at(self, line: Line, token: int) -> tuple[str, ...]:
        """Keys of whom the noun phrase headed by a token means, coordination included; empty: nobody."""
        place = (line.index, token)
        memo = self._memo.get(place)
        if memo is None:
            outer, self.turned = self.turned, False
            self._memo[place] = ()  # a phrase inside itself ends here
            memo = self._memo[place] = self._resolve(line, token)
            if self.turned:
                self._turning.add(place)
            self.turned = self.turned or outer
        elif place in self._turning:
            self.turned = True
        return memo

    def both_sides(self) -> tuple[str, ...]:
        """The counterparts, for an answer that turns on who they are."""
        self.turned = True
        return self.counterparts

    def one(self, line: Line, token: int) -> tuple[str, ...]:
        """Like `at`, without conjuncts."""
        return self._single(line, line.tree.tokens[token])

    def owners(self, line: Line, token: int) -> tuple[str, ...]:
        """Whose a thing is, by possessor, national adjective, or "of" and "by": "their approach", "U.S. demands"."""
        found: list[str] = []
        for child in line.tree.children(token):
            base = child.dep.split(":")[0]
            if (
                (base in ("amod", "compound") or child.dep == "nmod:poss") and not self._is_mere_place(line, child)
            ) or (base == "nmod" and case_of(line, child) in ("of", "by", "from")):
                found.extend(self.at(line, child.i))
        return tuple(dict.fromkeys(found))

    def forget(self) -> None:
        """Resolve afresh: speakers, sides or counterparts have changed."""
        self._memo.clear()
        self._turning.clear()

    # -- resolving ------------------------------------------------------------------------------

    def _resolve(self, line: Line, token: int) -> tuple[str, ...]:
        tokens = line.tree.tokens
        heads = [tokens[token], *(other for other in line.tree.conjuncts(token) if other.i != token)]
        found = [key for head in heads for key in self._single(line, head)]
        return tuple(dict.fromkeys(found))

    def _single(self, line: Line, token: Token) -> tuple[str, ...]:
        place = (line.index, token.i)
        if place in self._open:
            return ()  # a torn sentence can make a noun its own owner
        self._open.add(place)
        try:
            return self._meant(line, token)
        finally:
            self._open.remove(place)

    def _meant(self, line: Line, token: Token) -> tuple[str, ...]:
        key = self.keys.get((line.index, token.i))
        word = token.text.lower()
        if key is not None:
            return () if self._is_mere_place(line, token) else (key,)
        if token.pos == "PRON" or word in SINGULAR | PLURAL | NEUTER | SPEAKER:
            return self._pronoun(line, token, word)
        if token.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") and (shared := share_of(line, token)) is not None:
            return self.at(line, shared)
        if token.pos in ("NOUN", "PROPN", "ADJ") and not opens_compound(line, token):
            return self._noun(line, token)
        return ()

    def _pronoun(self, line: Line, token: Token, word: str) -> tuple[str, ...]:
        if word in RELATIVE:
            described = described_by_relative(line, token)
            if described is None:
                return ()
            return self.at(line, described) if is_of_many(line, token) else self.one(line, described)
        if word in SPEAKER:
            speaker = self.speakers.get(line.id)
            near = {
                other.text.lower()
                for other in (*line.tree.children(token.i), *line.tree.tokens[token.i + 1 : token.i + 2])
            }
            if speaker and word == "we" and near & {"both", "all"} and self.side(speaker) in self.both_sides():
                return tuple(dict.fromkeys((speaker, *(key for key in self.counterparts if key != self.side(speaker)))))
            return (speaker,) if speaker else ()
        if word in SINGULAR | NEUTER:
            reporting = reporting_name(line, token)
            if reporting is not None and not self.at(line, reporting):
                return ()  # somebody the cast does not know says it of themselves: it is nobody else's word
        if word in SINGULAR:
            return self._look_back(line, token, lambda figure: figure.type == "person" or figure.human)
        if word in NEUTER:
            return self._look_back(line, token, may_be_it)
        if word in PLURAL:
            return self._plural_antecedent(line, token)
        return ()

    def _look_back(self, line: Line, token: Token, fits: Callable[[Figure], bool]) -> tuple[str, ...]:
        """The last fitting subject before the token, else the last fitting mention."""
        for index in range(line.index, max(-1, line.index - LOOK_BACK - 1), -1):
            other = self.story.lines[index]
            limit = token.i if index == line.index else len(other.tree.tokens)
            spots = [(at, key) for at in range(limit) for key in self._named_at(other, at) if fits(self.figures[key])]
            speaker = self.speakers.get(other.id)
            spots = [(at, key) for at, key in spots if not (index == line.index and key == speaker and speaker)]
            if spots:
                return (leading(other, spots),)
        return ()

    def _named_at(self, line: Line, at: int) -> tuple[str, ...]:
        """Whom a word names: a name at its head, or a subject that is a common noun ("The union")."""
        key = self.keys.get((line.index, at))
        if key is not None:
            return (key,) if heads_mention(line, at, self.keys) and not self.figures[key].is_mere_place else ()
        token = line.tree.tokens[at]
        return self.one(line, at) if token.relation == "nsubj" and token.pos == "NOUN" else ()

    def _plural_antecedent(self, line: Line, token: Token) -> tuple[str, ...]:
        for index in range(line.index, max(-1, line.index - LOOK_BACK), -1):
            other = self.story.lines[index]
            limit = token.i if index == line.index else len(other.tree.tokens)
            for at in range(limit - 1, -1, -1):
                candidate = other.tree.tokens[at]
                if candidate.relation != "nsubj" or (candidate.pos == "PRON" and candidate.text.lower() != "they"):
                    continue
                keys = self.at(other, at)
                if keys and (speaks_of_many(other, candidate, keys) or self.figures[keys[0]].plural):
                    return keys
        return ()

    def _noun(self, line: Line, token: Token) -> tuple[str, ...]:
        """Common nouns that name an actor: "Russian officials", "the union", "both sides"."""
        kind = head_type(token.lemma.lower())
        if self.others is not None and (found := self.others(self, line, token)):
            return found
        speaker = spoken_for_by(line, token, self.spoken_for)
        if speaker is not None:
            return (speaker,)
        if kind is None and token.lemma.lower() not in together():
            acting = self._is_acting(token)
            named = ends_name(self.figures, line, token) if acting or is_body_word(token.text) else None
            return (named,) if named is not None else self._acting_noun(line, token) if acting else ()
        named = described_name(line, token, self.keys) if kind not in (None, "staff") else None
        if named is not None and self.figures[named].type not in ("person", "country"):
            return (named,)
        ending = ends_name(self.figures, line, token)
        if ending is not None:
            return (ending,)
        owners = self._modifiers(line, token)
        if owners and kind is None:
            return self.sides(owners) if token.lemma.lower() in ("side", "delegation", "team", "camp") else ()
        if token.lemma.lower() == "member":
            return members_of(self.figures, token, self.sides(owners))
        if kind == "staff" and token.number != "Plur":
            described = person_by_role(self, line, token, owners)
            if described:
                return described
        if kind == "faction":
            inside = [head for preposition, head in line.tree.obliques(token.i) if preposition == "in"]
            near = [*owners, *(key for head in inside for key in self.one(line, head.i))]
            house = [key for key in near if self.figures[key].type == "legislature"]
            if house:
                return (house[0],)
        if kind in ("staff", "legislature") and self._is_acting(token):
            return self.sides(owners[:1]) or self._acting_noun(line, token)  # "the mayor", "the council"
        if kind in ("staff", "government"):
            if owners:
                return self.sides(owners)
            if token.number != "Plur" and is_definite(line, token, bare=True):
                before = owned_before(self, line, token, self._modifiers)
                if before or token.lemma.lower() in ("army", "military"):
                    return before or ((self.home,) if self.home else ())
            if token.number == "Plur" and self.home and is_called(line, token, "armed"):
                return (self.home,)  # "the armed forces"
            if kind == "government" and token.number != "Plur":
                home = nation_of_house(self.figures, house_before(self, line, token)) or self.home
                return (home,) if home else nameless_government(self, line, token)
        grouped = self._countries(line, token)
        if grouped:
            return grouped
        if not owners and token.lemma.lower() in together() and is_collective(line, token):
            return self.both_sides()
        if kind in (None, "staff", "government", "bloc"):
            return ()
        return self._group(line, token, kind, owners)

    def _acting_noun(self, line: Line, token: Token) -> tuple[str, ...]:
        """ "The trust", "growers": whom no name stands for, where the words speak of somebody known or of people."""
        noun = self.acting[token.lemma.lower()]
        if token.number != "Plur" and not is_definite(line, token):
            return ()
        if token.relation in ("compound", "amod") or case_of(line, token) in PLACE_PREPOSITIONS - {"to"}:
            return ()
        named = described_name(line, token, self.keys)
        if named is not None and self.figures[named].type not in ("person", "country"):
            return (named,)
        if not noun.plural and (country := self._countries(line, token)):
            return country  # "the province", of a story that has named it
        owners = self.sides(self._modifiers(line, token))
        if token.lemma.lower() in organs():
            owners = owners or owned_before(self, line, token, self._modifiers, (*STATE_TYPES, *BODIES))
            if owners and self.figures[owners[0]].type != "person":
                return owners[:1]  # "the Kettawan council … the council"
        ours = any(child.text.lower() == "our" for child in line.tree.having(token.i, "nmod:poss"))
        if owners and (ours or (not noun.plural and self.figures[owners[0]].type == "country")):
            return owners[:1]  # "the Russian gas monopoly", "our mills"
        placed = named_by_start(self.figures, token.lemma)
        if placed is not None and not noun.plural:
            return (placed,)
        figure = self.figures.setdefault(
            noun.key, Figure(noun.key, noun.phrase, "group" if noun.plural else "organisation", plural=noun.plural)
        )
        figure.spots.append((line.index, token.i, token.i))
        return (figure.key,)

    def _is_acting(self, token: Token) -> bool:
        return self.others is None and token.lemma.lower() in self.acting

    def _countries(self, line: Line, token: Token) -> tuple[str, ...]:
        """ "Developing nations", "the bloc", "the country": countries named by what they are."""
        named = country_group(line, token)
        if named is not None:
            key, name = named
            figure = self.figures.setdefault(key, Figure(key, name, "bloc", plural=True))
            figure.spots.append((line.index, token.i, token.i))
            return (key,)
        if token.number == "Plur" or not is_definite(line, token, bare=True):
            return ()
        if token.lemma.lower() in ("bloc", "alliance"):
            return self._look_back(line, token, lambda figure: figure.type == "bloc")
        if token.lemma.lower() in ("province", "territory", "state"):
            return self._look_back(
                line, token, lambda one: one.type == "country" and not one.code and not one.is_mere_place
            )
        if token.lemma.lower() in ("country", "nation", "kingdom"):
            return self._look_back(line, token, lambda figure: figure.type == "country" and figure.code is not None)
        return ()

    def _modifiers(self, line: Line, token: Token) -> tuple[str, ...]:
        found: list[str] = []
        for child in line.tree.children(token.i):
            base = child.dep.split(":")[0]
            if base in ("amod", "compound", "nmod", "det", "flat", "nummod"):
                named = self.keys.get((line.index, child.i))
                if named and (base != "nmod" or child.dep == "nmod:poss" or case_of(line, child) in ("of", "from")):
                    found.append(named)
                elif child.dep == "nmod:poss" or base == "compound":
                    found.extend(self.one(line, child.i))
                others = [inner for inner in line.tree.conjuncts(child.i) if inner.i != child.i]
                found.extend(key for inner in others for key in self.one(line, inner.i))
        return tuple(dict.fromkeys(found))

    def _group(self, line: Line, token: Token, kind: str, owners: tuple[str, ...]) -> tuple[str, ...]:
        """A group named by a common noun: the named body of its kind when there is just one, else itself."""
        lemma = token.lemma.lower()
        if kind == "legislature" and not token.text[:1].isupper() and lemma not in HOUSES:
            return ()
        inside = token.relation in ("compound", "amod") and not token.text[:1].isupper() and lemma not in modifying()
        if inside and head_type(line.tree.tokens[token.head].lemma.lower()) != "staff":
            return ()  # "a board spokesman" is the board's; the board of "a board meeting" does nothing
        if lemma in HOUSES - {"parliament", "legislature", "congress"} and owners and token.number == "Plur":
            parties = [self.side(key) for key in owners if self.figures[self.side(key)].type == "faction"]
            if parties:
                return (parties[0],)  # "whose lawmakers", "the party's senators"
        armed = [key for key in owners if self.figures[key].type == "armed-group"]
        if armed:
            return (armed[0],)  # "the rebel group"
        if lemma == "staff":
            lenders = owners or owned_before(self, line, token, self._modifiers, ("organisation", "bloc"))
            if lenders and self.figures[lenders[0]].type in ("organisation", "bloc"):
                return lenders[:1]  # "the staff of the Fund" act for it
        if kind == "union" and token.number != "Plur" and lemma not in (*UNION_WORDS, *COLLECTIVES):
            return ()  # "one nurse for every five patients"
        workers = [key for key in owners if self.figures[key].type == "union"]
        if workers and lemma in UNION_WORDS:
            call_by_trade(self.figures[workers[0]], line, token)
            return (workers[0],)  # "their union", "the nurses' union"
        if lemma in organs() and len(owners) == 1 and self.figures[owners[0]].type in (kind, *BODIES):
            return owners  # a firm's board acts for the firm, a union's committee for the union
        single = self._named_body(line, token, kind, owners)
        if single is not None:
            return single
        country = next((self.side(key) for key in owners if self.figures.get(self.side(key))), None)
        if kind in ("legislature", "faction") and (country or self.home):
            country = country or self.home
        key = (union_of(self.figures, lemma, country, self.trades) if kind == "union" else None) or known_group(
            self.figures, lemma, country
        )
        key = key or slug(f"the {self.name(country)} {group_lemma(lemma)}" if country else f"the {group_lemma(lemma)}")
        if key not in self.figures:
            name = group_words(line, token)
            code = self.figures[country].code if country and country in self.figures else None
            self.figures[key] = Figure(
                key, name, as_kind(kind), code=code, plural=token.number == "Plur", owner=country
            )
        self.figures[key].spots.append((line.index, token.i, token.i))
        return (key,)

    def _named_body(self, line: Line, token: Token, kind: str, owners: tuple[str, ...]) -> tuple[str, ...] | None:
        """The named body that a common noun stands for; None: none is named, so the noun names its own group."""
        lemma = token.lemma.lower()
        named = named_of_kind(self.figures, kind, lemma)
        if kind == "union":
            named = [figure for figure in named if has_trade(figure, lemma, self.trades)]
            named = [figure for figure in named if lemma in figure.nouns] or named
        if lemma == "management" and not named and not owners:
            named = named_of_kind(self.figures, "organisation", "trust")
        if not owners and kind in ("company", "organisation") and is_of_strangers(line, token):
            return ()
        if not named and lemma in OFFICIAL and token.number != "Plur":
            named = [one for one in self.figures.values() if is_official(one) and one.nation in (None, *owners[:1])]
        if len(named) == 1:
            return (named[0].key,)
        if len(named) > 1 and kind == "union" and not has_general_trade(lemma):
            return (max(named, key=lambda figure: len(figure.spots)).key,)  # of the trade the story is about
        if len(named) > 1 and token.number == "Plur":
            return tuple(f.key for f in named[:4])
        if len(named) > 1:
            nation = next((key for key in owners if self.figures[key].type == "country"), None)
            fits = [f.key for f in named if nation is None or f.nation in (None, nation)]
            if len(fits) == 1:
                return (fits[0],)
            if nation is None and owners:
                return None
            return self._look_back(line, token, lambda figure: figure.key in fits)
        if not owners and is_any_body(line, token):
            return self._look_back(line, token, lambda figure: figure.type in BODIES)
        if token.number == "Plur" and not owners and token.relation != "nsubj" and kind in ("company", "organisation"):
            return None if is_definite(line, token) else ()  # "a levy on companies": nobody in particular
        return None
