"""Conditions read by their words, where the parse hangs a clause in the wrong place or misses it altogether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING, subject_tokens
from parley.evidence.phrase_finder import find_phrases
from parley.evidence.story import Line
from parley.evidence.term_words import Words, other_side, trimmed, words_for
from parley.evidence.times import is_time
from parley.evidence.trades import Terms
from parley.evidence.words import lexicon
from parley.language.tree import Token

MODALS = frozenset(
    {"will", "would", "shall", "could", "may", "might", "can", "must", "should", "'ll", "’ll", "wo", "'d", "’d", "ca"}
)
STOPS = frozenset({";", "—", "–", ":", "“", "”", '"', "``", "''", "(", ")"})
PROMISING = frozenset({"vow", "promise", "pledge", "agree"})
LONGEST = 14  # words of a term


@dataclass(frozen=True, slots=True)
class _Part:
    """One half of a condition: the words from `first` up to `end`, its predicate and whose act it is."""

    first: int
    end: int  # one past the last
    verb: Token
    parties: tuple[str, ...]  # sides of its subject
    words: Words


def worded_conditions(cast: Cast, line: Line) -> Iterator[Terms]:
    """Every "M unless C", "if C, M", "in return for C, M" that the words alone make plain, in order."""
    lists = lexicon("linkages")
    for marker, first, last in (*find_phrases(line, lists["worded"]), *_inverted(line)):
        halves = _halves(line, first, last)
        if halves is None:
            continue
        main, clause = _part(cast, line, *halves[0]), _part(cast, line, *halves[1])
        if clause is None and last < halves[1][0] and halves[1][1] < len(line.tree) - 1:
            clause = _over_commas(cast, line, halves[1][0])
        if clause is None and marker == "until":
            clause = _named(line, *halves[1])
        if main is None or clause is None or not _is_term(line, marker, main, clause):
            continue
        if marker == "before" and _is_due(line, main):
            main, clause = clause, main  # "food must be delivered before anyone is freed": the food is for the freeing
        yield _terms(cast, line, marker, main, clause.words, 0.6 if marker in words_for("worded_strong") else 0.5)
    for marker, first, last in find_phrases(line, (*lists["exchange"], "without")):
        if first <= 1:
            yield from _opening_phrase(cast, line, marker, last)


def _over_commas(cast: Cast, line: Line, first: int) -> _Part | None:
    """ "Before its own prisoners, some 600 men, are let go": the verb stands behind what is put in between."""
    part = _part(cast, line, first, len(line.tree))
    if part is None:
        return None
    end = line.tree.subtree(part.verb.i)[1]
    return replace(part, words=trimmed(line, Words(first, max(end, part.words.last), part.verb.i)))


def _inverted(line: Line) -> Iterator[tuple[str, int, int]]:
    """ "*Should* talks fail, X will …": a condition by its word order."""
    tokens = line.tree.tokens
    if (
        len(tokens) > 3
        and tokens[0].text.lower() == "should"
        and tokens[1].pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ")
    ):
        yield "if", 0, 0


def _named(line: Line, first: int, end: int) -> _Part | None:
    """ "Will not sit down until *the shelling stops*": no verb, or one read as a noun; the words are the term."""
    nouns = [t for t in line.tree.tokens[first:end] if t.pos in ("NOUN", "PROPN")]
    if not nouns or any(is_time(t) or t.pos == "NUM" for t in line.tree.tokens[first:end]):
        return None
    words = trimmed(line, Words(first, nouns[-1].i, nouns[-1].i))
    return _Part(first, end, nouns[-1], (), words)


def _is_due(line: Line, part: _Part) -> bool:
    return any(t.text.lower() in ("must", "should") for t in line.tree.tokens[part.first : part.verb.i])


def _terms(cast: Cast, line: Line, marker: str, main: _Part, get: Words, confidence: float) -> Terms:
    giver = main.parties[0] if len(main.parties) == 1 else None
    getter = other_side(cast, line, giver, get, main.words) if giver else None
    form = "exchange" if marker in lexicon("linkages")["exchange"] else "condition"
    return Terms(
        line, "exchange" if form == "exchange" else "condition", marker, main.words, get, giver, getter,
        f"linkage/worded-{marker.replace(' ', '-')}", confidence, main.verb.i, min(main.words.first, get.first),
        max(main.words.last, get.last),
    )  # fmt: skip


def _halves(line: Line, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Ranges of the main clause and of the clause behind the marker."""
    tokens = line.tree.tokens
    opening = first
    while opening and tokens[opening - 1].text.lower() in ("but", "and", "“", '"', "``", "that", "only", "even"):
        opening -= 1
    if opening == 0 or (tokens[opening - 1].text == "," and _reports(line, opening - 1)):
        comma = next((t.i for t in tokens[last + 1 :] if t.text in (",", "then")), None)
        return ((comma + 1, _end(line, comma + 1)), (last + 1, comma)) if comma is not None else None
    start = first
    while start and tokens[start - 1].text not in STOPS and not _opens_clause(line, start - 1):
        start -= 1
    return (start, first), (last + 1, _end(line, last + 1))


def _reports(line: Line, comma: int) -> bool:
    return comma > 0 and line.tree.tokens[comma - 1].lemma.lower() in REPORTING


def _opens_clause(line: Line, at: int) -> bool:
    """What is said begins after "said", "said that": the clause before is no part of it."""
    tokens = line.tree.tokens
    token = tokens[at]
    if token.pos in ("VERB", "NOUN") and token.lemma.lower() in REPORTING - PROMISING:
        return True
    return token.text.lower() == "that" and at > 0 and tokens[at - 1].lemma.lower() in REPORTING


def _end(line: Line, start: int) -> int:
    """One past the clause: before ", he said", a dash, or the sentence's end."""
    tokens = line.tree.tokens
    for token in tokens[start:]:
        if token.text in STOPS or (token.text == "." and token.i > start):
            return token.i
        if token.text == "," and token.i + 1 < len(tokens):
            return token.i
    return len(tokens)


def _part(cast: Cast, line: Line, first: int, end: int) -> _Part | None:
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
    return _Part(first, end, verb, parties, words) if words is not None else None


def _predicate(line: Line, first: int, end: int) -> Token | None:
    """The first verb; of "threatened to shut" and "would agree to pay" the deed itself."""
    tokens = line.tree.tokens
    verbs = [t for t in tokens[first:end] if t.pos == "VERB" or (t.pos == "AUX" and t.lemma.lower() == "be")]
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


def _is_term(line: Line, marker: str, main: _Part, clause: _Part) -> bool:
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
    ahead = modal or bool(words & (words_for("undertaking") | words_for("holding_back")))
    held = bool(words & words_for("holding_back")) or any(
        t.text.lower() in ("not", "n't", "n’t", "no", "never") for t in tokens[main.first : main.end]
    )
    stays = main.verb.lemma.lower() in ("stay", "remain", "continue", "keep", "last", "hold")
    if any(t.text.lower() in ("if", "unless") for t in tokens[main.first : main.end]):
        return False  # the time of another condition: "if they are not freed before he takes office"
    stays = (stays and modal) or _comes_into_force(line, main)
    own = bool(main.parties) or _names_deed(line, main)
    answers = bool(set(clause.parties) - set(main.parties)) or _names_deed(line, clause)
    if marker == "before" and _is_due(line, main):
        return _names_deed(line, main) or _names_deed(line, clause) or bool(main.parties)
    if marker in ("until", "before"):
        withheld = (held and ahead) or main.verb.lemma.lower() in words_for("holding_back")
        refused = bool(words & words_for("holding_back")) and bool(main.parties) and not _is_word_of_mouth(main)
        return own and ((answers and (withheld or stays)) or refused or (withheld and bool(main.parties)))
    if marker in words_for("worded_strong"):
        return (own and (ahead or held or stays)) or (held and ahead and _names_deed(line, clause))
    return own and ahead and answers


def _comes_into_force(line: Line, part: _Part) -> bool:
    """ "The understanding takes effect only after …": the tense of a rule, not of news."""
    behind = {t.text.lower() for t in line.tree.tokens[part.verb.i : part.verb.i + 4]}
    return part.verb.lemma.lower() in ("take", "enter", "come") and bool(behind & {"effect", "force"})


def _is_word_of_mouth(part: _Part) -> bool:
    return part.verb.lemma.lower() in words_for("without_these") | REPORTING


def _names_deed(line: Line, part: _Part) -> bool:
    tokens = line.tree.tokens[part.first : part.end]
    return any(t.lemma.lower() in words_for("acts_of_parties") | words_for("needed") for t in tokens)


def _opening_phrase(cast: Cast, line: Line, marker: str, last: int) -> Iterator[Terms]:
    """ "In return for a signature, X would …"; "Without a truce, X will not …"."""
    tokens = line.tree.tokens
    comma = next((t.i for t in tokens[last + 1 :] if t.text == ","), None)
    if comma is None or comma - last > LONGEST or is_time(tokens[comma - 1]):
        return
    start = comma + 1
    said = next((t for t in tokens[start : start + 5] if t.lemma.lower() in REPORTING), None)
    if said is not None and said.i + 1 < len(tokens) and tokens[said.i + 1].text == ",":
        start = said.i + 2  # "In return, the minister said, X would …"
    main = _part(cast, line, start, _end(line, start))
    if main is None or not (main.parties or (marker == "without" and _names_deed(line, main))):
        return
    held = any(t.text.lower() in ("not", "n't", "n’t", "no", "never") for t in tokens[start : main.verb.i + 1])
    ahead = any(t.text.lower() in MODALS for t in tokens[start : main.verb.i + 1])
    if marker == "without" and not held:
        return
    if marker != "without" and not (ahead or main.verb.lemma.lower() in words_for("giving") | words_for("undertaking")):
        return
    get = trimmed(line, Words(last + 1, comma - 1, comma - 1))
    yield _terms(cast, line, marker, main, get, 0.65)
