"""English for sentences made of records: names with their article, number, lists, quotation, full stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from parley.case.record import Party, Scale

# A brief quotes single sentences; longer words of a story are cut so that one item cannot fill the page.
LONGEST_QUOTE = 220
_CLOSED = re.compile(r"[.!?…][”’\"')\]]*$")


def name(party: Party) -> str:
    """A party's name as it stands inside a sentence, with its article where English wants one."""
    return with_article(party.name)


def with_article(plain: str) -> str:
    """A name with "the" where English wants one; a party called by a common noun ("club") is a known one.

    >>> with_article("United States"), with_article("Ukraine"), with_article("Bank of England")
    ('the United States', 'Ukraine', 'the Bank of England')
    >>> with_article("U.S. Congress"), with_article("Congress"), with_article("U.S. officials")
    ('the U.S. Congress', 'Congress', 'U.S. officials')
    >>> with_article("club"), with_article("nurses"), with_article("management")
    ('the club', 'nurses', 'management')
    >>> with_article("United Auto Workers"), with_article("Rail workers")
    ('the United Auto Workers', 'Rail workers')
    """
    plain = tidy(plain)
    if plain.lower().startswith(("the ", "a ", "an ", "some ", "both ")):
        return plain[0].lower() + plain[1:]
    return f"the {plain}" if _takes_the(plain) else plain


def _takes_the(plain: str) -> bool:
    if plain in english_words("takes_the"):
        return True
    if any(plain.startswith(f"{first} ") for first in english_words("takes_the_before")):
        return not plain.endswith("s") or _head_noun(plain) in english_words("head_nouns")
    if plain.lower() in english_words("bare"):
        return False
    if plain.istitle() and " " in plain and _head_noun(plain) in english_words("workers"):
        return True
    common = plain.islower() and not _head_noun(plain).endswith("s")
    return common or _head_noun(plain) in english_words("head_nouns")


def with_articles(text: str, parties: Sequence[Party]) -> str:
    """A sentence made elsewhere with "the" before names that want it; quoted words stay as they are."""
    wanting = sorted({party.name for party in parties if name(party) != party.name}, key=len, reverse=True)
    if not wanting:
        return text
    pattern = re.compile(
        rf"(?<![\w.])(?<!the )(?<!The )(?<!\ba )(?<!\ban )({'|'.join(map(re.escape, wanting))})(?!\w|\s[A-Z])"
    )
    parts = re.split(r"(“[^”]*”)", text)
    return "".join(part if part.startswith("“") else pattern.sub(r"the \1", part) for part in parts)


def is_plural(party: Party) -> bool:
    """Whether the party's name takes a plural verb ("Democrats press", "the United States presses")."""
    if party.number is not None:
        return party.number == "plural"
    last = _head(party.name)
    if (
        party.name.removeprefix("the ").removeprefix("The ") in english_words("singular_in_s")
        or party.kind in _ONE_ACTOR
    ):
        return False
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and not last.isupper()


_ONE_ACTOR = frozenset({"country", "government", "company", "person", "legislature", "bloc"})


def agree_on(parties: Sequence[Party]) -> bool:
    """Whether these parties as a subject take a plural verb."""
    return len(parties) != 1 or is_plural(parties[0])


def names(parties: Sequence[Party]) -> str:
    return listed([name(party) for party in parties])


def possessive(owner: str) -> str:
    """The owner's form.

    >>> possessive("Ukraine"), possessive("the United States")
    ('Ukraine’s', 'the United States’')
    """
    return f"{owner}’" if owner.endswith("s") else f"{owner}’s"


def listed(items: Sequence[str], last: str = "and") -> str:
    """A list in a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def listed_short(items: Sequence[str], kind: str, kinds: str | None = None, *, most: int = 4) -> str:
    """A list that names at most so many and counts the others.

    >>> listed_short(["a", "b", "c"], "issue", most=2)
    'a, b and one more issue'
    """
    if len(items) <= most:
        return listed(items)
    more = len(items) - most
    return listed([*items[:most], f"{in_figures(more)} more {kind if more == 1 else kinds or kind + 's'}"])


def quoted(words: str) -> str:
    """Words of the story between marks, cut when long, without punctuation that belongs to its own sentence.

    >>> quoted("a “wasted trip,”")
    '“a ‘wasted trip’”'
    """
    inner = shortened(tidy(words).strip("—–- "), LONGEST_QUOTE)
    inner = inner.replace("“", "‘").replace("”", "’").replace('"', "’")
    inner = re.sub(r"(?:[,;:]|(?<![A-Z])\.)(?=’?$)", "", inner)  # "the U.S." keeps its stop
    if inner.startswith("‘") and inner.endswith("’") and inner.count("‘") == 1:
        inner = inner[1:-1]
    return f"“{inner}”"


def shortened(text: str, longest: int) -> str:
    """A text of at most `longest` characters, cut between words where there is a gap, with a mark of omission."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 2]
    gap = cut.rfind(" ")
    return f"{cut[:gap] if gap > longest // 2 else cut} …"


def sentence(text: str) -> str:
    """A text with a capital at the start and one full stop at the end.

    >>> sentence("the talks stalled"), sentence("He said “no.”")
    ('The talks stalled.', 'He said “no.”')
    """
    text = tidy(text).rstrip(",;: ")
    opening = re.match(r"[“‘\"'(\[]*", text)
    at = opening.end() if opening else 0
    text = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text if _CLOSED.search(text) else f"{text}."


def tidy(text: str) -> str:
    """White space as single blanks."""
    return " ".join(text.split())


def day_of(when: date) -> str:
    """A day as it is said; `%-d` is not known everywhere.

    >>> day_of(date(2026, 3, 4))
    '4 March 2026'
    """
    return f"{when.day} {when:%B %Y}"


def points(value: float) -> str:
    """A position in whole points of its scale; the minus sign is a real one."""
    return f"{value:.0f}".replace("-0", "0") if round(value) == 0 else f"{value:.0f}".replace("-", "−")


def point_range(low: float, high: float) -> str:
    first, last = points(low), points(high)
    return first if first == last else f"{first} to {last}"


def signed(value: float) -> str:
    """A change in whole points with its sign; what rounds to nothing has none.

    >>> signed(6.2), signed(-3.0), signed(-0.2)
    ('+6', '−3', '0')
    """
    return points(value) if round(value) <= 0 else f"+{points(value)}"


def on_scale(scale: Scale, value: float) -> str:
    """A place on a scale: in whole points, or in the scale's own unit ("12 percent")."""
    if scale.unit == "scale point":
        return points(value)
    return f"{_amount(scale, value)} {scale.unit}"


def on_scale_range(scale: Scale, low: float, high: float) -> str:
    if scale.unit == "scale point":
        return point_range(low, high)
    first, last = _amount(scale, low), _amount(scale, high)
    return first if first == last else f"{first} to {last}"


def placed(scale: Scale, value: float, low: float, high: float) -> str:
    """A value on a scale with its range in brackets; a range of one point is none."""
    around = on_scale_range(scale, low, high)
    return on_scale(scale, value) if " to " not in around else f"{on_scale(scale, value)} ({around})"


def _amount(scale: Scale, value: float) -> str:
    """An amount in three significant digits, or in whole units where the scale is wide."""
    return f"{value:,.0f}" if abs(scale.high) >= 100 else f"{value:.3g}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, in words up to twelve.

    >>> counted(1, "story", "stories"), counted(3, "package"), counted(40, "package")
    ('one story', 'three packages', '40 packages')
    """
    return f"{'no' if number == 0 else in_figures(number)} {one if number == 1 else many or one + 's'}"


def in_figures(number: int) -> str:
    """A number in words up to twelve, in figures beyond.

    >>> in_figures(0), in_figures(12), in_figures(1300)
    ('none', 'twelve', '1,300')
    """
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


_NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _head_noun(plain: str) -> str:
    return _head(plain).lower()


def _head(plain: str) -> str:
    """The noun a name turns on: the last word, or the one before "of" or "for"."""
    words = plain.split()
    ends = [words.index(link) for link in ("of", "for") if link in words[1:]]
    return words[min(ends) - 1] if ends else words[-1] if words else ""


@cache
def english_words(key: str) -> frozenset[str]:
    """One of the lists of `english.yaml`."""
    text = files("parley.brief").joinpath("english.yaml").read_text(encoding="utf-8")
    return frozenset(str(item) for item in yaml.safe_load(text)[key])
