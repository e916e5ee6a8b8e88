"""The two halves of a condition: what a party will do, and what it hangs on.

The parse tells them apart where it is sound; where it hangs the clause in the wrong place or misses it altogether,
the words around the conjunction do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, reporters_of, subject_tokens
from parley.evidence.story import Line
from parley.evidence.term_words import Words, clause_words, holder_of, trimmed, words_for
from parley.evidence.times import is_time
from parley.language.tree import Token

STOPS = frozenset({";", "—", "–", ":", "“", "”", '"', "``", "''", "(", ")"})
PROMISING = frozenset({"vow", "promise", "pledge", "agree"})
LONGEST = 14  # words of a term


@dataclass(frozen=True, slots=True)
class Half:
    """The words from `first` up to `end`, their predicate, whose act it is, and the words that say it."""

    first: int
    end: int  # one past the last
    verb: Token
    parties: tuple[str, ...]  # sides of its subject
    words: Words


@dataclass(frozen=True, slots=True)
class Halves:
    """What is done, and the condition of it."""

    main: Half
    clause: Half
    by_tree: bool


# -- by the parse -------------------------------------------------------------------------------


def by_tree(cast: Cast, line: Line, mark: Token, first: int) -> Halves | None:
    """The halves around a conjunction, as the parse has them.

    Args:
        mark: the conjunction, or its last word; `first` is its first.
    """
    tree = line.tree
    clause = _clause_of(line, mark, first)
    if clause is None:
        return None
    low, high = _clause_extent(line, clause, mark.i)
    main = _main_of(line, clause)
    if main is None or low <= main.i < high:
        return None
    start, end = (0, first) if main.i < first else (high, len(tree))
    if end and end == first and tree.tokens[end - 1].text.lower() == "only":
        end -= 1
    owner = holder_of(cast, line, main) or owner_above(cast, line, main) or told_by(cast, line, main)
    answering = tuple(side for one in subject_tokens(line, clause) for side in cast.sides(cast.at(line, one.i)))
    get = clause_words(cast, line, clause, max(low, mark.i + 1), high, whole=True)
    give = clause_words(cast, line, main, start, end)
    return Halves(
        Half(start, end, main, (owner,) if owner else (), give), Half(low, high, clause, answering, get), True
    )


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
    if word in ("moment", "minute"):
        return next((c for c in tree.having(mark.i, "acl") if c.i > mark.i), None)
    if word == "that":
        return next(
            (c for c in (tree.tokens[mark.head], *tree.ancestors(mark.i)) if c.i > mark.i and c.pos == "VERB"), None
        )
    clause = tree.tokens[mark.head]
    if mark.dep == "case" and word in ("until", "before", "once", "unless"):  # "until a treaty is signed", cut short
        clause = next((c for c in tree.ancestors(mark.i) if c.i > mark.i and c.pos == "VERB"), clause)
        return clause if clause.pos == "VERB" and clause.relation in ("advcl", "acl") else None
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
        governs = link.lemma.lower() in words_for("holding_back") | words_for("undertaking")
        return deeds[0] if deeds and governs else link
    return None


def owner_above(cast: Cast, line: Line, verb: Token) -> str | None:
    """Who threatens or offers to do it: the subject of the verb above, or of the verb over "a promise to do it"."""
    head = line.tree.tokens[verb.head]
    if is_of_offer(line, verb):
        above = next((link for link in line.tree.ancestors(head.i) if link.pos == "VERB"), None)
        return holder_of(cast, line, above) if above is not None else None
    threatens = verb.relation == "advcl" and head.lemma.lower() == "threaten"
    return holder_of(cast, line, head) if (verb.relation == "xcomp" or threatens) and head.i != verb.i else None


def is_of_offer(line: Line, verb: Token) -> bool:
    """ "A promise *to hire* forty aides": a noun undertakes it."""
    return verb.relation == "acl" and line.tree.tokens[verb.head].lemma.lower() in words_for("giving_nouns")


def told_by(cast: Cast, line: Line, word: Token) -> str | None:
    """Whose condition it is when the clause names no doer: whoever says so, or lets it be understood."""
    sides = cast.sides(reporters_of(cast, line, word))
    if not sides:
        over = next((link for link in line.tree.ancestors(word.i) if link.lemma.lower() in HINTING), None)
        sides = cast.sides(key for one in subject_tokens(line, over) for key in cast.at(line, one.i)) if over else ()
    return sides[0] if len(sides) == 1 else None


HINTING = frozenset(
    {"hint", "suggest", "signal", "indicate", "imply", "intimate", "show", "vow", "swear", "promise", "let", "decide"}
)


# -- by the words -------------------------------------------------------------------------------


def by_words(cast: Cast, line: Line, marker: str, first: int, last: int) -> Halves | None:
    """The halves around a conjunction that stands from `first` to `last`, as the words have them."""
    ranges = _ranges(line, first, last)
    if ranges is None or _is_a_date(line, *ranges[1]):
        return None
    main, clause = half_of(cast, line, *ranges[0]), half_of(cast, line, *ranges[1])
    if clause is None and last < ranges[1][0] and ranges[1][1] < len(line.tree) - 1:
        clause = _over_commas(cast, line, ranges[1][0])
    if clause is None and marker == "until":
        clause = _named(line, *ranges[1])
    return Halves(main, clause, False) if main is not None and clause is not None else None


def _is_a_date(line: Line, first: int, end: int) -> bool:
    """ "Until December", "before the first of May": no clause."""
    tokens = line.tree.tokens[first : min(first + 4, end + 1)]
    verb = next((t.i for t in tokens if t.pos in ("VERB", "AUX")), None)
    timed = next((t.i for t in tokens if is_time(t)), None)
    return timed is not None and (verb is None or timed < verb) and not any(t.pos == "PRON" for t in tokens)


def _ranges(line: Line, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Ranges of the main clause and of the clause behind the conjunction."""
    tokens = line.tree.tokens
    opening = first
    while opening and tokens[opening - 1].text.lower() in ("but", "and", "“", '"', "``", "that", "only", "even"):
        opening -= 1
    if opening == 0 or (tokens[opening - 1].text == "," and _reports(line, opening - 1)):
        comma = next((t.i for t in tokens[last + 1 :] if t.text in (",", "then")), None)
        if comma is None:
            turned = _turned(line, last + 1)  # "Only when the plant is built *will Chile* release …"
            return ((turned, end_of(line, turned)), (last + 1, turned)) if turned is not None else None
        start = _behind_teller(line, comma + 1)
        return (start, end_of(line, start)), (last + 1, comma)
    return main_range(line, first), (last + 1, end_of(line, last + 1))


def _turned(line: Line, start: int) -> int | None:
    """Where a helping verb before its subject opens the act, behind a clause with "only"."""
    tokens = line.tree.tokens
    if not tokens or tokens[0].text.lower() not in ("only", "not", "“", '"', "``"):
        return None
    verb = next((t.i for t in tokens[start:] if t.pos in ("VERB", "AUX")), len(tokens))
    helps = ("will", "would", "can", "could", "shall")
    return next((t.i for t in tokens[verb + 1 : -1] if t.text.lower() in helps and tokens[t.i + 1].pos != "VERB"), None)


def _behind_teller(line: Line, start: int) -> int:
    """ "Should they do so, *the minister said*, it would …": where the act begins."""
    tokens = line.tree.tokens
    said = next((t for t in tokens[start : start + 6] if t.lemma.lower() in REPORTING), None)
    behind = tokens[said.i + 1] if said is not None and said.i + 1 < len(tokens) else None
    return behind.i + 1 if behind is not None and behind.text == "," else start


def main_range(line: Line, first: int) -> tuple[int, int]:
    """The clause that ends before a place: what is said, without who says it."""
    tokens = line.tree.tokens
    start = first
    while start and tokens[start - 1].text not in STOPS and not _opens_clause(line, start - 1):
        start -= 1
    return start, first


def _reports(line: Line, comma: int) -> bool:
    return comma > 0 and line.tree.tokens[comma - 1].lemma.lower() in REPORTING


def _opens_clause(line: Line, at: int) -> bool:
    """What is said begins after "said", "said that": the clause before is no part of it."""
    tokens = line.tree.tokens
    token = tokens[at]
    if token.pos in ("VERB", "NOUN") and token.lemma.lower() in REPORTING - PROMISING:
        return not (token.pos == "NOUN" and line.tree.having(at, "det", "nmod:poss", "amod"))  # "drop its claim"
    return token.text.lower() == "that" and at > 0 and tokens[at - 1].lemma.lower() in REPORTING


def end_of(line: Line, start: int) -> int:
    """One past the clause: before ", he said", a dash, or the sentence's end."""
    tokens = line.tree.tokens
    for token in tokens[start:]:
        if token.text in STOPS or (token.text == "." and token.i > start):
            return token.i
        if token.text == "," and token.i + 1 < len(tokens):
            return token.i
    return len(tokens)


def half_of(cast: Cast, line: Line, first: int, end: int) -> Half | None:
    """The predicate of a range, its subject's sides, and the words that say what is done."""
    tokens = line.tree.tokens
    while first < end and tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    verb = _predicate(line, first, end)
    if verb is None:
        return None
    before = cast.sides(cast.within(line, first, verb.i - 1))
    subjects = cast.sides(key for token in subject_tokens(line, verb) for key in cast.at(line, token.i))
    if line.tree.is_passive(verb.i):  # what is done to a party is no deed of its own
        before = subjects = cast.sides(key for agent in line.tree.agents(verb.i) for key in cast.at(line, agent.i))
    elif not subjects:
        subjects = cast.sides(
            key for t in tokens[first : verb.i] if t.pos in ("PRON", "NOUN", "PROPN") for key in cast.at(line, t.i)
        )
    parties = tuple(key for key in (subjects or before) if cast.figures.get(key) and cast.figures[key].type != "person")
    words = _said(line, first, end, verb, bool(parties))
    return Half(first, end, verb, parties, words) if words is not None else None


def _predicate(line: Line, first: int, end: int) -> Token | None:
    """The first verb; of "threatened to shut" and "would agree to pay" the deed itself."""
    tokens = line.tree.tokens
    verbs = [
        t
        for t in tokens[first:end]
        if t.pos == "VERB" or (t.pos == "AUX" and t.lemma.lower() == "be" and t.dep != "aux:pass")
    ]
    verbs = verbs or [t for t in tokens[first:end] if t.pos == "NOUN" and t.relation == "advcl"]  # "ratifies", misread
    verbs = [t for t in verbs if t.relation not in ("amod", "compound") and not _is_relative(line, t, first)]
    if not verbs:
        return None
    verb = verbs[0]
    for other in verbs[1:]:
        governed = other.has("VerbForm=Inf") and any(t.text.lower() == "to" for t in tokens[verb.i + 1 : other.i])
        governed = governed or (other.has("VerbForm=Ger") and verb.lemma.lower() == "rule")
        between = {t.text.lower() for t in tokens[verb.i : other.i]} | {verb.lemma.lower()}
        if governed and between & (words_for("undertaking") | words_for("holding_back") | {"threaten", "be", "have"}):
            return other  # from "was prepared to discuss", "has ruled out ending" to the deed
        if verb.lemma.lower() != "be" or other.text.lower() not in words_for("undertaking"):
            break
        verb = other
    return verb


def _is_relative(line: Line, verb: Token, first: int) -> bool:
    """ "the pipeline that carries gas": the verb only describes a thing."""
    before = line.tree.tokens[max(first, verb.i - 3) : verb.i]
    return any(
        t.text.lower() in ("which", "who", "whose") or (t.text.lower() == "that" and t.i > first) for t in before
    )


def _said(line: Line, first: int, end: int, verb: Token, by_party: bool) -> Words | None:
    """A party's deed from its verb, or its object where the verb only gives; another thing's fate whole."""
    tokens = line.tree.tokens
    cut = next(
        (t.i for t in tokens[verb.i + 1 : end] if t.text.lower() in ("which", "who", "because", "although", ",")), end
    )
    cut = next((t.i for t in tokens[verb.i + 1 : cut] if t.text.lower() == "that" and t.pos == "PRON"), cut)
    low = verb.i if by_party else first
    if by_party and verb.lemma.lower() in words_for("giving") and verb.i + 1 < cut:
        low = verb.i + 1
    cut = min(cut, low + LONGEST)
    while cut - 1 > low and tokens[cut - 1].pos in ("PUNCT", "ADP", "CCONJ", "SCONJ", "DET", "PART"):
        cut -= 1
    if cut <= low:
        return None
    head = verb.i if low <= verb.i < cut else low
    return trimmed(line, Words(low, cut - 1, head))


def _over_commas(cast: Cast, line: Line, first: int) -> Half | None:
    """ "Before its own prisoners, some 600 men, are let go": the verb stands behind what is put in between."""
    half = half_of(cast, line, first, len(line.tree))
    if half is None:
        return None
    end = line.tree.subtree(half.verb.i)[1]
    return replace(half, words=trimmed(line, Words(first, max(end, half.words.last), half.verb.i)))


def _named(line: Line, first: int, end: int) -> Half | None:
    """ "Will not sit down until *the shelling stops*": no verb, or one read as a noun; the words are the term."""
    nouns = [t for t in line.tree.tokens[first:end] if t.pos in ("NOUN", "PROPN")]
    if not nouns or any(is_time(t) or t.pos == "NUM" for t in line.tree.tokens[first:end]):
        return None
    words = trimmed(line, Words(first, nouns[-1].i, nouns[-1].i))
    return Half(first, end, nouns[-1], (), words)


def inverted(line: Line) -> Iterator[tuple[str, int, int]]:
    """ "*Should* talks fail, X will …", "X would pay *were* Y to agree": a condition by its word order."""
    tokens = line.tree.tokens
    for token in tokens[: len(tokens) - 3]:
        word = token.text.lower()
        if word not in ("should", "were"):
            continue
        behind = tokens[token.i + 1]
        verb = tokens[token.head]
        if token.i == 0:
            turned = behind.pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ")
        elif word == "should":
            own = any(one.i > token.i for one in line.tree.subjects(verb.i))
            turned = own and verb.relation != "root" and behind.pos not in ("VERB", "ADV", "AUX", "PART")
        else:
            turned = behind.text.lower() in NOMINATIVE or _were_to(line, token)
        if turned and not line.is_question:
            yield "if", token.i, token.i


NOMINATIVE = frozenset({"he", "she", "it", "they", "we", "i"})


def _were_to(line: Line, word: Token) -> bool:
    """ "*Were* the rich *to open* their markets": behind a clause that says what would be."""
    tokens = line.tree.tokens
    to = next((t.i for t in tokens[word.i + 2 : word.i + 6] if t.text.lower() == "to"), None)
    if to is None or to + 1 >= len(tokens) or not tokens[to + 1].has("VerbForm=Inf"):
        return False
    named = all(t.pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM") for t in tokens[word.i + 1 : to])
    return named and any(t.text.lower() in ("would", "could") for t in tokens[: word.i])
