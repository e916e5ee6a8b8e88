"""Conditions: a party's act that hangs on something else.

Every conjunction or preposition of a condition is read once: its halves by the parse, or by the words where the parse
fails (`condition_halves`), and then one question is asked of both: is it an act of somebody at the table that still
lies ahead, or a remark on the world?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.evidence.actors import Cast
from parley.evidence.condition_halves import (
    Half,
    Halves,
    by_tree,
    by_words,
    inverted,
    told_by,
)
from parley.evidence.pending_acts import WANTING, confidence_by_tree, confidence_by_words, is_due, is_withheld, judge_of
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import holder_of, other_side, phrase_words, words_for
from parley.evidence.trades import LETTING, Terms
from parley.evidence.words import lexicon


def conditions_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every condition that a line states, in order."""
    lists = lexicon("linkages")
    for marker, first, last in find_phrases(line, lists["conditions"]):
        yield from _clause(cast, line, marker, first, last)
    for marker, first, last in inverted(line):
        yield from _clause(cast, line, marker, first, last, turned=True)


# -- "M if C", "if C, M" -------------------------------------------------------------------------


def _clause(cast: Cast, line: Line, marker: str, first: int, last: int, *, turned: bool = False) -> Iterator[Terms]:
    mark = line.tree.tokens[last]
    if _compares(line, first) or (marker == "once" and _counts(line, first)):
        return
    halves = by_tree(cast, line, mark, first) if not turned else None
    confidence = confidence_by_tree(cast, line, marker, halves) if halves is not None else None
    if halves is None or confidence is None:
        halves = by_words(cast, line, marker, first, last)
        confidence = confidence_by_words(line, marker, halves) if halves is not None else None
    if halves is None or confidence is None or _is_anonymity(line, halves.clause):
        return
    main, clause = halves.main, halves.clause
    if marker == "before" and is_due(line, main):
        # "food must be delivered before anyone is freed": the food is for the freeing
        main, clause = clause, _wanted(line, main)
    main = _given_again(line, marker, main)
    giver = main.parties[0] if len(main.parties) == 1 else judge_of(cast, line, main.verb)
    if giver is not None and main.verb.lemma.lower() in words_for("receiving"):
        giver = _who_lets(cast, line, main, giver)
    getter = clause.parties[0] if halves.by_tree and len(clause.parties) == 1 else None
    if getter is None or getter == giver:
        getter = other_side(cast, line, giver, clause.words, main.words) if giver else None
    start, end = _extent(line, halves, main, clause, first)
    only = any(child.lemma.lower() == "only" for child in line.tree.children(main.verb.i)) or (
        first > 0 and line.tree.tokens[first - 1].text.lower() == "only"
    )
    only = only and not marker.startswith("only")
    yield Terms(
        line, "condition", f"only {marker}" if only else marker, main.words, clause.words, giver, getter,
        f"linkage/{marker.replace(' ', '-')}", confidence, main.verb.i, start, end,
    )  # fmt: skip


def _who_lets(cast: Cast, line: Line, main: Half, getter: str) -> str | None:
    """ "Iceland could have the bank back if it paid, *Kolb suggested*", "*would let* Iran keep": another gives."""
    teller = told_by(cast, line, main.verb)
    over = line.tree.tokens[main.verb.head]
    lets = holder_of(cast, line, over) if over.lemma.lower() in LETTING and over.i < main.verb.i else None
    if lets is not None or (teller is not None and teller != getter):
        return lets or teller
    rest = [key for key in cast.counterparts if key != getter]
    return rest[0] if getter in cast.counterparts and len(rest) == 1 else getter


def _compares(line: Line, first: int) -> bool:
    """ "As if it owned the rain", "even if", "what if": nothing hangs on it."""
    return first > 0 and line.tree.tokens[first - 1].text.lower() in (
        "as",
        "even",
        "what",
        "or",
        "wonder",
        "ask",
        "asked",
    )


def _counts(line: Line, at: int) -> bool:
    """ "At once", "once again", "once a week"."""
    tokens = line.tree.tokens
    before = tokens[at - 1].text.lower() if at else ""
    behind = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    return before in ("at", "for", "than", "only", "not") or behind in ("again", "more", "every", "in", "at", ".", ",")


def _given_again(line: Line, marker: str, main: Half) -> Half:
    """ "Has frozen *the payment* until", "would cancel *the loan* if": what is withheld is what will be given."""
    things = [one for one in line.tree.objects(main.verb.i) if one.i > main.verb.i and one.pos in ("NOUN", "PROPN")]
    stops = (marker == "until" and is_withheld(main.verb)) or (
        marker in ("if", "unless") and main.verb.lemma.lower() in words_for("denying")
    )
    if marker not in ("until", "if", "unless") or not things or not stops or things[-1].i >= main.end:
        return main
    things = things[-1:]  # "refuse Rovers *a licence*"
    if line.tree.is_negated(main.verb.i):
        return main
    return replace(main, words=phrase_words(line, things[0], main.first, main.end))


def _wanted(line: Line, half: Half) -> Half:
    """ "Wants *guarantees* before": the thing, without the wanting of it."""
    things = [one for one in line.tree.objects(half.verb.i) if half.verb.i < one.i < half.end]
    if half.verb.lemma.lower() not in WANTING or not things:
        return half
    return replace(half, words=phrase_words(line, things[0], half.first, half.end))


def _extent(line: Line, halves: Halves, main: Half, clause: Half, first: int) -> tuple[int, int]:
    """The mention: from the subject of the act, or of the verb that undertakes it, to the end of the later half."""
    tree = line.tree
    if not halves.by_tree:
        return min(main.words.first, clause.words.first), max(main.words.last, clause.words.last)
    above = tree.tokens[main.verb.head]
    verbs = (main.verb, above) if main.verb.relation == "xcomp" else (main.verb,)
    starts = [tree.subtree(token.i)[0] for verb in verbs for token in tree.subjects(verb.i)]
    last = max(halves.clause.end - 1, clause.verb.i, main.verb.i)
    while last > 0 and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return min([*starts, main.verb.i, first]), last


def _is_anonymity(line: Line, clause: Half) -> bool:
    texts = {token.text.lower() for token in line.tree.tokens[clause.first : clause.end]}
    return bool(texts & words_for("not_terms")) and "condition" in line.text.lower()
