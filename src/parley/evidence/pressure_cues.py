"""Pressures that no verb of pressing says: mounting pressure, drawn criticism, deadlines, haste, lures, walkouts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.clauses import actor_or_owner, reporters_of, subject_tokens
from parley.evidence.inflections import forms, table
from parley.evidence.pressure_words import Press, has_haste, hint_side, pressure_list
from parley.evidence.story import Line
from parley.evidence.term_words import phrase_words
from parley.evidence.times import is_time
from parley.language.tree import Token

REACH = 7  # tokens between "pressure" and the "from" that says whose it is


def cues_in(cast: Cast, line: Line) -> Iterator[Press]:
    """Every pressure a line states in one of these ways."""
    words = {token.text.lower() for token in line.tree.tokens}
    if words & pressure_list("pressure"):
        yield from _mounting(cast, line)
    if words & pressure_list("criticism"):
        yield from _drawn(cast, line)
    if words & (pressure_list("deadline") | _running_out() | pressure_list("burden")):
        yield from _deadlines(cast, line)
    if words & pressure_list("inducements"):
        yield from _inducements(cast, line)
    if words & pressure_list("walkouts"):
        yield from _walkouts(cast, line)
    if words & pressure_list("possibility"):
        yield from _possibility(cast, line)
    if "better" in words and has_haste(line):
        yield from _better(cast, line)
    if "until" in words or "within" in words:
        yield from _given_until(cast, line)


def _others(cast: Cast, line: Line, by: tuple[str, ...]) -> tuple[str, ...]:
    """Parties of the talks besides those who press: those the line names, else all."""
    named = hint_side(cast, cast.within(line, 0, len(line.tree) - 1))
    there = tuple(key for key in named if key in cast.counterparts and key not in by)
    rest = tuple(key for key in cast.counterparts if key not in by)
    return there or (rest if set(by) & set(cast.counterparts) and len(rest) <= 3 else ())


def _keys(cast: Cast, line: Line, token: Token) -> tuple[str, ...]:
    """Whom a phrase means, in words of sides: an actor, or whose thing it is."""
    return hint_side(cast, actor_or_owner(cast, line, token))


def _range(line: Line, *tokens: Token) -> tuple[int, int]:
    spans = [line.tree.subtree(token.i) for token in tokens]
    first, last = min(low for low, _ in spans), max(high for _, high in spans)
    while last > first and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


# -- pressure mounts from X on Y ----------------------------------------------------------------


def _mounting(cast: Cast, line: Line) -> Iterator[Press]:
    tree = line.tree
    for noun in tree.tokens:
        if noun.text.lower() not in pressure_list("pressure") or noun.pos == "VERB":
            continue
        after = tree.tokens[noun.i + 1 : noun.i + REACH]
        source = next((t for t in after if t.text.lower() == "from"), None)
        if source is None:
            continue
        end = _run_of_names(cast, line, source.i + 1)
        by = hint_side(cast, cast.within(line, source.i + 1, end))
        if not by:
            continue
        first = noun.i
        if first and tree.tokens[first - 1].text.lower() in ("under", "mounting", "growing", "rising", "intense"):
            first -= 1
        form: Literal["time", "unspecified"] = "time" if has_haste(line) else "unspecified"
        yield Press(form, by, _pressed(cast, line, noun, by), first, end, "pressure/from", 0.7)


def _run_of_names(cast: Cast, line: Line, start: int) -> int:
    """Last token of a list of names: "both Washington and Moscow"."""
    last = start
    for token in line.tree.tokens[start:]:
        if token.pos not in ("PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PUNCT") or token.text in ".?!;:":
            break
        if cast.within(line, token.i, token.i) or token.pos == "NOUN":
            last = token.i
    return min(last, len(line.tree) - 1)


def _pressed(cast: Cast, line: Line, noun: Token, by: tuple[str, ...]) -> tuple[str, ...]:
    """On whom: "on Y", whoever "is under" it, else the party the sentence starts from."""
    tree = line.tree
    for token in tree.tokens[noun.i + 1 :]:
        if token.text.lower() == "on" and (
            on := hint_side(cast, cast.within(line, token.i + 1, min(token.i + 3, len(tree) - 1)))
        ):
            return tuple(key for key in on if key not in by)
    before = hint_side(cast, cast.within(line, 0, noun.i))
    return tuple(key for key in before if key not in by)[:1] or _others(cast, line, by)


# -- drew criticism from X ----------------------------------------------------------------------


def _drawn(cast: Cast, line: Line) -> Iterator[Press]:
    """Read by the words, since parsers often miss the verb in "X’s offer drew criticism from Y"."""
    tree = line.tree
    for noun in tree.tokens:
        if noun.text.lower() not in pressure_list("criticism"):
            continue
        before = reversed(tree.tokens[max(0, noun.i - 4) : noun.i])
        verb = next((token for token in before if token.text.lower() in _draws()), None)
        source = next((token for token in tree.tokens[noun.i + 1 : noun.i + 4] if token.text.lower() == "from"), None)
        if verb is None or source is None or tree.is_negated(verb.i):
            continue
        end = max(_run_of_names(cast, line, source.i + 1), source.i + 1)
        phrase = phrase_words(line, tree.tokens[source.head], source.i + 1)
        end = max(end, phrase.last)
        by = hint_side(cast, cast.within(line, source.i + 1, end))
        targets = [key for token in subject_tokens(line, verb) for key in _keys(cast, line, token)]
        targets = targets or list(hint_side(cast, cast.within(line, 0, verb.i - 1))[:1])
        on = tuple(key for key in dict.fromkeys(targets) if key not in by)
        if by and on:
            yield Press("criticism", by, on, verb.i, end, "pressure/drawn", 0.75)


@cache
def _draws() -> frozenset[str]:
    irregular = {"draw": ("drew", "drawn"), "meet": ("met",), "come": ("came",)}
    return frozenset(table(pressure_list("drawn"), irregular))


# -- deadlines ----------------------------------------------------------------------------------


@cache
def _running_out() -> frozenset[str]:
    return frozenset(form for word in pressure_list("runs_out") for form in forms(word))


def _deadlines(cast: Cast, line: Line) -> Iterator[Press]:
    yield from _set_deadline(cast, line)
    yield from _expiring(cast, line)


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
        on = tuple(key for key in on if key not in by) or _others(cast, line, by)
        if by and on and not tree.is_negated(verb.i):
            first, last = _range(line, noun)
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
        on = burdened or _others(cast, line, by)
        if on and (by or burdened):
            first, last = _range(line, word, *terms)
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
                return hint_side(cast, cast.within(line, rest[0].i, _run_of_names(cast, line, rest[0].i + 1)))
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
        if not times:
            continue
        subjects = tuple(dict.fromkeys(key for token in subject_tokens(line, verb) for key in _keys(cast, line, token)))
        receivers = hint_side(cast, (key for token in tree.objects(verb.i) for key in cast.at(line, token.i)))
        by, on = (subjects, receivers) if verb.lemma.lower() == "give" else ((), subjects)
        if on:
            yield Press("deadline", by, on, verb.i, max(_range(line, *times)[1], verb.i), "pressure/until", 0.75)


def _ends_a_time(line: Line, token: Token) -> bool:
    """ "The end of the month", "the last day of June"."""
    return any(preposition == "of" and is_time(inner) for preposition, inner in line.tree.obliques(token.i))


# -- lures, walkouts, possibilities, haste ------------------------------------------------------


def _inducements(cast: Cast, line: Line) -> Iterator[Press]:
    """ "calling the tariffs an incentive to conclude": held out by whoever says so to those who would gain."""
    tree = line.tree
    for noun in tree.tokens:
        if noun.text.lower() not in pressure_list("inducements") or noun.pos not in ("NOUN", "PROPN"):
            continue
        links = [link for link in tree.ancestors(noun.i) if link.pos == "VERB"]
        by = hint_side(cast, cast.owners(line, noun.i)) or hint_side(cast, reporters_of(cast, line, noun))
        for link in links:
            by = by or hint_side(cast, (key for token in subject_tokens(line, link) for key in cast.at(line, token.i)))
        on = tuple(key for key in _others(cast, line, by) if key not in by)
        if by and on:
            first, last = _range(line, noun)
            yield Press(
                "inducement",
                by,
                on,
                min([first, *(link.i for link in links[:1] if link.i < first)]),
                last,
                "pressure/inducement",
                0.65,
            )


def _walkouts(cast: Cast, line: Line) -> Iterator[Press]:
    """A strike said to lie ahead: the union in the story presses whom it bargains with."""
    tree = line.tree
    for noun in tree.tokens:
        if noun.text.lower() not in pressure_list("walkouts") or noun.relation not in ("nsubj", "nsubj:pass", "obj"):
            continue
        verb = tree.tokens[noun.head]
        near = {child.text.lower() for child in tree.children(verb.i)} | {verb.text.lower(), verb.lemma.lower()}
        if not near & pressure_list("coming") or tree.is_negated(verb.i) or near & {"if", "whether", "would", "could"}:
            continue
        by = _strikers(cast, line, verb)
        on = tuple(key for key in cast.counterparts if key not in by) if set(by) & set(cast.counterparts) else ()
        if by and len(on) == 1:
            first, last = _range(line, noun)
            yield Press("threat", by, on, min(first, verb.i), max(last, verb.i), "pressure/walkout", 0.6)


def _strikers(cast: Cast, line: Line, verb: Token) -> tuple[str, ...]:
    named = hint_side(cast, (key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
    unions = tuple(key for key in cast.counterparts if cast.figures[key].type == "union") if cast.counterparts else ()
    return named or unions[:1]


def _possibility(cast: Cast, line: Line) -> Iterator[Press]:
    """ "raised the possibility of leaving the pact": a threat to those who would be left."""
    tree = line.tree
    for noun in tree.tokens:
        if noun.text.lower() not in pressure_list("possibility") or noun.relation != "obj":
            continue
        verb = tree.tokens[noun.head]
        _, last = tree.subtree(noun.i)
        harmful = {token.text.lower() for token in tree.tokens[noun.i : last + 1]} & pressure_list("harm")
        if verb.lemma.lower() not in pressure_list("raising") or not harmful or tree.is_negated(verb.i):
            continue
        by = hint_side(cast, (key for token in subject_tokens(line, verb) for key in cast.at(line, token.i)))
        by = by or hint_side(cast, reporters_of(cast, line, verb))
        on = tuple(key for key in _others(cast, line, by) if key not in by)
        if by and on:
            yield Press("threat", by, on, verb.i, _range(line, noun)[1], "pressure/possibility", 0.6)


def _better(cast: Cast, line: Line) -> Iterator[Press]:
    """ "They had better move fast", said by somebody."""
    tree = line.tree
    for token in tree.tokens:
        if token.text.lower() != "better":
            continue
        verb = tree.tokens[token.head] if token.relation in ("advmod", "aux") else token
        verb = verb if verb.pos in ("VERB", "AUX", "ADJ", "ADV") else token
        by = hint_side(cast, (cast.speakers[line.id],) if line.id in cast.speakers else reporters_of(cast, line, verb))
        subjects = [t for t in tree.tokens[: token.i] if t.relation.startswith("nsubj") or t.pos in ("PRON", "PROPN")]
        on = hint_side(cast, (key for t in subjects[-1:] for key in cast.at(line, t.i)))
        on = tuple(key for key in on if key not in by)
        if by and not on:
            on = _others(cast, line, by)
        if by and on:
            end = (
                max(tree.subtree(verb.i)[1], token.i)
                if verb.pos == "VERB" and verb.i > token.i
                else min(token.i + 2, len(tree) - 1)
            )
            while end > token.i and tree.tokens[end].pos == "PUNCT":
                end -= 1
            yield Press("time", by, on, subjects[-1].i if subjects else token.i, end, "pressure/better", 0.7)
