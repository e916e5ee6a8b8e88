"""Linkages: what is given for what, and what hangs on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.alternatives import alternatives_in
from parley.evidence.clauses import REPORTING
from parley.evidence.condition_halves import PROMISING
from parley.evidence.conditions import conditions_in
from parley.evidence.listed import opens_with, thing_at
from parley.evidence.named_conditions import named_conditions_in
from parley.evidence.prices import prices_in
from parley.evidence.purposes import purposes_in
from parley.evidence.record import Linkage, Mention
from parley.evidence.returns import returns_in
from parley.evidence.stipulations import stipulations_in
from parley.evidence.story import Line
from parley.evidence.term_words import Words, phrase_words, trimmed, words_for
from parley.evidence.ties import ties_in
from parley.evidence.trades import Terms, trades_in

LONGEST = 300  # characters of a mention: a clause, not a paragraph
Modality = Literal["asserted", "potential", "question", "negated"]


def find_linkages(cast: Cast) -> list[Linkage]:
    """Exchanges, conditions and parallel tracks, in order of the text; each stated tie once.

    A plain "if" on which a party's act hangs is kept as a condition of low confidence; a remark that
    trades nothing is left out.
    """
    found = [linkage for line in cast.story.lines if not line.is_label for linkage in _in_line(cast, line)]
    return sorted(found, key=lambda linkage: linkage.mentions[0].span.start)


def _in_line(cast: Cast, line: Line) -> Iterator[Linkage]:
    seen: set[tuple[int, int]] = set()
    told = list[Terms]()
    parsed = [
        *trades_in(cast, line),
        *returns_in(cast, line),
        *conditions_in(cast, line),
        *named_conditions_in(cast, line),
        *ties_in(cast, line),
        *stipulations_in(cast, line),
        *prices_in(cast, line),
        *alternatives_in(cast, line),
        *purposes_in(cast, line),
    ]
    for terms in (_shortened(_with_antecedent(cast, found)) for found in parsed):
        one, other = sorted((terms.give.head, terms.get.head))
        places = (one, other)
        mention = _mention(terms)
        if places in seen or mention is None or _is_empty(terms) or any(_says_again(terms, one) for one in told):
            continue
        seen.add(places)
        told.append(terms)
        yield _record(cast, terms, mention)


def _says_again(terms: Terms, other: Terms) -> bool:
    """Both halves lie over those of a tie found before, whichever is given."""
    if (terms.give_line, terms.get_line) != (other.give_line, other.get_line):
        return False
    crossed = _meet(terms.give, other.get) and _meet(terms.get, other.give) and terms.give_line is terms.get_line
    return (_meet(terms.give, other.give) and _meet(terms.get, other.get)) or crossed


def _meet(one: Words, other: Words) -> bool:
    return one.first <= other.last and other.first <= one.last


def _with_antecedent(cast: Cast, terms: Terms) -> Terms:
    """ "Promised to keep the base open in return for *them*": what the sentence before was about."""
    line, get = terms.line, terms.get
    if terms.get_line is not None or get.first != get.last:
        return terms  # words of another sentence stand for themselves
    if line.tree.tokens[get.head].text.lower() not in ("it", "them", "that", "this"):
        return terms
    before = cast.story.lines[line.index - 1] if line.index else None
    if before is None or before.block != line.block:
        return terms
    objects = before.tree.objects(before.tree.root.i)
    return replace(terms, get=phrase_words(before, objects[0]), get_line=before) if objects else terms


def _shortened(terms: Terms) -> Terms:
    """Long deeds as far as they say what is done: where, when and to whom is said in the sentence."""
    return replace(
        terms,
        give=_of_the_deed(terms.give_line or terms.line, terms.give),
        get=_of_the_deed(terms.get_line or terms.line, terms.get),
    )


def _of_the_deed(line: Line, words: Words) -> Words:
    """A verb with its object, and with what tells that apart; other words as they are."""
    tokens = line.tree.tokens
    verb = tokens[words.first]
    if verb.pos != "VERB" or words.last - words.first < LONG_DEED:
        return words
    things = [one for one in line.tree.objects(verb.i) if verb.i < one.i <= words.last and one.pos == "NOUN"]
    thing = thing_at(line, opens_with(line, things[0])) if things else None
    if thing is None or thing.head != things[0].i or any(one.pos == "VERB" for one in tokens[thing.head : words.last]):
        return words
    end = thing.head
    if end + 1 < len(tokens) and tokens[end + 1].text.lower() in ("of", "on", "over"):
        end = thing.last
    return trimmed(line, Words(words.first, end, words.head if words.head <= end else verb.i))


LONG_DEED = 6  # words


def _is_empty(terms: Terms) -> bool:
    """A pronoun or a negation alone says nothing of what is traded."""
    line = terms.line
    tokens = line.tree.tokens
    for words, owner in ((terms.give, terms.give_line or line), (terms.get, terms.get_line or line)):
        only = owner.tree.tokens[words.first : words.last + 1]
        if not any(token.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") for token in only):
            return True
        if len(only) == 1 and only[0].lemma.lower() in REPORTING - PROMISING:
            return True  # "…, the minister said, …": who says so trades nothing
    return (
        terms.give_line is None
        and terms.get_line is None
        and terms.give.first <= terms.get.last
        and terms.get.first <= terms.give.last
        and bool(tokens)
    )


def _mention(terms: Terms) -> Mention | None:
    """From the first of the terms, its subject included, to the end of the last; null when that is no clause."""
    line = terms.line
    here = [words for words, other in ((terms.give, terms.give_line), (terms.get, terms.get_line)) if other is None]
    starts, ends = [words.first for words in here], [words.last for words in here]
    for first, last in ((min([terms.first, *starts]), max([terms.last, *ends])), (min(starts), max(ends))):
        mention = line.tokens(first, last)
        if len(mention.text) < LONGEST:
            return mention
    return None


def _record(cast: Cast, terms: Terms, mention: Mention) -> Linkage:
    modality = _modality(terms)
    return Linkage(
        id="",
        source=cast.story.article.id,
        mentions=(mention,),
        rule=terms.rule,
        confidence=terms.confidence,
        status="question" if modality == "question" else "hypothetical" if terms.form == "condition" else "asserted",
        form=terms.form,
        marker=terms.marker,
        give=terms.give.text(terms.give_line or terms.line),
        get=terms.get.text(terms.get_line or terms.line),
        giver=terms.giver if terms.giver in cast.figures else None,
        getter=terms.getter if terms.getter in cast.figures else None,
        modality=modality,
    )


def _modality(terms: Terms) -> Modality:
    """Asserted unless the sentence asks, or its predicate is denied or only possible."""
    tree = terms.line.tree
    if terms.line.is_question:
        return "question"
    links = (tree.tokens[terms.governor], *tree.ancestors(terms.governor))[:2]
    if terms.form == "exchange" and any(_denies(terms, link.i) for link in links):
        return "negated"
    words = {child.text.lower() for link in links for child in tree.children(link.i)}
    return "potential" if words & words_for("potential") and terms.form != "parallel" else "asserted"


def _denies(terms: Terms, at: int) -> bool:
    token = terms.line.tree.tokens[at]
    return terms.line.tree.is_negated(at) or token.lemma.lower() in ("refuse", "reject", "decline")
