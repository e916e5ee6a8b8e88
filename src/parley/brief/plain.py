"""Text of a story made harmless for showing: no control or direction marks, no endless words."""

from __future__ import annotations

import re

from parley.brief.english import shortened

# C0 and C1 controls (a terminal obeys them) and the marks that turn the direction of the text around them.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u200b]")
LONGEST_SENTENCE = 700  # a printed quotation; the JSON keeps all
LONGEST_NOTE = 4000  # how a number came about, in our words: all of it, whatever names it holds
LONGEST_WORD = 80
# A sentence that tells what to type: an option ("--as-of DATE") or a judgement ("party/KEY=add").
_COMMAND = re.compile(r"(?:^|(?<=[.?!:;]) )[^.?!:;]*?(?::\s)?(?:(?<!\S)--[a-z][\w-]*|\b\w+/KEY=)[^.?!;]*[.?!]?$")


def plain(text: str, longest: int = LONGEST_SENTENCE) -> str:
    """A text as every renderer may show it, with what could act on the reader's screen replaced.

    >>> plain("a\\x1b[31mred\\u202eder"), plain("x" * 100, 10)
    ('a�[31mred�der', 'xxxxxxxx …')
    """
    text = " ".join(CONTROLS.sub("�", text).split())
    return shortened(" ".join(shortened(word, LONGEST_WORD) for word in text.split(" ")), longest)


def without_commands(text: str) -> str:
    """What we say of a story or a case, without the last sentence if it tells what to type in a terminal.

    >>> without_commands("The story has no date. Give one: --as-of YYYY-MM-DD")
    'The story has no date.'
    """
    return re.sub(r";$", ".", _COMMAND.sub("", text))
