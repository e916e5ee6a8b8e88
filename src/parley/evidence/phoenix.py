"""Actor lists of the Phoenix and PETRARCH projects as names: for who has such a list and wants its actors known.

Nothing of such a list ships with Parley. Form of the files: PETRARCH dictionaries (Open Event Data Alliance, MIT):
a head ("BARACK_OBAMA"), lines of other names ("+OBAMA"), codes in brackets with dates ("[USAGOV 090120-170120]").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from parley.evidence.names import Name
from parley.evidence.words import slug

CODE = re.compile(r"\[\s*([^\s\]]+)\s*([^\]]*)\]")
SMALL = frozenset({"of", "the", "and", "in", "for", "de", "du", "la", "el", "al", "bin", "ibn"})
LONGEST_ACRONYM = 5
OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "ELI", "OPP", "SPY"})


@dataclass(frozen=True, slots=True)
class ListedActor:
    """One actor of a list: all its names, and its code on a day."""

    names: tuple[str, ...]  # as the list writes them: "BARACK_OBAMA"
    code: str  # CAMEO: "USAGOV"
    is_person: bool = False  # a name of several words that holds its code for a time, as people hold offices


def read_actors(path: Path, day: date | None = None) -> Iterator[ListedActor]:
    """The actors of a file that have a code on a day; without a day, the code without dates, else the first."""
    names: list[str] = []
    codes: list[tuple[str, str]] = []
    for line in (*path.read_text("utf-8", errors="replace").splitlines(), "END"):
        text = re.split(r"(?<!&)#|<!", line)[0].rstrip()
        if text and not text.startswith(("+", "\t", " ", "[")):
            yield from _actor(names, codes, day)
            names, codes = [], []
        head = text.split("[")[0].strip().lstrip("+")
        if head:
            names.append(head.rstrip("_ "))
        codes += [(found[1], found[2]) for found in CODE.finditer(text)]


def names_of(actors: Iterable[ListedActor]) -> Iterator[tuple[str, Name]]:
    """Entries for `names.gazetteer_with`; `Name.code` is what the code begins with, the country of most."""
    for actor in actors:
        if not re.fullmatch(r"[A-Z/]+", actor.code):
            continue  # "---", "+++": known to be nobody
        name = _spelled(actor.names[0])[0]
        entry = Name(slug(name), name, _type(actor.code), actor.code[:3], "name", human=actor.is_person)
        for listed in actor.names:
            for words in _spelled(listed):
                yield words, entry


def _actor(names: list[str], codes: list[tuple[str, str]], day: date | None) -> Iterator[ListedActor]:
    held = [code for code, dates in codes if dates.strip() and day is not None and _holds(dates, day)]
    lasting = [code for code, dates in codes if not dates.strip()]
    chosen = [*held, *lasting] or ([codes[0][0]] if codes and day is None else [])
    if names and chosen:
        code = chosen[0].upper()
        yield ListedActor(tuple(names), code, is_person=bool(held) and _may_be_person(names[0], code))


def _may_be_person(name: str, code: str) -> bool:
    """A name of two to four words, none of them small, with a code of office: "BARACK_OBAMA [USAGOV 090120-]"."""
    words = [word for word in name.lower().split("_") if word]
    return 2 <= len(words) <= 4 and not SMALL & set(words) and code[3:6] in OFFICES


def _holds(dates: str, day: date) -> bool:
    """ "<911226", ">20070101", "090120-170120"."""
    found = re.findall(r"\d{6,8}", dates)
    if not found:
        return False
    at = day.strftime("%Y%m%d")
    first = _whole(found[0])
    if "<" in dates:
        return at < first
    if ">" in dates or len(found) == 1:
        return at > first
    return first <= at <= _whole(found[1])


def _whole(digits: str) -> str:
    """A date of six digits is of the last century from 1930 on."""
    return digits if len(digits) >= 8 else ("19" if digits >= "30" else "20") + digits[:6]


def _spelled(listed: str) -> list[str]:
    """The ways news may write a listed name: "THE_AU" is "The AU", "the AU" and "AU"."""
    words = [word for word in re.split(r"[_ ]+", listed.strip("_ ")) if word]
    ways = [_ways(word, first=at == 0, alone=len(words) == 1) for at, word in enumerate(words)]
    return list(dict.fromkeys(" ".join(choice) for choice in product(*ways)))[:16] or [listed]


def _ways(word: str, *, first: bool, alone: bool) -> tuple[str, ...]:
    small, title = word.lower(), "-".join(part.capitalize() for part in word.split("-"))
    if small in SMALL and not alone:
        return (small, title) if first else (small,)
    acronym = len(word) <= LONGEST_ACRONYM or "." in word
    return (title, word) if acronym else (title,)


def _type(code: str) -> str:
    if len(code) == 3 or "/" in code:
        return "country"
    if code.startswith(("IGO", "NGO", "NGM", "IMG", "MNC")):
        return "organisation"
    if "REB" in code or "UAF" in code:
        return "armed-group"
    return "government" if code[3:6] == "GOV" else "group"
