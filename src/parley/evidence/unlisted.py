"""Unlisted names: bodies and states that neither a list nor the recogniser knows, by what a story lets them do.

A run of capitalised words that acts in the story's own sentences ("Small Hours Films signed", "Dorrain would buy"),
owns what only bodies own ("Dorrain's foreign ministry") or is dealt with ("wrote to Brannock Freight") is somebody.
What tells of a person (a title, an age, "who") leaves it to the reading of people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from parley.evidence.actors import Cast
from parley.evidence.aliases import merge
from parley.evidence.bodies import head_type, is_actor_name, is_letters
from parley.evidence.commons import is_thing
from parley.evidence.figure import Figure, as_kind
from parley.evidence.kinds import DESCRIBING, describing_nouns
from parley.evidence.name_runs import name_runs
from parley.evidence.predicates import sense_of
from parley.evidence.record import ActorKind
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE, is_body_word, title_kind
from parley.evidence.words import lexicon, slug
from parley.language.tree import Token

TELLING = frozenset(
    {"say", "tell", "announce", "warn", "add", "confirm", "claim", "insist", "declare", "decide", "vote", "promise",
     "pledge", "want", "hope", "plan", "expect", "write", "call", "ask", "need", "hold", "give", "offer", "send"}
)  # fmt: skip
ADDRESSING = frozenset({"with", "against", "by", "between"})
NATIONAL = frozenset(
    {"government", "ministry", "parliament", "army", "capital", "troop", "cabinet", "currency", "border"}
)


@dataclass(slots=True)
class _Found:
    """What a story says of one unlisted name."""

    name: str
    spots: list[tuple[int, int, int]] = field(default_factory=list)  # (line, first token, last token)
    inside: int = 0  # how often it stands inside a sentence, where a capital means a name
    acts: int = 0
    owns: int = 0  # people or a ministry
    dealt: int = 0
    persons: int = 0  # what tells of a person
    bodies: int = 0  # what tells of a body
    states: int = 0  # what tells of a state
    articles: int = 0  # "the" before it
    places: int = 0  # "the town of" before it
    noun: str = ""  # what it is called: "operator" of "port operator PSA Antwerp"


def adopt_unlisted_names(cast: Cast) -> None:
    """Take in the names of bodies and states that act in the story and that nothing else has seen."""
    found = _found(cast)
    _lengthen(cast, found)
    for entry in sorted(found.values(), key=lambda entry: -len(entry.name.split())):
        if _is_somebody(cast, entry):
            _adopt(cast, entry)


def _found(cast: Cast) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for line in cast.story.lines:
        if line.kind in ("headline", "heading") or line.is_label:
            continue
        for first, last in name_runs(cast, line):
            name = _name(line, first, last)
            entry = found.setdefault(name, _Found(name))
            entry.spots.append((line.index, first, last))
            _note(cast, line, first, last, entry)
    _share_with_short_forms(found)
    return {name: entry for name, entry in found.items() if entry.inside or " " in name or entry.bodies > 1}


def _name(line: Line, first: int, last: int) -> str:
    return line.text[line.tree.tokens[first].start : line.tree.tokens[last].end]


# -- what is said of them -----------------------------------------------------------------------


def _note(cast: Cast, line: Line, first: int, last: int, entry: _Found) -> None:
    tree = line.tree
    tokens = tree.tokens
    entry.inside += first > 0 and tokens[first - 1].text not in ("“", '"', "``", ":")
    head = next((tokens[at] for at in range(first, last + 1) if not first <= tokens[at].head <= last), tokens[last])
    top = tokens[head.head] if head.relation == "conj" else head
    kind = _kind_of_place(line, first)
    top = kind or top
    entry.states, entry.places = entry.states + (kind is not None), entry.places + (kind is not None)
    verb = tokens[top.head]
    before = tokens[first - 1] if first and kind is None else None
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    entry.articles += before is not None and before.text.lower() == "the"
    entry.acts += _acts(line, top, verb, before, behind)
    entry.dealt += _is_dealt_with(line, top, verb)
    entry.states += first == last and before is not None and before.text.lower() == "in"
    possessive = behind is not None and behind.text in POSSESSIVE
    if possessive:
        owned = [token.lemma.lower() for token in tokens[last + 2 : last + 5]]
        entry.owns += any(head_type(lemma) in ("staff", "government") or title_kind(lemma) for lemma in owned)
        entry.states += bool(set(owned) & NATIONAL)
    if _is_seat(cast, line, first):
        entry.owns, entry.states = entry.owns + 1, entry.states + 1
    entry.persons += _tells_of_person(line, first, last)
    entry.bodies += _tells_of_body(cast, line, first, last, top) + 2 * _is_described(line, last)
    noun = _describing_noun(line, first, last)
    if noun is not None:
        entry.bodies, entry.noun = entry.bodies + 2, noun
    for other in tree.conjuncts(head.i):
        figure = cast.figures.get(cast.keys.get((line.index, other.i), ""))
        if other.i != head.i and figure is not None:
            entry.states += figure.type == "country" and not cast.is_place(line, other.i)
            entry.bodies += figure.type in ("company", "union", "organisation", "armed-group", "legislature")


def _kind_of_place(line: Line, first: int) -> Token | None:
    """What a place is called by: the "town" of "the neighbouring town of Aldport"."""
    tokens = line.tree.tokens
    if first < 2 or tokens[first - 1].text.lower() != "of" or tokens[first - 2].lemma.lower() not in PLACES:
        return None
    return tokens[first - 2]


PLACES = frozenset(
    {"town", "city", "village", "county", "province", "state", "region", "territory", "district", "republic", "kingdom",
     "island", "emirate", "principality", "nation", "country"}
)  # fmt: skip


def _is_seat(cast: Cast, line: Line, first: int) -> bool:
    """Whose office somebody holds: "Governor Ramona Sayle of Calvera"."""
    tokens = line.tree.tokens
    if first < 2 or tokens[first - 1].text != "of":
        return False
    holder = cast.figures.get(cast.keys.get((line.index, first - 2), ""))
    return holder is not None and holder.type == "person" and holder.title_kind in ("state", "government")


def _acts(line: Line, top: Token, verb: Token, before: Token | None, behind: Token | None) -> bool:
    """It is the subject of a deed, or stands before a verb that the parser gives no subject."""
    if top.relation == "nsubj" and verb.pos in ("VERB", "AUX", "ADJ"):
        return sense_of(line, verb) is not None or _has_aux(line, verb)
    opens = before is None and verb.dep == "root" and not line.tree.subjects(verb.i) and verb.i > top.i
    if opens and top.relation in ("obl", "nmod", "advmod") and not line.tree.having(top.i, "case"):
        return sense_of(line, verb) is not None  # the parser takes the first words for more of the clause
    for clause in line.tree.having(top.i, "acl:relcl"):
        if sense_of(line, clause) is not None:
            return True
    helped = behind is not None and behind.pos == "AUX" and behind.lemma.lower() in ("have", "will", "would")
    return helped and (before is None or before.pos not in ("ADP", "VERB")) and top.relation != "nsubj"


def _has_aux(line: Line, verb: Token) -> bool:
    return any(child.lemma.lower() in ("will", "would", "have") for child in line.tree.having(verb.i, "aux"))


def _is_dealt_with(line: Line, top: Token, verb: Token) -> bool:
    cases = {child.text.lower() for child in line.tree.having(top.i, "case")}
    if top.relation in ("obj", "iobj"):
        return sense_of(line, verb) is not None or verb.lemma.lower() in TELLING
    if top.relation == "obl" and cases & {*ADDRESSING, "to"}:
        return sense_of(line, verb) is not None and (
            not cases & {"to"} or verb.lemma.lower() in TELLING | {"talk", "speak"}
        )
    return top.relation in ("obl", "nmod") and bool(cases & {"with", "against"})


def _tells_of_person(line: Line, first: int, last: int) -> bool:
    tokens = line.tree.tokens
    before = tokens[first - 1] if first else None
    if before is not None and title_kind(before.text.lower().rstrip(".")):
        return True
    behind = tokens[last + 1 : last + 3]
    if len(behind) == 2 and behind[0].text == "," and (behind[1].text.isdigit() or behind[1].text.lower() == "who"):
        return True
    return any(
        clause.dep == "acl:relcl" and any(one.text.lower() in ("who", "whose") for one in line.tree.children(clause.i))
        for at in range(first, last + 1)
        for clause in line.tree.children(at)
    )


def _tells_of_body(cast: Cast, line: Line, first: int, last: int, top: Token) -> int:
    """How many things around a name tell of a body, not of a person."""
    tokens = line.tree.tokens
    behind = tokens[last + 1 : last + 3]
    which = 2 * (len(behind) == 2 and behind[0].text == "," and behind[1].text.lower() == "which")
    ending = tokens[last].text.lower()
    common = head_type(ending) in BODY_HEADS or (ending.endswith("s") and ending in cast.story.small_words)
    plural = last > first and (is_body_word(ending) or common)
    return (
        which
        + plural
        + _has_plural_verb(line, top)
        + (behind[:1] != () and behind[0].text in POSSESSIVE and _owns_people(tokens, last + 2))
    )


BODY_HEADS = frozenset({"company", "union", "organisation", "legislature", "armed-group"})


def _describing_noun(line: Line, first: int, last: int) -> str | None:
    """The noun that calls a name a body: "paint maker *Halden*", "the *BTB* union"."""
    tokens = line.tree.tokens
    before = tokens[first - 1].lemma.lower() if first else ""
    if before in describing_nouns():
        return before
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if behind is None or behind.pos != "NOUN" or not behind.text.islower() or behind.number == "Plur":
        return None
    lemma = behind.lemma.lower()
    return lemma if before in ("the", "a") and is_letters(tokens[first]) and lemma in describing_nouns() else None


def _is_described(line: Line, last: int) -> bool:
    """ "Sinochem, the Chinese state chemicals group, …": what stands behind a name in commas is a kind of body."""
    tokens = line.tree.tokens
    if (
        last + 3 >= len(tokens)
        or tokens[last + 1].text != ","
        or tokens[last + 2].text.lower() not in ("the", "a", "an")
    ):
        return False
    words = []
    for token in tokens[last + 2 : last + 10]:
        describes = token.pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.has("VerbForm=Part")
        if not describes and not token.text.endswith("ing") and token.text not in ("-", *POSSESSIVE):
            break
        words.append(token)
    if not words:
        return False
    closed = words[-1].i + 1 < len(tokens) and tokens[words[-1].i + 1].text in (",", "that", "which", "of", ".")
    noun = words[-1].lemma.lower()
    return (
        closed
        and words[-1].number != "Plur"
        and head_type(noun) in {*BODY_HEADS, "faction"}
        and noun in lexicon("bodies")["describing"]
    )


def _owns_people(tokens: tuple[Token, ...], at: int) -> bool:
    owned = frozenset(lexicon("bodies")["owned_by_bodies"])
    return any(token.lemma.lower() in owned for token in tokens[at : at + 3])


def _has_plural_verb(line: Line, top: Token) -> bool:
    """ "Rovers have offered": one name with a plural verb is a body of many."""
    if top.relation != "nsubj" or line.tree.having(top.i, "conj"):
        return False
    verb = line.tree.tokens[top.head]
    words = (verb, *line.tree.having(verb.i, "aux", "cop"))
    return any(word.text.lower() in ("have", "are", "were") and word.i > top.i for word in words)


def _share_with_short_forms(found: dict[str, _Found]) -> None:
    """A single word that opens or ends one longer name is that name's: what is said of one is said of both."""
    longer: dict[str, list[_Found]] = defaultdict(list)
    for entry in found.values():
        words = entry.name.split()
        if len(words) > 1:
            longer[words[0]].append(entry)
            longer[words[-1]].append(entry)
    for name, entry in list(found.items()):
        owners = longer.get(name, [])
        if len(owners) == 1 and owners[0] is not entry:
            owner = owners[0]
            owner.spots.extend(entry.spots)
            for part in ("inside", "acts", "owns", "dealt", "persons", "bodies", "states"):
                setattr(owner, part, getattr(owner, part) + getattr(entry, part))
            del found[name]


def _lengthen(cast: Cast, found: dict[str, _Found]) -> None:
    """A common word with a capital ("the Facility") has the longer name that a heading of the story gives it."""
    for word, entry in list(found.items()):
        if " " in word or not entry.articles:
            continue
        long = re.compile(rf"\b(?:[A-Z][\w’'-]+ (?:of |for )?)+{re.escape(word)}\b")
        heads = [line for line in cast.story.lines if line.kind in ("headline", "heading") or line.index < 4]
        places = [(line, match) for line in heads for match in long.finditer(line.text)]
        names = {match.group().removeprefix("The ") for _, match in places} - {word}
        if len(names) == 1:
            entry.name = names.pop()
            for line, match in places:
                inside = [one.i for one in line.tree.tokens if match.start() <= one.start < match.end()]
                if inside:
                    entry.spots.append((line.index, inside[0], inside[-1]))


# -- who they are -------------------------------------------------------------------------------


def _is_somebody(cast: Cast, entry: _Found) -> bool:
    words = entry.name.split()
    if not is_actor_name(words[-1]) or entry.persons > entry.bodies + entry.states:
        return False
    if _is_office(words) or (len(words) == 1 and is_thing(words[0].lower())):
        return False
    weak = _weak_figures(cast, entry)
    if any(figure.name == entry.name for figure in weak):
        return False  # what one word is that a recogniser has seen is for `kinds` to say
    if any(figure.type == "person" for figure in weak) and not entry.bodies:
        return False
    if len(words) == 1 and len(entry.spots) < 2 and not (entry.owns or entry.places or entry.bodies > 1):
        return False
    active = entry.owns or entry.acts or entry.bodies > 1
    return bool(active or (entry.dealt and (len(words) > 1 or entry.places or len(entry.spots) > 2)))


def _is_office(words: list[str]) -> bool:
    """Part of some government, or of its people: "the Administration", "DRC Government", "Department of Health"."""
    last = words[-1].lower()
    offices = ("government", "staff")
    if words[-1].endswith("s") and head_type(last.removesuffix("s")) == "legislature":
        return True  # "State Legislators"
    return words[0] in OFFICES or head_type(last) in offices or head_type(last.removesuffix("s")) in offices


OFFICES = frozenset({"Department", "Ministry", "Embassy", "Treasury", "Bureau"})


def _weak_figures(cast: Cast, entry: _Found) -> list[Figure]:
    keys = dict.fromkeys(
        cast.keys[line, at]
        for line, first, last in entry.spots
        for at in range(first, last + 1)
        if (line, at) in cast.keys
    )
    return [cast.figures[key] for key in keys]


def _adopt(cast: Cast, entry: _Found) -> None:
    weak = [figure for figure in _weak_figures(cast, entry) if figure.name in entry.name.split() and not figure.code]
    kind = _kind(entry)
    figure = cast.figures.setdefault(slug(entry.name), Figure(slug(entry.name), entry.name, kind))
    figure.is_open = kind == "organisation" and not is_body_word(entry.name.split()[-1])
    for other in weak:
        if other is not figure and other.key in cast.figures:
            cast.people = {spot: one for spot, one in cast.people.items() if cast.keys.get(spot) != other.key}
            merge(cast, other, figure)
    for line, first, last in entry.spots:
        place = _kind_of_place(cast.story.lines[line], first)
        for at in (*([place.i] if place else []), *range(first, last + 1)):
            cast.keys[line, at], cast.senses[line, at] = figure.key, "name"
        if (line, first, last) not in figure.spots:
            figure.spots.append((line, first, last))
    for line, first, last in figure.spots:
        cast.senses.update({(line, at): "name" for at in range(first, last + 1)})
    figure.spots.sort()


def _kind(entry: _Found) -> ActorKind:
    called = head_type(entry.noun)
    if called in DESCRIBING:
        return as_kind(called)
    last = entry.name.split()[-1].lower()
    for kind, endings in lexicon("bodies")["name_endings"].items():
        if " " in entry.name and last in endings:
            return as_kind(kind)
    named = head_type(last) or head_type(last.removesuffix("s"))
    if " " in entry.name and named in ("company", "union", "legislature", "armed-group"):
        return as_kind(named)
    if " " not in entry.name and entry.states and not entry.articles:
        return "country"
    return "organisation"
