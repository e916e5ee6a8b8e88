"""Who held which office when: one public, dated, editable file, never needed for a story that says who is who."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from parley.errors import EvidenceError
from parley.evidence.words import lexicon, parse_lexicon
from parley.record import Record


class OfficeHolder(Record):
    """A person in an office between two dates."""

    name: str
    office: str
    country: str  # ISO 3166-1 alpha-3
    since: date
    until: date | None = None  # null: in office on the file's as-of date


@cache
def shipped_holders() -> tuple[OfficeHolder, ...]:
    """The file that ships with Parley."""
    return _holders(lexicon("office_holders"), "office_holders")


def load_holders(path: Path) -> tuple[OfficeHolder, ...]:
    """Read a file in the form of `lexicon/office_holders.yaml`; an empty file holds nobody.

    Raises:
        EvidenceError: the file is no such list; says the entry.
    """
    return _holders(parse_lexicon(path.read_text("utf-8"), path.name) or {}, path.name)


def _holders(content: dict[str, object], name: str) -> tuple[OfficeHolder, ...]:
    entries = content.get("holders") or ()
    found = []
    for entry in entries:  # type: ignore[attr-defined]  # a YAML list
        try:
            found.append(OfficeHolder.model_validate(entry))
        except ValueError as error:
            raise EvidenceError(
                f"{name}: “{entry}” is no office holder ({error}). Give name, office, country, since."
            ) from error
    return tuple(found)


def holder_of(name: str, day: date | None, holders: tuple[OfficeHolder, ...]) -> OfficeHolder | None:
    """The office a person held on a day; without a day, any time; null when two people fit.

    A last name alone fits too, since news names leaders so.
    """
    words = _folded(name).split()
    fits = [
        holder for holder in holders if _same_person(words, _folded(holder.name).split()) and _in_office(holder, day)
    ]
    return fits[0] if fits and len({holder.country for holder in fits}) == 1 else None


def _same_person(words: list[str], other: list[str]) -> bool:
    if len(words) == 1:
        return words[0] in (other[-1], other[0]) if len(other) > 1 and len(words[0]) > 1 else words == other
    return (words[-1] == other[-1] and (words[0] == other[0] or words[0][:1] == other[0][:1])) or words == other


def _in_office(holder: OfficeHolder, day: date | None) -> bool:
    return day is None or (holder.since <= day and (holder.until is None or day <= holder.until))


@cache
def _folded(name: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(char for char in plain if not unicodedata.combining(char)).replace(".", "")
