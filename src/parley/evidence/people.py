"""People: who is named, under which title, and which mentions are one person.

A mention is a name the parser's entity recogniser calls a person, a name after a title, or a name known from
elsewhere in the story. One person is one last name, unless two full names share it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parley.evidence.calendar import DAYS
from parley.evidence.name_forms import (
    GENERIC_FIRST,
    HYPHENS,
    PARTICLES,
    calendar_words,
    looks_like_name,
    name_in_context,
    past_hyphens,
)
from parley.evidence.names import Gazetteer, gazetteer
from parley.evidence.story import Line, Story
from parley.evidence.titles import POSSESSIVE, is_body_word, plain, title_before, title_kind
from parley.evidence.words import slug
from parley.language.tree import Token

NO_NAME = frozenset({"VERB", "AUX", "ADP", "ADV", "DET", "SCONJ"})  # a headline's first word is no first name


LONGEST_TITLE = 4  # words
BEFORE_NAMES = frozenset({"amid", "through", "under", "with", "after", "before", "during", "despite", "without",
                          "elect", "designate"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One place where a person is named; token indices are inclusive."""

    line: int
    first: int  # of the name, without the title
    last: int
    name: str
    title: str | None  # words of the title before the name, modifiers included: "U.S. Treasury Secretary"
    title_kind: str | None  # kind in titles.yaml
    title_first: int  # first token of title and modifiers; equals `first` without a title


@dataclass(slots=True)
class Person:
    key: str
    name: str  # the fullest form
    mentions: list[PersonMention] = field(default_factory=list)


def find_people(story: Story, names: Gazetteer | None = None) -> list[Person]:
    """Every named human of the story, in order of appearance; bylines are left out.

    Args:
        names: what is known to be a country or body, hence no person; None for the word lists.
    """
    names = names or gazetteer()
    seen = _respelled([mention for line in story.lines for mention in _mentions(line, names)])
    mentions = _credible(story, seen)
    mentions += _labelled(story, mentions)
    mentions += _echoes(story, mentions, names)
    authors = {author.split()[-1] for author in story.article.authors if author.split()}
    people = _group(mentions)
    return [person for person in people if person.name.split()[-1] not in authors or len(person.mentions) > 1]


def _mentions(line: Line, names: Gazetteer) -> Iterator[PersonMention]:
    tokens = line.tree.tokens
    matches = names.find(tokens)
    known = {index for match in matches for index in range(match.first, match.last + 1)}
    taken: set[int] = set()
    entities = line.tree.entities()
    people = frozenset(first for first, _, label in entities if label == "PERSON")
    for first, last, label in entities:
        if label == "PERSON" and not _leads_to_name(tokens, last, people):
            start, end = _trim(tokens, first, last - 1)
            start = _after_titles(tokens, start, end)
            end = _before_possessive(tokens, start, end)
            end = max(end, start)
            start = _first_of_name(tokens, start, known) if start == end else start
            start = _head_of_name(tokens, start, known)
            while (
                end + 1 < len(tokens)
                and end - start < 3
                and end + 1 not in known | people
                and _is_rest_of_name(tokens, end + 1)
            ):
                end += 1
            end = past_hyphens(tokens, end)
            if (start == end and stands_with_place(line, start)) or _stands_apart(line, start, end):
                continue
            if (
                start <= end
                and not any(at in known for at in range(start, end + 1))
                and looks_like_name(tokens, start, end)
            ):
                taken.update(range(start, end + 1))
                yield _with_title(line, start, end)
    for at, token in enumerate(tokens):
        if at in taken or at in known or not token.text[:1].isupper():
            continue
        last_of_name = name_in_context(tokens, at, known)
        if last_of_name is not None and not any(index in taken for index in range(at, last_of_name + 1)):
            taken.update(range(at, last_of_name + 1))
            yield _with_title(line, at, last_of_name)


def _respelled(mentions: list[PersonMention]) -> list[PersonMention]:
    """Names in capitals as the text spells them elsewhere; those it never does, and gives no title, are headings."""
    spelled = {one.name.split()[-1].lower(): one.name for one in mentions if not one.name.isupper()}
    found = []
    for mention in mentions:
        spelling = spelled.get(mention.name.split()[-1].lower())
        if not mention.name.isupper() or len(mention.name) < 4:
            found.append(mention)
        elif spelling is not None:
            found.append(replace(mention, name=spelling))
        elif mention.title_kind:
            found.append(mention)
    return found


def _leads_to_name(tokens: tuple[Token, ...], end: int, people: frozenset[int]) -> bool:
    """The words before a name, taken for a name: "Kraft Chief Executive" or "Cadbury Chairman" of "… Roger Carr"."""
    if end in people:
        return True
    name = next((at for at in range(end + 1, min(end + 4, len(tokens))) if at in people), None)
    return name is not None and bool(title_kind(plain(tokens[end:name])))


def _after_titles(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past the last title inside an entity: "T.U. Treasury Secretary Ashcombe" is Ashcombe."""
    inner = [at for at in range(first, last + 1) if title_kind(tokens[at].text.lower().rstrip("."))]
    following = last + 1 < len(tokens) and _is_rest_of_name(tokens, last + 1)
    return inner[-1] + 1 if inner and (inner[-1] < last or following) else first


def _first_of_name(tokens: tuple[Token, ...], at: int, known: set[int]) -> int:
    """The recogniser started late: "Moyle" of "Councillor Gethin Moyle"."""
    before = tokens[at - 1] if at > 1 else None
    if before is None or at - 1 in known or before.pos != "PROPN" or before.text.isupper() or before.ent:
        return at
    titled = bool(title_kind(tokens[at - 2].text.lower().rstrip("."))) and not title_kind(before.text.lower())
    return at - 1 if titled and before.text[:1].isupper() else at


def _head_of_name(tokens: tuple[Token, ...], at: int, known: set[int]) -> int:
    """The parser sees the whole of a long name where the recogniser sees its end: "Luiz Inacio Lula da Silva"."""
    head = tokens[at].head
    if tokens[at].relation != "flat" or not 0 <= head < at or at - head > 5 or known & {*range(head, at)}:
        return at
    name = tokens[head:at]
    whole = all(one.text[:1].isupper() or one.text.lower() in PARTICLES for one in name)
    titled = any(title_kind(one.text.lower().rstrip(".")) or is_body_word(one.text) for one in name)
    spoken = not any(one.text.isupper() for one in tokens[head : at + 1])  # no "Part D"
    return head if whole and spoken and not titled and tokens[head].pos == "PROPN" else at


def _is_rest_of_name(tokens: tuple[Token, ...], at: int) -> bool:
    """The recogniser stopped early: "Tomas" of "Tomas Alves spoke"."""
    token = tokens[at]
    return (
        token.pos in ("PROPN", "X")
        and token.text[:1].isupper()
        and any(char.islower() for char in token.text)
        and token.ent in ("", "PERSON")
    )


def _stands_apart(line: Line, first: int, last: int) -> bool:
    """A place that a story is filed from ("Sturgeon Narrows – When the ice …"), or a line: "Via Teleconference"."""
    tokens = line.tree.tokens
    if line.kind == "paragraph" and last - first + 1 == len(tokens):
        return True
    opens = line.kind == "paragraph" and first == 0 and last + 2 < len(tokens)
    return opens and tokens[last + 1].text in ("–", "—") and tokens[last + 2].text[:1].isupper()


def stands_with_place(line: Line, at: int) -> bool:
    """A single name joined by "and" to a place is a place: "Velmora and Tarsia"."""
    others = line.tree.conjuncts(at)
    return bool(others) and all(other.ent == "LOC" for other in others)


def _before_possessive(tokens: tuple[Token, ...], first: int, last: int) -> int:
    ends = (*POSSESSIVE, "of")  # "Anita Rao of Health Together" is Anita Rao
    return next((at - 1 for at in range(first + 1, last + 1) if tokens[at].text in ends), last)


def _trim(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """An entity without titles, articles and punctuation at its ends."""
    while first < last:
        words = _title_at(tokens, first, last)
        if words:
            first += words
        elif (
            tokens[first].text.lower() in GENERIC_FIRST | BEFORE_NAMES
            or _ends_title(tokens, first)
            or tokens[first].pos in NO_NAME
            or tokens[first].text.lower() in DAYS  # "On Friday Ford said"
            or not tokens[first].text[:1].isalpha()
        ):
            first += 1
        else:
            break
    while last > first and not (tokens[last].text[:1].isalpha() and not _shouts(tokens, first, last)):
        last -= 1
    return first, last


def _ends_title(tokens: tuple[Token, ...], at: int) -> bool:
    """The recogniser began inside a title: "State Ada Harlow" of "Secretary of State Ada Harlow"."""
    return any(title_kind(plain(tokens[at - before : at + 1])) for before in (1, 2) if at >= before)


def _shouts(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """A word in capitals behind a name that has none: "Tarrant KEEPS his promise"."""
    word = tokens[last].text
    return len(word) > 3 and word.isupper() and not tokens[first].text.isupper()


def _title_at(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """How many tokens from `first` are a title, at most up to `last` - 1."""
    for length in range(min(LONGEST_TITLE, last - first), 0, -1):
        if title_kind(plain(tokens[first : first + length])):
            return length
    return 0


def _with_title(line: Line, first: int, last: int) -> PersonMention:
    """The mention with the title and modifiers right before it."""
    start, kind = title_before(line.tree.tokens, first)
    return PersonMention(
        line=line.index,
        first=first,
        last=last,
        name=words_of(line, first, last),
        title=words_of(line, start, first - 1).rstrip(" ,") if kind else None,
        title_kind=kind,
        title_first=start if kind else first,
    )


def words_of(line: Line, first: int, last: int) -> str:
    """The words of tokens `first` to `last` as they stand in the sentence."""
    return line.text[line.tree.tokens[first].start : line.tree.tokens[last].end]


def _credible(story: Story, mentions: list[PersonMention]) -> list[PersonMention]:
    """Drop what only looks like a person: a bare word that the story also writes small, or never lets act."""
    full = {mention.name.split()[-1] for mention in mentions if " " in mention.name}
    titled = {mention.name.split()[-1] for mention in mentions if mention.title_kind}
    small = story.small_words | calendar_words()
    acting = {mention.name for mention in mentions if _acts(story, mention)}
    return [
        mention
        for mention in mentions
        if mention.name.split()[-1] in titled
        or (" " in mention.name and (mention.name in acting or mention.name.split()[-1] in full))
        or mention.name in full
        or (
            mention.name in acting
            and not {mention.name.lower(), mention.name.lower().removesuffix("s")} & small
            and not mention.name.isupper()
        )
    ]


def _acts(story: Story, mention: PersonMention) -> bool:
    """The person is subject or possessor somewhere, or is met, told or named in apposition: names of things are not."""
    line = story.lines[mention.line]
    for at in range(mention.first, mention.last + 1):
        token = line.tree.tokens[at]
        if token.relation == "conj" and line.tree.tokens[token.head].relation == "nsubj":
            return True
        bare_word = " " not in mention.name
        bare = bare_word and token.relation not in ("nsubj", "obj", "iobj")
        if bare and token.dep not in ("nmod:poss", "obl:agent"):
            continue  # a bare word must act, own or be acted on to be taken for somebody
        if bare_word and (line.tree.having(at, "det") or _is_plural(token)):
            continue  # "an Ally", "Gazans"
        if bare_word and token.relation == "nsubj" and not _has_finite_verb(line, token):
            continue  # "with Shenlong dominating the trade": a firm or a state as well
        if (
            token.dep.split(":")[0] in ("nsubj", "obj", "iobj", "appos", "obl", "conj", "root", "parataxis")
            or token.dep == "nmod:poss"
        ):
            return True
    return False


def _has_finite_verb(line: Line, subject: Token) -> bool:
    verb = line.tree.tokens[subject.head]
    helped = any(one.has("VerbForm=Fin") for one in line.tree.having(verb.i, "aux", "cop"))
    return helped or verb.has("VerbForm=Fin")


def _is_plural(token: Token) -> bool:
    return token.number == "Plur" and token.text.endswith("s") and token.lemma != token.text


def _labelled(story: Story, mentions: list[PersonMention]) -> list[PersonMention]:
    """Who speaks under a label of a transcript ("SENATOR HARGROVE"), in the text's own spelling where it has one."""
    spelled = {mention.name.split()[-1].lower(): mention.name for mention in mentions}
    found = []
    for line in story.lines:
        tokens = _before_bracket(line.tree.tokens)
        if line.kind != "turn" or not line.is_label or len(tokens) < 2:
            continue
        titled = next((at for at in range(len(tokens) - 1, 0, -1) if title_kind(plain(tokens[:at]))), None)
        if titled is None or not all(_is_in_capitals(token) for token in tokens[titled:]):
            continue
        title = words_of(line, 0, titled - 1)
        name = spelled.get(tokens[-1].text.lower(), words_of(line, titled, len(tokens) - 1).title())
        kind = title_kind(plain(tokens[:titled]))
        found.append(PersonMention(line.index, titled, len(tokens) - 1, name, title, kind, 0))
    return found


def _is_in_capitals(token: Token) -> bool:
    return token.text in HYPHENS or (token.text.isupper() and token.text[:1].isalpha())


def _before_bracket(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The name of a label without what is said of it: "MR. LENNART (Parliament rapporteur)"."""
    return tokens[: next((token.i for token in tokens if token.text in ("(", ",")), len(tokens))]


def _echoes(story: Story, mentions: list[PersonMention], names: Gazetteer) -> list[PersonMention]:
    """Places where a known last name stands that no rule has seen ("Harlow administration")."""
    lasts = {mention.name.split()[-1] for mention in mentions if len(mention.name.split()[-1]) > 2}
    whole: dict[str, set[tuple[str, ...]]] = {}
    for words in (tuple(mention.name.split()) for mention in mentions if " " in mention.name):
        whole.setdefault(words[-1], set()).add(words)
    firms = _opens_body_name(story)
    covered = {(mention.line, at) for mention in mentions for at in range(mention.first, mention.last + 1)}
    found = []
    for line in story.lines:
        known = {at for match in names.find(line.tree.tokens) for at in range(match.first, match.last + 1)}
        for at, token in enumerate(line.tree.tokens):
            if token.text in firms and not title_before(line.tree.tokens, at)[1]:
                continue  # "Calder" is the airline's short name, though a Ms. Calder is in the story
            if token.text in lasts and (line.index, at) not in covered and at not in known:
                found.append(_with_title(line, _first_of_whole(line, at, whole.get(token.text, ())), at))
    return found


def _first_of_whole(line: Line, at: int, names: Collection[tuple[str, ...]]) -> int:
    """Where the whole name begins that this last name closes here; the last name itself where it stands alone."""
    for words in names:
        first = at - len(words) + 1
        if first >= 0 and tuple(token.text for token in line.tree.tokens[first : at + 1]) == words:
            return first
    return at


def _opens_body_name(story: Story) -> frozenset[str]:
    """Words that open the name of a body somewhere: "Calder" of "Calder Airways"."""
    return frozenset(
        one.text
        for line in story.lines
        for one, two in pairwise(line.tree.tokens)
        if one.text[:1].isupper() and two.text[:1].isupper() and one.end + 1 == two.start
        and is_body_word(two.text) and one.pos == "PROPN" and not title_kind(one.text.lower())
    )  # fmt: skip


def _group(mentions: list[PersonMention]) -> list[Person]:
    """One person per full name; a shorter form joins the only full name it ends."""
    mentions = sorted(mentions, key=lambda mention: (mention.line, mention.first))
    full = sorted({_bare(mention.name) for mention in mentions if " " in mention.name}, key=len, reverse=True)
    canon: dict[str, str] = {}
    for name in sorted({_bare(mention.name) for mention in mentions}, key=len, reverse=True):
        owners = [other for other in full if other != name and _is_form_of(name, other) and canon.get(other) == other]
        canon[name] = owners[0] if len(owners) == 1 else name
    people: dict[str, Person] = {}
    for mention in mentions:
        name = canon[_bare(mention.name)]
        people.setdefault(name, Person(key=slug(name), name=name)).mentions.append(mention)
    return list(people.values())


def _bare(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,")


def _is_form_of(short: str, long: str) -> bool:
    """ "Pena Nieto" of "Enrique Pena Nieto", "Harlow" of "Gerald J. Harlow", "Kim" only of a name that ends so."""
    words, whole = short.split(), long.split()
    return len(words) < len(whole) and (
        whole[-len(words) :] == words or (len(words) > 1 and words[0] == whole[0] and words[-1] == whole[-1])
    )
