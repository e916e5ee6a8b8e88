"""Sides that a story tells in passing: who leads a body, who says what it will do, whose words a turn has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from parley.evidence.actors import Cast
from parley.evidence.bodies import head_type, mediating
from parley.evidence.figure import Figure
from parley.evidence.groups import BODIES, is_main_subject
from parley.evidence.roster import ActingNoun
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE
from parley.language.tree import Token

NAMING = frozenset({"call", "know", "name"})
LEADING = frozenset({"lead", "head", "chair", "represent", "run", "command"})
ACTING_FOR = frozenset({"bargain", "negotiate", "speak", "act", "talk", "argue", "fight"})
TELLING = frozenset({"say", "tell", "warn", "add", "announce", "confirm", "declare", "insist"})
OWN_FUTURE = frozenset({"would", "will", "could", "can"})
READY = frozenset({"ready", "willing", "prepared", "open", "unwilling", "committed"})
CONSIDERING = frozenset({"consider", "study", "review"})
OBLIGED = frozenset({"have", "need", "must", "should"})
OFFICES = frozenset({"state", "government", "legislature", "forces", "envoy", "body"})


def set_side(figure: Figure, side: str | None, rule: str) -> None:
    """Give a person a side, unless one is known."""
    if side and side != figure.key and figure.side is None:
        figure.side, figure.side_rule = side, rule


def told_sides(cast: Cast, people: Sequence[Figure]) -> None:
    """Set the side of people whom nothing around their name has told."""
    for figure in people:
        if figure.side is None:
            set_side(figure, _of_country(cast, figure), "side/of-country")
        if figure.side is None:
            set_side(figure, _led_by(cast, figure), "side/leads")
        if figure.side is None:
            set_side(figure, _beside(cast, figure), "side/beside")
        if figure.side is None:
            set_side(figure, _known_as(cast, figure), "side/known-as")
        if figure.side is None and figure.title_kind in OFFICES:
            set_side(figure, _spoken_for(cast, figure), "side/speaks-of-its-future")
        if figure.side is None:
            set_side(figure, _local_office(cast, figure), "side/local-office")
        mediates = set((figure.role or "").lower().split()) & mediating()
        of_bodies = ("body", "envoy") if cast.home else ("body", "envoy", "state")
        if figure.side is None and figure.title_kind in of_bodies and not mediates:
            set_side(figure, _topic_before(cast, figure), "side/sentence-before")
    ministers = [figure for figure in people if figure.side is None and figure.title_kind == "government"]
    if ministers and cast.home is None:
        government = _nameless_government(cast)
        for figure in ministers:
            set_side(figure, government, "side/only-government")


def _of_country(cast: Cast, figure: Figure) -> str | None:
    """ "Egypt’s Abdel Fattah al-Sisi": whom a country's name owns acts for it."""
    for index, first, _ in figure.spots:
        tokens = cast.story.lines[index].tree.tokens
        if first < 2 or tokens[first - 1].text not in POSSESSIVE:
            continue
        key = cast.keys.get((index, first - 2))
        owner = cast.figures.get(key or "")
        if owner is not None and owner.type == "country" and not owner.is_mere_place:
            return key
    return None


def _led_by(cast: Cast, figure: Figure) -> str | None:
    """ "Maria Santos, who leads the federation", "Ada Lund has led the League's committee", "who is one of them"."""
    for index, first, last in figure.spots:
        line = cast.story.lines[index]
        for at in range(first, last + 1):
            token = line.tree.tokens[at]
            verb = line.tree.tokens[token.head]
            if token.relation == "nsubj" and verb.lemma.lower() in LEADING and verb.pos == "VERB":
                side = _body_or_owner(cast, line, _led(line, verb))
                if side is not None:
                    return side
            if token.dep == "obl:agent" and verb.lemma.lower() in LEADING:  # "the army, led by Gen. Burhan"
                led = [line.tree.tokens[verb.head]] if verb.dep.startswith("acl") else line.tree.subjects(verb.i)
                side = _body_or_owner(cast, line, led)
                if side is not None:
                    return side
            for clause in line.tree.children(at):
                if clause.dep.startswith("acl"):
                    side = _body_or_owner(cast, line, _led(line, clause))
                    if side is not None:
                        return side
    return None


def at_home(cast: Cast, people: Sequence[Figure]) -> None:
    """Set the side of holders of an office of state who speak in its capital."""
    for figure in people:
        if figure.side is None and figure.title_kind in ("state", "government"):
            set_side(figure, _speaks_at_home(cast, figure), "side/speaks-at-home")


def _speaks_at_home(cast: Cast, figure: Figure) -> str | None:
    """ "Prime Minister Zeine told reporters in Niamey": who holds an office of state speaks in its capital."""
    for index, first, last in figure.spots:
        line = cast.story.lines[index]
        verbs = [line.tree.tokens[one.head] for one in line.tree.tokens[first : last + 1] if one.relation == "nsubj"]
        for verb in (one for one in verbs if one.lemma.lower() in ("tell", "say")):
            for at in range(verb.i + 1, min(verb.i + 8, len(line.tree.tokens))):
                key = cast.keys.get((index, at))
                capital = key is not None and cast.senses.get((index, at)) == "capital"
                if capital and line.tree.tokens[at - 1].text.lower() == "in":
                    return key
    return None


def _body_or_owner(cast: Cast, line: Line, heads: Sequence[Token]) -> str | None:
    """The body that words mean, or whose committee, team or talks they name."""
    for ask in (cast.one, cast.owners):
        for head in heads:
            bodies = [key for key in ask(line, head.i) if cast.figures[key].type != "person"]
            if bodies:
                return bodies[0]
    return None


def _beside(cast: Cast, figure: Figure) -> str | None:
    """ "Governor Sayle of Calvera", "Dale Hutchins of the Valley Growers", "Ana Diaz (Sindicato)", "the UAW's Fain"."""
    if WATCHING & set((figure.role or "").lower().split()):
        return None
    for index, first, last in figure.spots:
        line = cast.story.lines[index]
        tokens = line.tree.tokens
        at = last + 2 + (tokens[last + 2].text.lower() == "the" if last + 2 < len(tokens) else 0)
        behind = tokens[last + 1].text if at < len(tokens) else ""
        if behind == "of" or (behind == "(" and any(one.text == ")" for one in tokens[at : at + 6])):
            side = cast.keys.get((index, at))
            if side is not None and _may_be_of(cast, figure, side):
                return side
        if [one.text.lower() for one in tokens[last + 1 : last + 3]] == [",", "whose"]:
            owned = [key for one in tokens[last + 3 : last + 7] if (key := cast.keys.get((index, one.i)))]
            if owned and _may_be_of(cast, figure, owned[0]) and cast.figures[owned[0]].type not in COUNTRIES:
                return owned[0]
        placed = _placed_at(cast, line, last)
        if placed is not None:
            return placed
        mention = cast.people.get((index, first))
        before = (mention.title_first if mention else first) - 1
        if before > 0 and tokens[before].text == "of" and figure.title_kind is not None:
            led = [key for key in cast.one(line, before - 1) if cast.figures[key].type in LED]
            if led:
                return led[0]  # "the Liberals of opposition leader Ada Lund"
        if first > 1 and tokens[first - 1].text in POSSESSIVE:
            side = cast.keys.get((index, first - 2))
            if side is not None and _may_be_of(cast, figure, side):
                return side
    return None


def _may_be_of(cast: Cast, figure: Figure, side: str) -> bool:
    """A body, or the place that somebody holds an office of; who comes from a place does not act for it."""
    other = cast.figures[side]
    if other.type in COUNTRIES:
        return figure.title_kind in ("state", "government")
    return other.type != "person" and figure.title_kind != "legislature"


def _placed_at(cast: Cast, line: Line, last: int) -> str | None:
    """ "Ulrich Weber, in charge of personnel on the railway's board, …", "Ana Diaz, from the nurses' guild, …"."""
    tokens = line.tree.tokens
    if last + 3 >= len(tokens) or tokens[last + 1].text != "," or tokens[last + 2].pos != "ADP":
        return None
    for token in tokens[last + 3 : last + 14]:
        if token.text in (",", ".", ";", "—") or token.pos in ("VERB", "AUX"):
            return None
        if token.pos in ("NOUN", "PROPN"):
            bodies = [key for key in cast.one(line, token.i) if cast.figures[key].type in BODIES]
            if bodies and len(cast.figures[bodies[0]].spots) > 1:
                return bodies[0]
    return None


LED = ("faction", "union", "armed-group", "group")
COUNTRIES = ("country", "government")
WATCHING = frozenset({"analyst", "economist", "professor", "expert", "historian", "strategist", "researcher", "author"})


def _local_office(cast: Cast, figure: Figure) -> str | None:
    """The town of a mayor and the state of a governor whose place the story does not name."""
    office = (figure.role or "").lower().rstrip(".").split()[-1:]
    if office in (["mayor"], ["councillor"], ["councilor"], ["alderman"]):
        noun = cast.acting.get("city") or cast.acting.get("council") or cast.acting.get("mayor")
        held = noun or ActingNoun("the-city", "city", False)
    elif office in (["governor"], ["gov"]) and (state := _state_of_lawmakers(cast)) is not None:
        return state
    elif office in (["governor"], ["gov"]) and cast.home is None:
        held = ActingNoun("the-state-government", "state government", False)
    else:
        return None
    cast.figures.setdefault(held.key, Figure(held.key, held.phrase, "government", spots=figure.spots[:1]))
    return held.key


OFFICIALS = frozenset({"legislature", "staff", "government"})


def _state_of_lawmakers(cast: Cast) -> str | None:
    """The one place without a foreign policy that has lawmakers or officials of its own: "Illinois lawmakers"."""
    found: set[str] = set()
    for line in cast.story.lines:
        for token in line.tree.tokens:
            key = cast.keys.get((line.index, token.i))
            figure = cast.figures.get(key or "")
            owned = line.tree.tokens[token.head]
            local = figure is not None and figure.type == "country" and not figure.code
            if local and key and token.relation == "compound" and head_type(owned.lemma.lower()) in OFFICIALS:
                found.add(key)
    return next(iter(found)) if len(found) == 1 else None


def _topic_before(cast: Cast, figure: Figure) -> str | None:
    """The body that the sentence before tells of: "The Nation sent it back. Grand Chief Sandhill says …"."""
    for index, first, last in figure.spots:
        line = cast.story.lines[index]
        told = any(token.i <= last for token in line.tree.tokens if token.relation == "nsubj")
        if index == 0 or not told or cast.people.get((index, first)) is None:
            continue
        before = cast.story.lines[index - 1]
        if before.kind != line.kind or before.id in cast.speakers:
            continue
        subjects = [token for token in before.tree.tokens if is_main_subject(before, token.i)]
        bodies = [key for one in subjects for key in cast.sides(cast.one(before, one.i))]
        bodies = [key for key in bodies if cast.figures[key].type not in ("person", "country")]
        if len(set(bodies)) == 1:
            return bodies[0]
    return None


def _known_as(cast: Cast, figure: Figure) -> str | None:
    """ "A rebel commander who calls himself Commander Jaime", "an aide known as Vera": of whom the noun is."""
    for index, first, _ in figure.spots:
        tree = cast.story.lines[index].tree
        clause = next((one for one in tree.tokens[max(0, first - 5) : first] if one.lemma.lower() in NAMING), None)
        if clause is None or not clause.dep.startswith("acl"):
            continue
        noun = tree.tokens[clause.head]
        for at in (noun.i, *(child.i for child in tree.children(noun.i) if child.i < noun.i)):
            bodies = [key for key in cast.one(cast.story.lines[index], at) if cast.figures[key].type != "person"]
            if bodies:
                return bodies[0]
    return None


def _led(line: Line, clause: Token) -> list[Token]:
    """What a clause says somebody leads, or acts for."""
    if clause.lemma.lower() in LEADING:
        return list(line.tree.objects(clause.i))
    if clause.lemma.lower() in ACTING_FOR:
        return [one for one in line.tree.having(clause.i, "obl") if _has_case(line, one, "for")]
    if clause.lemma.lower() in ("one", "member") or clause.text.lower() == "one":
        return [one for one in line.tree.having(clause.i, "nmod") if _has_case(line, one, "of")]
    return []


def _has_case(line: Line, token: Token, word: str) -> bool:
    return any(child.text.lower() == word for child in line.tree.having(token.i, "case"))


def _spoken_for(cast: Cast, figure: Figure) -> str | None:
    """The body whose conduct somebody in office foretells: "Belova said Russia would hand over all 310"."""
    votes: Counter[str] = Counter()
    for index, first, last in figure.spots:
        line = cast.story.lines[index]
        for at in range(first, last + 1):
            token = line.tree.tokens[at]
            if token.relation == "nsubj" and line.tree.tokens[token.head].lemma.lower() in TELLING:
                votes.update(_foretold(cast, line, line.tree.tokens[token.head]))
    return votes.most_common(1)[0][0] if votes else None


def _foretold(cast: Cast, line: Line, verb: Token) -> Iterator[str]:
    for clause in line.tree.having(verb.i, "ccomp"):
        words = {child.lemma.lower() for child in line.tree.having(clause.i, "aux")}
        words |= {child.text.lower() for child in line.tree.having(clause.i, "aux")}
        ahead = words & OWN_FUTURE or clause.lemma.lower() in READY | CONSIDERING
        if not ahead or clause.lemma.lower() in OBLIGED or words & OBLIGED:
            continue
        for subject in line.tree.subjects(clause.i, passive=False):
            if subject.pos in ("NOUN", "PROPN"):
                sides = cast.sides(cast.one(line, subject.i))
                yield from (key for key in sides if cast.figures[key].type != "person")


def _nameless_government(cast: Cast) -> str | None:
    for line in cast.story.lines:
        for token in line.tree.tokens:
            if token.pos == "NOUN" and head_type(token.lemma.lower()) == "government":
                keys = cast.one(line, token.i)
                if keys and cast.figures[keys[0]].type == "government":
                    return keys[0]
    return None
