"""Refusals without a verb of refusing: "did not answer", "there will be no deal", "will not be withdrawn"."""

from __future__ import annotations

from parley.evidence.actors import Cast
from parley.evidence.clauses import (
    FUTURE,
    extent_of,
    is_conditional,
    is_passive,
    reporters_of,
    subject_tokens,
    told_by_others,
)
from parley.evidence.content import noun_phrase
from parley.evidence.duties import REFUSAL
from parley.evidence.frame import Frame
from parley.evidence.story import Line
from parley.language.tree import Token

ANSWERING = frozenset({"answer", "respond", "reply"})
ABLE = FUTURE | {"would", "'d", "’d", "can", "ca", "could"}
# What will not come to an end, or not be known, is put off by nobody.
ENDING = frozenset(
    {"finish", "complete", "conclude", "solve", "resolve", "know", "see", "achieve", "forget", "forgotten", "rebuild"}
)
TERMS = frozenset({"without", "until", "unless", "before"})
# "No problem", "no doubt": said of how things are, not of what is refused.
PLAIN = frozenset(
    {"problem", "doubt", "question", "one", "comment", "idea", "matter", "word", "surprise", "way", "wonder", "thanks",
     "decision", "sign", "date", "agreement", "progress", "evidence", "change", "reason", "news", "injury", "thing"}
)  # fmt: skip


def refusal_told(cast: Cast, line: Line, token: Token) -> Frame | None:
    """What a party refuses by saying nothing, or by ruling a thing out."""
    if line.is_question:
        return None
    if token.pos not in ("VERB", "AUX") or is_conditional(line, token):
        return None
    return _unanswered(cast, line, token) or _none_to_be(cast, line, token) or _not_to_be_done(cast, line, token)


def _unanswered(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """ "Did not reply to the letter", "has yet to respond"; a reporter left without a comment is another matter."""
    tree = line.tree
    before = [one.text.lower() for one in tree.tokens[max(0, verb.i - 2) : verb.i]]
    if verb.lemma.lower() not in ANSWERING or not (tree.is_negated(verb.i) or before == ["yet", "to"]):
        return None
    aux = {one.text.lower() for one in tree.having(verb.i, "aux")}
    if aux & (ABLE | {"do", "does"}) or any(one.lemma.lower() in ("comment", "call") for one in tree.tokens):
        return None
    actors = _subjects(cast, line, verb)
    return _frame(cast, line, verb, actors) if actors else None


def _none_to_be(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """ "There would be no deal", "there is no deal without inspections", said by somebody: a refusal of theirs."""
    tree = line.tree
    if verb.lemma.lower() != "be" or not tree.having(verb.i, "expl"):
        return None
    thing = next(
        (
            one
            for one in tree.subjects(verb.i)
            if any(child.text.lower() == "no" for child in tree.having(one.i, "det"))
        ),
        None,
    )
    if thing is None or thing.lemma.lower() in PLAIN - {"agreement", "change"}:
        return None
    able = any(one.text.lower() in ABLE for one in tree.having(verb.i, "aux"))
    if not able and not TERMS & {one.text.lower() for one in tree.tokens}:
        return None
    reporters = reporters_of(cast, line, verb)
    return _frame(cast, line, verb, cast.one_a_side(reporters), thing) if reporters else None


def _not_to_be_done(cast: Cast, line: Line, verb: Token) -> Frame | None:
    """ "The budget will not be withdrawn", "a truce could not be signed until …": the speaker refuses it."""
    tree = line.tree
    if not is_passive(line, verb) or not tree.is_negated(verb.i) or {verb.lemma.lower(), verb.text.lower()} & ENDING:
        return None
    words = {one.text.lower() for one in tree.having(verb.i, "aux")} & ABLE
    if not words or tree.agents(verb.i):
        return None
    if not words & (FUTURE | {"would"}) and not TERMS & {one.text.lower() for one in tree.tokens[verb.i :]}:
        return None  # "the debt cannot be carried": how things are
    thing = next(iter(tree.subjects(verb.i)), None)
    reporters = reporters_of(cast, line, verb)
    named = thing is not None and (thing.pos == "NOUN" or bool(tree.having(thing.i, "det")))  # "the mine"
    if thing is None or not named or cast.at(line, thing.i) or not reporters:
        return None
    return _frame(cast, line, verb, cast.one_a_side(reporters), thing)


def _subjects(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    actors = tuple(dict.fromkeys(key for one in subject_tokens(line, verb) for key in cast.at(line, one.i)))
    return () if told_by_others(cast, reporters_of(cast, line, verb), actors) else actors


def _frame(cast: Cast, line: Line, token: Token, actors: tuple[str, ...], thing: Token | None = None) -> Frame | None:
    if not actors:
        return None
    first, last = line.tree.subtree(token.i) if token.pos in ("NOUN", "PROPN") else extent_of(line, token)
    return Frame(
        line=line,
        head=token.i,
        meaning=REFUSAL,
        actors=actors,
        first=first,
        last=last,
        content=noun_phrase(line, thing) if thing is not None else None,
        content_head=thing.i if thing is not None else None,
        reporters=reporters_of(cast, line, token),
    )
