"""Moves: the negotiators' acts — who demands, offers, refuses, warns — with what and towards whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from parley.evidence.actors import Cast
from parley.evidence.amounts import amounts_in
from parley.evidence.clauses import told_by_others
from parley.evidence.content import content_of
from parley.evidence.duties import REFUSAL
from parley.evidence.echoes import echoes
from parley.evidence.found_move import FoundMove
from parley.evidence.frame import Frame
from parley.evidence.issue_phrases import PAPERS, phrase_at
from parley.evidence.issues import IssueTable
from parley.evidence.move_contents import contents, done_to_somebody, with_content
from parley.evidence.other_moves import (
    better_or_else,
    criticism_drawn,
    led_in,
    offers_in_trades,
    predictions,
    undertakings,
)
from parley.evidence.predicates import is_of_class, light_verbs, sense_of
from parley.evidence.record import Act, Linkage, Move
from parley.evidence.short_answers import short_answers
from parley.evidence.undertakings import BINDING, HARMFUL_EVENTS, binds_to_harm, conditional_acts

NEED_CONTENT = frozenset({"demand", "offer", "promise", "concede"})


WANTING = frozenset({"want", "wish", "like", "seek"})  # "wants no mine": it will not have one


DENIED_ACT: dict[str, Act] = {
    "accept": "reject",
    "concede": "reject",
    "offer": "reject",
    "promise": "reject",
    "object": "accept",
}


def find_moves(cast: Cast, frames: Sequence[Frame], linkages: Sequence[Linkage]) -> list[FoundMove]:
    """All moves of the story, in order of the text."""
    tied = list(conditional_acts(cast, linkages))
    taken = {(move.line.index, head) for head, move in tied}  # an act in terms is read once, with its terms
    found = [
        *(move for frame in frames if (frame.line.index, frame.head) not in taken for move in _from_frame(cast, frame)),
        *(move for _, move in tied),
        *undertakings(cast, frames),
        *led_in(cast, frames),
        *better_or_else(cast),
        *predictions(cast),
        *criticism_drawn(cast),
        *offers_in_trades(cast, linkages),
        *short_answers(cast),
    ]
    found += echoes(cast, found)
    return _without_repeats(sorted(found, key=lambda move: (move.line.index, move.first, move.act)))


def _from_frame(cast: Cast, frame: Frame) -> Iterator[FoundMove]:
    act: Act | None = frame.meaning.act
    if act is None and is_commitment(cast, frame):
        act = "promise"
    if act is None and _announces_harm(cast, frame):
        act = "threaten"
    if act is None or frame.status == "question" or (act == "accept" and frame.meaning.planned):
        return  # who nears a deal, or works on one, has accepted none
    if frame.negated or frame.status == "negated":
        denied = "concede" if act in ("demand", "reject") and _is_no_longer(frame) else DENIED_ACT.get(act)
        if denied == "reject" and act == "accept" and _agrees_on(frame):
            return  # "we do not agree on the airport" says who differs, not who wants what
        if act == "demand" and denied is None and frame.line.tree.tokens[frame.head].lemma.lower() in WANTING:
            denied = "reject"
        if denied is None:
            return
        act = denied
    if act == "demand" and frame.meaning.plover is None and _is_own_deed(frame):
        return  # "we would prefer to settle" asks nobody for anything
    if act == "accept" and frame.meaning.plover == "SUPPORT" and not (_is_on_the_table(cast, frame) or _is_it(frame)):
        return  # who supports somebody, or a thing that nobody bargains over, has accepted nothing
    if act in BINDING and binds_to_harm(cast, frame):
        act = "threaten"
    if act in ("accept", "promise", "demand") and frame.content_head is not None:
        frame, act = _by_its_deed(cast, frame, act)
    if act == "promise" and frame.form == "nominal":
        return  # "security commitments" is an issue; only who commits himself promises
    if frame.form == "clausal" and frame.content is None and not frame.recipients and act in NEED_CONTENT:
        return
    frame = done_to_somebody(cast, with_content(cast, frame), act)
    if act == "accept" and _only_describes(frame):
        return  # "a buyer approved by the office"
    if act == "reject" and _keeps_silent(frame):
        return  # "declined to comment on the offer" says neither yes nor no
    if frame.form == "nominal" and act == "offer" and frame.content is None and not _is_made(frame):
        return  # "the board improves its offer": a paper spoken of, not put forward
    if is_foretold(cast, frame):
        return  # what others say a party will do is their forecast, not its move
    told = (frame.content, frame.content_head)
    for by, content in product(_holders(cast, frame), contents(cast, frame, act)):
        yield FoundMove(
            act=act,
            line=frame.line,
            first=frame.first if content == told else content[0][0] if content[0] else frame.first,
            last=frame.last if content == told or content[0] is None else max(frame.last, content[0][1]),
            by=by,
            to=next(iter(frame.recipients), None),
            content=content[0],
            content_head=content[1],
            firmness=frame.meaning.firmness,
            status=frame.status,
            rule=f"move/{frame.form}/{act}" if frame.meaning is not REFUSAL else "move/will-not",
            confidence=_confidence(frame),
            reported_by=next((r for r in frame.reporters if r != by), None),
        )


def _by_its_deed(cast: Cast, frame: Frame, act: Act) -> tuple[Frame, Act]:
    """ "Voted to reject the bonus" rejects it; "insisted that no pipeline be built" rejects the pipeline."""
    line = frame.line
    deed = line.tree.tokens[frame.content_head or 0]
    if deed.pos != "VERB":
        return frame, act
    subject = next(iter(line.tree.subjects(deed.i)), None)
    none = subject is not None and any(one.text.lower() == "no" for one in line.tree.having(subject.i, "det"))
    if none and act != "accept":
        return frame, "reject"
    sense = sense_of(line, deed) if act == "accept" and deed.has("VerbForm=Inf") else None
    if sense is None or sense.meaning.act not in ("reject", "object"):
        return frame, act
    content = content_of(cast, line, deed, sense.meaning, sense.pattern.words)
    if content is None:
        return frame, act
    return replace(frame, content=content[0], content_head=content[1]), "reject"


def _is_own_deed(frame: Frame) -> bool:
    tree = frame.line.tree
    if frame.content_head is not None and tree.tokens[frame.content_head].pos in ("NOUN", "NUM"):
        return False  # "would like to see a ban"
    deeds = [one for one in tree.having(frame.head, "xcomp") if one.has("VerbForm=Inf")]
    return bool(deeds) and not tree.objects(frame.head)


def _is_it(frame: Frame) -> bool:
    """ "Iceland supported it": what was proposed just before."""
    objects = frame.line.tree.objects(frame.head)
    return frame.content is None and any(one.text.lower() in ("it", "that", "this") for one in objects)


def _is_on_the_table(cast: Cast, frame: Frame) -> bool:
    if frame.content_head is None:
        return False
    noun = frame.line.tree.tokens[frame.content_head]
    return noun.pos == "NOUN" and (noun.lemma.lower() in PAPERS or phrase_at(cast, frame.line, noun.i) is not None)


def _only_describes(frame: Frame) -> bool:
    """A participle that tells a thing apart, where the thing is no paper that one signs."""
    head = frame.line.tree.tokens[frame.head]
    noun = frame.line.tree.tokens[head.head]
    participle = head.dep == "acl" and frame.line.tree.is_passive(head.i)
    return participle and not any(is_of_class(noun, name) for name in ("agreement", "proposal", "truce", "relief"))


def _keeps_silent(frame: Frame) -> bool:
    tree = frame.line.tree
    deeds = [one for one in tree.having(frame.head, "xcomp", "advcl") if one.has("VerbForm=Inf")]
    things = {one.lemma.lower() for deed in deeds for one in tree.objects(deed.i)}
    return any(deed.lemma.lower() in SILENT for deed in deeds) or bool(things & {"detail", "comment", "name", "reason"})


SILENT = frozenset(
    {"comment", "say", "elaborate", "answer", "speculate", "disclose", "specify", "confirm", "respond", "identify",
     "reveal", "predict", "describe", "explain", "speak", "name"}
)  # fmt: skip


def _agrees_on(frame: Frame) -> bool:
    sense = frame.sense
    return sense is not None and sense.pattern.words == ("on",) and sense.pattern.text.startswith("agree")


def _is_no_longer(frame: Frame) -> bool:
    """ "No longer insists on a shorter week": what was held is let go."""
    before = [one.text.lower() for one in frame.line.tree.tokens[max(0, frame.head - 4) : frame.head]]
    return before[-2:] == ["no", "longer"] or ("no", "longer") in pairwise(before)


def _is_made(frame: Frame) -> bool:
    """ "Made an offer", "came back with a proposal": the noun under a verb that only carries it."""
    tree = frame.line.tree
    return tree.tokens[tree.tokens[frame.head].head].lemma.lower() in light_verbs() | {"come"}


def is_commitment(cast: Cast, frame: Frame) -> bool:
    """A party's own deed for others, announced: "will purchase", "will withdraw"."""
    return (
        frame.meaning.plover in ("COOPERATE", "AID", "RETREAT")
        and frame.status == "planned"
        and not is_foretold(cast, frame)
    )


def _announces_harm(cast: Cast, frame: Frame) -> bool:
    """ "Say they will blockade the port": a harm announced by whoever will do it."""
    own = set(cast.sides(frame.reporters)) & set(cast.sides(frame.actors))
    return (
        frame.form == "clausal" and frame.meaning.plover in HARMFUL_EVENTS and frame.status == "planned" and bool(own)
    )


def is_foretold(cast: Cast, frame: Frame) -> bool:
    """Somebody of another side says that the actor will or may do it."""
    if frame.status not in ("planned", "hypothetical") or frame.meaning.planned or not frame.reporters:
        return False
    return told_by_others(cast, frame.reporters, frame.actors)


def _holders(cast: Cast, frame: Frame) -> tuple[str, ...]:
    """One holder per side; a side named through two of its people acts once, by the first."""
    chosen: dict[str, str] = {}
    for key in frame.actors:
        chosen.setdefault(cast.side(key) if cast.figures[key].type == "person" else key, key)
    return tuple(chosen.values())


def _confidence(frame: Frame) -> float:
    value = 0.75 if frame.form == "clausal" else 0.6
    return round(
        value - 0.15 * (frame.status in ("hypothetical", "planned")) - 0.1 * (frame.recipients_rule == "counterpart"), 2
    )


def _without_repeats(moves: list[FoundMove]) -> list[FoundMove]:
    """One act by one holder per stretch of words: the surer rule wins."""
    kept: list[FoundMove] = []
    for move in moves:
        clash = next((other for other in kept if _is_repeat(move, other)), None)
        if clash is None:
            kept.append(move)
        elif move.confidence > clash.confidence:
            kept[kept.index(clash)] = move
    return kept


def _is_repeat(one: FoundMove, two: FoundMove) -> bool:
    if one.line.index != two.line.index or one.by != two.by:
        return False
    if {one.act, two.act} == {"criticise", "accuse"}:
        return True
    several = one.content_head is not None and two.content_head is not None and one.rule == two.rule
    if several and one.content_head != two.content_head:
        return False
    return one.act == two.act and one.first <= two.last and two.first <= one.last


def move_items(cast: Cast, found: Sequence[FoundMove], table: IssueTable) -> list[Move]:
    """The records, with issue, amount and the earlier move each answers."""
    return [_item(cast, move, table) for move in found]


def _item(cast: Cast, move: FoundMove, table: IssueTable) -> Move:
    line = move.line
    phrase = phrase_at(cast, line, move.content_head) if move.content_head is not None else None
    words = None
    if move.content is not None:
        words = line.text[line.tree.tokens[move.content[0]].start : line.tree.tokens[move.content[1]].end]
    amount = next(iter(amounts_in(words)), None) if words else None
    mention = line.tokens(move.first, move.last)
    if len(mention.text) > 300:
        mention = line.tokens(move.first, min(move.last, move.first + 30))
    return Move(
        id="",
        source=cast.story.article.id,
        mentions=(mention,),
        rule=move.rule,
        confidence=move.confidence,
        status=move.status,
        act=move.act,
        by=move.by,
        to=move.to,
        issue=table.key_of(phrase),
        content=words,
        amount=amount.value if amount else None,
        unit=amount.unit if amount else None,
        firmness=move.firmness,
        reported_by=move.reported_by,
    )
