"""What a later version of a brief says otherwise than the one before: sentences added, removed and changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from parley.brief.record import Brief, BriefSentence
from parley.brief.references import sentences
from parley.record import Record

# Two sentences that share this much of their words are one that was changed. On the worked example a position moved by
# 25 points leaves 0.7 and more of each sentence it touches. Sentences of one form about different issues share as much:
# they are told apart because the most alike are paired first.
SAME_SENTENCE = 0.65


class Change(Record):
    """One sentence that differs between two versions."""

    kind: Literal["added", "removed", "changed"]
    before: str | None = None  # its words in the earlier version; null: added
    after: str | None = None  # its words in the later version; null: removed
    sentence: str | None = None  # BriefSentence.id in the later version


def changes(before: Brief, after: Brief) -> tuple[Change, ...]:
    """Tell what was changed, added and removed, in the later version's reading order; what went comes last.

    A sentence with the same words on other grounds is the same sentence; one that stands in two places is told once.
    """
    old, new = list(sentences(before)), list(sentences(after))
    kept = Counter(one.text for one in old) & Counter(one.text for one in new)
    gone, come = _without(old, kept), _without(new, kept)
    earlier = _paired(gone, come)
    taken = {one.id for one in earlier.values()}
    told = [_told(one, earlier.get(one.id)) for one in come]
    left = [Change(kind="removed", before=one.text) for one in gone if one.id not in taken]
    return tuple({(one.before, one.after): one for one in reversed([*told, *left])}.values())[::-1]


def _told(now: BriefSentence, was: BriefSentence | None) -> Change:
    if was is None:
        return Change(kind="added", after=now.text, sentence=now.id)
    return Change(kind="changed", before=was.text, after=now.text, sentence=now.id)


def _without(several: Sequence[BriefSentence], kept: Counter[str]) -> list[BriefSentence]:
    """The sentences less those that both versions hold, as often as both do."""
    left, rest = Counter(kept), []
    for one in several:
        if left[one.text]:
            left[one.text] -= 1
        else:
            rest.append(one)
    return rest


def _paired(gone: Sequence[BriefSentence], come: Sequence[BriefSentence]) -> dict[str, BriefSentence]:
    """Which earlier sentence each later one was made of, by its id: the most alike first, each taken once."""
    was, now = ([_words(one.text) for one in several] for several in (gone, come))
    shares = {(n, o): _alike(now[n], was[o]) for n in range(len(come)) for o in range(len(gone))}
    found: dict[str, BriefSentence] = {}
    taken: set[int] = set()
    for n, o in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if shares[n, o] >= SAME_SENTENCE and come[n].id not in found and o not in taken:
            found[come[n].id] = gone[o]
            taken.add(o)
    return found


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """How much of their words two sentences share (Dice), 0 to 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
