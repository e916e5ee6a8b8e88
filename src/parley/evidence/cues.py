"""Words that tie speech to its speaker: said, called, according to, a statement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from parley.evidence.words import lexicon
from parley.language.tree import Token

VERBAL: Final = frozenset({"VERB", "AUX"})
VOWELS: Final = "aeiou"


@dataclass(frozen=True, slots=True)
class Cues:
    """The word list of attribution, spelled out into forms."""

    report: frozenset[str]  # forms of "say" and "write"
    label: frozenset[str]  # forms of "call"
    weak: frozenset[str]  # forms that are cues only next to a quotation mark
    indirect: frozenset[str]  # forms of verbs whose clause is an indirect statement
    nouns: frozenset[str]  # singular and plural
    no_speakers: frozenset[str]  # words that stand behind "said" and are no speaker
    sources: tuple[tuple[str, ...], ...]  # "according to", word by word

    def verb(self, token: Token) -> str | None:
        """ "report", "label" or "both" when the word is a verb of speech here, else None."""
        form = token.text.lower()
        if not (form in self.report or form in self.label) or not is_verb(token):
            return None
        if form in self.report:
            return "both" if form in self.label else "report"
        return "label"


def is_verb(token: Token) -> bool:
    """A verb, or what the tagger took for something else although its ending or "said" leaves no doubt."""
    form = token.text.lower()
    if token.pos in VERBAL:
        return True
    return form in ("said", "says", "told", "tells", "wrote") or (
        token.pos in ("ADJ", "NOUN", "X", "INTJ") and form.endswith("ed") and token.relation not in ("amod", "compound")
    )


@cache
def cues() -> Cues:
    """The list as data, once per process."""
    data = lexicon("attribution")
    irregular: dict[str, list[str]] = data["irregular"]

    def spelled(*groups: str) -> frozenset[str]:
        return frozenset(form for group in groups for lemma in data[group] for form in _forms(lemma, irregular))

    return Cues(
        report=spelled("say", "write"),
        label=spelled("label"),
        weak=spelled("weak"),
        indirect=spelled("indirect"),
        nouns=frozenset(form for noun in data["nouns"] for form in (noun, _plural(noun))),
        no_speakers=frozenset(data["no_speakers"]),
        sources=tuple(tuple(source.split()) for source in data["sources"]),
    )


def _forms(lemma: str, irregular: dict[str, list[str]]) -> set[str]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = lemma + "d" if lemma.endswith("e") else lemma + "ed"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        past = lemma[:-1] + "ied"
    return {lemma, _plural(lemma), past, stem + "ing", *irregular.get(lemma, ())}


def _plural(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"
