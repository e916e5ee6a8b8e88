"""Plain forms of verbs, for where the lemmatizer leaves them half done: "insiste", "appeale", "swapp", "su".

A model's lemmas follow its tables; of the forms in "ing" and "ed" it gets one in five of the verbs of bargaining
wrong. Spelling leaves two or three plain forms to choose from, and the word lists say which of them is a verb.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from parley.evidence.words import lexicon

LISTS = {
    "linkages": (
        "trade_verbs wanting giving withholding denying harming undertaking holding_back holding gaining giving_up "
        "opening_verbs bringing_verbs ending_verbs refusing_verbs consenting"
    ),
    "pressures": "press drawn setting raising calling dangling wanting_by standing coming runs_out",
    "undertakings": "ready will",
}  # lists of verbs in other files, by their names


def plain_form(word: str, lemma: str) -> str:
    """The plain form of a verb as it stands in a text, where its lemma is no verb; else the lemma.

    >>> plain_form("insisted", "insiste"), plain_form("suing", "su"), plain_form("swapping", "swapp")
    ('insist', 'sue', 'swap')
    >>> plain_form("vied", "vy"), plain_form("rallied", "ralli"), plain_form("frobbed", "frobb")
    ('vie', 'rally', 'frobb')
    """
    known = known_verbs()
    if lemma in known:
        return lemma
    return next((form for form in _candidates(word) if form in known), lemma)


def _candidates(word: str) -> Iterable[str]:
    """What a form may be made from, the likeliest first."""
    for ending in ("ing", "ed", "es", "s"):
        if not word.endswith(ending) or len(word) < len(ending) + 2:
            continue
        stem = word[: -len(ending)]
        yield stem
        yield stem + "e"
        if stem[-1:] == stem[-2:-1]:
            yield stem[:-1]
        if ending == "ing" and stem.endswith("y"):
            yield stem[:-1] + "ie"
        if ending in ("ed", "es") and stem.endswith("i"):
            yield stem[:-1] + "y"
            yield stem + "e"


@cache
def known_verbs() -> frozenset[str]:
    """Every verb that a word list names, in its plain form."""
    found = {text.split()[0] for name in ("acts", "events") for text in _patterns(lexicon(name))}
    found.update(word for entry in lexicon("attribution").values() if isinstance(entry, list) for word in entry)
    for name, lists in LISTS.items():
        found.update(word for one in lists.split() for word in lexicon(name)[one])
    found.update(lexicon("linkages")["ties"])
    found.update(lexicon("verbs")["plain"])
    return frozenset(word for word in found if isinstance(word, str) and word.isalpha() and word.islower())


def _patterns(content: object) -> Iterable[str]:
    """The verbs of every group in a file of patterns."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "verbs" and isinstance(value, list):
                yield from (text for text in value if isinstance(text, str))
            else:
                yield from _patterns(value)
    elif isinstance(content, list):
        for value in content:
            yield from _patterns(value)
