"""Turns: for which party the speakers of a transcript or briefing speak, from its labels, heading and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.names import country_names
from parley.evidence.story import Line
from parley.evidence.told_sides import set_side

OURS = frozenset({"we", "our", "us", "i", "my"})
BESIDE = frozenset({"on", "with", "between", "about", "in", "at"})


def sides_of_speakers(cast: Cast) -> None:
    """Set the side of those who speak in turns and whom nothing else has told.

    A label may say it ("MR. LENNART (Parliament rapporteur)"). A briefing is of the state that its heading names, or
    whose parliament its speaker tells of. Of two parties, who says "if the Centre Union accepts, we would …" speaks for
    the other one.
    """
    speakers = list(dict.fromkeys(cast.speakers[line.id] for line in cast.story.lines if _is_turn(cast, line)))
    for key in speakers:
        set_side(cast.figures[key], _by_label(cast, key), "side/label")
    for key in speakers:
        if cast.figures[key].type == "person" and _only_moderates(cast, key):
            set_side(cast.figures[key], _letterhead(cast), "side/letterhead")
    unknown = [key for key in speakers if cast.figures[key].type == "person" and cast.figures[key].side is None]
    sided = {cast.side(key) for key in speakers if cast.figures[key].side and not _only_moderates(cast, key)}
    if len(unknown) > 1 or sided:
        _by_elimination(cast, unknown, sided)
    main = _main_speaker(cast, unknown)
    if main is not None:
        set_side(cast.figures[main], _of_heading(cast, main) or _of_house(cast, main), "side/briefing")
        _by_elimination(cast, [main], sided)


def _only_moderates(cast: Cast, key: str) -> bool:
    """Who opens and closes and gives the word to others: no more than a few short turns without an act."""
    turns = [line for line in cast.story.lines if _is_turn(cast, line)]
    return bool(turns) and cast.speakers[turns[0].id] == key and cast.speakers[turns[-1].id] == key


def _letterhead(cast: Cast) -> str | None:
    """The one body that a line of its own names before the first turn."""
    found: set[str] = set()
    for line in cast.story.lines:
        if line.kind == "turn":
            break
        if line.kind != "headline" and len(line.tree.tokens) <= LETTERHEAD:
            keys = cast.within(line, 0, len(line.tree.tokens) - 1)
            people = any(cast.figures[key].type == "person" for key in keys)
            found |= {key for key in keys if not people and cast.figures[key].type not in ("country", "government")}
    return next(iter(found)) if len(found) == 1 else None


LETTERHEAD = 8  # words of a line that only names its sender


def _main_speaker(cast: Cast, unknown: list[str]) -> str | None:
    """Who says "we" at least twice as often as anybody else without a side."""
    often = sorted(((sum(map(_says_we, _lines_of(cast, key))), key) for key in unknown), reverse=True)
    alone = len(often) == 1 or (len(often) > 1 and often[0][0] >= 2 * often[1][0])
    return often[0][1] if alone and often[0][0] and cast.figures[often[0][1]].side is None else None


def _is_turn(cast: Cast, line: Line) -> bool:
    return line.kind == "turn" and line.id in cast.speakers and not line.is_label


def _lines_of(cast: Cast, key: str) -> Iterator[Line]:
    return (line for line in cast.story.lines if _is_turn(cast, line) and cast.speakers[line.id] == key)


def _says_we(line: Line) -> bool:
    return any(token.text.lower() in OURS for token in line.tree.tokens)


def _by_label(cast: Cast, key: str) -> str | None:
    """The one body named beside a speaker in a label."""
    for line in cast.story.lines:
        if line.kind == "turn" and line.is_label:
            keys = cast.within(line, 0, len(line.tree.tokens) - 1)
            bodies = [other for other in keys if cast.figures[other].type != "person"]
            if key in keys and len(bodies) == 1:
                return bodies[0]
    return None


def _of_heading(cast: Cast, key: str) -> str | None:
    """The one state or body that the lines before the first turn name as their own."""
    if not any(_says_we(line) for line in _lines_of(cast, key)):
        return None
    found: set[str] = set()
    for line in cast.story.lines:
        if line.kind == "turn":
            break
        keys = cast.within(line, 0, len(line.tree.tokens) - 1)
        if line.kind != "headline" and any(cast.figures[named].type == "person" for named in keys):
            continue  # a list of those present
        for token in line.tree.tokens:
            named = cast.keys.get((line.index, token.i))
            if named is None or cast.figures[named].type == "person":
                continue
            before = {one.text.lower() for one in line.tree.tokens[max(0, token.i - 4) : token.i]}
            if not before & BESIDE and cast.senses.get((line.index, token.i)) in ("name", "seat", "demonym"):
                found.add(cast.side(named))
    return next(iter(found)) if len(found) == 1 else None


def _of_house(cast: Cast, key: str) -> str | None:
    """The country whose parliament the speaker speaks of: "We cannot bind Congress"; null for two countries."""
    codes = {
        cast.figures[named].code
        for line in _lines_of(cast, key)
        if _says_we(line)
        for named in cast.within(line, 0, len(line.tree.tokens) - 1)
        if cast.figures[named].type == "legislature"
    }
    if len(codes) != 1 or None in codes:
        return None
    (code,) = codes
    assert code is not None
    held = next((one.key for one in cast.figures.values() if one.code == code and one.type == "country"), None)
    return held or (cast.add_country(code, cast.figures[key]) if code in country_names() else None)


def _by_elimination(cast: Cast, unknown: list[str], sided: set[str]) -> None:
    """Of two parties, a speaker is not of the one spoken of beside "we", nor of the one that another speaks for.

    Args:
        sided: parties of the speakers whose side is known.
    """
    parties = _two_parties(cast)
    if len(parties) != 2:
        return
    if sided:
        _give_the_other(cast, unknown, parties, sided)
    for key in unknown:
        others = {party for line in _lines_of(cast, key) for party in _conditions_on(cast, line, parties)}
        others = others or _only_spoken_of(cast, key, parties)
        left = [party for party in parties if party not in others]
        if len(others) == 1 and len(left) == 1:
            set_side(cast.figures[key], left[0], "side/other-party")
    told = sided | {cast.side(key) for key in unknown if cast.figures[key].side is not None}
    if len(unknown) > 1:
        _give_the_other(cast, unknown, parties, told)


def _give_the_other(cast: Cast, unknown: list[str], parties: list[str], sided: set[str]) -> None:
    """The party nobody speaks for yet is that of the one speaker left who says "we"."""
    rest = [key for key in unknown if cast.figures[key].side is None and any(map(_says_we, _lines_of(cast, key)))]
    left = [party for party in parties if party not in sided]
    if len(rest) == 1 and len(left) == 1 and len(parties) == 2:
        set_side(cast.figures[rest[0]], left[0], "side/other-party")


def _two_parties(cast: Cast) -> list[str]:
    """Those that the heading names and the turns tell of; without a heading, those that the turns tell of."""
    heading = [line for line in cast.story.lines if line.kind != "turn"]
    named = {cast.side(key): None for line in heading for key in cast.within(line, 0, len(line.tree.tokens) - 1)}
    acting = [key for line in cast.story.lines if line.kind == "turn" for key in _subjects(cast, line)]
    told = dict.fromkeys(key for key in acting if cast.figures[key].type != "person")
    return [key for key in told if key in named or not heading]


def _subjects(cast: Cast, line: Line) -> Iterator[str]:
    """Sides that a sentence names as subjects."""
    for token in line.tree.tokens:
        if token.relation == "nsubj" and token.pos in ("NOUN", "PROPN"):
            yield from cast.sides(cast.one(line, token.i))


def _only_spoken_of(cast: Cast, key: str, parties: list[str]) -> set[str]:
    """The one of the parties that the speaker names as somebody who acts, more than once."""
    counts = Counter(party for line in _lines_of(cast, key) for party in _subjects(cast, line) if party in parties)
    return set(counts) if len(counts) == 1 and max(counts.values()) > 1 else set()


def _conditions_on(cast: Cast, line: Line, parties: list[str]) -> Iterator[str]:
    """The party on whose act "we" make ours depend: "If the Centre Union accepts that ban, we would drop …"."""
    tree = line.tree
    subjects = [token for token in tree.tokens if token.relation == "nsubj"]
    if not any(token.text.lower() in ("we", "i") for token in subjects):
        return
    for token in subjects:
        marks = {child.text.lower() for child in tree.having(token.head, "mark", "advmod")}
        if marks & IF and token.pos in ("NOUN", "PROPN"):
            yield from (key for key in cast.sides(cast.one(line, token.i)) if key in parties)


IF = frozenset({"if", "unless", "until", "once", "when", "provided"})
