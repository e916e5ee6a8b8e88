"""The people of a nation: who acts and is acted on where every act of anybody counts, not only those of parties."""

from __future__ import annotations

from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.figure import Figure
from parley.evidence.groups import case_of
from parley.evidence.story import Line
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

QUANTITIES = frozenset(
    {"hundred", "thousand", "dozen", "score", "number", "group", "team", "crowd", "ten", "million", "handful",
     "member", "unit"}
)  # fmt: skip
PLACES = frozenset(
    {"city", "town", "village", "capital", "province", "region", "district", "state", "port", "camp", "area", "island"}
)
PLACE_WORDS = 8  # how far a place's own words reach
WHERE = frozenset({"in", "from", "of", "inside", "at"})


@cache
def sectors() -> dict[str, str]:
    """Nouns for people to CAMEO's role: "soldier" -> "MIL"."""
    return {noun: role for role, nouns in reversed(lexicon("sectors").items()) for noun in nouns}


def sector_of(noun: str) -> str | None:
    """CAMEO's role of a noun for people, also of plurals that a lemmatizer leaves ("gunmen")."""
    return sectors().get(noun) or sectors().get(f"{noun.removesuffix('men')}man" if noun.endswith("men") else noun)


def people_of(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Whom a common noun means by its nation: "two Brazilian men", "hundreds of UN troops", "Israeli tank shelling".

    People get an actor of their own with their role, or, of no known nation, one that is only that role;
    a thing is its nation's.
    """
    lemma = token.lemma.lower()
    role = sector_of(lemma) or sector_of(token.text.lower())
    if lemma in QUANTITIES and (inner := _counted(line, token)):
        return cast.at(line, inner.i)
    owners = _owners(cast, line, token)
    if role is None or (not owners and token.relation in ("compound", "amod")):
        return owners
    return tuple(_figure(cast, line, token, owner) for owner in owners) or (_figure(cast, line, token, None),)


def _counted(line: Line, token: Token) -> Token | None:
    return next((head for preposition, head in line.tree.obliques(token.i) if preposition == "of"), None)


def _owners(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Nations and bodies before the noun ("Egypt's", "Israeli"), else where it is ("a court in Guyana")."""
    before: list[str] = []
    behind: list[str] = []
    for child in line.tree.children(token.i):
        base = child.dep.split(":")[0]
        if base in ("amod", "compound", "det", "nummod", "flat") or child.dep == "nmod:poss":
            before.extend(_named(cast, line, child))
        elif base == "nmod" and set(case_of(line, child).split()) & WHERE:
            behind.extend(_named(cast, line, child) or _of_place(cast, line, child))
    return tuple(dict.fromkeys(before or behind or _from_behind(cast, line, token))) or _shared(cast, line, token)


def _shared(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """What people joined by "and" share: "*Danish* media and government", "lawmakers and officials *in Chad*"."""
    others = line.tree.conjuncts(token.i)
    if any(child.dep == "det" for child in line.tree.children(token.i)):
        return ()
    for other in others:
        ahead = other.i < token.i
        for child in line.tree.children(other.i):
            leads = child.i < other.i and (child.relation in ("amod", "compound") or child.dep == "nmod:poss")
            trails = child.i > other.i and child.relation == "nmod" and set(case_of(line, child).split()) & WHERE
            if (leads and ahead) or (trails and not ahead):
                found = _named(cast, line, child)
                if found:
                    return tuple(found)
    return ()


def _named(cast: Cast, line: Line, token: Token) -> list[str]:
    """Who a modifier and its conjuncts are, or who stands in a compound before it: "*White House* security"."""
    found = []
    for word in (token, *(other for other in line.tree.conjuncts(token.i) if other.i > token.i)):
        key = cast.keys.get((line.index, word.i))
        if key is not None:
            found.append(key)
        elif word.pos == "PRON" or word.dep == "nmod:poss":
            found.extend(cast.one(line, word.i))
        elif word.relation == "compound":
            found.extend(key for inner in line.tree.having(word.i, "compound") for key in _named(cast, line, inner))
    return found


def _of_place(cast: Cast, line: Line, token: Token) -> list[str]:
    """The land of a place named by a common noun: "the mayor of the West Bank *city* of Nablus"."""
    if token.lemma.lower() not in PLACES:
        return []
    first, last = line.tree.subtree(token.i)
    keys = cast.within(line, first, min(last, first + PLACE_WORDS))
    return [key for key in keys if cast.figures[key].code is not None][:1]


def _from_behind(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Right behind people, "from" says whose they are, wherever the parser hangs it: "dissidents *from Egypt*"."""
    tokens = line.tree.tokens
    if token.i + 2 >= len(tokens) or tokens[token.i + 1].text.lower() != "from":
        return ()
    first = token.i + 2 + (tokens[token.i + 2].pos == "DET")
    return cast.within(line, first, first)


def _figure(cast: Cast, line: Line, token: Token, owner: str | None) -> str:
    lemma = token.lemma.lower()
    key = slug(f"{owner} {lemma}" if owner else f"the {lemma}")
    figure = cast.figures.get(key)
    if figure is None:
        code = cast.figures[cast.side(owner)].code if owner and cast.side(owner) in cast.figures else None
        if code is None and owner:
            code = cast.figures[owner].code
        figure = cast.figures[key] = Figure(key, _words(line, token), "group", code=code, role=token.text)
        figure.plural = token.number == "Plur"
    figure.spots.append((line.index, token.i, token.i))
    return key


def _words(line: Line, token: Token) -> str:
    """The noun with the name before it: "Georgian demonstrators"."""
    first = min(
        (child.i for child in line.tree.children(token.i) if child.i < token.i and child.text[:1].isupper()),
        default=token.i,
    )
    return line.text[line.tree.tokens[first].start : token.end]
