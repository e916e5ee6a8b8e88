"""In return: what is given for what the clause or sentence before says."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING
from parley.evidence.condition_halves import end_of, half_of, main_range
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, other_side, phrase_words, trimmed, words_for
from parley.evidence.trades import Terms
from parley.evidence.words import lexicon
from parley.language.tree import Token


def returns_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every exchange whose other half stands before: "they freed nine, and in return …", "In return, …"."""
    for marker, first, last in find_phrases(line, lexicon("linkages")["second_clause"]):
        if line.tree.tokens[min(last + 1, len(line.tree) - 1)].text.lower() != "for":
            yield from _second_clause(cast, line, marker, first)
    for marker, first, last in find_phrases(line, lexicon("linkages")["second_clause_ahead"]):
        yield from _answering_clause(cast, line, marker, first, last)
    yield from _otherwise(cast, line)


def _otherwise(cast: Cast, line: Line) -> Iterator[Terms]:
    """ "If they do not, X will …"; "Otherwise X will …": averted by what the sentence before asks for or tells."""
    tokens = line.tree.tokens
    comma = next((t.i for t in tokens[:6] if t.text == ","), None)
    opening = [t.text.lower() for t in tokens[: comma if comma is not None else 1]]
    denied = opening[:1] == ["if"] and opening[-1] in ("not", "n't", "n’t") and len(opening) <= 5
    before = _before(cast, line)
    if before is not None and before.index and before.text.lower().startswith("if "):
        before = cast.story.lines[before.index - 1]  # "Accept. If you do, …. If you do not, …"
    if before is None or not (denied or opening == ["otherwise"]) or not before.tree.tokens:
        return
    start = comma if comma is not None else 0
    verb = next((t for t in tokens[start + 1 :] if t.pos == "VERB" and line.tree.subjects(t.i)), None)
    holder = holder_of(cast, line, verb) if verb is not None else None
    told = _told(before, before.tree.root)
    if verb is None or holder is None or told.pos != "VERB" or before.block != line.block:
        return
    deed = next((t for t in line.tree.having(verb.i, "xcomp") if t.i > verb.i and t.pos == "VERB"), verb)
    things = [one for one in line.tree.objects(deed.i) if one.i > deed.i and one.pos in ("NOUN", "PROPN")]
    stops = deed.lemma.lower() in words_for("withholding") | words_for("denying")
    give = (
        phrase_words(line, things[-1], deed.i)
        if things and stops
        else clause_words(cast, line, deed, deed.i, len(tokens))
    )
    get = clause_words(cast, before, told, told.i, len(before.tree))
    yield Terms(
        line, "condition", "if not" if denied else "otherwise", give, get, holder, other_side(cast, line, holder, give),
        "linkage/otherwise", 0.55, verb.i, verb.i, get_line=before,
    )  # fmt: skip


def _answering_clause(cast: Cast, line: Line, marker: str, first: int, last: int) -> Iterator[Terms]:
    """ "They would pull back; the rebels, *in turn*, would hand over …", "She insists on it; *in that case* …".

    What these words open or stand in is answered by the clause or sentence before; both are read by the words.
    """
    tokens = line.tree.tokens
    start = next(
        (
            t.i + 1
            for t in reversed(tokens[:first])
            if t.text in (";", ",", "—", "–") and _opens_clause(line, t.i, first)
        ),
        0,
    )
    here = half_of(cast, line, start, first) if any(t.pos == "VERB" for t in tokens[start:first]) else None
    here = here or half_of(cast, line, last + 1, end_of(line, last + 2))
    if here is None or line.is_question:
        return
    told = {t.text.lower() for t in tokens[start : here.verb.i]}
    ahead = bool(told & AHEAD) or here.verb.text.lower().endswith("ing")
    doers = here.parties or cast.sides(cast.within(line, start, first - 1))
    back = start - 1
    while back > 0 and tokens[back - 1].pos in ("PUNCT", "CCONJ"):
        back -= 1
    other, before = None, line
    if back > 2:
        low, _ = main_range(line, back)
        other = half_of(cast, line, low, back)
    elif (one := _before(cast, line)) is not None and one.block == line.block and one.tree.tokens:
        before = one
        other = half_of(cast, one, *main_range(one, len(one.tree)))
    if not ahead or other is None or not (doers or other.parties):
        return
    conditional = marker in ("only then", "in that case")
    give, giver, get = here.words, doers[0] if len(doers) == 1 else None, other.words
    other_giver = other.parties[0] if len(other.parties) == 1 else None
    if not conditional and marker == "in turn" and (giver is None or other_giver is None or giver == other_giver):
        return
    if conditional and giver is None:
        giver = other_giver
    if other.verb.lemma.lower() in words_for("wanting") | {"insist"}:
        things = [one for one in before.tree.objects(other.verb.i) if one.i > other.verb.i]
        get = phrase_words(before, things[0], other.verb.i + 1) if things else get
    swapped = marker == "in turn"
    yield Terms(
        line, "condition" if conditional else "exchange", marker, get if swapped and before is line else give,
        give if swapped and before is line else get, other_giver if swapped and before is line else giver,
        giver if swapped and before is line else other_giver, "linkage/in-return", 0.55, here.verb.i,
        min(give.first, get.first) if before is line else give.first,
        max(give.last, get.last) if before is line else give.last, get_line=None if before is line else before,
    )  # fmt: skip


AHEAD = frozenset({"will", "would", "could", "can", "shall", "'ll", "’ll", "'d", "’d"})


def _opens_clause(line: Line, at: int, marker: int) -> bool:
    """Whether a comma or semicolon before the marker begins its clause: no comma that fences the marker off."""
    return line.tree.tokens[at].text != "," or at < marker - 1 or at + 1 == marker


def _second_clause(cast: Cast, line: Line, marker: str, first: int) -> Iterator[Terms]:
    tree = line.tree
    verb = _verb_over(line, tree.tokens[first + 1])
    if verb is None or line.is_question:
        return
    verb = _told(line, verb)  # "In exchange, *he said*, nurses would …"
    if any(token.text.lower() in ("nothing", "little") for token in tree.tokens[max(0, first - 2) : first]):
        return  # "gave way and got nothing in return": no trade
    head = tree.tokens[verb.head]
    if verb.relation in ("conj", "parataxis", "advcl") and head.pos == "VERB" and head.i != verb.i:
        border = min(verb.i, first) if head.i < verb.i else len(tree)
        one = clause_words(cast, line, head, head.i, border)
        two = clause_words(cast, line, verb, tree.subtree(verb.i)[0] if verb.i > head.i else 0, len(tree))
        two = _without(line, two, first)
        giver, getter = holder_of(cast, line, head), holder_of(cast, line, verb)
        start = min([tree.subtree(token.i)[0] for token in tree.subjects(head.i)] + [head.i])
        if giver == getter:
            getter = other_side(cast, line, giver, one, two)
            if head.lemma.lower() in words_for("wanting") and verb.lemma.lower() not in words_for("wanting"):
                one, two = two, one
        confidence = 0.6 if giver or getter else 0.45
        yield Terms(line, "exchange", marker, one, two, giver, getter, "linkage/in-return", confidence, verb.i, start)
        return
    yield from _answer(cast, line, marker, first, verb)


def _answer(cast: Cast, line: Line, marker: str, first: int, verb: Token) -> Iterator[Terms]:
    """ "In return, B will C": C is given for what the sentence, or the bullet, before says."""
    previous = _before(cast, line) if first <= 1 else None
    if previous is None or not previous.tree.tokens or previous.tree.root.pos != "VERB":
        return
    if previous.block != line.block and not previous.kind == line.kind == "bullet":
        return
    root = _told(previous, previous.tree.root)
    before = clause_words(cast, previous, root, root.i, len(previous.tree))
    here = _without(line, clause_words(cast, line, verb, verb.i, len(line.tree)), first)
    holder, other = holder_of(cast, line, verb), holder_of(cast, previous, root)
    if verb.lemma.lower() in words_for("wanting"):
        yield Terms(
            line, "exchange", marker, before, here, other or holder, holder if other and holder != other else None,
            "linkage/in-return", 0.5, verb.i, first, give_line=previous,
        )  # fmt: skip
    else:
        yield Terms(
            line, "exchange", marker, here, before, holder, other if other != holder else None,
            "linkage/in-return", 0.5, verb.i, first, get_line=previous,
        )  # fmt: skip


def _before(cast: Cast, line: Line) -> Line | None:
    """The sentence before; between the bullets of two sides, the last bullet before the heading."""
    at = line.index - 1
    while (
        line.kind == "bullet" and at > 0 and (cast.story.lines[at].kind == "heading" or cast.story.lines[at].is_label)
    ):
        at -= 1
    return cast.story.lines[at] if at >= 0 else None


def _told(line: Line, root: Token) -> Token:
    """What is said, where the sentence only says that somebody said it."""
    if root.lemma.lower() not in REPORTING:
        return root
    return next((clause for clause in line.tree.reported(root.i) if clause.pos == "VERB"), root)


def _without(line: Line, words: Words, marker: int) -> Words:
    """The words up to a marker that stands at their end."""
    return trimmed(line, Words(words.first, marker - 1, words.head)) if words.first < marker <= words.last else words


def _verb_over(line: Line, token: Token) -> Token | None:
    """The verb that the last word of a marker hangs on; the tagger takes "return" for one itself."""
    for link in line.tree.ancestors(token.i):
        if link.pos in ("VERB", "AUX"):
            return link
    return None
