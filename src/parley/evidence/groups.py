"""Groups: who a common noun describes ("Cadbury, the British chocolate maker") and groups known by what they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from parley.evidence.figure import Figure
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

BODIES = ("organisation", "company", "armed-group", "union", "bloc", "faction")  # what "the group" may mean
DEFINITE = frozenset({"the", "this", "that", "its", "their", "both", "all", "these", "those"})
ENDS_DESCRIPTION = frozenset({",", ".", ";", "—", "–", ")", "that", "which", "who", "of", "in", "with", "for", "and"})
PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "to", "into", "outside", "inside", "around", "across", "through", "via", "toward", "towards"}
)
IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "SYM"})


def opens_compound(line: Line, token: Token) -> bool:
    """A noun that a hyphen ties to a participle only describes: "a *government*-held part of the city"."""
    behind = line.tree.tokens[token.i + 1 : token.i + 3]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].has("VerbForm=Part")


def described_name(line: Line, token: Token, keys: Mapping[tuple[int, int], str]) -> str | None:
    """Key of the actor whose name a description stands with: "Unite, the union that …", "the union Unite".

    Read by the words, since parsers often take such a description for a second subject.
    """
    tokens = line.tree.tokens
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    name_follows = after is not None and after.text[:1].isupper() and after.start == token.end + 1
    if after is not None and name_follows and token.number != "Plur" and token.relation != "compound":
        named = keys.get((line.index, after.i))
        if named is not None:
            return named
    colon = _name_behind_colon(line, token, keys)
    if colon is not None:
        return colon
    for beside in line.tree.having(token.i, "appos"):  # "their organisation, the Fishers’ Alliance"
        named = keys.get((line.index, beside.i))
        if named is not None and token.relation == "nsubj":
            return named
    start = token.i
    while start and (tokens[start - 1].pos in IN_PHRASE or tokens[start - 1].text in (*POSSESSIVE, "-")):
        start -= 1
    opens = tokens[start].text.lower() in ("the", "a", "an")
    closes = after is None or after.text in ENDS_DESCRIPTION
    if not opens or not closes or start < 2 or tokens[start - 1].text not in (",", "(", "—", "–"):
        return None
    return keys.get((line.index, start - 2))


def _name_behind_colon(line: Line, token: Token, keys: Mapping[tuple[int, int], str]) -> str | None:
    """ "One studio has left the front: Small Hours Films, …": who a sentence's first words announce."""
    tokens = line.tree.tokens
    if token.i > 3 or token.number == "Plur" or token.relation != "nsubj":
        return None
    if not any(one.text.lower() in ("one", "a", "another") for one in tokens[: token.i]):
        return None
    colon = next((one.i for one in tokens if one.text == ":"), None)
    return keys.get((line.index, colon + 1)) if colon is not None and colon > token.i else None


def reporting_name(line: Line, token: Token) -> int | None:
    """The name that says what a pronoun is said to do: "*Aire Transit* said it could accept"; None: no name does."""
    at = line.tree.tokens[token.head]
    for _ in range(3):  # from the pronoun's verb up to the one that reports it
        if at.relation == "ccomp":
            names = [one.i for one in line.tree.having(at.head, "nsubj") if one.pos == "PROPN" and one.i != token.i]
            return names[0] if names else None
        at = line.tree.tokens[at.head]
    return None


def heads_mention(line: Line, at: int, keys: Mapping[tuple[int, int], str]) -> bool:
    """Whether a word is the head of its mention, not an inner word of it."""
    head = line.tree.tokens[at].head
    return head == at or keys.get((line.index, head)) != keys.get((line.index, at))


def is_main_subject(line: Line, at: int) -> bool:
    """The word is a subject, and not only of a clause that describes a noun."""
    token = line.tree.tokens[at]
    return token.dep == "root" or (token.relation == "nsubj" and not line.tree.tokens[token.head].dep.startswith("acl"))


def described_by_relative(line: Line, token: Token) -> int | None:
    """The noun that the clause of a relative pronoun describes: "the *union*, which voted"."""
    at = token
    for _ in range(4):  # from the pronoun up to the relative clause's verb, then to the noun it describes
        head = line.tree.tokens[at.head]
        if at.dep.startswith("acl"):
            return head.i
        if head.i == at.i:
            break
        at = head
    return None


def ends_name(figures: Mapping[str, Figure], line: Line, token: Token) -> str | None:
    """The body whose name ends in this word: "the authority" of a Competition Authority, when one fits."""
    if token.number == "Plur" or token.relation == "compound" or not is_definite(line, token, bare=True):
        return None
    return named_by_end(figures, token.text)


def named_by_end(figures: Mapping[str, Figure], word: str) -> str | None:
    """The one body whose name of several words ends in this word, in whatever case.

    Where the story says "Brussels" alone, "the union" is not the European Union: its name must stand there in full.
    """
    found = [
        figure.key
        for figure in figures.values()
        if figure.type not in ("person", "country")
        and " " in figure.name
        and figure.name.split()[-1].lower() == word.lower()
        and (not figure.said or any(one.split()[-1].lower() == word.lower() for one in (*figure.said, *figure.aliases)))
    ]
    return found[0] if len(found) == 1 else None


def named_by_start(figures: Mapping[str, Figure], word: str) -> str | None:
    """The one place whose name begins with what it is: "the province" of a Province of New Harrow."""
    opening = f"{word.lower()} of "
    found = [
        figure.key
        for figure in figures.values()
        if figure.type != "person"
        and any(name.lower().startswith(opening) for name in (figure.name, *figure.aliases, *figure.called))
    ]
    return found[0] if len(found) == 1 else None


def is_definite(line: Line, token: Token, *, bare: bool = False) -> bool:
    """The phrase speaks of somebody known; `bare`: without adjectives or owners ("the bloc", "the 27-nation bloc")."""
    children = line.tree.children(token.i)
    if not any(child.text.lower() in DEFINITE for child in children if child.i < token.i):
        return False
    return not bare or not any(child.dep == "nmod:poss" or child.ent for child in children if child.i < token.i)


@cache
def _country_groups() -> dict[str, str]:
    groups = lexicon("bodies")["country_groups"]
    return {word: group[0] for group in groups for word in group}


def country_group(line: Line, token: Token) -> tuple[str, str] | None:
    """Key and words of a group of countries: "wealthy nations", "Gulf states"; None for other nouns."""
    if token.lemma.lower() not in ("nation", "country", "state", "economy", "government", "power"):
        return None
    for child in line.tree.children(token.i):
        word = child.text.lower()
        if token.number == "Plur" and child.i < token.i and word in _country_groups():
            return slug(f"{_country_groups()[word]} countries"), f"{child.text} {token.text}"
    return None


@cache
def _same_group() -> dict[str, str]:
    return {word: group[0] for group in lexicon("bodies")["same_group"] for word in group}


def group_lemma(lemma: str) -> str:
    """One word for groups that are the same people: lenders and creditors."""
    return _same_group().get(lemma, lemma)


def named_of_kind(figures: Mapping[str, Figure], kind: str, lemma: str) -> list[Figure]:
    """The named bodies that a common noun of this kind may stand for: "the company" for a company.

    An organisation goes by a common noun only when its own name says so: "the bondholders" are no Monetary Fund.
    """
    named = [one for one in figures.values() if one.type == kind and one.spots and not one.key.startswith("the-")]
    named = [
        one
        for one in named
        if lemma in one.nouns or not (lemma in _trades_of_firms() and one.nouns & _trades_of_firms())
    ]
    return [one for one in named if kind != "organisation" or _is_called(one, lemma)]


@cache
def _trades_of_firms() -> frozenset[str]:
    """Nouns of which a body is one or another: a club is no league, a bank no airline."""
    return frozenset(lexicon("bodies")["one_of_these"])


def call_by_trade(figure: Figure, line: Line, token: Token) -> None:
    """Name the union of a trade as the story does: "the actors' union", not only "actors"."""
    owner = next((one for one in line.tree.having(token.i, "nmod:poss") if one.number == "Plur"), None)
    if figure.key.startswith("the-") and " " not in figure.name and owner is not None and owner.text.islower():
        figure.name = line.text[owner.start : token.end]


OFFICIAL = frozenset({"regulator", "watchdog", "agency", "authority", "commission"})


def is_official(figure: Figure) -> bool:
    """A body that watches others for a state: "the regulator" may be it."""
    ending = figure.name.split()[-1].lower()
    return bool(figure.spots) and (figure.type == "body" or (figure.type == "organisation" and ending in OFFICIAL))


def has_general_trade(lemma: str) -> bool:
    """ "Workers", "members", "the union": of no trade in particular."""
    return group_lemma(lemma) in GENERAL_WORKERS | UNION_WORDS


def _is_called(figure: Figure, lemma: str) -> bool:
    words = {word for name in (figure.name, *figure.called) for word in name.lower().split()}
    return any(group_lemma(word.removesuffix("s")) == group_lemma(lemma) for word in words)


def nation_of_house(figures: Mapping[str, Figure], keys: Iterable[str]) -> str | None:
    """Of "the senator warned the administration": the country whose house or faction is among the actors."""
    for key in keys:
        house = figures.get(key)
        if house is None or house.type not in ("legislature", "faction") or house.code is None:
            continue
        for figure in figures.values():
            if figure.type == "country" and figure.code == house.code:
                return figure.key
    return None


def may_be_it(figure: Figure) -> bool:
    """One body, not people by their many: whom "it" and "its" may mean."""
    return figure.type != "person" and (not figure.plural or figure.type not in ("faction", "group"))


def members_of(figures: Mapping[str, Figure], token: Token, owners: tuple[str, ...]) -> tuple[str, ...]:
    """ "Its members", "members of the guild": the body; "members voted": of the one union of the story."""
    bodies = tuple(key for key in owners if figures[key].type != "person")
    if bodies or owners or token.number != "Plur":
        return bodies[:1]
    unions = tuple(figure.key for figure in figures.values() if figure.type == "union")
    return unions if len(unions) == 1 else ()


def known_group(figures: Mapping[str, Figure], lemma: str, country: str | None) -> str | None:
    """The group of this kind the story has, when one of the two is of no country, or both are of the same."""
    ending = f"-{slug(group_lemma(lemma))}"
    found = [key for key in figures if key.startswith("the-") and key.endswith(ending)]
    own = f"the-{country}{ending}" if country else f"the{ending}"
    if own in found:
        return own
    return found[0] if len(found) == 1 and (country is None or found[0] == f"the{ending}") else None


UNION_WORDS = frozenset({"union", "guild", "federation", "brotherhood"})


GENERAL_WORKERS = frozenset({"worker", "member", "crew", "labor", "labour"})


def has_trade(figure: Figure, lemma: str, trades: Mapping[str, int]) -> bool:
    """Whether workers of a trade are a union's: the trade is in its name, or is the one the story is about.

    "Farmers" are nobody of the Dockworkers' Federation; "drivers" are Unite's where no other trade is named so often.

    Args:
        trades: how often the story names the workers of each trade.
    """
    if group_lemma(lemma) in GENERAL_WORKERS | UNION_WORDS or "-" in lemma:
        return True
    names = " ".join((figure.name, *figure.called)).lower()
    if lemma in figure.nouns or lemma[:4] in names:
        return True
    named = any(trade[:4] in names for trade in trades if trade not in UNION_WORDS)
    return not named and trades.get(lemma, 0) == max(trades.values(), default=0)


def union_of(figures: Mapping[str, Figure], lemma: str, owner: str | None, trades: Mapping[str, int]) -> str | None:
    """The workers that "the union" speaks for, or the union of "the drivers", of those the story has.

    "The union" is that of the trade named most often. Workers of two firms, or of two trades, stay apart.
    """
    groups = {
        figure.key.rsplit("-", 1)[-1]: figure.key
        for figure in figures.values()
        if figure.type == "union" and figure.key.startswith("the-") and (not owner or figure.owner in (None, owner))
    }
    general = UNION_WORDS | GENERAL_WORKERS
    main = max((trade for trade in trades if trade not in general), key=lambda trade: trades[trade], default=None)
    if group_lemma(lemma) in general:
        return groups.get(main or "") or next((key for trade, key in groups.items() if trade in general), None)
    return next((key for trade, key in groups.items() if trade in general), None) if lemma == main else None


def group_words(line: Line, token: Token) -> str:
    """The words that name a group, what tells it apart included: "Yemeni parties", "parents' groups", "farm unions"."""
    plain = token.lemma.lower() in PLAIN_GROUPS
    first = min(
        (
            child.i
            for child in line.tree.children(token.i)
            if child.i < token.i
            and (
                (child.relation in ("amod", "compound") and child.text[:1].isupper())
                or (plain and child.dep in ("compound", "nmod:poss") and child.pos == "NOUN")
            )
        ),
        default=token.i,
    )
    return line.text[line.tree.tokens[first].start : token.end]


PLAIN_GROUPS = frozenset({"group", "union", "body", "organisation", "organization", "association", "lobby"})


def is_collective(line: Line, token: Token) -> bool:
    """The plural speaks of all parties at the table: "both sides", "the negotiators"."""
    words = {child.text.lower() for child in line.tree.children(token.i)}
    plural = token.number == "Plur" or token.text.lower().endswith("s")
    return plural and bool(
        words & {"both", "two", "all", "three", "the", "rival", "warring"} or token.lemma in ("negotiator",)
    )


def is_any_body(line: Line, token: Token) -> bool:
    """ "The group", "the movement": one body spoken of before, of whatever kind."""
    general = token.lemma.lower() in ("group", "organization", "organisation", "movement", "body")
    return general and token.number != "Plur" and is_definite(line, token)


def is_called(line: Line, token: Token, word: str) -> bool:
    """A word stands with a noun: "armed" with "forces"."""
    return any(child.text.lower() == word for child in line.tree.children(token.i))


def speaks_of_many(line: Line, token: Token, keys: Collection[str]) -> bool:
    """Several stand behind a subject, or one word for many: whom "they" may mean."""
    joined = len(keys) > 1 or bool(line.tree.having(token.i, "conj"))
    return joined or token.number == "Plur" or token.text.lower() == "they"


def is_of_strangers(line: Line, token: Token) -> bool:
    """ "Islanders' groups": somebody else's, who is no actor of the story, and so no body that it names."""
    return any(child.dep == "nmod:poss" and child.pos in ("NOUN", "PROPN") for child in line.tree.children(token.i))


def case_of(line: Line, token: Token) -> str:
    """The preposition before a noun, in lower case; empty without one."""
    return " ".join(
        child.text.lower()
        for child in line.tree.children(token.i)
        if child.dep == "case" and child.text not in POSSESSIVE
    )


def noun_words(line: Line, token: Token, *, lemma: bool = False) -> str:
    """The noun with the nouns that stand before it: "rice growers"; with its lemma: "rice grower"."""
    tokens = line.tree.tokens
    first = token.i
    while (
        first > 0 and tokens[first - 1].relation == "compound" and tokens[first - 1].head in range(first, token.i + 1)
    ):
        if tokens[first - 1].text[:1].isupper() and first > 1:
            break
        first -= 1
    words = line.text[tokens[first].start : token.end]
    if lemma:
        words = f"{words[: -len(token.text)]}{token.lemma.lower()}"
    return words[0].lower() + words[1:]


def spoken_for_by(line: Line, token: Token, bodies: Mapping[str, str]) -> str | None:
    """The body that speaks for the people of a plural noun: those of "terminal operators" are "the operators" too."""
    if not bodies or token.number != "Plur" or is_of_strangers(line, token):
        return None
    words, lemma = noun_words(line, token, lemma=True), token.lemma.lower()
    if words in bodies:
        return bodies[words]
    placed = token.i > 0 and line.tree.tokens[token.i - 1].pos == "PROPN"  # "Antwerp dockers"
    if (words != lemma and not placed) or lemma in GENERAL_PEOPLE:
        return None
    found = {body for named, body in bodies.items() if group_lemma(named.split()[-1]) == group_lemma(lemma)}
    return next(iter(found)) if len(found) == 1 else None


GENERAL_PEOPLE = frozenset(
    {"worker", "member", "employee", "company", "firm", "business", "people", "group", "interest", "client", "customer",
     "person", "country", "state", "party", "line", "organisation", "organization"}
)  # fmt: skip
