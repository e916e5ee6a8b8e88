"""The day a story was published, where a line gives it."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}-(?P<number>\d\d)-{_DAY}(?!\d)",
        rf"\b{_YEAR}/(?P<number>\d\d)/{_DAY}(?!\d)",
        rf"\b(?P<number>\d{{1,2}})/{_DAY}/{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{_YEAR}\b",
    )
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_AROUND = re.compile(
    rf"(?:(?:first |last )?(?:published|posted|updated|released|issued|date)(?: on| at)?:?|{_WEEKDAY}|at|on|"
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?|T|Z|[+-]\d\d:?\d\d|[ap]\.?m\.?|"
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T)\b|[\s,;|/()·•–-]+)",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_DATE_LINE = 80  # characters


def find_date(text: str) -> date | None:
    """The first full date in a text, in ISO, American, European or written form.

    >>> find_date("Tuesday, March 8, 2011")
    datetime.date(2011, 3, 8)
    >>> find_date("04/24/1998 11:55:00")
    datetime.date(1998, 4, 24)
    """
    found = [(match.start(), day) for match in (form.search(text) for form in _FORMS) if match and (day := _day(match))]
    return min(found)[1] if found else None


def date_line(text: str) -> date | None:
    """The date of a line that gives a date, and maybe an hour, and nothing else."""
    if len(text) > LONGEST_DATE_LINE or not _HAS_YEAR.search(text):
        return None
    for form in _FORMS:
        match = form.search(text)
        if match and (day := _day(match)) and not _AROUND.sub("", text[: match.start()] + text[match.end() :]):
            return day
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
    day = int(parts["day"])
    # 24/04/1998 has no 24th month: then the day stands first.
    for first, second in ((month, day), (day, month)):
        try:
            return date(int(parts["year"]), first, second)
        except ValueError:
            continue
    return None
