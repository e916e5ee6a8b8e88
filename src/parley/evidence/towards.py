"""Towards whom an act is done whose own words do not say it: the story's parties, or who spoke just before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parley.evidence.actors import Cast
from parley.evidence.addressees import MUTUAL
from parley.evidence.bodies import head_type
from parley.evidence.clauses import objects_of
from parley.evidence.frame import Frame
from parley.evidence.predicates import SOMEBODY, is_of_class
from parley.evidence.times import time_of
from parley.language.tree import Token

TOWARDS_OTHERS = frozenset(
    {"CONSULT", "COOPERATE", "SANCTION", "SUPPORT", "PROTEST", "CONCEDE", "AGREE", "COERCE", "RETREAT", "ASSAULT"}
)
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "RETREAT"})  # done by several, done to each other
ANSWERING = frozenset({"accept", "reject"})
REPLYING = frozenset({"accept", "reject", "object", "concede"})
POINTING = frozenset({"that", "this", "it", "so", "them", "both", "neither"})
MOST_ADDRESSED = 3  # of talks among many, an act without an addressee is meant for those who deal most
OLD = 2  # an act dated by a year at least this long before the story is background; by eye on thirty stories


def addressed(cast: Cast, frame: Frame, earlier: Sequence[Frame]) -> Frame:
    """The frame with an addressee, where its own words name none but the story does.

    Args:
        earlier: the frames before it in the story.
    """
    told = _by_the_other(cast, _as_before(cast, _dated(cast, frame), earlier))
    return _with_counterpart(cast, _by_whom_was_asked(cast, told, earlier), earlier)


def _by_whom_was_asked(cast: Cast, frame: Frame, earlier: Sequence[Frame]) -> Frame:
    """ "Johnson invited the president and *was rebuffed*": who was asked answers."""
    if frame.actors or frame.form != "clausal" or frame.meaning.plover not in ("REJECT", "AGREE", "CONCEDE"):
        return frame
    if not frame.line.tree.is_passive(frame.head) or frame.line.tree.agents(frame.head):
        return frame
    asking = set(cast.sides(frame.recipients))
    for other in reversed(earlier):
        if other.line.index < frame.line.index - 1:
            return frame
        if other.recipients and asking and asking == set(cast.sides(other.actors)) and other.form == "clausal":
            return replace(frame, actors=other.recipients, recipients=other.actors, recipients_rule="asked")
    return frame


def _by_the_other(cast: Cast, frame: Frame) -> Frame:
    """ "Peru's offer was turned down": between two, the answer to what is one's own comes from the other."""
    if frame.actors or frame.meaning.act not in ANSWERING or frame.form != "clausal" or frame.content_head is None:
        return frame
    if not frame.line.tree.is_passive(frame.head):
        return frame
    owners = cast.sides(frame.recipients) or cast.sides(cast.owners(frame.line, frame.content_head))
    others = tuple(key for key in cast.counterparts if key not in owners)
    if len(cast.counterparts) != 2 or len(set(owners)) != 1 or len(others) != 1:
        return frame
    return replace(frame, actors=others, recipients=tuple(owners), recipients_rule="counterpart")


def _dated(cast: Cast, frame: Frame) -> Frame:
    """ "In 2016 it blocked a smaller merger": told as background, when the story is of 2022."""
    day = cast.story.article.published or cast.story.article.as_of
    if day is None or frame.status != "asserted" or frame.form != "clausal":
        return frame
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", time_of(frame.line, frame.head) or "")
    return replace(frame, status="historical") if year and int(year[1]) <= day.year - OLD else frame


def _as_before(cast: Cast, frame: Frame, earlier: Sequence[Frame]) -> Frame:
    """What somebody "also" does is done to whom another just did the like: "Some Republicans also voiced concerns"."""
    if frame.recipients or frame.form != "clausal" or not _is_also(frame):
        return frame
    sides = set(cast.sides(frame.actors))
    for other in reversed(earlier):
        if other.line.index < frame.line.index - 1:
            break
        likes = other.meaning.plover == frame.meaning.plover and bool(other.recipients)
        if likes and not sides & set(cast.sides((*other.actors, *other.recipients))):
            return replace(frame, recipients=other.recipients, recipients_rule="also")
    return frame


def _is_also(frame: Frame) -> bool:
    return any(child.lemma.lower() in ("also", "likewise") for child in frame.line.tree.having(frame.head, "advmod"))


def _with_counterpart(cast: Cast, frame: Frame, earlier: Sequence[Frame]) -> Frame:
    """An act of any side without an addressee is meant for those who deal most; said as such in its rule."""
    if frame.recipients or frame.status == "historical" or not _is_towards_others(frame):
        return frame
    sides = set(cast.sides(frame.actors))
    others = tuple(key for key in cast.counterparts if key not in sides)
    if frame.meaning.plover == "ASSAULT" and (len(others) != 1 or not sides <= set(cast.counterparts)):
        return frame  # among many, an attack may be on any
    if frame.meaning.act == "warn" and not sides & {*cast.counterparts, *cast.onlookers}:
        return frame  # what an outsider foretells threatens nobody
    if frame.meaning.plover == "SANCTION" and len(sides) > 1 and _ends_talks(frame):
        return replace(frame, recipients=frame.actors, recipients_rule=MUTUAL)
    together = frame.meaning.plover in TOGETHER and len(sides) > 1
    if not others or together or all(_is_person(cast, key) for key in sides):
        return frame
    if _names_a_stranger(cast, frame):
        return frame
    whom = (*_answered(cast, frame, earlier, others), *others[:MOST_ADDRESSED])
    return replace(frame, recipients=whom, recipients_rule="counterpart")


def _names_a_stranger(cast: Cast, frame: Frame) -> bool:
    """ "Told *shareholders* to wait": the words say to whom, though it is nobody of the talks."""
    if frame.form != "clausal" or frame.meaning.plover not in ("REQUEST", "THREATEN", "ACCUSE", "SUPPORT", "CONSULT"):
        return False
    things = objects_of(frame.line, frame.line.tree.tokens[frame.head])
    ends = (one for preposition, one in frame.line.tree.obliques(frame.head) if preposition in ("to", "on", "with"))
    things = (*things, *ends)
    return any(
        thing.pos == "NOUN"
        and thing.i != frame.content_head
        and _is_stranger(thing)
        and not cast.at(frame.line, thing.i)
        for thing in things
    )


def _ends_talks(frame: Frame) -> bool:
    """ "Ghana and its bondholders broke off talks": each with the other."""
    return frame.sense is not None and frame.sense.pattern.object_class in ("talks", "tie", "bond")


def _is_stranger(thing: Token) -> bool:
    """Somebody by trade; a minister may be the other side's, whom the story has not named."""
    lemma = thing.lemma.lower()
    return lemma in STRANGERS or (is_of_class(thing, SOMEBODY) and head_type(lemma) not in ("staff", "government"))


# People that a list of trades lacks: they are told, met and asked as much as ministers are.
STRANGERS = frozenset(
    {"shareholder", "investor", "elder", "owner", "relative", "family", "parent", "partner", "ally", "supporter",
     "voter", "customer", "supplier", "donor", "neighbour", "neighbor", "resident", "villager", "activist", "adviser"}
)  # fmt: skip


def _is_person(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(key)
    return figure is None or figure.type == "person"


def _is_towards_others(frame: Frame) -> bool:
    if frame.form == "nominal" and frame.meaning.act is None:
        return False
    if frame.meaning.act == "predict":
        return frame.meaning.plover is not None
    return frame.meaning.act is not None or frame.meaning.plover in TOWARDS_OTHERS


def _answered(cast: Cast, frame: Frame, earlier: Sequence[Frame], others: tuple[str, ...]) -> tuple[str, ...]:
    """Whose word is answered in the sentence after it: "Peru proposed a pause. Chile accepted."."""
    if frame.meaning.act not in REPLYING or frame.form != "clausal":
        return ()
    things = objects_of(frame.line, frame.line.tree.tokens[frame.head])
    bare = not things or any(token.text.lower() in POINTING for token in things)
    own = {*cast.sides(frame.actors), *others}
    for other in reversed(earlier):
        if other.line.index < frame.line.index - 1:
            return ()
        makers = tuple(key for key in cast.sides(other.actors) if key not in own)
        if makers and other.form == "clausal" and (bare or other.meaning.act in ("offer", "demand")):
            return makers
    return ()
