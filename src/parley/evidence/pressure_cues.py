"""Pressures that no verb of pressing says: mounting pressure, drawn criticism, haste, lures, walkouts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.clauses import reporters_of, subject_tokens
from parley.evidence.inflections import table
from parley.evidence.pressure_words import (
    Press,
    has_haste,
    hint_side,
    others_than,
    pressure_list,
    range_of,
    run_of_names,
    sides_meant,
)
from parley.evidence.story import Line
from parley.evidence.term_words import phrase_words
from parley.evidence.time_limits import time_limits_in
from parley.language.tree import Token

REACH = 7  # tokens between "pressure" and the "from" that says whose it is


def cues_in(cast: Cast, line: Line) -> Iterator[Press]:
    """Every pressure a line states in one of these ways."""
    words = {token.text.lower() for token in line.tree.tokens}
    if words & pressure_list("pressure"):
        yield from _mounting(cast, line)
    if words & pressure_list("criticism"):
        yield from _drawn(cast, line)
    if words & pressure_list("inducements"):
        yield from _inducements(cast, line)
    if words & pressure_list("walkouts"):
        yield from _walkouts(cast, line)
    if words & COURTS:
        yield from _to_court(cast, line)
    if words & pressure_list("possibility"):
        yield from _possibility(cast, line)
    if "than" in words:
        yield from _sooner(cast, line)
    if words & pressure_list("promised"):
        yield from _held_out(cast, line)
    if "better" in words and has_haste(line):
        yield from _better(cast, line)
    yield from time_limits_in(cast, line)


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
        end = run_of_names(cast, line, source.i + 1)
        by = hint_side(cast, cast.within(line, source.i + 1, end))
        if not by:
            continue
        first = noun.i
        if first and tree.tokens[first - 1].text.lower() in ("under", "mounting", "growing", "rising", "intense"):
            first -= 1
        form: Literal["time", "unspecified"] = "time" if has_haste(line) else "unspecified"
        yield Press(form, by, _pressed(cast, line, noun, by), first, end, "pressure/from", 0.7)


def _pressed(cast: Cast, line: Line, noun: Token, by: tuple[str, ...]) -> tuple[str, ...]:
    """On whom: "on Y", whoever "is under" it, else the party the sentence starts from."""
    tree = line.tree
    for token in tree.tokens[noun.i + 1 :]:
        if token.text.lower() == "on" and (
            on := hint_side(cast, cast.within(line, token.i + 1, min(token.i + 3, len(tree) - 1)))
        ):
            return tuple(key for key in on if key not in by)
    before = hint_side(cast, cast.within(line, 0, noun.i))
    return tuple(key for key in before if key not in by)[:1] or others_than(cast, line, by)


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
        end = max(run_of_names(cast, line, source.i + 1), source.i + 1)
        phrase = phrase_words(line, tree.tokens[source.head], source.i + 1)
        end = max(end, phrase.last)
        by = hint_side(cast, cast.within(line, source.i + 1, end))
        targets = [key for token in subject_tokens(line, verb) for key in sides_meant(cast, line, token)]
        targets = targets or list(hint_side(cast, cast.within(line, 0, verb.i - 1))[:1])
        on = tuple(key for key in dict.fromkeys(targets) if key not in by)
        if by and on:
            yield Press("criticism", by, on, verb.i, end, "pressure/drawn", 0.75)


@cache
def _draws() -> frozenset[str]:
    irregular = {"draw": ("drew", "drawn"), "meet": ("met",), "come": ("came",)}
    return frozenset(table(pressure_list("drawn"), irregular))


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
        on = tuple(key for key in others_than(cast, line, by) if key not in by)
        if by and on:
            first, last = range_of(line, noun)
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
        head = tree.tokens[noun.head]
        if noun.text.lower() not in pressure_list("walkouts"):
            continue
        noun = head if head.lemma.lower() == "day" and noun.relation == "nmod" else noun  # "a day of protest"
        if noun.relation == "compound" and head.lemma.lower() in ("vote", "ballot", "notice"):
            noun = head  # "a strike vote"
        if noun.relation not in ("nsubj", "nsubj:pass", "obj"):
            continue
        verb = tree.tokens[noun.head]
        near = {child.text.lower() for child in tree.children(verb.i)} | {verb.text.lower(), verb.lemma.lower()}
        if not near & pressure_list("coming") or tree.is_negated(verb.i) or near & {"if", "whether", "would", "could"}:
            continue
        by = _strikers(cast, line, verb)
        on = tuple(key for key in cast.counterparts if key not in by) if set(by) & set(cast.counterparts) else ()
        if by and len(on) == 1:
            first, last = range_of(line, noun)
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
        on = tuple(key for key in others_than(cast, line, by) if key not in by)
        if by and on:
            yield Press("threat", by, on, verb.i, range_of(line, noun)[1], "pressure/possibility", 0.6)


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
            on = others_than(cast, line, by)
        if by and on:
            end = (
                max(tree.subtree(verb.i)[1], token.i)
                if verb.pos == "VERB" and verb.i > token.i
                else min(token.i + 2, len(tree) - 1)
            )
            while end > token.i and tree.tokens[end].pos == "PUNCT":
                end -= 1
            yield Press("time", by, on, subjects[-1].i if subjects else token.i, end, "pressure/better", 0.7)


def _sooner(cast: Cast, line: Line) -> Iterator[Press]:
    """ "Would sooner go home empty-handed *than* put his name to it", "will walk away rather than pay more"."""
    tree = line.tree
    for word in tree.tokens[3:-1]:
        behind = tree.tokens[word.i + 1]
        chosen = next(
            (t for t in tree.tokens[max(0, word.i - 14) : word.i] if t.text.lower() in ("sooner", "rather")), None
        )
        if word.text.lower() != "than" or chosen is None or behind.pos != "VERB":
            continue
        verbs = [
            t for t in tree.tokens[: word.i] if t.pos == "VERB" and t.lemma.lower() in pressure_list("breaking_off")
        ]
        if not verbs:
            continue
        verb = verbs[-1]
        near = {t.text.lower() for t in tree.tokens[max(0, verb.i - 4) : verb.i]}
        by = hint_side(cast, (key for one in subject_tokens(line, verb) for key in cast.at(line, one.i)))
        by = by or hint_side(cast, reporters_of(cast, line, verb))
        if by and near & {"will", "would", "'d", "’d", "'ll", "’ll"}:
            on = tuple(key for key in cast.counterparts if key not in by)
            end = min(tree.subtree(behind.i)[1], len(tree) - 1)
            yield Press("threat", by, on, verb.i, max(end, behind.i), "pressure/sooner", 0.6)


def _held_out(cast: Cast, line: Line) -> Iterator[Press]:
    """ "Held out the promise of cheap loans", "dangled the prospect of membership"."""
    tree = line.tree
    for noun in tree.tokens:
        verb = tree.tokens[noun.head]
        if noun.text.lower() not in pressure_list("promised") or noun.relation != "obj" or tree.is_negated(verb.i):
            continue
        out = any(t.text.lower() == "out" for t in tree.tokens[verb.i : noun.i])
        if not (verb.lemma.lower() in pressure_list("dangling") or (verb.lemma.lower() == "hold" and out)):
            continue
        last = tree.subtree(noun.i)[1]
        if {t.text.lower() for t in tree.tokens[noun.i : last + 1]} & pressure_list("harm"):
            continue  # "held out the prospect of war"
        by = hint_side(cast, (key for one in subject_tokens(line, verb) for key in cast.at(line, one.i)))
        on = tuple(key for key in others_than(cast, line, by) if key not in by)
        if by:
            yield Press("inducement", by, on, verb.i, last, "pressure/held-out", 0.65)


COURTS = frozenset({"court", "judge", "injunction", "tribunal", "courts", "judges"})
PLEADING = frozenset({"ask", "petition", "urge", "seek", "request", "go", "turn", "take", "file", "apply"})


def _to_court(cast: Cast, line: Line) -> Iterator[Press]:
    """ "Asked a judge to order the teachers back", "sought an injunction against the strike": done, by one side."""
    tree = line.tree
    for noun in tree.tokens:
        if noun.lemma.lower() not in COURTS or noun.relation not in ("obj", "obl", "iobj"):
            continue
        verb = tree.tokens[noun.head]
        if verb.lemma.lower() not in PLEADING or tree.is_negated(verb.i) or verb.dep.startswith(("xcomp", "acl")):
            continue
        ahead = {one.text.lower() for one in tree.having(verb.i, "aux")} & {"will", "would", "could", "may", "might"}
        clauses = (*tree.having(verb.i, "xcomp", "advcl"), *tree.having(noun.i, "acl"))
        asks = any(one.has("VerbForm=Inf") for one in clauses)
        against = any(case in ("against", "over") for case, _ in tree.obliques(verb.i))
        by = hint_side(cast, (key for one in subject_tokens(line, verb) for key in cast.at(line, one.i)))
        if (
            ahead
            or not by
            or not set(by) & set(cast.counterparts)
            or not (asks or against or noun.lemma == "injunction")
        ):
            continue
        on = tuple(key for key in others_than(cast, line, by) if key not in by)
        if on:
            first, last = min(verb.i, noun.i), tree.subtree(verb.i)[1]
            yield Press("sanction", by, on, first, last, "pressure/court", 0.6)
