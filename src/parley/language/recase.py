"""Gives title-case headings the letters of a sentence, so that a parser trained on sentences can read them.

"Harlow Meets Marek as Deal Stalls" reads as one long name; "Harlow meets Marek as deal stalls" is a clause.
Every text keeps its length, so that places found in one are places in the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*\.?", re.UNICODE)
OPENERS: Final = frozenset('?!:;“"‘(—–•…')
POSSESSIVE: Final = re.compile(r"['’][sS]$")
LONG_WORD: Final = 4  # letters; headings in title case leave shorter words ("of", "as", "the") alone
TITLE_SHARE: Final = 0.7  # of the long words after the first must be capitalised; one name in five words is no title


def recase(text: str, seen: Collection[str]) -> str:
    """Lower-case the words of a title-case heading that the body never capitalises.

    The first word, acronyms and words with capitals inside ("McConnell") stay as they are. In a
    heading all in capitals every word takes the form the body gives it, else small letters.

    Args:
        text: a heading. One that is not in title case comes back unchanged.
        seen: words the body writes with a capital in the middle of a sentence ("Harlow", "U.S.", "Kyiv").

    >>> recase("Harlow Meets Marek as U.S. Deal Stalls", {"Harlow", "Marek", "U.S."})
    'Harlow meets Marek as U.S. deal stalls'
    """
    matches = list(WORD.finditer(text))
    if _is_all_capitals(matches):
        forms = {form.upper(): form for form in sorted(seen)}
        return _rewrite(text, matches, lambda word: forms.get(word) or word.lower(), capital_opens=True)
    if _is_title_case(matches):
        return _rewrite(text, matches, lambda word: word if _is_name(word, seen) else word.lower())
    return text


def capitalised_mid_sentence(sentences: Iterable[str]) -> frozenset[str]:
    """Collect the words that sentences capitalise where spelling does not ask for it: names, mostly.

    >>> sorted(capitalised_mid_sentence(["Talks with Kyiv stalled.", "Then Harlow’s envoy left."]))
    ['Harlow', 'Kyiv']
    """
    return frozenset(
        _core(match.group())
        for sentence in sentences
        for match in WORD.finditer(sentence)
        if match.group()[0].isupper() and not _opens(sentence, match.start())
    )


def _is_title_case(matches: list[re.Match[str]]) -> bool:
    long_words = [word for word in (match.group() for match in matches[1:]) if len(_core(word)) >= LONG_WORD]
    capitalised = sum(word[0].isupper() for word in long_words)
    return bool(long_words) and capitalised >= TITLE_SHARE * len(long_words)


def _is_all_capitals(matches: list[re.Match[str]]) -> bool:
    words = [match.group() for match in matches]
    return len(words) > 1 and all(word.isupper() for word in words) and any(len(word) > 6 for word in words)


def _is_name(word: str, seen: Collection[str]) -> bool:
    core = _core(word)
    return core in seen or any(letter.isupper() for letter in core[1:])


def _core(word: str) -> str:
    """The word without the 's of a possessor and without a full stop that is not its own."""
    core = POSSESSIVE.sub("", word)
    return core if "." in core[:-1] else core.rstrip(".")


def _opens(text: str, place: int) -> bool:
    """Whether a sentence, or a quotation within it, opens at this place."""
    before = text[:place].rstrip()
    return not before or before[-1] in OPENERS


def _rewrite(
    text: str, matches: list[re.Match[str]], change: Callable[[str], str], *, capital_opens: bool = False
) -> str:
    pieces = list(text)
    for match in matches:
        word = match.group()
        core = _core(word)
        if _opens(text, match.start()):
            changed = word[0] + word[1:].lower() if capital_opens and change(core) == core.lower() else None
            changed = changed or (change(core) + word[len(core) :].lower() if capital_opens else word)
        else:
            changed = change(core) + word[len(core) :].lower() if capital_opens else change(word)
        if len(changed) == len(word):  # some letters, such as the Turkish dotted I, grow when lower-cased
            pieces[match.start() : match.end()] = changed
    return "".join(pieces)
