"""Events that a move tells of and no frame: what a party would do on terms, is ready to do, or says it will do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.evidence.actors import Cast
from parley.evidence.clauses import FUTURE, extent_of, is_conditional, reporters_of, subject_tokens, told_by_others
from parley.evidence.found_move import FoundMove
from parley.evidence.frame import Frame
from parley.evidence.predicates import easing_verbs, is_of_class, pondering_verbs, state_verbs
from parley.evidence.record import Act, Event, PloverType, Status
from parley.evidence.story import Line
from parley.evidence.times import time_of
from parley.evidence.undertakings import is_harm, is_suffered
from parley.language.tree import Token

TYPES: dict[Act, PloverType] = {
    "demand": "REQUEST", "offer": "AGREE", "promise": "AGREE", "accept": "AGREE", "reject": "REJECT",
    "concede": "CONCEDE", "threaten": "THREATEN", "warn": "THREATEN",
}  # fmt: skip
# Rules that read an act from its terms or its mood; the others read frames, which are events already.
RULES = frozenset({"move/short-answer", "move/on-terms", "move/ready", "move/unready", "move/undertaking"})
WOULD = frozenset({"would", "'d", "’d"})


def further_events(
    cast: Cast, frames: Sequence[Frame], moves: Sequence[FoundMove], events: Sequence[Event]
) -> list[Event]:
    """Events of such moves and of plain undertakings, where their sentence has none of that party yet."""
    told = {(event.sentence, side, event.plover) for event in events for side in cast.sides(event.actors)}
    acting = {(event.sentence, side) for event in events for side in cast.sides(event.actors)}
    found: list[Event] = []
    for move in moves:
        plover = TYPES.get(move.act)
        if move.rule not in RULES or plover is None or move.by is None or _is_summary(cast, move.line):
            continue
        if plover == "AGREE":
            plover = _type_of_move(move)
        place = (move.line.id, cast.side(move.by), plover)
        if place in told or (plover == "AGREE" and (*place[:2], "CONCEDE") in told):
            continue
        told.add(place)
        acting.add(place[:2])
        status: Status = "hypothetical" if move.rule in ("move/on-terms", "move/undertaking") else "asserted"
        found.append(
            _event(cast, move.line, (move.by,), plover, (move.first, move.last), status, "event/" + move.rule[5:])
        )
    heads = {(frame.line.index, frame.head) for frame in frames}
    for line, verb, doers in _undertaken(cast, heads):
        if any((line.id, side) in acting for side in cast.sides(doers)):
            continue
        would = any(child.text.lower() in WOULD for child in line.tree.having(verb.i, "aux"))
        found.append(
            _event(
                cast,
                line,
                doers,
                _type_of(line, verb),
                extent_of(line, verb),
                "hypothetical" if would else "planned",
                "event/undertaken",
            )
        )
        acting.update((line.id, side) for side in cast.sides(doers))
    return found


def _undertaken(cast: Cast, heads: set[tuple[int, int]]) -> Iterator[tuple[Line, Token, tuple[str, ...]]]:
    """What one of the parties at the table will or would do, by its own words or the story's."""
    for line in cast.story.lines:
        if line.is_question or _is_summary(cast, line):
            continue
        for verb in line.tree.tokens:
            if verb.pos != "VERB" or (line.index, verb.i) in heads or not _is_announced(line, verb):
                continue
            doers = tuple(dict.fromkeys(key for one in subject_tokens(line, verb) for key in cast.at(line, one.i)))
            sides = cast.sides(doers)
            if not sides or not set(sides) <= set(cast.counterparts):
                continue
            if told_by_others(cast, reporters_of(cast, line, verb), doers):
                continue
            if not _is_own_word(line, verb) or is_harm(line, verb):
                yield line, verb, doers


def _is_own_word(line: Line, verb: Token) -> bool:
    """ "We'll start with some questions": speeches are full of what "we" will do that undertakes nothing."""
    return any(token.text.lower() in ("i", "we") for token in subject_tokens(line, verb))


def _is_announced(line: Line, verb: Token) -> bool:
    """A deed with an object or an end, under "will" or "would", in no clause of "if"."""
    tree = line.tree
    words = {child.text.lower() for child in tree.having(verb.i, "aux")}
    if not words & (FUTURE | WOULD) or tree.is_negated(verb.i) or tree.is_passive(verb.i):
        return False
    if verb.lemma.lower() in state_verbs() or is_suffered(verb) or verb.relation not in PLACES:
        return False
    deed = bool(tree.having(verb.i, "obj", "ccomp", "xcomp")) and verb.lemma.lower() not in pondering_verbs()
    return (deed or is_harm(line, verb)) and not is_conditional(line, verb)


def _type_of_move(move: FoundMove) -> PloverType:
    """What is offered or promised concedes when it eases a burden."""
    tree = move.line.tree
    inside = tree.tokens[move.first : move.last + 1]
    verb = next((one for one in inside if one.pos == "VERB" and tree.having(one.i, "aux")), None)
    return "CONCEDE" if verb is not None and _eases(move.line, verb) else "AGREE"


def _eases(line: Line, verb: Token) -> bool:
    first, last = line.tree.subtree(verb.i)
    inside = line.tree.tokens[first : last + 1]
    burden = any(is_of_class(token, name) for token in inside for name in EASED)
    return verb.lemma.lower() in easing_verbs() and (burden or any(one.lemma.lower() in CARRIED for one in inside))


CARRIED = frozenset({"implementation", "enforcement", "action"})


def _type_of(line: Line, verb: Token) -> PloverType:
    """A harm announced threatens, an easing concedes, anything else is agreed."""
    if is_harm(line, verb):
        return "THREATEN"
    return "CONCEDE" if _eases(line, verb) else "AGREE"


EASED = ("curb", "relief", "captive")

PLACES = frozenset({"root", "ccomp", "conj", "parataxis"})


def _is_summary(cast: Cast, line: Line) -> bool:
    bullet = line.kind == "bullet" and cast.story.label(line) is not None
    return line.kind in ("headline", "standfirst", "heading") or line.is_label or bullet


def _event(
    cast: Cast,
    line: Line,
    actors: tuple[str, ...],
    plover: PloverType,
    extent: tuple[int, int],
    status: Status,
    rule: str,
) -> Event:
    own = set(cast.sides(actors))
    mention = line.tokens(*extent)
    return Event(
        id="",
        source=cast.story.article.id,
        mentions=(mention if len(mention.text) <= 300 else line.tokens(extent[0], min(extent[0] + 30, extent[1])),),
        rule=rule,
        confidence=0.55,
        status=status,
        plover=plover,
        actors=actors,
        recipients=tuple(key for key in cast.counterparts if key not in own),
        when=time_of(line, extent[0]),
    )
