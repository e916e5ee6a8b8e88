"""The ways a text is spoilt for quality/mutations.py: each takes the text and the dice, and gives it back spoilt."""

from __future__ import annotations

import codecs
import random
import textwrap
from collections.abc import Callable, Sequence

LONGEST = 3_000  # characters kept of a text, so that ten thousand documents can be run
LONG_WORD = 200_000  # bytes of a word that has no end
MARKS = ('"', "'", "“", "”", "‘", "’", "„", "«", "»", "``", "''")
DIRECTIONS = ("\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2069")
TAGS = ("div", "p", "blockquote", "b", "span", "ul", "li", "table", "tr", "td", "article", "nav", "script", "q")

Mutation = Callable[[str, random.Random], str]


def mutated(text: str, dice: random.Random) -> tuple[bytes, tuple[str, ...]]:
    """Spoil a text in one to three ways and write it in some coding: the bytes, and the names of what was done.

    >>> spoilt, ways = mutated("The union refused the offer. Talks go on.", random.Random(4))
    >>> mutated("The union refused the offer. Talks go on.", random.Random(4)) == (spoilt, ways)
    True
    """
    start = dice.randrange(max(1, len(text) - LONGEST + 1))
    text = text[start : start + LONGEST]
    chosen = dice.sample(MUTATIONS, dice.randint(1, 3))
    for mutation in chosen:
        text = mutation(text, dice)
    coding = dice.choice(CODINGS)
    return encoded(text, coding), (*(mutation.__name__ for mutation in chosen), coding)


def encoded(text: str, coding: str) -> bytes:
    """Write a text in a coding; what the coding cannot say is written as "?", and a lone half of a pair too.

    >>> encoded("“No”", "cp1252"), encoded("No", "utf-8 with mark")
    (b'\\x93No\\x94', b'\\xef\\xbb\\xbfNo')
    """
    if coding == "utf-8 with mark":
        return codecs.BOM_UTF8 + text.encode("utf-8", "replace")
    return text.encode(coding, "replace")


def cut(text: str, dice: random.Random) -> str:
    """Only a piece, which begins and ends anywhere, perhaps with nothing in it."""
    start, end = sorted(dice.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


def doubled(text: str, dice: random.Random) -> str:
    """The whole twice, with or without a line between."""
    return text + dice.choice(("", " ", "\n", "\n\n")) + text


def doubled_paragraphs(text: str, dice: random.Random) -> str:
    """Some paragraphs twice."""
    return "\n\n".join(part for one in text.split("\n\n") for part in [one] * dice.randint(1, 2))


def shuffled_marks(text: str, dice: random.Random) -> str:
    """Its quote marks in another order."""
    marks = [letter for letter in text if letter in MARKS]
    dice.shuffle(marks)
    return "".join(marks.pop() if letter in MARKS else letter for letter in text)


def stray_marks(text: str, dice: random.Random) -> str:
    """Quote marks where none belong."""
    return _sown(text, dice, MARKS, 30)


def right_to_left(text: str, dice: random.Random) -> str:
    """Marks of the direction of writing inside words."""
    return _sown(text, dice, DIRECTIONS, 30)


def nulls(text: str, dice: random.Random) -> str:
    """Characters of value zero, few or many."""
    return _sown(text, dice, ("\0",), dice.choice((1, 100)))


def long_word(text: str, dice: random.Random) -> str:
    """A word of 200 kB: of one letter, of several, or with stops and marks in it."""
    piece = dice.choice(("a", "Ab", "no-", "a.", '"', "1,", "(", "/x", "_", "*"))
    return _sown(text, dice, (piece * (LONG_WORD // len(piece)),), 1)


def nested_page(text: str, dice: random.Random) -> str:
    """A page with tags inside tags, many of them never closed, some deep."""
    depth = dice.choice((3, 30, 300, 3_000))
    opened = [dice.choice(TAGS) for _ in range(depth)]
    before = "".join(f"<{tag}>" for tag in opened)
    after = "".join(f"</{tag}>" for tag in reversed(opened[dice.randrange(depth) :]))
    paragraphs = "".join(f"<p>{_sown(part, dice, ('<b>', '</i>', '<', '&', '&#0;'), 3)}" for part in text.split("\n\n"))
    return f"<html><body>{before}{paragraphs}{after}"


def hard_wraps(text: str, dice: random.Random) -> str:
    """Lines broken between words at a narrow width, with or without an indent."""
    indent = dice.choice(("", "   ", "> "))
    width = dice.randint(len(indent) + 8, 72)
    wrap = textwrap.TextWrapper(
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    parts = (wrap.fill(part) for part in text.split("\n\n"))
    return dice.choice(("\n\n", "\n")).join(parts)


def upper_cased(text: str, dice: random.Random) -> str:
    """Capitals from some place on."""
    start = dice.choice((0, dice.randrange(len(text) + 1)))
    return text[:start] + text[start:].upper()


def sentences_cut(text: str, dice: random.Random) -> str:
    """Sentences that stop in the middle and run into the next."""
    return ". ".join(
        part[: dice.randrange(len(part) + 1)] if dice.random() < 0.5 else part for part in text.split(". ")
    )


def shuffled_words(text: str, dice: random.Random) -> str:
    """The words of each paragraph in another order."""
    paragraphs = [part.split() for part in text.split("\n\n")]
    for words in paragraphs:
        dice.shuffle(words)
    return "\n\n".join(" ".join(words) for words in paragraphs)


def _sown(text: str, dice: random.Random, seeds: Sequence[str], most: int) -> str:
    for _ in range(dice.randint(1, most)):
        place = dice.randrange(len(text) + 1)
        text = text[:place] + dice.choice(seeds) + text[place:]
    return text


MUTATIONS: tuple[Mutation, ...] = (
    cut,
    doubled,
    doubled_paragraphs,
    shuffled_marks,
    stray_marks,
    right_to_left,
    nulls,
    long_word,
    nested_page,
    hard_wraps,
    upper_cased,
    sentences_cut,
    shuffled_words,
)
CODINGS = ("utf-8", "utf-8", "utf-8", "utf-8 with mark", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be")
