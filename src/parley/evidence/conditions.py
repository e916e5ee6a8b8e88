"""Conditions: a party's act that hangs on something else.

Every conjunction or preposition of a condition is read once: its halves by the parse, or by the words where the parse
fails (`condition_halves`), and then one question is asked of both: is it an act of somebody at the table that still
lies ahead, or a remark on the world?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, reporters_of
from parley.evidence.condition_halves import (
    LONGEST,
    Half,
    Halves,
    by_tree,
    by_words,
    end_of,
    half_of,
    inverted,
    is_of_offer,
    owner_above,
    told_by,
)
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, other_side, phrase_words, trimmed, words_for
from parley.evidence.times import is_time
from parley.evidence.trades import Terms
from parley.evidence.words import lexicon
from parley.language.tree import Token

MODALS = frozenset(
    {"will", "would", "shall", "could", "may", "might", "can", "must", "should", "'ll", "’ll", "wo", "'d", "’d", "ca"}
)
DENIALS = frozenset({"not", "n't", "n’t", "no", "never", "nothing", "nobody", "neither"})
LASTING = frozenset({"continue", "remain", "last", "persist", "go", "stay", "hold", "occupy", "be"})
STAYING = frozenset({"stay", "remain", "continue", "keep", "last", "hold"})


def conditions_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every condition that a line states, in order."""
    lists = lexicon("linkages")
    for marker, first, last in (*find_phrases(line, lists["conditions"]), *inverted(line)):
        yield from _clause(cast, line, marker, first, last)
    for token in line.tree.tokens:
        if token.text.lower() == "without":
            yield from _without(cast, line, token)
    for marker, first, last in find_phrases(line, (*lists["exchange"], *lists["lacking"], *lists["should_there_be"])):
        if first <= 1:
            yield from _opening(cast, line, marker, last)


# -- "M if C", "if C, M" -------------------------------------------------------------------------


def _clause(cast: Cast, line: Line, marker: str, first: int, last: int) -> Iterator[Terms]:
    mark = line.tree.tokens[last]
    halves = by_tree(cast, line, mark, first) if last or line.tree.tokens[0].text.lower() != "should" else None
    confidence = _by_tree(cast, line, marker, halves) if halves is not None else None
    if halves is None or confidence is None:
        halves = by_words(cast, line, marker, first, last)
        confidence = _by_words(line, marker, halves) if halves is not None else None
    if halves is None or confidence is None or _is_anonymity(line, halves.clause):
        return
    main, clause = halves.main, halves.clause
    if marker == "before" and _is_due(line, main):
        # "food must be delivered before anyone is freed": the food is for the freeing
        main, clause = clause, _wanted(line, main)
    main = _given_again(line, marker, main)
    giver = main.parties[0] if len(main.parties) == 1 else None
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


def _given_again(line: Line, marker: str, main: Half) -> Half:
    """ "Has frozen *the payment* until": what is withheld is what will be given."""
    things = [one for one in line.tree.objects(main.verb.i) if one.i > main.verb.i and one.pos in ("NOUN", "PROPN")]
    if marker != "until" or not things or not _is_withheld(main.verb) or things[0].i >= main.end:
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


def _is_due(line: Line, half: Half) -> bool:
    before = line.tree.tokens[half.first : half.verb.i + 1]
    return any(t.text.lower() in ("must", "should") or t.lemma.lower() in WANTING for t in before)


WANTING = frozenset({"need", "require", "want", "demand", "seek", "insist", "expect"})


# -- is it a term? -------------------------------------------------------------------------------


def _by_tree(cast: Cast, line: Line, marker: str, halves: Halves) -> float | None:
    """How sure it is; None for a remark on which no act of a party hangs."""
    main, clause = halves.main.verb, halves.clause
    if clause.verb.lemma.lower() in words_for("hopes") or any(
        c.text.lower() == "were" and c.dep != "aux:pass" for c in line.tree.children(clause.verb.i)
    ):
        return None
    if not _is_partys_act(cast, line, main):
        return None
    answers = bool(clause.parties) or _is_partys_thing(line, clause.verb)
    only = any(child.lemma.lower() == "only" for child in line.tree.children(main.i)) or _is_only(marker)
    if marker in ("until", "before") and not only:
        if _is_due(line, halves.main) and marker == "before":
            return 0.5 if answers else None
        if not _holds_back(line, main) and not _is_withheld(main):
            stays = main.lemma.lower() in ("stay", "remain")
            return (0.55 if stays else 0.4) if answers and marker == "until" else None
        return 0.7 if answers else 0.55
    if marker == "when":
        return None
    if marker == "while":  # "talks cannot resume while the shelling continues"
        lasts = clause.verb.lemma.lower() in LASTING
        return 0.55 if lasts and _holds_back(line, main) else None
    if only or marker not in words_for("weak_conditions"):
        return 0.7 if answers else 0.55
    owned = _is_owned(cast, line, main)
    if not _is_open(line, main) or (marker in ("once", "as soon as") and not answers and not owned):
        return None
    if answers and set(clause.parties) != {holder_of(cast, line, main)}:
        return 0.55
    return 0.5 if owned else 0.4


def _is_only(marker: str) -> bool:
    return marker.startswith("only")


def _is_withheld(verb: Token) -> bool:
    """ "Has frozen the payment until": what is stopped comes again when the condition is met."""
    return bool({verb.lemma.lower(), verb.text.lower()} & words_for("withholding"))


def _is_owned(cast: Cast, line: Line, main: Token) -> bool:
    """One of the parties of the talks, or a person by name, says what it will do."""
    holder = holder_of(cast, line, main) or owner_above(cast, line, main)
    if holder is None or holder in cast.counterparts:
        return holder is not None
    return main.pos == "VERB" and holder in {cast.side(key) for key in reporters_of(cast, line, main)}


def _is_partys_act(cast: Cast, line: Line, main: Token) -> bool:
    return (
        holder_of(cast, line, main) is not None
        or _is_partys_thing(line, main)
        or owner_above(cast, line, main) is not None
        or (_holds_back(line, main) and told_by(cast, line, main) is not None)
    )


def _is_partys_thing(line: Line, verb: Token) -> bool:
    """The fate of a tariff, a strike, an agreement: somebody at the table decides it."""
    return any(_whole_lemma(line, token) in words_for("acts_of_parties") for token in line.tree.subjects(verb.i))


def _whole_lemma(line: Line, token: Token) -> str:
    """The lemma, parts before a hyphen included: "cease-fire" is one word."""
    before = line.tree.tokens[max(0, token.i - 2) : token.i]
    if len(before) == 2 and before[1].text == "-" and before[1].end == token.start:
        return before[0].text.lower() + token.lemma.lower()
    return token.lemma.lower()


def _is_open(line: Line, verb: Token) -> bool:
    """The act still lies ahead: a modal, or a verb or noun that undertakes it."""
    if is_of_offer(line, verb):
        return True
    links = (verb, *line.tree.ancestors(verb.i))
    for link in links[:2]:
        if any(child.text.lower() in MODALS for child in line.tree.having(link.i, "aux")):
            return True
        if link.lemma.lower() in words_for("undertaking"):
            return True
        if link.relation != "xcomp" and not (link.relation == "advcl" and link.has("VerbForm=Inf")):
            return False
    return False


def _holds_back(line: Line, verb: Token) -> bool:
    """The act is withheld: "will not sign", "hesitated to sign"."""
    links = (verb, *line.tree.ancestors(verb.i))
    for link in links[:2]:
        if line.tree.is_negated(link.i) or link.lemma.lower() in words_for("holding_back"):
            return True
        if link.relation not in ("xcomp", "advcl"):
            break
    return any(
        child.lemma.lower() == "no" for part in (*line.tree.subjects(verb.i), *line.tree.objects(verb.i))
        for child in line.tree.having(part.i, "det")
    )  # fmt: skip


def _by_words(line: Line, marker: str, halves: Halves) -> float | None:
    """The same, asked more strictly: without a sound parse, both halves must name what parties do."""
    if not _is_term(line, marker, halves.main, halves.clause):
        return None
    return 0.6 if marker in words_for("strong_conditions") else 0.5


def _is_term(line: Line, marker: str, main: Half, clause: Half) -> bool:
    """An act of a party that still lies ahead hangs on an act of another, or on the fate of a thing at the table."""
    tokens = line.tree.tokens
    texts = {token.text.lower() for token in tokens[clause.first : clause.end]}
    if texts & words_for("not_terms") or clause.verb.lemma.lower() in words_for("hopes"):
        return False
    before = tokens[main.first : main.verb.i + 1]
    words = {t.text.lower() for t in before} | {t.lemma.lower() for t in before}
    modal = any(t.text.lower() in MODALS and t.pos not in ("NOUN", "PROPN") for t in before)  # not "its will to talk"
    helpers = [t for t in tokens[max(0, main.verb.i - 2) : main.verb.i] if t.pos in ("AUX", "ADV", "PART")]
    if marker == "when" and not (helpers and helpers[0].text.lower() in MODALS and helpers[-1].text.lower() != "to"):
        return False  # plain "when" mostly tells the time
    if (marker == "when" and not main.parties) or marker == "while":
        return False
    ahead = modal or bool(words & (words_for("undertaking") | words_for("holding_back")))
    held = bool(words & words_for("holding_back")) or any(
        t.text.lower() in DENIALS for t in tokens[main.first : main.end]
    )
    if any(t.text.lower() in ("if", "unless") for t in tokens[main.first : main.end]):
        return False  # the time of another condition: "if they are not freed before he takes office"
    stays = (main.verb.lemma.lower() in STAYING and modal) or _comes_into_force(line, main)
    own = bool(main.parties) or _names_deed(line, main)
    answers = bool(set(clause.parties) - set(main.parties)) or _names_deed(line, clause)
    if marker == "before" and _is_due(line, main):
        return _names_deed(line, main) or _names_deed(line, clause) or bool(main.parties)
    if marker in ("until", "before"):
        withheld = (held and ahead) or main.verb.lemma.lower() in words_for("holding_back")
        withheld = withheld or _is_withheld(main.verb)
        refused = bool(words & words_for("holding_back")) and bool(main.parties) and not _is_word_of_mouth(main)
        return own and ((answers and (withheld or stays)) or refused or (withheld and bool(main.parties)))
    if marker in words_for("strong_conditions"):
        return (own and (ahead or held or stays)) or (held and ahead and _names_deed(line, clause))
    return own and ahead and answers


def _comes_into_force(line: Line, half: Half) -> bool:
    """ "The understanding takes effect only after …": the tense of a rule, not of news."""
    behind = {t.text.lower() for t in line.tree.tokens[half.verb.i : half.verb.i + 4]}
    return half.verb.lemma.lower() in ("take", "enter", "come") and bool(behind & {"effect", "force"})


def _is_word_of_mouth(half: Half) -> bool:
    return half.verb.lemma.lower() in words_for("without_these") | REPORTING


def _names_deed(line: Line, half: Half) -> bool:
    tokens = line.tree.tokens[half.first : half.end]
    return any(t.lemma.lower() in words_for("acts_of_parties") | words_for("needed") for t in tokens)


# -- "not … without B", "no A without B" --------------------------------------------------------


def _without(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    tree = line.tree
    head = tree.tokens[word.head]
    if head.i <= word.i or is_time(head) or cast.one(line, head.i):
        return
    above = tree.tokens[head.head]
    if above.i >= word.i or head.lemma.lower() in words_for("without_these"):
        return
    get = phrase_words(line, head, word.i + 1)
    if above.pos in ("NOUN", "PROPN"):
        if any(child.lemma.lower() == "no" for child in tree.having(above.i, "det")):
            give = phrase_words(line, above, 0, word.i)
            yield _lacking(cast, line, give, get, told_by(cast, line, above), above, 0.6, give.first - 1)
            return
        above = next((link for link in tree.ancestors(above.i) if link.pos in ("VERB", "ADJ")), above)
    if above.pos not in ("VERB", "ADJ") or not _holds_back(line, above):
        return
    giver = holder_of(cast, line, above)
    denied = any(child.lemma.lower() == "no" for s in tree.subjects(above.i) for child in tree.having(s.i, "det"))
    if giver is None and not _is_partys_thing(line, above) and not denied:
        return
    give = clause_words(cast, line, above, 0, word.i)
    starts = [tree.subtree(token.i)[0] for link in (above, tree.tokens[above.head]) for token in tree.subjects(link.i)]
    yield _lacking(cast, line, give, get, giver, above, 0.65, min([*starts, give.first]))


def _lacking(
    cast: Cast, line: Line, give: Words, get: Words, giver: str | None, governor: Token, confidence: float, first: int
) -> Terms:
    getter = other_side(cast, line, giver, get, give) if giver else None
    return Terms(
        line, "condition", "without", give, get, giver, getter, "linkage/without", confidence, governor.i,
        max(0, first),
    )  # fmt: skip


# -- "in return for A, X would …", "without A, X will not …" --------------------------------------


def _opening(cast: Cast, line: Line, marker: str, last: int) -> Iterator[Terms]:
    """A sentence that opens with what its act is for, hangs on, or will not be done without."""
    tokens = line.tree.tokens
    comma = next((t.i for t in tokens[last + 1 :] if t.text == ","), None)
    if comma is None or comma - last > LONGEST or is_time(tokens[comma - 1]):
        return
    start = comma + 1
    said = next((t for t in tokens[start : start + 5] if t.lemma.lower() in REPORTING), None)
    if said is not None and said.i + 1 < len(tokens) and tokens[said.i + 1].text == ",":
        start = said.i + 2  # "In return, the minister said, X would …"
    main = half_of(cast, line, start, end_of(line, start))
    lacking = marker in words_for("lacking")
    if main is None or not (main.parties or (lacking and _names_deed(line, main))):
        return
    held = any(t.text.lower() in DENIALS for t in tokens[start : main.verb.i + 1])
    ahead = any(t.text.lower() in MODALS for t in tokens[start : main.verb.i + 1])
    if lacking and not held and not (ahead and main.parties and marker != "without"):
        return  # "failing an agreement, Greece will raise its tariffs" threatens
    if not lacking and not (ahead or main.verb.lemma.lower() in words_for("giving") | words_for("undertaking")):
        return
    get = trimmed(line, Words(last + 1, comma - 1, comma - 1))
    giver = main.parties[0] if len(main.parties) == 1 else None
    getter = other_side(cast, line, giver, get, main.words) if giver else None
    exchange = marker in words_for("exchange")
    yield Terms(
        line, "exchange" if exchange else "condition", marker, main.words, get, giver, getter,
        f"linkage/{marker.replace(' ', '-')}", 0.65, main.verb.i, min(main.words.first, get.first),
        max(main.words.last, get.last),
    )  # fmt: skip
