"""Conditions: a party's act that hangs on something else."""

from __future__ import annotations

from collections.abc import Iterator

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, reporters_of, subject_tokens
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, other_side, phrase_words, words_for
from parley.evidence.times import is_time
from parley.evidence.trades import Terms
from parley.evidence.words import lexicon
from parley.language.tree import Token

MODALS = frozenset(
    {"will", "would", "shall", "could", "may", "might", "can", "must", "should", "'ll", "’ll", "wo", "'d", "’d", "ca"}
)
FACING = frozenset({"face", "lose", "risk", "suffer"})
CUES = (
    "if", "unless", "provid", "once", "until", "long as", "condition", "without", " or ", "before", "soon as",
    "only when", "only after",
)  # fmt: skip


def conditions_in(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every condition that a line states, in order."""
    lowered = line.text.lower()
    if not any(cue in lowered for cue in CUES):
        return
    for token in line.tree.tokens:
        word = token.text.lower()
        if word in words_for("strong") | words_for("weak") or _is_only_after(line, token):
            yield from _subordinate(cast, line, word, token, token.i)
        elif word == "without":
            yield from _without(cast, line, token)
        elif _opens_threat(line, token):
            yield from _or_else(cast, line, token)
    for marker, first, last in find_phrases(
        line, (*lexicon("linkages")["as_long_as"], *lexicon("linkages")["on_condition"])
    ):
        yield from _subordinate(cast, line, marker, line.tree.tokens[last], first)


def _is_only_after(line: Line, token: Token) -> bool:
    """ "only after", "only when": conditions, where "after" and "when" alone only tell the time."""
    before = line.tree.tokens[max(0, token.i - 1)].text.lower()
    return token.text.lower() in words_for("only_after") and before == "only"


# -- "M if C" -----------------------------------------------------------------------------------


def _subordinate(cast: Cast, line: Line, marker: str, mark: Token, first: int) -> Iterator[Terms]:
    tree = line.tree
    clause = _clause_of(line, mark, first)
    if clause is None:
        return
    low, high = _clause_extent(line, clause, mark.i)
    main = _main_of(line, clause)
    if main is None or _is_anonymity(line, mark.i, high) or low <= main.i < high:
        return
    border = (0, first) if main.i < first else (high, len(tree))
    only = any(child.lemma.lower() == "only" for child in tree.children(main.i)) or (
        first > 0 and tree.tokens[first - 1].text.lower() == "only"
    )
    if only and tree.tokens[first - 1].text.lower() == "only" and border[0] == 0:
        border = (0, first - 1)
    confidence = _confidence(cast, line, marker, main, clause, only)
    if confidence is None:
        return
    get = clause_words(cast, line, clause, max(low, mark.i + 1), high, whole=True)
    give = clause_words(cast, line, main, *border)
    giver = holder_of(cast, line, main) or _owner_above(cast, line, main) or _told_by(cast, line, main)
    getter = holder_of(cast, line, clause)
    if getter is None or getter == giver:
        getter = other_side(cast, line, giver, get, give) if giver else None
    rule = f"linkage/{marker.replace(' ', '-')}"
    yield Terms(
        line, "condition", f"only {marker}" if only else marker, give, get, giver, getter, rule,
        confidence, main.i, _start(line, main, first), _end(line, main, clause, high),
    )  # fmt: skip


def _start(line: Line, main: Token, marker: int) -> int:
    """Where the mention begins: with the subject of the act, or of the verb that undertakes it."""
    tree = line.tree
    above = tree.tokens[main.head]
    verbs = (main, above) if main.relation == "xcomp" else (main,)
    return min([tree.subtree(token.i)[0] for verb in verbs for token in tree.subjects(verb.i)] + [main.i, marker])


def _end(line: Line, main: Token, clause: Token, high: int) -> int:
    """Where it ends: with the later of the two clauses, the verb included."""
    last = max(high - 1, clause.i, main.i)
    while last > 0 and line.tree.tokens[last].pos == "PUNCT":
        last -= 1
    return last


def _clause_of(line: Line, mark: Token, first: int) -> Token | None:
    """The predicate of the clause a conjunction opens; null when it asks ("asked if") or opens no clause."""
    tree = line.tree
    word = mark.text.lower()
    if word in ("provided", "providing"):
        clause = next((c for c in tree.having(mark.i, "ccomp", "xcomp") if c.i > mark.i), None)
        following = tree.tokens[mark.i + 1].text.lower() if mark.i + 1 < len(tree) else ""
        if clause is None and mark.dep == "mark":
            clause = tree.tokens[mark.head]
        return clause if clause is not None and (following == "that" or mark.dep == "mark") else None
    if word == "condition":
        return next((c for c in tree.having(mark.i, "acl", "ccomp") if c.i > mark.i and c.pos == "VERB"), None)
    if word == "that":
        return next(
            (c for c in (tree.tokens[mark.head], *tree.ancestors(mark.i)) if c.i > mark.i and c.pos == "VERB"), None
        )
    clause = tree.tokens[mark.head]
    if mark.dep != "mark" or clause.i <= mark.i or clause.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    if first != mark.i:
        return clause
    # the parser may hang the condition on a noun before it: "give up the motorway if the Greens accepted"
    return clause if clause.relation in ("advcl", "acl") else None


def _clause_extent(line: Line, clause: Token, mark: int) -> tuple[int, int]:
    first, last = line.tree.subtree(clause.i)
    return max(first, mark), last + 1


def _main_of(line: Line, clause: Token) -> Token | None:
    """The predicate that hangs on the clause; what is said, when the parser hangs the clause on "said"."""
    for link in line.tree.ancestors(clause.i):
        if link.pos not in ("VERB", "ADJ", "AUX") or link.text.lower() in ("provided", "providing", "long"):
            continue
        if link.pos == "VERB" and link.lemma.lower() in REPORTING:
            said = [c for c in line.tree.reported(link.i) if c.i != clause.i and c.pos in ("VERB", "ADJ")]
            own = said or list(line.tree.having(link.i, "xcomp"))
            return own[-1] if own else None
        deeds = [
            c for c in line.tree.having(link.i, "xcomp", "advcl") if link.i < c.i < clause.i and c.has("VerbForm=Inf")
        ]  # "refused to sign unless", "threatened to fire thousands if"
        governs = link.lemma.lower() in words_for("holding_back") | {"threaten"}
        return deeds[0] if deeds and governs else link
    return None


def _is_anonymity(line: Line, first: int, high: int) -> bool:
    texts = {token.text.lower() for token in line.tree.tokens[first:high]}
    return bool(texts & words_for("not_terms")) and "condition" in line.text.lower()


def _confidence(cast: Cast, line: Line, marker: str, main: Token, clause: Token, only: bool) -> float | None:
    """None for a remark on which no act of a party hangs."""
    if clause.lemma.lower() in words_for("hopes") or any(
        c.text.lower() == "were" and c.dep != "aux:pass" for c in line.tree.children(clause.i)
    ):
        return None
    acts = _is_partys_act(cast, line, main)
    if not acts:
        return None
    answers = bool(clause_sides(cast, line, clause)) or _is_partys_thing(line, clause)
    if marker in ("until", "before") and not _holds_back(line, main):
        return 0.4 if answers and marker == "until" else None
    plain = marker in words_for("weak") | words_for("as_long_as")
    if only or not plain or marker in ("until", "before"):
        return 0.7 if answers else 0.55
    owned = _is_owned(cast, line, main)
    if not _is_open(line, main) or (marker in ("once", "as soon as") and not answers and not owned):
        return None
    if answers and clause_sides(cast, line, clause) != {holder_of(cast, line, main)}:
        return 0.55
    return 0.5 if owned else 0.4


def _is_owned(cast: Cast, line: Line, main: Token) -> bool:
    """One of the parties of the talks, or a person by name, says what it will do."""
    holder = holder_of(cast, line, main) or _owner_above(cast, line, main)
    if holder is None or holder in cast.counterparts:
        return holder is not None
    return main.pos == "VERB" and holder in {cast.side(key) for key in reporters_of(cast, line, main)}


def clause_sides(cast: Cast, line: Line, clause: Token) -> set[str | None]:
    """The sides that do what a clause says."""
    return {side for token in subject_tokens(line, clause) for side in cast.sides(cast.at(line, token.i))}


def _is_partys_act(cast: Cast, line: Line, main: Token) -> bool:
    return (
        holder_of(cast, line, main) is not None
        or _is_partys_thing(line, main)
        or _owner_above(cast, line, main) is not None
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


def _owner_above(cast: Cast, line: Line, verb: Token) -> str | None:
    """Who threatens or offers to do it: the subject of the verb above, or of the verb over "a promise to do it"."""
    head = line.tree.tokens[verb.head]
    if _is_of_offer(line, verb):
        above = next((link for link in line.tree.ancestors(head.i) if link.pos == "VERB"), None)
        return holder_of(cast, line, above) if above is not None else None
    threatens = verb.relation == "advcl" and head.lemma.lower() == "threaten"
    return holder_of(cast, line, head) if (verb.relation == "xcomp" or threatens) and head.i != verb.i else None


def _is_of_offer(line: Line, verb: Token) -> bool:
    """ "A promise *to hire* forty aides": a noun undertakes it."""
    return verb.relation == "acl" and line.tree.tokens[verb.head].lemma.lower() in words_for("giving_nouns")


def _is_open(line: Line, verb: Token) -> bool:
    """The act still lies ahead: a modal, or a verb or noun that undertakes it."""
    if _is_of_offer(line, verb):
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


# -- "not … without B", "no A without B" --------------------------------------------------------


def _without(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    tree = line.tree
    head = tree.tokens[word.head]
    if head.i <= word.i or is_time(head) or cast.one(line, head.i):
        return
    above = tree.tokens[head.head]
    if above.i >= word.i:
        return
    if head.lemma.lower() in words_for("without_these"):
        return
    get = phrase_words(line, head, word.i + 1)
    if above.pos in ("NOUN", "PROPN"):
        if any(child.lemma.lower() == "no" for child in tree.having(above.i, "det")):
            give = phrase_words(line, above, 0, word.i)
            giver = _told_by(cast, line, above)
            yield _terms(cast, line, "without", give, get, giver, above, 0.6, give.first - 1)
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
    yield _terms(cast, line, "without", give, get, giver, above, 0.65, min([*starts, give.first]))


def _told_by(cast: Cast, line: Line, word: Token) -> str | None:
    """Whose condition it is when the clause names no doer: whoever says so."""
    sides = cast.sides(reporters_of(cast, line, word))
    return sides[0] if len(sides) == 1 else None


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


def _terms(
    cast: Cast,
    line: Line,
    marker: str,
    give: Words,
    get: Words,
    giver: str | None,
    governor: Token,
    confidence: float,
    first: int,
) -> Terms:
    getter = other_side(cast, line, giver, get, give) if giver else None
    rule = f"linkage/{marker.replace(' ', '-')}"
    return Terms(
        line, "condition", marker, give, get, giver, getter, rule, confidence, governor.i, max(0, first)
    )  # fmt: skip


# -- "A or else B" ------------------------------------------------------------------------------


def _opens_threat(line: Line, word: Token) -> bool:
    """ "Or else", or the "or" of "or face tariffs"."""
    if word.text.lower() == "or":
        return line.tree.tokens[word.head].lemma.lower() in FACING
    return word.text.lower() == "else" and word.i > 0 and line.tree.tokens[word.i - 1].text.lower() == "or"


def _or_else(cast: Cast, line: Line, word: Token) -> Iterator[Terms]:
    """A demand and what follows if it is not met; the speaker holds both."""
    tree = line.tree
    threat = tree.tokens[word.head]
    demand = tree.tokens[threat.head] if threat.relation == "conj" else None
    if demand is None or demand.pos != "VERB" or threat.i <= word.i:
        return
    give = clause_words(cast, line, threat, word.i + 1, len(tree))
    get = clause_words(cast, line, demand, 0, word.i - 1)
    speaker = cast.speakers.get(line.id)
    holder = cast.side(speaker) if speaker else None
    if word.text.lower() == "or":  # "told Mexico to curb migration or face tariffs": who tells holds both
        holder = holder or _owner_above(cast, line, demand) or _told_by(cast, line, demand)
        if holder is None or cast.sides(key for t in subject_tokens(line, threat) for key in cast.at(line, t.i)) == (
            holder,
        ):
            return
    yield _terms(cast, line, "or else", give, get, holder, threat, 0.5, get.first)
