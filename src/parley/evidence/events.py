"""Events: who did what to whom, in PLOVER's types, each over all its mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.evidence.actors import Cast
from parley.evidence.addressees import MUTUAL
from parley.evidence.clauses import CONDITIONAL, FUTURE
from parley.evidence.frame import Frame
from parley.evidence.intentions import as_claimed, as_spoken, as_suffered, intended
from parley.evidence.predicates import classes
from parley.evidence.record import Event, Mention, PloverType, Status
from parley.evidence.times import time_of, value_of

ONE_A_SENTENCE = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT"})
# Said of a party that does the denied or refused thing: "did not agree" is a refusal.
DENIED: dict[str, PloverType] = {
    "AGREE": "REJECT",
    "CONCEDE": "REJECT",
    "SUPPORT": "REJECT",
    "COOPERATE": "REJECT",
    "AID": "REJECT",
    "CONSULT": "REJECT",
    "RETREAT": "REJECT",
}


# Only said of what is to come do these refuse: "will not meet", yet not "did not come to the table for a parade".
ONLY_IF_MEANT = frozenset({"COOPERATE", "AID", "CONSULT", "RETREAT"})


@dataclass(slots=True)
class _Draft:
    """Frames that tell of one event."""

    plover: PloverType
    mode: str | None
    frames: list[Frame] = field(default_factory=list)


def find_events(cast: Cast, frames: Sequence[Frame]) -> list[Event]:
    """Events among parties; frames of the same act are one event."""
    drafts: list[_Draft] = []
    for frame in (as_claimed(cast, as_spoken(cast, as_suffered(frame))) for frame in _told_once(frames)):
        plover = plover_of(frame)
        if plover is None or not frame.actors or frame.status == "question":
            continue
        if not frame.recipients and _lacks_its_end(frame, plover):
            continue
        if not _names_parties(cast, frame, plover) or _is_foretold(cast, frame):
            continue
        draft = next((draft for draft in drafts if _is_same(cast, draft, frame, plover)), None)
        if draft is None:
            drafts.append(draft := _Draft(plover, _mode(cast, frame)))
        draft.frames.append(frame)
    return [_event(cast, draft) for draft in drafts if not _only_carries(cast, draft, drafts)]


def _only_carries(cast: Cast, draft: _Draft, drafts: Sequence[_Draft]) -> bool:
    """ "Wrote to Chile asking for a pause": the letter carries the request and is no event beside it."""
    if draft.plover != "CONSULT" or not all(_lemma(frame) in CARRYING for frame in draft.frames):
        return False
    lines, sides = {frame.line.index for frame in draft.frames}, set(cast.sides(draft.frames[0].actors))
    return any(
        other is not draft and frame.line.index in lines and sides & set(cast.sides(frame.actors))
        for other in drafts
        for frame in other.frames
        if frame.form == "clausal"
    )


CARRYING = frozenset({"write", "send"})


def _told_once(frames: Sequence[Frame]) -> list[Frame]:
    """Frames without the nouns that another act is about: a meeting that is postponed is not held."""
    undone = {
        (frame.line.index, frame.sense.content_head)
        for frame in frames
        if frame.sense is not None and frame.meaning.plover in UNDOING
    }
    return [frame for frame in frames if frame.form == "clausal" or (frame.line.index, frame.head) not in undone]


UNDOING = frozenset({"REJECT", "SANCTION", "REQUEST"})


def plover_of(frame: Frame) -> PloverType | None:
    """The type of a frame; a denied agreement is a refusal, another denied act no event."""
    plover = (intended(frame) if frame.meaning.plover else None) or frame.meaning.plover
    if plover == "REJECT" and _keeps_silent(frame):
        return None
    if plover == "REQUEST" and frame.negated and _lemma(frame) in WANTING:
        return "REJECT"  # "wants no mine"
    if plover is not None and (frame.negated or frame.status == "negated"):
        if plover == "AGREE" and _lemma(frame) == "agree" and _differs(frame):
            return None
        return DENIED.get(plover) if plover not in ONLY_IF_MEANT or _is_meant(frame) else None
    return plover


WANTING = frozenset({"want", "wish", "seek"})
# "Declined to comment on the offer" says neither yes nor no.
SILENT = frozenset({"comment", "say", "elaborate", "name", "reveal", "disclose", "confirm", "speculate", "specify"})


def _differs(frame: Frame) -> bool:
    """ "We do not agree on the airport": they differ, nobody turns anything down."""
    tree = frame.line.tree
    return any(preposition in ("on", "over", "about") for preposition, _ in tree.obliques(frame.head))


def _keeps_silent(frame: Frame) -> bool:
    return any(
        one.lemma.lower() in SILENT for one in frame.line.tree.having(frame.head, "xcomp", "ccomp", "advcl", "obj")
    )


def _is_meant(frame: Frame) -> bool:
    """A denial of what one will or can do: "will not meet"; "did not come for a parade" refuses nothing."""
    words = {child.text.lower() for child in frame.line.tree.having(frame.head, "aux")}
    return bool(words & (FUTURE | CONDITIONAL))


def _lacks_its_end(frame: Frame, plover: PloverType) -> bool:
    """A request of nothing from nobody, and a warning to nobody that only hangs on another act."""
    aside = frame.line.tree.tokens[frame.head].text.lower().endswith("ing")
    return (frame.meaning.act == "warn" and aside) or (plover == "REQUEST" and frame.content is None)


ALONE = frozenset({"talk", "speak"})
NEED_RECIPIENT = frozenset({"AID", "COOPERATE", "COERCE"})


def _names_parties(cast: Cast, frame: Frame, plover: PloverType) -> bool:
    """An act of nobody, or of one side towards itself, is none between parties."""
    actors, recipients = set(cast.sides(frame.actors)), set(cast.sides(frame.recipients))
    if plover == "CONSULT" and not recipients and len(actors) < 2 and frame.form == "nominal":
        return False
    if plover == "CONSULT" and frame.recipients_rule == "counterpart" and _lemma(frame) in ALONE and len(actors) < 2:
        return False  # "talked for hours", to nobody the words name
    if plover in NEED_RECIPIENT and not recipients - actors and len(actors) < 2:
        return False
    return bool(actors)


def _is_foretold(cast: Cast, frame: Frame) -> bool:
    """Somebody of another side says that the actor may do it."""
    others = frame.reporters and not set(cast.sides(frame.reporters)) & set(cast.sides(frame.actors))
    return bool(others) and frame.status in ("planned", "hypothetical") and not frame.meaning.planned


def _mode(cast: Cast, frame: Frame) -> str | None:
    if frame.meaning.plover == "CONSULT" and frame.meaning.mode is None:
        return "multilateral" if len(set(cast.sides((*frame.actors, *frame.recipients)))) > 2 else None
    return frame.meaning.mode


def _is_same(cast: Cast, draft: _Draft, frame: Frame, plover: PloverType) -> bool:
    """The frame tells of the draft's act; a summary may join any, yet never ties two acts of the running text."""
    if draft.plover != plover:
        return False
    telling = [other for other in draft.frames if not _is_summary(cast, other)]
    if telling and not _is_summary(cast, frame):
        return any(_is_one_act(cast, other, frame, plover) for other in telling)
    return any(_is_one_act(cast, other, frame, plover) for other in draft.frames)


def _is_one_act(cast: Cast, one: Frame, two: Frame, plover: PloverType) -> bool:
    """Same sides on both ends, nobody named on one who is excluded by the other, and one subject matter."""
    mirrored = plover in ("CONSULT", "AGREE", "COOPERATE")
    if not _agree(cast, one.actors, two.actors, one.recipients, two.recipients, mirrored):
        return False
    if one.line.index == two.line.index and (plover in ONE_A_SENTENCE or _is_within(one, two) or _is_within(two, one)):
        return True
    if one.meaning.planned and two.meaning.planned:
        return True
    summary = _is_summary(cast, one) or _is_summary(cast, two)
    if summary and plover != "CONSULT":
        return True
    if plover == "CONSULT":
        return _same_meeting(cast, one, two)
    mine, theirs = _matter(one), _matter(two)
    if mine and theirs:
        same_paper = mine in _PAPERS and theirs in _PAPERS and one.meaning == two.meaning
        return mine == theirs or (plover == "REJECT" and same_paper)
    return one.meaning == two.meaning and set(one.actors) == set(two.actors) and bool(mine or theirs)


def _is_within(inner: Frame, outer: Frame) -> bool:
    """A noun of the clause names the same act: "attended a summit"."""
    return inner.form == "nominal" and outer.form == "clausal" and outer.first <= inner.head <= outer.last


_PAPERS = classes()["agreement"] | classes()["proposal"]


def _is_summary(cast: Cast, frame: Frame) -> bool:
    """Headlines, standfirsts, headings and labelled bullets tell nothing new."""
    line = frame.line
    bullet = line.kind == "bullet" and cast.story.label(line) is not None  # a turn's label only says who speaks
    return line.kind in ("headline", "standfirst", "heading") or line.is_label or bullet


def _agree(
    cast: Cast,
    actors: Sequence[str],
    others: Sequence[str],
    recipients: Sequence[str],
    other_recipients: Sequence[str],
    mirrored: bool,
) -> bool:
    if mirrored:
        all_one, all_two = {*actors, *recipients}, {*others, *other_recipients}
        sides_one, sides_two = set(cast.sides(all_one)), set(cast.sides(all_two))
        if min(len(sides_one), len(sides_two)) < 2 <= max(len(sides_one), len(sides_two)) and not shared_people(
            cast, all_one, all_two
        ):
            return False  # "held talks in Kyiv" is part of no other meeting unless the same people meet
        return (sides_one <= sides_two or sides_two <= sides_one) and _persons_fit(cast, all_one, all_two)
    if not set(cast.sides(actors)) & set(cast.sides(others)) or not _persons_fit(cast, set(actors), set(others)):
        return False
    return (
        not recipients or not other_recipients or bool(set(cast.sides(recipients)) & set(cast.sides(other_recipients)))
    )


def shared_people(cast: Cast, one: set[str], two: set[str]) -> bool:
    return any(_is_person(cast, key) for key in one & two)


def _persons_fit(cast: Cast, one: set[str], two: set[str]) -> bool:
    """Two people of one side are not one actor: an envoy's visit is not the minister's."""
    mine = {key for key in one if _is_person(cast, key)}
    theirs = {key for key in two if _is_person(cast, key)}
    shared_sides = set(cast.sides(mine)) & set(cast.sides(theirs))
    return all(
        {key for key in mine if cast.side(key) == side} & {key for key in theirs if cast.side(key) == side}
        for side in shared_sides
    )


def _is_person(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(key)
    return figure is not None and figure.type == "person"


def _same_meeting(cast: Cast, one: Frame, two: Frame) -> bool:
    if _holds_meeting(one, two) or _holds_meeting(two, one):
        return True
    if (_lemma(one) in CARRYING) != (_lemma(two) in CARRYING):
        return False  # a letter is no meeting
    where, other = place_of(cast, one), place_of(cast, two)
    if where and other and where != other:
        return False
    if (one.meaning.mode == "visit") != (two.meaning.mode == "visit") and not (where and where == other):
        return False
    return one.status == two.status or bool(where and other)  # what is planned is the meeting held only in one place


def _holds_meeting(visit: Frame, meeting: Frame) -> bool:
    """A meeting told under the noun of a visit is part of it: "a trip to Kyiv, where he held meetings"."""
    if visit.meaning.mode != "visit" or visit.form != "nominal" or visit.line.index != meeting.line.index:
        return False
    first, last = visit.line.tree.subtree(visit.head)
    return visit.head < meeting.head and first <= meeting.head <= last


def _matter(frame: Frame) -> str | None:
    if frame.content_head is None:
        return None
    return frame.line.tree.tokens[frame.content_head].lemma.lower()


def _lemma(frame: Frame) -> str:
    return frame.line.tree.tokens[frame.head].lemma.lower()


def _event(cast: Cast, draft: _Draft) -> Event:
    clear = sorted(draft.frames, key=lambda frame: _clearness(frame), reverse=True)
    best = clear[0]
    actors = tuple(dict.fromkeys(key for frame in clear for key in frame.actors))
    mutual = best.recipients_rule == MUTUAL
    others = dict.fromkeys(key for frame in clear for key in frame.recipients)
    recipients = tuple(key for key in others if mutual or key not in actors)
    mentions = list(dict.fromkeys(frame.line.tokens(frame.first, frame.last) for frame in clear))
    told = next((frame for frame in clear if time_of(frame.line, frame.head)), best)
    when = time_of(told.line, told.head)
    article = cast.story.article
    time = value_of(told.line, when, article.published or article.as_of)
    return Event(
        id="",
        source=cast.story.article.id,
        mentions=tuple(_bounded(mentions, best)),
        rule=f"event/{best.form}/{_lemma(best)}",
        confidence=_confidence(best),
        status=_status(best.status),
        plover=draft.plover,
        mode=draft.mode,
        actors=actors,
        recipients=recipients,
        form="clausal" if any(f.form == "clausal" and not _only_describes(f) for f in clear) else "nominal",
        when=when,
        day=time.day if time else None,
        time=time.value if time else None,
        where=next((words for frame in clear if (words := place_of(cast, frame))), None),
    )


def _bounded(mentions: list[Mention], best: Frame) -> list[Mention]:
    """Mentions over 300 characters shrink to the predicate's own words."""
    short = [mention for mention in mentions if len(mention.text) <= 300]
    return short or [best.line.tokens(best.head, best.head)]


def _clearness(frame: Frame) -> tuple[float, int]:
    """Running text before headings and labels, named recipients before guessed, then the earlier."""
    body = frame.line.kind not in ("headline", "heading", "standfirst") and not frame.line.is_label
    score = (
        2.0 * (frame.form == "clausal")
        - _only_describes(frame)
        + body
        + 0.5 * (frame.recipients_rule not in ("none", "counterpart"))
    )
    return score + (frame.status in ("asserted", "planned")), -frame.line.index


def _only_describes(frame: Frame) -> bool:
    """ "A deal, *brokered* by Qatar": a participle under a noun names an act as a noun does."""
    tree = frame.line.tree
    return tree.tokens[frame.head].dep == "acl" and tree.is_passive(frame.head) and not tree.having(frame.head, "aux")


def _confidence(frame: Frame) -> float:
    value = 0.8 if frame.form == "clausal" else 0.65
    return round(value - 0.15 * (frame.recipients_rule == "counterpart") - 0.1 * (frame.status == "hypothetical"), 2)


def _status(status: Status) -> Status:
    return "asserted" if status == "negated" else status


def place_of(cast: Cast, frame: Frame) -> str | None:
    """The words that say where: a place after "in" or "to" near the predicate."""
    tree = frame.line.tree
    for owner in (frame.head, *(token.i for token in tree.objects(frame.head))):
        for preposition, token in tree.obliques(owner):
            if preposition in ("in", "at", "to") and token.pos == "PROPN" and cast.is_place(frame.line, token.i):
                start, end = tree.span_of(token.i, drop=("case", "conj", "acl", "punct"))
                return frame.line.text[start:end]
    return None
