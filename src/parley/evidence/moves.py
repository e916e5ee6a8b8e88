"""Moves: the negotiators' acts — who demands, offers, refuses, warns — with what and towards whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from parley.evidence.actors import Cast
from parley.evidence.amounts import amounts_in
from parley.evidence.clauses import clause_range, told_by_others
from parley.evidence.content import noun_phrase
from parley.evidence.duties import REFUSAL
from parley.evidence.found_move import FoundMove
from parley.evidence.frame import Frame
from parley.evidence.groups import case_of
from parley.evidence.issue_phrases import PAPERS, phrase_at
from parley.evidence.issues import IssueTable
from parley.evidence.other_moves import (
    better_or_else,
    criticism_drawn,
    led_in,
    offers_in_trades,
    predictions,
    undertakings,
)
from parley.evidence.predicates import light_verbs
from parley.evidence.record import Act, Linkage, Move
from parley.evidence.story import Line
from parley.evidence.undertakings import BINDING, HARMFUL_EVENTS, binds_to_harm, conditional_acts
from parley.language.tree import Token

SEVERAL = frozenset({"demand", "offer", "promise", "concede", "accept", "reject"})


NEED_CONTENT = frozenset({"demand", "offer", "promise", "concede"})


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
    ]
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
        if denied is None:
            return
        act = denied
    if act == "demand" and frame.meaning.plover is None and _is_own_deed(frame):
        return  # "we would prefer to settle" asks nobody for anything
    if act == "accept" and frame.meaning.plover == "SUPPORT" and not _is_on_the_table(cast, frame):
        return  # who supports somebody, or a thing that nobody bargains over, has accepted nothing
    if act in BINDING and binds_to_harm(cast, frame):
        act = "threaten"
    if act == "promise" and frame.form == "nominal":
        return  # "security commitments" is an issue; only who commits himself promises
    if frame.form == "clausal" and frame.content is None and not frame.recipients and act in NEED_CONTENT:
        return
    frame = _with_content(cast, frame)
    if frame.form == "nominal" and act == "offer" and frame.content is None and not _is_made(frame):
        return  # "the board improves its offer": a paper spoken of, not put forward
    if is_foretold(cast, frame):
        return  # what others say a party will do is their forecast, not its move
    told = (frame.content, frame.content_head)
    for by, content in product(_holders(cast, frame), _contents(cast, frame, act)):
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


def _is_own_deed(frame: Frame) -> bool:
    tree = frame.line.tree
    deeds = [one for one in tree.having(frame.head, "xcomp") if one.has("VerbForm=Inf")]
    return bool(deeds) and not tree.objects(frame.head)


def _is_on_the_table(cast: Cast, frame: Frame) -> bool:
    if frame.content_head is None:
        return False
    noun = frame.line.tree.tokens[frame.content_head]
    return noun.pos == "NOUN" and (noun.lemma.lower() in PAPERS or phrase_at(cast, frame.line, noun.i) is not None)


def _is_no_longer(frame: Frame) -> bool:
    """ "No longer insists on a shorter week": what was held is let go."""
    before = [one.text.lower() for one in frame.line.tree.tokens[max(0, frame.head - 4) : frame.head]]
    return before[-2:] == ["no", "longer"] or ("no", "longer") in pairwise(before)


def _is_made(frame: Frame) -> bool:
    """ "Made an offer", "came back with a proposal": the noun under a verb that only carries it."""
    tree = frame.line.tree
    return tree.tokens[tree.tokens[frame.head].head].lemma.lower() in light_verbs() | {"come"}


def _with_content(cast: Cast, frame: Frame) -> Frame:
    """ "Our offer is a pause of four years", "under the firm’s proposal, they would pay more": what stands beside."""
    if frame.form != "nominal" or frame.content is not None:
        return frame
    line, tree = frame.line, frame.line.tree
    noun = tree.tokens[frame.head]
    over = tree.tokens[noun.head]
    is_it = noun.relation == "nsubj" and over.pos in ("NOUN", "NUM", "VERB") and bool(tree.having(over.i, "cop"))
    under = noun.relation == "obl" and over.pos == "VERB" and case_of(line, noun) == "under"
    if is_it and over.pos in ("NOUN", "NUM") and not cast.one(line, over.i):
        return replace(frame, content=noun_phrase(line, over), content_head=over.i)
    told = next(iter(tree.subjects(noun.i)), None) if tree.having(noun.i, "cop") else None
    if told is not None and told.pos in ("NOUN", "PROPN") and not cast.one(line, told.i):
        return replace(frame, content=noun_phrase(line, told), content_head=told.i)  # "a share is its main demand"
    if is_it or under:
        return replace(frame, content=clause_range(line, over), content_head=over.i)
    return frame


def _contents(cast: Cast, frame: Frame, act: Act) -> list[tuple[tuple[int, int] | None, int | None]]:
    """What the act is about, each of several things joined by "and" apart."""
    found: list[tuple[tuple[int, int] | None, int | None]] = [(frame.content, frame.content_head)]
    if frame.content_head is None or act not in SEVERAL:
        return found
    tree = frame.line.tree
    for token in tree.conjuncts(frame.content_head):
        if token.pos == "NOUN" and token.i > frame.content_head and not cast.one(frame.line, token.i):
            found.append((noun_phrase(frame.line, token), token.i))
    if act in ("demand", "offer"):
        deeper = _hung_deeper(cast, frame.line, tree.tokens[frame.content_head])
        found.extend((noun_phrase(frame.line, thing), thing.i) for thing in deeper)
    found.extend((tree.subtree(deed.i), deed.i) for deed in _further_deeds(frame.line, tree.tokens[frame.content_head]))
    return found


def _hung_deeper(cast: Cast, line: Line, first: Token) -> list[Token]:
    """Things joined with an article of their own: "classes capped at 24 pupils and *a raise*".

    The parser hangs the second on the last noun before it as often as on the first.
    """
    tree = line.tree
    if first.pos not in ("NOUN", "NUM", "SYM"):
        return []
    direct = {one.i for one in tree.conjuncts(first.i)}
    inside = tree.tokens[first.i + 1 : tree.subtree(first.i)[1] + 1]
    joined = [one for one in inside if one.relation == "conj" and one.pos == "NOUN" and one.i not in direct]
    return [
        one
        for one in joined
        if any(child.text.lower() in ARTICLES for child in tree.having(one.i, "det")) and not cast.one(line, one.i)
    ]


ARTICLES = frozenset({"a", "an"})


def _further_deeds(line: Line, verb: Token) -> list[Token]:
    """Deeds joined to the first one: "to reopen the port and *free* the crew", "hires staff and *raises* pay"."""
    tree = line.tree
    if verb.pos != "VERB":
        return []
    inner = [verb, *(one for one in tree.having(verb.i, "xcomp") if one.i > verb.i and one.pos == "VERB")]
    return [
        other
        for one in inner
        for other in tree.conjuncts(one.i)
        if other.i > one.i and other.pos in ("VERB", "ADJ") and not tree.subjects(other.i) and tree.objects(other.i)
    ]


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
