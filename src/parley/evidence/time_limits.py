"""Time limits: a deadline that somebody sets, an offer or a mandate that runs out, a thing wanted by a day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.evidence.actors import Cast
from parley.evidence.clauses import reporters_of, subject_tokens
from parley.evidence.inflections import forms
from parley.evidence.pressure_words import (
    Press,
    due_at,
    hint_side,
    others_than,
    pressure_list,
    range_of,
    run_of_names,
    sides_meant,
)
from parley.evidence.story import Line
from parley.evidence.times import is_time
from parley.language.tree import Token


def time_limits_in(cast: Cast, line: Line) -> Iterator[Press]:
    """Every limit in time that a line puts on somebody."""
    words = {token.text.lower() for token in line.tree.tokens}
    if words & (pressure_list("deadline") | _running_out() | pressure_list("burden")):
        yield from _set_deadline(cast, line)
        yield from _expiring(cast, line)
    if "until" in words or "within" in words:
        yield from _given_until(cast, line)
    if words & pressure_list("time_units"):
        yield from _given_time(cast, line)
    for verb in line.tree.tokens:
        if verb.pos == "VERB":
            yield from _wanted_by(cast, line, verb)
            yield from _must_by(cast, line, verb)
            yield from _stands_until(cast, line, verb)


@cache
def _running_out() -> frozenset[str]:
    return frozenset(form for word in pressure_list("runs_out") for form in forms(word))


def _set_deadline(cast: Cast, line: Line) -> Iterator[Press]:
    """ "X set Y a deadline of Friday", "Y faces X's deadline"."""
    tree = line.tree
    for noun in tree.tokens:
        if noun.text.lower() not in pressure_list("deadline") or noun.pos not in ("NOUN", "PROPN"):
            continue
        verb = tree.tokens[noun.head]
        by = hint_side(cast, cast.owners(line, noun.i))
        on: tuple[str, ...] = ()
        if noun.relation == "obj" and verb.lemma.lower() in pressure_list("setting"):
            by = hint_side(cast, (key for token in subject_tokens(line, verb) for key in cast.at(line, token.i))) or by
            on = hint_side(cast, (key for token in tree.having(verb.i, "iobj") for key in cast.at(line, token.i)))
        on = on or hint_side(
            cast,
            (
                key
                for owner in (noun.i, verb.i)
                for preposition, token in tree.obliques(owner)
                if preposition in ("for", "on", "to")
                for key in cast.at(line, token.i)
            ),
        )
        on = tuple(key for key in on if key not in by) or others_than(cast, line, by)
        if by and on and not tree.is_negated(verb.i):
            first, last = range_of(line, noun)
            yield Press(
                "deadline",
                by,
                on,
                min(first, verb.i) if noun.relation == "obj" else first,
                last,
                "pressure/deadline",
                0.75,
            )


def _expiring(cast: Cast, line: Line) -> Iterator[Press]:
    """An authority that a body gave runs out and puts the parties under pressure to settle."""
    tree = line.tree
    for word in tree.tokens:
        if word.text.lower() not in _running_out():
            continue
        things = (
            [*tree.subjects(word.i)]
            if word.pos in ("VERB", "AUX")
            else [t for p, t in tree.obliques(word.i) if p == "of"]
        )
        terms = [token for token in things if token.lemma.lower() in pressure_list("terms")]
        if not terms:
            continue
        by = hint_side(cast, (key for token in terms for key in _granted_by(cast, line, token)))
        burdened = _burdened(cast, line)
        on = burdened or others_than(cast, line, by)
        if on and (by or burdened):
            first, last = range_of(line, word, *terms)
            yield Press("deadline", by, on, first, last, "pressure/expiry", 0.7)


def _granted_by(cast: Cast, line: Line, thing: Token) -> tuple[str, ...]:
    """Whose authority it is: "a congressional authorization", "the council's mandate"."""
    owners = cast.owners(line, thing.i)
    if owners:
        return owners
    adjectives = [child.lemma.lower() for child in line.tree.having(thing.i, "amod")]
    stems = [
        adjective[: max(5, len(adjective) - 6)] for adjective in adjectives if adjective.endswith(("al", "ary", "ian"))
    ]
    bodies = ("legislature", "body", "bloc", "government")
    fits = [
        key
        for key, figure in sorted(cast.figures.items())
        if figure.type in bodies and any(stem in figure.name.lower() for stem in stems)
    ]
    return tuple(fits[:1])


def _burdened(cast: Cast, line: Line) -> tuple[str, ...]:
    """ "… put the onus on A, B and C"."""
    tree = line.tree
    for token in tree.tokens:
        if token.text.lower() in pressure_list("burden"):
            rest = [other for other in tree.tokens[token.i :] if other.text.lower() == "on"]
            if rest:
                return hint_side(cast, cast.within(line, rest[0].i, run_of_names(cast, line, rest[0].i + 1)))
    return ()


def _given_until(cast: Cast, line: Line) -> Iterator[Press]:
    """ "X gave Y until Friday to answer"; "X has until Friday to pay"."""
    tree = line.tree
    for verb in tree.tokens:
        if verb.pos != "VERB" or verb.lemma.lower() not in ("give", "have") or tree.is_negated(verb.i):
            continue
        times = [
            token
            for preposition, token in tree.obliques(verb.i)
            if preposition == "until" and (is_time(token) or token.pos in ("NUM", "ADJ") or _ends_a_time(line, token))
        ]
        times = times or _until_a_day(line, verb)
        if not times:
            continue
        subjects = tuple(
            dict.fromkeys(key for token in subject_tokens(line, verb) for key in sides_meant(cast, line, token))
        )
        receivers = hint_side(cast, (key for token in tree.objects(verb.i) for key in cast.at(line, token.i)))
        by, on = (subjects, receivers) if verb.lemma.lower() == "give" else ((), subjects)
        deed = any(one.has("VerbForm=Inf") for one in tree.having(verb.i, "advcl", "xcomp"))
        if on or (by and deed):  # "gave holders of its bonds until June 2 to accept"
            yield Press("deadline", by, on, verb.i, max(range_of(line, *times)[1], verb.i), "pressure/until", 0.75)


def _until_a_day(line: Line, verb: Token) -> list[Token]:
    """ "Gave the two sides *until Sunday night* to settle", where the parser takes "until" for a conjunction."""
    tokens = line.tree.tokens
    until = next((t.i for t in tokens[verb.i + 1 : verb.i + 9] if t.text.lower() == "until"), None)
    if until is None or any(t.pos == "VERB" for t in tokens[verb.i + 1 : until]):
        return []
    return [t for t in tokens[until + 1 : until + 3] if is_time(t)][:1]


def _ends_a_time(line: Line, token: Token) -> bool:
    """ "The end of the month", "the last day of June"."""
    return any(preposition == "of" and is_time(inner) for preposition, inner in line.tree.obliques(token.i))


# -- "gave the drivers 48 hours", "leaves the firm 30 days to come back" -------------------------------------


def _given_time(cast: Cast, line: Line) -> Iterator[Press]:
    """So much time is given to do something, or is all that somebody has."""
    tree = line.tree
    for verb in tree.tokens:
        lemma = verb.lemma.lower()
        if verb.pos != "VERB" or lemma not in ("give", "grant", "leave", "allow", "hand", "have", "get"):
            continue
        span = next(
            (t for t in tree.tokens[verb.i + 1 : verb.i + 10] if t.lemma.lower() in pressure_list("time_units")), None
        )
        if (
            span is None
            or tree.is_negated(verb.i)
            or span.i + 2 >= len(tree)
            or tree.tokens[span.i - 1].text.lower() in PAST
        ):
            continue
        if any(t.text in (",", ";") or t.pos == "ADP" for t in tree.tokens[verb.i + 1 : span.i]):
            continue
        behind = tree.tokens[span.i + 1 : span.i + 4]
        deed = any(t.text.lower() == "to" and tree.tokens[t.i + 1].pos == "VERB" for t in behind if t.i + 1 < len(tree))
        counted = any(
            t.pos == "NUM" or t.text.lower() in ("a", "another", "one", "just") for t in tree.tokens[verb.i : span.i]
        )
        if not deed or not counted:
            continue
        subjects = hint_side(
            cast, (key for token in subject_tokens(line, verb) for key in sides_meant(cast, line, token))
        )
        receivers = (key for one in tree.objects(verb.i) for key in cast.at(line, one.i))
        within = hint_side(cast, (*cast.within(line, verb.i + 1, span.i), *receivers))
        if lemma in ("have", "get"):
            by, on = _only_other(cast, subjects), subjects
        else:
            by, on = subjects, tuple(key for key in within if key not in subjects) or others_than(cast, line, subjects)
        if lemma == "leave" and not by:
            by = _owner_of_the_step(cast, line, verb)
        if by and on:
            yield Press("deadline", by, on, verb.i, max(range_of(line, span)[1], verb.i), "pressure/given-time", 0.7)


PAST = frozenset({"last", "past", "recent", "previous"})


def _only_other(cast: Cast, sides: tuple[str, ...]) -> tuple[str, ...]:
    """The one counterpart besides those, where there is one."""
    rest = tuple(key for key in cast.counterparts if key not in sides)
    return rest if len(rest) == 1 and set(sides) & set(cast.counterparts) else ()


def _owner_of_the_step(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    """ "Canada threw out the offer, *a veto that leaves* the firm 30 days": who took the step that leaves it."""
    over = next((link for link in line.tree.ancestors(verb.i) if link.pos == "VERB"), None)
    return hint_side(cast, (key for one in subject_tokens(line, over) for key in cast.at(line, one.i))) if over else ()


# -- "wants an answer by Friday", "must come back within two weeks" -------------------------------------------


def _wanted_by(cast: Cast, line: Line, verb: Token) -> Iterator[Press]:
    """A thing that somebody wants from others by a day."""
    tree = line.tree
    if verb.lemma.lower() not in pressure_list("wanting_by") or tree.is_negated(verb.i):
        return
    if any(one.has("VerbForm=Inf") for one in tree.having(verb.i, "xcomp")) and not tree.objects(verb.i):
        return  # one's own plan
    last = tree.subtree(verb.i)[1]
    things = [*tree.objects(verb.i), *(one for case, one in tree.obliques(verb.i) if case in ("for", "on", "upon"))]
    if not things or not due_at(tree.tokens[verb.i : last + 1]):
        return
    by = hint_side(cast, (key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
    by = tuple(key for key in by if key in cast.figures)
    named = tuple(key for key in hint_side(cast, cast.within(line, verb.i + 1, last)) if key not in by)
    on = named or tuple(key for key in cast.counterparts if key not in by)
    if by and on and not set(by) >= set(cast.counterparts):
        yield Press("deadline", by, on, verb.i, last, "pressure/wanted-by", 0.6)


def _must_by(cast: Cast, line: Line, verb: Token) -> Iterator[Press]:
    """ "Congress should get the bill to my desk before December 9": said by another."""
    tree = line.tree
    links = (verb, tree.tokens[verb.head]) if verb.relation == "xcomp" else (verb,)
    helpers = {one.text.lower() for link in links for one in tree.having(link.i, "aux")}
    has_to = verb.relation == "xcomp" and links[-1].lemma.lower() in ("have", "need")
    if not (helpers & {"must", "should", "ought"} or has_to) or tree.is_negated(verb.i):
        return
    last = tree.subtree(verb.i)[1]
    if not due_at(tree.tokens[verb.i : last + 1]):
        return
    on = hint_side(cast, (key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
    speaker = cast.speakers.get(line.id)
    by = hint_side(cast, (speaker,)) if speaker else hint_side(cast, reporters_of(cast, line, verb))
    by = tuple(key for key in by if key not in on) or _only_other(cast, on)
    if on and by and not set(by) & set(on):
        yield Press("deadline", by, on, verb.i, last, "pressure/must-by", 0.6)


# -- "the offer stands until Easter", "will not stay on the table forever" -------------------------------------


def _stands_until(cast: Cast, line: Line, verb: Token) -> Iterator[Press]:
    """An offer that its maker will not leave open for long."""
    tree = line.tree
    if verb.lemma.lower() not in pressure_list("standing"):
        return
    offers = [one for one in tree.subjects(verb.i) if one.lemma.lower() in pressure_list("offers")]
    texts = {t.text.lower() for t in tree.tokens[verb.i :]}
    limited = (
        "until" in texts
        and any(is_time(t) or t.text.lower() in pressure_list("occasions") for t in tree.tokens[verb.i :])
    ) or (tree.is_negated(verb.i) and bool(texts & {"forever", "long", "indefinitely", "ever"}))
    if not offers or not limited:
        return
    by = hint_side(cast, cast.owners(line, offers[0].i)) or hint_side(cast, reporters_of(cast, line, verb))
    on = tuple(key for key in cast.counterparts if key not in by)
    if by and on and set(by) & set(cast.counterparts):
        first = tree.subtree(offers[0].i)[0]
        yield Press("deadline", by, on, min(first, verb.i), tree.subtree(verb.i)[1], "pressure/stands-until", 0.6)
