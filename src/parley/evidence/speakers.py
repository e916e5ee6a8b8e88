"""The words that name a speaker: from a head word, or from where a noun phrase begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parley.evidence.cues import cues
from parley.evidence.paragraphs import Paragraph, Word
from parley.language.tree import Token, Tree
from parley.record import Span

INSIDE: Final = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "X"})
POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
# Pronouns that may be a speaker; "it" and "this" hardly ever are, and "it" only for a body
SPEAKERS: Final = frozenset(
    {
        "he",
        "she",
        "they",
        "i",
        "we",
        "it",
        "who",
        "one",
        "some",
        "others",
        "many",
        "both",
        "another",
        "neither",
        "several",
        "you",
    }
)
CLIMB: Final = frozenset(
    {
        "conj",
        "xcomp",
        "advcl",
        "parataxis",
        "ccomp",
        "acl",
        "amod",
        "dep",
        "obj",
        "obl",
        "nmod",
        "appos",
        "case",
        "advmod",
        "mark",
        "csubj",
    }
)
APART: Final = (
    "appos",
    "acl",
    "acl:relcl",
    "advcl",
    "conj",
    "cc",
    "parataxis",
    "orphan",
    "dep",
    "discourse",
    "cop",
    "advmod",
    "dislocated",
)


def subject(paragraph: Paragraph, word: Word) -> Word | None:
    """Whoever does what a verb says, found through the sentence's tree; None when the tree has nobody.

    A participle or an open complement takes the subject of the clause it hangs on, a passive its agent.
    """
    tree, at = word.line.tree, word.token.i
    seen: set[int] = set()
    while at not in seen:
        seen.add(at)
        token = tree.tokens[at]
        found = _own_subject(paragraph, word, tree, _teller(tree, word.token.i, at))
        if found is not None:
            return found
        if token.dep == "acl" and _may_speak(tree.tokens[token.head]) and tree.tokens[token.head].pos == "PROPN":
            return _word(paragraph, word, token.head)
        if token.head == at:  # a sentence that the parser took for a mere noun phrase
            return _word(paragraph, word, at) if token.pos == "PROPN" and at < word.token.i else None
        if token.relation not in CLIMB:
            return None
        at = token.head
    return None


def _teller(tree: Tree, cue: int, at: int) -> int:
    """The verb whose subject speaks when a participle follows a reported clause.

    "X suggested that Y holds out, stating: …": the parser hangs "stating" on "holds", but it is X who states.
    """
    if at == cue or tree.tokens[cue].dep != "advcl" or tree.tokens[cue - 1].text != ",":
        return at
    teller, place = at, at
    while tree.tokens[place].dep == "ccomp":
        place = tree.tokens[place].head
        if cues().verb(tree.tokens[place]):
            teller = place
    return teller


def _own_subject(paragraph: Paragraph, word: Word, tree: Tree, at: int) -> Word | None:
    if tree.is_passive(at) and (agents := tree.agents(at)):
        return _word(paragraph, word, agents[0].i)
    for token in tree.subjects(at):
        if token.pos == "PUNCT" or token.relation == "csubj":
            continue
        if token.text.lower() in RELATIVE:
            return _antecedent(paragraph, word, tree, at)
        found = _word(paragraph, word, token.i)
        if found is not None:
            return found
    return None


def _antecedent(paragraph: Paragraph, word: Word, tree: Tree, at: int) -> Word | None:
    """Whom "who" stands for: the noun its clause hangs on."""
    for token in (tree.tokens[at], *tree.ancestors(at)):
        if token.dep in ("acl:relcl", "acl"):
            return _word(paragraph, word, token.head)
    return None


def _word(paragraph: Paragraph, near: Word, token: int) -> Word | None:
    """The reporter's word that a token of the same line is; None when it is quoted."""
    found = paragraph.own(near.at - near.token.i + token)
    return found if found is not None and _may_speak(found.token) else None


def _may_speak(token: Token) -> bool:
    return token.pos != "PRON" or token.text.lower() in SPEAKERS


def phrase_at(words: Sequence[Word], *, capitals: bool = False) -> list[Word]:
    """The noun phrase that a run of words begins with, to its head noun; empty when it begins with none.

    By parts of speech alone, since quotation marks mislead a parser more than a tagger.

    Args:
        capitals: a capital makes a name whatever the tagger says; right behind "said", say.
    """
    if words and words[0].pos == "PRON":
        is_one = words[0].text.lower() in SPEAKERS
        if is_one or len(words) < 2 or words[0].token.dep != "nmod:poss":
            return list(words[:1]) if is_one else []
    found: list[Word] = []
    for word in words:
        is_start = not found and (word.pos == "DET" or word.token.dep == "nmod:poss")
        joins = found and (
            word.text in POSSESSIVE or (word.text in ("of", "&", "-") and found[-1].pos in ("NOUN", "PROPN", "ADJ"))
        )
        after_of = found and found[-1].text == "of" and word.pos == "DET"
        is_name = capitals and word.text[:1].isupper() and word.pos in ("VERB", "ADV", "INTJ", "AUX")
        if not (is_start or joins or after_of or is_name or word.pos in INSIDE):
            break
        found.append(word)
    while found and found[-1].pos not in ("PROPN", "NOUN", "NUM", "ADJ"):
        found.pop()
    return found if any(word.pos in ("PROPN", "NOUN") for word in found) or _is_pronominal(found) else []


def _is_pronominal(words: Sequence[Word]) -> bool:
    return bool(words) and words[-1].text.lower() in SPEAKERS | {"former", "latter"}


def named(paragraph: Paragraph, phrase: Sequence[Word]) -> Span:
    """The shortest part of a noun phrase that names: without a possessor before a title and a name.

    "the group's director, Jane Roe" gives the name; "Brandt's adviser Jane Roe" gives "adviser Jane Roe", and
    "Brandt's lawyer" no more than "lawyer", so that nobody takes it for Brandt.
    """
    run = list(phrase)
    if run[-1].pos != "PROPN":
        name = _name_behind(paragraph, run[-1])
        if name:
            return Span(start=name[0].start, end=name[-1].end)
    owners = [at for at, word in enumerate(run[:-1]) if word.text in POSSESSIVE]
    if owners and (run[-1].pos == "PROPN" or any(word.pos == "PROPN" for word in run[: owners[-1]])):
        run = run[owners[-1] + 1 :]
    run = _without_principal(run)
    return Span(start=run[0].start, end=run[-1].end)


def _without_principal(run: list[Word]) -> list[Word]:
    """ "a lawyer for Elena Marsh" is not Elena Marsh: the words that name end before the preposition."""
    for at, word in enumerate(run):
        if at and word.pos == "ADP" and run[at - 1].pos == "NOUN" and any(w.token.ent == "PERSON" for w in run[at:]):
            return run[:at]
    return run


def _name_behind(paragraph: Paragraph, head: Word) -> list[Word]:
    """A person named in apposition: "the union's leader, Jane Roe," or "a teacher named Jane Roe"."""
    comma = paragraph.own(head.at + 1)
    if comma is None:
        return []
    if comma.text != ",":
        return [comma] if comma.pos == "PROPN" and comma.token.dep == "appos" and comma.line is head.line else []
    name: list[Word] = []
    for at in range(comma.at + 1, len(paragraph.words)):
        word = paragraph.own(at)
        if word is None or word.pos != "PROPN":
            break
        name.append(word)
    return name if name and name[0].token.ent == "PERSON" else []


def phrase_of(paragraph: Paragraph, head: Word) -> list[Word]:
    """The noun phrase around a head word, from its tree, without what is only added to it."""
    tree = head.line.tree
    if head.pos == "PRON":
        return [head]
    author = _author(paragraph, head)
    if author is not None:
        return phrase_of(paragraph, author)
    start, end = tree.span_of(head.token.i, drop=(*APART, "nmod") if head.pos == "PROPN" else APART)
    start, end = head.line.start + start, head.line.start + end
    words = [word for word in paragraph.words if start <= word.start and word.end <= end and word.quote < 0]
    if head.pos == "PROPN":  # names and titles that the parser hangs elsewhere: "Senator John McCain"
        while (left := paragraph.own(words[0].at - 1)) is not None and left.pos == "PROPN" and left.line is head.line:
            words.insert(0, left)
        while (
            (right := paragraph.own(words[-1].at + 1)) is not None and right.pos == "PROPN" and right.line is head.line
        ):
            words.append(right)
    while len(words) > 1 and words[0].pos in ("ADP", "SCONJ"):
        words.pop(0)
    last = max((at for at, word in enumerate(words) if word.pos in ("PROPN", "NOUN", "NUM", "ADJ", "DET")), default=0)
    return words[: last + 1]


def _author(paragraph: Paragraph, head: Word) -> Word | None:
    """Whose statement, report or letter it is that speaks: "the ministry's statement said"."""
    if head.text.lower() not in cues().nouns:
        return None
    owners = head.line.tree.having(head.token.i, "nmod:poss")
    return _word(paragraph, head, owners[0].i) if owners and owners[0].pos != "PRON" else None
