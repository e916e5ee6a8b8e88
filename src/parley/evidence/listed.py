"""Things told in one breath, read by the words: "limits on overtime, free meals and an end to night shifts".

A parser hangs the second and third of them on the nearest noun, on the verb or nowhere; their words leave no doubt.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.evidence.actors import Cast
from parley.evidence.measures import is_date
from parley.evidence.story import Line
from parley.language.tree import Token

INSIDE = frozenset({"NOUN", "PROPN", "NUM", "SYM", "ADJ", "DET", "X"})
TAILS = frozenset(
    {"of", "on", "over", "for", "to", "in", "at", "from", "with", "against", "between", "into", "under", "after", "per"}
)
LOOSE = frozenset({"exchange", "return", "compensation", "lieu", "favor", "favour", "response", "order", "addition"})
OPENING = frozenset({"a", "an", "no", "more", "fewer", "less", "higher", "lower", "another", "other"})
JOINING = frozenset({"and", "or", "plus", "nor"})
MOST = 8  # things of one list


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase as it stands: where it begins and ends, inclusive, and the word that heads it."""

    first: int
    head: int
    last: int


def thing_at(line: Line, at: int) -> Thing | None:
    """The noun phrase that begins at a word, with the phrases that tell it apart; null where none begins."""
    words = _words(line, at)
    if words is None:
        return None
    start, last = words
    tokens = line.tree.tokens
    head = last
    while tokens[head].pos in ("NUM", "SYM") and head > start and tokens[head - 1].pos in ("NUM", "SYM", "NOUN"):
        head -= 1  # "£ 2 million": the parser hangs the figures on the sign
    return Thing(start, head if tokens[last].pos in ("NUM", "SYM") else last, _with_tails(line, last))


def _words(line: Line, at: int) -> tuple[int, int] | None:
    """First and last word of the noun phrase that begins at a word, without what stands behind its noun."""
    tokens = line.tree.tokens
    start = at
    while at < len(tokens) and _is_inside(line, at, start):
        at += 1
    last = at - 1
    ends = at == len(tokens) or tokens[at].pos in ("PUNCT", "CCONJ")
    if last == start and ends and tokens[last].pos == "ADJ":
        return start, last  # "limits on *overtime* and", read as an adjective
    while last >= start and tokens[last].pos not in ("NOUN", "PROPN", "NUM", "SYM"):
        last -= 1
    return (start, last) if last >= start else None


def _is_inside(line: Line, at: int, start: int) -> bool:
    tokens = line.tree.tokens
    token = tokens[at]
    if token.pos in INSIDE or token.dep == "nmod:poss" or token.text in ("'s", "’s", "'", "’"):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text == "-":
        return at > start and following is not None and following.start == token.end
    if at > start and tokens[at - 1].text == "-":
        return True  # "cost-of-living", "cooling-off"
    describes = token.pos in ("VERB", "ADV") and token.relation in ("amod", "advmod", "compound")
    return describes and following is not None and (following.pos in INSIDE or following.text == "-")


def _with_tails(line: Line, last: int) -> int:
    """The end of what stands behind a noun and tells it apart: "an end *to shifts at night*"; no date, no trade."""
    tokens = line.tree.tokens
    for _ in range(3):
        if last + 2 >= len(tokens) or tokens[last + 1].text.lower() not in TAILS:
            break
        inner = _words(line, last + 2) or _gerund(line, last + 2)
        if inner is None or tokens[inner[1]].lemma.lower() in LOOSE:
            break
        counted = any(one.pos == "NUM" for one in tokens[inner[0] : inner[1]])
        if is_date(line, tokens[inner[1]]) and not counted:
            break
        last = inner[1]
    return last


def _gerund(line: Line, at: int) -> tuple[int, int] | None:
    """ "A veto over *drilling*", read as a verb."""
    token = line.tree.tokens[at]
    following = line.tree.tokens[at + 1] if at + 1 < len(line.tree) else None
    alone = following is None or following.pos in ("PUNCT", "CCONJ")
    return (at, at) if alone and token.pos == "VERB" and token.text.lower().endswith("ing") else None


def things_from(cast: Cast, line: Line, at: int, *, open_end: bool = False) -> list[Thing]:
    """The things of a list that begins at a word; one alone where no list follows.

    Args:
        open_end: the list stands behind a colon, so that commas alone join its things.
    """
    first = thing_at(line, at)
    if first is None:
        return []
    found, held = [first], list[Thing]()
    closed = False
    while len(found) + len(held) < MOST:
        step = _next(line, (held or found)[-1].last, at)
        if step is None:
            break
        start, joined = step
        thing = thing_at(line, start)
        if thing is None or not _stands_alone(cast, line, thing):
            break
        held.append(thing)
        if joined:
            closed = True
            break
    if not closed and not open_end:
        return found  # "a raise, the first in years": what follows the comma explains
    for thing in held:
        if _belongs_to(line, found[-1], thing):
            found[-1] = Thing(found[-1].first, found[-1].head, thing.last)
        else:
            found.append(thing)
    return found


def _next(line: Line, last: int, opening: int) -> tuple[int, bool] | None:
    """Where the next thing of a list begins behind a comma or an "and", and whether it is the last of them."""
    tokens = line.tree.tokens
    at = last + 1
    if at + 1 < len(tokens) and tokens[at].text.lower() == "among" and tokens[at + 1].pos == "PRON":
        at += 2
    dated = _words(line, at + 1) if at + 1 < len(tokens) and tokens[at].pos == "ADP" else None
    if dated is not None and is_date(line, tokens[dated[1]]):
        at = dated[1] + 1  # "a raise of 5 percent *in the first year* and a bonus"
    comma = at < len(tokens) and tokens[at].text in (",", ";")
    at += comma
    words = [one.text.lower() for one in tokens[at : at + 3]]
    if words[:3] == ["as", "well", "as"]:
        return at + 3, True
    if words[:2] == ["along", "with"]:
        return at + 2, True
    joined = bool(words) and words[0] in JOINING
    at += joined
    again = tokens[opening - 1] if opening else None
    if joined and again is not None and again.pos == "ADP" and at < len(tokens):
        at += tokens[at].text.lower() == again.text.lower()  # "for a job for life, and *for* a share"
    return (at, joined) if comma or joined else None


def _stands_alone(cast: Cast, line: Line, thing: Thing) -> bool:
    """It is no subject of a clause that follows, no actor and no date."""
    tokens = line.tree.tokens
    head = tokens[thing.head]
    after = tokens[thing.last + 1] if thing.last + 1 < len(tokens) else None
    opens = after is not None and (after.pos in ("VERB", "AUX") and after.relation not in ("acl", "amod"))
    return not opens and not cast.one(line, thing.head) and not (is_date(line, head) and not _is_counted(line, thing))


def _is_counted(line: Line, thing: Thing) -> bool:
    return any(one.pos == "NUM" for one in line.tree.tokens[thing.first : thing.head])


def _belongs_to(line: Line, before: Thing, thing: Thing) -> bool:
    """ "Tariffs on steel *and aluminum*": bare nouns go with the noun behind the preposition."""
    tokens = line.tree.tokens
    if before.last == before.head or tokens[thing.first].text.lower() in OPENING:
        return False
    if any(one.pos in ("NUM", "SYM") for one in tokens[thing.first : thing.head + 1]):
        return False
    head = tokens[thing.head]
    bare = all(one.pos in ("NOUN", "PROPN") for one in tokens[thing.first : thing.head + 1])
    if head.relation == "conj" and not bare:
        return before.head < head.head <= before.last
    return bare


def opens_with(line: Line, token: Token) -> int:
    """Where the noun phrase of a word begins, read by the words."""
    at = token.i
    while at and _is_inside(line, at - 1, -1) and line.tree.tokens[at - 1].pos != "PUNCT":
        at -= 1
    return at
