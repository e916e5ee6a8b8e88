"""Titles: the words before and after a name that say what its bearer is, and words that only bodies end in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from parley.evidence.words import lexicon
from parley.language.tree import Token

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


BEFORE_TITLES = frozenset(
    {
        "former",
        "acting",
        "interim",
        "retired",
        "deputy",
        "vice",
        "then",
        "late",
        "outgoing",
        "incoming",
        "of",
        "for",
        "to",
    }
)


WEAK_KINDS = frozenset({"forces", "none"})  # a rank or an honorific yields to an office named with it


def title_in(tokens: tuple[Token, ...], first: int, end: int, *, strict: bool = False) -> str | None:
    """The kind of the first title in a stretch of words up to a comma; `strict`: the words must describe somebody."""
    if (
        strict
        and tokens[first].text.lower() not in ("the", "a", "an", "its", "their", "his", "her")
        and tokens[first].pos not in ("PROPN", "NOUN", "ADJ")
    ):
        return None
    for at in range(first, end):
        if tokens[at].text in (",", ".", ";", ":", "(", ")"):
            return None
        is_verb = tokens[at].pos in ("VERB", "AUX")
        for length in (3, 2) if is_verb else (3, 2, 1):  # "managing director"
            kind = _titles().get(plain(tokens[at : at + length])) if at + length <= end else None
            owns = (
                at + length < end and tokens[at + length].text in POSSESSIVE
            )  # "the president's envoy" is no president
            if kind and not owns:
                return kind
        if is_verb:
            return None
    return None


@lru_cache(maxsize=20_000)
def title_kind(words: str) -> str | None:
    """The kind of a title, given in lower case: "foreign minister" -> "government".

    A longer title of unknown first words has the kind of its last words: "rada speaker" -> "legislature".
    """
    parts = words.lower().replace(".", "").split()[-_longest_title() :]
    for start in range(len(parts)):
        kind = _titles().get(" ".join(parts[start:]))
        if kind:
            return kind
    return None


@cache
def _longest_title() -> int:
    return max(len(title.split()) for title in _titles())


@cache
def _titles() -> dict[str, str]:
    return {title: kind for kind, titles in lexicon("titles").items() for title in titles}


def title_before(tokens: tuple[Token, ...], first: int) -> tuple[int, str | None]:
    """Where the title before a name begins ("Harlow’s special envoy, retired Lt. Gen." counts whole), and its kind."""
    start, kind = first, None
    if first and tokens[first - 1].text.lower() in ("of", "for", "to"):
        return first, None  # "Mission Chief for Quillaria" gives Quillaria no title
    for piece_first, piece_last in _pieces_before(tokens, first):
        found = _kind_of_piece(tokens[piece_first : piece_last + 1])
        if found is None or (kind is not None and found in WEAK_KINDS):
            break
        start, kind = piece_first, found if kind is None or kind in WEAK_KINDS else kind
        if kind not in WEAK_KINDS:
            break
    return start, kind


def _pieces_before(tokens: tuple[Token, ...], first: int) -> Iterator[tuple[int, int]]:
    """Runs of title-like tokens to the left of a name, nearest first, parted by commas."""
    last = first - 1
    small = _small_title(tokens, first)
    while last >= 0:
        start = last + 1 - small
        small = 0
        while start > 0 and last - start < 10 and _in_title(tokens, start - 1):
            if (
                tokens[start - 1].text.islower()
                and tokens[start].text[:1].isupper()
                and tokens[start - 1].text not in BEFORE_TITLES
            ):
                break  # "the deal caps President X": the small words belong to the sentence
            start -= 1
        while start <= last and (
            tokens[start].text in POSSESSIVE or tokens[start].text.lower() in ("of", "for", "to", "-")
        ):
            start += 1
        if start > last:
            return
        yield start, last
        if start == 0 or tokens[start - 1].text != ",":
            return
        last = start - 2


def _small_title(tokens: tuple[Token, ...], first: int) -> int:
    """How many words right before a name are a title in small letters: 2 in "its chief executive Ada Berg"."""
    count = 0
    while count < 4 and first - count > 0 and _is_small_word(tokens[first - count - 1]):
        count += 1
    while count and not title_kind(plain(tokens[first - count : first])):
        count -= 1
    return count


def _is_small_word(token: Token) -> bool:
    return token.text.islower() and token.pos in ("NOUN", "ADJ", "PROPN") and token.text[:1].isalpha()


def _in_title(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.text in POSSESSIVE or token.text == "-":
        return at > 0
    if token.text.lower() in ("of", "for", "to"):
        return at > 0 and tokens[at - 1].text[:1].isupper() and tokens[at + 1].text[:1].isupper()
    letters = token.text.isupper() and len(token.text) > 1  # "ECOWAS", whatever the tagger makes of it
    return (token.pos in ("PROPN", "NOUN", "ADJ", "X") or letters) and token.text[:1].isalpha()


def _kind_of_piece(piece: tuple[Token, ...]) -> str | None:
    """ "Special Envoy for Yemen" is an envoy, "Secretary of State" a secretary."""
    cut = next((at for at, token in enumerate(piece) if token.text.lower() in ("of", "for", "to") and at), len(piece))
    return title_kind(plain(piece)) or (title_kind(plain(piece[:cut])) if cut < len(piece) else None)


def is_body_word(word: str) -> bool:
    """The last word of a name says that it names a body: "Hospitals", "Guild"."""
    lower = word.lower().strip(".,")
    return bool({lower, lower.removesuffix("s")} & _body_words())


@cache
def _body_words() -> frozenset[str]:
    heads = lexicon("bodies")["heads"]
    return (
        frozenset(word for kind, words in heads.items() if kind not in ("staff", "bloc", "faction") for word in words)
        | frozenset(word for words in lexicon("bodies")["name_endings"].values() for word in words)
    ) - _AMBIGUOUS


_AMBIGUOUS = frozenset(
    {"miner", "teacher", "driver", "writer", "pilot", "farmer", "actor", "doctor", "nurse", "baker", "major", "bank"}
)


def plain(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text.lower().rstrip(".") for token in tokens)
