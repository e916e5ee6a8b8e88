"""Undertakings: what a party is ready to do, or would do if something else is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import extent_of, is_conditional, reporters_of, subject_tokens, told_by_others
from parley.evidence.content import content_of
from parley.evidence.found_move import FoundMove
from parley.evidence.frame import Frame
from parley.evidence.predicates import Meaning, sense_of
from parley.evidence.record import Act, Linkage
from parley.evidence.story import Line
from parley.evidence.words import lexicon
from parley.language.tree import Token

TERMS = Meaning(
    act="offer", plover=None, mode=None, firmness=0.5, planned=False, to=frozenset(), content=frozenset({"for", "to"})
)
# Whoever votes, vows or agrees to do harm threatens it.
BINDING = frozenset({"promise", "accept", "offer"})
AGREEING = frozenset({"agree", "accept", "consent", "offer"})
HARMFUL_EVENTS = frozenset({"SANCTION", "COERCE", "PROTEST", "ASSAULT", "MOBILIZE"})


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon("undertakings")[name])


def conditional_acts(cast: Cast, linkages: Sequence[Linkage]) -> Iterator[tuple[int, FoundMove]]:
    """Acts in terms, each with its verb: "would lift the ban if", "will strike unless", "is ready to"."""
    tied: dict[str, list[Linkage]] = {}
    for linkage in linkages:
        if linkage.form != "parallel" and linkage.modality in ("asserted", "potential"):
            tied.setdefault(linkage.sentence, []).append(linkage)
    for line in cast.story.lines:
        for verb in line.tree.tokens:
            if verb.pos in ("VERB", "AUX", "ADJ") and not line.is_question:
                found = _ready(cast, line, verb) or _tied(cast, line, verb, tied.get(line.id, ()))
                if found is not None:
                    yield verb.i, found


def _ready(cast: Cast, line: Line, verb: Token) -> FoundMove | None:
    """ "is willing to cut subsidies": an offer; "is not prepared to": a refusal."""
    tree = line.tree
    above = tree.tokens[verb.head]
    if verb.relation not in ("xcomp", "ccomp", "advcl", "acl") or above.i >= verb.i or not verb.has("VerbForm=Inf"):
        return None
    word = above.text.lower() if above.text.lower() in _list("unready") else above.lemma.lower()
    if word not in _list("ready") | _list("unready") or is_conditional(line, above):
        return None
    holder = _holder(cast, line, above)
    if holder is None:
        return None
    if word in _list("unready") or tree.is_negated(above.i):
        return _move(cast, line, verb, holder, "reject", 0.8, "move/unready")
    return _move(cast, line, verb, holder, _act(line, verb, firm=False), 0.55, "move/ready")


def _tied(cast: Cast, line: Line, verb: Token, linkages: Sequence[Linkage]) -> FoundMove | None:
    """ "would cap enrichment in exchange for", "will walk out unless": an act that hangs on a term."""
    tree = line.tree
    words = {child.text.lower() for child in tree.children(verb.i) if child.dep.startswith("aux")}
    if is_suffered(verb):
        return None  # "Saltos will get its quota": what others give
    if not words & (_list("will") | _list("would")) or tree.is_negated(verb.i) or is_conditional(line, verb):
        return None
    if any(
        child.text.lower() in ("either", "any", "each")
        for one in tree.subjects(verb.i)
        for child in tree.having(one.i, "det")
    ):
        return None  # "either company may walk away if …": what anybody may do
    holder = _holder(cast, line, verb)
    place = line.start + verb.start
    for linkage in linkages:
        span = linkage.mentions[0].span
        if holder is not None and linkage.giver == cast.side(holder) and span.start <= place < span.end:
            firm = bool(words & _list("will"))
            act = "threaten" if _is_warned(line, verb) else _act(line, verb, firm=firm)
            return _move(cast, line, verb, holder, act, 0.75 if firm else 0.55, "move/on-terms")
    return None


def is_suffered(verb: Token) -> bool:
    """What a party has done to it, or merely is."""
    return verb.lemma.lower() in _list("suffered")


def _is_warned(line: Line, verb: Token) -> bool:
    """ "Warned that it would move the plant if …": whatever is announced so is a threat."""
    return any(link.lemma.lower() in ("warn", "threaten", "caution") for link in line.tree.ancestors(verb.i))


def _holder(cast: Cast, line: Line, verb: Token) -> str | None:
    keys = tuple(dict.fromkeys(key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
    reporters = reporters_of(cast, line, verb)
    if not keys or told_by_others(cast, reporters, keys):
        return None  # what others say a party would do is their forecast
    return keys[0]


def _act(line: Line, verb: Token, *, firm: bool) -> Act:
    sense = sense_of(line, verb)
    if sense is not None and sense.meaning.act in ("accept", "threaten", "demand"):
        return sense.meaning.act
    if is_harm(line, verb):
        return "threaten"
    return "promise" if firm else "offer"


def binds_to_harm(cast: Cast, frame: Frame) -> bool:
    """The clause under the act names a harm: "voted to strike", "vowed to veto"."""
    if frame.content_head is None:
        return False
    tree = frame.line.tree
    lemma = tree.tokens[frame.head].lemma.lower()
    if lemma in AGREEING or (lemma == "promise" and tree.objects(frame.head)):
        return False  # what is agreed with the other side, or offered to it, is no harm to it
    deeds = [tree.tokens[frame.content_head], *tree.having(frame.head, "xcomp")]
    deeds = [deed for deed in deeds if _is_own(cast, frame, deed)]  # "suggested that he be *tried*" harms nobody
    deeds = [deed for deed in deeds if not tree.is_negated(deed.i)]  # "promised not to cut jobs"
    return any(deed.pos == "VERB" and is_harm(frame.line, deed) for deed in deeds)


def _is_own(cast: Cast, frame: Frame, deed: Token) -> bool:
    """The actor's own deed: without a subject, or with one of its side."""
    subjects = frame.line.tree.subjects(deed.i)
    doers = {side for one in subjects for side in cast.sides(cast.at(frame.line, one.i))}
    return not subjects or bool(doers & set(cast.sides(frame.actors)))


def is_harm(line: Line, verb: Token) -> bool:
    """What is announced hurts the other side: a strike, a duty, a case, leaving the table."""
    sense = sense_of(line, verb)
    event = sense.meaning.plover if sense is not None and sense.meaning.act is None else None
    if event in HARMFUL_EVENTS and verb.lemma.lower() not in _list("stops"):
        return True
    if sense is not None and sense.meaning.act == "reject" and verb.lemma.lower() == "walk":
        return True
    lemma = verb.lemma.lower()
    things = {token.lemma.lower() for token in line.tree.objects(verb.i)}
    leads = ("from", "of", "to") if lemma in _list("starts") else ("from", "of")  # "go to court"
    things |= {token.lemma.lower() for preposition, token in line.tree.obliques(verb.i) if preposition in leads}
    if lemma in _list("harms"):
        return True
    return bool(
        (lemma in _list("stops") and things & _list("goods")) or (lemma in _list("starts") and things & _list("bads"))
    )


def _move(cast: Cast, line: Line, verb: Token, holder: str, act: Act, firmness: float, rule: str) -> FoundMove:
    content = content_of(cast, line, verb, TERMS, ("about", "on", "over"))
    first, last = extent_of(line, verb)
    span, head = content if content is not None else (None, None)
    return FoundMove(act, line, first, last, holder, None, span, head, firmness, "planned", rule, 0.65)
