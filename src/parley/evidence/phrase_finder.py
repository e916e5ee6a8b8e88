"""Phrases of a word list, found in a sentence by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.evidence.story import Line


def find_phrases(line: Line, phrases: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each phrase with its first and last token; a longer phrase hides a shorter one in the same place."""
    lowered = line.text.lower()
    spots: list[tuple[str, int, int]] = []
    for phrase in phrases:
        if phrase not in lowered:
            continue
        words = phrase.split()
        texts = [token.text.lower() for token in line.tree.tokens]
        for at in range(len(texts) - len(words) + 1):
            if texts[at : at + len(words)] == words:
                spots.append((phrase, at, at + len(words) - 1))
    for phrase, first, last in sorted(spots, key=lambda spot: (spot[1], -spot[2])):
        if not any(low <= first and last <= high and (high - low) > (last - first) for _, low, high in spots):
            yield phrase, first, last
