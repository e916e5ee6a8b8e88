"""Reports of one event in nearly the same words: copies of an agency's story, edited here and cut there.

Two texts are compared by their shingles, the runs of words in them, through sketches of a fixed size (MinHash): the
share of equal entries in two sketches estimates the share of shingles the texts have in common (Broder 1997, "On the
resemblance and containment of documents", Compression and Complexity of Sequences, 21-29).
"""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

WORDS = 4  # in a shingle: long enough that two writers seldom hit the same, short enough to survive an edited word
ENTRIES = 128  # standard error of an estimate near a half: 0.044

# Measured on the 25 texts of quality/stories_own by tests/reading/test_duplicates.py. Copies with another headline and
# first sentence, each sixth sentence and the last quarter cut and a word changed in each third sentence: at least 0.31.
# A follow-up that repeats a fifth of its forerunner: below 0.23. Different stories: at most 0.01.
SAME_REPORT = 0.26

_WORD = re.compile(r"\w+")


def sketch(text: str) -> NDArray[np.uint32]:
    """What is kept of a text to tell its copies: `ENTRIES` numbers, of a text with too few words none.

    >>> sketch("Too few words here").size
    0
    """
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
    if len(shingles) < 2 * WORDS:  # a headline alone says too little
        return np.zeros(0, dtype=np.uint32)
    values = np.fromiter((zlib.crc32(each.encode()) for each in shingles), dtype=np.uint64, count=len(shingles))
    return _least(values)


def sketch_of(kept: bytes) -> NDArray[np.uint32]:
    """The sketch that was kept as bytes (`sketch(text).tobytes()`); one of another size is none."""
    if len(kept) != ENTRIES * 4:
        return np.zeros(0, dtype=np.uint32)
    return np.frombuffer(kept, dtype=np.uint32)


def likeness(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Estimate the share of shingles two texts have in common, 0 to 1."""
    if not one.size or not other.size:
        return 0.0
    return float(np.mean(one == other))


def is_same_report(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
    """Whether one of two texts is an edited copy of the other, or both are of a third."""
    return likeness(one, other) >= SAME_REPORT


def _least(values: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The least value of each of `ENTRIES` ways of hashing; in pieces, so that a long text needs no large table.

    Multiply-shift (Dietzfelbinger and others 1997, Journal of Algorithms 25, 19-51): products wrap around at 64 bits,
    and the upper half of each is as good as drawn by chance.
    """
    factor, summand = _ways()
    least = np.full(ENTRIES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for piece in np.array_split(values, max(1, len(values) // 4096)):
        hashed = (piece[:, None] * factor[None, :] + summand[None, :]) >> np.uint64(32)
        least = np.minimum(least, hashed.min(axis=0).astype(np.uint32))
    return least


def _ways() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The same ways of hashing on every machine and at every time: sketches are kept and compared for years."""
    chosen = np.random.default_rng(1997)
    factor, summand = chosen.integers(0, 1 << 63, (2, ENTRIES), dtype=np.uint64)
    return factor * np.uint64(2) + np.uint64(1), summand
