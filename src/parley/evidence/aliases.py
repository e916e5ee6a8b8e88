"""Aliases: short forms, letters and second names of one body become one actor."""

from __future__ import annotations

import re
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type
from parley.evidence.figure import Figure, as_kind
from parley.evidence.groups import described_name, is_definite
from parley.evidence.nations import is_nation
from parley.evidence.story import Line
from parley.evidence.titles import is_body_word, title_kind
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

LETTERS = re.compile(r"^[A-Z][A-Z&/-]{1,6}s?$")


def join_aliases(cast: Cast) -> None:
    """Give every alias of a body to the body: "LURD", "the Front", "Kraft" of "Kraft Foods", "(the Coalition)"."""
    _join_defined(cast)
    _join_places(cast)
    _join_bracketed(cast)
    _join_letters(cast)
    _adopt_letters(cast)
    _join_short_forms(cast)
    _adopt_short_words(cast)
    _adopt_first_words(cast)


def note_descriptions(cast: Cast) -> None:
    """Of which nation and kind a body is said to be: "the Swiss bank UBS", "the rebel group, known as the Front"."""
    for line in cast.story.lines:
        _note_armed(cast, line)
        for token in line.tree.tokens:
            if token.pos != "NOUN" or head_type(token.lemma.lower()) in (None, "staff"):
                continue
            key = described_name(line, token, cast.keys)
            if key is None and token.relation == "compound":  # parsers differ over "the drivers' union GDL"
                key = cast.keys.get((line.index, token.i + 1))
            if key is None or cast.figures[key].type in ("person", "country"):
                continue
            for child in line.tree.children(token.i):
                nation = cast.figures.get(cast.keys.get((line.index, child.i), ""))
                if nation is not None and nation.type == "country" and nation.key != key:
                    cast.figures[key].nation = nation.key
            _note_kind(cast.figures[key], line, token)


def _note_kind(figure: Figure, line: Line, noun: Token) -> None:
    """A body is what it is called, and a union that of the trade it is called by: "the train drivers' union GDL"."""
    kind = head_type(noun.lemma.lower())
    if figure.type == "organisation" and kind in ("union", "company") and noun.lemma.lower() != "group":
        figure.type, figure.is_open = as_kind(kind), False
    if figure.type == "union":
        before = line.tree.tokens[max(0, noun.i - 3) : noun.i]
        figure.nouns.update(one.lemma.lower() for one in before if head_type(one.lemma.lower()) == "union")


def _note_armed(cast: Cast, line: Line) -> None:
    """An organisation that is called rebels or a rebel group is an armed group."""
    tokens = line.tree.tokens
    for token in tokens:
        if head_type(token.lemma.lower()) != "armed-group" or token.text[:1].isupper():
            continue
        before = cast.keys.get((line.index, token.i - 1)) if token.i else None
        at = token.i + 1
        while at < len(tokens) and tokens[at].text.lower() in CALLED:
            at += 1
        after = cast.keys.get((line.index, at)) if at > token.i + 1 else None
        for key in (before, after):
            if key is not None and cast.figures[key].type == "organisation":
                cast.figures[key].type = "armed-group"


CALLED = frozenset(
    {"group", "movement", "force", "army", "alliance", ",", "known", "as", "called", "named", "of", "the", "from"}
)


def merge(cast: Cast, figure: Figure, owner: Figure) -> None:
    owner.spots = sorted([*owner.spots, *figure.spots])
    owner.aliases.append(figure.name)
    owner.called.extend(figure.called)
    owner.said |= figure.said
    cast.keys = {spot: owner.key if key == figure.key else key for spot, key in cast.keys.items()}
    del cast.figures[figure.key]


# -- letters ------------------------------------------------------------------------------------


def _join_bracketed(cast: Cast) -> None:
    """Letters in brackets right behind a name are its own: "the Union of Nurses and Midwives (UNM)"."""
    for line in cast.story.lines:
        tokens = line.tree.tokens
        for token in tokens[2:-1]:
            bracketed = tokens[token.i - 1].text == "(" and tokens[token.i + 1].text == ")"
            if not bracketed or not LETTERS.match(token.text):
                continue
            owner = _body_before(cast, line, token.i - 2, token.text[0])
            held = cast.figures.get(cast.keys.get((line.index, token.i), ""))
            if owner is None or held is owner or (held is not None and (held.code or held.type == "person")):
                continue
            if held is None:
                _take_in(cast, owner, (line.index, token.i), token.text)
            else:
                merge(cast, held, owner)


def _body_before(cast: Cast, line: Line, at: int, initial: str) -> Figure | None:
    """The body whose name ends here, or a word or two earlier where a recogniser stopped at "and"."""
    for back in range(at, max(-1, at - 3), -1):
        figure = cast.figures.get(cast.keys.get((line.index, back), ""))
        if figure is not None:
            fits = figure.type not in ("person", "country") and figure.code is None
            return figure if fits and figure.name.startswith(initial) else None
        if not (line.tree.tokens[back].text[:1].isupper() or line.tree.tokens[back].text == "and"):
            return None
    return None


def _join_defined(cast: Cast) -> None:
    """A short name that a statement sets in brackets and quotation marks: "Brannock Freight (the “Company”)"."""
    for line in cast.story.lines:
        tokens = line.tree.tokens
        for token in tokens[1:-2]:
            if token.text != "(":
                continue
            close = next((one.i for one in tokens[token.i + 1 : token.i + 10] if one.text == ")"), None)
            if close is None or not any(one.text in QUOTES for one in tokens[token.i + 1 : close]):
                continue
            words = [
                one
                for one in tokens[token.i + 1 : close]
                if one.text not in QUOTES and one.text.lower() not in DEFINING
            ]
            owner = cast.figures.get(cast.keys.get((line.index, token.i - 1), ""))
            if owner is None or owner.type == "person" or not words or not all(one.text[:1].isupper() for one in words):
                continue
            _give_name(cast, owner, tuple(one.text for one in words))


def _join_places(cast: Cast) -> None:
    """ "Province of New Harrow", "City of Aldport": the place that the story also names alone."""
    for figure in list(cast.figures.values()):
        kind, _, place = figure.name.partition(" of ")
        owner = cast.figures.get(slug(place))
        if kind not in PLACES or owner is None or owner is figure or figure.code or figure.type == "person":
            continue
        if owner.type != "person":
            owner.type, owner.is_open = "country", False
            merge(cast, figure, owner)


PLACES = frozenset(
    {"Province", "State", "Republic", "Kingdom", "City", "Town", "County", "Commonwealth", "Government", "Territory"}
)
QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "``", "''"})
DEFINING = frozenset({"the", "hereinafter", "hereafter", "or", "together", "collectively", ",", "and"})


def _give_name(cast: Cast, owner: Figure, words: tuple[str, ...]) -> None:
    """Give a body a name wherever it stands that is nobody's, or that only a recogniser has made somebody's."""
    rival = cast.figures.get(slug(" ".join(words)))
    if rival is not None and rival is not owner and not rival.code:
        cast.people = {spot: one for spot, one in cast.people.items() if cast.keys.get(spot) != rival.key}
        merge(cast, rival, owner)
    for line in cast.story.lines:
        texts = [token.text for token in line.tree.tokens]
        for at in range(len(texts) - len(words) + 1):
            spots = [(line.index, at + step) for step in range(len(words))]
            if tuple(texts[at : at + len(words)]) == words and not any(spot in cast.keys for spot in spots):
                for spot in spots:
                    cast.keys[spot], cast.senses[spot] = owner.key, "name"
                owner.spots.append((line.index, at, at + len(words) - 1))
    alias = " ".join(words)
    if alias not in owner.aliases:
        owner.aliases.append(alias)


def _join_letters(cast: Cast) -> None:
    """ "T.U." is the "Tarsian Union", "UAW" the "United Auto Workers", when one name of the story fits."""
    for figure in list(cast.figures.values()):
        letters = figure.name.replace(".", "")
        if figure.type == "person" or not (2 <= len(letters) <= 6 and letters.isupper()) or figure.code:
            continue
        owners = _owners_of_letters(cast, letters, figure.key)
        if len(owners) == 1:
            merge(cast, figure, owners[0])


def _adopt_letters(cast: Cast) -> None:
    """Letters that no recogniser sees: "GM", once "General Motors" is in the story."""
    for line in cast.story.lines:
        for token in line.tree.tokens:
            spot = (line.index, token.i)
            letters = token.text.replace(".", "")
            if spot in cast.keys or not LETTERS.match(letters):
                continue
            owners = _owners_of_letters(cast, letters, "")
            if len(owners) == 1:
                _take_in(cast, owners[0], spot, token.text)


def _take_in(cast: Cast, owner: Figure, spot: tuple[int, int], alias: str) -> None:
    cast.keys[spot] = owner.key
    cast.senses[spot] = "name"
    owner.spots.append((*spot, spot[1]))
    if alias not in owner.aliases:
        owner.aliases.append(alias)


def _owners_of_letters(cast: Cast, letters: str, own: str) -> list[Figure]:
    return [
        other for other in cast.figures.values()
        if other.type != "person" and other.key != own and other.code is None
        and any(letters in _initials(name) for name in (other.name, *other.called))
    ]  # fmt: skip


def _initials(name: str) -> tuple[str, str]:
    """The initials of a name, with and without "Corp." at its end."""
    words = [word for word in name.replace("-", " ").replace("&", " ").split() if word[:1].isupper()]
    if len(words) < 2:
        return "", ""
    whole = "".join(word[0] for word in words)
    bare = words[:-1] if words[-1].lower().strip(".") in _company_ends() else words
    return whole, "".join(word[0] for word in bare) if len(bare) > 1 else whole


@cache
def _company_ends() -> frozenset[str]:
    return frozenset(lexicon("bodies")["name_endings"]["company"])


# -- short forms --------------------------------------------------------------------------------


def _join_short_forms(cast: Cast) -> None:
    """ "the Front" is the one body whose longer name ends so, "General Motors" that of "General Motors Corp."."""
    for figure in list(cast.figures.values()):
        if figure.type == "person" or figure.code or is_nation(cast, figure):
            continue
        owners = [
            other
            for other in cast.figures.values()
            if other.key != figure.key
            and other.code is None
            and other.type not in ("person", *(("bloc", "legislature") if figure.type == "country" else ("country",)))
            and _is_short_for(figure.name, other.name)
        ]
        if len(owners) == 1:
            merge(cast, figure, owners[0])


def _is_short_for(short: str, long: str) -> bool:
    words, whole = short.split(), long.split()
    if len(words) >= len(whole):
        return False
    if len(words) == 1:
        return short in (whole[0], whole[-1])
    if whole[: len(words)] != words:
        return False
    of_whom = whole[len(words)] == "of" and is_body_word(words[-1])  # "the Ad Hoc Group" of Bondholders
    return of_whom or all(is_body_word(word.strip(".,")) for word in whole[len(words) :])


def _adopt_first_words(cast: Cast) -> None:
    """ "Calder" of "Calder Airways", where no recogniser has seen the short name."""
    first: dict[str, list[Figure]] = {}
    for figure in cast.figures.values():
        words = figure.name.split()
        if len(words) > 1 and (figure.type == "company" or _goes_by_its_first_word(figure, words)):
            first.setdefault(words[0], []).append(figure)
    small = cast.story.small_words
    for line in cast.story.lines:
        for token in line.tree.tokens:
            owners = first.get(token.text, ())
            named = token.pos == "PROPN" or token.text.lower() not in small  # whatever the tagger makes of it
            if len(owners) == 1 and (line.index, token.i) not in cast.keys and named:
                _take_in(cast, owners[0], (line.index, token.i), token.text)


def _goes_by_its_first_word(figure: Figure, words: list[str]) -> bool:
    """ "Riverside" of "Riverside Health": a name of two words whose first is no word that opens many names."""
    return figure.type == "organisation" and len(words) == 2 and words[0] not in lexicon("bodies")["open_many_names"]


def join_descriptions(cast: Cast) -> None:
    """ "the chain" is the one body that a story sets "the largest hospital chain in the state" beside."""
    described: dict[str, set[str]] = {}
    for line in cast.story.lines:
        for token in line.tree.tokens:
            if token.pos == "NOUN" and head_type(token.lemma.lower()) not in (None, "staff"):
                key = described_name(line, token, cast.keys)
                if key is not None and cast.figures[key].type not in ("person", "country"):
                    described.setdefault(token.lemma.lower(), set()).add(key)
    for line in cast.story.lines:
        for token in line.tree.tokens:
            owners = described.get(token.lemma.lower(), set())
            spot = (line.index, token.i)
            if (
                len(owners) == 1
                and spot not in cast.keys
                and token.number != "Plur"
                and is_definite(line, token, bare=True)
            ):
                (owner,) = owners
                _take_in(cast, cast.figures[owner], spot, token.text)


def _adopt_short_words(cast: Cast) -> None:
    """ "the Commission", "the Facility": a word with a capital that ends one body's name, or opens it."""
    for line in cast.story.lines:
        tokens = line.tree.tokens
        for token in tokens:
            spot = (line.index, token.i)
            if token.i == 0 or not token.text[:1].isupper() or tokens[token.i - 1].text.lower() != "the":
                continue
            held = cast.figures.get(cast.keys.get(spot, ""))
            if (held is not None and held.name != token.text) or title_kind(token.text.lower()):
                continue
            behind = tokens[token.i + 1 : token.i + 3]
            goes_on = len(behind) == 2 and behind[0].text == "of" and behind[1].text[:1].isupper()
            if goes_on or (behind and behind[0].text[:1].isupper()):
                continue
            owners = [
                other
                for other in cast.figures.values()
                if other.type != "person"
                and other is not held
                and any(
                    _may_be_called(name, token.text)
                    for name in (other.name, *other.called, *other.aliases, *_also(other.name))
                )
            ]
            if len(owners) != 1:
                continue
            if held is not None:
                merge(cast, held, owners[0])
            else:
                _take_in(cast, owners[0], spot, token.text)


def _may_be_called(name: str, word: str) -> bool:
    """ "the Commission", "the Facility": the last word of a longer name, or its first before "of" and "for"."""
    words = name.split()
    return len(words) > 1 and (words[-1] == word or (words[0] == word and words[1] in ("of", "for")))


@cache
def _also(name: str) -> tuple[str, ...]:
    """Other names that the lists give a known body: "European Commission" for the European Union."""
    return next((tuple(body.get("also", ())) for body in lexicon("bodies")["known"] if body["name"] == name), ())
