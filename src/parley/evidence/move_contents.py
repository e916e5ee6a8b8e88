"""What a move is about: the words that say what is asked, offered or refused, each of several things apart."""

from __future__ import annotations

from dataclasses import replace

from parley.evidence.actors import Cast
from parley.evidence.clauses import clause_range
from parley.evidence.content import noun_phrase
from parley.evidence.frame import Frame
from parley.evidence.groups import case_of
from parley.evidence.issue_phrases import PAPERS, WITH_PREPOSITION, light_words
from parley.evidence.listed import Thing, opens_with, things_from
from parley.evidence.predicates import is_of_class
from parley.evidence.record import Act
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.language.tree import Token

SEVERAL = frozenset({"demand", "offer", "promise", "concede", "accept", "reject", "object"})


def with_content(cast: Cast, frame: Frame) -> Frame:
    """ "Our offer is a pause of four years", "under the firm’s proposal, they would pay more": what stands beside."""
    if (frame.form != "nominal" and frame.sense is not None) or frame.content is not None:
        return _to_a_sum(frame)
    line, tree = frame.line, frame.line.tree
    noun = tree.tokens[frame.head]
    if noun.pos not in ("NOUN", "PROPN"):
        return _to_a_sum(frame)
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


def _to_a_sum(frame: Frame) -> Frame:
    """ "Raised its offer *to 6 percent*": the sum is what is offered now."""
    line, tree = frame.line, frame.line.tree
    if frame.content_head is None or tree.tokens[frame.content_head].lemma.lower() not in PAPERS | {"price"}:
        return frame
    if frame.meaning.act not in ("offer", "demand", "concede"):
        return frame  # "rejected the condition by nine votes to six"
    for preposition, thing in (*tree.obliques(frame.head), *tree.obliques(frame.content_head)):
        counted = thing.pos in ("NUM", "SYM") or (thing.pos == "NOUN" and bool(tree.having(thing.i, "nummod")))
        if preposition in ("to", "by") and thing.i > frame.content_head and counted and not is_time(thing):
            return replace(frame, content=noun_phrase(line, thing), content_head=thing.i)
    return frame


def contents(cast: Cast, frame: Frame, act: Act) -> list[tuple[tuple[int, int] | None, int | None]]:
    """What the act is about, each of several things told in one breath apart."""
    told: list[tuple[tuple[int, int] | None, int | None]] = [(frame.content, frame.content_head)]
    line = frame.line
    at = frame.head if frame.content_head is None and frame.form == "nominal" else frame.content_head
    if at is None or act not in SEVERAL:
        return told
    head = line.tree.tokens[at]
    spelled = _behind_colon(line, head)
    if spelled is not None and len(things := things_from(cast, line, spelled, open_end=True)) > 1:
        return [_told(line, thing) for thing in things]
    if frame.content is None:
        return told
    if head.pos not in ("NOUN", "PROPN", "NUM", "SYM"):
        further = dict.fromkeys((*_further_deeds(line, head), *_joined_above(line, head)))
        return [*told, *(((deed.i, line.tree.subtree(deed.i)[1]), deed.i) for deed in further)]
    things = things_from(cast, line, opens_with(line, head))
    if len(things) > 1 and things[0].first <= head.i <= things[0].last:
        return [*told, *(_told(line, thing) for thing in things[1:])]
    deeper = _hung_deeper(cast, line, head) if act in ("demand", "offer") else []
    return [*told, *((noun_phrase(line, thing), thing.i) for thing in deeper)]


def _hung_deeper(cast: Cast, line: Line, first: Token) -> list[Token]:
    """Things joined with an article of their own: "classes capped at 24 pupils and *a raise*"."""
    tree = line.tree
    inside = tree.tokens[first.i + 1 : tree.subtree(first.i)[1] + 1]
    joined = [one for one in inside if one.relation == "conj" and one.pos == "NOUN"]
    return [
        one
        for one in joined
        if any(child.text.lower() in ("a", "an") for child in tree.having(one.i, "det")) and not cast.one(line, one.i)
    ]


def _told(line: Line, thing: Thing) -> tuple[tuple[int, int], int]:
    """The words of a thing without its article."""
    first = thing.first
    while first < thing.head and line.tree.tokens[first].pos == "DET":
        first += 1
    return (first, thing.last), thing.head


def _behind_colon(line: Line, noun: Token) -> int | None:
    """Where the things of "three conditions for a truce: an end to …" begin; null where no list is announced."""
    tokens = line.tree.tokens
    colon = next((one.i for one in tokens[noun.i + 1 : -1] if one.text == ":"), None)
    announced = noun.lemma.lower() in light_words() | PAPERS or noun.text.lower() == "more"
    if not announced or colon is None or any(one.pos in ("VERB", "AUX") for one in tokens[noun.i + 1 : colon]):
        return None
    return colon + 1


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
        if other.i > one.i and other.pos in ("VERB", "ADJ") and not tree.subjects(other.i)
        if tree.objects(other.i)
        or any((other.lemma.lower(), case) in WITH_PREPOSITION for case, _ in tree.obliques(other.i))
    ]


def _joined_above(line: Line, deed: Token) -> list[Token]:
    """ "Wants Chile to take down the fence, *withdraw* its marines and *pay*": hung on the wanting by the parser."""
    tree = line.tree
    above = tree.tokens[deed.head]
    if not deed.has("VerbForm=Inf") or not above.has("VerbForm=Fin") or above.i > deed.i:
        return []
    bare = [one for one in tree.conjuncts(above.i) if one.i > deed.i and one.pos == "VERB" and not tree.subjects(one.i)]
    return [one for one in bare if one.has("VerbForm=Inf") and (tree.objects(one.i) or tree.obliques(one.i))]


def done_to_somebody(cast: Cast, frame: Frame, act: Act) -> Frame:
    """ "Free the crew": what is done to somebody is named by the deed, since the crew alone is no issue."""
    line = frame.line
    if frame.form != "clausal" or frame.content is not None or act not in ("concede", "promise", "reject"):
        return frame
    things = [one for one in line.tree.objects(frame.head) if one.i > frame.head and one.pos == "NOUN"]
    if things and is_of_class(things[0], "demand"):  # "dropped its opposition to the port": no body of that name
        about = [one for case, one in line.tree.obliques(frame.head) if case in ("to", "on", "for")]
        return replace(frame, content=noun_phrase(line, about[0]), content_head=about[0].i) if about else frame
    if (
        not things
        or not cast.one(line, things[0].i)
        or set(cast.sides(cast.at(line, things[0].i))) & set(cast.counterparts)
    ):
        return frame
    return replace(frame, content=(frame.head, noun_phrase(line, things[0])[1]), content_head=frame.head)
