"""Who said a marked stretch, from the words of its own sentence.

What stands next to the quotation marks is read first, by parts of speech alone, since marks mislead a parser;
the sentence's tree is asked for what stands farther away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from parley.evidence.cues import cues
from parley.evidence.paragraphs import Paragraph, Word
from parley.evidence.speakers import named, phrase_at, phrase_of, subject
from parley.record import Span

JOINTS: Final = frozenset({",", "—", "–", "-", "--", "―", "…"})
DASHES: Final = frozenset({"—", "–", "-", "--", "―"})
OPEN_ENDINGS: Final = (",", "?", "!", "—", "–", "-", "―")
FILLERS: Final = frozenset({"ADV", "AUX", "PART"})
ADDRESSEE_PREPOSITIONS: Final = frozenset(
    {"to", "with", "for", "from", "in", "on", "at", "of", "about", "during", "after"}
)


PHRASE: Final = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})
OPENERS: Final = frozenset({"later", "again", "often", "still", "perhaps", "maybe", "there", "indeed", "thus", "never"})
UNKNOWN_VERB: Final = 0.7  # confidence of a verb that stands where a word of speech does, but is none we know


class Attribution(NamedTuple):
    """The words that name a speaker and the words that tie the quotation to them."""

    speaker: Span | None
    speaker_line: str | None
    cue: Span | None
    cue_line: str | None
    rule: str
    confidence: float
    carried_from: int | None = None  # the earlier quotation it goes on from


def attribute(paragraph: Paragraph, quote: int) -> Attribution | None:
    """Find the speaker of a marked stretch in its own sentence; None when that names no source."""
    after = paragraph.after(quote)
    before = paragraph.before(quote)
    return (
        _behind(paragraph, quote, after, adjacent=True)
        or nearest(paragraph, before)
        or _behind(paragraph, quote, after, adjacent=False)
    )


# -- behind the quotation ------------------------------------------------------------------------


def _behind(paragraph: Paragraph, quote: int, after: list[Word], *, adjacent: bool) -> Attribution | None:
    words = list(after)
    inner = paragraph.inner(quote).rstrip()
    joined = inner.endswith(OPEN_ENDINGS)
    has_dash = bool(words) and words[0].text in DASHES
    while words and words[0].text in JOINTS:
        joined = True
        words = words[1:]
    if not words:
        return None
    source = _source(paragraph, words) or (_signed(paragraph, words) if has_dash else None)
    if source:
        return source
    if inner.endswith((".", "…")) and words[0].text[:1].isupper() and not _is_bare_clause(words):
        return None  # a sentence of its own follows
    if adjacent:
        return _said_by(paragraph, words, joined) or _by_said(paragraph, words, joined)
    return None


def _signed(paragraph: Paragraph, words: list[Word]) -> Attribution | None:
    """ "…" — Elena Marsh, and nothing behind the name."""
    phrase = phrase_at(words, capitals=True)
    rest = words[len(phrase) :]
    if not phrase or not all(word.text[:1].isupper() or word.pos == "PUNCT" for word in (*phrase, *rest)):
        return None
    return sourced(paragraph, phrase, [], "quotation/signed", 0.85)


def _is_bare_clause(words: Sequence[Word]) -> bool:
    """ "Smith said" and nothing more, after a quotation that a careless hand closed with a full stop."""
    return len(words) <= 5 and any(cues().verb(word.token) for word in words[-1:])


def _said_by(paragraph: Paragraph, words: list[Word], joined: bool) -> Attribution | None:
    """ "…," said the minister."""
    at = 0
    while at < len(words) and words[at].pos == "ADV":
        at += 1
    if at >= len(words) or cues().verb(words[at].token) not in ("report", "both"):
        return None
    if words[at].text.lower().endswith("ing"):
        return None
    phrase = phrase_at(words[at + 1 :], capitals=True)
    if not phrase or phrase[0].text.lower() in cues().no_speakers:
        return None
    return sourced(paragraph, phrase, [words[at]], "quotation/cue-inverted", 0.95 if joined else 0.85)


def _by_said(paragraph: Paragraph, words: list[Word], joined: bool) -> Attribution | None:
    """ "…," the minister, who had come late, told reporters."""
    phrase = phrase_at(words)
    if not phrase:
        return None
    swallowed = _swallowed(phrase) if joined else None
    if swallowed is not None:
        return sourced(paragraph, phrase[: phrase.index(swallowed)], [swallowed], "quotation/cue-after", 0.8)
    rest = words[len(phrase) :]
    cue = _first_verb(paragraph, phrase, rest)
    if cue is None:
        return None
    is_cue = cues().verb(cue.token) in ("report", "both")
    if not is_cue and not joined:
        return None
    return sourced(
        paragraph, phrase, [cue], "quotation/cue-after", (0.95 if joined else 0.85) if is_cue else UNKNOWN_VERB
    )


def _swallowed(phrase: list[Word]) -> Word | None:
    """A verb of speech that the tagger took for a noun: "…," Brandt states."""
    last = phrase[-1] if len(phrase) > 1 else None
    is_cue = last is not None and last.text.lower() in cues().report and last.text[-1:] in "sd" and last.text.islower()
    return last if is_cue and phrase[-2].text[:1].isupper() else None


def _first_verb(paragraph: Paragraph, phrase: list[Word], rest: list[Word]) -> Word | None:
    """The verb whose subject the phrase is: the next one, or the first behind an apposition or a relative clause."""
    gap = 0
    for word in rest:
        if word.pos in FILLERS:
            gap += 1
        elif word.pos == "VERB" or cues().verb(word.token):
            return word if cues().verb(word.token) or gap == len([w for w in rest if w.at < word.at]) else None
        else:
            break
    candidates = [word for word in rest if cues().verb(word.token) in ("report", "both") and not _is_dependent(word)]
    for cue in candidates:
        who = subject(paragraph, cue)
        if who is not None and any(word.at == who.at for word in phrase):
            return cue
    if (
        rest
        and rest[0].text in (",", "(", "of", "for", "from", "in", "at", "with", "who", "—", "–", "on", "and")
        and candidates
    ):
        return candidates[-1] if rest[0].text == "," else candidates[0]
    return None


def _is_dependent(word: Word) -> bool:
    return word.text.lower().endswith("ing") or word.token.dep in ("amod", "compound")


# -- in front of the quotation -------------------------------------------------------------------


def nearest(paragraph: Paragraph, before: list[Word]) -> Attribution | None:
    """The nearest word of speech in front; closer than any other quotation unless that is only joined to it."""
    reach = list(_reach(before))
    for at in range(len(reach) - 1, -1, -1):
        word = reach[at]
        source = _source_here(paragraph, reach, at)
        if source:
            return source
        if not cues().verb(word.token):
            continue
        is_near = all(
            other.text in {",", ":", "that", "“", '"', "``", "‘", "'"} or other.quote >= 0 for other in reach[at + 1 :]
        )
        if word.text.lower() in cues().weak and not is_near and not _leads_as(reach[at + 1 :]):
            continue
        if not is_near and _is_beside(word, before) and any(_governs(other, before) for other in reach[:at]):
            continue
        return _by_verb(paragraph, word, reach[at + 1 :], is_near)
    return _by_noun(paragraph, reach)


def _is_beside(cue: Word, before: list[Word]) -> bool:
    """A participle that only adds to a noun: "tweets accusing her of lying are …"."""
    return cue.token.relation in ("acl", "amod") and not _governs(cue, before)


def _governs(cue: Word, before: list[Word]) -> bool:
    """The last word before the quotation hangs on this verb of speech."""
    last = next((word for word in reversed(before) if word.pos != "PUNCT"), None)
    if last is None or last.line is not cue.line or not cues().verb(cue.token):
        return False
    return any(token.i == cue.token.i for token in (last.token, *cue.line.tree.ancestors(last.token.i)))


def _reach(before: list[Word]) -> list[Word]:
    return [word for word in before if word.quote < 0]


def _leads_as(words: Sequence[Word]) -> bool:
    """ "described the offer as" leads to the quotation, with at most an article or adjective between."""
    tail = [word.text.lower() for word in words[-4:]]
    return "as" in tail or ":" in tail[-2:]


def _by_verb(paragraph: Paragraph, cue: Word, between: list[Word], is_near: bool) -> Attribution | None:
    rule = "quotation/colon-before" if between and between[-1].text == ":" else "quotation/cue-before"
    if cues().verb(cue.token) == "label":
        rule = "quotation/label"
    tree = cue.line.tree
    if tree.is_passive(cue.token.i) and not tree.agents(cue.token.i) and cues().verb(cue.token) == "label":
        return Attribution(None, None, _span([cue]), cue.line.id, rule, 0.4)
    confidence = 0.9 if is_near else 0.75
    if cue.text.lower().endswith("ing") and (left := paragraph.own(cue.at - 1)) and left.pos == "PROPN":
        return sourced(paragraph, _phrase_before(paragraph, cue), [cue], rule, confidence)  # "footage of X saying"
    who = subject(paragraph, cue)
    if who is not None and who.at < cue.at:
        return sourced(paragraph, phrase_of(paragraph, who), [cue], rule, confidence)
    phrase = _phrase_before(paragraph, cue) or (phrase_at(between, capitals=True) if cue.opens_line else [])
    if phrase:
        return sourced(paragraph, phrase, [cue], rule, confidence - 0.1)
    if who is not None:
        return sourced(paragraph, phrase_of(paragraph, who), [cue], rule, confidence - 0.1)
    return Attribution(None, None, _span([cue]), cue.line.id, rule, 0.4)


def _phrase_before(paragraph: Paragraph, cue: Word) -> list[Word]:
    """The noun phrase that ends right before a verb, adverbs and auxiliaries aside."""
    at = cue.at - 1
    while (word := paragraph.own(at)) is not None and word.pos in FILLERS and not word.opens_line:
        at -= 1
    last = paragraph.own(at)
    if last is None or last.line is not cue.line:
        return []
    if last.opens_line and _is_mistagged_name(last):
        return [last]
    if last.pos not in ("PROPN", "PRON", "NOUN"):
        return []
    first = at
    while (word := paragraph.own(first - 1)) is not None and word.line is last.line and word.pos in PHRASE:
        first -= 1
    return phrase_at([paragraph.words[place] for place in range(first, at + 1)])


def _is_mistagged_name(word: Word) -> bool:
    """A rare name that opens a sentence and that the tagger took for an adverb or a verb: "Brandt told …"."""
    text = word.text
    return (
        word.pos not in ("PRON", "DET", "SCONJ", "CCONJ", "ADP")
        and text[:1].isupper()
        and (len(text) > 4 and not text.endswith(("ly", "ing")) and text.lower() not in OPENERS)
    )


def _by_noun(paragraph: Paragraph, reach: list[Word]) -> Attribution | None:
    """ "the ministry's statement: …", "in a statement, the ministry …" by what the noun hangs on."""
    for word in reversed(reach):
        if word.text.lower() not in cues().nouns or word.pos != "NOUN":
            continue
        tree = word.line.tree
        owner = [token for token in tree.children(word.token.i) if token.dep == "nmod:poss"]
        owner += [noun for preposition, noun in tree.obliques(word.token.i) if preposition in ("of", "by", "from")]
        for token in owner:
            found = paragraph.own(word.at - word.token.i + token.i)
            if found is not None:
                return sourced(paragraph, phrase_of(paragraph, found), [word], "quotation/noun", 0.7)
        who = subject(paragraph, word)
        if who is not None and who.at != word.at:
            return sourced(paragraph, phrase_of(paragraph, who), [word], "quotation/noun", 0.6)
    return None


# -- sources -------------------------------------------------------------------------------------


def _source(paragraph: Paragraph, words: list[Word]) -> Attribution | None:
    return _source_here(paragraph, words, 0)


def _source_here(paragraph: Paragraph, words: list[Word], at: int) -> Attribution | None:
    """ "according to the ministry" where it begins at this word."""
    for source in cues().sources:
        run = words[at : at + len(source)]
        if tuple(word.text.lower() for word in run) == source:
            phrase = phrase_at(words[at + len(source) :])
            if phrase:
                return sourced(paragraph, phrase, run, "quotation/according-to", 0.85)
    return None


def sourced(
    paragraph: Paragraph, phrase: list[Word], cue: Sequence[Word], rule: str, confidence: float
) -> Attribution | None:
    if not phrase:
        return None
    return Attribution(
        named(paragraph, phrase),
        phrase[-1].line.id,
        _span(cue) if cue else None,
        cue[0].line.id if cue else None,
        rule,
        confidence,
    )


def _span(words: Sequence[Word]) -> Span:
    return Span(start=words[0].start, end=words[-1].end)
