"""Frames: every clause or noun phrase that says who did what.

A frame joins what the parse says of a predicate (subject, object, negation, mood) with what the cast knows
(who is meant) and what the word lists know (what the predicate means in a negotiation).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.evidence.actors import Cast
from parley.evidence.addressees import recipients_of
from parley.evidence.clauses import (
    FUTURE,
    extent_of,
    is_conditional,
    is_passive,
    reporters_of,
    status_of,
    subject_tokens,
    tells_which,
    writer_of,
)
from parley.evidence.content import content_with_subject
from parley.evidence.duties import duty, refusal, ruled_out, verdict
from parley.evidence.frame import Frame
from parley.evidence.governed import is_governed, is_obliged, only_introduces
from parley.evidence.hidden_subjects import elided_subject
from parley.evidence.misplaced import is_misplaced
from parley.evidence.nominal import nominal
from parley.evidence.predicate_parts import doers_by
from parley.evidence.predicates import adjectival, sense_of
from parley.evidence.refusals import refusal_told
from parley.evidence.set_phrases import set_phrase_told
from parley.evidence.stances import stance_told
from parley.evidence.story import Line
from parley.evidence.struck import attack_told
from parley.evidence.talks_told import talks_told
from parley.evidence.towards import addressed
from parley.evidence.verdicts import blame_told, verdict_by_name
from parley.language.tree import Token

BARE = frozenset({"compound", "advmod", "amod", "nmod", "dep", "vocative"})


@dataclass(frozen=True, slots=True)
class LineFrames:
    """The frames of one line, and whether they would be others if the counterparts were."""

    frames: tuple[Frame, ...]
    turns: bool


def read_lines(cast: Cast, before: Sequence[LineFrames] | None = None) -> list[LineFrames]:
    """The frames of every line.

    Args:
        before: an earlier reading with other counterparts; only lines that turn on who those are get read again.
    """
    return [
        _read_line(cast, line) if before is None or before[at].turns else before[at]
        for at, line in enumerate(cast.story.lines)
    ]


def _read_line(cast: Cast, line: Line) -> LineFrames:
    cast.turned = False
    found = tuple(_line_frames(cast, line))
    return LineFrames(found, cast.turned)


def frames_of(cast: Cast, lines: Sequence[LineFrames] | None = None) -> list[Frame]:
    """All frames of the story, in order of the text; `lines` are what `read_lines` gives, if it was asked already."""
    found = [frame for line in (read_lines(cast) if lines is None else lines) for frame in line.frames]
    return [addressed(cast, frame, found[:at]) for at, frame in enumerate(found)]


JOINING = frozenset({"PUNCT", "ADP", "PRON", "CCONJ", "SCONJ", "PART", "NUM", "SYM"})  # words that head nothing


def _line_frames(cast: Cast, line: Line) -> Iterator[Frame]:
    if _tells_the_reader(line):
        return
    for token in line.tree.tokens:
        if token.pos in JOINING:
            if token.pos == "ADP" and (frame := set_phrase_told(cast, line, token, None)) is not None:
                yield frame  # "is *in favor of* a levy"
            continue
        if token.pos in ("VERB", "ADJ", "AUX") or _may_be_verb(line, token):
            named = verdict_by_name(cast, line, token) if token.lemma.lower() == "call" else None
            frame = (
                named
                or blame_told(cast, line, token)
                or talks_told(cast, line, token)
                or attack_told(cast, line, token)
                or _clausal(cast, line, token)
            )
            frame = set_phrase_told(cast, line, token, frame) or frame
            if frame is not None and (frame.actors or token.pos not in ("NOUN", "PROPN")):
                yield _as_refused(cast, line, token, frame)
                continue
        if token.pos in ("NOUN", "PROPN"):
            frame = talks_told(cast, line, token) or nominal(cast, line, token)
            if frame is not None:
                yield frame
                continue
        frame = (
            duty(cast, line, token)
            or refusal(cast, line, token)
            or refusal_told(cast, line, token)
            or verdict_by_name(cast, line, token)
            or ruled_out(cast, line, token)
            or stance_told(cast, line, token)
        )
        if frame is not None:
            yield frame


def _may_be_verb(line: Line, token: Token) -> bool:
    """The root of a sentence that has no copula: the parser takes "balks" for a noun."""
    return token.pos in ("NOUN", "PROPN") and token.dep == "root" and not line.tree.having(token.i, "cop")


def _as_refused(cast: Cast, line: Line, token: Token, frame: Frame) -> Frame:
    """ "Will not sell the plant": a deed that its doer says it will not do is refused; "has no objection" accepts."""
    if frame.negated and (not frame.actors or frame.meaning.act == "object"):
        told = refusal_told(cast, line, token) if not frame.actors else stance_told(cast, line, token)
        return told or frame
    ahead = any(one.text.lower() in FUTURE for one in line.tree.having(token.i, "aux"))
    deed = frame.meaning.plover not in ("CONSULT", "SUPPORT") or (frame.meaning.plover == "CONSULT" and ahead)
    denied = frame.negated and frame.meaning.act is None and deed
    return (refusal(cast, line, token) if denied else None) or frame


def _tells_the_reader(line: Line) -> bool:
    """A command in running text ("Read more …", "Report that …") is addressed to the reader and reports nothing."""
    if not line.tree.tokens:
        return False
    if line.kind == "heading" and line.tree.tokens[0].text.lower() in ("what", "how", "why", "who", "where", "when"):
        return True  # "What the union wants" announces, it does not tell
    if line.kind == "heading" and not any(token.pos in ("VERB", "AUX") for token in line.tree.tokens):
        return True  # "The minister's warnings to the union": the section tells them
    if line.kind != "paragraph":
        return False
    root = line.tree.root
    bare = root.has("Mood=Imp") or (root.i == 0 and root.lemma.lower() == root.text.lower())
    return root.pos == "VERB" and bare and not line.tree.subjects(root.i)


def _clausal(cast: Cast, line: Line, verb: Token) -> Frame | None:
    sense = sense_of(line, verb)
    if (
        sense is None
        or is_conditional(line, verb)
        or is_governed(line, verb)
        or is_obliged(line, verb)
        or only_introduces(line, verb)
        or tells_which(line, verb)
        or (sense.meaning.plover == "CONSULT" and _says_who_he_is(line, verb))
        or (sense.meaning.plover in ("SUPPORT", "AID") and _is_for_oneself(line, verb))
    ):
        return None
    passive = is_passive(line, verb)
    if verb.pos == "ADJ" and sense.meaning.act == "object":
        return verdict(cast, line, verb, sense)
    actors = _actors(cast, line, verb, passive)
    reporters = reporters_of(cast, line, verb)
    if not actors and not passive and _is_own_side(line, verb):
        actors = reporters[:1]
    recipients, rule = recipients_of(cast, line, verb, sense, passive, actors)
    content = content_with_subject(cast, line, verb, sense, passive)
    negated = _is_denied(line, verb) or _has_no(line, verb) or _is_after_no_longer(line, verb)
    first, last = extent_of(line, verb)
    return Frame(
        line=line,
        head=verb.i,
        meaning=sense.meaning,
        sense=sense,
        actors=actors,
        recipients=recipients,
        recipients_rule=rule,
        first=first,
        last=last,
        status=status_of(line, verb, sense.meaning.planned),
        content=content[0] if content else None,
        content_head=content[1] if content else None,
        reporters=reporters_of(cast, line, verb),
        negated=negated,
    )


def _is_for_oneself(line: Line, verb: Token) -> bool:
    """ "Will defend itself": nobody else is helped."""
    things = line.tree.objects(verb.i)
    own = verb.lemma.lower() == "defend" and any(
        one.text.lower() in ("its", "his", "her", "their", "our", "my")
        for token in things
        for one in line.tree.having(token.i, "nmod:poss")
    )  # "defended its handling of the talks"
    return own or any(token.text.lower().endswith(("self", "selves")) for token in things)


def _says_who_he_is(line: Line, verb: Token) -> bool:
    """ "Okonjo, who *bargains* for the operators": what somebody does for a living, no meeting."""
    helped = line.tree.having(verb.i, "aux")
    return verb.dep.startswith("acl:relcl") and verb.has("Tense=Pres") and verb.has("VerbForm=Fin") and not helped


def _actors(cast: Cast, line: Line, verb: Token, passive: bool) -> tuple[str, ...]:
    doers = doers_by(line, verb) if passive else ()
    if passive and (verb.lemma.lower() not in adjectival() or doers):
        return tuple(dict.fromkeys(key for token in doers for key in cast.at(line, token.i)))
    teller = writer_of(line, verb)
    found = [key for token in subject_tokens(line, teller or verb) for key in cast.at(line, token.i)]
    if not found and (verb.dep == "root" or is_misplaced(line, verb)) and not line.tree.subjects(verb.i):
        found = list(_bare_subject(cast, line, verb))
    if not found and not line.tree.subjects(verb.i):
        found = list(elided_subject(cast, line, verb))
    return tuple(dict.fromkeys(found))


def _is_own_side(line: Line, verb: Token) -> bool:
    """ "His country would never accept it", said by him."""
    return any(
        subject.lemma.lower() in OWN_SIDE and any(one.pos == "PRON" for one in line.tree.having(subject.i, "nmod:poss"))
        for subject in line.tree.subjects(verb.i)
    )


OWN_SIDE = frozenset(
    {
        "country",
        "government",
        "side",
        "party",
        "union",
        "company",
        "group",
        "delegation",
        "nation",
        "people",
        "administration",
    }
)


def _bare_subject(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """A name before a verb with an object, which the parser hangs there as if it described the verb."""
    if not line.tree.objects(verb.i) and verb.pos != "NOUN":
        return ()  # "Zambeta *balks* at a sale": a verb with a name before it, taken for a noun
    for child in line.tree.children(verb.i):
        if child.i < verb.i and child.relation in BARE and not line.tree.having(child.i, "case"):
            named = cast.within(line, child.i, child.i) or cast.within(line, *line.tree.subtree(child.i))[-1:]
            if named:
                return named
    return ()


def _has_no(line: Line, verb: Token) -> bool:
    """ "There would be no concessions": the denial stands on the subject or object."""
    parts = (*line.tree.objects(verb.i), *line.tree.subjects(verb.i))
    described = (one for part in parts for one in (part, *line.tree.having(part.i, "amod", "advmod")))
    return any(
        child.lemma.lower() in ("no", "neither")
        for one in described
        for child in line.tree.having(one.i, "det", "advmod")
    ) or any(part.text.lower() in ("nothing", "none") for part in line.tree.objects(verb.i))


def _is_denied(line: Line, verb: Token) -> bool:
    """ "Did not sign", "are not going to sign", "were never about to sign"."""
    tree = line.tree
    above = tree.tokens[verb.head]
    bound = verb.relation == "xcomp" and above.text.lower() in ("going", "about", "planning", "intending")
    yet = [one.text.lower() for one in tree.tokens[max(0, verb.i - 2) : verb.i]] == ["yet", "to"]
    return yet or tree.is_negated(verb.i) or (bound and tree.is_negated(above.i))


def _is_after_no_longer(line: Line, verb: Token) -> bool:
    """ "No longer insists": the parser may hang the words on the subject."""
    return [one.text.lower() for one in line.tree.tokens[max(0, verb.i - 2) : verb.i]] == ["no", "longer"]
