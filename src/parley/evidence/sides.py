"""Sides: which party each person acts for, worked out from the story's own words first.

In this order: what the title says ("Mexican Economy Minister"), who sent them ("Harlow’s special envoy"), an apposition
("X, president of Y"), the group they are listed in ("U.S. officials, including …"), leaders named in the same order as
their countries, what is said of a leader and of a country alike ("X’s war strategy", "Y’s war strategy"). The file of
office holders comes last; a person nothing tells of has no side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.appositions import apposition, end_of_office, office_before, within_office
from parley.evidence.bodies import head_type
from parley.evidence.figure import Figure
from parley.evidence.groups import described_by_relative, named_by_end
from parley.evidence.named_sides import named_sides
from parley.evidence.office_holders import OfficeHolder, holder_of
from parley.evidence.people import PersonMention
from parley.evidence.story import Line
from parley.evidence.titles import POSSESSIVE, is_body_word, title_in
from parley.evidence.told_sides import at_home, set_side, told_sides

SPEAKING = frozenset({"say", "tell", "speak", "declare", "announce"})
STATE_KINDS = frozenset({"state", "government", "legislature", "forces", "envoy", "body"})


def work_out_sides(cast: Cast, holders: tuple[OfficeHolder, ...]) -> None:
    """Set `side`, `speaks_for` and `role` of every person of the cast."""
    people = [figure for figure in cast.figures.values() if figure.type == "person"]
    for figure in people:
        if figure.title_kind == "state" and _is_of_a_body(figure):
            figure.title_kind = "body"  # "team president": of no state
        _from_own_words(cast, figure)
    for figure in people:
        _from_office(cast, figure, holders)
    at_home(cast, people)
    named_sides(cast, people)
    _from_lists(cast, people)
    _from_parallel_order(cast, people)
    _from_offices_before(cast)
    _from_same_words(cast, people)
    _from_rival(cast, people)
    _from_sentence(cast, people)
    told_sides(cast, people)
    _from_title_alone(cast, people)  # the weakest guess comes last
    _settle(cast)


def _from_own_words(cast: Cast, figure: Figure) -> None:
    for line_index, first, _ in figure.spots:
        line = cast.story.lines[line_index]
        mention = cast.people.get((line_index, first))
        if mention is None:
            continue
        if mention.title_kind in STATE_KINDS:
            set_side(figure, _named_in(cast, line, mention.title_first, mention.first - 1, figure.key), "side/title")
            set_side(figure, _described_in(cast, line, mention), "side/title")
            set_side(figure, _sent_by(cast, line, mention), "side/sender")
        for where in (apposition(line, mention), office_before(line, mention)):
            if where is not None:
                _from_apposition(cast, line, figure, where)
        if mention.title_kind == "envoy" and figure.side and figure.speaks_for is None:
            figure.speaks_for = figure.side


def _sent_by(cast: Cast, line: Line, mention: PersonMention) -> str | None:
    """Whose envoy or minister, said by a pronoun: "my Secretary of State", "his envoy"."""
    before = line.tree.tokens[mention.title_first - 1] if mention.title_first > 0 else None
    if before is not None and before.text.lower() == "whose":
        owner = described_by_relative(line, before)
        named = cast.one(line, owner) if owner is not None else cast.within(line, before.i - 2, before.i - 2)
        return named[0] if named else None
    if before is None or before.text.lower() not in ("my", "his", "her", "our", "their", "its"):
        return None
    keys = cast.one(line, before.i)
    return keys[0] if keys else None


def _named_in(cast: Cast, line: Line, first: int, last: int, own: str) -> str | None:
    """The last actor named in a title, unless it stands behind "for" or "to" ("Special Envoy for Yemen")."""
    tokens = line.tree.tokens
    stop = next((at for at in range(first, last + 1) if tokens[at].text.lower() in ("for", "to")), last + 1)
    keys = [key for key in cast.within(line, first, stop - 1) if key != own]
    return keys[-1] if keys else None


def _is_of_a_body(figure: Figure) -> bool:
    before = (figure.role or "").lower().split()[:-1]
    return bool(before) and (before[-1] in SPORTS or head_type(before[-1]) in BODY_KINDS)


SPORTS = frozenset({"team", "league", "club"})
BODY_KINDS = frozenset({"company", "union", "organisation", "legislature", "armed-group", "faction"})


def _described_in(cast: Cast, line: Line, mention: PersonMention) -> str | None:
    """Whose office it is ("Mali's Economy Minister"), or what a common noun of it means: "guild president"."""
    at = mention.title_first
    if at > 1 and line.tree.tokens[at - 1].text in POSSESSIVE and (owner := cast.sides(cast.one(line, at - 2))):
        return owner[0]
    for token in line.tree.tokens[at : mention.first]:
        named_so = token.pos in ("NOUN", "PROPN") or token.text[:1].isupper()  # "Trust chief executive" is no command
        if not named_so or token.lemma.lower() in NO_BODY_IN_TITLE:
            continue
        if head_type(token.lemma.lower()) in BODY_KINDS or is_body_word(token.text):
            named = named_by_end(cast.figures, token.text)
            keys = [key for key in cast.one(line, token.i) if cast.figures[key].type != "person"]
            if named or keys:
                return named or keys[-1]
    return None


NO_BODY_IN_TITLE = frozenset({"deputy", "labor", "labour", "senator", "mp", "lawmaker", "legislator", "miner"})


def _from_apposition(cast: Cast, line: Line, figure: Figure, where: tuple[int, int]) -> None:
    tokens = line.tree.tokens
    first, last = where
    kind = title_in(tokens, first, last + 1)
    words = line.text[tokens[first].start : tokens[last].end]
    if figure.role is None or len(words) > len(figure.role):
        figure.role, figure.title_kind = words, figure.title_kind or kind
    if kind in STATE_KINDS:
        keys = [key for key in within_office(cast, line, first, last) if key != figure.key]
        owner = [
            key
            for at in range(first, end_of_office(line, first, last) + 1)
            for key in cast.one(line, at)
            if (tokens[at].pos == "NOUN" or tokens[at].dep == "nmod:poss") and key != figure.key
        ]
        set_side(figure, next(iter([*keys, *owner]), None), "side/apposition")


def _from_office(cast: Cast, figure: Figure, holders: tuple[OfficeHolder, ...]) -> None:
    """The file of office holders speaks where the story is silent."""
    if figure.side is not None:
        return
    article = cast.story.article
    holder = holder_of(figure.name, article.published or article.as_of, holders)
    if holder is None:
        return
    country = next(
        (other.key for other in cast.figures.values() if other.code == holder.country and other.type == "country"), None
    )
    if country is None:
        country = cast.add_country(holder.country, figure)
    set_side(figure, country, "side/office-holders")


def _from_lists(cast: Cast, people: list[Figure]) -> None:
    """ "Officials, including A and B": the listed are of the group's side; so are bullets it leads in."""
    for figure in people:
        if figure.side is not None:
            continue
        for line_index, first, _ in figure.spots:
            line = cast.story.lines[line_index]
            group = _group_including(cast, line, first) or _group_leading_in(cast, line)
            if group:
                set_side(figure, group, "side/listed")
                break


def _group_including(cast: Cast, line: Line, first: int) -> str | None:
    tokens = line.tree.tokens
    following = tokens[first + 1].text if first + 1 < len(tokens) else ""
    for at in range(first - 1, max(-1, first - 14), -1):
        if (tokens[at].pos in ("VERB", "AUX") and tokens[at].text.lower() != "including") or following in POSSESSIVE:
            return None
        if tokens[at].text.lower() in ("including", "include", "like") or tokens[at].text == ":":
            for noun in range(at - 1, max(-1, at - 6), -1):
                keys = cast.one(line, noun)
                if keys and tokens[noun].pos in ("NOUN", "PROPN"):
                    return cast.side(keys[0])
            return None
    return None


def _group_leading_in(cast: Cast, line: Line) -> str | None:
    lead_in = cast.story.lead_in(line)
    if lead_in is None:
        return None
    for token in reversed(lead_in.tree.tokens):
        if token.pos in ("NOUN", "PROPN"):
            keys = cast.one(lead_in, token.i)
            if keys:
                return cast.side(keys[0])
    return None


def _from_parallel_order(cast: Cast, people: list[Figure]) -> None:
    """Two countries and two leaders named in one sentence, each pair joined by "and", stand in the same order."""
    open_leaders = {figure.key for figure in people if figure.side is None and figure.title_kind == "state"}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line in cast.story.lines:
        countries = _pair(
            cast, line, lambda figure: figure.type in ("country", "union", "organisation", "bloc", "government")
        )
        leaders = _pair(cast, line, lambda figure: figure.key in open_leaders)
        if countries and leaders:
            for leader, country in zip(leaders, countries, strict=True):
                votes[leader][country] += 1
    for leader, counts in votes.items():
        best, count = counts.most_common(1)[0]
        if count > sum(counts.values()) / 2:
            set_side(cast.figures[leader], best, "side/same-order")


def _from_offices_before(cast: Cast) -> None:
    """ "Mali's president and the rebel leader met. A and B signed …": two names in the order of two offices."""
    for line in cast.story.lines[1:]:
        people = _pair(cast, line, lambda figure: figure.type == "person" and figure.side is None)
        before = cast.story.lines[line.index - 1]
        if people is None or before.kind != line.kind:
            continue
        offices = [
            one for one in before.tree.tokens if head_type(one.lemma.lower()) == "staff" and one.number != "Plur"
        ]
        sides = [cast.sides(cast.one(before, one.i)) for one in offices]
        if len(offices) != 2 or not all(len(side) == 1 for side in sides) or sides[0] == sides[1]:
            continue
        if any(one.text == "and" for one in before.tree.tokens[offices[0].i : offices[1].i]):
            for key, side in zip(people, sides, strict=True):
                set_side(cast.figures[key], side[0], "side/offices-before")


def _pair(cast: Cast, line: Line, fits: object) -> tuple[str, str] | None:
    assert callable(fits)
    for token in line.tree.tokens:
        if token.dep == "conj":
            first = cast.one(line, token.head)
            second = cast.one(line, token.i)
            if first and second and first != second and fits(cast.figures[first[0]]) and fits(cast.figures[second[0]]):
                return first[0], second[0]
    return None


def _from_same_words(cast: Cast, people: list[Figure]) -> None:
    """ "Marek’s war strategy" and "Ukraine’s war strategy" are one thing, so its owners are one side."""
    owned: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for line in cast.story.lines:
        for owner, thing in _owned_things(cast, line):
            owned[thing].add(owner)
    for figure in people:
        if figure.side is None:
            countries = Counter(
                key
                for things, owners in sorted(owned.items())
                if figure.key in owners
                for key in sorted(owners)
                if cast.figures[key].type == "country"
            )
            if len(countries) == 1:
                set_side(figure, next(iter(countries)), "side/same-thing")


def _owned_things(cast: Cast, line: Line) -> Iterator[tuple[str, tuple[str, ...]]]:
    for token in line.tree.tokens:
        if token.dep == "nmod:poss":
            head = line.tree.tokens[token.head]
            thing = (
                *(
                    child.lemma.lower()
                    for child in line.tree.children(head.i)
                    if child.dep.split(":")[0] in ("compound", "amod")
                ),
                head.lemma.lower(),
            )
            for key in cast.one(line, token.i):
                if len(thing) > 1:
                    yield key, thing


def _from_sentence(cast: Cast, people: list[Figure]) -> None:
    """A head of state or minister named in a sentence with one country only is that country's.

    Countries that somebody else's title names, or that the person deals with, do not count. Where the sentence has
    none, a minister is of the country whose head of state the story knows, if of one only; else the country that the
    sentence before is about speaks: "Germany played it down. Chancellor X said …".
    """
    for figure in people:
        if figure.side is not None or figure.title_kind not in ("state", "government"):
            continue
        votes: Counter[str] = Counter()
        for line_index, first, last in figure.spots:
            line = cast.story.lines[line_index]
            led = _led_country(cast, people) if figure.title_kind == "government" else set()
            countries = _countries_of(cast, line, first, last) or led or _topic_before(cast, line)
            if len(countries) == 1:
                votes.update(countries)
        votes = Counter({key: count for key, count in votes.items() if not _has_leader(cast, key, figure)})
        if votes:
            set_side(figure, votes.most_common(1)[0][0], "side/same-sentence")


def _countries_of(cast: Cast, line: Line, first: int, last: int) -> set[str]:
    """Countries a sentence names besides those the person deals with."""
    tree = line.tree
    addressed = first > 0 and tree.tokens[first - 1].pos == "ADP"  # "called on X": the caller is another
    addressed = addressed or any(tree.tokens[at].relation in ("obj", "iobj", "obl") for at in (first, last))
    found = set()
    for token in tree.tokens:
        figure = cast.figures.get(cast.keys.get((line.index, token.i), ""))
        if figure is None or figure.type != "country" or figure.code is None:
            continue
        head = tree.tokens[token.head]
        if head.i != token.i and cast.keys.get((line.index, head.i)) == figure.key:
            continue  # an inner word of the name
        called_on = addressed and token.i < first and token.relation in ("nsubj", "root")
        titles_another = head.i != token.i and head_type(head.lemma.lower()) == "staff" and not first <= head.i <= last
        dealt_with = token.i > last and token.relation in ("obj", "iobj")
        spoken_there = head.lemma.lower() in SPEAKING and cast.senses.get((line.index, token.i)) == "capital"
        placed = cast.is_place(line, token.i) and not spoken_there
        if not titles_another and not dealt_with and not called_on and not placed:
            found.add(figure.key)
    return found


def _led_country(cast: Cast, people: list[Figure]) -> set[str]:
    """The country of the heads of state, when they are of one; of a head nothing tells of, where the story is filed."""
    heads = [figure for figure in people if figure.title_kind == "state"]
    led = {figure.side or cast.filed_from for figure in heads}
    return {key for key in led if key and cast.figures[key].type == "country"} if len(led) == 1 else set()


def _topic_before(cast: Cast, line: Line) -> set[str]:
    """The country that is the subject of the sentence before, or the only one that the paragraph has named so far."""
    if line.index == 0:
        return set()
    before = cast.story.lines[line.index - 1]
    subjects = {
        key
        for token in before.tree.tokens
        if token.relation == "nsubj"
        for key in cast.sides(cast.one(before, token.i))
        if cast.figures[key].type == "country" and cast.figures[key].code is not None
    }
    return subjects or {
        key
        for other in cast.story.by_block[line.block]
        if other.index < line.index
        for token in other.tree.tokens
        if not cast.is_place(other, token.i)
        for key in cast.within(other, token.i, token.i)
        if cast.figures[key].type == "country" and cast.figures[key].code is not None
    }


def _has_leader(cast: Cast, party: str, person: Figure) -> bool:
    """Somebody else of the same bare title stands for the party: two presidents are of two countries."""
    title = _bare_title(person)
    return any(
        other.type == "person" and other.key != person.key and other.side == party and _bare_title(other) == title
        for other in cast.figures.values()
    )


def _bare_title(person: Figure) -> str:
    return (person.role or "").lower().split()[-1] if person.role else ""


def _from_rival(cast: Cast, people: list[Figure]) -> None:
    """Of two parties most spoken of, one led by a president: another president leads the other."""
    parties = sorted(
        (figure for figure in cast.figures.values() if figure.type != "person"), key=lambda figure: -len(figure.spots)
    )[:2]
    for figure in people:
        if figure.side is None and figure.title_kind == "state" and len(figure.spots) > 1 and len(parties) == 2:
            free = [party for party in parties if not _has_leader(cast, party.key, figure)]
            if len(free) == 1:
                set_side(figure, free[0].key, "side/other-leader")


def _from_title_alone(cast: Cast, people: list[Figure]) -> None:
    """A minister without a country, where the story has one country: its own."""
    countries = [
        figure.key
        for figure in cast.figures.values()
        if figure.type == "country" and len(figure.spots) > 1 and not figure.is_mere_place
    ]
    houses = [figure.key for figure in cast.figures.values() if figure.type == "legislature"]
    for figure in people:
        if figure.side is None and figure.title_kind == "legislature" and houses:
            set_side(figure, houses[0], "side/only-house")
        elif (
            figure.side is None and figure.title_kind in ("state", "government", "legislature") and len(countries) == 1
        ):
            set_side(figure, countries[0], "side/only-country")
        elif figure.side is None and figure.title_kind in ("state", "government") and cast.filed_from is not None:
            set_side(figure, cast.filed_from, "side/dateline")


def _settle(cast: Cast) -> None:
    """No circle of sides: who would stand for himself through others has none."""
    for figure in cast.figures.values():
        if figure.side is not None and cast.side(figure.key) == figure.key:
            figure.side = None
